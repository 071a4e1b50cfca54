// How far all the files together are, written at most once for each frame that is drawn.
import { fill } from "./tray.js";

export class Progress {
  constructor(place, words) {
    this.place = place;
    this.words = words;
    this.asked = false;
  }

  show(pieces) {
    this.pieces = pieces;
    if (!this.asked) requestAnimationFrame(() => this.draw());
    this.asked = true;
  }

  // The box does not answer right now: said in words, until bytes move again.
  wait() {
    this.say(this.words.waitingForBox);
  }

  draw() {
    this.asked = false;
    const total = this.pieces.reduce((sum, { file }) => sum + file.size, 0) || 1;
    const sent = this.pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    const share = Math.min(1, sent / total);
    const done = this.pieces.filter(({ state }) => state === "sent").length;
    this.say(fill(this.words.sending, { done, total: this.pieces.length }));
    this.place.querySelector("[data-percent]").textContent = `${Math.floor(share * 100)}%`;
    this.place.querySelector("progress").value = share;
  }

  say(sentence) {
    const line = this.place.querySelector("[data-words]");
    if (line.textContent !== sentence) line.textContent = sentence;
  }
}
