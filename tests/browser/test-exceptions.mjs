// The board of exceptions: what is wrong, by what, since when, how many have it; who has it and until when; what somebody did about it.
import { readFileSync } from "node:fs";
import { test, is, ok, get } from "./harness.mjs";
import { number, lianyungang, duisburg } from "./messages.mjs";
import { learn, words as all } from "../../web/src/words.js";
import own from "../../web/src/words/exceptions.js";

learn(own);

const hours = n => new Date(Date.now() + n * 3600000).toISOString().replace(/\.\d+Z/, "Z");
let serial = 0;
const exception = more => ({ id: `e0000000-0000-4000-8000-${String(++serial).padStart(12, "0")}`, code: "overdue", severity: "warning", text: "Expected by now, and not reported",
	cause: { kind: "container", key: "CSQU3054383" }, since: hours(-5), opened: hours(-4), containers: 1, place: lianyungang, ...more });
const rule = more => ({ code: "overdue", severity: "warning", text: "", graceHours: 24, cause: "transport", alerts: 120, open: 3, waiting: 3, false: 7, precision: 0.94, ...more });

async function answered(p, list, rules = [rule({})]) {
	await p.answer("**/api/v1/exceptions?*", { exceptions: list, next: null });
	await p.answer("**/api/v1/exception-rules", { rules });
}

const column = state => `.column[data-state="${state}"]`;
const inColumn = (p, state) => p.page.$$eval(column(state) + " .exception", all => all.map(e => e.dataset.id));
const opened = async (p, code) => (await get(p.server, "/api/v1/exceptions?limit=1000&code=" + code)).exceptions.find(e => !e.acknowledged && !e.snoozedUntil && !e.falseBecause);

for (const [locale, it] of [["en-GB", { title: "Exceptions", what: "Connection missed", many: "3 containers", open: "Open" }],
	["zh-CN", { title: "异常", what: "衔接不上", many: "3 个集装箱", open: "待处理" }],
	["ru-RU", { title: "Сбои", what: "Пересадка сорвана", many: "3 контейнера", open: "Новые" }]])
	test(`exceptions: the ship that is late stands on the board with its boxes, ${locale}`, { locale, viewport: { width: 1440, height: 900 } }, async p => {
		await p.open("/exceptions?code=missed-connection");
		is(await p.text("h1"), it.title);
		ok((await p.text(column("open") + " h2")).startsWith(it.open), "the column");
		const card = '.exception[data-code="missed-connection"]';
		ok((await p.line(card + " h3")).includes(it.what), await p.line(card + " h3"));
		is(await p.text(card + " .card-count"), it.many);
		is(await p.page.getAttribute(card, "data-severity"), "error");
		is(await p.page.getAttribute(card + " .cause a", "href"), "/lookup?q=IMO9700005");
		is(await p.page.locator(card + " .severity use").getAttribute("href"), "#i-stop", "told by its shape");
		const { rules } = await get(p.server, "/api/v1/exception-rules"), waiting = rules.reduce((n, r) => n + r.waiting, 0);
		await p.waitFor("how many wait, in the navigation", n => document.querySelector("#exceptions-count span")?.textContent === String(n), waiting);
		await p.page.click(card + " .card-count");
		await p.page.waitForSelector(".panel-boxes li");
		is((await p.page.$$eval(".panel-boxes a", all => all.map(a => new URL(a.href).searchParams.get("c")))).sort(), ["LYGU3012369", "LYGU3012498", "LYGU3012625"]);
		await p.page.click(".panel-boxes a");
		await p.page.waitForSelector(".box h1");
	});

test("exceptions: one is acknowledged on its card, goes over, and the focus with it", { viewport: { width: 1440, height: 900 } }, async p => {
	const its = await opened(p, "border-queue"), card = `.exception[data-id="${its.id}"]`;
	await p.open("/exceptions?code=border-queue");
	await p.page.click(`${column("open")} ${card} .card-do button`);
	await p.page.waitForSelector(`${column("acknowledged")} ${card}:not([aria-busy])`);
	await p.waitFor("the focus on it", id => document.activeElement.closest(".exception")?.dataset.id === id, its.id);
	ok((await get(p.server, "/api/v1/exceptions/" + its.id)).acknowledged, "the server has it");
	await p.page.reload();
	await p.settled();
	ok((await inColumn(p, "acknowledged")).includes(its.id), "after a reload");
});

test("exceptions: what is done about one is done in its panel, and stays with who did it", { viewport: { width: 1440, height: 900 }, timezoneId: "Asia/Shanghai" }, async p => {
	const its = await opened(p, "eta-slipped"), card = `.exception[data-id="${its.id}"]`, shown = () => p.page.$$eval(".panel-steps li", l => l.map(e => e.textContent.replace(/\s+/g, " ").trim()));
	await p.open("/exceptions?id=" + its.id);
	await p.page.waitForSelector(".panel [data-step=assign]");
	await p.page.click("[data-step=assign]");
	await p.page.fill(".step-form [name=owner]", "Li Wei");
	await p.page.fill(".step-form [name=due]", "2025-05-05T10:00");
	await p.page.click(".step-form .primary");
	await p.page.waitForSelector(".panel-facts .due.past");
	await p.waitFor("one step", () => document.querySelectorAll(".panel-steps li").length === 1); // the page is ahead of the server until then
	ok((await p.line(".panel-facts")).includes("Li Wei"), "its owner");
	is(new Date((await get(p.server, "/api/v1/exceptions/" + its.id)).due).toISOString(), "2025-05-05T02:00:00.000Z", "due by the reader's clock");
	await p.page.waitForSelector(`${column("open")} li:first-child${card} .due.past`, { state: "attached" }); // what is overdue stands first
	await p.page.click("[data-step=note]");
	await p.page.fill(".step-form [name=note]", "the railway was called");
	await p.page.click(".step-form .primary");
	await p.waitFor("two steps", () => document.querySelectorAll(".panel-steps li").length === 2);
	ok((await shown())[0].includes("noted: the railway was called") && (await shown())[1].includes("gave it to Li Wei"), (await shown()).join());
	await p.page.click("[data-step=snooze]");
	await p.page.click('.presets [data-hours="24"]');
	const until = new Date(await p.page.inputValue(".step-form [name=until]") + "+08:00") - Date.now();
	ok(Math.abs(until - 24 * 3600000) < 120000, "a day from now");
	await p.page.click(".step-form .primary");
	await p.page.waitForSelector(`${column("snoozed")} ${card}`, { state: "attached" });
	await p.page.click("[data-step=false]");
	await p.page.fill(".step-form [name=because]", "the list was a draft");
	await p.page.click(".step-form .primary");
	await p.page.waitForSelector(`${column("closed")} ${card}`, { state: "attached" });
	ok((await p.line(".panel-state")).includes("the list was a draft"), await p.line(".panel-state"));
	await p.page.click("[data-step=reopen]");
	await p.page.waitForSelector(`${column("open")} ${card}`, { state: "attached" });
	await p.waitFor("all of it stays", () => document.querySelectorAll(".panel-steps li").length === 5);
});

test("exceptions: Escape shuts the form, then the panel, and gives the focus back", { viewport: { width: 1440, height: 900 } }, async p => {
	await p.open("/exceptions");
	const first = p.page.locator(column("open") + " .card-open").first(), id = (await inColumn(p, "open"))[0];
	await first.focus();
	await p.page.keyboard.press("Enter");
	await p.page.waitForSelector(".panel [data-step=snooze]");
	is(p.query().id, id, "it stands in the address");
	await p.page.click("[data-step=snooze]");
	await p.page.waitForSelector(".step-form");
	await p.page.keyboard.press("Escape");
	await p.waitFor("the form gone, the panel there", () => !document.querySelector(".step-form") && document.querySelector(".panel")?.open);
	await p.waitFor("the focus back", () => document.activeElement.dataset.step === "snooze");
	await p.page.keyboard.press("Escape");
	await p.waitFor("the panel gone", () => !document.querySelector(".panel"));
	await p.waitFor("the focus back on its card", id => document.activeElement.closest(".exception")?.dataset.id === id, id);
	is(p.query().id, undefined);
});

test("exceptions: a step that was not taken is undone, and says why", { viewport: { width: 1440, height: 900 } }, async p => {
	const its = exception({});
	await answered(p, [its]);
	await p.page.route("**/api/v1/exceptions/" + its.id, async route => {
		await new Promise(done => setTimeout(done, 300));
		await route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "The database is busy", status: 503 }) });
	});
	await p.open("/exceptions");
	await p.page.click(".card-do button");
	await p.page.waitForSelector(`${column("acknowledged")} .exception[aria-busy=true]`); // at once
	await p.page.waitForSelector(`${column("open")} .card-failed`);
	is(await p.text(".card-failed"), "The server is busy");
	is(await inColumn(p, "acknowledged"), []);
});

test("exceptions: what was chosen stands in the address, and a shared one opens so", { viewport: { width: 1440, height: 900 } }, async p => {
	const [ship, other, mine] = [exception({ code: "missed-connection", severity: "error", cause: { kind: "transport", key: "IMO9700005/119W" }, containers: 3 }), exception({ place: duisburg }),
		exception({ owner: "Li Wei", severity: "information", code: "not-confirmed", cause: { kind: "transport", key: "TRAIN:X8155/2026-06-15" } })];
	await answered(p, [other, mine, ship]);
	await p.open("/exceptions");
	is(await inColumn(p, "open"), [ship.id, other.id, mine.id], "the worst first");
	is(await p.page.getAttribute(`[data-id="${mine.id}"] .cause a`, "href"), "/trains/X8155?day=2026-06-15");
	await p.page.selectOption("#by-place", "DEDUI");
	is(await inColumn(p, "open"), [other.id]);
	is(p.query(), { place: "DEDUI" });
	await p.page.selectOption("#by-place", "");
	await p.page.selectOption("#by-owner", "Li Wei");
	is([await inColumn(p, "open"), p.query()], [[mine.id], { owner: "Li Wei" }]);
	await p.page.click(".clear");
	await p.page.click('.board-filters .chip[data-severity="error"]');
	is([await inColumn(p, "open"), p.query()], [[ship.id], { severity: "error" }]);
	await p.open("/exceptions?code=not-confirmed&owner=Li+Wei");
	is(await inColumn(p, "open"), [mine.id]);
	is(await p.page.inputValue("#by-code"), "not-confirmed");
	await p.open("/exceptions?place=KZDOS");
	is(await p.text(".board-well h2"), "Nothing matches what was chosen.");
});

test("exceptions: by state, and on a phone one state at a time", { viewport: { width: 390, height: 844 } }, async p => {
	const long = { code: "KZDOS", name: { en: "A place whose name is longer than any phone is wide, and is cut there" } };
	const list = [exception({ place: long }), exception({ acknowledged: hours(-1) }), exception({ snoozedUntil: hours(3), acknowledged: hours(-1) }), exception({ snoozedUntil: hours(-1) }),
		exception({ closed: hours(-1) }), exception({ falseBecause: "a test" })];
	await answered(p, list);
	await p.open("/exceptions");
	const visible = () => p.page.$$eval(".exception", all => all.filter(e => e.checkVisibility()).map(e => e.dataset.id));
	is((await visible()).sort(), [list[0].id, list[3].id], "open, and what rests no more");
	for (const [state, those] of [["acknowledged", [list[1]]], ["snoozed", [list[2]]], ["closed", [list[4], list[5]]]]) {
		await p.page.click(`.board-tabs [data-show="${state}"]`);
		is((await visible()).sort(), those.map(e => e.id).sort(), state);
		is(p.query().show, state);
	}
	is(await p.page.evaluate(() => document.documentElement.scrollWidth), 390);
	const beyond = await p.page.evaluate(() => [...document.querySelectorAll(".board-pick select")].filter(x => x.getBoundingClientRect().right > document.querySelector(".board-filters").getBoundingClientRect().right + 1).length);
	is(beyond, 0, "filters that are cut off at the edge");
	const [widths, hidden] = await p.page.evaluate(() => [new Set([...document.querySelectorAll(".board-pick select")].map(x => Math.round(x.getBoundingClientRect().width))).size,
		[...document.querySelectorAll(".board-pick span")].filter(x => x.scrollWidth > x.clientWidth + 1).length]);
	is([widths, hidden], [1, 0], "fields of one width, and no label below its own");
});

for (const [locale, well] of [["en-GB", "All is well"], ["zh-CN", "一切正常"], ["ru-RU", "Всё в порядке"]])
	test(`exceptions: where nothing is wrong it says so, ${locale}`, { locale }, async p => {
		await answered(p, [], [rule({ alerts: 0, open: 0, waiting: 0, precision: undefined })]);
		await p.open("/exceptions");
		is(await p.text(".board-well h2"), well);
		is(await p.page.locator("#exceptions-count").isVisible(), false, "no badge");
		is(await p.page.locator(".exception").count(), 0);
	});

test("exceptions: how often a rule was right is told of it", { viewport: { width: 1440, height: 900 } }, async p => {
	await answered(p, [exception({})]);
	await p.open("/exceptions");
	await p.page.hover(".card-open [data-tip]");
	await p.page.waitForSelector(".tip");
	ok((await p.text(".tip")).includes("right 94% of 120 times"), await p.text(".tip"));
	await p.page.click(".exception-rules summary");
	is((await p.texts(".exception-rules tbody td.n")).map(s => s.trim()), ["120", "94%"]);
});

test("exceptions: who only reads is offered no step, and who may not see them is told", async p => {
	await answered(p, [exception({})]);
	await p.answer("**/api/v1/keys", { title: "no", status: 403, code: "forbidden" }, 403);
	await p.open("/exceptions");
	is(await p.page.locator(".card-do").count(), 0);
	await p.page.click(".card-open");
	await p.page.waitForSelector(".panel .reading");
	is(await p.page.locator("lb-acting").count(), 0);
	await p.page.unroute("**/api/v1/exceptions?*");
	await p.answer("**/api/v1/exceptions?*", { title: "no", status: 403, code: "forbidden" }, 403);
	await p.open("/exceptions");
	is(await p.page.getAttribute(".trouble", "data-kind"), "forbidden");
});

test("exceptions: what goes wrong while it stands open comes by itself, and the number in the navigation with it", { viewport: { width: 1440, height: 900 } }, async p => {
	const box = number("EXCU", 700 + Date.now() % 9000), say = word => fetch(p.server.url + "/api/v1/journeys", { method: "POST", body: JSON.stringify({ container: box, ...word }), headers: { "Content-Type": "application/json" } });
	await p.open("/exceptions?code=misdirected");
	await p.page.waitForSelector('#live[data-state="live"]');
	const before = Number(await p.text("#exceptions-count span"));
	await say({ word: "itinerary", said: hours(-90), legs: [{ mode: "RAIL", from: "CNLYG", to: "DEDUI", departs: hours(-80), transport: { train: "X8999" } }] });
	await say({ word: "report", event: "LOAD", place: "CNLYG", at: hours(-80), transport: { mode: "RAIL", train: "X8999" } });
	await say({ word: "report", event: "DISC", place: "XXIAP", at: hours(-20), transport: { mode: "RAIL", train: "X8999", day: hours(-80).slice(0, 10) } });
	await p.waitFor("the card", b => [...document.querySelectorAll(".exception .cause a")].some(a => a.href.includes(b) || a.textContent.includes("X8999")), box);
	await p.waitFor("one more waits", n => Number(document.querySelector("#exceptions-count span").textContent) > n, before);
});

test("exceptions: every rule of the program has its words in every language", async () => {
	const def = readFileSync(new URL("../../src/domain/exception.def", import.meta.url), "utf8"), codes = [...def.matchAll(/^EXCEPTION\(\w+,\s*"([\w-]+)"/gm)].map(m => m[1]);
	ok(codes.length >= 13, "they were found");
	for (const language of ["en", "zh", "ru"])
		is(codes.filter(code => !all[language]["exc." + code] || !all[language][`exc.${code}.about`]), [], language);
});
