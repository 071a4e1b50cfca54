// Reads a picture's words aloud with a voice of the page's language. Hidden where the browser has none.
const speech = window.speechSynthesis;
let show = () => {}; // of the one button there is: those of pictures before are gone
if (speech) addEventListener("pagehide", () => speech.cancel());
if (speech && speech.addEventListener) speech.addEventListener("voiceschanged", () => show());

export default function aloud(button) {
  if (!speech) return;
  const language = document.documentElement.lang;
  const ofLanguage = () => speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  speech.cancel(); // leafed on: what was read belongs to the picture before
  show = () => (button.hidden = !ofLanguage());
  show();
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
