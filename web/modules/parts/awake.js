// Keeps the screen on while files are sent, where the browser lends that (only on https).
let lock = null;
let wanted = false;

export function stayAwake(on) {
  wanted = on;
  if (on) ask();
  else if (lock) lock.release();
}

async function ask() {
  if (!wanted || !navigator.wakeLock || document.visibilityState !== "visible") return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
}

document.addEventListener("visibilitychange", ask);
