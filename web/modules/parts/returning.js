// The way back from a picture: to the page it was found on, where the picture looked at last stands, with the focus on it.
const LOOKED = "backup-looked";

// With a story's address: leafed on to it, and its own way back is still under way.
export function remember(frame, story) {
  const known = frame.querySelector("[data-back]").getAttribute("href");
  const [, number] = (story && new URL(story, location.href).pathname.match(/(\d+)$/)) || [];
  const back = number ? known.replace(/([?&]story=)\d+/, `$1${number}`).replace(/#.*$/, `#s${number}`) : known;
  try {
    sessionStorage.setItem(LOOKED, back);
  } catch (refused) {
    // the link itself still leads to the right place
  }
}

// Going back, where the album lies just behind, keeps the history short: one more "back" leaves the album.
export function wayBack(event, frame) {
  const link = event.target.closest("[data-back]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  const behind = document.referrer && new URL(document.referrer);
  const album = new URL(link.href);
  if (behind && behind.origin === album.origin && behind.pathname === album.pathname && history.length > 1) {
    event.preventDefault();
    history.back();
  }
  return true;
}

// For the page one comes back to, however: the address of the picture looked at last on it. Null for who comes anew.
export function lookedAt() {
  const back = taken();
  const from = back && new URL(back, location.href);
  return from && from.pathname === location.pathname && cameBack() ? from : null;
}

function taken() {
  try {
    const back = sessionStorage.getItem(LOOKED);
    sessionStorage.removeItem(LOOKED);
    return back;
  } catch (refused) {
    return null;
  }
}

function cameBack() {
  const [navigation] = performance.getEntriesByType("navigation");
  return location.hash || (navigation && navigation.type === "back_forward");
}
