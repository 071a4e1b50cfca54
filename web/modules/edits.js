// The page on which one picture or film of a story is edited; the form sends what the editor's fields hold.
import { mountEditor } from "./parts/editor.js";

export default async function edits(form) {
  const element = form.querySelector("[data-editor]");
  const shown = element && element.querySelector("img, video");
  if (!shown) return;
  const alt = shown.alt || shown.getAttribute("aria-label") || "";
  await mountEditor(element, { src: shown.currentSrc || shown.src, kind: element.dataset.kind, alt });
  form.classList.add("awake");
}
