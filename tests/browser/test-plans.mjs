// Plans and routes: what is asked stands in the address, ways are compared and opened, on the map no ship crosses land; one is chosen
// for a container; the records that plans are made of are shown, and taken in and out as sheets.
import { readFileSync } from "node:fs";
import { test, is, ok, get } from "./harness.mjs";
import { checkDigit } from "../../web/src/number.js";
import { Network, bySea, distance } from "../../web/src/map/paths.js";
import { seaLanes } from "../../web/src/map/sea.js";

const asked = (from, to, more = "") => get(asked.server, `/api/v1/plans?from=${from}&to=${to}${more}`);
const phone = { width: 360, height: 780 };
const wide = p => p.page.evaluate(() => document.documentElement.scrollWidth);
const worded = async (p, element) => ok(!/plans\.|routes\.|undefined|NaN|\[object/.test(await p.text(element)), "every word is there");

async function pick(p, field, text, code) {
	await p.page.click(field);
	await p.page.fill(field, text);
	await p.waitFor("the place " + code, ([f, c]) => [...document.querySelectorAll(`${f}-options [role=option]`)].some(o => o.textContent.includes(c)), [field, code]);
	await p.page.locator(`${field}-options [role=option]`).filter({ hasText: code }).click();
}

test("plans: the question stands in the address, the ways are compared, one is opened and passed on", async p => {
	asked.server = p.server;
	await p.open("/plans");
	await pick(p, "#plan-from", "Lianyung", "CNLYG");
	await pick(p, "#plan-to", "Duisb", "DEDUI");
	await p.page.click(".plan-go .primary");
	await p.waitFor("the ways", () => document.querySelector(".plan-row"));
	is(p.query(), { from: "CNLYG", to: "DEDUI" });
	const { plans } = await asked("CNLYG", "DEDUI");
	is(await p.page.locator(".plan-row .chain").evaluateAll(l => l.map(c => c.querySelectorAll(".chain-mode").length)), plans.map(x => x.legs.length));
	is(await p.texts('.plan-row [data-value="transfers"] .plan-value-is'), plans.map(x => String(x.transfers)));
	for (const [i, plan] of plans.entries()) // each has its arrival by the clock there, and says what it is the best in
		ok((await p.page.locator(".plan-row").nth(i).innerText()).includes(plan.arrives.slice(11, 16)), "its arrival");
	is(await p.page.locator(".plan-row").nth(0).locator(".best").evaluateAll(l => l.map(b => b.dataset.best)), plans[0].best);
	await p.page.locator(".plan-way a").nth(1).click();
	await p.waitFor("the second", () => new URLSearchParams(location.search).get("plan"));
	const stops = plans[1].legs.map(l => l.from.code);
	is((await p.page.locator(".plan-line .stop").evaluateAll(l => l.map(s => s.dataset.place))).slice(0, stops.length), stops);
	is(await p.page.evaluate(() => document.activeElement.id), "plan-title");
	const there = new URL(p.page.url());
	await p.page.goBack();
	await p.waitFor("the first again", () => !new URLSearchParams(location.search).get("plan"));
	await p.open(there.pathname + there.search);
	is((await p.page.locator(".plan-line .stop").evaluateAll(l => l.map(s => s.dataset.place))).slice(0, stops.length), stops, "who is given the address sees the same");
});

test("plans: where the time goes is said in words, what was missed by how much, and every leg by its own clocks", async p => {
	asked.server = p.server;
	const at = "2026-12-05T08:00", { plans: [plan] } = await asked("CNLYG", "UZTAS", `&at=${encodeURIComponent(at + ":00+08:00")}`);
	await p.open(`/plans?from=CNLYG&to=UZTAS&at=${at}`);
	const label = await p.page.locator(".plan-time-sums .time-bar").getAttribute("aria-label");
	is((label.match(/train/g) || []).length, plan.legs.length, label);
	const line = await p.line(".plan-line");
	for (const leg of plan.legs)
		for (const when of [leg.departs, leg.arrives])
			ok(line.includes(`${when.slice(11, 16)} (${when.slice(19).replace("-", "−")})`), `${when} in ${line}`);
	is(await p.page.locator(".plan-missed").count(), plan.legs.slice(1).filter(l => l.missed).length);
	ok((await p.text("#plan-title")).startsWith("Lianyungang to Tashkent in "), "where from, where to, how long");
});

for (const [locale, word] of [["zh-CN", "全部走法"], ["ru-RU", "Все пути"]])
	test(`plans: on a phone all ways or one of them, ${locale}`, { locale, viewport: phone }, async p => {
		await p.open("/plans?from=CNLYG&to=TRIST");
		ok(!await p.page.locator("#plan-from").isVisible() && !await p.page.locator(".plan-detail").isVisible(), "the ways first");
		await worded(p, "lb-plans");
		is(await wide(p), phone.width);
		await p.page.locator(".plan-way a").first().click();
		await p.waitFor("it alone", () => document.querySelector(".plan-detail").checkVisibility() && !document.querySelector(".plan-list").checkVisibility());
		await worded(p, "lb-plans");
		is(await wide(p), phone.width);
		is(await p.line(".plan-back"), word);
		await p.page.click(".plan-back a");
		await p.waitFor("all of them", () => document.querySelector(".plan-list").checkVisibility());
		await p.page.click(".plan-change");
		ok(await p.page.locator("#plan-from").isVisible(), "what is asked can be changed");
	});

test("plans: what is avoided stands in the address; no way, and a place that nobody knows, are said", async p => {
	await p.open("/plans?from=CNLYG&to=DEDUI");
	await p.page.click(".plan-more summary");
	await p.page.fill("#tokens-avoidCountries", "Belar");
	await p.page.locator("#tokens-avoidCountries-options [role=option]").first().click();
	await p.page.click('.modes [data-mode="vessel"]');
	await p.page.click(".plan-go .primary");
	await p.waitFor("no way", () => document.querySelector(".plan-none"));
	is(p.query(), { from: "CNLYG", to: "DEDUI", avoidModes: "vessel", avoidCountries: "BY" });
	is(await p.text(".plan-none h2"), "No way leads there");
	ok((await p.text(".plan-none")).includes("Allow another mode"), "what may be done");
	await p.page.click(".token button");
	await p.page.click(".plan-go .primary");
	await p.waitFor("a way", () => document.querySelectorAll(".plan-row").length === 1);
	await p.open("/plans?from=CNLYG&to=ZZZZZ");
	is(await p.text("#plan-wrong"), "Nobody knows a place ZZZZZ.");
	is(await p.page.locator("#plan-to").getAttribute("aria-invalid"), "true");
});

// ------------------------------------------------------------------ the map

const ring = (points, [x, y]) => points.reduce((is, [a, b], i) => {
	const [c, d] = points[(i + 1) % points.length];
	return (b > y) !== (d > y) && x < (c - a) * (y - b) / (d - b) + a ? !is : is;
}, false);
const unpacked = packed => packed.reduce((l, n, i) => (i % 2 ? l.at(-1).push(n + (l.at(-2)?.[1] ?? 0)) : l.push([n + (l.at(-1)?.[0] ?? 0)]), l), []).map(p => p.map(n => n / 100));
const each = line => line.flatMap((p, i) => i ? Array.from({ length: Math.ceil(distance(line[i - 1], p) / 10) }, (_, k, n = Math.ceil(distance(line[i - 1], p) / 10)) => line[i - 1].map((v, d) => v + (p[d] - v) * (k + 1) / n)) : [p]);

// Straits, rivers and canals that the map has as land, and what a port lies behind.
const inland = [[32.5, 30.5, 90], [26.5, 40.3, 60], [28.9, 41, 30], [9.3, 53.75, 60], [121.5, 31.3, 50], [134.5, 34.5, 60], [132.4, 33.9, 20]];

test("plans: a ship's line keeps to the sea, and the way is drawn leg by leg before the others", async p => {
	const [answer] = await Promise.all([p.page.waitForResponse(/\/assets\/land-.*\.json/), p.open("/plans?from=CNLYG&to=TRIST")]);
	await p.waitFor("the map", () => document.querySelector("lb-plan-map")?.map?.loaded());
	const drawn = await p.page.evaluate(async () => Object.fromEntries(await Promise.all(["way", "others"].map(async s => [s, (await document.querySelector("lb-plan-map").map.getSource(s).getData()).features.map(f => f.properties.mode)]))));
	is(drawn, { way: ["RAIL", "RAIL", "VESSEL", "RAIL", "RAIL"], others: ["VESSEL"] });

	const { land, lakes } = await answer.json(), [lands, waters] = [land, lakes].map(list => list.map(rings => rings.map(unpacked)));
	const within = (list, at) => list.some(rings => rings.reduce((is, r) => is !== ring(r, at), false)), dry = at => within(lands, at) && !within(waters, at);
	ok(dry([104, 36]) && !dry([51, 41.7]) && !dry([-30, 40]), "Lanzhou is on land, the Caspian and the Atlantic are not");
	const { routes } = await get(p.server, "/api/v1/routes?limit=1000"), sea = new Network(seaLanes, bySea), places = new Map();
	for (const code of new Set(routes.flatMap(r => r.stops.map(s => s.place))))
		places.set(code, await get(p.server, "/api/v1/places/" + code));
	for (const { mode, stops } of routes.filter(r => r.mode === "vessel" || r.mode === "ferry"))
		for (const [i, s] of stops.entries())
			if (i) {
				const [from, to] = [stops[i - 1].place, s.place].map(c => places.get(c)), way = sea.way(from, to, "VESSEL");
				ok(way, `a lane of a ${mode} from ${from.code} to ${to.code}`);
				const ashore = each(way).filter(at => dry(at) && ![from, to].some(e => distance(at, [e.lon, e.lat]) < 30) && !inland.some(([x, y, km]) => distance(at, [x, y]) < km));
				is(ashore, [], `${from.code} to ${to.code} on land`);
			}
});

// ------------------------------------------------------------------ choosing

const number = (prefix, n) => prefix + String(n).padStart(6, "0") + checkDigit(prefix + String(n).padStart(6, "0"));
const say = (server, word) => fetch(server.url + "/api/v1/journeys", { method: "POST", body: JSON.stringify(word), headers: { "Content-Type": "application/json" } }).then(r => r.json());

test("plans: the one that is chosen is the itinerary of the container, by the routes it names, and may be taken back", async p => {
	const box = number("ZPLU", 410001), other = number("ZPLU", 410002);
	for (const container of [box, other])
		is((await say(p.server, { word: "report", container, event: "GTIN", place: "CNLYG", at: new Date(Date.now() - 3600000).toISOString() })).status, "accepted");
	await p.open("/?c=" + box);
	is(await p.page.locator(".plan-on").getAttribute("href"), `/plans?container=${box}`);
	await p.open(`/plans?from=CNLYG&to=UZTAS&container=${box}`);
	await p.page.click(".choose-open");
	await p.page.fill("#tokens-boxes", number("ZPLU", 419999));
	await p.page.click(".choose .primary");
	await p.waitFor("that it is unknown", () => document.querySelector(".choose .flag")?.textContent.includes("check the number"));
	await p.page.locator(".choose .token button").last().click();
	await p.page.fill("#tokens-boxes", other);
	await p.page.fill("#choose-who", "Li Wei");
	await p.page.fill("#choose-why", "the earliest");
	await p.page.click(".choose .primary");
	await p.waitFor("that it is chosen", () => document.querySelectorAll(".choose-done a").length === 2);
	for (const container of [box, other]) {
		const { journeys: [journey] } = await get(p.server, "/api/v1/journeys?container=" + container);
		is(journey.legs.map(l => l.service), ["lyg-altynkol", "altynkol-tashkent"]);
	}
	await p.page.locator(".choose-done a").first().click();
	await p.waitForBox(box);
	is(await p.page.locator(".journey-line > .leg [data-service]").evaluateAll(l => l.map(a => a.getAttribute("href"))), ["/routes/lyg-altynkol", "/routes/altynkol-tashkent"]);
	ok((await p.line(".journey-words")).includes("Li Wei") && (await p.line(".journey-words")).includes("the earliest"), "who and why");
	await p.page.locator(".journey-words .link").first().click();
	await p.page.click(".question .primary");
	await p.waitFor("that it is gone", () => !document.querySelector(".journey-line [data-service]"));
});

// ------------------------------------------------------------------ routes

test("routes: those of a mode and a place are found, and one has its timetable, prices and line", async p => {
	await p.open("/routes");
	const { routes } = await get(p.server, "/api/v1/routes?limit=1000");
	is(await p.page.locator(".record-row").count(), routes.length);
	await p.page.fill("#records-text", "dostyk");
	await p.waitFor("those", n => document.querySelectorAll(".record-row").length === n, routes.filter(r => r.stops.some(s => s.place === "KZDOS")).length);
	is(p.query(), { q: "dostyk" });
	await p.page.locator('[data-name="lyg-dostyk"] a').click();
	await p.waitFor("it", () => document.querySelector(".timetable"));
	const its = routes.find(r => r.name === "lyg-dostyk");
	is(await p.page.locator(".timetable tbody tr").count(), its.stops.length);
	const first = (await p.page.locator(".timetable tbody tr").first().innerText()).replace(/\s+/g, " ");
	for (const w of ["Lianyungang CNLYG", "day 1 18:00", "documents 1 d", "gate 12 h"])
		ok(first.includes(w), `${w} in ${first}`);
	is(await p.page.locator("[aria-labelledby=prices-title] tbody tr").count(), its.prices.length);
	await p.waitFor("its line", () => document.querySelector("lb-plan-map")?.map?.loaded());
	is(await p.page.locator(".route-on a").getAttribute("href"), "/plans?from=CNLYG&to=KZDOS");
});

test("routes: a sheet goes out and in again; of a wrong one nothing is taken, and its row and column are said", { locale: "ru-RU", viewport: phone }, async p => {
	for (const kind of ["transfers", "restrictions", "rates"]) {
		await p.open("/routes?kind=" + kind);
		await worded(p, "lb-routes");
		is(await wide(p), phone.width);
	}
	await p.open("/routes?kind=rates");
	const [download] = await Promise.all([p.page.waitForEvent("download"), p.page.locator(".record-sheets .link").last().click()]);
	const csv = readFileSync(await download.path(), "utf8"), sheet = text => ({ name: "rates.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
	ok(csv.includes("eur,EUR,USD"), csv);
	await p.page.setInputFiles("#records-file", [sheet(csv + "gbp,GBP,USD,a lot\n")]);
	await p.page.locator("lb-record-sheets .flag").waitFor();
	const rows = csv.trim().split("\n").length;
	ok((await p.line("lb-record-sheets .flag")).includes(`строка ${rows + 1}, столбец rate`), await p.line("lb-record-sheets .flag"));
	is(await p.page.locator('[data-name="gbp"]').count(), 0);
	await p.page.setInputFiles("#records-file", [sheet(csv + "gbp,GBP,USD,1.27\n")]);
	await p.waitFor("the new one", () => document.querySelector('[data-name="gbp"]'));
	is((await fetch(p.server.url + "/api/v1/rates/gbp", { method: "DELETE" })).status, 200);
});
