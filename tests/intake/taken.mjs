// Says the day that web/modules/parts/taken.js reads from each file: node taken.mjs FILE...
import { openAsBlob, statSync } from "node:fs";
import { basename } from "node:path";
import { takenDay } from "../../web/modules/parts/taken.js";

for (const path of process.argv.slice(2)) {
  const blob = await openAsBlob(path);
  Object.assign(blob, { name: basename(path), lastModified: statSync(path).mtimeMs });
  console.log(await takenDay(blob));
}
