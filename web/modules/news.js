// How much is new, kept fresh on every page. The visible tabs of one browser share one stream: whoever holds the lease in
// localStorage listens and tells the others through it. A hidden tab lets go at once; a dead one's lease runs out.
const LEASE = "backup-stream";
const NEWS = "backup-news";
const HOLDS = 6000;
const RENEW = 2000;
const AGAIN = 5000;
const AT_LAST = 300000;

export default function news(badge) {
  const me = Math.random().toString(36).slice(2);
  let stream = null;
  let pulse = 0;
  let again = 0;
  let patience = AGAIN;

  // A hidden tab hears nothing, for nobody reads what comes into it.
  addEventListener("storage", ({ key, newValue }) => {
    if (document.hidden) return;
    if (key === NEWS && newValue) tell(JSON.parse(newValue));
    if (key === LEASE && !newValue) look();
  });
  addEventListener("pagehide", rest);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : wake()));
  look();

  // Shown again, it learns what the others heard.
  function wake() {
    const heard = read(NEWS);
    if (heard && lease().until > Date.now()) tell(heard);
    look();
  }

  function look() {
    clearTimeout(pulse);
    if (document.hidden || !badge.isConnected) return;
    const held = lease();
    if (held.tab === me) keep();
    else if (stream) hush();
    else if (held.until < Date.now() || held.until > Date.now() + HOLDS) claim(); // from before the clock went back
    pulse = setTimeout(look, RENEW);
  }

  function keep() {
    write(LEASE, { tab: me, until: Date.now() + HOLDS });
    listen();
  }

  // Two tabs may reach for it in the same moment: whoever wrote last has it, after a breath.
  function claim() {
    write(LEASE, { tab: me, until: Date.now() + HOLDS });
    setTimeout(() => !document.hidden && lease().tab === me && listen(), 60 + Math.random() * 120);
  }

  function listen() {
    if (stream || Date.now() < again) return;
    stream = new EventSource(badge.dataset.stream);
    stream.addEventListener("news", (event) => {
      const told = JSON.parse(event.data);
      write(NEWS, { ...told, at: Date.now() });
      tell(told);
    });
    stream.addEventListener("open", () => (patience = AGAIN));
    stream.addEventListener("error", () => stream && stream.readyState === EventSource.CLOSED && refused());
  }

  // A browser comes back by itself after a cut, but not after an answer that is no stream, as of a box that just starts.
  function refused() {
    again = Date.now() + patience;
    patience = Math.min(patience * 2, AT_LAST);
    hush();
  }

  function hush() {
    if (stream) stream.close();
    stream = null;
  }

  function rest() {
    clearTimeout(pulse);
    hush();
    if (lease().tab === me) write(LEASE, null);
  }

  function tell(told) {
    badge.hidden = !told.unread;
    badge.querySelector("[data-shown]").textContent = told.shown;
    const { one, words, more } = badge.dataset;
    const sentence = told.unread === 1 ? one : told.unread > 999 ? more : words;
    badge.querySelector("[data-told]").textContent = sentence.replace("{count}", told.shown);
    document.dispatchEvent(new CustomEvent("backup:news", { detail: told }));
  }

  function lease() {
    return read(LEASE) || { tab: "", until: 0 };
  }
}

// A browser that keeps nothing gets a stream for each of its tabs.
const kept = new Map();

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch (closed) {
    return kept.get(name) || null;
  }
}

function write(name, value) {
  try {
    value === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(value));
  } catch (closed) {
    kept.set(name, value);
  }
}
