// The film strip looks again every few seconds: it is drawn anew only when there is something new, and stays where
// somebody pulled it to.
export default function strip(relay) {
  const film = () => relay.querySelector(".film");
  let told = "";
  let pulled = 0;

  relay.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.serverResponse === told) detail.shouldSwap = false;
    told = detail.serverResponse;
    pulled = film().scrollLeft;
  });
  relay.addEventListener("htmx:afterSwap", () => (film().scrollLeft = pulled));
}
