// The tools of a full screen: a touch, a key or the pointer brings them up, a few seconds of stillness send them away.
const STILL = 5000;
const SWIPE = 50;

export function tools(root, verbs) {
  let timer = 0;
  let down = null;
  const stir = () => {
    root.classList.remove("still");
    clearTimeout(timer);
    timer = setTimeout(() => root.classList.add("still"), STILL);
  };
  for (const button of root.querySelectorAll("[data-does]")) {
    button.hidden = button.dataset.does === "fullscreen" && !document.fullscreenEnabled;
    button.addEventListener("click", () => verbs[button.dataset.does](button));
  }
  root.addEventListener("pointermove", stir);
  root.addEventListener("focusin", stir);
  root.addEventListener("pointerdown", (event) => (down = event.target.closest(".show-tools") ? null : event));
  root.addEventListener("pointerup", (event) => {
    const moved = down ? event.clientX - down.clientX : 0;
    if (down && Math.abs(moved) > SWIPE) verbs[moved < 0 || !verbs.previous ? "next" : "previous"]();
    else if (down && verbs.touched) verbs.touched();
    stir();
  });
  document.addEventListener("keydown", (event) => {
    stir();
    const verb = verbOf(event);
    if (!verb || !verbs[verb] || event.target.closest("select, input")) return;
    event.preventDefault();
    verbs[verb](root.querySelector(`[data-does=${verb}]`));
  });
  document.addEventListener("fullscreenchange", () => press(root.querySelector("[data-does=fullscreen]"), Boolean(document.fullscreenElement)));
  stir();
}

function verbOf({ key, target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === " " && target.closest("button, a, summary")) return null;
  if (key === "Enter") return target.closest("button, a, summary") ? null : "heart";
  return { ArrowRight: "next", ArrowLeft: "previous", " ": "pause", f: "fullscreen", h: "heart", Escape: "leave" }[key];
}

export function press(button, on) {
  if (button) button.setAttribute("aria-pressed", String(on));
}

export function fullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

// Escape first leaves the full screen, which the browser does itself, then the page.
export function leave(root) {
  const way = root.querySelector("[data-leave]");
  if (way && !document.fullscreenElement) way.click();
}

export function say(root, { words }) {
  root.querySelectorAll(".caption p").forEach((line, place) => (line.textContent = words[place] || ""));
}
