// What the page shows of rail: a change of gauge in the timeline, all names of a train, trains, wagons, borders.
import { test, is, ok, get, post } from "./harness.mjs";
import { container, event, lianyungang, moment, number } from "./messages.mjs";

const demo = { name: "1418", index: "70851331301" }; // the demonstration's train over the 1520 mm railways

// One name each of trains: that of the demonstration, by its index of whatever day it is.
const found = async p => (await get(p.server, "/api/v1/trains?limit=1000")).trains.find(its => its.names.some(n => n.name === demo.index));
const trainPath = its => { const [, name, day] = /^TRAIN:(.+)\/(.{10})$/.exec(its.train); return `/trains/${encodeURIComponent(name)}?day=${day}`; };
const api = path => "/api/v1" + path;

const alashankou = { code: "CNAKL", name: { en: "Alashankou", zh: "阿拉山口", ru: "Алашанькоу" }, country: "CN", complex: "ALASHANKOU" };
const dostyk = { code: "KZDOS", name: { en: "Dostyk", zh: "多斯特克", ru: "Достык" }, country: "KZ", complex: "ALASHANKOU" };
const at = { off: moment("2025-06-19T06:10:00+08:00"), on: moment("2025-06-19T08:50:00+05:00") };
const broad = { mode: "RAIL", name: "70850421301", wagon: "94312071", key: "TRAIN:70850421301/2025-06-19" };
const off = event({ eventID: "off", eventCode: "DISC", happened: at.off, place: alashankou, wagon: "5312345", vehicle: { mode: "RAIL", wagon: "5312345" }, sender: "CR", source: { type: "HANDOVER" } });
const on = event({ eventID: "on", eventCode: "LOAD", happened: at.on, place: dostyk, wagon: "94312071", position: "2x20:1", vehicle: broad, trains: ["70850421301"], sender: "KTZ", source: { type: "HANDOVER" } });
const passed = event({ eventID: "way", eventCode: "WAYP", happened: moment("2025-06-20T11:00:00+05:00"), place: { text: "Aktogay" }, wagon: "94312071", position: "2x20:1",
	vehicle: broad, via: "WAGON:94312071", trains: ["1402", "70850421301", "CKE-LYG-0100", "0051/PLK000000000/00/2025/2025-06-25"], measures: ["R:4100:KMT"], sender: "RZD", source: { type: "DISLOCATION" } });
const change = { place: dostyk, from: 1435, to: 1520, kind: "lift", complete: true, off: { wagon: "5312345", happened: at.off, sender: "CR" },
	on: { wagon: "94312071", happened: at.on, sender: "KTZ" }, ground: "PT5H40M", act: "318", seals: { before: ["CA:118001"], after: ["CA:118001"] } };

const show = async (p, more) => {
	await p.answer("**/api/v1/containers/CSQU3054383", container(more));
	await p.open("/?c=CSQU3054383");
};
const told = async p => (await p.text(".gauge .what")).replace(/\s+/g, " ");

for (const [locale, words, names, more] of [
	["en-GB", ["Gauge change 1435 → 1520 mm lifted over", "Taken off 19 Jun 2025 06:10 (+08:00) wagon 5312345 Alashankou · by CR", "Put on 19 Jun 2025 08:50 (+05:00) wagon 94312071 , first of two 20-ft Dostyk · by KTZ",
		"5 h 40 min on the ground · act 318 · seals unchanged: 118001 (carrier)"],
	"1402, index 7085 042 1301, programme CKE-LYG-0100, TAF 0051/PLK000000000/00/2025/2025-06-25", ["as told of its wagon 94312071", "4,100 km left", "Dislocation report of RZD"]],
	["zh-CN", ["换轨 1435 → 1520 毫米 吊装换车", "卸下 2025年6月19日 06:10 (+08:00)", "两只 20 英尺箱中的第一只", "落地 5 小时 40 分 · 记录号 318 · 封号未变：118001"],
	"1402，索引号 7085 042 1301，计划号 CKE-LYG-0100，TAF 标识 0051/PLK000000000/00/2025/2025-06-25", ["依据其货车 94312071 的报告", "剩余 4,100公里", "RZD 的在途动态表"]],
	["ru-RU", ["Смена колеи 1435 → 1520 мм перегрузка", "вагон 5312345", "первый из двух 20-футовых", "5 ч 40 мин на земле · акт 318 · пломбы те же: 118001"],
	"1402, индекс 7085 042 1301, программа CKE-LYG-0100, обозначение TAF 0051/PLK000000000/00/2025/2025-06-25", ["сообщено о его вагоне 94312071", "осталось 4 100 км", "Справка о дислокации, отправитель RZD"]],
])
	test(`trains: a change of gauge is one fact with both wagons; an event by rail has the train by all its names, ${locale}`, { locale }, async p => {
		await show(p, { gaugeChanges: [change], timeline: [passed, on, off, event({})] });
		const gauge = await told(p), way = (await p.text('.event[data-code="WAYP"]')).replace(/\s+/g, " ");
		for (const w of words)
			ok(gauge.includes(w), `${w} in ${gauge}`);
		for (const w of [names, ...more])
			ok(way.includes(w), `${w} in ${way}`);
		is(await p.page.locator(".event").evaluateAll(l => l.map(e => e.dataset.code)), ["WAYP", "GAUGE", "GTIN"]);
		is(await p.page.locator(".gauge .source").count(), 2, "of both halves who told it");
		is(await p.page.locator('.event[data-code="WAYP"] :is(.vehicle, .on-wagon) a').evaluateAll(l => l.map(a => a.getAttribute("href"))),
			["/trains/70850421301?day=2025-06-19", "/wagons/94312071"]);
		is(await p.page.locator(".facts .paper").count(), 0, "no papers, no word of them");
	});

for (const [half, awaited] of [["on", "Not told yet from which wagon it was taken"], ["off", "Not told yet on which wagon it was put"]])
	test(`trains: of a change of gauge told half, what is awaited is said, ${half}`, { viewport: { width: 360, height: 780 } }, async p => {
		await show(p, { gaugeChanges: [{ ...change, kind: "unknown", complete: false, ground: undefined, seals: {}, [half === "on" ? "off" : "on"]: undefined }], timeline: [half === "on" ? on : off, event({})] });
		ok((await told(p)).includes(awaited) && (await told(p)).includes("half of it is awaited"), await told(p));
		is(await p.page.locator(".half.awaited").count(), 1);
		is(await p.page.evaluate(() => document.documentElement.scrollWidth), 360);
	});

test("trains: where on its wagon a box stands, to whom it was handed over, which papers go with it", async p => {
	const where = ["1x40", "2x20:2", "3x20:3", "odd"];
	const papers = [{ kind: "SMGS", number: "27140000", replacedBy: { kind: "CIM", number: "55140000" } }, { kind: "GU-23", number: "318" }];
	await show(p, { documents: papers, timeline: [...where.map((position, i) => ({ ...passed, eventID: "p" + i, happened: moment(`2025-06-2${i}T11:00:00+05:00`), position })),
		event({ eventCode: "HAND", operator: "51", references: [{ kind: "TRANSFER-LIST", value: "4471" }] })] });
	is(await p.texts(".position"), ["alone, 40-ft", "second of two 20-ft", "third of three 20-ft", "odd"]);
	is(await p.line(".handed"), "received by Polish State Railways (PKP) · list 4471");
	is(await p.texts(".facts .paper"), ["SMGS consignment note 27140000 replaced by CIM consignment note 55140000", "Act GU-23 318"]);
});

for (const [locale, viewport, title] of [["en-GB", { width: 1280, height: 900 }, "Trains"], ["zh-CN", { width: 360, height: 780 }, "列车"], ["ru-RU", { width: 360, height: 780 }, "Поезда"]])
	test(`trains: the list has the trains of which something is known, ${locale}`, { locale, viewport }, async p => {
		const { trains } = await get(p.server, api("/trains?limit=50"));
		await p.open("/trains");
		is(await p.text("#title"), title);
		const known = trains.filter(its => its.position || its.next || its.wagonCount || its.containerCount);
		is(await p.page.locator(".train-called a").evaluateAll(l => l.map(a => a.getAttribute("href"))), known.map(trainPath));
		is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
		ok(!/trains\.|rail\.|undefined|NaN|\[object/.test(await p.text("lb-trains")), "every word is there");
	});

test("trains: one is found by its index, however it is written, and by its day", async p => {
	const its = await found(p);
	await p.open("/trains");
	await p.page.fill("#train-name", demo.index.replace(/^(.{4})(.{3})/, "$1 $2 "));
	await p.page.fill("#train-day", its.day);
	await p.page.press("#train-name", "Enter");
	await p.waitFor("the one", () => location.search.includes("day=") && document.querySelectorAll(".train-row").length === 1);
	ok((await p.line(".train-called")).includes("index 7085 133 1301"), await p.line(".train-called"));
	ok((await p.line(".train-counts")) === `${its.wagonCount} wagons · ${its.containerCount} containers`, await p.line(".train-counts"));
	await p.page.focus(".train-called a");
	await p.page.keyboard.press("Enter");
	await p.page.locator("lb-train").waitFor();
	is(await p.line("#title"), "Train 1418");
});

for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 780 }])
	test(`trains: one is drawn, its wagons in order, each with its boxes, ${viewport.width} px`, { viewport }, async p => {
		const its = await found(p), train = await get(p.server, api(trainPath(its)));
		await p.open(trainPath(its));
		is(await p.page.locator(".wagon-name a").evaluateAll(l => l.map(a => a.lastChild.textContent)), train.wagons.map(w => w.number));
		const drawn = await p.page.locator(".strip .wagon").evaluateAll(l => l.map(w => [...w.querySelectorAll(".on-deck")].map(a => new URL(a.href).searchParams.get("c"))));
		is(drawn.map(d => [...d].sort()), train.wagons.map(w => w.containers.map(b => b.number).sort()));
		const nth = w => w.containers.filter(b => /:\d$/.test(b.position)).sort((a, b) => a.position.localeCompare(b.position)).map(b => b.number);
		const two = train.wagons.findIndex(w => nth(w).length === 2);
		is(drawn[two], nth(train.wagons[two]), "the first of two stands first");
		ok((await p.page.locator(".moves .event").count()) === train.moves.length, "all that was told");
		is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
		await p.page.locator(".on-deck").first().click();
		await p.waitForBox(drawn[0][0]);
	});

test("trains: a wagon tells what it carried and in which trains it ran", async p => {
	const its = await found(p), train = await get(p.server, api(trainPath(its))), wagon = await get(p.server, api("/wagons/" + train.wagons[0].number));
	await p.open(trainPath(its));
	await p.page.locator(".wagon-name a").first().click();
	await p.page.locator("lb-wagon").waitFor();
	is(await p.line("#title"), "Wagon " + wagon.number);
	is(await p.page.locator("[aria-labelledby=loadings-title] li").count(), wagon.loadings.length);
	is(await p.page.locator(".told tbody tr").count(), wagon.events.length);
	await p.page.locator("[aria-labelledby=consists-title] a").first().click();
	await p.page.locator("lb-train").waitFor();
});

for (const [locale, half] of [["zh-CN", "只报一半"], ["ru-RU", "Сообщена половина"]])
	test(`trains: the borders show first what is told half, and what was handed over, ${locale}`, { locale, viewport: { width: 360, height: 780 } }, async p => {
		const { gaugeChanges } = await get(p.server, api("/gauge-changes?limit=500")), { handovers } = await get(p.server, api("/handovers?limit=500"));
		await p.open("/borders");
		ok((await p.line("#borders-half")).startsWith(half), await p.line("#borders-half"));
		for (const more of await p.page.locator(".more-of summary").all())
			await more.click();
		await p.waitFor("all of them", n => document.querySelectorAll(".gauge-row").length === n, gaugeChanges.length);
		const rows = await p.page.locator(".gauge-row").evaluateAll(l => l.map(r => r.dataset.complete));
		is(rows, [...gaugeChanges].map(c => String(c.complete)).sort());
		is(await p.page.locator(".handed-over a.plate, .handed-over a[href^='/?c=']").count(), handovers.filter(h => h.container).length);
		is(await p.page.evaluate(() => document.documentElement.scrollWidth), 360);
		ok(!/borders\.|gauge\.|undefined|NaN|\[object/.test(await p.text("lb-borders")), "every word is there");
	});

test("trains: a border chosen shows its own alone", async p => {
	await p.open("/borders");
	await p.page.click(".border-chips a[href*=KZDOS]");
	await p.waitFor("it", () => location.search === "?place=KZDOS" && document.querySelectorAll(".at-border").length > 0 && !document.getElementById("main").hasAttribute("aria-busy"));
	is([...new Set((await p.texts(".at-border")).map(s => s.trim().replace(/\s+\d+$/, "")))], ["Dostyk"]);
});

test("trains: what is told meanwhile of a train is shown by itself", async p => {
	const box = number("ZTRN", 520001), train = "ZT" + String(box).slice(-5), day = "2025-06-15";
	const list = op => `箱号,车号,车次,作业,时间,车站,发车日期\n${box},5312399,${train},${op},${day} 09:00,连云港,${day}\n`;
	const receipt = await post(p.server, Buffer.from(list("装车")));
	is(receipt.status.startsWith("accepted"), true, JSON.stringify(receipt));
	await p.open(`/trains/${train}?day=${day}`);
	is(await p.page.locator(".moves .event").count(), 1);
	await p.waitFor("the connection", () => document.getElementById("live")?.dataset.state === "live");
	await post(p.server, Buffer.from(list("发车").replace("09:00", "14:20")));
	await p.waitFor("the departure", () => document.querySelector('.moves .event[data-code="DEPA"]'));
	ok((await p.line("#sentence")).startsWith("Departed Lianyungang"), await p.line("#sentence"));
});

test("trains: a hub's board leads to the train", async p => {
	await p.answer("**/api/v1/hubs/*", { asOf: "2025-05-04T02:00:00Z", place: lianyungang, places: [lianyungang], count: 0, stock: [], departures: [],
		arrivals: [{ vehicle: { mode: "RAIL", name: "X8155", key: "TRAIN:X8155/2025-05-04" }, when: moment("2025-05-04T06:00:00+08:00"), classifier: "ACT", count: 41 }] });
	await p.open("/hubs/CNLYG");
	is(await p.page.locator(".board .by a").getAttribute("href"), "/trains/X8155?day=2025-05-04");
});

test("trains: one that nobody told of is no train here", async p => {
	await p.open("/trains/NOBODY1");
	is(await p.page.locator(".trouble").count(), 1);
	await p.open("/wagons/94312071");
	is(await p.page.locator(".trouble").count(), 1);
});

test("trains: list, train and borders are reached by keyboard", async p => {
	await p.open("/trains");
	const seen = new Set();
	for (let i = 0; i < 34; i++) {
		await p.page.keyboard.press("Tab");
		seen.add(await p.page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href") || ""));
	}
	ok(["/borders", "train-name", "train-place", "train-day"].every(x => seen.has(x)) && [...seen].some(x => x.startsWith("/trains/")), [...seen].join());
});
