// The recipe as the editor's fields hold it; the same fields are a form that works without a script.
const NUMBERS = ["straighten", "light", "warmth"];

export class Fields {
  constructor(element) {
    this.element = element;
    element.addEventListener("input", () => this.tell());
  }

  find(name) {
    return this.element.querySelector(`[name=${name}]`);
  }

  number(name) {
    const field = this.find(name);
    return field ? Number(field.value) || 0 : 0;
  }

  get straighten() { return this.number("straighten"); }
  get light() { return this.number("light"); }
  get warmth() { return this.number("warmth"); }
  get mute() { return Boolean(this.find("mute") && this.find("mute").checked); }
  get turn() { return this.number("turn"); }

  set turn(degrees) {
    this.find("turn").value = String(degrees);
    this.find("turned_from").value = String(degrees);
  }

  get crop() {
    const [left, top, width, height] = this.find("crop").value.split(" ").map(Number);
    return height ? { left, top, width, height } : null;
  }

  set crop(crop) {
    this.find("crop").value = crop
      ? [crop.left, crop.top, crop.width, crop.height].map((part) => Number(part.toFixed(5))).join(" ") : "";
  }

  // How long the film is, where the server could not know it yet.
  lasts(seconds) {
    const most = Math.floor(seconds * 10) / 10;
    [this.find("begin"), this.find("end")].forEach((field) => { field.max = most; });
    this.find("end").value = most;
  }

  fill(recipe) {
    this.turn = recipe.turn || 0;
    NUMBERS.filter((name) => this.find(name)).forEach((name) => { this.find(name).value = recipe[name] || 0; });
    if (this.find("crop")) this.crop = recipe.crop || null;
    if (this.find("mute")) this.find("mute").checked = Boolean(recipe.mute);
    if (!this.find("end")) return;
    this.find("begin").value = recipe.begin || 0;
    this.find("end").value = recipe.end || this.find("end").max;
  }

  // Each slider says where it stands.
  tell() {
    this.element.querySelectorAll(".slider").forEach((slider) => {
      const input = slider.querySelector("input");
      slider.querySelector("output").textContent = spoken(input, slider.querySelector("output").dataset.unit);
    });
  }

  recipe() {
    const made = { turn: this.turn, mute: this.mute };
    NUMBERS.forEach((name) => { made[name] = this.number(name); });
    if (this.find("crop")) made.crop = this.crop;
    if (this.find("end")) {
      made.begin = this.number("begin");
      if (this.number("end") < Number(this.find("end").max)) made.end = this.number("end");
    }
    const chosen = Object.entries(made).filter(([, value]) => value);
    return chosen.length ? Object.fromEntries(chosen) : null;
  }
}

function spoken(input, unit) {
  const value = Number(input.value);
  if (input.name === "begin" || input.name === "end") return `${Math.floor(value / 60)}:${(value % 60).toFixed(1).padStart(4, "0")}`;
  const shown = unit === "°" ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value * 100);
  return `${value > 0 ? "+" : ""}${shown}${unit || ""}`;
}
