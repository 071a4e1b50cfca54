// The words around a picture, fetched, and the pauses between what is done with them.
//   const page = await wordsOf(address, signal);   a document, or null when the signal was given meanwhile
//   await breath(); await painted();
const AGAIN = 2000;

// The box may be away for a while: the picture stays, and its words are asked for again.
export async function wordsOf(address, signal) {
  while (!signal.aborted) {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html", "HX-Request": "true" }, signal });
      if (!answer.ok || answer.redirected) return location.assign(address);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (gone) {
      if (!signal.aborted) await breath(AGAIN);
    }
  }
  return null;
}

// Lets the browser paint and hear fingers between two pieces of work.
export function breath(milliseconds = 0) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// After the next frame, when whatever stands on the page has its place.
export function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
