// Sheets: dropped, picked or pasted, looked at, mended, kept as a profile, sent; the real program reads them.
import { readFileSync } from "node:fs";
import { test, is, ok, get } from "./harness.mjs";
import { number } from "./messages.mjs";
import { findings } from "./test-axe.mjs";
import { workbook } from "./workbook.mjs";
import { change, fieldOf, profileOf } from "../../web/src/sheets/mending.js";

let serial = 770000;
const box = () => number("LBWU", ++serial);
const table = rows => rows.map(row => row.join("\t")).join("\n") + "\n";

// Into the field, as the clipboard gives it.
async function paste(p, text) {
	await p.page.locator("#sheet-rows").evaluate((field, rows) => {
		const data = new DataTransfer();
		data.setData("text/plain", rows);
		field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	}, text);
	await looked(p);
}

const looked = p => p.page.waitForSelector(".sheet-looked:not([data-busy]), .sheet-head:not(:has(.sheet-progress)) #sheet-title");

// Anywhere on the page.
async function drop(p, name, bytes) {
	await p.page.evaluate(([called, base64]) => {
		const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], called));
		for (const type of ["dragover", "drop"])
			document.querySelector(".sheet-shelf").dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
	}, [name, bytes.toString("base64")]);
	await looked(p);
}

const heading = p => p.page.locator(".sheet-grid thead th[data-sure]");
const reads = async (p, i) => heading(p).nth(i).locator("select").inputValue();

async function mend(p, i, field) {
	await heading(p).nth(i).locator("select").selectOption(field);
	await p.waitFor("the rows read anew", n => document.querySelectorAll(".sheet-grid thead th[data-sure]")[n]?.dataset.sure === "said" &&
		document.querySelector(".sheet-looked:not([data-busy])"), i);
}

test("sheets: a Chinese workbook that is dropped goes by a mended column to the box's timeline, and its profile is used again", { locale: "zh-CN" }, async p => {
	const boxes = [box(), box()];
	const rows = its => [["班列号: X8199  发车日期: 2026-06-15"], ["序号", "车号", "箱号", "开始", "完成"],
		...its.map((b, i) => [i + 1, String(5312345 + i), b, "2026-06-15 07:3" + i, "2026-06-15 08:3" + i])];
	await p.open("/sheets");
	await drop(p, "装车.xlsx", workbook(rows(boxes), "一号"));
	is(await p.line("#sheet-title .file"), "装车.xlsx");
	is(await p.line(".sheet-facts"), "Excel 工作簿（XLSX）");
	is(await p.line(".sheet-table h2"), "一号 · 装车清单");
	is(await p.page.locator(".title-facts dd").allInnerTexts(), ["X8199", "2026-06-15"]);
	is([await reads(p, 2), await reads(p, 3), await reads(p, 4)], ["container", "time", ""]);
	is(await heading(p).nth(3).getAttribute("data-sure"), "doubt");
	is((await p.page.locator(".sheet-grid thead th[data-sure]").nth(2).locator("option:checked").textContent()).trim(), "箱号");
	ok((await p.line(".sheet-preview")).includes("07:30"), "the wrong hour is read");
	ok(await p.page.isEnabled(".sheet-send .big"), "it may be sent as it is");
	await mend(p, 4, "time");
	is([await reads(p, 3), (await p.line(".sheet-preview")).includes("08:30")], ["", true], "the right one, and no field twice");
	ok(!await p.page.isEnabled(".sheet-send .big"), "a changed reading is saved before it is sent");
	is((await get(p.server, "/api/v1/profiles")).profiles.filter(one => !one.shipped && one.name === "wt-loaded"), [], "nothing is stored yet");
	await p.page.click(".sheet-tools .primary");
	await p.waitFor("the way to sending", () => document.activeElement.id === "send-sheet" && document.querySelector(".sheet-send").getBoundingClientRect().top < innerHeight);
	await p.page.fill("#profile-name", "wt-loaded");
	await p.page.click(".sheet-save button");
	await p.waitFor("the profile in use", () => document.getElementById("read-profile").value === "wt-loaded" && !document.querySelector(".sheet-send .big").disabled);
	is([await reads(p, 4), await p.line(".sheet-send .big")], ["time", "发送 2 行"]);
	await p.page.click(".sheet-send .big");
	await p.page.waitForSelector(".sheet-receipt");
	is(await p.page.locator(".receipt-boxes a").allTextContents(), boxes);
	ok(/^\/messages\//.test(await p.page.getAttribute(".receipt-tools a", "href")), "the delivery is at hand");
	await p.page.click(".receipt-boxes a");
	await p.waitForBox(boxes[0]);
	ok((await p.line(".timeline")).includes("08:30"), "the box's timeline tells of it");

	await p.page.click('#nav a[href="/sheets"]');
	await p.page.waitForSelector("#sheet-rows");
	is(await p.page.locator(".sheet-saved th[scope=row]").allInnerTexts(), ["wt-loaded"]);
	await paste(p, table(rows([box()])));
	is(await reads(p, 4), "", "by itself the other is read");
	await p.page.selectOption("#read-profile", "wt-loaded");
	await p.waitFor("the hour", () => document.querySelector(".sheet-preview")?.textContent.includes("08:30"));
	await p.page.click(".sheet-tools .tool");
	await p.page.click(".sheet-saved .tool");
	await p.page.click("dialog.question .primary");
	await p.waitFor("none", () => !document.querySelector(".sheet-saved"));
	is((await get(p.server, "/api/v1/profiles")).profiles.filter(one => !one.shipped && one.name === "wt-loaded"), []);
});

test("sheets: a wrong cell is red, its reason stands below, and the good rows go in without it", async p => {
	const good = box(), text = table([["Container", "Station", "Time", "Operation", "Wagon"], [good, "Lianyungang", "2026-06-15 09:00", "ARRIVED", "94322104"],
		["1.23E+11", "Lianyungang", "2026-06-15 09:00", "ARRIVED", ""], [box(), "Nowhereville", "2026-06-15 09:00", "ARRIVED", ""]]);
	await p.open("/sheets");
	await paste(p, text);
	is(await p.line("#sheet-title .file"), "4 pasted rows");
	is((await p.texts("#sentence .count")).map(s => s.trim()), ["2 rows will go in", "1 of them with a warning", "1 row refused"]);
	const wrong = p.page.locator('.sheet-grid td[data-severity="error"]');
	is([await wrong.count(), (await wrong.innerText()).replace(/^error:\s*/i, "").trim()], [1, "1.23E+11"]);
	const why = await p.page.locator("#" + await wrong.getAttribute("aria-describedby")).innerText();
	ok(why.startsWith("A3") && why.includes("Text"), why);
	is(await p.page.locator(".sheet-errors .cell").allInnerTexts(), ["A3"]);
	is(await p.line(".sheet-preview td.c-how"), "Wagon 94322104", "no train");
	ok(/nowhereville/i.test(await p.line(".sheet-codes")), await p.line(".sheet-codes"));
	const [file] = await Promise.all([p.page.waitForEvent("download"), p.page.click(".bad-tools button:last-child")]);
	ok(/"3","A3","Container"/.test(readFileSync(await file.path(), "utf8")), "the mistakes as a file");
	await p.page.check('[name=rows][value="all-or-none"]');
	ok(!await p.page.isEnabled(".sheet-send .big"), "all or none would be none");
	await p.page.check('[name=rows][value="good"]');
	await p.page.click(".sheet-send .big");
	await p.page.waitForSelector(".sheet-receipt");
	is(await p.line("#receipt-title"), "The good rows went in");
	is(await p.page.locator(".sheet-receipt .sheet-errors .cell").allInnerTexts(), ["A3"]);
	is((await get(p.server, "/api/v1/containers/" + good)).lastEvent, "ARRI");
});

test("sheets: rows without a known heading are read once their kind is said, and a value is given to all", async p => {
	await p.open("/sheets");
	await paste(p, table([["Kiste", "Wann"], [box(), "15.06.2026 08:00"]]));
	is(await p.page.locator(".sheet-grid").count(), 0);
	await p.page.selectOption("#read-kind", "yard-stock");
	await p.page.waitForSelector(".sheet-grid");
	is(await heading(p).evaluateAll(list => list.map(th => th.dataset.sure)), ["doubt", "doubt"]);
	await p.page.click(".sheet-fixed summary");
	await p.page.selectOption("#fixed-field", "station");
	await p.page.fill("#fixed-value", "Lianyungang");
	await p.page.press("#fixed-value", "Enter");
	await p.waitFor("the station in every row", () => /Lianyungang/.test(document.querySelector(".sheet-preview")?.textContent));
});

test("sheets: no answer is told with a way on, and what is no sheet is named", async p => {
	await p.open("/sheets");
	await p.page.route("**/api/v1/profiles/try", route => route.abort("connectionrefused"));
	await p.page.fill("#sheet-rows", "Container\tStation");
	await p.page.click(".sheet-paste button");
	await p.page.waitForSelector(".sheets-page .flag[role=alert]");
	await p.page.unroute("**/api/v1/profiles/try");
	await p.answer("**/api/v1/profiles/try", { title: "Too large", status: 413 }, 413);
	await p.page.click(".sheets-page .flag + p button");
	await p.waitFor("its words", () => /larger than the server takes/.test(document.querySelector(".sheets-page .flag")?.textContent));
	await p.page.unroute("**/api/v1/profiles/try");
	await p.page.setInputFiles("#sheet-file", [{ name: "gate.edi", mimeType: "text/plain", buffer: Buffer.from("UNB+UNOA:2+A+B+250505:0900+1'UNZ+0+1'") }]);
	await p.waitFor("what it is", () => /EDIFACT/.test(document.getElementById("sentence")?.textContent) && document.getElementById("sheet-title"));
});

test("sheets: a key that may only read has the templates and no way to send", { locale: "ru-RU" }, async p => {
	for (const where of ["**/api/v1/profiles/try", "**/api/v1/keys"])
		await p.answer(where, { title: "The key may not do that", status: 403, code: "forbidden" }, 403);
	await p.open("/sheets");
	is(await p.page.locator("#sheet-file, #sheet-rows, .sheet-saved .tool").count(), 0);
	ok((await p.line(".flag.soft")).startsWith("Этот ключ даёт только просмотр"), "why");
	const [file] = await Promise.all([p.page.waitForEvent("download"), p.page.click(".templates li:nth-child(2) button")]);
	is(file.suggestedFilename(), "Список вагонов и контейнеров поезда.xlsx");
	is(readFileSync(await file.path()).subarray(0, 2).toString(), "PK");
});

for (const locale of ["en-GB", "zh-CN", "ru-RU"])
	test(`sheets: by keys alone, on a phone, and axe finds nothing, ${locale}`, { locale, viewport: { width: 360, height: 740 } }, async p => {
		await p.open("/sheets");
		await p.page.focus("#sheet-rows");
		await p.page.evaluate(rows => { document.getElementById("sheet-rows").value = rows; }, table([["Container", "Station", "Time"], [box(), "Lianyungang", "03/04/2026"], ["?", "Lianyungang", "x"]]));
		await p.page.keyboard.press("Tab");
		await p.page.keyboard.press("Enter");
		await looked(p);
		await p.waitFor("focus on what was read", () => document.activeElement.id === "sheet-title");
		is(await p.page.evaluate(() => document.documentElement.scrollWidth), 360);
		is(await p.page.locator("main :is(p, h2, h3, strong, button, label, th, option)").evaluateAll(list =>
			list.map(e => e.textContent).filter(text => /(sheets|receipt|partners)\.[a-z]/.test(text))), [], "words that are missing");
		for (const colorScheme of ["light", "dark"]) {
			await p.page.emulateMedia({ colorScheme });
			is(await findings(p), [], colorScheme);
		}
	});

test("sheets: a field stands in one column, and the profile says words, else positions", async () => {
	const told = { kind: "train-list", sheet: "a", columns: [{ column: "A", header: "Wagon", field: "wagon" }, { column: "B", header: "Box|No.", field: "container" },
		{ column: "C", header: "No.", field: "ordinal" }, { column: "AA" }] };
	const fields = ["wagon", "container", "ordinal", "seal"].map(field => ({ field, kinds: ["train-list"] }));
	const changes = change(told, told.columns[3], "wagon", new Map());
	is(told.columns.map(c => fieldOf(told, c, changes)), ["", "container", "ordinal", "wagon"]);
	const choice = { base: null, kind: "", zone: "Asia/Almaty", order: "", changes: new Map(), fixed: [{ field: "seal", value: " X " }] };
	is(profileOf(choice, [told], fields), { kind: "train-list", zone: "Asia/Almaty", guess: false, columns: [{ field: "wagon", position: 1 },
		{ field: "container", position: 2 }, { field: "ordinal", position: 3 }, { field: "seal", constant: "X" }] }, "one word is no heading");
	const wide = { ...told, columns: [...told.columns, { column: "AB", header: "Seal", field: "seal" }] };
	is(profileOf({ ...choice, fixed: [] }, [wide], fields).columns, [{ field: "wagon", words: ["Wagon"] }, { field: "container", position: 2 },
		{ field: "ordinal", position: 3 }, { field: "seal", words: ["Seal"] }]);
});
