// The hubs, and one hub's page: stock by age, the board, the border, the chart with its table, on a wall, kept fresh.
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number, moment, lianyungang, duisburg, train } from "./messages.mjs";

const ages = (...n) => ["1d", "3d", "7d", "14d", "older"].map((code, i) => ({ code, count: n[i] }));
const now = "2025-05-04T02:00:00Z"; // 10:00 at Lianyungang
const hub = more => ({ asOf: now, place: { ...lianyungang, kinds: "port rail" }, places: [lianyungang], cut: false, count: 60,
	stock: [{ area: "rail-yard", count: 20, laden: 15, empty: 5, ages: ages(20, 0, 0, 0, 0), destinations: [] },
		{ area: "port", facility: { code: "LNOCT", list: "SMDG" }, count: 40, laden: 40, empty: 0, ages: ages(1, 2, 3, 4, 30),
			destinations: [{ place: duisburg, count: 25 }, { count: 15 }] }],
	arrivals: [{ vehicle: train, from: duisburg, when: moment("2025-05-04T06:00:00+08:00"), classifier: "ACT", count: 41 },
		{ vehicle: { mode: "VESSEL", name: "SAKURA BRIDGE" }, when: moment("2025-05-05T07:30:00+08:00"), classifier: "EST", count: 12 }],
	departures: [{ vehicle: train, to: duisburg, when: moment("2025-05-04T20:00:00+08:00"), classifier: "PLN", count: 50 }], ...more });
const show = async (p, more = {}, where = "/hubs/CNLYG") => {
	await p.answer("**/api/v1/hubs/*", hub(more));
	await p.open(where);
};
const lines = (p, selector) => p.page.locator(selector).evaluateAll(l => l.map(tr => [...tr.cells].map(td => td.textContent.replace(/\s+/g, " ").trim())));

for (const [locale, title, stock, arrivals] of [["en-GB", "Lianyungang CNLYG", "What stands here, and how long", "Arrivals"],
	["zh-CN", "连云港 CNLYG", "在场箱及停留时间", "到达"], ["ru-RU", "Ляньюньган CNLYG", "Что здесь стоит и как долго", "Прибытие"]])
	for (const [size, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]])
		test(`hub: the demonstration's hub is shown, ${locale}, ${size}`, { locale, viewport }, async p => {
			const its = await get(p.server, "/api/v1/hubs/CNLYG");
			await p.open("/hubs/CNLYG");
			is(await p.line("#title"), title);
			is([await p.text("#stock-title"), await p.text("#arrivals-title")], [stock, arrivals]);
			is(await p.page.locator(".stock tbody tr").count(), its.stock.length);
			is(await p.page.locator("[aria-labelledby=arrivals-title] [data-classifier]").count(), its.arrivals.length);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
			ok(!/hub\.|undefined|NaN|\[object/.test(await p.text("lb-hub")), "every word is there");
		});

for (const [locale, title] of [["en-GB", "All hubs"], ["zh-CN", "全部枢纽"], ["ru-RU", "Все узлы"]])
	test(`hub: all hubs stand in a list with their counts and lead to each, ${locale}`, { locale, viewport: { width: 390, height: 844 } }, async p => {
		const { hubs } = await get(p.server, "/api/v1/hubs");
		await p.open("/hubs");
		is(await p.text("#title"), title);
		is(await p.page.locator(".hub-card .code").allTextContents(), hubs.map(h => h.place.code));
		is((await p.page.locator(".hub-card .big strong").allTextContents()).map(Number), hubs.map(h => h.count));
		await p.page.focus(".hub-card a");
		await p.page.keyboard.press("Enter");
		await p.page.locator("lb-hub").waitFor();
		is(new URL(p.page.url()).pathname, "/hubs/" + hubs[0].place.code);
	});

test("hub: stock stands by area and age, port first, with where it goes", { now }, async p => {
	await show(p);
	is(await lines(p, ".stock tbody tr"), [
		["Port LNOCT", "40 40 laden, 0 empty", "1", "2", "3", "4", "30", "Duisburg 25 destination unknown 15"],
		["Rail yard", "20 15 laden, 5 empty", "20", "0", "0", "0", "0", ""]]);
	is(await p.page.locator(".bar.age-older rect").first().getAttribute("width"), "100");
	is(await p.page.getByRole("table", { name: "What stands here, and how long" }).getByRole("row").count(), 3);
});

test("hub: its numbers tell what comes and goes within a day, and what stands long", { now }, async p => {
	await show(p);
	is((await p.page.locator(".tile strong").allTextContents()).map(Number), [60, 12, 50, 30]);
	is(await p.page.locator(".tile[data-alarm]").count(), 1);
	is(await p.page.getAttribute(".tile a", "href"), "/?place=CNLYG");
});

test("hub: the board says day, time, vehicle, from where, boxes, and whether it is done", { now }, async p => {
	await show(p);
	is(await lines(p, "[aria-labelledby=arrivals-title] tbody tr"), [["Today"], ["06:00", "Train X8155", "Duisburg", "41 boxes", "Arrived"],
		["Tomorrow"], ["07:30", "Vessel SAKURA BRIDGE", "–", "12 boxes", "Expected"]]);
	is(await lines(p, "[aria-labelledby=departures-title] tbody tr"), [["Today"], ["20:00", "Train X8155", "Duisburg", "50 boxes", "Planned"]]);
});

test("hub: arrivals and departures by day are drawn, and stand as a table under the chart", { now }, async p => {
	await show(p);
	await p.waitFor("the chart", () => document.querySelector(".chart canvas")?.width > 0);
	const drawn = await p.page.evaluate(() => {
		const c = document.querySelector(".chart canvas"), { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
		return new Set(Array.from({ length: data.length / 4 }, (_, i) => data[i * 4 + 3] > 250 ? data.slice(i * 4, i * 4 + 3).join() : "")).size > 2;
	});
	ok(drawn, "bars of two colours");
	const [arrivals, departures] = await lines(p, ".days tbody tr");
	is([arrivals.slice(0, 4), departures.slice(0, 4)], [["Arrivals", "0", "41", "12"], ["Departures", "0", "50", "0"]]);
	is(arrivals.length, 17);
	is(await p.page.getAttribute(".chart", "aria-hidden"), "true");
});

test("hub: a border tells how many wait, how long, and which longest", { now }, async p => {
	await show(p, { backlog: { waiting: 7, ages: ages(0, 0, 2, 1, 4), oldest: [{ container: "CSQU3054383", since: moment("2025-04-04T10:00:00+08:00"), to: duisburg }] } });
	is((await p.page.locator(".tile strong").allTextContents()).map(Number), [60, 12, 50, 30, 7]);
	is((await lines(p, ".backlog-ages tr")).map(l => l[1]), ["0", "0", "2", "1", "4"]);
	is(await p.line(".oldest li"), "CSQU 305438 3 30 d 0 h to Duisburg".replace(/ (?=305|3 )/g, " "));
	is(await p.page.getAttribute(".oldest a", "href"), "/?c=CSQU3054383");
});

test("hub: where nothing stands, comes or goes, it says so", async p => {
	await show(p, { count: 0, stock: [], arrivals: [], departures: [] });
	is(await p.text(".stock-card .empty"), "No box stands here.");
	is(await p.texts(".board-empty"), ["No arrival is known for the next 14 days.", "No departure is known for the next 14 days."]);
});

test("hub: where the server counted not all, it is told", async p => {
	await show(p);
	is(await p.page.locator(".hub-cut").count(), 0);
	await p.page.unroute("**/api/v1/hubs/*");
	await show(p, { cut: true });
	is(await p.text(".hub-cut"), "There is more here than is counted: the numbers are the least there is.");
});

test("hub: the time of what is shown is not read aloud anew, that it stands still is", async p => {
	await show(p);
	ok(/\d\d:\d\d/.test(await p.text(".as-of")), "the time");
	is(await p.page.locator('.as-of [role="status"]').textContent(), "");
	await p.page.unroute("**/api/v1/hubs/*");
	await p.page.route("**/api/v1/hubs/*", route => route.abort("connectionrefused"));
	await p.page.evaluate(() => document.querySelector("lb-hub").following.due());
	await p.waitFor("the words", () => document.querySelector('.as-of [role="status"]').textContent.includes("The server does not answer"));
	await p.page.unroute("**/api/v1/hubs/*");
	await p.answer("**/api/v1/hubs/*", hub({ count: 61 }));
	await p.waitFor("it is fresh again", () => document.querySelector(".tile strong").textContent === "61" && document.querySelector('.as-of [role="status"]').textContent === "");
});

test("hub: on a wall it stands alone, large, and the way back leads home", { now, viewport: { width: 1920, height: 1080 } }, async p => {
	await show(p);
	const small = await p.page.locator(".tile strong").first().evaluate(e => parseFloat(getComputedStyle(e).fontSize));
	await p.page.click('[data-do="wall"]');
	await p.waitFor("the wall", () => document.body.hasAttribute("data-wall"));
	is(await p.page.locator(".top:visible, .hero:visible, .foot:visible").count(), 0);
	ok(await p.page.locator(".tile strong").first().evaluate(e => parseFloat(getComputedStyle(e).fontSize)) > small * 1.2, "larger");
	ok(await p.page.locator(".boards").evaluate(e => e.getBoundingClientRect().bottom <= innerHeight), "the boards are in sight");
	is(await p.page.evaluate(() => document.documentElement.scrollHeight), 1080, "nobody scrolls a wall");
	await p.page.click('[data-do="wall"]');
	await p.waitFor("the page", () => !document.body.hasAttribute("data-wall"));
	await p.page.goBack();
	await p.waitFor("the wall again", () => document.body.hasAttribute("data-wall"));
	await p.open("/hubs");
	is(await p.page.locator("body[data-wall]").count(), 0);
});

for (const locale of ["en-GB", "zh-CN", "ru-RU"])
	for (const code of ["CNLYG", "KZDOS"])
		test(`hub: on a wall all that stands at ${code} is in sight, ${locale}`, { locale, viewport: { width: 1920, height: 1080 } }, async p => {
			const its = await get(p.server, "/api/v1/hubs/" + code), { arrivals, departures } = hub();
			await p.answer("**/api/v1/hubs/*", { ...its, stock: its.stock.slice(0, 7), arrivals: [1, 2, 3, 4].map(() => arrivals[1]), departures });
			await p.open(`/hubs/${code}?wall`);
			const bottoms = await p.page.locator(".stock-card, .boards, .backlog-card").evaluateAll(l => l.map(e => e.getBoundingClientRect().bottom));
			ok(bottoms.every(b => b <= 1080), bottoms.join());
			const over = await p.page.locator(".stock .loads").evaluateAll(l => l.filter(e => e.getBoundingClientRect().right > e.closest("td").getBoundingClientRect().right + 1).length);
			is(over, 0, "numbers that run into the bars");
		});

test("hub: what happens there is shown by itself", async p => {
	await p.open("/hubs/CNLYG");
	await p.waitFor("the connection", () => document.getElementById("live")?.dataset.state === "live");
	const before = Number((await p.text(".tile strong")).replace(/\D/g, ""));
	await post(p.server, codeco({ boxes: [{ number: number("ZHBU", 410001), at: "202505040800" }] }));
	await p.waitFor("one more", n => Number(document.querySelector(".tile strong").textContent.replace(/\D/g, "")) > n, before);
});

test("hub: while the server is away it says so and tries again; a hub that is none is told", async p => {
	await p.page.route("**/api/v1/hubs/*", route => route.abort("connectionrefused"));
	await p.open("/hubs/CNLYG");
	is(await p.text("h1"), "The server does not answer");
	await p.page.unroute("**/api/v1/hubs/*");
	await p.page.click(".trouble .primary");
	await p.page.locator("lb-hub").waitFor();
	await p.open("/hubs/QQQQQ");
	ok((await p.page.locator(".trouble").count()) === 1, "it is told");
});

test("hub: everything is reached by keyboard", { now }, async p => {
	await show(p);
	const seen = new Set();
	for (let i = 0; i < 40; i++) {
		await p.page.keyboard.press("Tab");
		seen.add(await p.page.evaluate(() => document.activeElement.getAttribute("href") || document.activeElement.className));
	}
	is(["/hubs", "/?place=CNLYG", "/hubs/CNLYG?wall", "sideways"].filter(s => !seen.has(s)), []);
});

const empties = [{ place: lianyungang, facility: "LYGDEP", operator: "LYG", sizeType: { code: "22G1", text: "20 ft, dry" }, available: 3, reserved: 2, offHired: 0, asked: 4 }];

for (const [locale, title, line] of [["en-GB", "Empties", "Lianyungang LYGDEP LYG 20 ft, dry 3 4 more asked for 2 0"],
	["zh-CN", "空箱", "连云港 LYGDEP LYG 20 英尺干货 3 另需 4 2 0"], ["ru-RU", "Порожние", "Ляньюньган LYGDEP LYG 20 фут., сухогрузный 3 ещё просят 4 2 0"]])
	for (const [size, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]])
		test(`hub: its empties stand as stock by depot, ${locale}, ${size}`, { now, locale, viewport }, async p => {
			await p.answer("**/api/v1/stock?*", { asOf: now, boxes: 5, cut: false, stock: empties });
			await show(p);
			is(await p.text("#empties-title"), title);
			is((await lines(p, ".empties tbody tr")).map(cells => cells.join(" ")), [line]);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
		});

test("hub: where no empties stand nothing is said of them", { now }, async p => {
	await p.answer("**/api/v1/stock?*", { asOf: now, boxes: 0, cut: false, stock: [] });
	await show(p);
	is(await p.page.locator(".empties-card").count(), 0);
});
