// Shows a picture as a recipe would make it, before the box has drawn it.
import { load, paint, Tones, turnedSize } from "./parts/painting.js";

export default async function edited(element) {
  const recipe = JSON.parse(element.dataset.recipe);
  const source = await load(element.querySelector("img").src);
  const whole = turnedSize(source, recipe.turn || 0);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(whole.width * (recipe.crop ? recipe.crop.width : 1)));
  canvas.height = Math.max(1, Math.round(whole.height * (recipe.crop ? recipe.crop.height : 1)));
  paint(canvas, source, recipe);
  element.replaceChildren(canvas);
  new Tones(element).set(canvas, recipe);
}
