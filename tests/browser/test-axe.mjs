// axe-core over every screen of web/src/screens.js, and over the overview and a container: no serious or critical finding, in
// three languages, light and dark, on a phone and a desk.  A new screen is in it by itself.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test, is, ok, get } from "./harness.mjs";
import { screens } from "../../web/src/screens.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// An address of each screen whose address holds something.
const first = {
	box: async s => "/?c=" + (await get(s, "/api/v1/containers?limit=1")).containers[0].number,
	hub: async () => "/hubs/CNLYG",
	message: async s => "/messages/" + (await get(s, "/api/v1/messages?limit=1")).messages[0].id,
};
const plain = path => path.source.replace(/\\/g, "").replace(/^\^|\$$/g, "");

export const everywhere = [["overview", async () => "/"], ["box", first.box],
	...screens.map(({ name, path }) => [name, first[name] || (async () => plain(path))])];

async function findings(p) {
	// From outside the page's own policy, which lets no foreign script in.
	const session = await p.page.context().newCDPSession(p.page);
	const { frameTree } = await session.send("Page.getFrameTree");
	const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
	await session.send("Runtime.evaluate", { contextId, expression: axe });
	const { result, exceptionDetails } = await session.send("Runtime.evaluate", { contextId, awaitPromise: true, returnByValue: true,
		expression: `axe.run(document, { resultTypes: ["violations"] }).then(r => ({ looked: r.toolOptions !== undefined, found:
			r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message || "")).join(" | ")) }))` });
	ok(!exceptionDetails, exceptionDetails?.exception?.description);
	ok(result.value.looked, "axe ran");
	return result.value.found;
}

const sizes = { phone: { viewport: { width: 390, height: 844 }, hasTouch: true }, desk: { viewport: { width: 1280, height: 900 } } };

for (const [name, where] of everywhere)
	for (const locale of ["en-GB", "zh-CN", "ru-RU"])
		for (const colorScheme of ["light", "dark"])
			for (const [size, context] of Object.entries(sizes))
				test(`axe: ${name}, ${locale}, ${colorScheme}, ${size}`, { ...context, locale, colorScheme }, async p => {
					await p.open(await where(p.server));
					is(await findings(p), []);
				});

test("axe: it finds what is wrong", async p => {
	await p.open();
	await p.page.evaluate(() => document.querySelector("main").append(document.createElement("button")));
	ok((await findings(p)).some(f => f.startsWith("button-name")), "a button without a name");
});
