// Keeps the screen on while files are sent or pictures shown, where browsers lend that (only over https).
let lock = null;
let wanted = false;

export function stayAwake(on) {
  wanted = on;
  if (on) ask();
  else if (lock) lock.release();
}

// For pages that exist to be looked at; elsewhere `note` says what to set.
export function keepAwake(note) {
  if (navigator.wakeLock) stayAwake(true);
  else if (note) note.hidden = false;
}

async function ask() {
  if (!wanted || !navigator.wakeLock || document.visibilityState !== "visible") return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
}

document.addEventListener("visibilitychange", ask);
