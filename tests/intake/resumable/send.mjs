// Sends files with tus-js-client, as a page or any other client does:
//   node send.mjs ADDRESS COOKIE CHUNK SIDE_BY_SIDE FILE...
// Says each file on a line when it is done; what cannot be sent ends the program with its reason.
import { createReadStream, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const require = createRequire(new URL("../../../web/package.json", import.meta.url));
const tus = require("tus-js-client");
const [address, cookie, chunk, sideBySide, ...files] = process.argv.slice(2);
const chunkSize = Number(chunk) || Infinity;

function send(path) {
  const size = statSync(path).size;
  return new Promise((done, failed) => {
    const upload = new tus.Upload(createReadStream(path), {
      endpoint: `${address}/uploads`,
      headers: { Cookie: cookie, Origin: address },
      metadata: { filename: basename(path), filetype: "image/jpeg", lastmodified: "1565000000000" },
      uploadSize: size,
      chunkSize,
      uploadDataDuringCreation: size <= Number(chunk),
      retryDelays: Array(600).fill(100),
      onError: failed,
      onSuccess: () => done(console.log(path)),
    });
    upload.start();
  });
}

async function lane() {
  while (files.length) await send(files.shift());
}

await Promise.all(Array.from({ length: Number(sideBySide) }, lane)).catch((error) => {
  console.error(String(error));
  process.exit(1);
});
console.error(`cpu ${process.cpuUsage().user + process.cpuUsage().system}`);
