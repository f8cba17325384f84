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
	train: async s => {
		const { trains } = await get(s, "/api/v1/trains?limit=100"), [, name, day] = /^TRAIN:(.+)\/(.{10})$/.exec(trains.find(its => its.names.some(n => n.kind === "index")).train);
		return `/trains/${encodeURIComponent(name)}?day=${day}`;
	},
	borders: async () => "/borders?place=KZDOS", // one of many: each looks like the others
	wagon: async s => "/wagons/" + (await get(s, "/api/v1/wagons?limit=1")).wagons[0].number,
	partner: async s => {
		await fetch(s.url + "/api/v1/partners/looked-at", { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({
			title: "Looked at", signs: [{ kind: "folder", value: "LOOKED-AT" }], zones: [{ zone: "Asia/Almaty" }], strictness: { "count-mismatch": "error" },
			codes: [{ list: "PLACE", code: "DOSTYK-EXP", meaning: "KZDOS" }] }) });
		return "/partners/looked-at";
	},
	plans: async () => "/plans?from=CNLYG&to=TRIST&via=KZALA&avoidCountries=RU",
	disruptions: async () => "/disruptions?route=akhalkalaki-mersin&issuer=TCDD&telegram=44", // some go another way, some have none
	route: async () => "/routes/lyg-dostyk",
	message: async s => "/messages/" + (await get(s, "/api/v1/messages?limit=1&status=rejected")).messages[0].messageId,
};
const plain = path => path.source.replace(/\\/g, "").replace(/^\^|\$$/g, "");

export const everywhere = [["overview", async () => "/"], ["box", first.box],
	...screens.map(({ name, path }) => [name, first[name] || (async () => plain(path))])];

// axe in a world of its own beside the page's, whose policy lets no foreign script in.
async function world(p) {
	const session = await p.page.context().newCDPSession(p.page);
	const { frameTree } = await session.send("Page.getFrameTree");
	const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
	await session.send("Runtime.evaluate", { contextId, expression: axe });
	return { session, contextId };
}

export async function findings(p) {
	const { session, contextId } = p.axe ??= await world(p);
	const { result, exceptionDetails } = await session.send("Runtime.evaluate", { contextId, awaitPromise: true, returnByValue: true,
		expression: `axe.run(document, { resultTypes: ["violations"] }).then(r => ({ looked: r.toolOptions !== undefined, found:
			r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message || "")).join(" | ")) }))` });
	ok(!exceptionDetails, exceptionDetails?.exception?.description);
	ok(result.value.looked, "axe ran");
	return result.value.found;
}

const phone = { width: 390, height: 844 }, desk = { width: 1280, height: 900 };
// In English each size in each colour; the other two languages, whose words are longer or shorter, share them out.
const looks = {
	"en-GB": [[phone, "light"], [phone, "dark"], [desk, "light"], [desk, "dark"]],
	"zh-CN": [[phone, "light"], [desk, "dark"]],
	"ru-RU": [[phone, "dark"], [desk, "light"]],
};

for (const [name, where] of everywhere)
	for (const [locale, each] of Object.entries(looks))
		test(`axe: ${name}, ${locale}, light and dark, on a phone and a desk`, { locale, viewport: phone }, async p => {
			await p.open(await where(p.server));
			for (const [size, colorScheme] of each) {
				await p.page.setViewportSize(size);
				await p.page.emulateMedia({ colorScheme });
				is(await findings(p), [], `${size.width} px, ${colorScheme}`);
			}
		});

test("axe: it finds what is wrong", async p => {
	await p.open();
	await p.page.evaluate(() => document.querySelector("main").append(document.createElement("button")));
	ok((await findings(p)).some(f => f.startsWith("button-name")), "a button without a name");
});
