// A drag across the tiles of a list: with a mouse at once, with a finger after a short press, so that scrolling stays.
// Calls begin(tile), over(tile) for each new one, and end(). A press that became a drag is no click.
const PRESS = 380;
const EDGE = 110;

export function sweep(list, { begin, over, end }) {
  let from = null;
  let last = null;
  let point = null;
  let timer = 0;
  let sweeping = false;

  const tileAt = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    const tile = hit && hit.closest(".tick");
    return tile && list.contains(tile) ? tile : null;
  };

  list.addEventListener("pointerdown", (event) => {
    const tile = event.target.closest(".tick");
    if (!tile || event.button || !event.isPrimary || event.shiftKey) return;
    from = tile;
    point = { x: event.clientX, y: event.clientY };
    if (event.pointerType !== "mouse") timer = setTimeout(start, PRESS);
  });

  document.addEventListener("pointermove", (event) => {
    if (!from || !event.isPrimary) return;
    const far = Math.hypot(event.clientX - point.x, event.clientY - point.y);
    if (!sweeping && event.pointerType !== "mouse" && far > 10) return stop();
    if (!sweeping && far > 6) start();
    if (!sweeping) return;
    point = { x: event.clientX, y: event.clientY };
    reach();
  });

  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, stop);
  // A finger that sweeps must not scroll the page, nor call up the browser's own menu.
  list.addEventListener("touchmove", (event) => sweeping && event.preventDefault(), { passive: false });
  list.addEventListener("contextmenu", (event) => (from || sweeping) && event.preventDefault());
  list.addEventListener("dragstart", (event) => event.preventDefault());

  function start() {
    clearTimeout(timer);
    sweeping = true;
    last = from;
    begin(from);
    if (navigator.vibrate) navigator.vibrate(12);
    requestAnimationFrame(creep);
  }

  function reach() {
    const tile = tileAt(point.x, point.y);
    if (!tile || tile === last) return;
    last = tile;
    over(tile);
  }

  // Near the edge of the screen the page comes along.
  function creep() {
    if (!sweeping) return;
    const step = point.y < EDGE ? -12 : point.y > innerHeight - EDGE - 60 ? 12 : 0;
    if (step) {
      scrollBy(0, step);
      reach();
    }
    requestAnimationFrame(creep);
  }

  function stop() {
    clearTimeout(timer);
    if (sweeping) {
      const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
      list.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => list.removeEventListener("click", swallow, true), 50);
      end();
    }
    sweeping = false;
    from = null;
  }
}
