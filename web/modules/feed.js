// The first page of 소식 asks for itself again when something happened; what was new stays marked while it is open.
import htmx from "htmx.org";

export default function feed(lines) {
  document.addEventListener("backup:news", hear);

  function hear({ detail }) {
    if (!lines.isConnected) return document.removeEventListener("backup:news", hear);
    if (detail.newest > Number(lines.dataset.newest)) {
      htmx.ajax("GET", lines.dataset.again, { target: lines, swap: "outerHTML" });
    }
  }
}
