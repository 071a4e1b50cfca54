// The list under the search box: arrows choose, Enter looks for it, Escape or a touch elsewhere puts it away. htmx fetches
// it while somebody types; without a script the box is a plain form.
export default function search(form) {
  const box = form.querySelector("input");
  const list = form.querySelector("#suggested");
  const options = () => [...list.querySelectorAll("[role=option]")];
  let chosen = -1;

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggested" })
    .forEach(([name, value]) => box.setAttribute(name, value));

  function mark(place) {
    const all = options();
    chosen = place >= all.length ? -1 : place;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  const keys = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen < 0 ? options().length - 1 : chosen - 1),
    Escape: close,
    Enter: () => options()[chosen].click(),
  };

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key] || !options().length) return;
    if (event.key === "Enter" && chosen < 0) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("htmx:afterSwap", () => {
    box.setAttribute("aria-expanded", String(options().length > 0 && document.activeElement === box));
    if (document.activeElement !== box) list.replaceChildren();
    mark(-1);
  });
  form.addEventListener("submit", close);
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) close(); });
}
