// Many originals, each by itself. Where the browser may (https), the phone's own sheet takes all of them into its photos;
// elsewhere they are downloaded one after another. Without a script every one has its link.
const AT_ONCE = 200e6;
const PAUSE = 700; // browsers drop downloads that follow each other faster

export default function saving(page) {
  const button = page.querySelector("[data-all]");
  const said = page.querySelector("[role=status]");
  const links = [...page.querySelectorAll("a[download]")];
  let files = null;

  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (!(await shared())) await oneByOne();
    button.disabled = false;
    button.focus();
  });

  async function shared() {
    const size = links.reduce((sum, link) => sum + Number(link.dataset.size), 0);
    if (!navigator.canShare || size > AT_ONCE) return false;
    try {
      files ||= await Promise.all(links.map(fetched));
      if (!navigator.canShare({ files })) return false;
      await navigator.share({ files });
      return true;
    } catch (stopped) {
      if (stopped.name === "NotAllowedError") said.textContent = page.dataset.again; // the touch lies too long ago
      return ["AbortError", "NotAllowedError"].includes(stopped.name);
    }
  }

  async function fetched(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(`${answer.status}`); // gone meanwhile: its refusal is no photo
    const bytes = await answer.blob();
    return new File([bytes], link.download, { type: bytes.type });
  }

  async function oneByOne() {
    for (const [place, link] of links.entries()) {
      link.click();
      said.textContent = page.dataset.said.replace("##", links.length).replace("#", place + 1);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}
