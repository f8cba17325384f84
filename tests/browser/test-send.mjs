// Sending a message file and reading its receipt.
import { test, is, ok, get } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

let serial = 500000;
const fresh = () => number("ZBRU", ++serial);
const file = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
const one = n => codeco({ boxes: [{ number: n, at: "202505040800" }] });

async function send(p, ...files) {
	await p.page.click("#send-open");
	await p.page.setInputFiles("#file", files);
	await p.waitFor("receipts", n => document.querySelectorAll(".receipt[data-status]").length === n, files.length);
}

for (const [locale, verdict, counts] of [
	["en-GB", "Accepted", "1 message, 2 events, 2 of them new"],
	["zh-CN", "已接受", "1 条报文，2 个事件，其中 2 个为新"],
	["ru-RU", "Принято", "1 сообщение, 2 события, из них новых 2"],
])
	test(`send: a file is sent and its receipt stands in words, ${locale}`, { locale }, async p => {
		const boxes = [fresh(), fresh()];
		await p.open();
		await send(p, file("gate.edi", codeco({ boxes: boxes.map(n => ({ number: n, at: "202505040800" })) })));
		is(await p.text(".receipt h3"), "gate.edi");
		is(await p.text(".verdict"), verdict);
		is(await p.line(".receipt > .quiet"), counts);
		is(await p.page.locator(".receipt-boxes a").allTextContents(), boxes);
	});

test("send: the receipt leads to its boxes", async p => {
	const n = fresh();
	await p.open();
	await send(p, file("gate.edi", one(n)));
	await p.page.click(".receipt-boxes a");
	await p.waitForBox(n);
	is(await p.page.locator("#send").evaluate(d => d.open), false);
});

test("send: what was sent is kept by the server", async p => {
	const n = fresh();
	await p.open();
	await send(p, file("gate.edi", one(n)));
	is((await get(p.server, "/api/v1/containers/" + n)).status, "in-terminal");
});

test("send: the overview behind shows the new box", async p => {
	const n = fresh();
	await p.open("/?prefix=" + n);
	is(await p.page.locator(".empty").count(), 1);
	await send(p, file("gate.edi", one(n)));
	await p.waitFor("the row", number => document.querySelector(`.boxes a[data-number="${number}"]`), n);
});

for (const [locale, verdict] of [["en-GB", "Already received before: nothing changed"], ["zh-CN", "以前已收到：没有变化"], ["ru-RU", "Уже получено раньше: ничего не изменилось"]])
	test(`send: the same bytes again are called a duplicate, ${locale}`, { locale }, async p => {
		const text = one(fresh());
		await p.open();
		await send(p, file("gate.edi", text));
		await p.page.setInputFiles("#file", [file("again.edi", text)]);
		await p.waitFor("the duplicate", () => document.querySelector('.receipt[data-status="duplicate"]'));
		is(await p.text('.receipt[data-status="duplicate"] .verdict'), verdict);
	});

for (const [locale, verdict] of [["en-GB", "Refused: nothing was taken"], ["zh-CN", "已拒绝：未采纳任何内容"], ["ru-RU", "Отклонено: ничего не принято"]])
	test(`send: a broken file is refused with the reason, ${locale}`, { locale }, async p => {
		await p.open();
		await send(p, file("broken.edi", one(fresh()).replace(/UNT[^]*$/, "")));
		is(await p.text(".verdict"), verdict);
		ok(await p.page.locator('.receipt .notes [data-severity="error"]').count() > 0, "a reason");
		is(await p.page.locator(".receipt-boxes").count(), 0);
	});

test("send: warnings stand under their message", async p => {
	const good = fresh(), bad = good.slice(0, 10) + (Number(good[10]) + 1) % 10;
	await p.open();
	await send(p, file("odd.edi", one(bad)));
	is(await p.text(".verdict"), "Accepted, with warnings");
	ok((await p.text('.receipt .notes [data-severity="warning"]')).includes(bad), "the number is named");
});

test("send: several files are sent one after another", async p => {
	await p.open();
	await send(p, file("a.edi", one(fresh())), file("b.edi", one(fresh())), file("c.edi", one(fresh())));
	is(await p.page.locator(".receipt h3").allInnerTexts(), ["c.edi", "b.edi", "a.edi"]);
});

test("send: a file dropped on the page is sent", async p => {
	const n = fresh();
	await p.open();
	const data = await p.page.evaluateHandle(text => {
		const transfer = new DataTransfer();
		transfer.items.add(new File([text], "dropped.edi"));
		return transfer;
	}, one(n));
	await p.page.dispatchEvent("body", "dragover", { dataTransfer: data });
	ok(await p.page.locator("#dropping").isVisible(), "the page shows that it takes it");
	await p.page.dispatchEvent("body", "drop", { dataTransfer: data });
	await p.waitFor("the receipt", () => document.querySelector('.receipt[data-status="accepted"]'));
	is(await p.text(".receipt h3"), "dropped.edi");
	ok(await p.page.locator("#dropping").isHidden(), "and no longer");
});

test("send: when it cannot be sent it can be tried again", async p => {
	await p.open();
	await p.page.route("**/api/v1/messages", route => route.abort("connectionrefused"));
	await send(p, file("gate.edi", one(fresh())));
	is(await p.text(".verdict"), "It could not be sent: The server does not answer");
	await p.page.unroute("**/api/v1/messages");
	await p.page.click(".receipt .primary");
	await p.waitFor("the receipt", () => document.querySelector('.receipt[data-status="accepted"]'));
});

test("send: a locked server asks for a key and goes on with the same file", async p => {
	await p.open();
	await p.page.route("**/api/v1/messages", route => route.request().headers().authorization
		? route.fulfill({ contentType: "application/json", body: '{"intakeId":"i","status":"accepted","events":1,"new":1,"messages":[],"diagnostics":[]}' })
		: route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"title":"A key is needed","status":401}' }));
	await p.page.click("#send-open");
	await p.page.setInputFiles("#file", [file("gate.edi", one(fresh()))]);
	await p.page.fill("#key", "lb_any");
	await p.page.press("#key", "Enter");
	await p.waitFor("the receipt", () => document.querySelector('.receipt[data-status="accepted"]'));
});

test("send: the dialog takes the focus, Escape shuts it and gives the focus back", async p => {
	await p.open();
	await p.page.focus("#send-open");
	await p.page.keyboard.press("Enter");
	await p.waitFor("focus inside", () => document.getElementById("send").contains(document.activeElement));
	await p.page.keyboard.press("Escape");
	await p.waitFor("focus back", () => document.activeElement.id === "send-open");
});
