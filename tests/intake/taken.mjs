// Says the day and the place that web/modules/parts/taken.js reads from each file: node taken.mjs FILE...
import { openAsBlob, statSync } from "node:fs";
import { basename } from "node:path";
import { taken } from "../../web/modules/parts/taken.js";

for (const path of process.argv.slice(2)) {
  const blob = await openAsBlob(path);
  Object.assign(blob, { name: basename(path), lastModified: statSync(path).mtimeMs });
  const { day, place } = await taken(blob);
  console.log(place ? `${day}@${place}` : day);
}
