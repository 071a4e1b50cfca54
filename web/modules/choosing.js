// Choosing many photos: tap, shift, arrow keys, a drag across tiles; the bar counts along. Without a script the ticks
// are a plain form.
import { tiles } from "./parts/tiles.js";
import { sweep } from "./parts/sweep.js";

const ENDS = ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"];

export default function choosing(page) {
  const list = page.querySelector(".ticks");
  const count = page.querySelector("[data-count]");
  const { boxes, walk, isText } = tiles(list, "input[name=story]");
  let anchor = null;
  let before = new Map();

  count.hidden = false;
  tell();

  list.addEventListener("click", (event) => {
    if (event.target.name !== "story") return;
    if (event.shiftKey && anchor) stretch(anchor, event.target, event.target.checked);
    else mark(event.target);
    tell();
  });

  // Shift and an arrow stretch the choice from where it began; back again they give free what they took.
  list.addEventListener("keydown", (event) => {
    const next = walk(event);
    if (!next) return;
    if (!event.shiftKey) return mark(next);
    if (!anchor) mark(event.target);
    stretch(anchor, next, true);
    tell();
  });

  document.addEventListener("keydown", (event) => {
    if (isText(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key?.toLowerCase() === "a") {
      event.preventDefault();
      all();
    }
    if (event.key === "Escape" && !event.target.closest("details[open]")) clear();
  });

  sweep(list, {
    begin: (tile) => {
      mark(boxIn(tile));
      stretch(anchor, anchor, !anchor.checked);
      list.dataset.sweep = anchor.checked ? "on" : "off";
      tell();
    },
    over: (tile) => {
      stretch(anchor, boxIn(tile), list.dataset.sweep === "on");
      tell();
    },
    end: () => tell(),
  });

  page.querySelector("[data-all]").addEventListener("click", all);
  page.querySelector("[data-clear]").addEventListener("click", clear);
  document.addEventListener("htmx:load", () => tell());

  // Nothing chosen is told here; the form need not ask the box for that.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "ticked" || chosen()) return;
    event.preventDefault();
    count.querySelector("p").textContent = page.dataset.first;
  });

  function boxIn(tile) {
    return tile.querySelector("input[name=story]");
  }

  function mark(box) {
    anchor = box;
    before = new Map(boxes().map((each) => [each, each.checked]));
  }

  function stretch(from, to, on) {
    const every = boxes();
    const [first, last] = [every.indexOf(from), every.indexOf(to)].sort((one, other) => one - other);
    every.forEach((box, place) => {
      box.checked = place >= first && place <= last ? on : before.has(box) ? before.get(box) : box.checked;
    });
  }

  function chosen() {
    return boxes().filter((box) => box.checked).length;
  }

  // The rest of a long album comes first, so that all means all.
  async function all() {
    for (let more = list.querySelector("[data-more]"); more; more = list.querySelector("[data-more]")) {
      const arrived = new Promise((done) => ENDS.forEach((end) => document.addEventListener(end, done, { once: true })));
      more.click();
      await arrived;
      if (more.isConnected) break;
    }
    boxes().forEach((box) => (box.checked = true));
    tell();
  }

  function clear() {
    boxes().forEach((box) => (box.checked = false));
    anchor = null;
    tell();
  }

  // A stack is one tile and several photos: what is told is what the deed will be done to.
  function photos() {
    return boxes().reduce((sum, box) => sum + (box.checked ? Number(box.dataset.photos) || 1 : 0), 0);
  }

  function tell() {
    const many = photos();
    const { none, one, many: some } = page.dataset;
    count.querySelector("p").textContent = !many ? none : many === 1 ? one : some.replace("#", many.toLocaleString());
    page.querySelector("[data-clear]").hidden = !many;
    page.classList.toggle("some-chosen", many > 0);
  }
}
