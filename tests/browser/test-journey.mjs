// The journeys on a container's screen: its way as a line, what is next, what is wrong, what people said, and saying it.
import { test, is, ok, get } from "./harness.mjs";
import { container, number, lianyungang, duisburg } from "./messages.mjs";

const line = p => p.page.$$eval(".journey-line .stop", all => all.map(e => `${e.dataset.place} ${e.dataset.state}`));
const leg = more => ({ mode: "RAIL", from: lianyungang, to: duisburg, transport: "TRAIN:X8155/2025-05-06", vehicle: "X8155", departs: { at: "2025-05-06T10:00:00+08:00", precision: "minute" },
	arrives: { at: "2025-05-20T09:00:00+02:00", precision: "minute" }, ...more });
const expected = more => ({ eventCode: "LOAD", place: lianyungang, leg: 1, state: "ahead", due: "2025-05-06T10:00:00+08:00", ...more });
const trip = more => ({ id: "j1", container: "CSQU3054383", number: 1, status: "in-terminal", opened: "2025-05-04T00:00:00Z", references: [], origin: lianyungang, destination: duisburg, routing: "routed",
	itineraryFrom: "w", legs: [leg({})], expected: [expected({})], next: expected({}), exceptions: [], notAssessed: [], ...more });
const now = "2025-05-05T04:00:00Z";

async function shows(p, trips, more = {}) {
	await p.answer("**/api/v1/containers/CSQU3054383", container(more));
	await p.answer("**/api/v1/journeys?*", { container: "CSQU3054383", journeys: trips });
	await p.open("/?c=CSQU3054383");
	await p.page.waitForSelector(".journey");
}

for (const [locale, it] of [["en-GB", { title: "Journey", here: "is here", next: "Loading, Lianyungang China-Kazakhstan Logistics Base", route: "ends where the papers say, in time", words: "What people said" }],
	["zh-CN", { title: "行程", here: "现在此处", next: "装船（车），连云港中哈物流基地", route: "终点与单证相符，且及时", words: "人员所述" }],
	["ru-RU", { title: "Перевозка", here: "сейчас здесь", next: "Погрузка, Ляньюньган, китайско-казахстанская логистическая база", route: "кончается там, где по документам, и вовремя", words: "Что сказали люди" }]])
	test(`journey: the way that was told, where the box is on it, and what is next, ${locale}`, { locale }, async p => {
		await p.open("/?c=LYGU3012100");
		await p.page.waitForSelector(".journey-line");
		is(await p.text("#journey-title"), it.title);
		is(await line(p), ["JPOSA past", "XLYGB here", "PLMAA ahead", "DEDUI ahead"]);
		is(await p.page.$$eval(".journey-line .leg", all => all.map(e => e.dataset.mode)), ["VESSEL", "RAIL", "TRUCK"]);
		is(await p.text('.stop[data-state="here"] .tag.marked'), it.here);
		const facts = await p.line(".journey-facts");
		ok(facts.includes(it.next) && facts.includes(it.route), facts);
		is(await p.page.locator(".awaited.next").getAttribute("data-code"), "LOAD");
		is(await p.page.locator(".outlook dl").count(), 0, "it is said once");
		is(await p.text("#words-title"), it.words);
		ok((await p.line(".journey-words")).includes("Zhao Min"), "who said it");
	});

test("journey: a connection that will be missed is marked on its leg, and stands above with its cause", async p => {
	await p.open("/?c=LYGU3012369");
	await p.page.waitForSelector(".journey-line");
	is(await p.text('.leg[data-mode="RAIL"] .missed'), "Connection missed: 1 d 12 h too late");
	is(await p.page.locator('.block[data-code="missed-connection"]').getAttribute("data-severity"), "error");
	ok((await p.line('.block[data-code="missed-connection"]')).includes("HARBOUR LIGHT · 119W"), await p.line('.block[data-code="missed-connection"]'));
	const arrival = p.page.locator('.awaited[data-code="ARRI"]:has(.estimates)').first();
	await arrival.locator("summary").click();
	is(await arrival.locator(".estimates li").count() >= 2, true, "each estimate, with who said it");
	ok((await arrival.locator(".estimates").innerText()).includes("NBL"), "by the carrier");
});

test("journey: what an exception says stands there once, and not as a block beside it", { now }, async p => {
	await shows(p, [trip({ exceptions: [{ code: "silent", severity: "warning", text: "", since: "2025-05-04T02:00:00+08:00", cause: { kind: "container", key: "CSQU3054383" }, place: lianyungang, bySeconds: 7200 }] })],
		{ blocks: [{ code: "silent", severity: "warning", text: "" }, { code: "damaged", severity: "warning", text: "" }] });
	is(await p.page.$$eval(".block", all => all.map(e => e.dataset.code)), ["silent", "damaged"]);
	ok((await p.line('.block[data-code="silent"]')).includes("by 2 h 0 min"), await p.line('.block[data-code="silent"]'));
});

for (const [locale, says] of [["en-GB", "the carrier left it"], ["zh-CN", "承运人未装载"], ["ru-RU", "его оставил перевозчик"]])
	test(`journey: because of whom a box was rolled over, ${locale}`, { now, locale }, async p => {
		await shows(p, [trip({ exceptions: [{ code: "rolled-over", severity: "warning", text: "", since: "2025-05-04T02:00:00+08:00", cause: { kind: "container", key: "CSQU3054383" }, place: lianyungang, causedBy: "carrier" }] })]);
		ok((await p.line('.block[data-code="rolled-over"]')).includes(says), await p.line('.block[data-code="rolled-over"]'));
	});

test("journey: done, implied and ahead are told apart; a plan, an estimate, what follows from another, and what is pushed too", { now }, async p => {
	const done = { at: "2025-05-04T08:00:00+08:00", precision: "minute" };
	await shows(p, [trip({ expected: [expected({ eventCode: "GTIN", state: "done", due: done.at, happened: done, planned: "2025-05-03T08:00:00+08:00" }), expected({ eventCode: "INSP", state: "implied" }), expected({}),
		expected({ eventCode: "DEPA", ofTransport: true, pushed: true, due: "2025-05-07T10:00:00+08:00" }),
		expected({ eventCode: "ARRI", place: duisburg, due: "2025-05-21T09:00:00+02:00", planned: "2025-05-20T09:00:00+02:00", estimates: [{ classifier: "EST", at: "2025-05-21T09:00:00+02:00", said: now, sender: "EURAST" }] }),
		expected({ eventCode: "GTOT", place: duisburg, due: "2025-05-21T09:00:00+02:00" })] })]);
	const of = code => p.line(`.awaited[data-code="${code}"] p`);
	is(await p.page.$$eval(".awaited", all => all.map(e => `${e.dataset.code} ${e.dataset.state}`)), ["GTIN done", "INSP implied", "LOAD ahead", "DEPA ahead", "ARRI ahead", "GTOT ahead"]);
	is(await of("GTIN"), "Gate in 4 May 08:00 (+08:00) planned 3 May 08:00");
	is(await of("INSP"), "Inspected nobody reported it");
	is(await of("LOAD"), "Loading 6 May 10:00 (+08:00) in 22 h 0 min planned");
	ok((await of("DEPA")).includes("later than told"), await of("DEPA"));
	ok((await of("ARRI")).includes("estimated planned 20 May 09:00"), await of("ARRI"));
	is(await of("GTOT"), "Gate out 21 May 09:00 (+02:00) in 16 d 3 h");
});

test("journey: another transport than planned is marked; a ride told of in two pieces is one; older trips are folded", { now }, async p => {
	const rolled = leg({ replanned: "rolled", taken: "TRAIN:X8171/2025-05-08" });
	const pieces = [leg({ to: undefined, arrives: undefined }), leg({ from: undefined, departs: undefined, transport: "TRAIN:X8155/2025-05-20" })];
	await shows(p, [trip({ number: 2, legs: [rolled] }), trip({ number: 1, closed: "2025-05-03T00:00:00Z", end: "returned", legs: pieces, expected: [expected({ state: "done", happened: { at: "2025-04-20T08:00:00+08:00" } }),
		expected({ eventCode: "DISC", place: undefined, state: "implied" }), expected({ eventCode: "LOAD", leg: 2, place: undefined, state: "implied" }), expected({ leg: 2, eventCode: "DISC", place: duisburg, state: "done", happened: { at: "2025-05-02T08:00:00+02:00" } })] })]);
	ok((await p.line(".journey-halves .leg")).includes("rolled over: X8171"), await p.line(".journey-halves .leg"));
	is(await p.page.locator(".older-trip").getAttribute("open"), null);
	ok((await p.line(".older-trip summary")).includes("returned empty"), await p.line(".older-trip summary"));
	await p.page.click(".older-trip > summary");
	is(await p.page.$$eval(".older-trip .stop", all => all.map(e => `${e.dataset.place} ${e.dataset.state}`)), ["CNLYG past", "DEDUI past"]);
});

test("journey: an estimate is an interval with what it was made of; where nobody can tell, it says why", { now }, async p => {
	const run = { kind: "run", from: "CNLYG", to: "PLMAA", mode: "RAIL" };
	await shows(p, [trip({ estimate: { arrival: { made: now, likely: "2025-05-21T09:00:00+02:00", from: "2025-05-20T06:00:00+02:00", until: "2025-05-23T06:00:00+02:00", coverage: 0.8, passings: 64,
		reasons: [{ code: "usual", step: run, amount: 864000, of: 172800 }, { code: "told", step: run, who: "EURAST", amount: 7200, of: 0.4 }] }, delivered: { made: now, because: { code: "no-past", step: { kind: "delivery", from: "DEDUI" }, amount: 4, of: 30 } } } })]);
	ok((await p.line('.eta[data-goal="arrival"]')).startsWith("Arrival 21 May 09:00 (+02:00)"), await p.line('.eta[data-goal="arrival"]'));
	ok((await p.line('.eta[data-goal="arrival"]')).includes("between 20 May 06:00 and 23 May 06:00 80%"), await p.line('.eta[data-goal="arrival"]'));
	await p.page.click('.eta[data-goal="arrival"] summary');
	is(await p.texts('.eta[data-goal="arrival"] .eta-reasons li'), ["run CNLYG – PLMAA: usually 10 d 0 h", "told by EURAST, usually off by 2 h 0 min"]);
	ok((await p.line('.eta[data-goal="delivered"]')).includes("not to be told delivery DEDUI: 4 passings are known, 30 are needed."), await p.line('.eta[data-goal="delivered"]'));
});

test("journey: without an answer about it the container stands, with what is expected of it", { now }, async p => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({ destination: duisburg }));
	await p.answer("**/api/v1/journeys?*", { title: "busy", status: 503 }, 503);
	await p.open("/?c=CSQU3054383");
	is(await p.page.locator(".journey").count(), 0);
	ok((await p.line(".outlook")).includes("Duisburg"), "its destination");
});

test("journey: a word is said with who and why; what cannot be is told at its field; it is taken back again", { timezoneId: "Europe/Berlin" }, async p => {
	const box = number("SAYU", 300 + Date.now() % 90000);
	await fetch(p.server.url + "/api/v1/journeys", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ word: "report", container: box, event: "GTIN", place: "CNLYG", at: "2026-06-10T08:00:00+08:00" }) });
	await p.open("/?c=" + box);
	await p.page.click(".say-open");
	await p.page.waitForSelector(".say-form");
	await p.waitFor("the focus on its first field", () => document.activeElement.id === "say-kind");
	const leg = (i, key) => `[name="legs[${i}].${key}"]`;
	await p.page.selectOption(leg(0, "mode"), "VESSEL");
	await p.page.fill(leg(0, "from"), "CNLYG");
	await p.page.fill(leg(0, "to"), "XX");
	await p.page.fill(leg(0, "departs"), "2026-06-12T10:00");
	await p.page.fill(leg(0, "transport.name"), "HARBOUR LIGHT");
	await p.page.fill(leg(0, "transport.voyage"), "1E");
	await p.page.fill(leg(0, "arrives"), "2026-06-11T10:00");
	await p.page.fill("[name=who]", "Li Wei");
	await p.page.fill("[name=why]", "the consignee moved");
	await p.page.click(".say-buttons .primary");
	await p.page.waitForSelector(leg(0, "to") + "[aria-invalid=true]");
	await p.waitFor("the focus on what is wrong", () => document.activeElement.name === "legs[0].to");
	is(await p.page.locator('.say-field:has([name="legs[0].from"]) .field-wrong').count(), 0, "and on nothing else");
	await p.page.fill(leg(0, "to"), "JPOSA");
	await p.page.click(".say-buttons .primary");
	await p.page.waitForSelector(leg(0, "arrives") + "[aria-invalid=true]"); // before it departs
	await p.page.fill(leg(0, "arrives"), "2026-06-14T10:00");
	await p.page.click(".say-buttons .primary");
	await p.page.waitForSelector(".journey-line");
	is((await line(p)).map(s => s.split(" ")[0]), ["CNLYG", "JPOSA"]);
	const { journeys: [its] } = await get(p.server, "/api/v1/journeys?container=" + box);
	is([its.legs[0].departs.at, its.legs[0].arrives.at], ["2026-06-12T10:00:00+08:00", "2026-06-14T10:00:00+09:00"], "by the clock of each place");
	const said = ".journey-words li:first-child";
	ok((await p.line(said)).includes("Li Wei") && (await p.line(said)).includes("the consignee moved"), await p.line(said));
	await p.page.click(".say-open");
	await p.page.selectOption("#say-kind", "report");
	await p.page.selectOption("[name=event]", "LOAD");
	await p.page.fill("[name=place]", "Lianyungang");
	await p.page.fill(".say-form [name=at]", "2026-06-12T09:00");
	await p.page.selectOption('[name="transport.mode"]', "VESSEL");
	await p.page.fill('[name="transport.name"]', "HARBOUR LIGHT");
	await p.page.fill('[name="transport.voyage"]', "1E");
	await p.page.click(".say-buttons .primary");
	await p.page.waitForSelector('.event[data-code="LOAD"]');
	const load = (await get(p.server, "/api/v1/containers/" + box)).timeline.find(e => e.eventCode === "LOAD");
	is([load.place.code, load.happened.at, load.vehicle.mode, load.vehicle.name, load.vehicle.voyage], ["CNLYG", "2026-06-12T09:00:00+08:00", "VESSEL", "HARBOUR LIGHT", "1E"], "by its name, by its clock");
	const itinerary = `.journey-words li:has-text("Itinerary")`;
	await p.page.click(itinerary + " .link");
	await p.page.click("dialog.question .primary");
	await p.page.waitForSelector(itinerary + ".voided");
	await p.waitFor("no way to Osaka any more", () => !document.querySelector('.journey-halves > .journey-line [data-place="JPOSA"]'));
});

for (const [locale, wording] of [["en-GB", "A person's report, said by Sun Jie, yard"], ["zh-CN", "Sun Jie, yard"], ["ru-RU", "Сообщение сотрудника, говорит Sun Jie, yard"]])
	test(`journey: on the timeline a person's report names who says it, and words on the journey stand not there, ${locale}`, { locale }, async p => {
		await p.open("/?c=LYGU3012230");
		await p.page.waitForSelector('.event[data-code="INSP"]');
		ok((await p.line('.event[data-code="INSP"] .source summary')).includes(wording), await p.line('.event[data-code="INSP"] .source summary'));
		is(await p.page.locator('.event[data-code="ITIN"]').count(), 0);
	});
