// The story page under fingers and keys. PhotoSwipe moves and zooms the pictures in the stage; the words around them
// come from the pages themselves, fetched as one leafs through, so every picture keeps its own address.
import htmx from "htmx.org";
import PhotoSwipe from "photoswipe";

const AROUND = [".viewer-bar", ".motion", ".panel", ".strip"];
const CONTROLS_HEIGHT = 72;

export default function viewer(frame) {
  const stage = frame.querySelector(".stage");
  const total = Number(frame.dataset.total);
  const known = new Map();
  learn(frame);
  let shown = Number(frame.dataset.position) - 1;
  const pictures = open();
  frame.addEventListener("click", leafByLink);

  function learn(root) {
    for (const link of root.querySelectorAll(".strip a[data-position]")) {
      known.set(Number(link.dataset.position) - 1, described(link));
    }
  }

  function open() {
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
    swipe.init();
    swipe.element.setAttribute("role", "group");
    swipe.element.removeAttribute("aria-modal");
    swipe.element.setAttribute("aria-label", stage.dataset.label);
    return swipe;
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
    const link = event.target.closest(".turn, .strip a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const step = link.rel === "prev" ? shown - 1 : link.rel === "next" ? shown + 1 : Number(link.dataset.position) - 1;
    if (!known.has(step)) return;
    event.preventDefault();
    const beside = Math.abs(step - pictures.currIndex) === 1 && !isCalm();
    beside ? (step > pictures.currIndex ? pictures.next() : pictures.prev()) : pictures.goTo(step);
  }

  async function follow(index) {
    const there = known.get(index);
    if (!there) return;
    shown = index;
    const answer = await fetch(there.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return location.assign(there.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (shown === index) take(page, there.href);
  }

  function take(page, address) {
    AROUND.forEach((part) => swap(frame.querySelector(part), page.querySelector(part)));
    [".previous", ".next"].forEach((link) => swapLink(stage, page, link));
    document.title = page.title;
    history.replaceState(history.state, "", address);
    const before = new Set(known.keys());
    learn(frame);
    [...known.keys()].filter((index) => !before.has(index)).forEach((index) => pictures.refreshSlideContent(index));
  }
}

function described(link) {
  const { picture, moving, width, height, video } = link.dataset;
  const image = link.querySelector("img");
  const thumb = image ? image.getAttribute("src") : undefined;
  const size = { width: Number(width), height: Number(height) };
  return { href: link.href, src: moving && !isCalm() ? moving : picture, msrc: thumb, alt: image ? image.alt : "", video, ...size };
}

function optionsFor(stage, index) {
  return {
    index, appendToEl: stage, errorMsg: stage.dataset.missing, bgOpacity: 0, showHideAnimationType: "none", loop: false,
    wheelToZoom: true, closeOnVerticalDrag: false, pinchToClose: false, escKey: false, trapFocus: false,
    returnFocus: false, initialZoomLevel: "fit", secondaryZoomLevel: 2.5, maxZoomLevel: 6, preload: [1, 2],
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
  const element = document.createElement("video");
  Object.assign(element, { src: video, poster: src || "", controls: true, playsInline: true, preload: "metadata" });
  element.setAttribute("aria-label", alt);
  event.content.element = element;
  event.content.state = "loaded";
  event.content.onLoaded();
}

// A drag along the seek bar is no swipe.
function onVideoControls({ target, clientY }) {
  return target.tagName === "VIDEO" && clientY > target.getBoundingClientRect().bottom - CONTROLS_HEIGHT;
}

function swap(here, there) {
  if (!here || !there) return;
  here.replaceWith(there);
  htmx.process(there);
  htmx.trigger(there, "htmx:load");
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
