// The upload form with a tray: one request a file, progress for each and for all, pause between files, and another
// try for those that the network or the box kept back. Without this module the same form posts its files by itself.
import { fill, Tray } from "./parts/tray.js";
import { sendFile } from "./parts/sending.js";

export default function upload(form) {
  const sender = form.querySelector("[data-sender]");
  const words = sender.dataset;
  const part = (name) => sender.querySelector(`[data-${name}]`);
  const tray = new Tray(form, words, () => showChosen());
  const extra = {};
  let way = form.dataset.after || "";
  let held = false;
  form.classList.add("awake");
  showChosen();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(tray.waiting());
  });
  part("again").addEventListener("click", () => send(tray.worthAnotherTry()));
  part("hold").addEventListener("click", () => hold(!held));
  window.addEventListener("beforeunload", (event) => {
    if (form.classList.contains("sending")) event.preventDefault();
  });

  function showChosen() {
    const count = tray.waiting().length;
    form.classList.toggle("has-files", tray.size > 0);
    sender.hidden = tray.size === 0;
    part("send").hidden = count === 0;
    part("send").querySelector("span").textContent = fill(count === 1 ? words.one : words.many, { count });
  }

  async function send(pieces) {
    start();
    const all = { total: pieces.length, done: 0, bytes: pieces.reduce((sum, one) => sum + one.file.size, 0) || 1, sent: 0 };
    for (const piece of pieces) {
      await unheld();
      tell(all, 0);
      await sendPiece(piece, (bytes) => tell(all, bytes));
      all.sent += piece.file.size;
      if (piece.state === "sent") all.done += 1;
    }
    tell(all, 0);
    finish();
  }

  async function sendPiece(piece, onBytes) {
    piece.begin();
    const answer = await sendFile(form, piece.file, extra, (bytes) => {
      piece.progress(bytes / (piece.file.size || 1));
      onBytes(bytes);
    });
    if (!answer.kept) return piece.fail(answer.title || words.away, words.failed, isFinal(answer.status));
    Object.assign(extra, answer.fields);
    way = answer.address || way;
    return piece.keep(answer.note || words.sent);
  }

  function start() {
    form.classList.add("sending");
    part("send").hidden = part("again").hidden = part("onward").hidden = true;
    part("progress").hidden = part("hold").hidden = part("stay").hidden = false;
    showSorries([]);
  }

  function tell({ total, done, bytes, sent }, now) {
    const share = Math.min(1, (sent + now) / bytes);
    part("words").textContent = fill(words.sending, { done, total });
    part("percent").textContent = `${Math.floor(share * 100)}%`;
    part("progress").querySelector("progress").value = share;
  }

  function hold(wanted) {
    held = wanted;
    part("hold").querySelector("span").textContent = held ? words.resume : words.pause;
    if (!held) part("hold").dispatchEvent(new Event("unheld"));
  }

  function unheld() {
    return held ? new Promise((go) => part("hold").addEventListener("unheld", go, { once: true })) : undefined;
  }

  function finish() {
    form.classList.remove("sending");
    const failed = tray.failed();
    if (failed.length === 0 && way) return location.assign(way);
    part("hold").hidden = part("stay").hidden = true;
    part("again").hidden = tray.worthAnotherTry().length === 0;
    part("onward").hidden = !way;
    part("onward").href = way;
    return showSorries(failed);
  }

  // A tile is too small for a sentence.
  function showSorries(pieces) {
    const place = form.querySelector("[data-sorries]");
    place.hidden = pieces.length === 0;
    place.replaceChildren(...pieces.map((piece) => {
      const line = document.createElement("p");
      line.textContent = fill(words.reason, { file: piece.file.name, reason: piece.reason });
      return line;
    }));
    place.scrollIntoView({ block: "nearest" });
  }
}

// Refused for good; "too slow" and "too often" are not, nor is a full disk.
const isFinal = (status) => status >= 400 && status < 500 && ![408, 429].includes(status);
