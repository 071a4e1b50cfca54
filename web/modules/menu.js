// A <details> menu closes when something else is pressed, or with Escape, which gives the focus back.
document.addEventListener("pointerdown", ({ target }) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(target)) open.removeAttribute("open");
});

export default function menu(element) {
  const close = () => element.removeAttribute("open");
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation(); // the viewer leaves on Escape
    close();
    element.querySelector("summary").focus();
  });
}
