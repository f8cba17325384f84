// What stands around every screen: navigation, titles, focus, the way back, addresses that are none, weight of the first visit.
import { test, is, ok } from "./harness.mjs";
import { container } from "./messages.mjs";
import { everywhere } from "./test-axe.mjs";

const current = p => p.page.locator("#nav [aria-current]").evaluateAll(l => l.map(a => a.getAttribute("href")));

for (const [locale, names] of [
	["en-GB", ["Containers", "Exceptions", "Look-up", "Map", "Hubs", "Trains", "Plans", "Messages", "Partners", "Sheets", "Keys"]],
	["zh-CN", ["集装箱", "异常", "批量查询", "地图", "枢纽", "列车", "方案", "报文", "伙伴", "表格", "密钥"]],
	["ru-RU", ["Контейнеры", "Сбои", "Поиск", "Карта", "Узлы", "Поезда", "Планы", "Сообщения", "Партнёры", "Таблицы", "Ключи"]],
])
	test(`shell: the screens are named and marked when open, ${locale}`, { locale }, async p => {
		await p.open();
		is((await p.texts("#nav a > span")).map(s => s.trim()), names);
		for (const href of ["/exceptions", "/lookup", "/hubs", "/trains", "/plans", "/messages", "/partners", "/sheets", "/keys", "/"]) {
			await p.page.click(`#nav a[href="${href}"]`);
			await p.waitFor("the screen " + href, h => location.pathname === h && document.querySelector(`#nav a[href="${h}"]`).ariaCurrent === "page", href);
			await p.settled();
			is(await current(p), [href]);
			ok((await p.page.title()).endsWith(" – Landbridge"), await p.page.title());
			await p.waitFor("focus on its heading", () => document.activeElement.id === "title");
		}
	});

test("shell: the colours need no browser of this year", async p => {
	await p.open();
	const css = await p.page.evaluate(async () => (await fetch(document.querySelector("link[rel=stylesheet]").href)).text());
	is(css.includes("light-dark("), false);
	const paper = () => p.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	is(await paper(), "rgb(245, 244, 239)");
	await p.page.emulateMedia({ colorScheme: "dark" });
	is(await paper(), "rgb(12, 21, 25)");
	await p.page.evaluate(() => { document.documentElement.dataset.theme = "light"; });
	is(await paper(), "rgb(245, 244, 239)", "as chosen, whatever the system has");
});

test("shell: paper is light, whatever the screen is", { colorScheme: "dark" }, async p => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({}));
	await p.open("/?c=CSQU3054383");
	await p.page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
	await p.page.emulateMedia({ media: "print" });
	is(await p.page.evaluate(() => [document.body, document.querySelector(".mark")].map(e => getComputedStyle(e).color)), ["rgb(20, 38, 44)", "rgb(20, 38, 44)"]);
	is(await p.page.locator("#nav, .tools, .hero, .files").evaluateAll(l => l.filter(e => e.checkVisibility()).length), 0);
});

for (const [width, what] of [[390, "a phone"], [768, "a tablet"], [1000, "a small window"]])
	test(`shell: no word of the head is cut, and nothing is wider than ${what}, in Russian`, { locale: "ru-RU", viewport: { width, height: 800 } }, async p => {
		for (const where of ["/", "/lookup", "/keys"]) {
			await p.open(where);
			is(await p.page.locator("#nav a span:not(.hidden)").evaluateAll(l => l.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)), []);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), width, where);
		}
	});

test("shell: a container belongs to the containers, a hub to the hubs", async p => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({}));
	await p.open("/?c=CSQU3054383");
	is(await p.page.getAttribute('#nav a[href="/"]', "aria-current"), "true");
	await p.open("/hubs/CNLYG");
	is(await p.page.getAttribute('#nav a[href="/hubs"]', "aria-current"), "true");
});

for (const [name, where] of everywhere)
	test(`shell: every stop of the ${name} screen is reached by keyboard and shows itself`, async p => {
		await p.open(await where(p.server));
		await p.page.evaluate(() => document.activeElement.blur());
		const seen = [];
		for (let i = 0; i < 400; i++) {
			await p.page.keyboard.press("Tab");
			const at = await p.page.evaluate(() => {
				const e = document.activeElement;
				if (e === document.body)
					return null;
				window.stops ??= new Map();
				const again = window.stops.has(e);
				window.stops.set(e, true);
				const r = e.getBoundingClientRect();
				return { again, main: !!e.closest("main"), nav: !!e.closest("#nav"), id: e.id || e.className || e.localName,
					shown: e.checkVisibility() && r.bottom > 0 && r.top < innerHeight };
			});
			if (!at || at.again)
				break;
			seen.push(at);
		}
		is(seen[0].id, "skip");
		is(seen.filter(s => s.nav).length, 11, "the navigation");
		ok(seen.some(s => s.main), "something in the content");
		is(seen.filter(s => !s.shown).map(s => s.id), [], "stops out of sight");
	});

test("shell: going back leads to where the reader was, and to the link followed", { viewport: { width: 1280, height: 600 } }, async p => {
	await p.open();
	const link = p.page.locator(".boxes a[data-number]").nth(15), number = await link.getAttribute("data-number");
	await link.scrollIntoViewIfNeeded();
	const y = await p.page.evaluate(() => scrollY);
	ok(y > 100, "scrolled");
	await link.focus();
	await p.page.keyboard.press("Enter");
	await p.waitForBox(number);
	is(await p.page.evaluate(() => scrollY), 0);
	await p.page.goBack();
	await p.waitFor("the list", () => document.querySelector(".boxes"));
	await p.settled();
	await p.waitFor("the link followed", n => document.activeElement.dataset.number === n, number);
	is(await p.page.evaluate(() => scrollY), y);
	await p.page.goForward();
	await p.waitForBox(number);
	await p.waitFor("the top again", () => scrollY === 0);
});

for (const [locale, title] of [["en-GB", "Nothing stands at this address"], ["zh-CN", "此地址没有内容"], ["ru-RU", "По этому адресу ничего нет"]])
	test(`shell: a message that is not there leads on, ${locale}`, { locale }, async p => {
		await p.answer("**/api/v1/messages/**", { title: "No such record", status: 404 }, 404);
		await p.open("/messages/none.1");
		is(await p.text("h1"), title);
		await p.page.click("main a[href='/']");
		await p.waitFor("the overview", () => document.querySelector(".overview"));
	});

test("shell: a screen that cannot be fetched says so, and opens when it can be", async p => {
	await p.open();
	await p.page.route("**/assets/**", route => route.abort("connectionrefused"));
	await p.page.click('#nav a[href="/keys"]');
	await p.waitFor("the words", () => document.querySelector('.trouble[data-kind="away"]'));
	await p.page.unroute("**/assets/**");
	await p.page.click(".trouble .primary");
	await p.waitFor("the screen", () => document.body.dataset.view === "keys" && document.getElementById("title") && !document.querySelector('.trouble[data-kind="away"]'));
});

test("shell: on a phone the screens stand at the thumb and cover nothing at the end", { viewport: { width: 390, height: 844 }, hasTouch: true }, async p => {
	await p.open();
	const bar = await p.page.locator("#nav").boundingBox();
	is(Math.round(bar.y + bar.height), 844);
	const links = await p.page.locator("#nav a").evaluateAll(l => l.map(a => a.getBoundingClientRect()).filter(r => r.height < 44 || r.width < 44).length);
	is(links, 0);
	await p.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await p.waitFor("the foot above the bar", () => document.querySelector(".foot").getBoundingClientRect().bottom <= document.getElementById("nav").getBoundingClientRect().top + 1);
});

// What stands in the head on something else, and what is wider than the window; by the browser's own letters, which are wide.
const crowded = () => {
	const parts = [...document.querySelectorAll(".top > *, .tools > *")].filter(e => e.checkVisibility() && !e.matches(".tools"))
		.map(e => [e.id || e.className, e.getBoundingClientRect(), [...e.querySelectorAll("a")].map(a => a.getBoundingClientRect())]);
	const over = parts.flatMap(([a, r, inner], i) => parts.slice(i + 1).filter(([, s]) => [r, ...inner].some(q =>
		q.left < s.right - 1 && s.left < q.right - 1 && q.top < s.bottom - 1 && s.top < q.bottom - 1)).map(([b]) => a + " on " + b));
	return [...over, ...document.documentElement.scrollWidth > innerWidth ? ["a wide page"] : []];
};

for (const locale of ["en-GB", "zh-CN", "ru-RU"])
	test(`shell: the head of a screen of any size holds all it has, ${locale}`, { locale }, async p => {
		await p.open();
		await p.waitFor("the state of the connection", () => document.getElementById("live").dataset.state === "live");
		for (const width of [700, 940, 1099, 1100, 1180, 1181, 1280, 1360, 1440, 1600, 1799, 1800, 1920, 2399, 2400, 2560]) {
			await p.page.setViewportSize({ width, height: 800 });
			is(await p.page.evaluate(crowded), [], `${width} px`);
		}
	});

test("shell: a wall screen is used", { viewport: { width: 2560, height: 1440 } }, async p => {
	await p.open();
	ok((await p.page.locator(".overview").boundingBox()).width > 2000, "its width");
	ok(await p.page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize) > 20), "letters to be read from afar");
});

// Bytes as they cross the wire, packed as the server packs them.
for (const [where, most] of [["/", 100000], ["/map", 1200000]])
	test(`shell: the first visit to ${where} weighs less than ${most / 1000} kB`, { own: true }, async p => {
		let bytes = 0;
		const session = await p.page.context().newCDPSession(p.page);
		await session.send("Network.enable");
		session.on("Network.loadingFinished", e => { bytes += e.encodedDataLength; });
		await p.open(where);
		await p.page.waitForLoadState("load");
		await p.waitFor("what is on its way", () => performance.getEntriesByType("resource").every(r => r.responseEnd > 0));
		ok(bytes > 20000, `${bytes} bytes were counted`);
		ok(bytes < most, `${bytes} bytes`);
	});
