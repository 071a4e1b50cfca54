// A long press on a photo of an album begins choosing, with that photo as the first.
const PRESS = 500;

export default function pressing(stories) {
  let timer = 0;
  let start = null;

  stories.addEventListener("pointerdown", (event) => {
    const photo = event.target.closest(".photo[id^=s]");
    if (!photo || event.pointerType === "mouse" || !event.isPrimary) return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => choose(photo), PRESS);
  });
  stories.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > 10) letGo();
  });
  for (const name of ["pointerup", "pointercancel"]) stories.addEventListener(name, letGo);
  stories.addEventListener("contextmenu", (event) => start && event.preventDefault());

  function letGo() {
    clearTimeout(timer);
    start = null;
  }

  function choose(photo) {
    const number = photo.id.slice(1);
    const shown = stories.querySelectorAll(".photo[id^=s]").length;
    if (navigator.vibrate) navigator.vibrate(12);
    location.href = `${stories.dataset.choose}?shown=${shown}&chosen=${number}#s${number}`;
  }
}
