// A <details> menu closes when something else is pressed, or with Escape, which gives the focus back.
export default function menu(element) {
  const close = () => element.removeAttribute("open");
  document.addEventListener("pointerdown", (event) => {
    if (!element.contains(event.target)) close();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation(); // the viewer leaves on Escape
    close();
    element.querySelector("summary").focus();
  });
}
