// A film being edited: it plays between two moments, turned and silent as its recipe says. The fields hold the recipe.
const SHORTEST = 0.5;

export class Trimmer {
  constructor(editor, fields) {
    this.place = editor.querySelector("[data-easel]");
    this.fields = fields;
    this.begin = editor.querySelector("[name=begin]");
    this.end = editor.querySelector("[name=end]");
    [this.begin, this.end].filter(Boolean).forEach((input) => {
      input.type = "range";
      input.classList.remove("input");
      input.addEventListener("input", () => this.moved(input));
    });
  }

  show(src, alt) {
    this.film = this.place.querySelector("video") || this.newFilm(src, alt);
    this.place.classList.add("awake");
    this.film.addEventListener("timeupdate", () => this.stopAtEnd());
    this.film.addEventListener("play", () => this.startAtBegin());
    this.film.addEventListener("loadedmetadata", () => this.layOut());
    this.draw();
  }

  newFilm(src, alt) {
    const film = Object.assign(document.createElement("video"), { src, controls: true, playsInline: true, preload: "metadata" });
    film.setAttribute("aria-label", alt);
    this.place.replaceChildren(film);
    return film;
  }

  moved(input) {
    const first = input === this.begin;
    if (this.last - this.first < SHORTEST) {
      input.value = first ? this.last - SHORTEST : this.first + SHORTEST;
    }
    if (this.film) this.film.currentTime = first ? this.first : Math.max(this.first, this.last - SHORTEST);
  }

  get first() {
    return this.begin ? Number(this.begin.value) : 0;
  }

  get last() {
    return this.end ? Number(this.end.value) : Infinity;
  }

  startAtBegin() {
    if (this.film.currentTime < this.first || this.film.currentTime >= this.last - 0.1) this.film.currentTime = this.first;
  }

  stopAtEnd() {
    if (this.film.currentTime > this.last && !this.film.paused) this.film.pause();
  }

  turn() {
    this.fields.turn = (this.fields.turn + 90) % 360;
    this.layOut();
  }

  // A film lying on its side is shrunk until it fits the place it turned out of.
  layOut() {
    const { turn } = this.fields;
    const { clientWidth: width, clientHeight: height } = this.film || {};
    const scale = turn % 180 && width ? Math.min(1, height / width, width / height) : 1;
    if (this.film) this.film.style.transform = turn ? `rotate(${turn}deg) scale(${scale})` : "";
  }

  draw() {
    if (this.film) this.film.muted = this.fields.mute;
    this.layOut();
  }

  reset() {
    if (this.begin) [this.begin.value, this.end.value] = [this.begin.min, this.end.max];
    this.draw();
  }

  destroy() {
    if (this.film) this.film.pause();
  }
}
