// One file to the form's own address, tried again while the network is away.
const WAITS = [1000, 3000, 9000, 27000];

export async function sendFile(form, file, extra, onBytes) {
  for (let turn = 0; ; turn += 1) {
    const answer = await once(form, file, extra, onBytes);
    if (answer.status || turn >= WAITS.length) return answer;
    await new Promise((go) => setTimeout(go, WAITS[turn]));
  }
}

function once(form, file, extra, onBytes) {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => onBytes(Math.min(event.loaded, file.size));
    request.onload = () => settle(answerOf(request));
    request.onerror = request.onabort = request.ontimeout = () => settle({ status: 0, kept: false });
    request.send(contentOf(form, file, extra));
  });
}

function answerOf(request) {
  const said = readJson(request.responseText);
  return { ...said, status: request.status, kept: request.status >= 200 && request.status < 300 };
}

function readJson(text) {
  try {
    return JSON.parse(text) || {};
  } catch (notJson) {
    return {};
  }
}

// Fields before the file: the server reads them as they come and must know the album first.
function contentOf(form, file, extra) {
  const content = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (!(value instanceof File) && !(name in extra)) content.append(name, value);
  }
  Object.entries(extra).forEach(([name, value]) => content.append(name, value));
  content.append("modified", file.lastModified);
  content.append(form.querySelector("[data-files]").name, file, file.name);
  return content;
}
