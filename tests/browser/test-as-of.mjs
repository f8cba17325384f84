// "As known at": the container and the look-up as they were at a moment, which stands in the address.
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

const box = number("ZAXU", 300001), later = number("ZAXU", 300002);
let sent = null;

// In by gate; then a moment; then out, and another box.
async function told(server) {
	sent ??= (async () => {
		await post(server, codeco({ boxes: [{ number: box, at: "202505040800", booking: "AOF0001" }] }));
		const { timeline: [{ recorded }] } = await get(server, "/api/v1/containers/" + box);
		const between = recorded;
		await post(server, codeco({ gate: "out", boxes: [{ number: box, at: "202505050915" }, { number: later, at: "202505050915" }] }));
		return between;
	})();
	return sent;
}

const at = async p => encodeURIComponent(await told(p.server));

for (const [locale, bar, status] of [["en-GB", "As known at", "In terminal"], ["zh-CN", "所知的情况", "在场站"], ["ru-RU", "По сведениям на", "На терминале"]])
	test(`as of: a container as it was known then, clearly marked, ${locale}`, { locale }, async p => {
		await p.open(`/?c=${box}&asOf=${await at(p)}`);
		ok((await p.text("#then")).includes(bar), "the bar says so");
		ok((await p.text(".head .status")).startsWith(status), "the status is that of then");
		is(await p.page.locator(".timeline .event").count(), 1);
	});

test("as of: off by default, chosen by a field, back by a button, each in the address", {}, async p => {
	const then = Date.parse(await told(p.server));
	await p.open("/?c=" + box);
	is(await p.page.locator("#then").count(), 0);
	ok(!(await p.page.locator(".then-form input").isVisible()), "the field is folded");
	await p.page.click(".then-pick > summary");
	await p.page.fill(".then-form input", "2025-01-02T03:04");
	await p.page.click(".then-form button");
	await p.page.waitForSelector("#then");
	const own = await p.page.evaluate(() => new Date("2025-01-02T03:04").toISOString().replace(".000", ""));
	is(new URL(p.page.url()).searchParams.get("asOf"), own);
	ok((await p.text("h1")).includes("nobody had told of"), "nothing was known then");
	await p.page.click(".then-now");
	await p.page.waitForSelector(".head .status");
	is(new URL(p.page.url()).search, "?c=" + box);
	is(await p.page.locator("#then").count(), 0);
	await p.page.goBack();
	await p.page.waitForSelector("#then");
	ok(then > Date.parse(own));
});

test("as of: what is told meanwhile does not move what was known then", {}, async p => {
	const own = number("ZAXU", 300003);
	await post(p.server, codeco({ boxes: [{ number: own, at: "202505040800" }] }));
	const { timeline: [{ recorded }] } = await get(p.server, "/api/v1/containers/" + own);
	await p.open(`/?c=${own}&asOf=${encodeURIComponent(recorded)}`);
	await post(p.server, codeco({ gate: "out", boxes: [{ number: own, at: "202505050915" }] }));
	const other = await p.page.context().newPage();
	await other.goto(`${p.server.url}/?c=${own}`);
	await other.waitForFunction(() => document.querySelectorAll(".timeline .event").length === 2);
	is(await p.page.locator(".timeline .event").count(), 1);
	ok((await p.text("#sentence")).startsWith("In terminal"));
});

test("as of: the look-up is of then, and its rows lead to then", {}, async p => {
	const then = await told(p.server);
	await p.open(`/lookup?q=${box},${later}&asOf=${encodeURIComponent(then)}`);
	await p.page.waitForSelector("#results-title");
	ok((await p.text("#results-title")).startsWith("1 "), "the other box was not known then");
	ok(await p.page.locator("#then").isVisible());
	const link = await p.page.locator(`a[data-number="${box}"]`).getAttribute("href");
	is(new URL(link, p.server.url).searchParams.get("asOf"), then);
	await p.page.click(".then-now");
	await p.page.waitForFunction(() => document.querySelector("#results-title")?.textContent.trim().startsWith("2 "));
	ok(!new URL(p.page.url()).searchParams.has("asOf"));
	await p.page.click(".then-pick > summary");
	await p.page.fill(".then-form input", "2025-01-02T03:04");
	await p.page.click(".then-form button");
	await p.page.waitForFunction(() => document.querySelector("#results-title")?.textContent.trim().startsWith("0 "));
	ok(new URL(p.page.url()).searchParams.has("asOf"));
});

test("as of: on a phone nothing is wider than the screen, and the bar goes along", { viewport: { width: 360, height: 700 }, locale: "ru-RU" }, async p => {
	await p.open(`/?c=${box}&asOf=${await at(p)}`);
	await p.page.click("#then .then-pick > summary");
	is(await p.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
	await p.page.click("#then .then-pick > summary");
	await p.page.evaluate(() => scrollTo(0, 600));
	await p.page.waitForFunction(() => Math.abs(document.getElementById("then").getBoundingClientRect().top) < 2);
});
