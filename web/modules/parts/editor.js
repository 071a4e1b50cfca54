// Edits one picture or film. Knows nothing of the page: the markup is edits/_editor.html, the recipe that of recipes.py.
//
//   const editor = await mountEditor(element, { src, kind, alt, recipe });
//   editor.recipe()    what was chosen, without what changes nothing; null when that is all of it
//   editor.destroy()   when the dialog closes
//
// element: an element with [data-editor]; src: the unedited picture or film, a blob: address will do; kind: "photo" or
// "video"; duration: seconds of a film whose markup does not know them; recipe: where to begin, else the fields as they stand.
import { Easel } from "./easel.js";
import { Fields } from "./fields.js";
import { Trimmer } from "./trimming.js";

export async function mountEditor(element, { src, kind, alt = "", recipe = null, duration = null }) {
  const fields = new Fields(element);
  if (duration) fields.lasts(duration);
  if (recipe) fields.fill(recipe);
  const work = kind === "video" ? new Trimmer(element, fields) : new Easel(element, fields);
  element.querySelectorAll("[data-script]").forEach((each) => { each.hidden = false; });
  element.querySelectorAll("[data-plain]").forEach((each) => { each.hidden = true; });
  const heard = [
    on(element, "input", () => work.draw()),
    on(element.querySelector("[data-turn]"), "click", () => work.turn()),
    on(element.querySelector("[data-reset]"), "click", () => { fields.fill({}); work.reset(); fields.tell(); }),
  ];
  await work.show(src, alt);
  fields.tell();
  return {
    recipe: () => fields.recipe(),
    destroy() {
      heard.forEach((forget) => forget());
      work.destroy();
    },
  };
}

function on(element, name, action) {
  element.addEventListener(name, action);
  return () => element.removeEventListener(name, action);
}
