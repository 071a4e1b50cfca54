// Coming back to an album: the picture looked at last is in sight and has the focus, however one came back.
import { lookedAt } from "./parts/returning.js";

export default function grid() {
  const from = lookedAt();
  if (!from) return;
  const tile = document.getElementById(from.hash.slice(1));
  if (!tile) return location.replace(from.href); // leafed on beyond what was shown here
  history.scrollRestoration = "manual"; // where one had scrolled to is not where one leafed to
  show(tile);
  if (document.readyState !== "complete") addEventListener("load", () => show(tile), { once: true });
  tile.focus({ preventScroll: true });
}

function show(tile) {
  if (!inSight(tile)) tile.scrollIntoView({ block: "center" });
}

function inSight(tile) {
  const { top, bottom } = tile.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
