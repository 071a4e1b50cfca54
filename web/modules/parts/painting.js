// A recipe's turning, straightening, cropping and tones, as backupd/media/recipes.py and rendering.py carry them out.
const SVG = "http://www.w3.org/2000/svg";
const LARGEST = 1600; // pixels of the copy that is drawn from: a phone's 50 megapixels would stutter
let filters = 0;

export const radians = (degrees) => (degrees * Math.PI) / 180;

export function turnedSize({ width, height }, turn) {
  return turn % 180 ? { width: height, height: width } : { width, height };
}

// The picture as a canvas of bounded size; it has the shape of the upright original.
export async function load(src) {
  const image = new Image();
  image.src = src;
  await image.decode();
  const scale = Math.min(1, LARGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const copy = document.createElement("canvas");
  copy.width = Math.max(1, Math.round(image.naturalWidth * scale));
  copy.height = Math.max(1, Math.round(image.naturalHeight * scale));
  copy.getContext("2d").drawImage(image, 0, 0, copy.width, copy.height);
  return copy;
}

// Draws the turned and straightened picture, or the cropped part of it, over the whole of `canvas`.
export function paint(canvas, source, { turn = 0, straighten = 0, crop = null }) {
  const context = canvas.getContext("2d");
  const whole = { width: canvas.width / (crop ? crop.width : 1), height: canvas.height / (crop ? crop.height : 1) };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (crop) context.translate(-crop.left * whole.width, -crop.top * whole.height);
  context.translate(whole.width / 2, whole.height / 2);
  context.rotate(radians(turn + straighten));
  const own = turnedSize(whole, turn);
  const grow = enlargement(whole, straighten);
  context.scale((own.width / source.width) * grow, (own.height / source.height) * grow);
  context.drawImage(source, -source.width / 2, -source.height / 2);
}

export function enlargement({ width, height }, straighten) {
  const angle = radians(Math.abs(straighten));
  return Math.cos(angle) + Math.max(width / height, height / width) * Math.sin(angle);
}

// Light bends between black and white, warmth takes from one end of the colours: recipes.tones.
export class Tones {
  constructor(place) {
    const name = `tones-${(filters += 1)}`;
    const svg = drawing("svg", { width: 0, height: 0, "aria-hidden": "true", class: "tones" });
    const filter = drawing("filter", { id: name, "color-interpolation-filters": "sRGB" });
    const transfer = drawing("feComponentTransfer", {});
    this.parts = ["R", "G", "B"].map((letter) => drawing(`feFunc${letter}`, { type: "gamma", offset: 0 }));
    transfer.append(...this.parts);
    filter.append(transfer);
    svg.append(filter);
    place.append(svg);
    this.filter = `url(#${name})`;
  }

  set(element, { light = 0, warmth = 0 }) {
    weights(warmth).forEach((weight, at) => {
      this.parts[at].setAttribute("amplitude", weight);
      this.parts[at].setAttribute("exponent", 2 ** -light);
    });
    element.style.filter = light || warmth ? this.filter : "";
  }
}

function weights(warmth) {
  if (warmth >= 0) return [1, 1 - 0.07 * warmth, 1 - 0.28 * warmth];
  return [1 + 0.24 * warmth, 1 + 0.05 * warmth, 1];
}

function drawing(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}
