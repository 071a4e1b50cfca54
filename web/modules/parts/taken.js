// The day and the place a file was taken, read from its own first bytes: Exif in JPEG, HEIC, AVIF, WebP, PNG, TIFF and DNG, the film
// header of MP4 and MOV. Enough to suggest an album; what counts in the end is read by the box.
const HEAD = 256 * 1024;
const HOPS = 64;
const SINCE_1904 = 2082844800;
const [EXIF, GPS, ORIGINAL, DIGITISED, CHANGED] = [0x8769, 0x8825, 0x9003, 0x9004, 0x0132];
const [SIDE_NORTH, NORTH, SIDE_EAST, EAST] = [1, 2, 3, 4];

// day: "2019-08-05"; where nothing stands inside, as the file is named, else the file's own time.
// place: "33.254,126.560", a hundred metres exact, or null.
export async function taken(file) {
  const { day, place = null } = await inside(file);
  return { day: day || ofName(file.name || "") || dayOf(new Date(file.lastModified)), place };
}

async function inside(file) {
  try {
    const head = await bytesOf(file, 0, HEAD);
    const still = ofExif(head);
    if (still && still.day) return still;
    return (isBoxed(head) && (await ofFilm(file))) || still || {};
  } catch (unreadable) {
    // A picture that cannot be read is still sent; the box says what is wrong with it.
    return {};
  }
}

// KakaoTalk_20190805_101500.jpg, Screenshot 2019-08-05, or milliseconds since 1970.
function ofName(name) {
  const [, year, month, day] = /(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)/.exec(name) || [];
  const [, milliseconds] = /(?:^|\D)(1[0-7]\d{11})(?!\d)/.exec(name) || [];
  return written(`${year}-${month}-${day}`) || (milliseconds ? dayOf(new Date(Number(milliseconds))) : null);
}

async function bytesOf(file, from, length) {
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}

function ofExif(bytes) {
  const start = tiffStart(bytes);
  if (start < 0) return null;
  const small = bytes.getUint8(start) === 0x49;
  const first = directory(bytes, start, bytes.getUint32(start + 4, small), small);
  const exif = first.has(EXIF) ? directory(bytes, start, first.get(EXIF), small) : new Map();
  const day = [exif.get(ORIGINAL), exif.get(DIGITISED), first.get(CHANGED)].map(written).find(Boolean);
  return { day, place: first.has(GPS) ? ofGps(bytes, start, first.get(GPS), small) : null };
}

// Degrees, minutes and seconds, each a fraction, and on which side of the equator and of Greenwich.
function ofGps(bytes, start, offset, small) {
  const gps = directory(bytes, start, offset, small);
  if (!gps.has(NORTH) || !gps.has(EAST)) return null;
  const degrees = (tag, side, negative) => {
    const [whole, minutes, seconds] = [0, 8, 16].map((at) => fraction(bytes, start + gps.get(tag) + at, small));
    return (String(gps.get(side)).startsWith(negative) ? -1 : 1) * (whole + minutes / 60 + seconds / 3600);
  };
  return spot(degrees(NORTH, SIDE_NORTH, "S"), degrees(EAST, SIDE_EAST, "W"));
}

function fraction(bytes, at, small) {
  if (at + 8 > bytes.byteLength) return NaN;
  const [above, below] = [bytes.getUint32(at, small), bytes.getUint32(at + 4, small)];
  return above === 0 ? 0 : above / below;
}

// Not what is beyond the earth, nor the 0°, 0° of receivers that know nothing.
function spot(north, east) {
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180) || (north === 0 && east === 0)) return null;
  return `${north.toFixed(3)},${east.toFixed(3)}`;
}

// TIFF, the container of Exif, begins with "II*\0" or "MM\0*": at the start of a file, or soon after one of the names
// under which pictures carry it. In HEIC the name stands in a list first and once more before the thing itself.
function tiffStart(bytes) {
  if (isTiff(bytes, 0)) return 0;
  const text = new TextDecoder("latin1").decode(bytes);
  for (const { index } of text.matchAll(/Exif|EXIF|eXIf/g)) {
    const start = after(bytes, index + 4);
    if (start >= 0) return start;
  }
  return -1;
}

function after(bytes, at) {
  for (let skip = 0; skip <= 12; skip += 1) if (isTiff(bytes, at + skip)) return at + skip;
  return -1;
}

function isTiff(bytes, at) {
  if (at + 8 > bytes.byteLength) return false;
  return [0x49492a00, 0x4d4d002a].includes(bytes.getUint32(at));
}

// Numbers and texts of one directory, by tag; what points outside of what was read is left out.
function directory(bytes, start, offset, small) {
  const found = new Map();
  const count = start + offset + 2 <= bytes.byteLength ? bytes.getUint16(start + offset, small) : 0;
  for (let index = 0; index < Math.min(count, 200); index += 1) {
    const at = start + offset + 2 + index * 12;
    if (at + 12 > bytes.byteLength) break;
    const [tag, kind] = [bytes.getUint16(at, small), bytes.getUint16(at + 2, small)];
    const [length, value] = [bytes.getUint32(at + 4, small), bytes.getUint32(at + 8, small)];
    found.set(tag, kind === 2 ? textAt(bytes, length > 4 ? start + value : at + 8, Math.min(length, 19)) : value);
  }
  return found;
}

function textAt(bytes, at, length) {
  if (at + length > bytes.byteLength) return "";
  return String.fromCharCode(...new Uint8Array(bytes.buffer, at, length));
}

function written(text) {
  const [, year, month, day] = /^(\d{4})[:-](\d\d)[:-](\d\d)/.exec(text || "") || [];
  return year > "1826" && month > "00" && month < "13" && day > "00" && day < "32" ? `${year}-${month}-${day}` : null;
}

const isBoxed = (head) => head.byteLength > 12 && textAt(head, 4, 4) === "ftyp";

// A film's header may stand behind all of its pictures: hop from box to box (ISO/IEC 14496-12) until it comes.
async function ofFilm(file) {
  for (let at = 0, hop = 0; at < file.size && hop < HOPS; hop += 1) {
    const box = await bytesOf(file, at, 16);
    if (box.byteLength < 8) return null;
    const long = box.getUint32(0) === 1 && box.byteLength === 16;
    const size = long ? box.getUint32(8) * 2 ** 32 + box.getUint32(12) : box.getUint32(0);
    if (textAt(box, 4, 4) === "moov") return ofHeader(await bytesOf(file, at, Math.min(size || HEAD, 4 * HEAD)));
    if (size < 8) return null;
    at += size;
  }
  return null;
}

function ofHeader(moov) {
  const text = new TextDecoder("latin1").decode(moov);
  const [, north, east] = /([+-]\d\d\.\d{3,})([+-]\d{3}\.\d{3,})/.exec(text) || []; // ISO 6709
  return { day: dayOfHeader(moov, text), place: north ? spot(Number(north), Number(east)) : null };
}

// Phones by Apple write the local time beside the instant; others only that.
function dayOfHeader(moov, text) {
  const local = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:?\d\d/.exec(text);
  if (local) return written(local[0]);
  const at = text.indexOf("mvhd") + 4;
  if (at < 4 || at + 16 > moov.byteLength) return null;
  const seconds = moov.getUint8(at) ? moov.getUint32(at + 4) * 2 ** 32 + moov.getUint32(at + 8) : moov.getUint32(at + 4);
  return seconds > SINCE_1904 ? dayOf(new Date((seconds - SINCE_1904) * 1000)) : null;
}

function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
