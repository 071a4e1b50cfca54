// Opens the dialog named in data-opens instead of following the link; without <dialog> the link is followed.
export default function opener(element) {
  const dialog = document.getElementById(element.dataset.opens);
  if (!dialog || !dialog.showModal) return;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === " ") element.click();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-closes]")) dialog.close();
  });
}
