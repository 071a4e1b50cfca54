// Reads a picture's words aloud with a voice of the page's language. Hidden where the browser has none.
export default function aloud(button) {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const language = document.documentElement.lang;
  const ofLanguage = () => speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  speech.cancel(); // leafed on: what was read belongs to the picture before
  const show = () => (button.hidden = !ofLanguage());
  show();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
  addEventListener("pagehide", () => speech.cancel());
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : read()));

  function read() {
    const spoken = new SpeechSynthesisUtterance(button.dataset.reads);
    const voice = ofLanguage();
    Object.assign(spoken, { lang: voice.lang, voice, rate: 0.95 });
    spoken.onend = spoken.onerror = rested;
    speech.cancel();
    speech.speak(spoken);
    button.setAttribute("aria-pressed", "true");
  }

  function stop() {
    speech.cancel();
    rested();
  }

  function rested() {
    button.setAttribute("aria-pressed", "false");
  }
}
