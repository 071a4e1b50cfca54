// A photo being edited: the picture as its recipe makes it, with the cropping frame over it. The fields hold the recipe.
import { Frame } from "./cropping.js";
import { load, paint, Tones, turnedSize } from "./painting.js";

const TALLEST = 0.62; // of the window, where the place does not say how tall it is

export class Easel {
  constructor(editor, fields) {
    this.place = editor.querySelector("[data-easel]");
    this.fields = fields;
    this.canvas = document.createElement("canvas");
    this.board = document.createElement("div");
    this.board.className = "board";
    this.board.append(this.canvas);
    this.tones = new Tones(this.board);
    this.frame = new Frame(this.board, this.place.dataset.frame, () => this.noted());
    this.shapes = [...editor.querySelectorAll("[name=shape]")];
    this.takeShapes(editor);
    this.watching = new ResizeObserver(() => this.layOut());
  }

  async show(src, alt) {
    this.source = await load(src);
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", alt);
    this.place.replaceChildren(this.board);
    this.place.classList.add("awake");
    this.watching.observe(this.place);
    this.layOut();
  }

  // From here on the crop is written out in `crop`; the buttons only help to find it.
  takeShapes(editor) {
    this.shapes.forEach((one) => {
      one.name = "shape-button";
      one.addEventListener("change", () => this.choose(one.value));
    });
    const free = Object.assign(document.createElement("input"), { type: "hidden", name: "shape", value: "free" });
    editor.append(free);
    this.free = free;
  }

  choose(shape) {
    const [across, down] = shape.split(":").map(Number);
    if (down) return this.frame.shape(this.lying() === across > down ? across / down : down / across);
    this.frame.shape(NaN);
    if (shape === "whole") this.keep(null);
    return undefined;
  }

  lying() {
    return this.size.width >= this.size.height;
  }

  mark(shape) {
    this.shapes.forEach((one) => { one.checked = one.value === shape; });
    this.frame.shape(NaN);
  }

  keep(crop) {
    this.fields.crop = crop;
    this.frame.show(crop);
  }

  noted() {
    this.fields.crop = this.frame.crop;
    const marked = this.shapes.find((one) => one.checked);
    if (marked && marked.value === "whole" && this.frame.crop) this.mark("free");
  }

  turn() {
    const crop = this.fields.crop;
    this.fields.turn = (this.fields.turn + 90) % 360;
    this.fields.crop = crop && { left: 1 - crop.top - crop.height, top: crop.left, width: crop.height, height: crop.width };
    if (this.frame.ratio) this.frame.ratio = 1 / this.frame.ratio;
    this.layOut();
  }

  // As large as the place lets the turned picture be.
  layOut() {
    if (!this.source || !this.place.clientWidth) return;
    const own = turnedSize(this.source, this.fields.turn);
    const room = this.room();
    const scale = Math.min(room.width / own.width, room.height / own.height);
    this.size = { width: Math.round(own.width * scale), height: Math.round(own.height * scale) };
    Object.assign(this.board.style, { width: `${this.size.width}px`, height: `${this.size.height}px` });
    const dots = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = this.size.width * dots;
    this.canvas.height = this.size.height * dots;
    this.draw();
    this.frame.show(this.fields.crop);
  }

  room() {
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(this.place);
    return {
      width: this.place.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
      height: (this.place.clientHeight || innerHeight * TALLEST) - parseFloat(paddingTop) - parseFloat(paddingBottom),
    };
  }

  draw() {
    if (!this.source) return;
    const { turn, straighten, light, warmth } = this.fields;
    paint(this.canvas, this.source, { turn, straighten });
    this.tones.set(this.canvas, { light, warmth });
  }

  reset() {
    this.mark("whole");
    this.layOut();
  }

  destroy() {
    this.watching.disconnect();
    this.frame.remove();
    this.board.remove();
    this.free.remove();
    this.shapes.forEach((one) => { one.name = "shape"; });
  }
}
