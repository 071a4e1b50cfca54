// The years beside the timeline: links that go there without leaving, and a mark that moves along. On a touch screen also a
// handle at the edge that one can drag.
const REST = 200;
const TOP = 130;

export default function scrubber(root, all, fill) {
  const nav = root.querySelector(".scrubber");
  const years = nav.querySelector(".years");
  const list = root.querySelector(".months-shown");
  const handle = handleFor(root);
  let current = null;
  let resting = 0;
  let frame = 0;
  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-month]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.month);
  });
  nav.addEventListener("pointermove", drag);
  addEventListener("scroll", () => (frame ||= requestAnimationFrame(follow)), { passive: true });
  mark();

  async function go(key) {
    const section = list.querySelector(`.month[data-month="${key}"]`);
    const first = section.children[1];
    if (first.matches(".gap")) await fill([first]);
    section.scrollIntoView();
    section.querySelector("h2").focus({ preventScroll: true });
  }

  // Along the years with the button held down, as over the edge of a book.
  function drag(event) {
    if (event.buttons !== 1 || event.pointerType !== "mouse") return;
    const link = document.elementFromPoint(event.clientX, event.clientY)?.closest(".years a");
    if (link && link.dataset.year !== current?.year) go(link.dataset.month);
  }

  function follow() {
    frame = 0;
    mark();
    handle.follow(current.title);
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
  }

  function mark() {
    const key = keyAt(list);
    if (key === current?.key) return;
    const year = current?.year;
    current = all.find((month) => month.key === key);
    if (current.year !== year) showYear();
    markIn(nav.querySelector(".months"), `[data-month="${key}"]`);
  }

  function showYear() {
    const link = markIn(years, `[data-year="${current.year}"]`);
    years.scrollTo({ left: link.offsetLeft - years.clientWidth / 3, top: link.offsetTop - years.clientHeight / 3 });
    const known = current.year.length === 4 ? all.filter((month) => month.year === current.year) : [];
    nav.querySelector(".months").replaceChildren(...known.map(item));
  }

  // The address says where one is, so that a reload stays there.
  function rest() {
    if (scrollY < TOP) history.replaceState(null, "", "/photos");
    else history.replaceState(null, "", `/photos?month=${current.key}`);
  }
}

function keyAt(list) {
  const sections = list.querySelectorAll(".month");
  let first = 0;
  let last = sections.length - 1;
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if (sections[middle].getBoundingClientRect().top <= TOP) first = middle;
    else last = middle - 1;
  }
  return sections[first].dataset.month;
}

function markIn(part, which) {
  const before = part.querySelector("[aria-current]");
  const now = part.querySelector(which);
  if (before) before.removeAttribute("aria-current");
  if (now) now.setAttribute("aria-current", "true");
  return now;
}

function item(month) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: `/photos?month=${month.key}`, textContent: month.short });
  link.dataset.month = month.key;
  line.append(link);
  return line;
}

function handleFor(root) {
  const handle = document.createElement("div");
  const label = document.createElement("span");
  handle.className = "handle";
  handle.setAttribute("aria-hidden", "true");
  handle.append(label);
  root.append(handle);
  let quiet = 0;
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("held");
  });
  handle.addEventListener("pointermove", (event) => handle.classList.contains("held") && pull(event.clientY));
  ["pointerup", "pointercancel"].forEach((end) => handle.addEventListener(end, () => handle.classList.remove("held")));
  return { follow };

  function follow(title) {
    label.textContent = title;
    handle.style.setProperty("--at", scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight));
    handle.classList.add("moving");
    clearTimeout(quiet);
    quiet = setTimeout(() => handle.classList.remove("moving"), 1500);
  }

  function pull(y) {
    const part = (y - 90) / (innerHeight - 200);
    scrollTo(0, Math.min(Math.max(part, 0), 1) * (document.documentElement.scrollHeight - innerHeight));
  }
}
