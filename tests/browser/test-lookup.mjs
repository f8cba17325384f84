// Looking up many references: pasted, dropped, counted, sorted, narrowed, taken away, gone back to, kept fresh.
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number, container, moment, lianyungang, duisburg, train } from "./messages.mjs";

const boxes = [1, 2, 3, 4].map(i => number("ZLKU", 310000 + i)), booking = "ZLK4006531";
let sent = null; // one delivery serves all tests of this file: three boxes in, one out, two under one booking

const deliver = server => sent ??= post(server, codeco({ boxes: boxes.slice(0, 3).map((n, i) => ({ number: n, at: `20250504080${i}`, booking: i < 2 ? booking : "" })) }))
	.then(() => post(server, codeco({ gate: "out", boxes: [{ number: boxes[3], at: "202505050900" }] })));

async function ask(p, text) {
	await deliver(p.server);
	await p.open("/lookup");
	await p.page.fill("#paste", text);
	await p.page.click(".ask .primary");
	await found(p);
}

const found = p => p.page.locator(".lookup tbody tr").first().waitFor();
const rows = p => p.page.locator(".lookup tbody tr").evaluateAll(l => l.map(tr => tr.querySelector("th").textContent.replace(/\s/g, "")));
const cells = (p, name) => p.page.locator(`.lookup .c-${name}`).evaluateAll(l => l.slice(1).map(e => e.textContent.replace(/\s+/g, " ").trim()));
const pressed = p => p.page.locator('.narrow .chip[aria-pressed="true"]').evaluateAll(l => l.map(e => e.dataset.chip));
const row = more => ({ ...container({}), timeline: undefined, found: true, kind: "container", reference: "", blocks: [], ...more });
const answer = rows => ({ asOf: "2026-01-02T03:04:05Z", found: rows.filter(r => r.found).length, unknown: rows.filter(r => !r.found).length, cut: false, rows });
const made = (p, rows) => p.answer("**/api/v1/lookup", answer(rows));
const aBox = (i, more) => row({ reference: number("ZLMU", i), normalised: number("ZLMU", i), number: undefined, container: number("ZLMU", i), ...more });

for (const [locale, title, go, counted, rowsFound] of [
	["en-GB", "Look up many", "Look up", "3 references", "2 rows found"],
	["zh-CN", "批量查询", "查询", "3 个编号", "找到 2 行"],
	["ru-RU", "Поиск по списку", "Найти", "3 номера", "Найдено 2 строки"],
])
	for (const [size, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]])
		test(`lookup: a list is pasted and each has its row, ${locale}, ${size}`, { locale, viewport }, async p => {
			await deliver(p.server);
			await p.open("/lookup");
			is(await p.text("#title"), title);
			await p.page.fill("#paste", `${boxes[0]}\n${boxes[3].toLowerCase()}; ${number("ZLKU", 319999)}`);
			is(await p.text("#paste-count"), counted);
			is(await p.text(".ask .primary"), go);
			await p.page.click(".ask .primary");
			await found(p);
			is(await p.text("#results-title"), rowsFound);
			is(await rows(p), [boxes[0], boxes[3], number("ZLKU", 319999)]);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
			ok(!/lookup\.|kind\.|badge\.|undefined|NaN|\[object/.test(await p.text("lb-lookup")), "every word is there");
		});

test("lookup: what is counted is what the server takes apart", async p => {
	const text = "csqu 305438-3, CSQ U 3054383\nCSQU-305438 (3)\t4006531400|EVER GIVEN;IMO 9227273 31 80 4956 789-0 X8155 \"CSQU3054383\""
		+ "\n- EVER GIVEN 7\n• 1)CSQU3054383/22G1 & №55";
	await p.open("/lookup");
	await p.page.fill("#paste", text);
	const response = await fetch(p.server.url + "/api/v1/lookup", { method: "POST", body: text, headers: { "Content-Type": "text/plain" } });
	const references = [...new Set((await response.json()).rows.map(r => r.reference))];
	is(references, ["csqu 305438-3", "CSQ U 3054383", "CSQU-305438 (3)", "4006531400", "EVER GIVEN", "IMO 9227273", "31 80 4956 789-0", "X8155", "CSQU3054383",
		"EVER", "GIVEN", "7", "1", "22G1", "55"]);
	is(await p.text("#paste-count"), "16 references"); // one of them twice
});

test("lookup: a row says where, since, last event and the rest, as the server has it", async p => {
	await made(p, [aBox(1, { status: "on-board", vehicle: train, since: moment("2025-05-04T08:00:00+08:00"),
		last: { eventCode: "LOAD", classifier: "ACT", happened: moment("2025-05-04T08:00:00+08:00"), place: lianyungang },
		next: { eventCode: "ARRI", classifier: "EST", happened: moment("2025-05-20T06:30:00+02:00"), place: duisburg },
		eta: { eventCode: "ARRI", classifier: "EST", happened: moment("2025-05-20T06:30:00+02:00"), place: duisburg }, destination: duisburg,
		blocks: [{ code: "held", severity: "error", text: "Held", since: moment("2025-05-04T09:00:00+08:00"), reasons: ["PAPERS MISSING"] }] })]);
	await ask(p, number("ZLMU", 1));
	const said = async name => (await cells(p, name))[0].replace(/ [\d ]+ d .*| \d+ h.*/, "");
	is([await said("status"), await said("place"), await said("since"), await said("last"), await said("next"), await said("eta"), await said("destination")],
		["On board", "Lianyungang (LNOCT)", "4 May 2025 08:00", "Loaded", "Arrival, Duisburg 20 May 2025 06:30", "20 May 2025 06:30", "Duisburg"]);
	await p.page.focus(".badge");
	is(await p.text('[role="tooltip"]'), "Held, and not released since\nPAPERS MISSING\n4 May 2025 09:00 (+08:00)");
	await p.page.keyboard.press("Escape");
	is(await p.page.locator('[role="tooltip"]').count(), 0);
});

test("lookup: a booking gives a row for each of its boxes, and says what it is", async p => {
	await ask(p, booking);
	is(await cells(p, "kind"), ["Booking", "Booking"]);
	is((await cells(p, "container")).map(s => s.replace(/\s/g, "")), [boxes[0], boxes[1]]);
});

test("lookup: an unknown one says why, and what is suggested is taken with one click", async p => {
	const bad = boxes[0].slice(0, 10) + (Number(boxes[0][10]) + 1) % 10;
	await ask(p, `${bad}\nwhat?\n${number("ZLKU", 319998)}`);
	is(await p.page.locator(".c-why > span").allTextContents(), ["Its check digit does not hold", "This is no reference", "Nothing was heard of it here"]);
	await p.page.click(".suggest");
	await p.waitFor("the row", n => document.querySelector(`.lookup a[data-number="${n}"]`), boxes[0]);
	is((await rows(p))[0], boxes[0]);
	is((await p.page.inputValue("#paste")).split("\n")[0], boxes[0]);
	is(p.query().q.split(",")[0], boxes[0]);
});

const three = () => [aBox(1, { place: duisburg, since: moment("2025-05-10T08:00:00+02:00"), status: "delivered" }), aBox(2, { since: moment("2025-05-09T23:00:00+08:00") }),
	aBox(3, { since: moment("2025-05-10T12:00:00+08:00"), blocks: [{ code: "customs", severity: "warning", text: "x" }] }),
	{ reference: "ZLMU0000000", normalised: "ZLMU0000000", found: false, why: "unknown" }];
const n = i => number("ZLMU", i);

test("lookup: heads sort by value, times as instants, what is not known last, thrice lets go", async p => {
	await made(p, three());
	await ask(p, "anything1");
	const head = name => p.page.locator(`thead .c-${name}`);
	const press = async (name, sort) => {
		await head(name).locator("button").click();
		await p.waitFor(`${name} ${sort}`, ([c, s]) => document.querySelector(`thead .c-${c}`).ariaSort === s, [name, sort]);
	};
	await press("since", "ascending");
	is(await rows(p), [n(2), n(3), n(1), "ZLMU0000000"]); // 15:00, 04:00 and 06:00 UTC
	await press("since", "descending");
	is(await rows(p), [n(1), n(3), n(2), "ZLMU0000000"]);
	await press("since", "none");
	is(await rows(p), [n(1), n(2), n(3), "ZLMU0000000"]);
	await press("place", "ascending");
	is(await rows(p), [n(1), n(2), n(3), "ZLMU0000000"]);
	await press("place", "descending");
	is(await rows(p), [n(2), n(3), n(1), "ZLMU0000000"], "those that are alike keep their order");
	await press("blocks", "ascending");
	is(await head("place").getAttribute("aria-sort"), "none");
	is((await rows(p))[0], n(3));
});

test("lookup: every column sorts", async p => {
	await made(p, three());
	await ask(p, "anything1");
	await p.page.click(".chooser summary");
	for (const box of await p.page.locator(".chooser input").all())
		await box.check();
	const names = await p.page.locator("thead th").evaluateAll(l => l.map(e => e.className));
	is(names.length, 15);
	await p.page.click("#results-title");
	for (const name of names) {
		await p.page.locator(`thead .${name} button`).focus();
		await p.page.keyboard.press("Enter");
		await p.waitFor(name, c => document.querySelector(`thead .${c}`).ariaSort === "ascending", name);
		is((await rows(p)).length, 4, name);
	}
});

test("lookup: chips count, narrow and let go; the text narrows too", async p => {
	await made(p, three());
	await ask(p, "anything1");
	const many = key => p.text(`.chip[data-chip="${key}"] .many`);
	is([await many("all"), await many("in-terminal"), await many("delivered"), await many("blocked"), await many("unknown")], ["4", "2", "1", "1", "1"]);
	await p.page.click('[data-chip="blocked"]');
	await p.waitFor("one row", () => document.querySelectorAll(".lookup tbody tr").length === 1);
	is(await rows(p), [n(3)]);
	is(await p.text(".told"), "1 of 4 rows shown");
	await p.page.click('[data-chip="unknown"]');
	await p.waitFor("the unknown one", () => document.querySelector(".lookup tbody tr.unknown"));
	is(await rows(p), ["ZLMU0000000"]);
	await p.page.click('[data-chip="delivered"]');
	await p.page.click('[data-chip="in-terminal"]');
	await p.waitFor("both statuses", () => document.querySelectorAll(".lookup tbody tr").length === 3);
	is(await pressed(p), ["in-terminal", "delivered"]);
	await p.page.click('[data-chip="all"]');
	await p.page.fill("#find", "duis");
	await p.waitFor("what holds the text", () => document.querySelectorAll(".lookup tbody tr").length === 1);
	is(await rows(p), [n(1)]);
	await p.page.fill("#find", "nowhere at all");
	await p.page.click(".found .empty .link");
	await found(p);
	is((await rows(p)).length, 4);
});

test("lookup: columns are chosen, remembered, and go back to the usual ones", async p => {
	await made(p, three());
	await ask(p, "anything1");
	const heads = () => p.page.locator("thead th").count();
	const usual = await heads();
	await p.page.click(".chooser summary");
	await p.page.uncheck('.chooser [name="eta"]');
	await p.page.check('.chooser [name="size"]');
	await p.page.check('.chooser [name="load"]');
	is(await heads(), usual + 1);
	await p.page.keyboard.press("Escape");
	is(await p.page.locator(".chooser[open]").count(), 0);
	await p.page.reload();
	await found(p);
	is(await heads(), usual + 1);
	await p.page.click(".chooser summary");
	await p.page.click(".chooser .link");
	is(await heads(), usual);
});

async function download(p, format) {
	const [file] = await Promise.all([p.page.waitForEvent("download"), p.page.click(`[data-format="${format}"]`)]);
	return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

// A member of a zip archive, by its central directory.
function unzip(bytes, name) {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === 0x02014b50;) {
		const its = bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28)), local = bytes.readUInt32LE(at + 42);
		const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28), part = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
		if (its === name)
			return (bytes.readUInt16LE(at + 10) ? inflateRawSync(part) : part).toString("utf8");
		at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	throw new Error("no " + name);
}

for (const [locale, head] of [["en-GB", /Reference/i], ["zh-CN", /[\u4e00-\u9fff]/], ["ru-RU", /[А-Яа-я]{3}/]])
	test(`lookup: what is downloaded is a sheet of the same rows, ${locale}`, { locale, acceptDownloads: true }, async p => {
		await ask(p, boxes.join("\n"));
		const csv = await download(p, "csv");
		ok(csv.name.endsWith(".csv"), csv.name);
		const lines = csv.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/);
		ok(head.test(lines[0]), "the head in the reader's language: " + lines[0]);
		is(lines.slice(1).map((line, i) => line.includes(boxes[i])), boxes.map(() => true));
		const xlsx = await download(p, "xlsx");
		ok(xlsx.name.endsWith(".xlsx"), xlsx.name);
		const strings = unzip(xlsx.bytes, "xl/sharedStrings.xml"), sheet = unzip(xlsx.bytes, "xl/worksheets/sheet1.xml");
		ok(head.test(strings), "the head of the workbook");
		is(boxes.filter(b => !(strings + sheet).includes(b)), []);
	});

test("lookup: narrowed or sorted, it is the rows shown that are downloaded, in their order", { acceptDownloads: true }, async p => {
	const sheet = async () => (await download(p, "csv")).bytes.toString("utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/).slice(1)
		.map(line => line.split(",")).map(cells => [cells[0], cells[2]]);
	await ask(p, [...boxes, booking, number("ZLKU", 319999)].join("\n"));
	is((await sheet()).length, 7, "all of them, the booking's two among them");
	is(await p.text(".told"), "");
	await p.page.fill("#find", boxes[1]);
	await p.waitFor("two rows", () => document.querySelectorAll(".lookup tbody tr").length === 2);
	is(await sheet(), [[boxes[1], boxes[1]], [booking, boxes[1]]]);
	await p.waitFor("that it is said", () => document.querySelector(".told").textContent === "2 rows downloaded");
	await p.page.fill("#find", "");
	await p.page.click('[data-chip="unknown"]');
	await p.waitFor("the unknown one", () => document.querySelectorAll(".lookup tbody tr").length === 1);
	is(await sheet(), [[number("ZLKU", 319999), ""]]);
	await p.page.click('[data-chip="in-terminal"]');
	for (let i = 0; i < 2; i++)
		await p.page.click("thead .c-reference button");
	await p.waitFor("turned round", () => document.querySelector("thead .c-reference").ariaSort === "descending");
	is((await sheet()).map(row => row[0]), [...boxes.slice(0, 3), booking, booking].sort().reverse());
	const xlsx = unzip((await download(p, "xlsx")).bytes, "xl/sharedStrings.xml");
	is([boxes[0], boxes[3]].map(b => xlsx.includes(b)), [true, false]);
	await p.page.fill("#find", "nothing like it");
	await p.waitFor("no row", () => document.querySelector(".found .empty"));
	is(await p.page.locator(".take :disabled").count(), 3, "of nothing there is no sheet");
});

for (const [locale, title] of [["en-GB", "The server does not answer"], ["zh-CN", "服务器没有应答"], ["ru-RU", "Сервер не отвечает"]])
	test(`lookup: a download that nobody answers is told in the reader's words, ${locale}`, { locale }, async p => {
		await ask(p, boxes[0]);
		await p.page.route("**/api/v1/lookup?*", route => route.abort("connectionrefused"));
		await p.page.click('[data-format="csv"]');
		await p.page.locator(".problem").waitFor();
		is(await p.text(".problem strong"), title);
	});

test("lookup: what is shown is copied as a table", { permissions: ["clipboard-read", "clipboard-write"] }, async p => {
	await made(p, three());
	await ask(p, "anything1");
	await p.page.click('[data-chip="delivered"]');
	await p.page.click('[data-do="copy"]');
	await p.waitFor("that it is copied", () => /1 row copied/.test(document.querySelector(".told").textContent));
	const lines = (await p.page.evaluate(() => navigator.clipboard.readText())).split("\n").map(line => line.split("\t"));
	is(lines.length, 2);
	is(lines[0].slice(0, 3), ["Reference", "Status", "Where"]);
	is(lines[1].slice(0, 3), [n(1), "Delivered", "Duisburg (LNOCT)"]);
});

test("lookup: a short list stands in the address and can be shared", async p => {
	await ask(p, `${boxes[0]} ${boxes[1]}`);
	is(p.query(), { q: `${boxes[0]},${boxes[1]}` });
	await p.open(`/lookup?q=${boxes[2]},${boxes[3]}`);
	await found(p);
	is(await rows(p), [boxes[2], boxes[3]]);
});

const thousand = Array.from({ length: 1000 }, (_, i) => number("ZLTU", i));

test("lookup: a thousand references have a thousand rows, and Back from one finds them as they were left", async p => {
	await made(p, thousand.map((reference, i) => row({ reference, normalised: reference, container: reference, number: undefined, status: i % 2 ? "delivered" : "in-terminal" })));
	await ask(p, thousand.join("\n"));
	is(await p.text("#paste-count"), "1,000 references");
	is(await p.page.evaluate(() => location.search), "", "too many for an address");
	await p.waitFor("all rows", () => document.querySelectorAll(".lookup tbody tr").length === 1000);
	await p.page.click('[data-chip="delivered"]');
	await p.page.click("thead .c-reference button");
	await p.page.click("thead .c-reference button");
	const wanted = [...thousand].filter((_, i) => i % 2).sort().reverse();
	await p.waitFor("500 rows, the last first", first => document.querySelectorAll(".lookup tbody tr").length === 500 &&
		document.querySelector(".lookup tbody a").dataset.number === first, wanted[0]);
	is(await rows(p), wanted);
	await p.answer("**/api/v1/containers/ZLTU*", container({ number: wanted[300] }));
	await p.page.locator(`.lookup a[data-number="${wanted[300]}"]`).click();
	await p.waitForBox(wanted[300]);
	await p.page.goBack();
	await p.waitFor("the rows again", () => document.querySelectorAll(".lookup tbody tr").length === 500);
	is(await rows(p), wanted);
	is(await pressed(p), ["delivered"]);
	is(await p.page.locator("thead .c-reference").getAttribute("aria-sort"), "descending");
	await p.waitFor("the row left, in sight and with the focus", left => document.activeElement.dataset.number === left &&
		document.activeElement.getBoundingClientRect().top > 0 && document.activeElement.getBoundingClientRect().bottom < innerHeight, wanted[300]);
});

test("lookup: a reload asks anew and keeps sort and filter", async p => {
	await ask(p, boxes.join("\n"));
	await p.page.click('[data-chip="in-terminal"]');
	await p.page.click("thead .c-reference button");
	await p.waitFor("three", () => document.querySelectorAll(".lookup tbody tr").length === 3);
	await p.page.reload();
	await found(p);
	is(await pressed(p), ["in-terminal"]);
	is(await rows(p), boxes.slice(0, 3).sort());
});

test("lookup: another list is another page of the history", async p => {
	await ask(p, boxes[0]);
	await p.page.fill("#paste", boxes[1]);
	await p.page.click(".ask .primary");
	await p.waitFor("the second", b => document.querySelector(".lookup a").dataset.number === b, boxes[1]);
	await p.page.goBack();
	await p.waitFor("the first", b => document.querySelector(".lookup a")?.dataset.number === b, boxes[0]);
	is(await p.page.inputValue("#paste"), boxes[0]);
});

for (const [locale, say, keep] of [["en-GB", "1,250 references: at most 1,000 can be looked up at once.", "Keep the first 1,000"],
	["zh-CN", "共 1,250 个编号：一次最多可查询 1,000 个。", "只保留前 1,000 个"], ["ru-RU", "Номеров: 1 250. За один раз можно искать не больше 1 000.", "Оставить первые 1 000"]])
	test(`lookup: too many are told before they are sent, with the next step, ${locale}`, { locale }, async p => {
		await p.open("/lookup");
		await p.page.fill("#paste", Array.from({ length: 1250 }, (_, i) => number("ZLTU", i)).join("\n"));
		is((await p.text(".over")).replace(/\s/g, " "), say);
		ok(await p.page.isDisabled(".ask .primary"), "it is not sent");
		is((await p.line(".ask-line .link")).replace(/\s/g, " "), keep);
		await p.page.click(".ask-line .link");
		is(await p.page.locator(".over").count(), 0);
		ok(await p.page.isEnabled(".ask .primary"), "now it can be");
	});

for (const [locale, title, again] of [["en-GB", "The server does not answer", "Try again"], ["zh-CN", "服务器没有应答", "重试"], ["ru-RU", "Сервер не отвечает", "Повторить"]])
	test(`lookup: while the server is away the list stays and is asked again, ${locale}`, { locale }, async p => {
		await deliver(p.server);
		await p.open("/lookup");
		await p.page.route("**/api/v1/lookup", route => route.abort("connectionrefused"));
		await p.page.fill("#paste", boxes[0]);
		await p.page.click(".ask .primary");
		await p.page.locator(".problem").waitFor();
		is(await p.text(".problem strong"), title);
		is(await p.page.inputValue("#paste"), boxes[0]);
		await p.page.unroute("**/api/v1/lookup");
		is(await p.text(".problem .more"), again);
		await p.page.click(".problem .more");
		await found(p);
		is(await rows(p), [boxes[0]]);
		is(await p.page.locator(".problem").count(), 0);
	});

test("lookup: what the server refuses is told in its words", async p => {
	await p.answer("**/api/v1/lookup", { title: "The body is not what this endpoint takes", detail: "line 7: more than 1000 references", status: 400 }, 400);
	await p.open("/lookup");
	await p.page.fill("#paste", boxes[0]);
	await p.page.click(".ask .primary");
	ok((await p.text(".problem")).includes("line 7: more than 1000 references"), "its words");
});

test("lookup: a locked server asks for the key, and the list is not lost", async p => {
	await deliver(p.server);
	await p.open("/lookup");
	await p.page.route("**/api/v1/lookup", route => route.request().headers().authorization
		? route.fulfill({ contentType: "application/json", body: JSON.stringify(answer([aBox(1)])) })
		: route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"title":"A key is needed","status":401}' }));
	await p.page.fill("#paste", n(1));
	await p.page.click(".ask .primary");
	await p.page.fill("#key", "lb_right");
	await p.page.press("#key", "Enter");
	await found(p);
	is(await rows(p), [n(1)]);
	is(await p.page.inputValue("#paste"), n(1));
});

test("lookup: a file is read, and a sheet's column of container numbers is taken alone", async p => {
	await p.open("/lookup");
	const csv = "No;Box;Shipper\r\n" + boxes.map((b, i) => `${i + 1};${b};"Смирнов и Ко"`).join("\r\n");
	await p.page.setInputFiles(".pick input", { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("\ufeff" + csv, "utf16le") });
	await p.waitFor("the column", () => document.querySelector(".ask .note"));
	is(await p.page.inputValue("#paste"), boxes.join("\n"));
	ok((await p.text(".note")).includes("column 2 of 3"), "it is said");
	await p.page.click(".note .link");
	ok((await p.page.inputValue("#paste")).includes("Смирнов"), "everything, when wanted");
	await p.page.setInputFiles(".pick input", { name: "list.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) });
	await p.waitFor("the next step", () => /save it as CSV/.test(document.querySelector(".note")?.textContent));
});

test("lookup: a file dropped on the field is looked up, not sent as a message", async p => {
	await p.open("/lookup");
	await p.page.evaluate(text => {
		const data = new DataTransfer();
		data.items.add(new File([text], "list.txt", { type: "text/plain" }));
		for (const type of ["dragover", "drop"])
			document.getElementById("paste").dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
	}, boxes.join("\n"));
	await p.waitFor("its text", text => document.getElementById("paste").value === text, boxes.join("\n"));
	is(await p.page.locator("#send[open]").count(), 0);
});

test("lookup: the whole way by keyboard", async p => {
	await deliver(p.server);
	await p.open("/lookup");
	const reach = async selector => {
		for (let i = 0; i < 80; i++) {
			if (await p.page.evaluate(s => document.activeElement.matches(s), selector))
				return;
			await p.page.keyboard.press("Tab");
		}
		throw new Error("Tab never reaches " + selector);
	};
	await reach("#paste");
	await p.page.keyboard.insertText(boxes.join("\n"));
	await p.page.keyboard.press("Control+Enter");
	await found(p);
	await p.waitFor("focus on the result", () => document.activeElement.id === "results-title");
	await reach('[data-chip="in-terminal"]');
	await p.page.keyboard.press("Space");
	await p.waitFor("three rows", () => document.querySelectorAll(".lookup tbody tr").length === 3);
	await reach("thead .c-reference button");
	await p.page.keyboard.press("Enter");
	await reach(".lookup a");
	await p.page.keyboard.press("Enter");
	await p.waitForBox([...boxes.slice(0, 3)].sort()[0]);
});

test("lookup: it reads as a table, on a phone too", { viewport: { width: 390, height: 844 } }, async p => {
	await made(p, three());
	await ask(p, "anything1");
	is(await p.page.getByRole("table").getByRole("row").count(), 5);
	is(await p.page.getByRole("columnheader", { includeHidden: true }).count(), 9);
	await p.page.selectOption("#sort", "since");
	await p.waitFor("sorted", first => document.querySelector(".lookup tbody a").dataset.number === first, n(2));
	is(await rows(p), [n(2), n(3), n(1), "ZLMU0000000"]);
});

test("lookup: rows of containers that changed are asked for again and marked", async p => {
	let tell, turn = 0;
	const told = new Promise(go => { tell = go; });
	await p.page.route("**/api/v1/stream", async route => {
		if (turn++)
			return route.abort();
		await told;
		return route.fulfill({ contentType: "text/event-stream", body: 'id: a\nevent: hello\ndata: {"version":"x"}\n\n' +
			`id: b\nevent: events\ndata: {"containers":["${n(2)}"],"more":false,"places":[],"count":1}\n\n` });
	});
	await made(p, three());
	await ask(p, "anything1");
	await p.page.unroute("**/api/v1/lookup");
	const asked = [];
	await p.page.route("**/api/v1/lookup", route => {
		asked.push(JSON.parse(route.request().postData()).references);
		return route.fulfill({ contentType: "application/json", body: JSON.stringify(answer([aBox(2, { place: duisburg, status: "delivered" })])) });
	});
	tell();
	await p.waitFor("the row marked", number => document.querySelector("[data-changed] a")?.dataset.number === number, n(2));
	is(asked, [[n(2)]], "that one alone");
	is(await rows(p), [n(1), n(2), n(3), "ZLMU0000000"]);
	is((await cells(p, "status"))[1], "Delivered");
	is(await p.text(".told"), "1 row updated");
});

// ------------------------------------------------------------------ from the search in the head

const paste = (p, text) => p.page.evaluate(t => {
	const data = new DataTransfer();
	data.setData("text/plain", t);
	document.getElementById("number").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);

test("lookup: several numbers pasted into the search are looked up", async p => {
	await deliver(p.server);
	await p.open();
	await paste(p, boxes.slice(0, 2).join("\n"));
	await found(p);
	is(await rows(p), boxes.slice(0, 2));
	is(p.query(), { q: boxes.slice(0, 2).join(",") });
});

test("lookup: a long list pasted into the search is handed over whole", async p => {
	await p.open();
	await made(p, thousand.slice(0, 30).map(reference => row({ reference, container: reference, number: undefined })));
	await paste(p, thousand.slice(0, 30).join("\r\n"));
	await found(p);
	is((await rows(p)).length, 30);
	is(await p.text("#paste-count"), "30 references");
});

test("lookup: what is no container's number is looked up from the search", async p => {
	await deliver(p.server);
	await p.open();
	await p.search(booking);
	await found(p);
	is((await cells(p, "container")).length, 2);
});
