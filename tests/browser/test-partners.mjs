// Partners: one is added, a code of theirs that nobody mapped is mapped, and what had it is read again.
import { test, is, ok, get } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

let serial = 880000;

// A box at the gate of a place that the sender calls by a word of its own.
async function sent(server, sender, word) {
	const box = number("ZPKU", ++serial);
	const message = codeco({ boxes: [{ number: box, at: "202606150800" }] }).replace(/UNB\+([^+]*)\+[^+]*/, `UNB+$1+${sender}`)
		.replace(/NAD\+MS[^']*'\n?/, "").replace(/LOC\+165\+[^:+']*/, `LOC+165+${word}`).replace(/UNT\+(\d+)/, (all, n) => "UNT+" + (n - 1));
	const answer = await fetch(server.url + "/api/v1/messages", { method: "POST", body: message, headers: { "Content-Type": "application/edifact" } });
	is(answer.status, 200, "taken");
	return box;
}

const locales = [
	["en-GB", { add: "Add", unknown: "1 code of theirs has no meaning yet.", none: "There are none.", new: /2 deliveries were read again/ }],
	["zh-CN", { add: "添加", unknown: "该伙伴有 1 个代码尚无含义。", none: "没有。", new: /已重新解析 2 次投递/ }],
	["ru-RU", { add: "Добавить", unknown: "1 его код пока без значения.", none: "Таких нет.", new: /Прочитано заново 2 поступления/ }],
];

for (const [locale, words] of locales)
	test(`partners: one is added, and a code of theirs mapped, ${locale}`, { locale, viewport: locale === "zh-CN" ? { width: 390, height: 844 } : { width: 1280, height: 900 } }, async p => {
		const name = "yard-" + locale.slice(0, 2), sign = "YARD" + locale.slice(0, 2).toUpperCase();
		await p.open("/partners");
		await p.page.fill("#partner-name", name);
		await p.page.selectOption("#partner-kind", "unb");
		await p.page.fill("#partner-value", sign);
		await p.page.click(`lb-partner-form button:has-text("${words.add}")`);
		await p.page.waitForURL("**/partners/" + name);
		const boxes = [await sent(p.server, sign, "DOSTYK-EXP"), await sent(p.server, sign, "DOSTYK-EXP")];
		await p.open("/partners/" + name);
		is(await p.page.textContent("#sentence"), words.unknown, "how many");
		is(await p.page.textContent(".unknown-code .said strong"), "DOSTYK-EXP", "what they wrote");
		await p.page.click(".suggestion:has-text('KZDOS')");
		is(await p.page.inputValue("#meaning-0"), "KZDOS", "the suggestion is taken");
		await p.page.click(".meaning .primary");
		await p.page.click("dialog.question .primary");
		await p.page.waitForSelector("dialog.question .question-state p:not(.quiet)");
		ok(words.new.test(await p.page.textContent("dialog.question .question-state")), await p.page.textContent("dialog.question .question-state"));
		await p.page.click("dialog.question .more");
		await p.page.waitForFunction(none => document.querySelector("lb-unknown")?.textContent.includes(none), words.none);
		is(await p.page.textContent(".mapped tbody .c-meaning"), "KZDOS", "it stands among theirs");
		for (const box of boxes)
			is((await get(p.server, "/api/v1/containers/" + box)).place.code, "KZDOS", "the box is there");
	});

test("partners: a sign that is another's is told where it was asked for", async p => {
	await p.open("/partners");
	for (const name of ["first-of-two", "second-of-two"]) {
		await p.page.fill("#partner-name", name);
		await p.page.selectOption("#partner-kind", "nad");
		await p.page.fill("#partner-value", "TWICE");
		await p.page.click("lb-partner-form .primary");
		if (name === "first-of-two") {
			await p.page.waitForURL("**/partners/first-of-two");
			await p.page.click('#nav a[href="/partners"]');
			await p.page.waitForSelector("#partner-name");
		}
	}
	await p.page.waitForSelector("lb-partner-form .flag[role=alert]");
	ok((await p.page.textContent("lb-partner-form .flag")).includes("first-of-two"), "it says whose it is");
});
