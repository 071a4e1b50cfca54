// Lets somebody edit a chosen picture or film before it is sent: what comes of it is a recipe that goes with the file.
// Resolves to whether anything was decided; piece.recipe is then what stands, null for as it came. Fails where this
// browser cannot show what is in the file.
export async function touch(piece) {
  const dialog = document.querySelector("[data-touching]");
  if (!dialog || dialog.open) return false;
  const kind = piece.file.type.startsWith("video/") ? "video" : "photo";
  const { mountEditor } = await import("./editor.js");
  const place = dialog.querySelector("[data-place]");
  place.replaceChildren(dialog.querySelector(`template[data-kind=${kind}]`).content.cloneNode(true));
  const address = URL.createObjectURL(piece.file);
  const opened = decided(dialog);
  dialog.showModal();
  let editor = null;
  try {
    const duration = kind === "video" ? await lengthOf(address) : null;
    editor = await mountEditor(place.querySelector("[data-editor]"), {
      src: address, kind, alt: piece.file.name, recipe: piece.recipe || null, duration,
    });
    const done = await opened;
    if (done) piece.recipe = editor.recipe();
    return done;
  } finally {
    if (dialog.open) dialog.close();
    if (editor) editor.destroy();
    place.replaceChildren();
    URL.revokeObjectURL(address);
  }
}

function decided(dialog) {
  return new Promise((settle) => {
    dialog.querySelector("[data-done]").onclick = () => settle(true);
    dialog.querySelector("[data-cancel]").onclick = () => settle(false);
    dialog.onclose = () => settle(false);
  });
}

function lengthOf(address) {
  const video = Object.assign(document.createElement("video"), { preload: "metadata", src: address });
  return new Promise((settle, fail) => Object.assign(video, { onloadedmetadata: () => settle(video.duration), onerror: fail }));
}
