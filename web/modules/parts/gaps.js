// Photos that are not on the page yet, and those that are no longer: `.gap` stands for as many as --n says, data-address
// fetches them, and a chunk that is far away becomes a gap again, exactly as high as it was.
import { wayIn } from "./out.js";

const NEAR = "150% 0px";
const FAR = "800% 0px";
const AT_ONCE = 4;
const A_MOMENT = 60;
const A_WHILE = 4000;

export default function gaps(list) {
  const near = new Set();
  const busy = new Set();
  let soon = 0;
  const comes = new IntersectionObserver(noteNear, { rootMargin: NEAR });
  const goes = new IntersectionObserver(letGo, { rootMargin: FAR });
  let width = innerWidth;
  addEventListener("resize", measureAnew);
  watch(list);
  return fill;

  function watch(root) {
    root.querySelectorAll(".gap").forEach((gap) => comes.observe(gap));
    root.querySelectorAll(".chunk").forEach((chunk) => goes.observe(chunk));
  }

  function noteNear(entries) {
    entries.forEach(({ target, isIntersecting }) => (isIntersecting ? near.add(target) : near.delete(target)));
    fillSoon(A_MOMENT);
  }

  // What flies past is not fetched: only what is still near after a moment.
  function fillSoon(wait) {
    clearTimeout(soon);
    soon = setTimeout(() => fill(next()), wait);
  }

  // First what is in sight, from the top; nothing below it yet, or its photos would slide up when the upper ones come.
  function next() {
    const gaps = [...near].filter((gap) => !busy.has(gap)).sort(byPlace);
    const inSight = gaps.filter((gap) => distance(gap) === 0);
    return (inSight.length ? inSight : gaps.sort((one, other) => distance(one) - distance(other))).slice(0, AT_ONCE);
  }

  async function fill(chosen) {
    if (!chosen.length) return;
    chosen.forEach((gap) => busy.add(gap));
    const found = await Promise.all(chosen.map(fetched));
    found.forEach((content, index) => content && swap(standing(chosen[index]), content));
    chosen.forEach((gap) => busy.delete(gap));
    fillSoon(found.includes(null) ? A_WHILE : A_MOMENT);
  }

  // The gap itself, or the one that stands for the same photos since months were laid anew.
  function standing(gap) {
    return gap.isConnected ? gap : list.querySelector(`.gap[data-address="${gap.dataset.address}"]`);
  }

  function swap(gap, content) {
    if (!gap) return;
    const [first, section] = [content.firstElementChild, gap.closest(".month")];
    keepingSight(gap, () => {
      const parts = [...content.children];
      gap.replaceWith(content);
      parts.forEach((part) => (part.matches(".gap") ? comes : goes).observe(part));
    });
    forget(gap);
    if (first) standAnew(section.nextElementSibling);
  }

  // Months further down that are only gaps yet are laid where they belong now; they do not slide there.
  function standAnew(section) {
    if (!section || !section.matches(".month") || section.querySelector(".chunk")) return;
    if (section.getBoundingClientRect().top > innerHeight || section.contains(document.activeElement)) return;
    const next = section.nextElementSibling;
    const anew = section.cloneNode(true);
    section.querySelectorAll(".gap").forEach(forget);
    section.replaceWith(anew);
    watch(anew);
    standAnew(next);
  }

  function forget(gap) {
    near.delete(gap);
    comes.unobserve(gap);
  }

  function letGo(entries) {
    entries.filter(({ isIntersecting, target }) => !isIntersecting && target.isConnected && !holdsFocus(target))
      .forEach(({ target, boundingClientRect }) => {
        const gap = document.createElement("div");
        gap.className = "gap";
        gap.dataset.address = target.dataset.again;
        gap.style.setProperty("--n", target.style.getPropertyValue("--n"));
        gap.style.height = `${boundingClientRect.height}px`;
        goes.unobserve(target);
        target.replaceWith(gap);
        comes.observe(gap);
      });
  }

  // In a window of another width nothing is as high as it was.
  function measureAnew() {
    if (innerWidth === width) return;
    width = innerWidth;
    list.querySelectorAll(".gap").forEach((gap) => gap.style.removeProperty("height"));
  }
}

async function fetched(gap) {
  try {
    const answer = await fetch(gap.dataset.address, { headers: { Accept: "text/html", "HX-Request": "true" } });
    if (answer.status === 401) wayIn();
    if (!answer.ok || answer.redirected) return null;
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    return template.content;
  } catch {
    return null;
  }
}

// What begins above the screen grows upwards.
function keepingSight(gap, change) {
  const above = gap.getBoundingClientRect().top < 0;
  const before = document.documentElement.scrollHeight;
  change();
  if (above) scrollBy(0, document.documentElement.scrollHeight - before);
}

function byPlace(one, other) {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function distance(gap) {
  const { top, bottom } = gap.getBoundingClientRect();
  return top > innerHeight ? top - innerHeight : bottom < 0 ? -bottom : 0;
}

function holdsFocus(chunk) {
  return chunk.contains(document.activeElement);
}
