// Takes the pictures the README shows: pictures.mjs DIRECTORY.
import { startServer, startBrowser, Page } from "./harness.mjs";
import path from "node:path";

const into = process.argv[2] || "docs";
const server = await startServer(), browser = await startBrowser();

// The demonstration's box with the longest history, so that the picture shows a journey.
async function richest() {
	const { containers } = await (await fetch(server.url + "/api/v1/containers?limit=100")).json();
	let best = null;
	for (const { number } of containers) {
		const box = await (await fetch(server.url + "/api/v1/containers/" + number)).json();
		if (!best || box.timeline.length > best.timeline.length)
			best = box;
	}
	return best.number;
}

async function take(name, where, context) {
	const fresh = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", colorScheme: "light", ...context });
	const p = new Page(server, await fresh.newPage());
	await p.open(where);
	await p.page.screenshot({ path: path.join(into, name), caret: "initial" });
	await fresh.close();
}

try {
	await take("page.png", "/?c=" + await richest(), { viewport: { width: 1280, height: 900 } });
	await take("page-phone.png", "/", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: "dark" });
} finally {
	await browser.close();
	await server.stop();
}
