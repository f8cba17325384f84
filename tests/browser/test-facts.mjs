// Facts on a container's timeline: who told it too, what nobody reported, what cannot both be; and what a partner is.
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number, container, event, moment, lianyungang } from "./messages.mjs";

const now = "2025-05-08T04:00:00Z";
const busan = { code: "KRPUS", name: { en: "Busan", zh: "釜山", ru: "Пусан" }, country: "KR", zone: "Asia/Seoul" };
const ship = { mode: "VESSEL", name: "BLUE HERON", voyage: "7E", key: "IMO9074729/7E" };

const gate = event({ eventID: "gate", source: { type: "CODECO", kind: "terminal" } });
const carriers = event({ eventID: "carriers", sender: "COSU", happened: moment("2025-05-04T12:30:00+08:00"), source: { type: "EQUIPMENT", kind: "carrier" } });
const off = event({ eventID: "off", eventCode: "DISC", sender: "KRTERM", place: busan, vehicle: ship, happened: moment("2025-05-07T06:00:00+09:00"), source: { type: "COARRI", kind: "terminal" } });

const fact = (e, more) => ({ eventID: e.eventID, eventCode: e.eventCode, happened: e.happened, place: e.place, vehicle: e.vehicle,
	source: { kind: e.source.kind, sender: e.sender }, ...more });
const implied = { eventCode: "LOAD", place: lianyungang, vehicle: ship, inferred: { from: gate.happened, until: off.happened,
	after: { eventID: "gate", eventCode: "GTIN" }, because: { eventID: "off", eventCode: "DISC" } } };
const told = { status: "in-terminal", lastEvent: "DISC", place: busan, since: off.happened, timeline: [off, carriers, gate],
	facts: [fact(off, { late: true }), implied,
		fact(gate, { alsoReported: [{ eventID: "carriers", source: { kind: "carrier", sender: "COSU" }, happened: carriers.happened }] })] };

const shows = async (p, more = {}) => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({ ...told, ...more }));
	await p.open("/?c=CSQU3054383");
	await p.page.waitForSelector(".timeline .event");
};

const lines = p => p.page.$$eval(".timeline .event", all => all.map(e => [e.dataset.code, e.classList.contains("implied") ? "implied" : e.classList.contains("now") ? "now" : ""].join(" ").trim()));

test("facts: the carrier's word stands under the terminal's, with its own time", { now, locale: "en-GB" }, async p => {
	await shows(p);
	is(await lines(p), ["DISC now", "LOAD implied", "GTIN"]);
	ok((await p.line('[data-code="GTIN"] .also')).startsWith("Also reported: "), "the carrier's stands as also reported");
	ok((await p.line('[data-code="GTIN"] .also')).includes("4 May 12:30"), "and its time, which reads otherwise");
});

for (const [locale, between, why, late] of [
	["en-GB", "between 4 May 08:00 (+08:00) and 7 May 06:00 (+09:00)", "follows from: Discharged, 7 May 06:00 (+09:00)", "reported late"],
	["zh-CN", "在 5月4日 08:00 (+08:00) 与 5月7日 06:00 (+09:00) 之间", "由此推断：卸船（车），5月7日 06:00 (+09:00)", "迟报"],
	["ru-RU", "между 4 мая 08:00 (+08:00) и 7 мая 06:00 (+09:00)", "следует из: Выгружен, 7 мая 06:00 (+09:00)", "сообщено поздно"],
])
	test(`facts: what nobody reported has a range and a reason, ${locale}`, { now, locale }, async p => {
		await shows(p);
		is(await p.line(".implied .event-time"), between);
		ok((await p.line(".implied .event-more")).endsWith(why), await p.line(".implied .event-more"));
		ok((await p.line('[data-code="DISC"] .event-line')).includes(late), "what was learnt late says so");
	});

test("facts: what cannot both be is marked, with the other", { now, locale: "en-GB" }, async p => {
	const against = { text: "", with: { eventID: "gate", eventCode: "GTIN" } };
	await shows(p, { facts: [fact(off, { conflict: against }), fact(gate)] });
	is(await p.line(".contradiction"), "Both cannot be: Gate in, 4 May 08:00 (+08:00), Lianyungang, says LYGCT");
});

test("facts: a partner's role is set on its screen", { now, locale: "en-GB" }, async p => {
	const put = { signs: [{ kind: "nad", value: "ROLED" }], title: "Roled" };
	is((await fetch(p.server.url + "/api/v1/partners/roled", { method: "PUT", body: JSON.stringify(put), headers: { "Content-Type": "application/json" } })).status, 201);
	await p.open("/partners/roled");
	await p.page.selectOption("#partner-role", "terminal");
	await p.page.waitForFunction(() => document.querySelector("#partner-role").value === "terminal" && !document.querySelector("#partner-role").disabled);
	is((await (await fetch(p.server.url + "/api/v1/partners/roled")).json()).role, "terminal");
	await post(p.server, codeco({ sender: "ROLED", boxes: [{ number: number("ZBXU", 310001), at: "202505040800" }] }));
	is((await get(p.server, "/api/v1/containers/" + number("ZBXU", 310001))).facts[0].source.kind, "terminal");
});
