// Plans as of what was told: trains that are late, quotas, borders as they are in truth; and plans from where a box is.
import { test, is, ok, get } from "./harness.mjs";
import { findings } from "./test-axe.mjs";
import { aboard, drop, number, planned, put, say, standing } from "./planned.mjs";

const phone = { width: 390, height: 844 };
const wide = p => p.page.evaluate(() => document.documentElement.scrollWidth);
const clock = text => text.slice(11, 16);

// The page of that server, not of the demonstration's.
async function at(p, where) {
	p.server = await planned();
	await p.open(where);
	return p.server;
}

test("plans: from a box aboard a train they go on with it, in its own size, and stand in the address", async p => {
	const server = await at(p, "/?c=" + aboard);
	await p.page.click(".plan-on");
	await p.waitFor("the plans", () => document.querySelector(".plan-row"));
	is(p.query(), { container: aboard, to: "KZALA" });
	const { box, asked, plans } = await get(server, `/api/v1/plans?container=${aboard}`);
	is(await p.page.locator(".plan-box-where").getAttribute("data-is"), "aboard");
	const says = await p.line(".plan-box-is");
	ok(says.includes("aboard X8001, next Khorgos (China)") && says.includes(clock(new Date(Date.parse(box.ready) + 8 * 3600000).toISOString())), says);
	is([await p.page.inputValue("#plan-to"), await p.page.inputValue("#plan-size"), await p.page.getAttribute("#plan-kg", "placeholder")], ["Almaty", "", String(asked.kg)]);
	is(await p.page.locator(".plan-row").count(), plans.length);
	ok((await p.text(".plan-leg")).includes("aboard now") && !(await p.text(".plan-line .stop")).includes("Cut-off"), "it is on it");
	await p.page.fill("#plan-kg", "9000");
	await p.page.click(".plan-go .primary");
	await p.waitFor("another mass", () => new URLSearchParams(location.search).get("kg") === "9000" && document.querySelector(".plan-row"));
	is(p.query(), { container: aboard, to: "KZALA", kg: "9000" });

	// From another place it is still whose plan it is; and back.
	await p.page.click(".plan-box .link");
	is(await p.page.evaluate(() => document.activeElement.id), "plan-from");
	await p.page.fill("#plan-from", "CNHRS");
	await p.page.click(".plan-go .primary");
	await p.waitFor("from there", () => new URLSearchParams(location.search).get("from") && document.querySelector(".plan-row, .plan-none"));
	is([p.query().container, p.query().from], [aboard, "CNHRS"]);
	await p.page.click(".plan-whose .link");
	await p.waitFor("where it is", () => document.querySelector(".plan-box-where"));
	ok(!p.query().from && (await p.text(".choose-open")).includes(aboard), "for that box");
});

test("plans: the one that is chosen from a box aboard is that box's itinerary", async p => {
	const server = await at(p, `/plans?container=${aboard}`), { plans: [plan] } = await get(server, `/api/v1/plans?container=${aboard}`);
	await p.page.click(".choose-open");
	is(await p.texts(".choose .token"), [aboard]);
	await p.page.fill("#choose-who", "Li Wei");
	await p.page.click(".choose .primary");
	await p.waitFor("that it is chosen", () => document.querySelector(".choose-done a"));
	const { journeys: [trip] } = await get(server, "/api/v1/journeys?container=" + aboard);
	is(trip.legs.map(l => l.service), plan.legs.map(l => l.route));
});

test("plans: a box of which nobody told where it comes, none at all, and one without a destination are said in words", async p => {
	const lost = number("ZPLU", 500003), idle = number("ZPLU", 500004), server = await planned();
	await say(server, { word: "report", container: lost, event: "DEPA", place: "CNLYG", at: new Date(Date.now() - 3600000).toISOString(), loadState: "LADEN", transport: { mode: "RAIL", train: "U1", day: new Date().toISOString().slice(0, 10) } },
		{ word: "report", container: idle, event: "GTIN", place: "CNLYG", at: new Date(Date.now() - 3600000).toISOString() });
	for (const [container, word] of [[lost, "will be next"], [idle, "is to go"], [number("ZPLU", 599999), "Nobody told of a container"]]) {
		await at(p, "/plans?container=" + container);
		ok((await p.text("#plan-wrong")).includes(word), await p.text("#plan-wrong"));
	}
	await at(p, "/plans?container=" + idle);
	await p.page.fill("#plan-to", "KZALA");
	await p.page.click(".plan-go .primary");
	await p.waitFor("its plans", () => document.querySelector('.plan-box-where[data-is="standing"]') && document.querySelector(".plan-row"));
});

test("plans: what the timetable says of a late train is struck out beside what was told, and why", async p => {
	const server = await at(p, `/plans?container=${aboard}`), { plans: [{ legs: [leg] }], network } = await get(server, `/api/v1/plans?container=${aboard}`);
	is([leg.live.departs, leg.live.arrives], [360, 360]);
	is((await p.texts(".plan-line s")).map(s => s.slice(-5)), ["18:00", "14:00"]); // by the clocks of Lianyungang and of Altynkol
	const [left, , come] = await Promise.all([".stop", ".plan-leg", ".stop:nth-of-type(3)"].map(s => p.line(".plan-line " + s)));
	ok(left.includes(clock(leg.departs)) && come.includes(clock(leg.arrives)), `${left} ${come}`);
	is(await p.line('.plan-leg [data-told="live"]:not(.tag)'), "X8001: leaves 6 h late, arrives 6 h late As told of it; the route names this ship or train.");
	ok((await p.line(".plan-row .plan-best")).includes("told 6 h late"), "in the list, too");
	is(network.unclear.length, 1);
	await p.page.click("#plan-unclear summary");
	ok((await p.line("#plan-unclear li")).startsWith("X8100"), "of which nobody knows which trip it is");
});

test("plans: a train that waits for a quota says where, how long and by whose telegram", async p => {
	const server = await planned(), [from, until] = [-3, 30].map(days => new Date(Date.now() + days * 86400000).toISOString());
	await put(server, "restrictions/brest", { issuer: "BC", telegram: "BR-7", place: "PLMAA", direction: "forth", from, until, trainsADay: 1 });
	try {
		await at(p, "/plans?from=BYBQT&to=PLMAA&avoidRoutes=brest-1");
		const { plans: [{ legs: [{ held: [held] }] }] } = await get(server, "/api/v1/plans?from=BYBQT&to=PLMAA&avoidRoutes=brest-1"), days = held.minutes / 1440; // a train waits for whole days
		is(await p.line('.plan-leg [data-told="held"]'), `Waits ${days} d at Brest: BC BR-7 lets 1 train a day pass.`);
		ok((await p.line(".plan-row .plan-best")).includes(`quota: waits ${days} d`), "in the list, too");
		is((await p.texts(".plan-line s")).map(s => s.slice(-5)), ["11:00", "13:00"]);
	} finally {
		await drop(server, "restrictions/brest");
	}
});

for (const [locale, scheduled, likely] of [["en-GB", "timetable 1 d", "likely 2 d 12 h"], ["zh-CN", "时刻表 1 天", "很可能 2 天 12 小时"], ["ru-RU", "по расписанию 1 д", "вероятно 2 д 12 ч"]])
	test(`plans: a border has what is learned of it beside its timetable, and when one is likely there, ${locale}`, { locale, viewport: phone }, async p => {
		const server = await at(p, "/plans?from=CNLYG&to=KZALA&via=KZDOS"), { plans: [plan] } = await get(server, "/api/v1/plans?from=CNLYG&to=KZALA&via=KZDOS"), { borders: [border] } = plan;
		ok(border.likely > border.scheduled && Date.parse(plan.likely) > Date.parse(plan.arrives), "it takes longer");
		ok((await p.line(".plan-row .plan-likely")).includes(clock(plan.likely)), "in the list");
		await p.page.locator(".plan-way a").first().click();
		await p.waitFor("it", () => document.querySelector(".plan-detail").checkVisibility());
		const says = await p.line('.plan-line [data-told="border"]');
		ok(says.includes(scheduled) && says.includes(likely), says);
		is(await p.page.locator(".plan-borders [data-place]").evaluateAll(l => l.map(b => [b.dataset.place, b.querySelectorAll("dd").length])), plan.borders.map(b => [b.place.code, 3]));
		ok((await p.line(".plan-facts")).includes(clock(plan.likely)), "when it is likely there");
		ok(!/plans\.|undefined|NaN|\[object/.test(await p.text("lb-plans")), "every word is there");
		is(await wide(p), phone.width);
		if (locale === "en-GB") // the colours are the same in all
			is(await findings(p), []);
	});

test("plans: from a box, on a phone, clean for axe in Russian and dark", { locale: "ru-RU", viewport: phone, colorScheme: "dark" }, async p => {
	await at(p, `/plans?container=${standing[0]}`);
	is(await wide(p), phone.width);
	await p.page.click(".plan-change");
	ok(!/plans\.|undefined|NaN|\[object/.test(await p.text("lb-plans")), "every word is there");
	is(await wide(p), phone.width);
	is(await findings(p), []);
});
