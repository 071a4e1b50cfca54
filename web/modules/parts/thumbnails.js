// Small pictures of chosen files, made when their tile comes near the screen and two at a time, off the main thread
// where the browser can. Three hundred files stay smooth, and no address of a file outlives its drawing.
// piece.shown promises whether this browser can draw it.
const SIDE = 192;
const AT_ONCE = 2;
const PATIENCE = 8000;

export class Thumbnails {
  constructor() {
    this.pieces = new WeakMap();
    this.queue = [];
    this.drawing = 0;
    this.near = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: "400px" });
  }

  watch(piece) {
    this.pieces.set(piece.element, piece);
    piece.shown = new Promise((settle) => { piece.settleShown = settle; });
    this.near.observe(piece.element);
  }

  forget(piece) {
    this.near.unobserve(piece.element);
    piece.settleShown(false);
    this.queue = this.queue.filter((one) => one !== piece);
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      this.near.unobserve(target);
      this.queue.push(this.pieces.get(target));
    }
    this.next();
  }

  next() {
    while (this.drawing < AT_ONCE && this.queue.length) {
      this.drawing += 1;
      this.draw(this.queue.shift()).then(() => {
        this.drawing -= 1;
        this.next();
      });
    }
  }

  async draw(piece) {
    const { file, element } = piece;
    try {
      const canvas = await (file.type.startsWith("video/") ? ofVideo(file) : ofPicture(file));
      element.querySelector(".picture .icon").replaceWith(canvas);
      element.classList.toggle("film", file.type.startsWith("video/"));
      piece.settleShown(true);
    } catch (notReadableHere) {
      // HEIC outside Safari, RAW, films of other kinds: the name says which file it is.
      element.querySelector(".name").classList.add("shown");
      piece.settleShown(false);
    }
  }
}

async function ofPicture(file) {
  try {
    const small = await createImageBitmap(file, { resizeWidth: SIDE, resizeQuality: "medium" });
    const canvas = squareOf(small, small.width, small.height);
    small.close();
    return canvas;
  } catch (notABitmap) {
    // Safari shows HEIC in an <img> and refuses it as a bitmap.
    return withAddress(file, async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return squareOf(image, image.naturalWidth, image.naturalHeight);
    });
  }
}

function ofVideo(file) {
  return withAddress(file, async (address) => {
    const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, preload: "auto" });
    await new Promise((ready, failed) => {
      Object.assign(video, { onloadeddata: ready, onerror: failed, src: address });
      setTimeout(failed, PATIENCE);
    });
    const canvas = squareOf(video, video.videoWidth, video.videoHeight);
    video.removeAttribute("src");
    video.load();
    return canvas;
  });
}

async function withAddress(file, draw) {
  const address = URL.createObjectURL(file);
  try {
    return await draw(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

// The middle of it: the tile is a square.
function squareOf(source, width, height) {
  if (!width || !height) throw new Error("nothing to draw");
  const canvas = document.createElement("canvas");
  const side = Math.min(width, height);
  canvas.width = canvas.height = Math.min(SIDE, side);
  const context = canvas.getContext("2d");
  context.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  return canvas;
}
