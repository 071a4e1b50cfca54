// A button that copies the field beside it. http://backup.local is no secure context: there is no navigator.clipboard
// there, but the older way works.
export default function copying(element) {
  const field = element.querySelector("input");
  const button = element.querySelector("[data-copy]");
  const said = element.querySelector("[data-said]");
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    if (!(await copied(field))) return;
    button.querySelector("span").textContent = said.textContent = said.dataset.said;
  });
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch (notHere) {
    field.select();
    return document.execCommand("copy");
  }
}
