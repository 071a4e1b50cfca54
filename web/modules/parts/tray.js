// The chosen files as small pictures that can be taken out again.
const SMALL = 240;

export class Tray {
  constructor(form, words, onChange) {
    this.pieces = [];
    this.place = form.querySelector("[data-tray]");
    this.words = words;
    this.onChange = onChange;
    this.drawn = Promise.resolve();
    form.querySelectorAll("[data-files]").forEach((input) => this.listen(input));
    this.takeDrops(form);
  }

  get size() {
    return this.pieces.length;
  }

  waiting() {
    return this.pieces.filter((piece) => piece.state === "waiting");
  }

  failed() {
    return this.pieces.filter((piece) => piece.state === "failed");
  }

  worthAnotherTry() {
    return this.failed().filter((piece) => !piece.refused);
  }

  listen(input) {
    if (input.files.length) this.add(input);
    input.addEventListener("change", () => this.add(input));
  }

  add(input) {
    this.addFiles([...input.files]);
    input.value = "";
  }

  addFiles(files) {
    const model = this.place.querySelector("template");
    for (const file of files) {
      const piece = new Piece(file, model.content.firstElementChild.cloneNode(true));
      piece.element.querySelector(".drop").addEventListener("click", () => this.drop(piece));
      this.place.querySelector("ul").append(piece.element);
      this.pieces.push(piece);
      // One after another: a hundred 12-megapixel pictures decoded at once would end an old phone's tab.
      this.drawn = this.drawn.then(() => piece.draw());
    }
    this.count();
  }

  drop(piece) {
    const next = piece.element.nextElementSibling || piece.element.previousElementSibling;
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
}

class Piece {
  constructor(file, element) {
    this.file = file;
    this.element = element;
    this.bar = element.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    element.querySelector(".name").textContent = file.name;
    element.querySelector(".drop .for-readers").prepend(`${file.name}: `);
    this.become("waiting");
  }

  async draw() {
    try {
      const small = await createImageBitmap(this.file, { resizeWidth: SMALL, resizeQuality: "medium" });
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [small.width, small.height];
      canvas.getContext("2d").drawImage(small, 0, 0);
      small.close();
      this.element.querySelector(".picture").replaceChildren(canvas);
    } catch (notReadableHere) {
      // Videos, and HEIC outside Safari: the name says which file it is.
      this.element.querySelector(".name").classList.add("shown");
    }
  }

  begin() {
    this.become("sending");
    this.say("");
    this.bar.hidden = false;
  }

  progress(share) {
    this.bar.value = Math.min(1, share);
  }

  keep(note) {
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
