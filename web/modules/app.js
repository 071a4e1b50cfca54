// What every page carries: htmx, set to need no eval and no inline styles, and the modules a page asks for by name.
import htmx from "htmx.org";
import modules from "backup:modules";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.scrollIntoViewOnBoost = false;

const woken = new WeakSet();

htmx.onLoad((root) => {
  const wanted = [...root.querySelectorAll("[data-module]")];
  if (root.matches("[data-module]")) wanted.push(root);
  wanted.filter((element) => !woken.has(element)).forEach(wake);
});

async function wake(element) {
  woken.add(element);
  for (const name of element.dataset.module.split(" ")) {
    const module = await modules[name]();
    module.default(element);
  }
  element.dataset.awake = "yes";
}
