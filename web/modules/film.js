// How fast the film in front plays. Only shown where a script can do it; the player's own controls do the rest.
import { asLiked, inFront, speed } from "./parts/films.js";

export default function film(control) {
  const stage = document.querySelector(".stage");
  const choice = control.querySelector("select");
  stage.querySelectorAll(":scope > video").forEach(asLiked);
  choice.value = String(speed());
  control.hidden = false;
  choice.addEventListener("change", () => {
    const film = inFront(stage);
    const chosen = speed(Number(choice.value));
    if (film) Object.assign(film, { defaultPlaybackRate: chosen, playbackRate: chosen });
  });
}
