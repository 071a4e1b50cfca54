// The story page under fingers and keys. PhotoSwipe moves and zooms the pictures in the stage; the words around them
// are fetched once a picture rests, so every picture keeps its own address and no swipe ever waits for words.
import htmx from "htmx.org";
import PhotoSwipe from "photoswipe";
import { filmOf, steered } from "./parts/films.js";
import { remember, wayBack } from "./parts/returning.js";
import { breath, painted, wordsOf } from "./parts/words.js";

const NEAR_THE_END = 3;
const CONTROLS_HEIGHT = 72;

export default async function viewer(frame) {
  const stage = frame.querySelector(".stage");
  const total = Number(frame.dataset.total);
  const known = new Map();
  learn(frame);
  let shown = Number(frame.dataset.position) - 1;
  let told = shown; // whose words stand around it
  let asking = new AbortController();
  const pictures = prepared();
  remember(frame);
  await breath();
  open(pictures);
  await painted();
  centre(frame.querySelector(".strip"));
  frame.addEventListener("click", (event) => wayBack(event, frame) || leafByLink(event));
  document.addEventListener("keydown", (event) => steered(event, stage));
  ["click", "submit"].forEach((name) => frame.addEventListener(name, notYet, true));

  // Until its words have come, what stands around a picture is of the one before: a heart or a deletion would be, too.
  function notYet(event) {
    if (told === shown || !event.target.closest(".panel > :not(.three), .viewer-bar .row")) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function learn(root) {
    for (const link of root.querySelectorAll(".strip a[data-position]")) {
      known.set(Number(link.dataset.position) - 1, described(link));
    }
  }

  function prepared() {
    const swipe = new PhotoSwipe(optionsFor(stage, shown));
    swipe.addFilter("numItems", () => total);
    swipe.addFilter("itemData", (_, index) => known.get(index) || { html: '<div class="waiting">…</div>' });
    swipe.on("contentLoad", (event) => event.content.data.video && showVideo(event));
    swipe.on("contentDeactivate", ({ content }) => content.element && content.element.pause && content.element.pause());
    swipe.on("updateScrollOffset", () => placeIn(stage, swipe));
    swipe.on("pointerDown", (event) => onVideoControls(event.originalEvent) && event.preventDefault());
    swipe.on("keydown", onKey);
    swipe.on("change", () => swipe.currIndex !== shown && follow(swipe.currIndex));
    swipe.on("firstUpdate", () => stage.classList.add("awake"));
    swipe.on("destroy", () => stage.classList.remove("awake"));
    return swipe;
  }

  function open(swipe) {
    swipe.init();
    swipe.element.setAttribute("role", "group");
    swipe.element.removeAttribute("aria-modal");
    swipe.element.setAttribute("aria-label", stage.dataset.label);
  }

  function onKey(event) {
    const { key, target } = event.originalEvent;
    if (target.closest("input, textarea, select, video, dialog, details[open]")) return event.preventDefault();
    if (key === "Escape") return frame.querySelector("[data-back]").click();
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step && isCalm()) {
      event.preventDefault();
      pictures.goTo(Math.min(Math.max(pictures.currIndex + step, 0), total - 1));
    }
  }

  function leafByLink(event) {
    const link = event.target.closest("a[rel=prev], a[rel=next], .strip a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const step = link.rel === "prev" ? shown - 1 : link.rel === "next" ? shown + 1 : Number(link.dataset.position) - 1;
    if (!known.has(step)) return;
    event.preventDefault();
    const beside = Math.abs(step - pictures.currIndex) === 1 && !isCalm();
    beside ? (step > pictures.currIndex ? pictures.next() : pictures.prev()) : pictures.goTo(step);
  }

  // The address at once; the words when the picture has come to rest, so that leafing fast asks for none in between.
  async function follow(index) {
    const there = known.get(index);
    shown = index;
    frame.classList.toggle("between", told !== shown);
    asking.abort();
    asking = new AbortController();
    if (!there) return explore(index);
    await breath();
    if (shown !== index) return;
    history.replaceState(history.state, "", there.href);
    remember(frame, there.href);
    await resting(pictures);
    if (shown !== index) return;
    const words = await wordsOf(there.href, asking.signal);
    if (words && shown === index) take(words, index);
  }

  // Leafed faster than the box could tell what comes: the nearest known picture knows more.
  async function explore(index) {
    const near = [...known.keys()].reduce((one, other) => (Math.abs(other - index) < Math.abs(one - index) ? other : one));
    const page = await wordsOf(known.get(near).href, asking.signal);
    if (!page || shown !== index) return;
    if (learnMore(page)) follow(index);
  }

  // Each piece in a task of its own, with a frame painted in between: a finger never waits for words.
  async function take(page, index) {
    told = null; // of neither, until all of it is there
    const pieces = [() => bar(page), () => renew(".panel", page), () => renew(".motion", page), () => turnStrip(page, index), () => lead(page)];
    for (const piece of pieces) {
      await painted();
      if (shown !== index) return;
      piece();
    }
    await painted();
    if (shown !== index) return;
    told = index;
    frame.classList.remove("between");
    centre(frame.querySelector(".strip"));
  }

  function bar(page) {
    renew(".viewer-bar", page);
    remember(frame);
  }

  function renew(part, page) {
    swap(frame.querySelector(part), page.querySelector(part));
  }

  // Most steps only move the mark; the little pictures are drawn anew when one comes near the end of them.
  function turnStrip(page, index) {
    const links = [...frame.querySelectorAll(".strip a")];
    const place = links.findIndex((link) => Number(link.dataset.position) === index + 1);
    const least = Math.min(NEAR_THE_END, index);
    const most = Math.min(NEAR_THE_END, total - 1 - index);
    if (place < least || links.length - 1 - place < most) return renew(".strip", page);
    links.forEach((link, at) => (at === place ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")));
  }

  function lead(page) {
    document.title = page.title;
    [".previous", ".next"].forEach((link) => swapLink(stage, page, link));
    learnMore(page);
  }

  function learnMore(page) {
    const before = new Set(known.keys());
    learn(page);
    const fresh = [...known.keys()].filter((index) => !before.has(index));
    fresh.forEach((index) => pictures.refreshSlideContent(index));
    return fresh.length > 0;
  }
}

function described(link) {
  const { picture, moving, width, height, video } = link.dataset;
  const image = link.querySelector("img");
  const thumb = image ? image.getAttribute("src") : undefined;
  const size = { width: Number(width), height: Number(height) };
  const kind = video ? { video, type: "film" } : {}; // PhotoSwipe takes whatever has a src for a picture
  return { href: link.href, src: moving && !isCalm() ? moving : picture, msrc: thumb, alt: image ? image.alt : "", ...kind, ...size };
}

function optionsFor(stage, index) {
  return {
    index, appendToEl: stage, errorMsg: stage.dataset.missing, bgOpacity: 0, showHideAnimationType: "none", loop: false,
    wheelToZoom: true, closeOnVerticalDrag: false, pinchToClose: false, escKey: false, trapFocus: false,
    returnFocus: false, initialZoomLevel: "fit", secondaryZoomLevel: 2.5, maxZoomLevel: 6, preload: [2, 2],
    arrowPrev: false, arrowNext: false, close: false, zoom: false, counter: false,
    imageClickAction: "zoom", tapAction: false, doubleTapAction: "zoom", bgClickAction: false,
    getViewportSizeFn: () => ({ x: stage.clientWidth, y: stage.clientHeight }),
  };
}

// PhotoSwipe believes it fills the window; without this a double tap zooms to a point above the finger.
function placeIn(stage, swipe) {
  const box = stage.getBoundingClientRect();
  swipe.offset.x = box.left + window.scrollX;
  swipe.offset.y = box.top + window.scrollY;
}

function showVideo(event) {
  event.preventDefault();
  const { video, src, alt } = event.content.data;
  event.content.element = filmOf(video, src, alt);
  event.content.state = "loaded";
  event.content.onLoaded();
}

// A drag along the seek bar is no swipe.
function onVideoControls({ target, clientY }) {
  return target.tagName === "VIDEO" && clientY > target.getBoundingClientRect().bottom - CONTROLS_HEIGHT;
}

async function resting(swipe) {
  do await breath(60);
  while (swipe.isOpen && (swipe.mainScroll.isShifted() || swipe.gestures.isDragging));
}

function swap(here, there) {
  if (!here || !there) return;
  const held = here.contains(document.activeElement);
  here.replaceWith(there);
  htmx.process(there);
  htmx.trigger(there, "htmx:load");
  const next = held && there.querySelector("[aria-current], [data-back], a, button");
  if (next) next.focus({ preventScroll: true });
}

function centre(strip) {
  const here = strip.querySelector("[aria-current]");
  if (here) strip.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - strip.clientWidth / 2;
}

function swapLink(stage, page, selector) {
  const here = stage.querySelector(selector);
  const there = page.querySelector(`.stage ${selector}`);
  if (here && there) here.href = there.getAttribute("href");
  else if (there) stage.append(there);
  else if (here) here.remove();
}

function isCalm() {
  return document.documentElement.classList.contains("motion-calm") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
