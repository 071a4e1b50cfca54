// A photo that moves when it is touched: its film plays over it once, and gives way to a finger, a key or its end.
// Without a script the button is a plain link to the film.
export default function motion(corner) {
  const button = corner.querySelector(".touch");
  const stage = corner.parentElement.querySelector(".stage");
  clear(stage);
  if (!button || !stage) return;
  const word = button.querySelector("span");
  const play = word.textContent;
  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    stage.querySelector(".moving") ? stop() : start();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    button.click();
  });

  function start() {
    const moving = "film" in button.dataset ? film() : still();
    moving.className = "moving";
    moving.addEventListener("error", sorry);
    moving.src = button.href;
    stage.append(moving);
    if (moving.play) moving.play().catch(() => moving.isConnected && moving.error && sorry());
    say(button.dataset.stop, true);
    stage.addEventListener("pointerdown", stop);
    document.addEventListener("keydown", stopByKey, true);
  }

  function film() {
    const video = document.createElement("video");
    video.playsInline = true;
    video.addEventListener("ended", stop);
    return video;
  }

  function still() {
    const image = document.createElement("img");
    image.alt = "";
    return image;
  }

  function stop() {
    clear(stage);
    say(play, false);
    stage.removeEventListener("pointerdown", stop);
    document.removeEventListener("keydown", stopByKey, true);
  }

  function stopByKey(event) {
    if (!["Escape", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    if (event.key === "Escape") event.stopPropagation();
    stop();
  }

  function sorry() {
    stop();
    word.textContent = button.dataset.sorry;
  }

  function say(words, playing) {
    word.textContent = words;
    button.classList.toggle("playing", playing);
  }
}

function clear(stage) {
  if (stage) stage.querySelectorAll(".moving").forEach((moving) => moving.remove());
}
