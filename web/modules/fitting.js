// Puts the album whose dates fit the chosen files first, and chooses it unless somebody chose already.
const DAY = 86400000;

export default function fitting(form) {
  const place = form.querySelector("[data-albums]");
  if (!place) return;
  let touched = false;
  place.addEventListener("change", () => (touched = true));
  form.addEventListener("change", (event) => event.target.files && suggest([...event.target.files]), true);

  function suggest(files) {
    if (!files.length) return;
    const times = files.map((file) => file.lastModified).sort((one, other) => one - other);
    const label = fit(times[times.length >> 1]);
    if (!label) return;
    label.querySelector("[data-small]").textContent = place.dataset.fits;
    place.querySelector(".cards").prepend(label);
    if (!touched) label.querySelector("input").checked = true;
  }

  // The shortest event around that moment: a weekend is a better guess than a year.
  function fit(moment) {
    return [...place.querySelectorAll("[data-from]")]
      .map((label) => ({ label, from: Date.parse(label.dataset.from) - DAY, to: Date.parse(label.dataset.to) + 2 * DAY }))
      .filter(({ from, to }) => from <= moment && moment <= to && to - from < 40 * DAY)
      .sort((one, other) => one.to - one.from - (other.to - other.from))
      .map(({ label }) => label)[0];
  }
}
