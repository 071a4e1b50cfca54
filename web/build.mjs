// Turns web/modules, web/styles and the few npm packages into web/static/dist: hashed names, a manifest that maps
// the plain names to them, one icon sprite, licence texts, and a .br and .gz beside everything that is text.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const dist = "static/dist";
const packages = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).dependencies);

// Every module beside app.js loads when an element with data-module="its name" appears, so none is registered by hand.
const modules = {
  name: "modules",
  setup(build) {
    build.onResolve({ filter: /^backup:modules$/ }, ({ path }) => ({ path, namespace: "modules" }));
    build.onLoad({ filter: /.*/, namespace: "modules" }, () => ({ contents: listModules(), resolveDir: "modules" }));
  },
};

function listModules() {
  const names = namesIn("modules", ".js").filter((name) => name !== "app");
  return `export default {${names.map((name) => `"${name}": () => import("./${name}.js")`).join(",")}}`;
}

// One stylesheet for the whole product: the foundations in their order, then whatever lies in styles/pages.
const styles = {
  name: "styles",
  setup(build) {
    build.onResolve({ filter: /^backup:styles$/ }, ({ path }) => ({ path, namespace: "styles" }));
    build.onLoad({ filter: /.*/, namespace: "styles" }, () => ({
      contents: listStyles(), loader: "css", resolveDir: "styles",
    }));
  },
};

function listStyles() {
  const foundations = JSON.parse(readFileSync("styles/order.json", "utf8"));
  const pages = namesIn("styles/pages", ".css").map((name) => `pages/${name}`);
  return [...foundations, ...pages].map((name) => `@import "./${name}.css";`).join("\n");
}

// Every browser that runs these modules reads woff2; without this the package would bring each face twice.
const onlyWoff2 = {
  name: "only-woff2",
  setup(build) {
    build.onLoad({ filter: /gowun-batang.*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ""), loader: "css",
    }));
  },
};

async function bundle() {
  const result = await esbuild.build({
    entryPoints: { app: "modules/app.js", style: "backup:styles", fonts: "styles/fonts.css" },
    outdir: dist, bundle: true, splitting: true, format: "esm", target: "es2019", minify: true, metafile: true,
    entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", assetNames: "[name]-[hash]",
    loader: { ".woff2": "file" }, legalComments: "linked", plugins: [modules, styles, onlyWoff2], logLevel: "warning",
  });
  return result.metafile.outputs;
}

function drawSprite() {
  const icons = JSON.parse(readFileSync("icons.json", "utf8"));
  const symbols = icons.map((name) => {
    const drawing = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].trim()}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
  return { icons, name: writeHashed("icons", ".svg", sprite) };
}

// Drawings of our own, such as the sign in the browser's tab.
function copyImages() {
  return Object.fromEntries(readdirSync("images").map((name) => {
    const { name: stem, ext } = parse(name);
    return [name, writeHashed(stem, ext, readFileSync(join("images", name)))];
  }));
}

function writeHashed(name, ending, content) {
  const hashed = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase()}${ending}`;
  writeFileSync(join(dist, hashed), content);
  return hashed;
}

function writeLicences() {
  const texts = packages.map((name) => `${name}\n${"=".repeat(name.length)}\n\n${licenceOf(name)}`);
  writeFileSync(join(dist, "licences.txt"), texts.join("\n\n"));
}

function licenceOf(name) {
  const folders = [`node_modules/${name}`, `node_modules/${name}/dist`].filter(existsSync);
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  return readFileSync(files.find((file) => /^licen[cs]e/i.test(basename(file))), "utf8");
}

function squeeze(name) {
  const whole = readFileSync(join(dist, name));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(whole, best));
  writeFileSync(join(dist, `${name}.gz`), gzipSync(whole, { level: 9 }));
}

function writeManifest(outputs, sprite, images) {
  const entries = Object.keys(outputs).filter((path) => outputs[path].entryPoint);
  const built = Object.fromEntries(entries.map((path) => [plainName(path), basename(path)]));
  const assets = { ...built, ...images, "icons.svg": sprite.name };
  writeFileSync(join(dist, "manifest.json"), JSON.stringify({ assets, icons: sprite.icons }, null, 1));
}

function plainName(path) {
  return basename(path).replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1");
}

function namesIn(folder, ending) {
  return readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => basename(name, ending)).sort();
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const outputs = await bundle();
const sprite = drawSprite();
const images = copyImages();
writeLicences();
readdirSync(dist).filter((name) => /\.(js|css|svg|txt)$/.test(name)).forEach(squeeze);
writeManifest(outputs, sprite, images);
