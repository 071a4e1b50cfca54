// The upload form with a tray: one request a file, progress for each and for all, pause between files, and another
// try for those that failed. Without this module the same form posts its files by itself.
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
  part("again").addEventListener("click", () => send(tray.failed()));
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
      all.done += 1;
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
    if (!answer.kept) return piece.fail(answer.title || (navigator.onLine === false ? words.offline : words.failed));
    Object.assign(extra, answer.fields);
    way = answer.address || way;
    return piece.keep(answer.note || words.sent);
  }

  function start() {
    form.classList.add("sending");
    part("send").hidden = part("again").hidden = true;
    part("progress").hidden = part("hold").hidden = false;
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
    part("hold").hidden = true;
    const failed = tray.failed().length;
    part("again").hidden = failed === 0;
    if (failed === 0 && way) location.assign(way);
  }
}
