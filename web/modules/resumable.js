// Sends files in pieces that can be continued: after a lost Wi-Fi, a closed lid, a new start of the box or of the page.
// Four at a time; who waits or rests takes no place.
//
//   const { batch, address } = await openSitting(form);
//   const sending = sendFile(file, { batch, onProgress, onDone, onError });
//   sending.pause(); sending.resume(); sending.abort();
//
// more: what else is told about the file, as text · onProgress(bytes, all) · onWait(): the box does not answer, it is
// tried again · onDone() · onError({ reason, sentence, final }): a word key, and what the box said, if it spoke; final:
// sending the same again would change nothing.
// Nothing is hashed here: http://backup.local is no secure context, so browsers offer no crypto.subtle there.
import { Upload } from "tus-js-client";
import { claim, isClaimed, release } from "./parts/claims.js";

const PIECE = 16 * 1024 * 1024;
const SIDE_BY_SIDE = 4;
const WAITS = [0, 1000, 3000, 5000, 10000, ...Array(240).fill(15000)];
const LATER = [0, 408, 423, 500, 502, 503, 504];
const OTHER_PLACE = "resumable.other_offset";

let running = 0;
const waiting = [];

// Where the files of a form go, decided before the first is sent: { batch, album, address }.
export async function openSitting(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const answer = await fetch("/uploads/sittings", {
    method: "POST",
    headers: { "Tus-Resumable": "1.0.0", Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.title), { reason: said.reason, sentence: said.title });
  return said;
}

export function sendFile(file, { batch, more = {}, onProgress = nothing, onWait = nothing, onDone = nothing, onError = nothing } = {}) {
  const upload = new Upload(file, {
    ...options(file, batch, more),
    // Before another tab can find it among those begun earlier.
    onUploadUrlAvailable: () => claim(upload.url),
    onProgress: (bytes, all) => {
      claim(upload.url);
      onProgress(bytes, all);
    },
    onShouldRetry: (problem) => {
      const again = LATER.includes(statusOf(problem)) || told(problem).reason === OTHER_PLACE;
      if (again) onWait();
      return again;
    },
    onSuccess: () => end("done", onDone),
    onError: (problem) => end("failed", () => onError(told(problem))),
  });
  let state = "new";
  let runs = 0;

  async function start() {
    const run = (runs += 1);
    if (upload.url === null) await findEarlier(upload);
    if (state === "running" && run === runs) upload.start();
  }

  function enter() {
    state = "waiting";
    waiting.push(sending);
    next();
  }

  function leave(now) {
    const was = state;
    release(upload.url);
    state = now;
    if (was === "running") running -= 1;
    if (was === "waiting") waiting.splice(waiting.indexOf(sending), 1);
    next();
  }

  function end(now, tell) {
    leave(now);
    tell();
  }

  const sending = {
    run() {
      state = "running";
      start();
    },
    pause() {
      if (state === "running") upload.abort();
      if (state === "running" || state === "waiting") leave("resting");
    },
    resume() {
      if (state === "resting" || state === "failed") enter();
    },
    abort() {
      if (state !== "done") upload.abort(true).catch(nothing);
      leave("gone");
    },
  };
  enter();
  return sending;
}

function options(file, batch, more) {
  return {
    endpoint: new URL("/uploads", location.href).href,
    chunkSize: PIECE,
    uploadDataDuringCreation: file.size <= PIECE,
    retryDelays: WAITS,
    metadata: { filename: file.name, filetype: file.type, lastmodified: String(file.lastModified), ...more, ...of(batch) },
    headers: batch ? { "Upload-Batch": String(batch) } : {},
    storeFingerprintForResuming: true,
    removeFingerprintOnSuccess: true,
    onAfterResponse: keepPlace,
  };
}

// An upload that this device began before, perhaps on another day: it goes on where it was. One that another tab is
// sending at this moment is left to it; the box keeps the same bytes once and tells both.
async function findEarlier(upload) {
  const known = await upload.findPreviousUploads().catch(() => []);
  const earlier = known.filter(({ uploadUrl }) => !isClaimed(uploadUrl));
  if (!earlier.length) return;
  claim(earlier[0].uploadUrl);
  upload.resumeFromPreviousUpload(earlier[0]);
}

// tus-js-client would begin anew when a question for the offset meets a box that is only not well right now.
function keepPlace(request, response) {
  if (request.getMethod() === "HEAD" && response.getStatus() >= 500) throw new Error(`HEAD ${response.getStatus()}`);
}

function next() {
  while (running < SIDE_BY_SIDE && waiting.length) {
    running += 1;
    waiting.shift().run();
  }
}

function told(problem) {
  try {
    const { reason, title } = JSON.parse(problem.originalResponse.getBody());
    return { reason, sentence: title, final: isFinal(statusOf(problem)) };
  } catch (silent) {
    return { reason: null, sentence: null, final: false };
  }
}

// Refused for good; "too slow" and "too often" are not, nor is a full disk.
function isFinal(status) {
  return status >= 400 && status < 500 && ![408, 429].includes(status);
}

function statusOf(problem) {
  return problem.originalResponse ? problem.originalResponse.getStatus() : 0;
}

function of(batch) {
  return batch ? { batch: String(batch) } : {};
}

function nothing() {}
