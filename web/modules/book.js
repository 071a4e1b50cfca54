// A book under fingers, mouse and keys. The pages lie on each other; a turn swings the right page over to the left and
// shows the back of it, by one number from 0 to 1 that a finger or a clock moves. Where motion is not wanted, pages fade.
const TURN = 520; // milliseconds
const DRAG = 8; // pixels until a press is a drag
const ENOUGH = 0.22; // of a turn, after which letting go turns on

export default function book(view) {
  const stage = view.querySelector(".leaves");
  const leaves = [...stage.children];
  const bar = view.querySelector(".book-turns");
  const spread = matchMedia("(min-width: 900px)");
  let shown = 0; // which of views() lies open
  let turning = null; // { from, done, frame }

  // Page 1 lies alone on the right, then two by two; the last one, an even one, alone on the left.
  function views() {
    if (!spread.matches) return leaves.map((_, index) => [index]);
    const pairs = [[0]];
    for (let index = 1; index < leaves.length; index += 2) pairs.push([index, index + 1].filter((each) => leaves[each]));
    return pairs;
  }

  function viewOf(index) {
    return views().findIndex((pair) => pair.includes(index));
  }

  function lay() {
    const open = new Set(views()[shown]);
    const held = stage.contains(document.activeElement) && document.activeElement !== stage;
    leaves.forEach((leaf, index) => {
      leaf.hidden = !open.has(index);
      leaf.classList.remove("front", "back", "fading");
    });
    if (held && document.activeElement.closest("[hidden]")) stage.focus({ preventScroll: true });
    lieInTheMiddle(shown);
    bringNear();
    tell();
  }

  // A closed book is one page wide, and lies where an open one has its spine.
  function lieInTheMiddle(view) {
    stage.classList.toggle("at-cover", view === 0);
    stage.classList.toggle("at-end", view === views().length - 1);
  }

  // Pictures of hidden pages are not fetched until their pages are near.
  function bringNear() {
    for (const pair of views().slice(Math.max(0, shown - 1), shown + 3)) {
      pair.forEach((index) => leaves[index].querySelectorAll("img[loading]").forEach((image) => (image.loading = "eager")));
    }
  }

  function tell() {
    const open = views()[shown].map((index) => index + 1);
    bar.querySelector(".where").textContent = view.dataset.where.replace("%", open.join("–"));
    const [before, after] = bar.querySelectorAll("button");
    before.disabled = shown === 0;
    after.disabled = shown === views().length - 1;
    history.replaceState(history.state, "", `#page-${open[0]}`);
  }

  // Between a view and the one after it: what swings is the page on the right, and its back.
  function begin(from) {
    const here = views()[from];
    const there = views()[from + 1];
    [...here, ...there].forEach((index) => (leaves[index].hidden = false));
    const front = spread.matches ? here.find((index) => index % 2 === 0) : here[0];
    const back = spread.matches ? there.find((index) => index % 2 === 1) : undefined;
    if (front !== undefined) leaves[front].classList.add("front");
    if (back !== undefined) leaves[back].classList.add("back");
    turning = { from, done: 0 };
    stage.classList.add("turned"); // from now on it slides from the cover to the middle; it opens where it lies
  }

  function swing(done) {
    turning.done = Math.min(Math.max(done, 0), 1);
    stage.style.setProperty("--turned", turning.done);
    stage.style.setProperty("--shadow", Math.sin(turning.done * Math.PI));
  }

  function settle(goal) {
    const { from, done } = turning;
    const began = performance.now();
    const span = Math.max(160, TURN * Math.abs(goal - done));
    const step = (now) => {
      const part = Math.min((now - began) / span, 1);
      swing(done + (goal - done) * (1 - (1 - part) ** 3));
      if (part < 1) return (turning.frame = requestAnimationFrame(step));
      turning = null;
      shown = from + goal;
      lay();
    };
    turning.goal = goal;
    lieInTheMiddle(from + goal);
    turning.frame = requestAnimationFrame(step);
  }

  // A turn in hand is finished at once when the next one comes.
  function hurry() {
    if (!turning) return;
    cancelAnimationFrame(turning.frame);
    shown = turning.from + (turning.goal === undefined ? Math.round(turning.done) : turning.goal);
    turning = null;
    lay();
  }

  function turn(way) {
    hurry();
    const goal = shown + way;
    if (goal < 0 || goal >= views().length) return;
    if (isCalm()) return leap(goal);
    begin(Math.min(shown, goal));
    swing(way > 0 ? 0 : 1);
    settle(way > 0 ? 1 : 0);
  }

  function leap(goal) {
    hurry();
    shown = Math.min(Math.max(goal, 0), views().length - 1);
    lay();
    views()[shown].forEach((index) => leaves[index].classList.add("fading"));
  }

  function onKey(event) {
    if (event.target.closest("input, textarea, select, details[open]") || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
    if (step) turn(step);
    else if (event.key === "Home") leap(0);
    else if (event.key === "End") leap(views().length - 1);
    else if (event.key === "Escape") return location.assign(view.dataset.back);
    else return;
    event.preventDefault();
  }

  let press = null;
  let released = -Infinity; // when a drag ended: the click that browsers send after it opens nothing
  function onDown(event) {
    if (event.button || !event.isPrimary) return;
    press = { x: event.clientX, y: event.clientY, id: event.pointerId, way: 0 };
  }

  function onMove(event) {
    if (!press || event.pointerId !== press.id) return;
    const moved = event.clientX - press.x;
    if (!press.way) {
      if (Math.abs(moved) < DRAG || Math.abs(moved) < Math.abs(event.clientY - press.y)) return;
      take(moved < 0 ? 1 : -1);
    }
    if (turning) swing((press.way > 0 ? 0 : 1) - moved / stage.clientWidth);
  }

  function take(way) {
    hurry();
    press.way = way;
    stage.setPointerCapture(press.id);
    stage.classList.add("held");
    const from = way > 0 ? shown : shown - 1;
    if (!isCalm() && from >= 0 && from + 1 < views().length) begin(from);
  }

  function onUp(event) {
    if (!press || event.pointerId !== press.id) return;
    const { way, x } = press;
    const far = Math.abs(event.clientX - x) / stage.clientWidth > ENOUGH / 2 && event.type === "pointerup";
    if (way) released = event.timeStamp;
    stage.classList.remove("held");
    press = null;
    if (way && turning) settle(way > 0 ? Number(far) : Number(!far));
    else if (way && far) turn(way);
  }

  // A press beside the pictures turns too, as a hand at the edge of a page does.
  function onClick(event) {
    if (event.timeStamp - released < 60) return event.preventDefault();
    if (event.target.closest("a")) return;
    const box = stage.getBoundingClientRect();
    turn(event.clientX < box.left + box.width / 2 ? -1 : 1);
  }

  function fromAddress() {
    const index = leaves.findIndex((leaf) => `#${leaf.id}` === location.hash);
    return Math.max(0, viewOf(Math.max(0, index)));
  }

  view.classList.add("awake");
  bar.hidden = false;
  shown = fromAddress();
  lay();
  bar.addEventListener("click", ({ target }) => target.closest("[data-turn]") && turn(Number(target.closest("[data-turn]").dataset.turn)));
  document.addEventListener("keydown", onKey);
  stage.addEventListener("pointerdown", onDown);
  stage.addEventListener("pointermove", onMove);
  stage.addEventListener("pointerup", onUp);
  stage.addEventListener("pointercancel", onUp);
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("click", onClick);
  addEventListener("hashchange", () => leap(fromAddress()));
  spread.addEventListener("change", () => {
    const first = Number(location.hash.slice(6)) - 1;
    hurry();
    shown = Math.max(0, viewOf(first));
    lay();
  });
}

function isCalm() {
  return document.documentElement.classList.contains("motion-calm") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
