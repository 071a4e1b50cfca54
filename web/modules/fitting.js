// Asks the box which album fits the days and places of the chosen files, puts it first, and chooses it unless somebody chose
// already. Where nothing is known, the box decides when the files are there.
import { taken } from "./parts/taken.js";

const MOST = 40;

export default function fitting(form) {
  const place = form.querySelector("[data-albums]");
  if (!place) return;
  const read = new WeakMap();
  let touched = "touched" in place.dataset;
  let asked = 0;
  place.addEventListener("change", (event) => (touched = touched || event.target.name === "album"));
  form.addEventListener("chosen", (event) => event.detail.length && suggest(event.detail));

  async function suggest(files) {
    const turn = (asked += 1);
    const known = [];
    for (const file of spread(files)) {
      if (!read.has(file)) read.set(file, await taken(file));
      known.push(read.get(file));
    }
    const found = turn === asked && (await ask(known));
    if (turn !== asked) return;
    if (found) show(found);
    place.dataset.settled = "yes";
  }

  // Of hundreds of files a few, from the first to the last, say enough.
  function spread(files) {
    const step = Math.max(1, files.length / MOST);
    return Array.from({ length: Math.min(files.length, MOST) }, (_, index) => files[Math.floor(index * step)]);
  }

  async function ask(known) {
    const days = known.map((each) => each.day).join(",");
    const places = known.flatMap((each) => each.place || []).join(";");
    const asking = new URLSearchParams({ days, places });
    const answer = await fetch(`/api/add/suggestion?${asking}`).catch(() => null);
    return answer && answer.ok ? answer.json() : null;
  }

  function show({ album, title, why }) {
    nameNew(title);
    const card = place.querySelector(album ? `[data-album="${album}"]` : '[data-way="new"]');
    if (!card) return;
    if (album) card.querySelector("[data-small]").textContent = place.dataset[why];
    if (touched) return;
    const left = place.querySelector('[data-way="fit"]');
    if (left) left.hidden = true;
    place.querySelector(".cards").prepend(card);
    if (!album) card.after(place.querySelector(".new-album"));
    card.querySelector("input").checked = true;
  }

  function nameNew(title) {
    const name = place.querySelector("[name=title]");
    if (name.value && name.value !== name.dataset.suggested) return;
    name.value = name.dataset.suggested = title;
    place.querySelector('[data-way="new"] [data-small]').textContent = place.dataset.named.replace("{title}", title);
  }
}
