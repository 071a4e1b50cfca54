// Films: how fast and how loud somebody likes them is remembered by this browser, and keys seek them.
const SEEK = { j: -10, l: 10 };
const SOUND = "backup-sound";
const SPEED = "backup-speed";

export function filmOf(address, poster, label) {
  const film = document.createElement("video");
  Object.assign(film, { src: address, poster: poster || "", controls: true, playsInline: true, preload: "metadata" });
  film.setAttribute("aria-label", label);
  return asLiked(film);
}

export function asLiked(film) {
  const sound = kept(localStorage, SOUND, { muted: false, volume: 1 });
  Object.assign(film, { muted: sound.muted, volume: sound.volume, defaultPlaybackRate: speed(), playbackRate: speed() });
  film.addEventListener("volumechange", () => keep(localStorage, SOUND, { muted: film.muted, volume: film.volume }));
  return film;
}

// For this visit only: nobody wants to find films slow next week.
export function speed(chosen) {
  if (chosen) keep(sessionStorage, SPEED, chosen);
  return kept(sessionStorage, SPEED, 1);
}

// J and L go ten seconds back and on, K plays and pauses, wherever on the page the keys are pressed.
export function steered(event, stage) {
  const film = inFront(stage);
  const key = (event.key || "").toLowerCase(); // a browser that fills a form in by itself sends keys without a name
  if (!film || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (key === "k") film.paused ? film.play().catch(() => {}) : film.pause();
  if (SEEK[key]) film.currentTime = Math.min(Math.max(film.currentTime + SEEK[key], 0), film.duration || 0);
}

export function inFront(stage) {
  return stage.querySelector(".pswp__item[aria-hidden=false] video") || stage.querySelector(":scope > video");
}

// A browser that keeps nothing (private mode, storage switched off) still plays films.
function kept(storage, name, otherwise) {
  try {
    return JSON.parse(storage.getItem(name)) || otherwise;
  } catch (refused) {
    return otherwise;
  }
}

function keep(storage, name, value) {
  try {
    storage.setItem(name, JSON.stringify(value));
  } catch (refused) {
    // then it is not remembered
  }
}
