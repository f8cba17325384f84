// What came in: the lists, one delivery beside its bytes, and the place of each finding in them.
import { test, is, ok, post, get } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

let serial = 600000;
const fresh = () => number("ZBMU", ++serial);
const wrong = n => n.slice(0, 10) + (Number(n[10]) + 1) % 10; // its check digit does not hold

// A CODECO whose third segment from the box on is wrong in known places; it makes no event and is refused.
function refused(box = wrong(fresh()), id = "WM" + ++serial) {
	return [`UNB+UNOA:2+WEBTEST+LBR+250505:0900+${id}'`, `UNH+${id}+CODECO:D:95B:UN'`, `BGM+34+A?'B${serial}+9'`, "NAD+MS+WEBTEST'",
		`EQD+CN+${box}+45G1:102:5++3+5'`, "DTM+7:2025050:203'", "LOC+165+CNLYG:139:6'", `UNT+19+${id}'`, `UNZ+1+${id}'`].join("\r\n") + "\r\n";
}

const open = (p, id) => p.open("/messages/" + id);
const ready = p => p.waitFor("the bytes", () => document.querySelector(".raw-lines"));

// What is marked for each finding: [severity, the marked text], in the order of the numbers.
const marked = p => p.page.evaluate(() => [...document.querySelectorAll(".findings li")].map(li => {
	const n = li.id.slice("note-".length);
	const parts = [...document.querySelectorAll(".raw-lines mark")].filter(m => m.dataset.notes.split(" ").includes(n));
	return [li.dataset.severity, parts.map(m => m.textContent).join("")];
}));

const languages = [
	["en-GB", { title: "What came in", chip: "Refused", sentence: "Refused: nothing was taken.", again: "Decode again" }],
	["zh-CN", { title: "接收记录", chip: "已拒绝", sentence: "已拒绝：未采纳任何内容。", again: "重新解码" }],
	["ru-RU", { title: "Что поступило", chip: "Отклонено", sentence: "Отклонено: ничего не принято.", again: "Разобрать заново" }],
];
const screens = [["a desk", { viewport: { width: 1280, height: 900 } }], ["a phone", { viewport: { width: 390, height: 844 }, hasTouch: true }]];

for (const [locale, words] of languages)
	for (const [where, options] of screens)
		test(`messages: a refused delivery is found in the list and read, ${locale}, on ${where}`, { locale, ...options }, async p => {
			const { intakeId } = await post(p.server, refused());
			await p.open("/messages");
			is(await p.text("h1"), words.title);
			await p.page.click('.chip[data-status="rejected"]');
			await p.waitFor("refused alone", () => [...document.querySelectorAll(".post tbody tr")].every(r => r.dataset.status === "rejected"));
			is(p.query(), { status: "rejected" });
			is(await p.text('.chip[aria-pressed="true"]'), words.chip);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
			await p.page.click(`.post a[data-id="${intakeId}"]`);
			await ready(p);
			is(await p.text("#sentence"), words.sentence);
			is(await p.text("#replay"), words.again);
			is(await p.page.locator(".findings li").count(), 5);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
			const text = await p.page.evaluate(() => document.body.textContent);
			ok(!/undefined|\[object|NaN|\{\w+\}|\b(msg|ask)\.[a-z]/.test(text), "every word stands");
		});

test("messages: what is marked is what the finding names, by the very bytes", async p => {
	const box = wrong(fresh()), text = refused(box);
	const { intakeId, diagnostics } = await post(p.server, text);
	await open(p, intakeId);
	await ready(p);
	const line = start => text.slice(text.indexOf(start)).split("\r\n")[0];
	is(await marked(p), [["error", line("UNH")], ["warning", box], ["warning", line("EQD")], ["warning", "2025050"], ["warning", "19"]]);
	const offsets = [...diagnostics].sort((a, b) => a.offset - b.offset).map(d => text.slice(d.offset, d.offset + 3)); // the segments begin there
	is(offsets, ["UNH", "EQD", "EQD", "DTM", "UNT"]);
	is(await p.page.locator(".raw-lines code").allTextContents().then(l => l.map(t => t.slice(0, 3))),
		["UNB", "UNH", "BGM", "NAD", "EQD", "DTM", "LOC", "UNT", "UNZ"]);
	is(await p.page.locator(".raw-lines .sn").allInnerTexts().then(l => l.map(t => t.replace(/\D/g, ""))), ["", "1", "2", "3", "4", "5", "6", "7", ""]);
});

test("messages: an interchange with characters of its own is cut by them", async p => {
	const box = wrong(fresh()), plain = refused(box).replace("A?'B", "A?~B");
	const own = "UNA;*.! ~" + plain.replaceAll("?", "!").replaceAll("'", "~").replaceAll(":", ";").replaceAll("+", "*");
	const { intakeId } = await post(p.server, own);
	await open(p, intakeId);
	await ready(p);
	is((await marked(p)).map(([, text]) => text).slice(1, 4), [box, own.slice(own.indexOf("EQD")).split("\r\n")[0], "2025050"]);
	const bgm = (await p.page.locator(".raw-lines code").allTextContents())[3];
	ok(/^BGM\*34\*A!~B\d+\*9~$/.test(bgm), "a released character ends nothing: " + bgm);
});

test("messages: one message of many stands alone, with its own findings", async p => {
	const box = wrong(fresh()), one = refused(), two = refused(box);
	const { messages } = await post(p.server, one + two);
	is(messages.length, 2);
	await open(p, messages[1].messageId);
	await ready(p);
	const code = await p.page.locator(".raw-lines code").allTextContents();
	is([code[0].slice(0, 3), code.at(-1).slice(0, 3), code.length], ["UNH", "UNT", 7]);
	is((await marked(p)).map(([, text]) => text)[1], box);
	is((await p.page.locator(".named li").allTextContents()).map(t => t.trim()), [box]);
});

test("messages: in a delivery of many each leads to its own page and back", async p => {
	const { intakeId, messages } = await post(p.server, refused() + refused());
	await open(p, intakeId);
	await ready(p);
	is(await p.page.locator('.post[data-of="in"] tbody a').evaluateAll(l => l.map(a => a.getAttribute("href"))), messages.map(m => "/messages/" + m.messageId));
	is(await p.page.locator(".raw-head a").count(), 2);
	await p.page.click(`.raw-head a[href="/messages/${messages[1].messageId}"]`);
	await p.waitFor("that message", line => document.querySelector(".delivered a")?.textContent.includes(line), "Message 2");
	await p.page.click(".delivered a");
	await p.waitFor("the delivery", () => document.querySelectorAll(".raw-head").length === 2);
});

test("messages: JSON is laid out, and the path's value is marked", async p => {
	const box = wrong(fresh());
	const text = `[{"eventType":"EQUIPMENT","eventClassifierCode":"ACT","note":"a \\" b, {c}","equipmentReference":"${box}","eventDateTime" : "soon"},{"eventType":"NOTHING"}]`;
	const { intakeId, diagnostics } = await post(p.server, text);
	await open(p, intakeId);
	await ready(p);
	const got = await marked(p);
	for (const value of [`"${box}"`, '"soon"', '"NOTHING"'])
		ok(got.some(([, mark]) => mark === value), `${value} in ${JSON.stringify(got)}`);
	const sorted = [...diagnostics].sort((a, b) => a.offset - b.offset);
	for (const [i, [, mark]] of got.entries())
		ok(text.startsWith(mark, sorted[i].offset) && mark, `${mark} stands at byte ${sorted[i].offset}`);
	const lines = await p.page.locator(".raw-lines code").allTextContents();
	is(lines.map(l => l.replace(/\d+(?=,?$)/, "").trim()).slice(0, 3), ["[", "{", '"eventType": "EQUIPMENT",']);
	ok(lines.some(l => l.includes(`"note": "a \\" b, {c}"`)), "a string is not cut");
	ok((await p.text(".findings")).includes("$[0].eventDateTime"), "the path is told");
});

test("messages: JSON that is broken is shown up to the place and beyond", async p => {
	const text = '[{"eventType":"EQUIPMENT","eventClassifierCode":]}, {"eventType": "TRANSPORT"}]';
	const { intakeId, diagnostics } = await post(p.server, text);
	await open(p, intakeId);
	await ready(p);
	const at = diagnostics.find(d => d.code === "json-syntax").offset;
	ok((await marked(p)).some(([severity, mark]) => severity === "error" && mark === text[at]), "the byte is marked");
	ok((await p.text(".raw-lines")).includes("TRANSPORT"), "what follows stands there");
});

test("messages: bytes that are no UTF-8 and what cannot be seen stand as their codes", async p => {
	const text = Buffer.from(refused().replace("NAD+MS+WEBTEST", "NAD+MS+WEBTEST+++H@FEN\u202e"), "utf8");
	text[text.indexOf("@")] = 0xe4;
	const { intakeId } = await post(p.server, text);
	await open(p, intakeId);
	await ready(p);
	is(await p.page.locator(".glyph").allInnerTexts(), ["E4", "U+202E"]);
	is(await p.page.locator(".glyph").first().getAttribute("title"), "Byte E4");
});

test("messages: what is no text is shown byte by byte", async p => {
	const { intakeId } = await post(p.server, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 255, ++serial & 255, serial >> 8 & 255, 0x41]));
	await open(p, intakeId);
	await ready(p);
	ok((await p.text(".raw-lines code")).startsWith("50 4B 03 04 00 00 FF"), "the bytes");
	is(await p.page.locator(".findings a.note-n").count(), 0);
});

test("messages: markup in a message stays text", async p => {
	const { intakeId } = await post(p.server, refused().replace("NAD+MS+WEBTEST", "NAD+MS+<img src=x onerror=alert(1)>"));
	await open(p, intakeId);
	await ready(p);
	ok((await p.text(".raw-lines")).includes("<img src=x onerror=alert(1)>"), "as it came");
	is(await p.page.locator("main img").count(), 0);
});

test("messages: a long file stands in windows, and a finding far down is reached", async p => {
	const boxes = Array.from({ length: 700 }, () => ({ number: fresh(), at: "202505040800" }));
	boxes[699].number = wrong(boxes[699].number);
	const { intakeId } = await post(p.server, codeco({ boxes }));
	await open(p, intakeId);
	await ready(p);
	const lines = () => p.page.locator(".raw-lines [data-line]").count();
	is(await lines(), 300);
	ok(/^Lines 1 to 300 of \d,\d{3}$/.test(await p.text(".raw-shown")), await p.text(".raw-shown"));
	is(await p.page.locator(".named li").count(), 24);
	await p.page.click(".findings a.note-n");
	await p.waitFor("its place", () => document.activeElement.id === "at-1");
	is((await marked(p))[0][1], boxes[699].number);
	ok(await lines() <= 300, "no more than a window");
	await p.page.fill("#raw-line", "450");
	await p.page.press("#raw-line", "Enter");
	await p.waitFor("line 450", () => document.activeElement.dataset.line === "449");
	is(await lines(), 300);
	await p.page.click(".turn >> nth=0"); // earlier lines
	await p.waitFor("the first window", () => document.querySelector('[data-line="0"]'));
});

test("messages: a finding in a delivery that was too large to be fetched unasked leads there all the same", async p => {
	const { intakeId } = await post(p.server, refused());
	const told = await get(p.server, "/api/v1/intakes/" + intakeId);
	await p.answer("**/api/v1/intakes/" + intakeId, { ...told, bytes: 5_000_000 });
	await open(p, intakeId);
	is(await p.page.locator(".raw-lines").count(), 0);
	await p.page.click("#note-2 a.note-n");
	await p.waitFor("its place", () => document.activeElement.id === "at-2");
});

for (const [locale, width] of [["ru-RU", 768], ["ru-RU", 900], ["en-GB", 768], ["zh-CN", 768], ["ru-RU", 1024]])
	test(`messages: both lists have room on a tablet, ${locale}, ${width} px`, { locale, viewport: { width, height: 1024 } }, async p => {
		const { messages: [{ messageId }] } = await post(p.server, refused());
		for (const where of ["/messages", "/messages?of=messages", "/messages/" + messageId]) {
			await p.open(where);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), width, where);
			const narrow = await p.page.locator(".post :is(th, td)").evaluateAll(l => l.filter(e => e.textContent.trim().length > 3 && e.clientWidth && e.clientWidth < 30 && getComputedStyle(e).position !== "absolute" && !e.closest("thead")).map(e => e.className));
			is(narrow, [], where);
		}
	});

test("messages: by keyboard alone: from the list to a finding's place and back", async p => {
	const { intakeId } = await post(p.server, refused());
	await p.open("/messages?status=rejected");
	const reach = async selector => {
		for (let i = 0; i < 120; i++) {
			if (await p.page.evaluate(s => document.activeElement.matches(s), selector))
				return;
			await p.page.keyboard.press("Tab");
		}
		throw new Error("Tab never reaches " + selector);
	};
	await reach(`.post a[data-id="${intakeId}"]`);
	await p.page.keyboard.press("Enter");
	await ready(p);
	await p.waitFor("focus on the title", () => document.activeElement.id === "title");
	await reach("#note-2 a.note-n");
	await p.page.keyboard.press("Enter");
	await p.waitFor("its place", () => document.activeElement.id === "at-2");
	await p.page.keyboard.press("n");
	await p.waitFor("the next place", () => document.activeElement.id === "at-3");
	await p.page.keyboard.press("p");
	await p.waitFor("the one before", () => document.activeElement.id === "at-2");
	await p.page.keyboard.press("Enter");
	await p.waitFor("back in the list", () => document.activeElement.closest("#note-2"));
	ok(await p.page.evaluate(() => document.activeElement.getAttribute("aria-label").includes("2")), "it says which");
});

test("messages: new ones wait above without a jump, and come when they are asked for", async p => {
	await post(p.server, refused());
	await p.open("/messages?status=rejected");
	const ids = () => p.page.locator(".post tbody a").evaluateAll(l => l.map(a => a.dataset.id));
	const before = await ids();
	const first = await post(p.server, refused());
	await post(p.server, codeco({ boxes: [{ number: fresh(), at: "202505040800" }] })); // accepted: not in this list
	const second = await post(p.server, refused());
	await p.waitFor("the button", () => document.querySelector(".post-new button")?.textContent.trim() === "2 new");
	is(await ids(), before);
	await p.page.click(".post-new button");
	await p.waitFor("the new ones", n => document.querySelectorAll(".post tbody tr").length === n, before.length + 2);
	is((await ids()).slice(0, 3), [second.intakeId, first.intakeId, before[0]]);
	await p.waitFor("focus on the newest", id => document.activeElement.dataset.id === id, second.intakeId);
	is(await p.page.locator(".post-new button").count(), 0);
});

test("messages: pages follow one another, none twice, and the focus goes on", async p => {
	await p.open("/messages?of=messages");
	const ids = () => p.page.locator(".post tbody a").evaluateAll(l => l.map(a => a.dataset.id));
	is((await ids()).length, 50);
	await p.page.click(".more");
	await p.waitFor("more", () => document.querySelectorAll(".post tbody tr").length > 50);
	const all = await ids();
	is(all.length, new Set(all).size);
	await p.waitFor("focus on the first of them", id => document.activeElement.dataset.id === id, all[50]);
	const { messages } = await get(p.server, "/api/v1/messages?limit=" + all.length);
	is(all, messages.map(m => m.messageId));
});

test("messages: a message's row tells type, reference, events and findings", async p => {
	const id = "WM" + (serial + 1), { messages: [{ messageId }] } = await post(p.server, refused());
	await p.open("/messages");
	await p.page.click('.segments button >> nth=1');
	const row = p.page.locator("tr", { has: p.page.locator(`a[data-id="${messageId}"]`) });
	await row.waitFor();
	is(p.query(), { of: "messages" });
	const cells = (await row.locator("td").allInnerTexts()).map(t => t.replace(/\s+/g, " ").trim());
	is(cells.slice(0, 2), ["WEBTEST", "CODECO D.95B"]);
	is(cells.slice(3), ["–", "1 error 4 warnings", "Refused"]);
	ok(/^WM\d+$/.test(cells[2]) && id.startsWith("WM"), cells[2]);
});

test("messages: what is named leads to the container", async p => {
	const box = fresh();
	const { intakeId } = await post(p.server, codeco({ boxes: [{ number: box, at: "202505040800" }] }));
	await open(p, intakeId);
	await ready(p);
	is(await p.text("#sentence"), "Accepted: 1 message, 1 event, 1 of them new.");
	await p.page.click(".named a");
	await p.waitForBox(box);
});

test("messages: the bytes are downloaded and copied as they came", async p => {
	const text = refused();
	const { intakeId } = await post(p.server, text);
	await p.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await open(p, intakeId);
	await ready(p);
	const [download] = await Promise.all([p.page.waitForEvent("download"), p.page.click("#raw-save")]);
	is(download.suggestedFilename(), intakeId + ".edi");
	const chunks = [];
	for await (const chunk of await download.createReadStream())
		chunks.push(chunk);
	is(Buffer.concat(chunks).toString(), text);
	await p.page.click("#raw-copy");
	await p.waitFor("it is told", () => document.querySelector(".raw-tools [role=status]").textContent === "Copied");
	is(await p.page.evaluate(() => navigator.clipboard.readText()), text);
});

test("messages: what is copied of a file in another character set has its letters, no marks in their place", async p => {
	const bytes = Buffer.from(refused().replace("UNOA:2", "UNOC:3").replace("NAD+MS+WEBTEST", "NAD+MS+WEBTEST+++H@FEN"), "latin1");
	bytes[bytes.indexOf("@")] = 0xc4;
	const { intakeId } = await post(p.server, bytes);
	await p.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await open(p, intakeId);
	await ready(p);
	await p.page.click("#raw-copy");
	await p.waitFor("it is told", () => document.querySelector(".raw-tools [role=status]").textContent === "Copied");
	is(await p.page.evaluate(() => navigator.clipboard.readText()), bytes.toString("latin1"));
});

test("messages: decoding again asks first; no gives the focus back and does nothing", async p => {
	const { intakeId } = await post(p.server, refused());
	const asked = [];
	p.page.on("request", r => r.method() === "POST" && asked.push(r.url()));
	await open(p, intakeId);
	await p.page.locator("#replay").focus();
	await p.page.keyboard.press("Enter");
	await p.waitFor("the question", () => document.querySelector("dialog.question[open]")?.contains(document.activeElement));
	for (let i = 0; i < 5; i++) { // the focus never goes to the page behind
		await p.page.keyboard.press("Tab");
		ok(await p.page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest("dialog")), "the focus is held");
	}
	await p.page.keyboard.press("Escape");
	await p.waitFor("focus back", () => document.activeElement.id === "replay" && !document.querySelector("dialog.question"));
	is(asked, []);
});

for (const [locale, told] of [["en-GB", "It is refused as before: nothing changed."], ["zh-CN", "仍被拒绝：未发生任何变更。"], ["ru-RU", "Оно отклонено, как и прежде: ничего не изменилось."]])
	test(`messages: decoding again tells what came of it, ${locale}`, { locale }, async p => {
		const { intakeId } = await post(p.server, refused());
		await open(p, intakeId);
		await p.page.click("#replay");
		await p.page.click(".question .primary");
		await p.waitFor("the receipt", () => document.querySelector('.question .receipt[data-status="rejected"]'));
		is(await p.text(".question .verdict"), told);
		await p.page.keyboard.press("Enter");
		await p.waitFor("the dialog gone", () => !document.querySelector("dialog.question"));
	});

test("messages: decoding again what is taken already says that nothing changed", async p => {
	const { intakeId } = await post(p.server, codeco({ boxes: [{ number: fresh(), at: "202505040800" }] }));
	await open(p, intakeId);
	await p.page.click("#replay");
	await p.page.click(".question .primary");
	await p.waitFor("the receipt", () => document.querySelector(".question .receipt"));
	is(await p.text(".question .verdict"), "It says nothing that was not known: nothing changed.");
});

test("messages: what decodes now brings its events, and the page shows it", async p => {
	const { intakeId } = await post(p.server, refused());
	await open(p, intakeId);
	await ready(p);
	await p.page.route("**/replay", route => route.fulfill({ contentType: "application/json",
		body: JSON.stringify({ intakeId, status: "accepted", events: 2, new: 2, messages: [{}], diagnostics: [] }) }));
	await p.page.click("#replay");
	await p.page.click(".question .primary");
	await p.waitFor("the receipt", () => document.querySelector(".question .receipt"));
	is(await p.text(".question .verdict"), "2 events are new now.");
	const [again] = await Promise.all([p.page.waitForRequest("**/api/v1/intakes/" + intakeId), p.page.click(".question .more")]);
	ok(again, "the delivery is asked for anew");
});

test("messages: bytes that were not kept are told so", async p => {
	const { intakeId } = await post(p.server, refused());
	const kept = await get(p.server, "/api/v1/intakes/" + intakeId);
	await p.answer("**/api/v1/intakes/" + intakeId, { ...kept, kept: false });
	await open(p, intakeId);
	ok((await p.text(".raw")).includes("they themselves do not"), "why");
	is(await p.page.locator("#raw-save, #raw-copy, #replay").count(), 0);
	is(await p.page.locator(".findings li").count(), 5);
});

test("messages: when the bytes do not come it is told, and they are asked for again", async p => {
	const { intakeId } = await post(p.server, refused());
	await p.page.route("**/raw", route => route.abort("connectionrefused"));
	await open(p, intakeId);
	await p.waitFor("the trouble", () => document.querySelector('.raw [role="alert"]'));
	await p.page.unroute("**/raw");
	await p.page.click(".raw .link");
	await ready(p);
});

test("messages: the language changes on the spot", async p => {
	const { intakeId } = await post(p.server, refused());
	await open(p, intakeId);
	await ready(p);
	await p.page.selectOption("#language", "ru");
	await p.waitFor("Russian", () => document.querySelector("#sentence")?.textContent === "Отклонено: ничего не принято.");
	await ready(p);
	ok((await p.text(".findings")).includes("сегмент 4 EQD"), "places too");
});
