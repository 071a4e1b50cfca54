// The first page of 소식 asks for itself again when something happened, until it has come: what the stream told is told
// once, and an answer can be lost where the stream is not. What was new stays marked while it is open.
import htmx from "htmx.org";

const A_WHILE = 4000;
const AT_LAST = 300000;
let heard = 0;
let asked = 0;

export default function feed(lines) {
  let asking = false;
  let soon = 0;
  let patience = A_WHILE;
  document.addEventListener("backup:news", hear);
  if (heard > asked) askIfNew(); // told while these were on their way

  function hear({ detail }) {
    if (!lines.isConnected) return document.removeEventListener("backup:news", hear);
    heard = detail.newest;
    askIfNew();
  }

  function askIfNew() {
    if (heard > Number(lines.dataset.newest)) ask();
  }

  async function ask() {
    clearTimeout(soon);
    if (asking || !lines.isConnected) return;
    asking = true;
    asked = heard;
    await htmx.ajax("GET", lines.dataset.again, { target: lines, swap: "outerHTML" }).catch(() => {});
    asking = false;
    if (!lines.isConnected) return;
    soon = setTimeout(ask, patience);
    patience = Math.min(patience * 2, AT_LAST);
  }
}
