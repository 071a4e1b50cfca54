// An album that shows itself, picture after picture, round and round.
import { show } from "./parts/show.js";
import { fullscreen, leave, press, say, tools } from "./parts/touch.js";

export default function slideshow(root) {
  const playing = show(root, { onShow: (slide) => say(root, slide) });
  const paceChoice = root.querySelector("[data-pace-choice]");
  const pauseButton = root.querySelector("[data-does=pause]");
  paceChoice.hidden = false;
  paceChoice.addEventListener("change", (event) => playing.setPace(Number(event.target.value)));
  tools(root, {
    next: playing.next,
    previous: playing.previous,
    pause: () => {
      playing.pause(!playing.isPaused());
      press(pauseButton, playing.isPaused());
    },
    fullscreen,
    leave: () => leave(root),
  });
}
