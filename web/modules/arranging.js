// An order made by hand: drag a photo to its place, or pick it up with the keyboard and carry it with the arrows. Photos
// that are ticked go together. Without a script the arrows under each photo do the same, one place at a time.
import Sortable from "sortablejs";
import { tiles } from "./parts/tiles.js";

export default function arranging(page) {
  const list = page.querySelector(".ticks");
  const count = page.querySelector("[data-count]");
  const said = count.querySelector("p");
  const { goal, walk } = tiles(list, ".grip");
  const all = () => [...list.querySelectorAll(".tick")];
  const numberOf = (tile) => Number(tile.querySelector("input[name=story]").value);
  const ticked = (tile) => tile.querySelector("input[name=story]").checked;
  let carried = null;
  let before = [];
  let sure = all(); // the order the box has
  let last = Promise.resolve(true);

  count.hidden = false;
  show();
  document.addEventListener("htmx:load", show);

  Sortable.create(list, {
    draggable: ".tick", filter: ".tick-steps .tool:not(.grip)", preventOnFilter: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    delay: 300, delayOnTouchOnly: true, touchStartThreshold: 8, forceFallback: true, fallbackTolerance: 6,
    scroll: true, scrollSensitivity: 90, scrollSpeed: 14, ghostClass: "lifted", chosenClass: "grasped",
    onStart: () => (before = [...list.querySelectorAll(".tick")]),
    onEnd: ({ item, oldIndex, newIndex }) => oldIndex !== newIndex && put(together(item), item),
  });

  list.addEventListener("change", tell);

  list.addEventListener("click", (event) => {
    const grip = event.target.closest(".grip");
    if (grip) carried ? drop() : carry(grip.closest(".tick"));
  });

  list.addEventListener("keydown", (event) => {
    if (!carried) return walk(event);
    if (event.key === "Escape") return back(page.dataset.back);
    const place = all().indexOf(carried);
    const next = goal(event.key, place, all().length);
    if (next === undefined) return null;
    event.preventDefault();
    return step(place, next);
  });

  list.addEventListener("focusout", (event) => {
    if (carried && event.relatedTarget && !carried.contains(event.relatedTarget)) drop();
  });

  function show() {
    list.querySelectorAll(".grip").forEach((grip) => (grip.hidden = false));
    tell();
  }

  function tell() {
    const many = all().filter(ticked).length;
    const { none, one, many: some } = page.dataset;
    say(!many ? none : many === 1 ? one : some.replace("#", many.toLocaleString()));
  }

  function say(words) {
    said.textContent = words;
  }

  function together(tile) {
    return ticked(tile) ? all().filter(ticked) : [tile];
  }

  function carry(tile) {
    before = all();
    carried = tile;
    hold(true);
    say(page.dataset.carried);
  }

  function hold(on) {
    carried.classList.toggle("lifted", on);
    carried.querySelector(".grip").setAttribute("aria-pressed", String(on));
  }

  function step(place, next) {
    if (next === place) return;
    const other = all()[next];
    next > place ? other.after(carried) : other.before(carried);
    carried.querySelector(".grip").focus();
    carried.scrollIntoView({ block: "nearest" });
    say(page.dataset.place.replace("##", all().length).replace("#", next + 1));
  }

  function drop() {
    const tile = carried;
    hold(false);
    carried = null;
    if (before.some((each, place) => each !== all()[place])) put(together(tile), tile);
    else say(page.dataset.put);
  }

  function back(words) {
    if (carried) hold(false);
    const focused = document.activeElement;
    list.prepend(...before);
    if (list.contains(focused)) focused.focus();
    carried = null;
    say(words);
  }

  // The neighbour in front, or the one behind when there is none, says where they go; the box keeps their own order.
  async function put(moving, tile) {
    const order = all();
    const place = order.indexOf(tile);
    const front = order.slice(0, place).reverse().find((each) => !moving.includes(each));
    const behind = order.slice(place).find((each) => !moving.includes(each));
    if (!front && !behind) return;
    const kept = before.filter((each) => moving.includes(each));
    front ? front.after(...kept) : behind.before(...kept);
    if (document.activeElement === document.body) tile.querySelector(".grip").focus({ preventScroll: true });
    const side = front ? { after: numberOf(front) } : { before: numberOf(behind) };
    const now = all();
    last = last.then((well) => well && saved({ story: kept.map(numberOf), ...side })); // in the order they were made
    if (await last) {
      sure = now;
      return say(page.dataset.put);
    }
    last = Promise.resolve(true);
    before = sure;
    return back(page.dataset.failed);
  }

  async function saved(order) {
    try {
      const answer = await fetch(`/api/albums/${page.dataset.album}/position`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order),
      });
      return answer.ok;
    } catch {
      return false;
    }
  }
}
