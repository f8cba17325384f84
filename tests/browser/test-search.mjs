// Finding a container: what may be typed, suggestions, addresses, going back.
import { test, is, ok, post } from "./harness.mjs";
import { codeco, number, container } from "./messages.mjs";

const box = number("ZBSU", 200001), twin = number("ZBSU", 200002), latin = number("KMTU", 345678);
let sent = null; // one delivery serves all tests of this file

const open = async (p, where) => {
	sent ??= post(p.server, codeco({ boxes: [box, twin, latin].map(n => ({ number: n, at: "202505040800" })) }));
	await sent;
	await p.open(where);
};

for (const [what, typed] of [
	["plain", box],
	["with blanks and a hyphen", ` ${box.slice(0, 4)} ${box.slice(4, 10)}-${box.slice(10)} `],
	["in lower case", box.toLowerCase()],
	["in full width", [...box].map(c => String.fromCharCode(c.charCodeAt(0) + 0xFEE0)).join("")],
	["with dots and slashes", `${box.slice(0, 4)}.${box.slice(4, 10)}/${box.slice(10)}`],
])
	test(`search: a number is found, typed ${what}`, async p => {
		await open(p);
		await p.search(typed);
		await p.waitForBox(box);
		is(p.query(), { c: box });
	});

test("search: Cyrillic look-alikes are read as Latin", async p => {
	await open(p);
	await p.search("КМТU" + latin.slice(4)); // К, М, Т are Cyrillic
	await p.waitForBox(latin);
});

test("search: the Find button does as Enter does", async p => {
	await open(p);
	await p.page.fill("#number", box);
	await p.page.click(".search button");
	await p.waitForBox(box);
});

test("search: suggestions come by the beginning, arrows choose, Enter takes", async p => {
	await open(p);
	await p.page.locator("#number").pressSequentially("zbsu 2000");
	const options = p.page.locator('#number-options [role="option"]');
	await options.nth(1).waitFor();
	is(await options.locator(".plate").allTextContents(), [box, twin].sort());
	is(await p.page.getAttribute("#number", "aria-expanded"), "true");
	await p.page.press("#number", "ArrowDown");
	await p.page.press("#number", "ArrowDown");
	is(await p.page.getAttribute("#number", "aria-activedescendant"), await options.nth(1).getAttribute("id"));
	is(await options.nth(1).getAttribute("aria-selected"), "true");
	const wanted = await options.nth(1).locator(".plate").textContent();
	await p.page.press("#number", "Enter");
	await p.waitForBox(wanted);
	ok(await p.page.locator("#number-options").isHidden(), "the list is shut");
});

test("search: a suggestion is taken by a click", async p => {
	await open(p);
	await p.page.locator("#number").pressSequentially("ZBSU2000");
	await p.page.locator('#number-options [role="option"]').first().click();
	await p.waitForBox([box, twin].sort()[0]);
});

test("search: Escape shuts the suggestions and keeps what was typed", async p => {
	await open(p);
	await p.page.locator("#number").pressSequentially("ZBSU");
	await p.page.locator('#number-options [role="option"]').first().waitFor();
	await p.page.press("#number", "Escape");
	ok(await p.page.locator("#number-options").isHidden(), "shut");
	is(await p.page.getAttribute("#number", "aria-expanded"), "false");
	is(await p.page.inputValue("#number"), "ZBSU");
});

test("search: how many suggestions there are is told to a screen reader", async p => {
	await open(p);
	await p.page.locator("#number").pressSequentially("ZBSU2000");
	await p.waitFor("the word", () => document.getElementById("told").textContent === "2 suggestions, arrow keys to choose");
});

test("search: the beginning of a number filters the overview, and the filter can be removed", async p => {
	await open(p);
	await p.search("ZBSU");
	await p.waitFor("the filter", () => location.search === "?prefix=ZBSU");
	await p.settled();
	is(await p.numbers(), [box, twin].sort());
	is(await p.line(".removable span"), "Number begins with ZBSU");
	await p.page.click(".removable");
	await p.waitFor("no filter", () => location.search === "");
});

test("search: an address with ?c= opens the container", async p => {
	await open(p, "/?c=" + box);
	await p.waitForBox(box);
	is(await p.page.inputValue("#number"), box);
	is(await p.page.title(), `${box} – Landbridge`);
});

test("search: an address with #NUMBER opens the container", async p => {
	await open(p, "/#" + box);
	await p.waitForBox(box);
});

test("search: back and forward go where they went before", async p => {
	await open(p);
	await p.page.click('.chip[data-status="in-terminal"]');
	await p.waitFor("the filter", () => location.search === "?status=in-terminal");
	await p.settled();
	await p.search(box);
	await p.waitForBox(box);
	await p.page.goBack();
	await p.waitFor("the filter again", () => document.querySelector('.chip[data-status="in-terminal"][aria-pressed="true"]'));
	await p.page.goForward();
	await p.waitForBox(box);
});

test("search: the mark leads home", async p => {
	await open(p, "/?c=" + box);
	await p.waitForBox(box);
	await p.page.click("#home");
	await p.waitFor("the overview", () => document.querySelector(".overview"));
	is(await p.page.inputValue("#number"), "");
});

test("search: a slow answer never overwrites a later one", async p => {
	let release;
	const held = new Promise(go => { release = go; });
	await open(p);
	await p.page.route("**/api/v1/containers/SLOU*", async route => {
		await held;
		await route.fulfill({ contentType: "application/json", body: JSON.stringify(container({ number: "SLOU" })) }).catch(() => {});
	});
	await p.search("SLOU3054383");
	await p.waitFor("the slow one asked for", () => location.search === "?c=SLOU3054383");
	await p.search(box);
	await p.waitForBox(box);
	release();
	await p.page.evaluate(() => fetch("/api/v1/containers?limit=1").then(r => r.json())); // a round trip later
	is(await p.page.locator(".box h1").textContent(), box);
});
