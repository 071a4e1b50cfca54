// All photos: every month has its place on the page from the start, as a gap as high as its photos will be; what comes near
// is fetched, what is far is let go, and nothing that one sees moves.
import gaps from "./parts/gaps.js";
import { months, titled } from "./parts/months.js";
import { lookedAt } from "./parts/returning.js";
import scrubber from "./parts/scrubber.js";

export default function timeline(root) {
  const list = root.querySelector(".months-shown");
  const all = months(root);
  const place = remembered(list, lookedAt());
  standInFor(all, list);
  root.classList.add("awake");
  place();
  const filling = gaps(list);
  scrubber(root, all, filling);
  root.addEventListener("click", rememberPhoto);
}

// Sections for the months that the page came without, each in its place.
function standInFor(all, list) {
  let next = list.querySelector(".month");
  for (const month of all) {
    if (next && next.dataset.month === month.key) {
      next = next.nextElementSibling;
      continue;
    }
    list.insertBefore(standIn(month), next && next.matches(".month") ? next : list.querySelector(".leaf:last-child"));
  }
}

function standIn(month) {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  const gap = document.createElement("div");
  section.className = "month";
  section.dataset.month = month.key;
  Object.assign(heading, { className: "day", id: `m${month.key}`, tabIndex: -1 });
  heading.append(...titled(month));
  gap.className = "gap";
  gap.style.setProperty("--n", month.photos);
  gap.dataset.address = `/photos?month=${month.key}`;
  section.append(heading, gap);
  return section;
}

// Where one was: at the photo one comes back to, which may be another than the one that was opened, or at the month of
// the address. It stays there while the page grows.
function remembered(list, from) {
  history.scrollRestoration = "manual";
  const { hash } = from || location;
  const photo = hash && document.getElementById(hash.slice(1));
  if (photo) return () => stand(photo, hash === location.hash && history.state ? history.state.top : null);
  if (from) return () => location.replace(from.href); // leafed on beyond what is on this page
  const month = location.search && list.querySelector(".month");
  return () => month && month.scrollIntoView(); // else where one is already: at the top, or further, if one is quicker
}

function stand(photo, top) {
  const there = top ?? (innerHeight - photo.offsetHeight) / 2;
  scrollBy(0, photo.getBoundingClientRect().top - there);
  photo.focus({ preventScroll: true });
}

// Before a photo opens, the address becomes the one that leads back to it.
function rememberPhoto(event) {
  const photo = event.target.closest("a.photo");
  if (!photo) return;
  const top = photo.getBoundingClientRect().top;
  history.replaceState({ top }, "", `/photos?story=${photo.id.slice(1)}#${photo.id}`);
}
