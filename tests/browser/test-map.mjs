// The map: what is drawn is read back from MapLibre (element.map), never from pixels.
import { Network, bySea, distance, greatCircle, shareDone, split } from "../../web/src/map/paths.js";
import { seaLanes } from "../../web/src/map/sea.js";
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, container, event, moment, number } from "./messages.mjs";

const named = (code, en, zh, ru, lat, lon, more = {}) => ({ code, name: { en, zh, ru }, country: code.slice(0, 2), lat, lon, zone: "Asia/Shanghai", ...more });
const lianyungang = named("CNLYG", "Lianyungang", "连云港", "Ляньюньган", 34.745, 119.428, { kinds: "port rail road city" });
const xian = named("XXIAP", "Xi'an International Port", "西安国际港站", "Сиань", 34.38, 109.07, { kinds: "rail dry-port" });
const dostyk = named("KZDOS", "Dostyk", "多斯特克", "Достык", 45.25, 82.48, { kinds: "rail road border gauge-change" });
const duisburg = named("DEDUI", "Duisburg", "杜伊斯堡", "Дуйсбург", 51.435, 6.76, { kinds: "rail road city" });
const busan = named("KRPUS", "Busan", "釜山", "Пусан", 35.1, 129.04, { kinds: "port" });

const points = (...places) => places.map(({ code, name, lat, lon }) => ({ code, name, lat, lon }));
const corridors = { corridors: [{ code: "germany", name: { en: "Germany" }, stretches: [
	{ mode: "RAIL", gauge: 1435, points: points(lianyungang, xian, { lat: 43.8, lon: 87.6 }, { code: "CNAKL", name: { en: "Alashankou" }, lat: 45.17, lon: 82.57 }) },
	{ mode: "RAIL", gauge: 1520, points: points(dostyk, { lat: 55.7, lon: 37.6 }, { lat: 52.1, lon: 23.7 }) },
	{ mode: "VESSEL", points: points(lianyungang, busan) }] }] };

const hours = n => new Date(Date.now() + n * 3600000).toISOString().replace(/\.\d+/, "");
const standing = (place, status, silent = 0) => ({ place, count: Object.values(status).reduce((a, b) => a + b, 0), status, silent, oldest: hours(-200) });
const train = { id: "t1", mode: "RAIL", vehicle: { mode: "RAIL", name: "X8155", key: "TRAIN:X8155" }, from: xian, to: dostyk, count: 41, since: hours(-40), expected: hours(40), heard: hours(-31),
	containers: ["CSQU3054383"] };
const ship = { id: "s1", mode: "VESSEL", vehicle: { mode: "VESSEL", name: "LONG HAI", key: "IMO:1" }, from: busan, to: lianyungang, count: 7, since: hours(-100), heard: hours(-99), containers: [] };
const answer = more => ({ asOf: hours(0), boxes: 1500, unplaced: 0, cut: false, moving: [train, ship],
	places: [standing(lianyungang, { "in-terminal": 900, "not-started": 40 }, 3), standing(xian, { "in-terminal": 300 }), standing(duisburg, { delivered: 200, "empty-returned": 12 })], ...more });

async function made(p, map = answer()) {
	await p.answer("**/api/v1/corridors", corridors);
	await p.answer(/\/api\/v1\/map(\?|$)/, map);
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

// Boxes on the map, each place and cluster once: {standing, moving}.
function drawn() {
	const map = document.querySelector("lb-map")?.map;
	if (!map?.loaded())
		return null;
	const sum = layer => [...new Map(map.queryRenderedFeatures({ layers: [layer] }).map(f => [f.properties.cluster_id ?? f.properties.code + f.properties.id, f.properties.count])).values()].reduce((a, b) => a + b, 0);
	return { standing: sum("places"), moving: sum("moving") };
}

// The whole world in sight.
const far = p => p.page.evaluate(() => document.querySelector("lb-map").map.jumpTo({ center: [60, 30], zoom: 0.5 }));

async function open(p, where) {
	await p.open(where);
	await p.waitFor("the map", () => document.querySelector("lb-map").map?.loaded());
}

async function waitDrawn(p, wanted) {
	await p.page.waitForFunction(`(wanted => { const d = (${drawn})(); return d && (d.standing === wanted.standing && d.moving === wanted.moving); })(${JSON.stringify(wanted)})`)
		.catch(async () => { throw new Error(`on the map: ${JSON.stringify(await p.page.evaluate(drawn))}, wanted ${JSON.stringify(wanted)}`); });
}

const rows = (p, list) => p.page.locator(`[data-list="${list}"] tbody tr`).evaluateAll(l => l.map(tr => [tr.dataset.code || tr.dataset.group, Number(tr.querySelector(".map-count").textContent.replace(/\D/g, ""))]).sort());

const sum = list => list.reduce((n, x) => n + x.count, 0);

for (const [locale, title, borders] of [["en-GB", "Where they all are", true], ["zh-CN", "集装箱分布图", false], ["ru-RU", "Где все контейнеры", true]])
	for (const [kind, options] of [["a desk", {}], ["a phone", phone]])
		test(`map: on ${kind} all that stands and moves is there as the server says, ${locale}`, { locale, ...options }, async p => {
			const asked = [];
			p.page.on("request", r => asked.push(r.url()));
			await open(p, "/map");
			is(await p.text("#title"), title);
			await far(p);
			const { places, moving } = await p.page.evaluate(() => document.querySelector("lb-map").answer);
			const told = await get(p.server, "/api/v1/map");
			is(places.map(x => [x.place.code, x.count]), told.places.map(x => [x.place.code, x.count]), "what the page has");
			ok(places.length > 5 && moving.length > 5, "there is something to see");
			await waitDrawn(p, { standing: sum(places), moving: sum(moving.filter(m => m.from?.lat !== undefined)) });
			is(await rows(p, "places"), places.map(x => [x.place.code, x.count]).sort(), "the list of places");
			is(await rows(p, "moving"), moving.map(m => [m.id, m.count]).sort(), "the list of what moves");
			is(asked.filter(url => !url.startsWith(p.server.url) && !url.startsWith("blob:" + p.server.url)), [], "asked of others");
			is(asked.some(url => /borders-/.test(url)), borders, "borders asked for");
			is(await p.page.evaluate(() => document.querySelector("lb-map").map.getLayoutProperty("borders", "visibility")), borders ? "visible" : "none");
		});

test("map: a click on a place opens its panel with its boxes and no others", async p => {
	const boxes = [810001, 810002, 810003].map(n => number("ZMPU", n));
	await post(p.server, codeco({ place: "NZAKL", facility: "FXT", boxes: boxes.map(n => ({ number: n, at: "202505040800" })) }));
	await open(p, "/map#6/-36.84/174.78");
	await p.waitFor("the ring", () => document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["places"] }).some(f => f.properties.code === "NZAKL"));
	const { x, y } = await p.page.evaluate(() => {
		const { map } = document.querySelector("lb-map"), at = map.project([174.78, -36.84]), box = map.getCanvas().getBoundingClientRect();
		return { x: box.x + at.x, y: box.y + at.y };
	});
	await p.page.mouse.click(x, y);
	await p.waitFor("its boxes", () => document.querySelectorAll(".map-panel .map-boxes a").length >= 3);
	is(await p.text("#panel-title"), "Auckland");
	is(p.query(), { place: "NZAKL" });
	is((await p.page.locator(".map-boxes a").evaluateAll(l => l.map(a => a.dataset.number))).sort(), boxes);
	is(await p.page.getAttribute(".map-hub", "href"), "/hubs/NZAKL");
	await p.page.locator(".map-boxes a").first().click();
	await p.waitFor("the box", () => location.search.startsWith("?c=ZMPU"));
});

test("map: the panel of what moves names all its boxes and no others, as the server has them", async p => {
	const { moving } = await get(p.server, "/api/v1/map");
	const several = ["RAIL", "VESSEL", "TRUCK"].map(mode => moving.find(m => m.mode === mode && m.vehicle?.key && m.count < 50)).filter(Boolean);
	ok(several.length >= 2, "trains and ships are on their way");
	for (const group of several) {
		await open(p, "/map?moving=" + group.id);
		await p.waitFor("its boxes", n => document.querySelectorAll(".map-panel .map-boxes a").length === n, group.count);
		const names = await p.page.locator(".map-boxes a").evaluateAll(l => l.map(a => a.dataset.number));
		ok(group.containers.every(n => names.includes(n)), `${group.containers} in ${names}`);
		is(await p.page.locator(".map-panel .more").count(), 0);
	}
});

test("map: boxes that could not be fetched for the panel are asked for again", async p => {
	await made(p);
	await p.page.route("**/api/v1/containers?*", route => route.abort("connectionrefused"));
	await open(p, "/map?place=CNLYG");
	await p.waitFor("the trouble", () => document.querySelector('lb-map-boxes [role="alert"]'));
	await p.page.unroute("**/api/v1/containers?*");
	await p.answer("**/api/v1/containers?*", { containers: [container({ place: lianyungang })] });
	await p.page.click("lb-map-boxes .link");
	await p.waitFor("the boxes", () => document.querySelector(".map-boxes a"));
});

test("map: a click on a cluster goes nearer until its places stand apart", async p => {
	const near = { ...xian, code: "XXIAN", lat: 34.5, lon: 109.2 };
	await made(p, answer({ moving: [], places: [standing(xian, { "in-terminal": 300 }), standing(near, { "in-terminal": 5 })] }));
	await open(p, "/map#3/34.4/109.1");
	await waitDrawn(p, { standing: 305, moving: 0 });
	const at = () => p.page.evaluate(() => {
		const { map } = document.querySelector("lb-map"), [f] = map.queryRenderedFeatures({ layers: ["places"] }), { x, y } = map.project(f.geometry.coordinates), box = map.getCanvas().getBoundingClientRect();
		return { x: box.x + x, y: box.y + y };
	});
	const { x, y } = await at();
	await p.page.mouse.click(x, y);
	await p.waitFor("two places", () => document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["places"] }).filter(f => !f.properties.cluster).length >= 2);
});

test("map: a train between two places of a corridor stands on it, halfway by the times told", async p => {
	await made(p);
	await open(p, "/map?moving=t1");
	await p.waitFor("the panel", () => document.querySelector(".map-panel"));
	is(await p.line("#panel-title"), "X8155, Xi'an International Port → Dostyk");
	ok((await p.text(".map-panel")).includes("last seen 1 d 7 h ago"), await p.text(".map-panel"));
	is(await p.line(".map-inferred"), "Where it is now is inferred: about 50% of the way along the corridor. Reckoned from departure and expected arrival.");
	await p.waitFor("the mark", () => document.querySelector("lb-map").map.querySourceFeatures("moving").some(f => f.properties.id === "t1"));
	const [lon, lat] = await p.page.evaluate(() => document.querySelector("lb-map").map.querySourceFeatures("moving").find(f => f.properties.id === "t1").geometry.coordinates);
	ok(lon > 82.5 && lon < 109 && lat > 34.4 && lat < 45.2, `${lon} ${lat}`);
	const dashes = await p.page.evaluate(() => ["ways-done", "ways-ahead", "chosen-way"].map(l => document.querySelector("lb-map").map.getPaintProperty(l, "line-dasharray")?.length > 0));
	is(dashes, [true, true, true], "inferred ways are dashed");
});

test("map: what arrived and is not said to have gone on stands where it arrived", async p => {
	await made(p, answer({ moving: [{ ...train, arrived: true }] }));
	await open(p, "/map?moving=t1");
	await p.waitFor("the panel", () => document.querySelector(".map-panel"));
	is(await p.line(".map-inferred"), "It arrived there, and nobody said that it went on: the mark stands there.");
	is((await p.page.locator(".map-panel dt").allInnerTexts()).filter(name => /Arrived|Left/.test(name)), ["Arrived"]);
	await p.waitFor("the mark", () => document.querySelector("lb-map").map.querySourceFeatures("moving").some(f => f.properties.id === "t1"));
	const [lon, lat] = await p.page.evaluate(() => document.querySelector("lb-map").map.querySourceFeatures("moving").find(f => f.properties.id === "t1").geometry.coordinates);
	ok(Math.abs(lon - xian.lon) < 0.05 && Math.abs(lat - xian.lat) < 0.05, `${lon} ${lat}`);
});

test("map: what was not heard of for three days is marked, on the map and in the list", async p => {
	await made(p);
	await open(p, "/map");
	await far(p);
	await waitDrawn(p, { standing: 1452, moving: 48 });
	const silent = await p.page.evaluate(() => document.querySelector("lb-map").map.querySourceFeatures("moving").filter(f => f.properties.silent).length > 0);
	ok(silent, "the ship's mark");
	ok(await p.page.locator('[data-group="s1"] td.map-silent').count() === 1, "the ship's row");
	ok(await p.page.locator('[data-group="t1"] td.map-silent').count() === 0, "not the train's");
	is(await p.line('[data-code="CNLYG"] .map-silent'), "3 silent");
});

test("map: by keyboard alone: from the list into the panel and back, and out of the canvas", async p => {
	await made(p);
	await p.answer("**/api/v1/containers?*", { containers: [container({ place: lianyungang })] });
	await open(p, "/map");
	await p.page.focus(".map-canvas canvas");
	ok((await p.page.getAttribute(".map-canvas canvas", "aria-label")).includes("arrow keys"), "the canvas has a name");
	await p.page.keyboard.press("Tab");
	ok(await p.page.evaluate(() => document.activeElement.tagName !== "CANVAS" && document.activeElement !== document.body), "the canvas lets go");
	await p.page.focus('[data-list="places"] a[data-id="CNLYG"]');
	await p.page.keyboard.press("Enter");
	await p.waitFor("focus in the panel", () => document.activeElement.id === "panel-title");
	await p.waitFor("the boxes", () => document.querySelector(".map-boxes a"));
	await p.page.keyboard.press("Escape");
	await p.waitFor("the panel gone, focus back", () => !document.querySelector(".map-panel") && document.activeElement.dataset.id === "CNLYG");
	is(p.query(), {});
});

test("map: Back closes a panel and Forward opens it again, on the same map", async p => {
	await made(p);
	await p.answer("**/api/v1/containers?*", { containers: [] });
	await open(p, "/map#4/40/100");
	await p.page.evaluate(() => { document.querySelector("lb-map").mine = true; });
	await p.page.click('[data-code="CNLYG"] a');
	await p.waitFor("the panel", () => document.querySelector("#panel-title")?.textContent.includes("Lianyungang"));
	is(p.query(), { place: "CNLYG" });
	await p.page.goBack();
	await p.waitFor("no panel", () => !document.querySelector("#panel-title"));
	is(p.query(), {});
	await p.page.goForward();
	await p.waitFor("the panel again", () => document.querySelector("#panel-title")?.textContent.includes("Lianyungang"));
	ok(await p.page.evaluate(() => document.querySelector("lb-map").mine && document.querySelector("lb-map").map.loaded() !== undefined), "the same map");
});

test("map: the search field finds a place in any of its names", async p => {
	await made(p);
	await open(p, "/map");
	await p.page.fill("#map-place", "杜伊");
	await p.page.press("#map-place", "Enter");
	await p.waitFor("the panel", () => document.querySelector("#panel-title")?.textContent === "Duisburg");
	is(p.query(), { place: "DEDUI" });
});

test("map: a status leaves what has it, as the server says, and stands in the address", async p => {
	await open(p, "/map");
	await p.page.click('.chip[data-status="empty-returned"]');
	await p.waitFor("the answer", () => document.querySelector("lb-map").answer.places.every(x => Object.keys(x.status).join() === "empty-returned"));
	const told = await get(p.server, "/api/v1/map?status=empty-returned");
	is(await rows(p, "places"), told.places.map(x => [x.place.code, x.count]).sort());
	is(p.query(), { status: "empty-returned" });
	await p.page.reload();
	await p.settled();
	is(await p.page.getAttribute('.chip[data-status="empty-returned"]', "aria-pressed"), "true");
	is(await rows(p, "places"), told.places.map(x => [x.place.code, x.count]).sort());
});

test("map: borders are hidden in Chinese until they are switched on, and stay so", { locale: "zh-CN" }, async p => {
	await made(p);
	await open(p, "/map");
	const shown = () => p.page.evaluate(() => document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["borders", "borders-disputed"] }).length > 0);
	is(await shown(), false);
	await p.page.click(".map-legend summary");
	is(await p.page.isChecked("#borders"), false);
	await p.page.check("#borders");
	await p.waitFor("borders", () => document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["borders", "borders-disputed"] }).length > 0);
	await p.page.reload();
	await p.settled();
	await p.waitFor("borders again", () => document.querySelector("lb-map").map?.loaded() && document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["borders"] }).length > 0);
	await p.page.click(".map-legend summary");
	await p.page.uncheck("#borders");
	await p.waitFor("none", () => document.querySelector("lb-map").map.queryRenderedFeatures({ layers: ["borders"] }).length === 0);
});

test("map: land lies where land is, and no polygon smears over the ocean", async p => {
	await made(p);
	await open(p, "/map");
	await far(p);
	await p.waitFor("land", () => document.querySelector("lb-map").map.loaded());
	const land = await p.page.evaluate(() => {
		const { map } = document.querySelector("lb-map");
		return [[104, 35], [60, 60], [10, 51], [-100, 40], [179.4, 66.5], [-160, 30], [-145, 50], [170, 20], [-30, 40], [90, -10]]
			.map(at => map.queryRenderedFeatures(map.project(at), { layers: ["land"] }).length > 0);
	});
	is(land, [true, true, true, true, true, false, false, false, false, false]);
});

test("map: another language renames what is drawn and keeps the view", async p => {
	await made(p);
	await open(p, "/map#4/40/100");
	await p.page.selectOption("#language", "ru");
	await p.waitFor("Russian names", () => document.querySelector("lb-map")?.map?.loaded() &&
		JSON.stringify(document.querySelector("lb-map").map.getLayoutProperty("place-names", "text-field")).includes("Ляньюньган"));
	is(await p.page.evaluate(() => document.querySelector("lb-map").map.getZoom()), 4);
});

test("map: news changes the counts and leaves the view alone", async p => {
	await made(p);
	await open(p, "/map#4/40/100");
	await p.page.unroute(/\/api\/v1\/map(\?|$)/);
	await p.answer(/\/api\/v1\/map(\?|$)/, answer({ boxes: 1501, places: [standing(lianyungang, { "in-terminal": 901 }), standing(xian, { "in-terminal": 300 })] }));
	await p.page.evaluate(() => document.querySelector("lb-map").following.due());
	await p.waitFor("the new count", () => document.querySelector('[data-code="CNLYG"] .map-count')?.textContent === "901");
	await p.waitFor("on the map", () => document.querySelector("lb-map").map.querySourceFeatures("places").some(f => f.properties.count === 901));
	is(await p.page.evaluate(() => { const { map } = document.querySelector("lb-map"); return [map.getZoom(), Math.round(map.getCenter().lng), Math.round(map.getCenter().lat)]; }), [4, 100, 40]);
	is(new URL(p.page.url()).pathname, "/map");
});

test("map: a hundred thousand boxes at many places are all counted", async p => {
	const places = Array.from({ length: 400 }, (_, i) => standing(named("XT" + String(i).padStart(3, "0"), `Place ${i}`, `地点${i}`, `Место ${i}`, 25 + i % 20 * 1.5, 10 + Math.floor(i / 20) * 6), { "in-terminal": 200, delivered: 50 }));
	await made(p, answer({ boxes: 100000, moving: [], places }));
	await open(p, "/map");
	await far(p);
	await waitDrawn(p, { standing: 100000, moving: 0 });
	await p.page.click(".map-rows .more");
	is(sum((await rows(p, "places")).map(([, count]) => ({ count }))), 100000);
});

for (const [kind, options] of [["a desk", {}], ["a phone", phone]])
	test(`map: without WebGL 2 there is a picture and the list, and the page says so, on ${kind}`, options, async p => {
		await p.page.addInitScript(() => {
			const real = HTMLCanvasElement.prototype.getContext;
			HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return /webgl/.test(kind) ? null : real.call(this, kind, ...more); };
		});
		await made(p);
		await p.answer("**/api/v1/containers?*", { containers: [container({ place: lianyungang })] });
		await p.open("/map");
		await p.waitFor("the picture", () => document.querySelector("svg.flat .flat-land") && document.querySelectorAll(".flat-place").length === 3);
		is(await p.page.locator(".flat-moving").count(), 2);
		ok((await p.text(".map-flat")).includes("WebGL 2"), "it says why");
		is(await rows(p, "places"), [["CNLYG", 940], ["DEDUI", 212], ["XXIAP", 300]]);
		await p.page.click('[data-list="places"] a[data-id="CNLYG"]');
		await p.waitFor("the boxes", () => document.querySelector(".map-boxes a"));
		p.faults = p.faults.filter(f => !/webgl/i.test(f));
	});

test("map: a container's page shows its way: solid where it was seen, dashed ahead", { viewport: { width: 1280, height: 1600 } }, async p => {
	await p.answer("**/api/v1/corridors", corridors);
	const at = n => moment(hours(n).replace("Z", "+00:00"));
	await p.answer("**/api/v1/containers/CSQU3054383", container({ status: "on-board", place: xian, vehicle: train.vehicle,
		timeline: [event({ eventCode: "ARRI", classifier: "EST", place: dostyk, happened: at(40) }), event({ eventCode: "DEPA", place: xian, vehicle: train.vehicle, happened: at(-40) }),
			event({ eventCode: "GTIN", place: lianyungang, happened: at(-90) }), event({ eventCode: "GTIN", voided: true, place: busan, happened: at(-95) })],
		next: { eventCode: "ARRI", classifier: "EST", place: dostyk, happened: at(40) }, destination: duisburg, blocks: [] }));
	await p.open("/?c=CSQU3054383");
	await p.page.locator("lb-box-map").scrollIntoViewIfNeeded();
	await p.waitFor("the map", () => document.querySelector("lb-box-map").map?.loaded());
	const parts = () => p.page.evaluate(() => {
		const { map } = document.querySelector("lb-box-map");
		return { lines: [...new Set(map.querySourceFeatures("way").map(f => f.properties.part))].sort(), places: [...new Set(map.querySourceFeatures("seen").map(f => `${f.properties.code} ${f.properties.when}`))].sort(),
			mark: map.querySourceFeatures("mark").length > 0 };
	});
	is(await parts(), { lines: ["ahead", "done", "seen"], places: ["CNLYG seen", "DEDUI ahead", "KZDOS ahead", "XXIAP last"], mark: true });
	is(await p.page.evaluate(() => ["way-seen", "way-done", "way-ahead"].map(l => !!document.querySelector("lb-box-map").map.getPaintProperty(l, "line-dasharray"))), [false, true, true]);
	ok((await p.text(".box-map-words")).startsWith("Last seen 1 d 16 h ago: Xi'an International Port."), await p.text(".box-map-words"));
});

test("map: a container's page shows its tracker's point, how old it is, and its line", { viewport: { width: 1280, height: 1600 } }, async p => {
	const fix = (n, lat, lon, more) => ({ device: "LOCK-7", at: hours(n), lat, lon, given: { lat, lon, datum: "GCJ-02", datumFrom: "tracker" }, messageId: "m." + n, ...more });
	const position = fix(-3.3, 44.9, 82.1, { via: "WAGON:5312345", locked: true, speed: 74.2, battery: 87 });
	await p.answer("**/api/v1/corridors", corridors);
	await p.answer("**/api/v1/positions?*", { positions: [position, fix(-9, 44.2, 85), fix(-10, -44.2, 85, { held: "jump" }), fix(-20, 43.8, 87.6)], next: null });
	await p.answer("**/api/v1/containers/CSQU3054383", container({ status: "on-board", place: xian, vehicle: train.vehicle, position,
		timeline: [event({ eventCode: "DEPA", place: xian, vehicle: train.vehicle, happened: moment(hours(-40).replace("Z", "+00:00")) })], blocks: [] }));
	await p.open("/?c=CSQU3054383");
	const line = await p.line("#tracker");
	ok(/^Tracker, 3 h \d+ min ago: 44\.9000, 82\.1000 · LOCK-7 on wagon 5312345 · locked · 74 km\/h · battery 87%$/.test(line), line);
	await p.page.locator("lb-box-map").scrollIntoViewIfNeeded();
	await p.waitFor("the map", () => document.querySelector("lb-box-map").map?.loaded());
	is(await p.page.evaluate(() => {
		const { map } = document.querySelector("lb-box-map");
		const [track] = map.querySourceFeatures("way").filter(f => f.properties.part === "track");
		const [point] = map.querySourceFeatures("seen").filter(f => f.properties.when === "tracker");
		return [!!track, point?.properties.name.slice(0, 12), map.querySourceFeatures("mark").length];
	}), [true, "Tracker, 3 h", 0]);
});

// ------------------------------------------------------------------ the reckoning, without a browser

test("map: ways follow the corridors, over the border, and never by the wrong mode", async () => {
	const network = new Network(corridors.corridors);
	const way = network.way(xian, { lat: 52.1, lon: 23.7, code: "XNONE" }, "RAIL");
	ok(way.length >= 5 && way.some(([lon]) => lon === 82.57) && way.some(([lon]) => lon === 82.48), "through Alashankou and Dostyk");
	is(network.way(xian, duisburg, "RAIL"), null, "Duisburg lies on none");
	is(network.way(lianyungang, busan, "RAIL"), null, "no train to Busan");
	is(network.way(lianyungang, busan, "VESSEL").length, 4);
});

test("map: ships keep to the sea, and cross the antimeridian in one piece", async () => {
	const lanes = new Network(seaLanes, bySea);
	const rotterdam = { lat: 51.95, lon: 4.1 }, angeles = { lat: 33.74, lon: -118.26 };
	const suez = lanes.way(lianyungang, rotterdam, "VESSEL");
	ok(suez.some(([lon, lat]) => Math.abs(lon - 32.6) < 1 && Math.abs(lat - 29.4) < 1), "by Suez");
	const pacific = lanes.way(busan, angeles, "VESSEL");
	ok(pacific.every(([lon], i) => !i || Math.abs(lon - pacific[i - 1][0]) < 180) && pacific.at(-1)[0] > 180, "eastward, unbroken");
});

test("map: a share of a way is by length, and what is late has not arrived", async () => {
	const { at, done, ahead } = split([[0, 0], [10, 0], [10, 10]], 0.5);
	ok(Math.abs(at[0] - 10) < 0.1 && Math.abs(at[1]) < 0.1, at.join());
	is([done[0], ahead.at(-1)], [[0, 0], [10, 10]]);
	const line = greatCircle([119.4, 34.7], [6.8, 51.4]);
	ok(Math.abs(distance(line[0], line.at(-1)) - 8300) < 300, "about 8,300 km");
	const now = Date.parse("2026-05-01T12:00:00Z");
	is(shareDone({ since: "2026-05-01T00:00:00Z", expected: "2026-05-02T00:00:00Z" }, 500, now), 0.5);
	is(shareDone({ since: "2026-05-01T00:00:00Z", mode: "RAIL" }, 840, now), 0.5);
	is(shareDone({ since: "2026-04-01T00:00:00Z", expected: "2026-04-02T00:00:00Z" }, 500, now), 0.96);
	is(shareDone({ since: "2026-05-02T00:00:00Z", expected: "2026-05-03T00:00:00Z" }, 500, now), 0);
});
