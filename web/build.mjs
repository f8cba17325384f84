// Builds the page: node web/build.mjs OUTPUT.  Into OUTPUT go index.html and assets/NAME-HASH.*; the binary embeds them.
//   src/page.js      the page; screens that few open are chunks of their own, fetched when they are opened
//   src/early.js     before the first paint
//   map.mjs          makes the map's base data of npm's Natural Earth
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const home = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] || path.join(home, "../build/web"));
const assets = path.join(out, "assets");

rmSync(out, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

// Writes a file under its hashed name; returns the address it is asked for by.
function put(name, bytes) {
	const { name: stem, ext } = path.parse(name);
	const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
	writeFileSync(path.join(assets, `${stem}-${hash}${ext}`), bytes);
	return `/assets/${stem}-${hash}${ext}`;
}

const copied = {};
for (const name of ["hero.svg", "icon.svg"])
	copied["/" + name] = put(name, readFileSync(path.join(home, "src", name)));

// What the page asks for by an address that is known only now: import data from "virtual:NAME".
const made = existsSync(path.join(home, "map.mjs")) ? await (await import("./map.mjs")).make(put) : {};

// Railways by their UIC numbers, as the program's own list has them.
made.railways = Object.fromEntries(readFileSync(path.join(home, "../data/codes.csv"), "utf8").split("\n").map(line => line.split(","))
	.filter(([list]) => list === "RAILWAY").map(([, code, en, zh, ru]) => [code, { en, zh, ru }]));

const virtual = {
	name: "virtual",
	setup(b) {
		b.onResolve({ filter: /^virtual:/ }, a => ({ path: a.path.slice(8), namespace: "virtual" }));
		b.onLoad({ filter: /.*/, namespace: "virtual" }, a => ({ contents: JSON.stringify(made[a.path]), loader: "json" }));
	},
};

const replace = text => Object.entries(copied).reduce((t, [from, to]) => t.replaceAll(`"${from}"`, `"${to}"`), text);

const addresses = {
	name: "addresses", // of the files copied above, in style sheets
	setup(b) {
		b.onResolve({ filter: /^\/[a-z]+\.svg$/ }, a => ({ path: copied[a.path] || a.path, external: true }));
	},
};

// light-dark() of the :root rules: browsers of before spring 2024 do not know it and would have no colours at all, and paper
// is light whatever the screen is.
const pair = /light-dark\(([^,()]+),\s*([^()]+)\)/g;

function paired(css) {
	const dark = [...css.matchAll(/(--[\w-]+):([^;{}]*light-dark\([^;{}]*);/g)].map(([, name, value]) => `${name}:${value.replace(pair, "$2")};`).join("");
	const rules = dark && `\n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${dark} } }
		@media screen { :root[data-theme="dark"] { ${dark} } }\n`;
	return css.replace(pair, "$1") + rules;
}

const colours = {
	name: "colours",
	setup(b) {
		b.onLoad({ filter: /\.css$/ }, a => ({ contents: paired(readFileSync(a.path, "utf8")), loader: "css", resolveDir: path.dirname(a.path) }));
	},
};

const result = await build({
	entryPoints: { page: path.join(home, "src/page.js"), early: path.join(home, "src/early.js"), style: path.join(home, "src/style.css") },
	outdir: assets, entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", assetNames: "[name]-[hash]",
	bundle: true, splitting: true, format: "esm", target: ["chrome111", "firefox113", "safari16.4"],
	minify: true, legalComments: "none", metafile: true, logLevel: "warning",
	plugins: [virtual, addresses, colours],
});

const made_of = {};
for (const [file, o] of Object.entries(result.metafile.outputs))
	if (o.entryPoint)
		made_of[path.basename(o.entryPoint)] = "/assets/" + path.basename(file);

const page = replace(readFileSync(path.join(home, "src/index.html"), "utf8"))
	.replace('"/style.css"', `"${made_of["style.css"]}"`)
	.replace('"/early.js"', `"${made_of["early.js"]}"`)
	.replace('"/page.js"', `"${made_of["page.js"]}"`);
writeFileSync(path.join(out, "index.html"), page);
