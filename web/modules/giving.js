// A guest's form: the chosen pictures are shown, then sent one a request with progress; what was refused is named.
// Without this module the same form posts everything at once.
const MOST_SHOWN = 24;

export default function giving(form) {
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("button");
  const part = (name) => form.querySelector(`[data-${name}]`);
  form.classList.add("awake");
  button.hidden = true;
  input.addEventListener("change", choose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...input.files]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (form.classList.contains("sending")) event.preventDefault();
  });
  if (input.files.length) choose();

  function choose() {
    const files = [...input.files];
    button.hidden = files.length === 0;
    button.querySelector("span").textContent = fill(form.dataset.count, { count: files.length });
    part("chosen").hidden = files.length === 0;
    part("chosen").replaceChildren(...files.filter(isPicture).slice(0, MOST_SHOWN).map(small));
  }

  async function send(files) {
    const sorries = [];
    button.hidden = true;
    form.classList.add("sending");
    form.querySelector("label").hidden = true;
    part("progress").hidden = false;
    for (const [index, file] of files.entries()) {
      tell(index, files.length, 0);
      const reason = await sendOne(form, file, (share) => tell(index, files.length, share));
      if (reason !== null) sorries.push(`${file.name} – ${reason || form.dataset.lost}`);
    }
    tell(files.length, files.length, 0);
    form.classList.remove("sending");
    if (sorries.length === 0) return location.reload();
    return apologise(sorries);
  }

  function tell(done, total, share) {
    part("progress").querySelector("p").textContent = fill(form.dataset.sending, { done, total });
    part("progress").querySelector("progress").value = (done + share) / total;
  }

  function apologise(sorries) {
    part("sorries").hidden = false;
    part("sorries").replaceChildren(...sorries.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    }));
    form.querySelector("label").hidden = false;
    part("chosen").hidden = part("progress").hidden = true;
    input.value = "";
  }
}

// null when it was kept, else the reason, "" when the box did not speak.
function sendOne(form, file, onShare) {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => onShare(event.total ? event.loaded / event.total : 0);
    request.onload = () => settle(request.status < 300 ? null : titleOf(request.responseText));
    request.onerror = request.onabort = request.ontimeout = () => settle("");
    const content = new FormData();
    content.append("files", file, file.name);
    request.send(content);
  });
}

function titleOf(text) {
  try {
    return JSON.parse(text).title || "";
  } catch (notJson) {
    return "";
  }
}

function small(file) {
  const item = document.createElement("li");
  const picture = document.createElement("img");
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
  picture.onerror = () => item.remove(); // HEIC outside Safari
  item.append(picture);
  return item;
}

const isPicture = (file) => file.type.startsWith("image/");

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString());
}
