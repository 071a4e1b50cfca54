// Which uploads this tab is sending right now, told to the other tabs of this browser through localStorage. A claim
// ends with its tab, or by itself when nothing was heard of it for a while; a reload keeps the tab's name.
const STALE = 20000;
const mine = new Map();

export function claim(upload) {
  const now = Date.now();
  if (!upload || now - (mine.get(upload) || 0) < 2000) return;
  mine.set(upload, now);
  attempt(() => localStorage.setItem(key(upload), `${tab()} ${now}`));
}

export function isClaimed(upload) {
  const [owner, at] = (attempt(() => localStorage.getItem(key(upload))) || "").split(" ");
  return Boolean(at) && owner !== tab() && Date.now() - Number(at) < STALE;
}

export function release(upload) {
  if (mine.delete(upload)) attempt(() => localStorage.removeItem(key(upload)));
}

function tab() {
  const name = attempt(() => sessionStorage.getItem("tab")) || Math.random().toString(36).slice(2);
  attempt(() => sessionStorage.setItem("tab", name));
  return name;
}

const key = (upload) => `sending::${upload}`;

// Where the browser keeps nothing, in a private window, every tab is alone.
function attempt(ask) {
  try {
    return ask();
  } catch (closed) {
    return null;
  }
}

addEventListener("pagehide", () => [...mine.keys()].forEach(release));
