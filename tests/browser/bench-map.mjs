// How long the map takes with many boxes: bench-map.mjs [BOXES].  Prints figures; judges nothing but that all are counted.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startBrowser, startServer } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

const wanted = Number(process.argv[2] || 100000), a_message = 100, places = 300;

// Where boxes stand: places of our own list that have coordinates.
const codes = readFileSync(new URL("../../data/places.csv", import.meta.url), "utf8").split("\n").slice(1)
	.filter(line => /,-?\d+\.\d+,-?\d+\.\d+,/.test(line)).map(line => line.split(",")[0]).slice(0, places);

function fill(home) {
	const days = n => new Date(Date.now() - n * 86400000).toISOString().slice(0, 16).replace(/\D/g, "");
	const messages = [];
	for (let i = 0; i < wanted; i += a_message) {
		const place = codes[i / a_message % codes.length], size = Math.min(a_message, wanted - i);
		const boxes = Array.from({ length: size }, (_, k) => ({ number: number(["ZNAU", "ZNBU"][Math.floor((i + k) / 900000)] || "ZNCU", (i + k) % 900000 + 1), at: days(1 + i / a_message % 9) }));
		messages.push(codeco({ place, facility: "FXT", boxes }));
	}
	const file = path.join(home, "boxes.edi");
	writeFileSync(file, messages.join(""));
	execFileSync(path.resolve(process.env.LANDBRIDGE_BIN || "build/landbridge"), ["import", "--data", path.join(home, "d"), file], { stdio: "ignore" });
}

const seconds = ms => (ms / 1000).toFixed(2) + " s";

async function measure(url, browser) {
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
	const begin = Date.now();
	await page.goto(url + "/map");
	await page.waitForFunction(() => document.querySelector("lb-map")?.answer, null, { timeout: 300000 });
	const listed = Date.now() - begin;
	await page.waitForFunction(() => {
		const map = document.querySelector("lb-map").map;
		return map?.loaded() && map.queryRenderedFeatures({ layers: ["places"] }).length > 0;
	}, null, { timeout: 300000 });
	const drawn = Date.now() - begin;
	const frames = await page.evaluate(() => new Promise(done => {
		const { map } = document.querySelector("lb-map");
		let n = 0;
		const start = performance.now();
		map.on("render", () => n++);
		map.panBy([900, 200], { duration: 3000, easing: x => x, essential: true });
		map.once("moveend", () => done(n / (performance.now() - start) * 1000));
	}));
	const counted = await page.evaluate(() => {
		const { map } = document.querySelector("lb-map");
		map.jumpTo({ center: [60, 20], zoom: 0.5 });
		return new Promise(done => map.once("idle", () => done([...new Map(map.queryRenderedFeatures({ layers: ["places"] })
			.map(f => [f.properties.cluster_id ?? f.properties.code, f.properties.count])).values()].reduce((a, b) => a + b, 0))));
	});
	await page.context().close();
	return { listed, drawn, frames, counted };
}

const home = mkdtempSync(path.join(tmpdir(), "lbw-"));
chmodSync(home, 0o755);
fill(home);
const server = await startServer({ demo: false, home }), browser = await startBrowser();
try {
	const asked = Date.now();
	const { boxes, places: there } = await (await fetch(server.url + "/api/v1/map")).json();
	console.log(`/api/v1/map: ${boxes} boxes at ${there.length} places in ${seconds(Date.now() - asked)}`);
	for (const round of ["first", "again"]) {
		const { listed, drawn, frames, counted } = await measure(server.url, browser);
		console.log(`map, ${round}: list after ${seconds(listed)}, drawn after ${seconds(drawn)}, ${frames.toFixed(0)} frames a second while it is moved, ${counted} boxes counted on it`);
		if (counted !== wanted)
			process.exitCode = 1;
	}
} finally {
	await browser.close();
	await server.stop();
}
