// The chosen files as small pictures that can be taken out again.
import { Thumbnails } from "./thumbnails.js";
import { touch } from "./touching.js";

export class Tray {
  constructor(form, words, onChange) {
    this.pieces = [];
    this.form = form;
    this.place = form.querySelector("[data-tray]");
    this.words = words;
    this.onChange = onChange;
    this.thumbnails = new Thumbnails();
    // What a browser kept in the fields over a reload is there before anybody chooses.
    for (const input of form.querySelectorAll("[data-files]")) {
      input.addEventListener("change", () => this.take(input));
      if (input.files.length) queueMicrotask(() => this.take(input));
    }
    this.takeDrops(form);
  }

  get size() {
    return this.pieces.length;
  }

  waiting() {
    return this.pieces.filter((piece) => piece.state === "waiting");
  }

  busy() {
    return this.pieces.filter((piece) => piece.state === "sending");
  }

  failed() {
    return this.pieces.filter((piece) => piece.state === "failed");
  }

  worthAnotherTry() {
    return this.failed().filter((piece) => !piece.refused);
  }

  placeOf(piece) {
    return this.pieces.indexOf(piece);
  }

  take(input) {
    this.addFiles([...input.files]);
    input.value = "";
  }

  addFiles(files) {
    const model = this.place.querySelector("template").content.firstElementChild;
    const tiles = document.createDocumentFragment();
    for (const file of files) {
      const piece = new Piece(file, model.cloneNode(true));
      piece.element.querySelector(".drop").addEventListener("click", () => this.drop(piece));
      piece.element.querySelector("[data-edit]").addEventListener("click", () => this.edit(piece));
      tiles.append(piece.element);
      this.pieces.push(piece);
      this.thumbnails.watch(piece);
    }
    this.place.querySelector("ul").append(tiles);
    this.count();
  }

  async edit(piece) {
    if (this.editing) return;
    this.editing = true;
    try {
      if (!(await piece.shown)) throw new Error("this browser cannot draw it");
      if (piece.state === "waiting" && await touch(piece)) this.tellEdited(piece);
    } catch (cannotBeEditedHere) {
      if (piece.state === "waiting") piece.say(this.words.editLater);
    } finally {
      this.editing = false;
    }
  }

  tellEdited(piece) {
    piece.element.classList.toggle("edited", Boolean(piece.recipe));
    piece.say(piece.recipe ? this.words.edited : "");
  }

  drop(piece) {
    const next = piece.element.nextElementSibling || piece.element.previousElementSibling;
    this.thumbnails.forget(piece);
    piece.element.remove();
    this.pieces = this.pieces.filter((one) => one !== piece);
    this.count();
    if (next) next.querySelector(".drop").focus();
  }

  count() {
    const count = this.pieces.length;
    this.place.hidden = count === 0;
    const pattern = count === 1 ? this.words.chosenOne : this.words.chosenMany;
    this.place.querySelector("[data-count]").textContent = fill(pattern, { count });
    this.onChange();
  }

  takeDrops(form) {
    const over = (event, isOver) => {
      event.preventDefault();
      form.classList.toggle("over", isOver);
    };
    form.addEventListener("dragover", (event) => over(event, true));
    form.addEventListener("dragleave", (event) => over(event, false));
    form.addEventListener("drop", (event) => {
      over(event, false);
      this.addFiles([...event.dataTransfer.files]);
    });
  }

  sorries(pieces) {
    return pieces.map((piece) => fill(this.words.reason, { file: piece.file.name, reason: piece.reason }));
  }

  // A tile is too small for a sentence.
  showSorries(sentences) {
    const place = this.form.querySelector("[data-sorries]");
    place.hidden = sentences.length === 0;
    place.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })));
    if (sentences.length) place.scrollIntoView({ block: "nearest" });
  }
}

class Piece {
  constructor(file, element) {
    this.file = file;
    this.element = element;
    this.bytes = 0;
    this.bar = element.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    element.querySelector(".name").textContent = file.name;
    element.querySelector("[data-edit] .for-readers").prepend(`${file.name}: `);
    element.querySelector(".drop .for-readers").prepend(`${file.name}: `);
    this.become("waiting");
  }

  // What goes with the file beside its name.
  told(place) {
    return { place: String(place), ...(this.recipe ? { recipe: JSON.stringify(this.recipe) } : {}) };
  }

  begin() {
    this.become("sending");
    this.say("");
    this.bar.hidden = false;
  }

  progress(bytes) {
    this.bytes = bytes;
    this.bar.value = Math.min(1, bytes / (this.file.size || 1));
  }

  keep(note) {
    this.bytes = this.file.size;
    this.become("sent");
    this.say(note);
  }

  // refused: sending the same file again would change nothing.
  fail(reason, short, refused) {
    Object.assign(this, { reason, refused });
    this.become("failed");
    this.say(short);
  }

  become(state) {
    this.state = state;
    this.element.className = `piece ${state}`;
    this.bar.hidden = state !== "sending";
  }

  say(sentence) {
    this.element.querySelector(".state").textContent = sentence;
  }
}

export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString());
}
