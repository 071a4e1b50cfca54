// The frame on the wall: pictures, the family's clock, darkness at night, and a heart for the picture in sight.
import { wayIn } from "./parts/out.js";
import { show } from "./parts/show.js";
import { fullscreen, leave, press, say, tools } from "./parts/touch.js";

const AWAKE_AT_NIGHT = 60000;
const TICK = 5000;
const STILL_ALLOWED = 30000;

export default function frame(root) {
  const heart = root.querySelector("[data-heart]");
  const pauseButton = root.querySelector("[data-does=pause]");
  const clock = familyClock(root);
  let wokenUntil = 0;
  const playing = show(root, { onShow: appear, onMore: ({ now }) => now && clock.set(now) });
  heart.addEventListener("submit", (event) => {
    event.preventDefault();
    love();
  });
  tools(root, {
    next: playing.next,
    touched: wake,
    heart: love,
    pause: () => {
      playing.pause(!playing.isPaused());
      press(pauseButton, playing.isPaused());
    },
    fullscreen,
    leave: () => leave(root),
  });
  document.addEventListener("keydown", wake);
  tick();
  setInterval(tick, TICK);
  setInterval(() => stillAllowed(playing), STILL_ALLOWED);

  function appear(slide) {
    say(root, slide);
    beat(Boolean(slide.hearted));
  }

  function beat(on) {
    press(heart.querySelector("button"), on);
  }

  async function love() {
    const slide = playing.shown();
    const on = !slide.hearted;
    slide.hearted = on ? "yes" : "";
    beat(on);
    const address = `/stories/${slide.story}/reactions${on ? "" : "/removal"}`;
    const answer = await fetch(address, {
      method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams({ kind: "heart" }),
    }).catch(() => ({ ok: false }));
    if (answer.ok) return;
    if (answer.status === 401) wayIn();
    slide.hearted = on ? "" : "yes";
    if (playing.shown() === slide) beat(!on);
  }

  function wake() {
    wokenUntil = Date.now() + AWAKE_AT_NIGHT;
    tick();
  }

  function tick() {
    const dark = clock.tick() && Date.now() > wokenUntil;
    if (dark === root.classList.contains("dark-now")) return;
    root.classList.toggle("dark-now", dark);
    playing.pause(dark || pauseButton.getAttribute("aria-pressed") === "true");
  }
}

// A frame that was taken out goes at once, though it holds pictures for minutes to come; one that was deleted, too.
async function stillAllowed(playing) {
  const { picture } = playing.shown();
  const answer = await fetch(picture, { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer) return;
  if (answer.type === "opaqueredirect" || answer.status === 401) wayIn();
  if (answer.status === 404 && playing.shown().picture === picture) playing.next();
}

// The family's clock, by the box and not by the device: an old television believes it is 1970.
function familyClock(root) {
  const language = document.documentElement.lang;
  const hours = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const days = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", weekday: "long", timeZone: "UTC" });
  const [number, day] = root.querySelectorAll(".time > *");
  const { nightFrom, nightUntil } = root.dataset;
  let ahead = null;
  return { set, tick };

  function set(now) {
    ahead = Date.parse(`${now}Z`) - Date.now();
  }

  // True at night.
  function tick() {
    if (ahead === null) return false;
    const now = new Date(Date.now() + ahead);
    write(number, hours.format(now));
    write(day, days.format(now));
    const time = now.toISOString().slice(11, 16);
    if (!nightFrom || !nightUntil || nightFrom === nightUntil) return false;
    return nightFrom < nightUntil ? nightFrom <= time && time < nightUntil : time >= nightFrom || time < nightUntil;
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
