// The form under a story: chosen files are shown, a recorder where the browser allows one, names to mention at a touch.
// Whatever is recorded becomes the file of the form's own field, so that the form is sent as it always is.
const LONGEST = 5 * 60;
const TYPES = ["audio/mp4", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
const ENDINGS = { "audio/mp4": "m4a", "audio/webm": "webm", "audio/ogg": "ogg" };

// What stood in the form when all of this part of the page was drawn anew: since it was refused, or something else of it
// was answered, as when a comment above is deleted. Nobody writes, chooses or says it twice.
let held = null;
// What somebody began to write under each story, for when they leaf back to it.
const begun = new Map();

export default function comment(form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const input = (name) => form.querySelector(`input[name=${name}]`);
  const text = form.querySelector("textarea");
  const shown = new Map();
  form.classList.add("awake");
  for (const name of ["photo", "voice"]) input(name).addEventListener("change", () => show(name));
  if (part("names")) mentionable(part("names"));
  part("record").hidden = !canRecord();
  if (canRecord()) recordable(part("record"));
  if (held && (held.by !== "me" || "again" in form.dataset)) takeBack(held);
  held = null;
  text.value ||= begun.get(form.action) || "";
  text.addEventListener("input", () => begun.set(form.action, text.value));
  form.closest("#comments").addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!detail.shouldSwap) return;
    const [photo] = input("photo").files;
    const [voice] = input("voice").files;
    begun.delete(form.action);
    held = { by: detail.requestConfig.elt === form ? "me" : "another", said: text.value, files: { photo, voice } };
  });

  function takeBack({ said, files }) {
    if (!text.value) text.value = said;
    for (const [name, file] of Object.entries(files)) if (file) put(name, file);
  }

  function show(name) {
    const [file] = input(name).files;
    if (shown.has(name)) forget(name);
    if (file) shown.set(name, line(name, file));
    part("attached").replaceChildren(...[...shown.values()].map((each) => each.element));
    part("attached").hidden = shown.size === 0;
  }

  function line(name, file) {
    const address = URL.createObjectURL(file);
    const element = document.createElement("li");
    const sight = Object.assign(document.createElement(name === "photo" ? "img" : "audio"), { src: address });
    if (name === "photo") sight.alt = file.name;
    else sight.controls = true;
    const out = Object.assign(document.createElement("button"), { type: "button", className: "tool", textContent: form.dataset.remove });
    out.addEventListener("click", () => {
      input(name).value = "";
      show(name);
      text.focus();
    });
    element.append(sight, out);
    return { element, address };
  }

  function forget(name) {
    URL.revokeObjectURL(shown.get(name).address);
    shown.delete(name);
  }

  function mentionable(names) {
    names.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-name]");
      if (!chosen) return;
      const before = text.value.slice(0, text.selectionStart);
      const gap = before && !/\s$/.test(before) ? " " : "";
      text.setRangeText(`${gap}@${chosen.dataset.name} `, text.selectionStart, text.selectionEnd, "end");
      names.open = false;
      text.focus();
    });
  }

  function recordable(button) {
    let recorder = null;
    let send = null;
    button.addEventListener("click", () => (recorder ? recorder.stop() : begin()));
    // Sent while it still listens: what was said goes with it.
    form.addEventListener("htmx:confirm", (event) => {
      if (!recorder) return;
      event.preventDefault();
      send = () => event.detail.issueRequest(true);
      recorder.stop();
    });

    async function begin() {
      try {
        const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
        recorder = recording(microphone, (file) => {
          recorder = null;
          pressed(false);
          if (form.isConnected && file.size) put("voice", file);
          if (send) send();
          send = null;
        });
        pressed(true);
        tick(Date.now());
      } catch (refused) {
        tell(form.dataset.noMicrophone);
      }
    }

    function tick(begun) {
      if (!recorder) return;
      const seconds = Math.floor((Date.now() - begun) / 1000);
      const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      tell(form.dataset.recording.replace("{time}", time));
      if (seconds >= LONGEST || !form.isConnected) return recorder.stop();
      setTimeout(() => tick(begun), 250);
    }

    function pressed(on) {
      button.setAttribute("aria-pressed", on);
      for (const word of button.querySelectorAll("[data-when]")) word.hidden = (word.dataset.when === "recording") !== on;
      if (!on) tell("");
    }
  }

  function tell(sentence) {
    part("recording-now").textContent = sentence;
    part("recording-now").hidden = !sentence;
  }

  function put(name, file) {
    const files = new DataTransfer();
    files.items.add(file);
    input(name).files = files.files;
    show(name);
  }
}

// Only where the page is trusted: https, or the box itself. Elsewhere phones offer their own recorder behind the file.
function canRecord() {
  return Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder && window.DataTransfer);
}

function recording(microphone, done) {
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
  const recorder = new MediaRecorder(microphone, type ? { mimeType: type } : {});
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    microphone.getTracks().forEach((track) => track.stop());
    const kind = recorder.mimeType.split(";")[0] || "audio/webm";
    done(new File(pieces, `voice.${ENDINGS[kind] || "webm"}`, { type: kind }));
  });
  recorder.start(1000);
  return recorder;
}
