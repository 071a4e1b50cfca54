// The upload form with a tray: files go in pieces, four side by side, with progress for each and for all. A pause, a
// lost Wi-Fi, a closed lid or a new start of the box cost nothing; after a reload the same file chosen again goes on
// where it was. Without this module the same form posts its files by itself.
import { openSitting, sendFile } from "./resumable.js";
import { Progress } from "./parts/progress.js";
import { Unfinished } from "./parts/unfinished.js";
import { Tray, fill } from "./parts/tray.js";
import { stayAwake } from "./parts/awake.js";

export default function upload(form) {
  const sender = form.querySelector("[data-sender]");
  const words = sender.dataset;
  const part = (name) => sender.querySelector(`[data-${name}]`);
  const unfinished = new Unfinished(document.querySelector("[data-unfinished]"));
  const tray = new Tray(form, words, showChosen);
  const progress = new Progress(part("progress"), words);
  let sitting = null;
  let held = false;
  form.classList.add("awake");
  showChosen();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(tray.waiting());
  });
  part("again").addEventListener("click", () => send([...tray.waiting(), ...tray.worthAnotherTry()]));
  part("hold").addEventListener("click", () => hold(!held));
  window.addEventListener("beforeunload", (event) => {
    if (form.classList.contains("sending")) event.preventDefault();
  });

  function showChosen() {
    const waiting = tray.waiting();
    form.classList.toggle("has-files", tray.size > 0);
    sender.hidden = tray.size === 0;
    part("send").hidden = waiting.length === 0;
    const [pattern, count] = [waiting.length === 1 ? words.one : words.many, waiting.length];
    part("send").querySelector("span").textContent = fill(pattern, { count });
    allowTogether(tray.size);
    for (const piece of waiting) if (unfinished.knows(piece.file)) piece.say(words.goesOn);
    unfinished.mark(tray.pieces.map((piece) => piece.file));
    form.dispatchEvent(new CustomEvent("chosen", { detail: tray.pieces.map((piece) => piece.file) }));
  }

  function allowTogether(count) {
    const place = form.querySelector("[data-together]");
    if (!place) return;
    place.hidden = count < 2 || count > 10;
    if (place.hidden) place.querySelector("input").checked = false;
  }

  async function send(pieces) {
    if (!pieces.length) return;
    start();
    try {
      sitting = sitting || (await openSitting(form));
    } catch (problem) {
      return stop([problem.sentence || words.notOpened], true);
    }
    pieces.forEach((piece) => sendPiece(piece));
    if (held) hold(true);
    tell();
  }

  function sendPiece(piece) {
    piece.begin();
    if (piece.sending) return piece.sending.resume();
    piece.sending = sendFile(piece.file, {
      batch: sitting.batch,
      more: piece.told(tray.placeOf(piece)),
      onProgress: (bytes) => tell(piece.progress(bytes)),
      onWait: () => progress.wait(),
      onDone: () => settled(() => piece.keep(words.sent)),
      onError: ({ sentence, final }) => settled(() => piece.fail(sentence || words.away, words.failed, final)),
    });
  }

  function settled(change) {
    change();
    tell();
    if (!tray.busy().length) finish();
  }

  function tell() {
    progress.show(tray.pieces);
  }

  function start() {
    stayAwake(true);
    form.classList.add("sending");
    form.querySelectorAll("[data-later]").forEach((later) => (later.inert = true));
    part("send").hidden = part("again").hidden = part("onward").hidden = true;
    part("progress").hidden = part("hold").hidden = part("stay").hidden = false;
    tray.showSorries([]);
  }

  function hold(wanted) {
    held = wanted;
    part("hold").querySelector("span").textContent = held ? words.resume : words.pause;
    for (const { sending } of tray.busy()) held ? sending.pause() : sending.resume();
  }

  function finish() {
    const failed = tray.failed();
    if (failed.length || tray.waiting().length) return stop(tray.sorries(failed), tray.worthAnotherTry().length > 0);
    form.classList.remove("sending");
    location.assign(sitting.address);
  }

  function stop(sentences, again) {
    stayAwake(false);
    form.classList.remove("sending");
    if (!sitting) form.querySelectorAll("[data-later]").forEach((later) => (later.inert = false));
    part("progress").hidden = part("hold").hidden = part("stay").hidden = true;
    part("again").hidden = !again;
    part("onward").hidden = !tray.pieces.some((piece) => piece.state === "sent");
    part("onward").href = sitting ? sitting.address : "";
    tray.showSorries(sentences);
  }
}
