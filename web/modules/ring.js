// The minute of a family code: the circle runs by itself (CSS), this counts the seconds and says when it is over.
export default function ring(element) {
  const number = element.querySelector("b");
  const end = Date.now() + Number(element.dataset.seconds) * 1000;
  const beat = setInterval(tick, 250);

  function tick() {
    if (!element.isConnected) return clearInterval(beat);
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    number.textContent = left;
    if (left === 0) finish();
  }

  function finish() {
    clearInterval(beat);
    const spoken = element.querySelector("[data-over]");
    spoken.textContent = spoken.dataset.over;
    const invitation = element.closest(".invitation");
    if (invitation) invitation.classList.add("over");
  }
}
