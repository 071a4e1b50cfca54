// What every page carries: htmx, set to need no eval and no inline styles, and the modules a page asks for by name.
import htmx from "htmx.org";
import modules from "backup:modules";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.scrollIntoViewOnBoost = false;

htmx.onLoad((root) => {
  const wanted = [...root.querySelectorAll("[data-module]")];
  if (root.matches("[data-module]")) wanted.push(root);
  wanted.filter((element) => !element.dataset.awake).forEach(wake);
});

async function wake(element) {
  element.dataset.awake = "yes";
  for (const name of element.dataset.module.split(" ")) {
    const module = await modules[name]();
    module.default(element);
  }
}
