// One container: its sentence, facts and timeline.
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number, container, event, moment, duisburg, train, lianyungang } from "./messages.mjs";

const now = "2025-05-06T04:00:00Z"; // two days and four hours after 4 May 08:00 at +08:00
const inside = number("ZBXU", 300001), gone = number("ZBXU", 300002), dayOnly = number("ZBXU", 300003);
let sent = null;

const real = async (p, n) => {
	sent ??= Promise.all([
		post(p.server, codeco({ boxes: [{ number: inside, at: "202505040800", booking: "WTB0001", seal: "7731092", kg: 15400 }] })),
		post(p.server, codeco({ boxes: [{ number: gone, at: "202505040800", empty: true, size: "22G1" }] })).then(() =>
			post(p.server, codeco({ gate: "out", boxes: [{ number: gone, at: "202505050915", size: "22G1" }] }))),
		post(p.server, codeco({ boxes: [{ number: dayOnly, at: "20250504" }] })),
	]);
	await sent;
	await p.open("/?c=" + n);
	await p.waitForBox(n);
};

const madeUp = async (p, more) => {
	await p.answer("**/api/v1/containers/CSQU3054383", container(more));
	await p.open("/?c=CSQU3054383");
};

for (const [locale, sentence] of [
	["en-GB", "In terminal at Lianyungang (LNOCT) since 4 May 08:00 (+08:00) – 2 d 4 h"],
	["zh-CN", "自 5月4日 08:00 (+08:00) 起在连云港 (LNOCT)的场站内 – 2 天 4 小时"],
	["ru-RU", "На терминале: Ляньюньган (LNOCT), с 4 мая 08:00 (+08:00) – 2 д 4 ч"],
])
	test(`box: where it is stands in one sentence, ${locale}`, { now, locale }, async p => {
		await real(p, inside);
		is(await p.line("#sentence"), sentence);
	});

for (const [status, more, sentences] of [
	["on-board", { vehicle: train }, [
		"On board train X8155, last reported at Lianyungang (LNOCT) 4 May 08:00 (+08:00) – 2 d 4 h",
		"在X8155 次列车上，最近报告：连云港 (LNOCT)，5月4日 08:00 (+08:00) – 2 天 4 小时",
		"В пути: поезд X8155; последнее сообщение: Ляньюньган (LNOCT), 4 мая 08:00 (+08:00) – 2 д 4 ч"]],
	["on-the-road", {}, [
		"On the road, left Lianyungang (LNOCT) 4 May 08:00 (+08:00) – 2 d 4 h",
		"公路运输中，5月4日 08:00 (+08:00) 离开连云港 (LNOCT) – 2 天 4 小时",
		"На автомобиле, выезд: Ляньюньган (LNOCT), 4 мая 08:00 (+08:00) – 2 д 4 ч"]],
	["delivered", { place: duisburg, facility: null, since: moment("2025-05-05T22:00:00+02:00") }, [
		"Delivered at Duisburg 5 May 22:00 (+02:00) – 8 h 0 min",
		"5月5日 22:00 (+02:00) 已在杜伊斯堡交付 – 8 小时 0 分",
		"Доставлен: Дуйсбург, 5 мая 22:00 (+02:00) – 8 ч 0 мин"]],
	["empty-returned", {}, [
		"Returned empty at Lianyungang (LNOCT) 4 May 08:00 (+08:00) – 2 d 4 h",
		"5月4日 08:00 (+08:00) 空箱已还至连云港 (LNOCT) – 2 天 4 小时",
		"Сдан порожним: Ляньюньган (LNOCT), 4 мая 08:00 (+08:00) – 2 д 4 ч"]],
	["not-started", { place: null, facility: null, since: null }, [
		"Nothing stands of this container: what was told of it was withdrawn, or is still to come",
		"该箱目前没有有效记录：已有报告均被撤销，或事件尚未发生",
		"По этому контейнеру пока ничего не действует: сообщённое отозвано или ещё не наступило"]],
	["not-started", { since: moment("2025-05-06T14:30:00+08:00") }, [
		"Nothing has happened yet at Lianyungang (LNOCT); next known time 6 May 14:30 (+08:00) – in 2 h 30 min",
		"在连云港 (LNOCT)尚未发生任何事件；已知的下一时间：5月6日 14:30 (+08:00) – 2 小时 30 分后",
		"Пока ничего не произошло: Ляньюньган (LNOCT); ближайшее известное время 6 мая 14:30 (+08:00) – через 2 ч 30 мин"]],
])
	["en-GB", "zh-CN", "ru-RU"].forEach((locale, i) =>
		test(`box: the sentence of "${status}", ${locale}`, { now, locale }, async p => {
			await madeUp(p, { status, ...more });
			is(await p.line("#sentence"), sentences[i]);
		}));

test("box: a box that left by gate is on the road, by a real message", { now }, async p => {
	await real(p, gone);
	is(await p.line("#sentence"), "On the road, left Lianyungang (LNOCT) 5 May 09:15 (+08:00) – 1 d 2 h");
	is(await p.text(".head .status"), "On the road");
});

test("box: an unknown place and vehicle are called so", { now }, async p => {
	await madeUp(p, { status: "on-board", place: null, facility: null, vehicle: null });
	is(await p.line("#sentence"), "On board an unnamed vehicle, last reported at an unnamed place 4 May 08:00 (+08:00) – 2 d 4 h");
});

test("box: a place that is none of ours stands as received", { now }, async p => {
	await madeUp(p, { place: { text: "ZWEIBRUECKEN GBF" }, facility: null });
	is(await p.line("#sentence"), "In terminal at ZWEIBRUECKEN GBF since 4 May 08:00 (+08:00) – 2 d 4 h");
});

test("box: the span goes on counting", { own: true }, async p => {
	await p.page.clock.install({ time: now });
	await madeUp(p, {});
	is(await p.text(".ago"), "– 2 d 4 h");
	await p.page.clock.runFor("01:00:00");
	is(await p.text(".ago"), "– 2 d 5 h");
});

test("box: size, load and booking stand among the facts, weight and seals in parts of their own", async p => {
	await real(p, inside);
	const facts = await p.page.locator(".facts dl > div").evaluateAll(list => Object.fromEntries(list.map(d =>
		[d.querySelector("dt").textContent, [...d.querySelectorAll("dd")].map(x => x.textContent).join("; ")])));
	ok(facts["Size and type"].includes("45G1"), facts["Size and type"]);
	is(facts.Load, "Laden");
	is([facts.Weight, facts.Seals], [undefined, undefined], "told once");
	ok((await p.line('[data-finding="weights"]')).includes("15,400 kg"), "the weight");
	ok((await p.line('[data-finding="seals"]')).includes("7731092 carrier"), "the seal");
	is(facts.Booking, "WTB0001");
	is(facts.Country, "China");
	is(facts["Time zone"], "Asia/Shanghai");
});

const measures = ["EGW:21500:KGM", "VGM:21.62:TNE", "T:3833:KGM", "XYZ:7:KGM", "HEIGHT:30:CMT", "TEMP:-18:CEL", "MIN:-4:FAH", "AAO:65:P1"];

// How a unit is written is the browser's: digits and words are ours.
for (const [locale, words, seals, remarks] of [
	["en-GB", ["gross, estimated", "gross, verified", "tare", "XYZ", "height", "to be kept at", "at least", "AAO"],
		"11 (shipper), 12, 13 (XX)", "Goods: STEEL; Damage: DOOR; QQQ: ODD"],
	["zh-CN", ["预估毛重", "核实毛重", "皮重", "XYZ", "高", "要求温度", "最低", "AAO"],
		"11 (托运人), 12, 13 (XX)", "货物: STEEL; 残损: DOOR; QQQ: ODD"],
	["ru-RU", ["брутто, оценка", "брутто, проверенная", "тара", "XYZ", "высота", "требуемая", "не ниже", "AAO"],
		"11 (отправитель), 12, 13 (XX)", "Груз: STEEL; Повреждение: DOOR; QQQ: ODD"],
])
	test(`box: codes of measures, seals and remarks stand as words, others as they came, ${locale}`, { locale }, async p => {
		await madeUp(p, { timeline: [event({ measures, seals: ["SH:11", ":12", "XX:13"], remarks: ["AAA:STEEL", "DAR:DOOR", "QQQ:ODD"] })] });
		const facts = await p.texts(".facts dd");
		const digits = ["21500", "21620", "3833", "7", "30", "18", "4", "651"];
		is(words.filter((word, i) => !facts.some(x => x.endsWith(`(${word})`) && x.slice(0, -word.length).replace(/\D/g, "") === digits[i])), [], facts.join(" | "));
		is(facts.some(x => /EGW|VGM|KGM|TNE|CEL|SH:|:12/.test(x)), false, facts.join(" | "));
		await p.page.locator(".source summary").click();
		const source = await p.texts(".source dd");
		is([seals, remarks].filter(x => !source.includes(x)), [], source.join(" | "));
	});

test("box: what nobody said is called not known", async p => {
	await madeUp(p, { sizeType: null, loadState: null });
	is(await p.texts(".facts dd.quiet"), ["not known", "not known", "not known"]);
});

test("box: train and wagon stand among the facts", async p => {
	await madeUp(p, { status: "on-board", vehicle: train });
	const text = await p.text(".facts dl");
	ok(/Vehicle\s+Train\s+X8155/.test(text) && /Wagon\s+94712340/.test(text), text);
});

for (const [locale, words] of [["zh-CN", "40 英尺高箱干货"], ["ru-RU", "40 фут., высокий, сухогрузный"]])
	test(`box: size and type in words, ${locale}`, { locale }, async p => {
		await madeUp(p, {});
		is(await p.text(".facts dd span"), words);
	});

test("box: the timeline stands newest first, under the places", async p => {
	await madeUp(p, { timeline: [
		event({ eventCode: "GTIN", place: duisburg, happened: moment("2025-05-20T10:00:00+02:00") }),
		event({ eventCode: "LOAD", vehicle: train, happened: moment("2025-05-05T10:00:00+08:00") }),
		event({ eventCode: "GTIN" }),
	] });
	is(await p.page.locator(".stay").evaluateAll(list => list.map(s => [s.querySelector("h3 span").firstChild.textContent,
		...[...s.querySelectorAll(".event strong:first-child")].map(e => e.textContent)])),
	[["Duisburg", "Gate in"], ["Lianyungang", "Loaded", "Gate in"]]);
});

test("box: the last fact is the one set off, not a plan", async p => {
	await madeUp(p, { timeline: [event({ classifier: "PLN", eventCode: "LOAD" }), event({ eventCode: "GTIN" }), event({ eventCode: "GTOT" })] });
	is(await p.page.locator(".now").evaluateAll(l => l.map(e => e.dataset.code)), ["GTIN"]);
});

test("box: every kind of event has a picture of its own kind", async p => {
	const codes = ["GTIN", "GTOT", "LOAD", "DISC", "ARRI", "INSP", "RSEA", "CUSR", "STUF"];
	await madeUp(p, { timeline: codes.map(eventCode => event({ eventCode, vehicle: train })) });
	const pictures = await p.page.locator(".node use").evaluateAll(l => l.map(u => u.getAttribute("href")));
	is(new Set(pictures).size, codes.length);
	is(await p.page.evaluate(list => list.every(id => document.querySelector(id)), pictures), true);
});

test("box: a status that is no move of ours shows its sender's own words", async p => {
	await madeUp(p, { timeline: [event({ eventCode: "NOTE", remarks: ["STS:20 Delayed", "REASON:40 NO WAGONS"] }), event({ eventCode: "LOAD", remarks: ["STS:48 Loaded"] })] });
	is(await p.page.locator(".event[data-code=NOTE] .event-more").allInnerTexts(), ["20 Delayed · 40 NO WAGONS"]);
	is(await p.page.locator(".event[data-code=NOTE] strong").innerText(), "Status reported");
	is(await p.page.locator(".event[data-code=LOAD] .event-more").count(), 0);
});

test("box: times are the place's own; the reader's stand in the tooltip", { now }, async p => {
	await real(p, inside);
	const time = p.page.locator(".event time").first();
	is(await time.innerText(), "4 May 08:00 (+08:00)");
	is(await time.getAttribute("datetime"), "2025-05-04T08:00:00+08:00");
	ok((await time.getAttribute("title")).startsWith("Your time: 4 May 2025, 02:00"), await time.getAttribute("title"));
	await time.focus();
	ok((await p.text('[role="tooltip"]')).startsWith("Your time: 4 May 2025, 02:00"), "on focus");
	await p.page.keyboard.press("Escape");
	is(await p.page.locator('[role="tooltip"]').count(), 0);
});

test("box: on a phone the reader's own time comes with a tap, and stays on the screen", { now, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async p => {
	await real(p, inside);
	await p.page.locator("#sentence time").tap();
	const panel = p.page.locator('[role="tooltip"]');
	ok((await panel.innerText()).startsWith("Your time: 4 May 2025, 02:00"), "the words");
	const { x, width } = await panel.boundingBox();
	ok(x >= 0 && x + width <= 390, `from ${x}, ${width} wide`);
	await p.page.locator("#title").tap();
	await panel.waitFor({ state: "detached" });
});

test("box: another year is said", { now: "2026-05-06T04:00:00Z" }, async p => {
	await madeUp(p, {});
	ok((await p.line("#sentence")).includes("4 May 2025 08:00"), await p.line("#sentence"));
});

test("box: a time known to the day is shown as a day", { now }, async p => {
	await real(p, dayOnly);
	is(await p.line("#sentence"), "In terminal at Lianyungang (LNOCT) since 4 May – 2 d");
	is(await p.page.locator("#sentence time").getAttribute("datetime"), "2025-05-04");
	is(await p.page.locator("#sentence time").getAttribute("title"), "Only the day is known");
});

test("box: a time known to the hour says so", { now }, async p => {
	await madeUp(p, { since: moment("2025-05-04T08:00:00+08:00", { precision: "hour" }) });
	ok((await p.line("#sentence")).includes("4 May 08:··"), await p.line("#sentence"));
	ok((await p.page.locator("#sentence time").getAttribute("title")).includes("Only the hour is known"), "tooltip");
});

test("box: without a known zone no offset is made up", { now }, async p => {
	await madeUp(p, { since: { local: "202505040800", precision: "minute", zoneFrom: "nobody" } });
	is(await p.line("#sentence"), "In terminal at Lianyungang (LNOCT) since 4 May 08:00");
	is(await p.page.locator("#sentence time").getAttribute("title"), "Time zone unknown");
});

for (const [classifier, word] of [["EST", "estimated"], ["PLN", "planned"]])
	test(`box: ${word} events are dashed and called so`, async p => {
		await madeUp(p, { timeline: [event({ classifier, eventCode: "ARRI" }), event({})] });
		const [open, fact] = await p.page.locator(".node").evaluateAll(l => l.map(e => getComputedStyle(e).borderTopStyle));
		is([open, fact], ["dashed", "solid"]);
		is(await p.text(".event .tag"), word);
		is(await p.texts(".event strong"), ["Arrival", "Gate in"]);
	});

test("box: a cancelled event is struck and gives no facts", async p => {
	await madeUp(p, { timeline: [event({ voided: true, seals: ["CA:OLD1"] }), event({ seals: ["CA:NEW2"] })] });
	is(await p.page.locator(".event strong").first().evaluate(e => getComputedStyle(e).textDecorationLine), "line-through");
	is(await p.text(".event .tag"), "cancelled or replaced");
	const facts = await p.text(".facts");
	ok(facts.includes("NEW2 (carrier)") && !facts.includes("OLD1"), facts);
});

test("box: what was expected earlier stands under what came of it, or for itself and quiet", { now }, async p => {
	const est = (id, at, more) => event({ eventID: id, classifier: "EST", eventCode: "ARRI", place: duisburg, happened: moment(at), sender: "RAILCO", ...more });
	await madeUp(p, { timeline: [
		est("1", "2025-05-20T08:00:00+02:00"),
		est("2", "2025-05-19T22:00:00+02:00", { outdated: true, said: "2025-05-02T00:00:00Z" }),
		est("3", "2025-05-18T09:00:00+02:00", { outdated: true, said: "2025-05-04T00:00:00Z" }),
		event({ eventID: "4", classifier: "EST", eventCode: "DEPA", outdated: true, place: lianyungang }),
		event({ eventID: "5", eventCode: "GTIN" }),
	] });
	is(await p.page.locator(".event").evaluateAll(l => l.map(e => `${e.dataset.classifier} ${e.dataset.code}`)), ["EST ARRI", "EST DEPA", "ACT GTIN"]);
	is(await p.page.locator('.event[data-code="ARRI"] .also summary').evaluateAll(l => l.map(e => e.textContent.trim())), [
		"expected earlier for 18 May 09:00 (+02:00): CODECO message of RAILCO", "expected earlier for 19 May 22:00 (+02:00): CODECO message of RAILCO"]);
	is(await p.texts(".outdated .tag"), ["estimated", "no longer expected"]);
});

test("box: of a time that was told anew each day the last word stands, the others are folded", { now }, async p => {
	const day = (n, more) => event({ eventID: `d${n}`, classifier: "EST", eventCode: "ARRI", place: duisburg, happened: moment(`2025-05-1${n}T08:00:00+02:00`),
		said: `2025-05-0${n}T00:00:00Z`, outdated: true, ...more });
	await madeUp(p, { timeline: [day(9, { outdated: undefined }), ...[4, 3, 2, 1].map(n => day(n)), event({ eventID: "f" })] });
	is(await p.page.locator(".event").count(), 2);
	is(await p.text(".earlier > summary"), "expected earlier for 4 other times");
	is(await p.page.locator(".earlier .also").isVisible(), false);
	await p.page.click(".earlier > summary");
	is((await p.texts(".earlier .also summary"))[0], "expected earlier for 14 May 08:00 (+02:00): CODECO message of LYGCT");
});

test("box: a check digit that fails is flagged, with the right one", async p => {
	const good = number("ZBXU", 300009), bad = good.slice(0, 10) + (Number(good[10]) + 1) % 10;
	await post(p.server, codeco({ boxes: [{ number: bad, at: "202505040800" }] }));
	await p.open("/?c=" + bad);
	is(await p.line("#digit"), `The check digit does not hold: ${bad[10]} stands there, ${good[10]} would be right.`);
	is(await p.page.locator(".blocks").count(), 0, "said once");
	is(await p.page.locator("h1 .plate.bad .digit").evaluate(e => getComputedStyle(e).borderTopStyle), "dashed");
});

test("box: a check digit that holds is not spoken of", async p => {
	await real(p, inside);
	is(await p.page.locator("#digit").count(), 0);
});

test("box: the source of an event opens: document, times, message, booking", async p => {
	await real(p, inside);
	const source = p.page.locator(".event .source").first();
	is(await source.locator("dl").isVisible(), false);
	await source.locator("summary").click();
	await source.locator("dl").waitFor();
	const text = await source.innerText();
	ok(text.includes("CODECO message of WEBTEST"), text);
	for (const word of ["Document", "Said", "Recorded", "Booking", "WTB0001", "202505040800"])
		ok(text.includes(word), word + " in " + text);
});

test("box: an operator is led from a source to the message it came from, and back", async p => {
	await real(p, inside);
	const id = (await get(p.server, "/api/v1/containers/" + inside)).timeline[0].source.messageId;
	await p.page.locator(".event .source summary").first().click();
	await p.page.click(`.source a[href="/messages/${id}"]`);
	await p.waitFor("the message", n => document.body.dataset.view === "message" && document.querySelector("main").textContent.includes(n), inside);
	await p.page.goBack();
	await p.waitForBox(inside);
});

test("box: who may not operate sees which message it was, and no link", async p => {
	await p.answer("**/api/v1/keys", { title: "This key may not do that", status: 403 }, 403);
	await madeUp(p, {});
	const asked = p.page.waitForResponse("**/api/v1/keys");
	await p.page.locator(".event .source summary").first().click();
	await asked;
	ok((await p.text(".source dl")).includes(event({}).source.messageId), "its id");
	is(await p.page.locator(".source dl a").count(), 0);
});

for (const [text, end] of [["UNB+UNOA:2+A+B'", ".edi"], [' [{"eventType":"EQUIPMENT"}]', ".json"], ["number;place\n", ".txt"]])
	test(`box: the file as received is named after what it is, ${end}`, async p => {
		await p.page.route("**/api/v1/intakes/*/raw", route => route.fulfill({ contentType: "application/octet-stream", body: text }));
		await madeUp(p, {});
		await p.page.locator(".event .source summary").first().click();
		const [download] = await Promise.all([p.page.waitForEvent("download"), p.page.locator(".source .link").first().click()]);
		is(download.suggestedFilename(), event({}).source.intakeId + end);
	});

test("box: the file as received can be had", async p => {
	await real(p, inside);
	await p.page.locator(".event .source summary").first().click();
	const [download] = await Promise.all([p.page.waitForEvent("download"), p.page.locator(".event .source .link").first().click()]);
	const chunks = [];
	for await (const chunk of await download.createReadStream())
		chunks.push(chunk);
	ok(Buffer.concat(chunks).toString().includes(`EQD+CN+${inside}`), "the bytes");
});

const bytesOf = async download => {
	const chunks = [];
	for await (const chunk of await download.createReadStream())
		chunks.push(chunk);
	return Buffer.concat(chunks);
};

const downloadAs = async (p, format) => {
	const [download] = await Promise.all([p.page.waitForEvent("download"), p.page.click(`.files [data-format="${format}"]`)]);
	return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
};

test("box: its history can be had in every format there is", async p => {
	await real(p, inside);
	const api = await get(p.server, "/openapi.json");
	const there = api.paths["/api/v1/containers/{number}/history"].get.parameters.find(x => x.name === "format").schema.enum;
	const offered = await p.page.locator(".files [data-format]").evaluateAll(list => list.map(b => b.dataset.format));
	is([...offered].sort(), [...there].sort());
	for (const format of offered) {
		const file = await downloadAs(p, format);
		ok(file.name.startsWith(inside), file.name);
		ok(format === "XLSX" ? file.bytes.subarray(0, 2).toString() === "PK" : format === "COARRI" || file.bytes.includes(inside), format);
	}
	is((await downloadAs(p, "XLSX")).name, inside + ".xlsx");
});

test("box: its history is fetched with the key", async p => {
	const keys = [];
	await p.page.addInitScript(() => sessionStorage.setItem("landbridge-key", "lb_right"));
	await p.page.route("**/history?format=*", route => {
		keys.push(route.request().headers().authorization);
		return route.fulfill({ body: "a,b", headers: { "Content-Disposition": 'attachment; filename="x.csv"' } });
	});
	await madeUp(p);
	is(await downloadAs(p, "CSV"), { name: "x.csv", bytes: Buffer.from("a,b") });
	is(keys, ["Bearer lb_right"]);
});

for (const [locale, sentence] of [["en-GB", "COARRI has no word for 1 event"], ["zh-CN", "1 条事件无法用 COARRI 表达"], ["ru-RU", "1 событие в COARRI не выразить"]])
	test(`box: what a format has no word for is told, ${locale}`, { locale }, async p => {
		await p.page.route("**/history?format=COARRI", route => route.fulfill({ body: "", headers: { "Landbridge-Left-Out": "1" } }));
		await madeUp(p);
		await downloadAs(p, "COARRI");
		await p.waitFor("the words", wanted => document.querySelector(".files [role=status]").textContent === wanted, sentence);
	});

test("box: a history that cannot be had is told", async p => {
	await p.answer("**/history?format=CSV", { title: "Busy", status: 503 }, 503);
	await madeUp(p);
	await p.page.click('.files [data-format="CSV"]');
	await p.waitFor("the words", () => document.querySelector(".files [role=status]").textContent === "That did not work");
});

test("box: notes of the decoder open, with their place in the file", async p => {
	const note = { severity: "warning", code: "count-mismatch", text: "CNT says 3, 2 were found.", segment: 22, tag: "CNT", offset: 812 };
	await madeUp(p, { timeline: [event({ diagnostics: [note] })], diagnostics: [note] });
	is(await p.line(".notes-card summary"), "1 note on this container");
	is(await p.page.locator(".notes-card .notes").isVisible(), false);
	await p.page.click(".notes-card summary");
	is(await p.line(".notes-card li"), "Warning CNT says 3, 2 were found. segment 22 CNT, byte 812");
	is(await p.line(".event .count"), "1");
});

test("box: text of a message never becomes markup", async p => {
	const evil = "<img src=x onerror=alert(1)><b>bold</b>";
	await madeUp(p, { place: { text: evil }, facility: { code: evil }, vehicle: { mode: "RAIL", name: evil }, status: "on-board",
		timeline: [event({ place: { text: evil }, remarks: [evil], references: [{ kind: evil, value: evil }], sender: evil })] });
	is(await p.page.locator("main img, main b").count(), 0);
	ok((await p.text("#sentence")).includes(evil), "shown as it is");
});

test("box: codes a newer server may send are shown as they are", async p => {
	await madeUp(p, { status: "levitating", timeline: [event({ eventCode: "ZZZZ", place: lianyungang })] });
	is(await p.text(".head .status"), "levitating");
	is(await p.text(".event strong"), "ZZZZ");
});

const ahead = {
	heard: "2025-05-04T21:00:00Z", destination: duisburg,
	next: { eventCode: "DEPA", classifier: "PLN", happened: moment("2025-05-06T14:30:00+08:00"), place: lianyungang, vehicle: train },
	eta: { eventCode: "ARRI", classifier: "EST", happened: moment("2025-05-20T08:00:00+02:00"), place: duisburg, sender: "RAILCO" },
	blocks: [{ code: "held", severity: "error", text: "Held", since: moment("2025-05-05T12:00:00+08:00"), place: lianyungang, reasons: ["13 PAPERS MISSING"] },
		{ code: "newer", severity: "warning", text: "As the server says", reasons: [] }],
};

for (const [locale, next, eta, to, held, heard] of [
	["en-GB", "Departure, Lianyungang planned 6 May 14:30 (+08:00) in 2 h 30 min Train X8155", "20 May 08:00 (+02:00) in 14 d 2 h estimated Arrival, Duisburg by RAILCO",
		"Duisburg", "Held, and not released since · Lianyungang · 5 May 12:00 (+08:00) 1 d 0 h 13 PAPERS MISSING", "Last heard of 1 d 7 h ago"],
	["zh-CN", null, "5月20日 08:00 (+02:00)", "杜伊斯堡", "已被扣留，尚未放行 · 连云港 · 5月5日 12:00 (+08:00) 1 天 0 小时 13 PAPERS MISSING", "最近消息：1 天 7 小时前"],
	["ru-RU", null, "20 мая 08:00 (+02:00)", "Дуйсбург", "Задержан и ещё не отпущен · Ляньюньган · 5 мая 12:00 (+08:00) 1 д 0 ч 13 PAPERS MISSING", "Последние данные 1 д 7 ч назад"],
])
	test(`box: what is next, when it arrives and what stands in its way, ${locale}`, { now, locale }, async p => {
		await madeUp(p, ahead);
		const lines = (await p.page.locator(".outlook dd").allInnerTexts()).map(s => s.replace(/\s+/g, " ").trim());
		is(lines.length, 3);
		ok(next === null || lines[0] === next, lines[0]);
		ok(lines[1].startsWith(eta), lines[1]);
		is(lines[2], to);
		is(await p.line('.block[data-code="held"]'), held);
		is(await p.line('.block[data-code="newer"]'), "As the server says");
		is(await p.line(".heard"), heard);
	});

test("box: an arrival that is past is told as past", { now }, async p => {
	await madeUp(p, { eta: { ...ahead.eta, happened: moment("2025-05-05T20:00:00+08:00") } });
	ok((await p.line(".outlook dd")).includes("16 h 0 min ago"), await p.line(".outlook dd"));
});

test("box: of nothing ahead nothing is said", { now }, async p => {
	await madeUp(p, { blocks: [], heard: "2025-05-06T03:30:00Z" });
	is(await p.page.locator(".outlook").count(), 0);
});

const at = moment("2025-05-05T12:00:00+08:00");
const found = {
	available: { is: "no", missing: ["released", "no-hold"], conditions: [{ condition: "discharged", is: "yes", at, sender: "LYGTERM" }, { condition: "released", is: "not-told" },
		{ condition: "freight-cleared", is: "yes", at, sender: "LINE" }, { condition: "no-hold", is: "no", at, sender: "CUSTOMS" }] },
	holds: [{ what: "held", kind: "quarantine", country: "CN", state: "open", at, place: lianyungang, sender: "CUSTOMS", reasons: ["PALLETS"] },
		{ what: "held", kind: "freight", country: "CN", state: "lifted", at, place: lianyungang, sender: "LINE", until: at, liftedBy: "LINE" }],
	dwell: { assessed: true, since: at, lastFreeDay: "2025-05-08", clocks: [{ kind: "storage", term: "port", place: lianyungang, start: at, startEvent: "DISC", stopEvent: "GTOT", freeDays: 7,
		days: "working", lastFreeDay: "2025-05-08", freeLeft: 3, charged: 0, currency: "CNY", cost: 0, coming: [{ day: "2025-05-09", minor: 4500, total: 4500 }] }] },
	custody: { now: { hand: "terminal", name: "LNOCT", place: lianyungang, since: at, sender: "LYGTERM" }, chain: [{ hand: "carrier", name: "COSU", since: at, until: at, gap: true },
		{ hand: "terminal", name: "LNOCT", place: lianyungang, since: at }] },
	seals: { wrong: true, now: [{ number: "B200", issuer: "CA", sort: "mechanical", since: at, seen: at, paper: { kind: "SMGS", number: "27145566" } }], papersApart: [],
		history: [{ step: "applied", sort: "mechanical", number: "A100", issuer: "CA", at }, { step: "different", wrong: true, sort: "mechanical", number: "B200", issuer: "CA", before: "A100", at }] },
	weights: { numbers: [{ kind: "vgm", kilograms: 20000, sender: "COS" }, { kind: "weighbridge", kilograms: 21500, sender: "LYGTERM" }], rating: 32500,
		apart: [{ rule: "sea", first: "vgm", second: "weighbridge", difference: 1500, tolerance: 1000 }] },
	transit: { bonded: true, procedures: [{ kind: "china", number: "2301", state: "opened", limit: "near", until: "2025-05-07T00:00:00Z", officeFrom: lianyungang, officeTo: duisburg }] },
};
const parts = ["way", "free", "who", "seals", "weights", "transit"];

for (const [locale, titles, lines] of [
	["en-GB", ["What stands in its way", "Free time", "Who has it", "Seals", "Weights", "Customs transit"],
		["Cannot be collected yet", "Held for quarantine, China", "Thu 8 May last free day, 3 days left", "LNOCT, Lianyungang", "Found different B200 carrier instead of A100", "Verified gross mass and At the gate differ by 1,500 kg", "Under bond"]],
	["zh-CN", ["提箱条件", "免费期", "现在谁手中", "封志", "重量", "海关转关"], ["尚不能提箱", "因检疫扣留，中国", "为最后免费日，还剩 3 天", "LNOCT，连云港", "封号不符 B200", "核实总重（VGM）与闸口相差", "保税中"]],
	["ru-RU", ["Что мешает", "Свободное время", "У кого он", "Пломбы", "Масса", "Таможенный транзит"],
		["Забирать пока нельзя", "Задержан карантином, Китай", "последний свободный день, осталось 3 дня", "LNOCT, Ляньюньган", "Оказалась другая B200", "расходятся на", "Под таможенным контролем"]],
])
	for (const [size, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]])
		test(`box: what is found of it stands in one panel, ${locale}, ${size}`, { now, locale, viewport }, async p => {
			await madeUp(p, found);
			is(await p.page.locator(".finding h3").allTextContents(), titles);
			is(await p.page.locator(".finding").evaluateAll(list => list.map(e => e.dataset.finding)), parts);
			const text = await p.line(".findings");
			for (const line of lines)
				ok(text.includes(line), `${line} in ${text}`);
			ok(!/find\.|undefined|NaN|\[object/.test(text), text);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
		});

test("box: what is over and what the coming days cost is opened by hand", { now }, async p => {
	await madeUp(p, found);
	is(await p.page.locator(".found-more[open]").count(), 0);
	await p.page.locator('[data-finding="free"] summary').click();
	ok((await p.line('[data-finding="free"] table')).includes("Fri 9 May CN¥45.00 CN¥45.00"), await p.line('[data-finding="free"] table'));
	await p.page.locator('[data-finding="way"] summary').click();
	ok((await p.line('[data-finding="way"] .found-more')).includes("Held until the freight is paid"));
	await p.page.locator('[data-finding="who"] summary').click();
	ok((await p.line('[data-finding="who"] ol')).includes("How it was handed on nobody told"));
});

test("box: a weight that many told alike stands in one row", { now }, async p => {
	const gate = sender => ({ kind: "weighbridge", kilograms: 21500, sender });
	await madeUp(p, { weights: { numbers: [{ kind: "declared", kilograms: 21500, sender: "COS" }, gate("LYGTERM"), gate("ALTTRS"), gate("LYGTERM"), { ...gate("DUILOG"), kilograms: 21600 }], apart: [], rating: 32500 } });
	const rows = await p.page.locator('[data-finding="weights"] tr').allInnerTexts();
	is(rows.map(s => s.replace(/\s+/g, " ").trim()), ["Declared COS 21,500 kg", "At the gate LYGTERM · ALTTRS 21,500 kg", "At the gate DUILOG 21,600 kg"]);
});

test("box: free time without terms cannot be assessed, and of nothing found nothing is said", { now }, async p => {
	await madeUp(p, { dwell: { assessed: false, since: at, clocks: [] } });
	ok((await p.line('[data-finding="free"]')).includes("Cannot be assessed: no terms are known here"));
	await madeUp(p, {});
	await p.page.waitForFunction(() => !document.querySelector(".findings"));
});
