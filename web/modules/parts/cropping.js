// The frame that crops: cropperjs' own elements, kept inside the picture, moved and resized by keys as well.
import CropperCanvas from "@cropper/element-canvas";
import CropperGrid from "@cropper/element-grid";
import CropperHandle from "@cropper/element-handle";
import CropperSelection from "@cropper/element-selection";
import CropperShade from "@cropper/element-shade";

const SIDES = ["n", "e", "s", "w", "ne", "nw", "se", "sw"];
const LEAST = 24; // pixels on the screen
const STEP = 0.02;
const EDGE = 0.5;
const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

export class Frame {
  // `onChange` hears of every change a person makes.
  constructor(place, label, onChange) {
    [CropperCanvas, CropperGrid, CropperHandle, CropperSelection, CropperShade].forEach((each) => each.$define());
    this.canvas = make("cropper-canvas", {});
    this.selection = make("cropper-selection", {
      movable: "", resizable: "", precise: "", tabindex: "0", role: "group", "aria-label": label,
    });
    this.selection.append(
      make("cropper-grid", { "aria-hidden": "true", covered: "" }),
      make("cropper-handle", { action: "move", plain: "" }),
      ...SIDES.map((side) => make("cropper-handle", { action: `${side}-resize` })),
    );
    this.said = make("output", { class: "for-readers", "aria-live": "polite" });
    this.canvas.append(make("cropper-shade", { "theme-color": "rgba(13, 11, 9, .62)" }), this.selection);
    place.append(this.canvas, this.said);
    this.onChange = onChange;
    this.ratio = NaN;
    this.selection.addEventListener("change", (event) => this.keepInside(event));
    this.selection.addEventListener("keydown", (event) => this.press(event));
  }

  get width() {
    return this.canvas.clientWidth;
  }

  get height() {
    return this.canvas.clientHeight;
  }

  // The kept part as fractions; null for the whole picture.
  get crop() {
    return this.kept && Math.min(this.kept.width, this.kept.height) < 0.999 ? this.kept : null;
  }

  // The picture got another size on the screen, or another part of it is to be kept.
  show(crop) {
    this.kept = crop;
    const { left, top, width, height } = crop || WHOLE;
    this.showing = true;
    this.selection.aspectRatio = NaN;
    this.selection.$change(left * this.width, top * this.height, width * this.width, height * this.height, NaN, true);
    this.selection.aspectRatio = this.ratio;
    this.showing = false;
  }

  // The largest part of this shape in the middle; NaN lets every shape be.
  shape(ratio) {
    this.ratio = ratio;
    this.selection.aspectRatio = ratio;
    if (!ratio) return;
    const part = ratio / (this.width / this.height);
    const [width, height] = part <= 1 ? [part, 1] : [1, 1 / part];
    this.show({ left: (1 - width) / 2, top: (1 - height) / 2, width, height });
    this.onChange();
  }

  keepInside(event) {
    if (this.showing) return;
    const wanted = event.detail;
    const moved = same(wanted.width, this.selection.width) && same(wanted.height, this.selection.height);
    const right = this.width - wanted.width;
    const below = this.height - wanted.height;
    const inside = wanted.x >= -EDGE && wanted.y >= -EDGE && wanted.x <= right + EDGE && wanted.y <= below + EDGE;
    if (inside && wanted.width >= LEAST && wanted.height >= LEAST) return this.note(wanted);
    event.preventDefault();
    if (moved) return this.selection.$change(between(wanted.x, 0, right), between(wanted.y, 0, below));
    if (!this.ratio && wanted.width >= LEAST && wanted.height >= LEAST) this.change(cut(wanted, this.width, this.height));
    return undefined;
  }

  note({ x, y, width, height }) {
    const [left, top] = [Math.max(0, x / this.width), Math.max(0, y / this.height)];
    const kept = { left, top, width: Math.min(width / this.width, 1 - left), height: Math.min(height / this.height, 1 - top) };
    this.kept = kept;
    this.onChange();
  }

  change({ x, y, width, height }) {
    this.selection.$change(x, y, width, height);
  }

  press(event) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const growing = { "+": 1, "=": 1, "-": -1 }[event.key];
    if (!arrow && !growing) return;
    event.preventDefault();
    const step = STEP * Math.min(this.width, this.height);
    if (growing) this.grow(growing * step, growing * step);
    else if (event.shiftKey) this.grow(arrow[0] * step, arrow[1] * step);
    else this.selection.$move(arrow[0] * step, arrow[1] * step);
    this.said.textContent = `${Math.round(this.selection.width / this.width * 100)}% × ${Math.round(this.selection.height / this.height * 100)}%`;
  }

  // Right and lower edge move; what does not fit there moves the other edge. A kept shape stays.
  grow(across, down) {
    const frame = this.selection;
    let width = between(frame.width + across, LEAST, this.width);
    let height = between(frame.height + down, LEAST, this.height);
    if (this.ratio) {
      const wanted = across ? width : height * this.ratio;
      width = Math.min(wanted, this.width, this.height * this.ratio);
      height = width / this.ratio;
    }
    this.change({ x: between(frame.x, 0, this.width - width), y: between(frame.y, 0, this.height - height), width, height });
  }

  remove() {
    this.canvas.remove();
    this.said.remove();
  }
}

function make(name, attributes) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

const same = (one, other) => Math.abs(one - other) < 0.01;
const between = (number, least, most) => Math.min(Math.max(number, least), Math.max(least, most));

function cut({ x, y, width, height }, across, down) {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return { x: left, y: top, width: Math.min(x + width, across) - left, height: Math.min(y + height, down) - top };
}
