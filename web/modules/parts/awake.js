// Keeps the screen on where browsers let a page do that (only over https); elsewhere a sentence says what to set.
export function keepAwake(note) {
  if (!navigator.wakeLock) {
    if (note) note.hidden = false;
    return;
  }
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock.request("screen").catch(() => {});
  ask();
  document.addEventListener("visibilitychange", ask);
}
