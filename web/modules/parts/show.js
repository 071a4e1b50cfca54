// One picture after another, for days on end. Three pictures and one film are all there ever is: each element is used
// again, what was shown is forgotten, and what comes next is asked for a few slides at a time.
import { keepAwake } from "./awake.js";
import { wayIn } from "./out.js";

const LONGEST_FILM = 20000;
const PATIENCE = 15000;
const LOW = 4;
const KEPT_PAST = 20;

export function show(root, { onShow = () => {}, onMore = () => {} } = {}) {
  const screen = root.querySelector(".screen");
  const ground = screen.querySelector(".ground");
  const layers = [screen.querySelector("img"), picture(), picture()];
  const film = document.createElement("video");
  Object.assign(film, { muted: true, playsInline: true, preload: "auto" });
  screen.append(...layers.slice(1), film);
  let pace = Number(root.dataset.pace) * 1000;
  const coming = [];
  const past = [];
  let following = "";
  let shown = null;
  let on = layers[0];
  let turn = 0;
  let timer = 0;
  let asking = null;
  let paused = false;
  take(root.querySelector(".slides"));
  root.querySelector(".slides").remove();
  keepAwake(root.querySelector("[data-wake]"));
  shown = coming.shift();
  onShow(shown);
  begin(shown);
  return {
    next: () => step(),
    previous: () => past.length && step(past.pop(), true),
    pause: (still) => ((paused = still), still ? rest() : wait()),
    setPace: (seconds) => ((pace = seconds * 1000), wait()),
    shown: () => shown,
    isPaused: () => paused,
  };

  function take(list) {
    following = list.dataset.following;
    for (const { dataset: told, children } of list.children) {
      const words = [...children].map((line) => line.textContent);
      coming.push({ ...told, words });
    }
    onMore(list.dataset);
  }

  // Asks for more while there still are some; the box may be away for an hour, the picture stays.
  function refill() {
    if (coming.length >= LOW || asking) return asking;
    asking = fetch(following, { headers: { Accept: "text/html", "HX-Request": "true" } })
      .then((answer) => (answer.redirected || answer.status === 401 ? wayIn() : answer.ok ? answer.text() : ""))
      .then((html) => html && take(new DOMParser().parseFromString(html, "text/html").querySelector(".slides")))
      .catch(() => {})
      .finally(() => (asking = null));
    return asking;
  }

  async function step(slide, back) {
    rest();
    const mine = (turn += 1);
    if (!coming.length) await refill();
    const next = slide || coming.shift();
    if (!next || mine !== turn) return wait(Math.max(pace, 3000));
    if (back) coming.unshift(shown);
    else past.push(shown);
    past.splice(0, past.length - KEPT_PAST);
    refill();
    if (!(await ready(next)) && mine === turn) return wait(Math.max(pace, 3000));
    if (mine === turn) appear(next);
  }

  async function ready(slide) {
    const layer = layerOf(slide) || free();
    if (address(layer) !== slide.picture) Object.assign(layer, { src: slide.picture, alt: "" });
    return within(PATIENCE, layer.decode()).then(() => true, () => false);
  }

  function appear(slide) {
    const layer = layerOf(slide);
    if (!layer) return wait();
    shown = slide;
    on = layer;
    film.pause();
    film.classList.remove("on");
    for (const each of layers) each.classList.toggle("on", each === layer);
    layer.alt = slide.alt;
    ground.style.backgroundImage = slide.ground ? `url('${slide.ground}')` : "";
    onShow(slide);
    begin(slide);
  }

  function begin(slide) {
    if (slide.film) playFilm(slide);
    else wait();
    if (coming.length && !layerOf(coming[0])) ready(coming[0]);
    else if (!coming.length) refill();
  }

  function playFilm(slide) {
    const mine = turn;
    film.src = slide.film;
    film.onplaying = () => mine === turn && film.classList.add("on");
    film.onended = film.onerror = () => mine === turn && !paused && step();
    film.play().catch(() => mine === turn && wait());
    timer = setTimeout(() => !paused && step(), LONGEST_FILM);
  }

  function wait(milliseconds = pace) {
    rest();
    if (paused) return;
    if (shown && shown.film && film.paused && film.currentTime > 0 && !film.ended) film.play().catch(() => {});
    timer = setTimeout(() => step(), shown && shown.film && !film.paused ? LONGEST_FILM : milliseconds);
  }

  function rest() {
    clearTimeout(timer);
    if (paused) film.pause();
  }

  function picture() {
    return Object.assign(document.createElement("img"), { alt: "", decoding: "async" });
  }

  function layerOf(slide) {
    return layers.find((layer) => address(layer) === slide.picture);
  }

  // Neither the one in sight nor the one that is still fading away, where there is a choice.
  function free() {
    const others = layers.filter((layer) => layer !== on);
    const next = coming[0] && layerOf(coming[0]);
    return others.find((layer) => !address(layer)) || others.find((layer) => layer !== next && layer !== last()) || others[0];
  }

  function last() {
    const before = past[past.length - 1];
    return before && layerOf(before);
  }
}

function address(layer) {
  return layer.getAttribute("src");
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(fail, milliseconds, new Error("late"))));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
