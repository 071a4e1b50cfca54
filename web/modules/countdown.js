// What is left until a capsule opens: days, hours, minutes, counted on from what the box said. The phone's own clock may
// be wrong, so only the time since the page came is taken from it. When it is over, the page asks the box again.
export default function countdown(element) {
  const [days, hours, minutes] = [...element.querySelectorAll("b")];
  const end = Date.now() + Number(element.dataset.seconds) * 1000;
  const beat = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);

  function tick() {
    if (!element.isConnected) return finish();
    const left = Math.max(0, Math.ceil((end - Date.now()) / 60000));
    show(days, Math.floor(left / 1440));
    show(hours, Math.floor(left / 60) % 24);
    show(minutes, left % 60);
    if (left > 0) return;
    finish();
    setTimeout(() => element.isConnected && location.reload(), 15000);
  }

  function finish() {
    clearInterval(beat);
    document.removeEventListener("visibilitychange", tick);
  }
}

function show(place, number) {
  if (place.textContent === String(number)) return;
  place.textContent = number;
  const unit = place.nextElementSibling;
  unit.textContent = number === 1 ? unit.dataset.one : unit.dataset.many;
}
