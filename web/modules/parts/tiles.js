// Tiles that are one stop for the Tab key and are walked with the arrow keys, as a grid is read.
export function tiles(list, wanted) {
  const boxes = () => [...list.querySelectorAll(wanted)];
  let here = null;

  settle();
  document.addEventListener("htmx:load", settle);
  list.addEventListener("focusin", (event) => event.target.matches(wanted) && stand(event.target));

  function settle() {
    const every = boxes();
    if (!every.includes(here)) here = every[0];
    every.forEach((box) => (box.tabIndex = box === here ? 0 : -1));
  }

  function stand(box) {
    if (here) here.tabIndex = -1;
    here = box;
    here.tabIndex = 0;
  }

  function columns() {
    const every = list.querySelectorAll(".tick");
    let count = 0;
    while (count < every.length && every[count].offsetTop === every[0].offsetTop) count += 1;
    return count || 1;
  }

  // Where a key leads from a place in a row of so many; undefined when it is none of the keys.
  function goal(key, place, total) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns() };
    if (key === "Home") return 0;
    if (key === "End") return total - 1;
    return key in steps ? Math.min(total - 1, Math.max(0, place + steps[key])) : undefined;
  }

  // Goes to the next box and returns it; nothing for other keys.
  function walk(event) {
    if (!event.target.matches(wanted) || event.ctrlKey || event.metaKey || event.altKey) return null;
    const every = boxes();
    const next = goal(event.key, every.indexOf(event.target), every.length);
    if (next === undefined) return null;
    event.preventDefault();
    every[next].focus();
    every[next].closest(".tick").scrollIntoView({ block: "nearest" });
    return every[next];
  }

  const isText = (element) => element.matches("textarea, select, input:not([type=checkbox])");

  return { boxes, goal, walk, isText };
}
