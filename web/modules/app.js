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

// What was pressed and could not be done is said beside it; polls try again by themselves and say nothing.
document.addEventListener("htmx:responseError", ({ target, detail }) => sorry(target, detail, detail.xhr.responseText));
document.addEventListener("htmx:sendError", ({ target, detail }) => sorry(target, detail, ""));
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  const beside = target.nextElementSibling;
  if (beside && beside.matches(".not-done")) beside.remove();
});

function sorry(element, { requestConfig }, told) {
  const { type } = requestConfig.triggeringEvent || {};
  if (type !== "click" && type !== "submit") return;
  const place = Object.assign(document.createElement("div"), { className: "not-done" });
  place.setAttribute("role", "alert");
  const notice = new DOMParser().parseFromString(told, "text/html").querySelector(".notice");
  place.append(notice || Object.assign(document.createElement("div"), { className: "notice sorry", textContent: document.body.dataset.away }));
  element.after(place);
}

async function wake(element) {
  woken.add(element);
  for (const name of element.dataset.module.split(" ")) {
    const module = await modules[name]();
    module.default(element);
  }
  element.dataset.awake = "yes";
}
