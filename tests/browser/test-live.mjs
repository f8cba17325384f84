// What changes comes by itself; what does not answer is told, and made good for when it does.
import { EventReader } from "../../web/src/sse.js";
import { test, is, ok, post, startServer, Page } from "./harness.mjs";
import { codeco, container, event, moment, number } from "./messages.mjs";
import { everywhere } from "./test-axe.mjs";

let serial = 700000;
const fresh = () => number("ZBVU", ++serial);
const gateIn = n => codeco({ boxes: [{ number: n, at: "202505040800" }] });
const gateOut = n => codeco({ gate: "out", boxes: [{ number: n, at: "202505050915" }] });

const state = (p, wanted) => p.waitFor("the state " + wanted, s => document.getElementById("live").dataset.state === s, wanted);
const banner = (p, words) => p.waitFor("the banner: " + words, w => {
	const e = document.getElementById("banner");
	return !e.hidden && e.textContent.includes(w);
}, words);
const well = async p => {
	await state(p, "live");
	await p.waitFor("no banner", () => document.getElementById("banner").hidden);
};
const status = (p, words) => p.waitFor("the status " + words, w => document.querySelector(".head .status")?.textContent === w, words);

// ------------------------------------------------------------------ what comes by itself

test("live: a container that is received stands in the list by itself", async p => {
	const n = fresh();
	await p.open("/?prefix=" + n);
	await state(p, "live");
	is(await p.page.locator(".empty").count(), 1);
	await post(p.server, gateIn(n));
	await p.waitFor("its row", b => document.querySelector(`.boxes a[data-number="${b}"]`), n);
});

test("live: a container's page changes in place: focus, unfolded source and scroll stay", { viewport: { width: 1000, height: 400 } }, async p => {
	const n = fresh();
	await post(p.server, gateIn(n));
	await p.open("/?c=" + n);
	await state(p, "live");
	const summary = p.page.locator(".source summary").first();
	await summary.focus();
	await p.page.keyboard.press("Enter");
	await p.page.evaluate(() => { window.marked = document.activeElement; scrollTo(0, 50); });
	await p.waitFor("the scroll", () => scrollY === 50);
	await post(p.server, gateOut(n));
	await status(p, "On the road");
	is(await p.page.locator(".event").evaluateAll(l => l.map(e => e.dataset.code)), ["GTOT", "GTIN"]);
	ok(await p.page.evaluate(() => document.activeElement === window.marked), "the focus stays");
	ok(await p.page.evaluate(() => window.marked.closest(".event").dataset.code === "GTIN" && window.marked.parentElement.open), "unfolded, and the same event's");
});

test("live: more rows that were asked for stay when the list changes", async p => {
	await p.open();
	await state(p, "live");
	await p.page.click(".more");
	await p.waitFor("more rows", () => document.querySelectorAll(".boxes tbody tr").length > 25);
	const before = await p.numbers();
	await p.waitFor("the focus", () => document.activeElement.dataset.number);
	const focus = await p.page.evaluate(() => document.activeElement.dataset.number);
	const many = Number(await p.text('.chip[data-status="all"] .many'));
	await post(p.server, gateIn(fresh()));
	await p.waitFor("the count", n => Number(document.querySelector('.chip[data-status="all"] .many').textContent) === n, many + 1);
	is((await p.numbers()).length, before.length);
	is(await p.page.evaluate(() => document.activeElement.dataset.number), focus);
});

// ------------------------------------------------------------------ the stream

// Answers the stream with these texts, one a connection; tells with which headers it was asked for.
async function streams(p, texts) {
	const asked = [];
	await p.page.route("**/api/v1/stream", async route => {
		asked.push(route.request().headers());
		await route.fulfill({ contentType: "text/event-stream", body: texts[Math.min(asked.length, texts.length) - 1] });
	});
	return asked;
}

const hello = (id = "c1", version = "1") => `id: ${id}\nevent: hello\ndata: {"version":"${version}"}\n\n`;
const connections = async (p, asked, n) => {
	for (const end = Date.now() + 60000; asked.length < n;) {
		ok(Date.now() < end, `${asked.length} connections, wanted ${n}`);
		await p.page.evaluate(() => new Promise(requestAnimationFrame));
	}
};

test("live: the stream is asked for with the key, and taken up where it broke", async p => {
	await p.page.addInitScript(() => sessionStorage.setItem("landbridge-key", "lb_right"));
	const asked = await streams(p, [hello("c1"), hello("c9") + 'id: c2\nevent: events\ndata: {"containers":[],"places":[],"count":1}\n\n', hello("c10")]);
	await p.open();
	await connections(p, asked, 3);
	is(asked.slice(0, 3).map(h => h["last-event-id"] || ""), ["", "c1", "c2"]);
	is(asked[0].authorization, "Bearer lb_right");
	is(asked[0].accept, "text/event-stream");
});

test("live: after a reset everything is asked for anew", async p => {
	const n = fresh();
	await post(p.server, gateIn(n));
	let answers = 0;
	await p.page.route("**/api/v1/containers/" + n, route => route.fulfill({ contentType: "application/json",
		body: JSON.stringify(container({ number: n, status: answers++ ? "delivered" : "in-terminal" })) }));
	await streams(p, [hello() + "event: reset\ndata: {}\n\n"]);
	await p.open("/?c=" + n);
	await status(p, "Delivered");
});

test("live: after silence the connection is made anew", { own: true }, async p => {
	const asked = [];
	p.page.on("request", r => { if (r.url().endsWith("/api/v1/stream")) asked.push(r); });
	await p.page.clock.install();
	await p.open();
	await state(p, "live");
	is(asked.length, 1);
	await p.page.clock.runFor(41000);
	for (let i = 0; i < 60 && asked.length < 2; i++)
		await p.page.clock.runFor(1000);
	ok(asked.length >= 2, "asked again");
	await p.page.clock.resume();
	await well(p);
});

test("live: a key that is refused is not tried again and again; a new one is", async p => {
	const asked = [];
	await p.page.route("**/api/v1/**", route => {
		const key = route.request().headers().authorization, stream = route.request().url().endsWith("/stream");
		if (stream)
			asked.push(key || "");
		if (key !== "Bearer lb_right")
			return route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"title":"A key is needed","status":401}' });
		return stream ? route.fulfill({ contentType: "text/event-stream", body: hello() })
			: route.fulfill({ contentType: "application/json", body: JSON.stringify(container({})) });
	});
	await p.open("/?c=CSQU3054383");
	await connections(p, asked, 1);
	await p.page.fill("#key", "lb_right");
	await p.page.press("#key", "Enter");
	await p.waitForBox("CSQU3054383");
	await connections(p, asked, 2);
	is(asked[1], "Bearer lb_right");
});

// Every way to cut it into three pieces gives the same events.
test("live: an event stream is read by its grammar, wherever it is cut", async () => {
	const text = "\uFEFF: hi\r\nid: 1\r\nevent: events\r\ndata: {\"a\":\r\ndata:1}\r\n\r\nid: 2\n\ndata\n\nevent: gone\n\nid\rdata:  x\r\revent: cut\ndata: never\n";
	const wanted = [{ type: "events", data: '{"a":\n1}', id: "1" }, { type: "message", data: "", id: "2" }, { type: "message", data: " x", id: "" }];
	for (let i = 0; i <= text.length; i++)
		for (let j = i; j <= text.length; j++) {
			const got = [], reader = new EventReader(e => got.push(e));
			[text.slice(0, i), text.slice(i, j), text.slice(j)].forEach(s => reader.feed(s));
			is(got, wanted, `cut at ${i} and ${j}`);
		}
});

// ------------------------------------------------------------------ when it breaks

for (const [locale, words, asOf] of [
	["en-GB", "This device is offline.", "What stands here is as of "], ["zh-CN", "此设备已离线。", "所示内容截至 "], ["ru-RU", "Это устройство не в сети.", "Показаны данные на "],
])
	test(`live: with the network cut the page says so, with the age of what it shows, ${locale}`, { locale }, async p => {
		await p.open();
		await state(p, "live");
		const rows = await p.numbers();
		await p.page.context().setOffline(true);
		await banner(p, words);
		const text = await p.text("#banner-words");
		ok(text.includes(asOf) && /\d\d:\d\d/.test(text), text);
		is(await p.page.getAttribute("#live", "role"), "status");
		is(await p.numbers(), rows);
		await p.page.context().setOffline(false);
		await well(p);
	});

for (const [name, where] of everywhere)
	test(`live: the ${name} screen keeps what it shows while the network is cut, and recovers`, async p => {
		await p.open(await where(p.server));
		await state(p, "live");
		const title = await p.text("h1");
		await p.page.context().setOffline(true);
		await banner(p, "This device is offline.");
		is(await p.text("h1"), title);
		await p.page.context().setOffline(false);
		await well(p);
		is(await p.text("h1"), title);
	});

test("live: what was opened while nobody answered opens by itself when somebody does", async p => {
	const n = fresh();
	await post(p.server, gateIn(n));
	await p.open();
	await state(p, "live");
	await p.page.context().setOffline(true);
	await p.search(n);
	await p.waitFor("the words", () => document.querySelector('.trouble[data-kind="away"]'));
	await p.page.context().setOffline(false);
	await p.waitForBox(n);
	await well(p);
});

// A page in a context of its own on that server.
async function pageOn(p, server) {
	const context = await p.page.context().browser().newContext({ locale: "en-GB", reducedMotion: "reduce" });
	context.setDefaultTimeout(180000); // a database is started under it
	const own = new Page(server, await context.newPage());
	own.faults = p.faults;
	return own;
}

test("live: a server that was killed is told, and followed again when it is back on its port", async p => {
	const n = fresh();
	let server = await startServer({ demo: false });
	try {
		await post(server, gateIn(n));
		const own = await pageOn(p, server);
		await own.open("/?c=" + n);
		await state(own, "live");
		await server.kill();
		await banner(own, "The server does not answer.");
		is(await own.text(".head .status"), "In terminal");
		server = await startServer({ demo: false, home: server.home, listen: new URL(server.url).host });
		await well(own);
		await post(server, gateOut(n));
		await status(own, "On the road");
		await own.page.context().close();
	} finally {
		await server.stop();
	}
});

test("live: while the database is stopped every screen says so, keeps what it shows, and recovers", async p => {
	const server = await startServer({ demo: false }), n = fresh(), other = fresh(), signal = s => server.database().forEach(pid => process.kill(pid, s));
	let stopped = false;
	try {
		await post(server, gateIn(n));
		await post(server, gateIn(other));
		is((await post(server, "(:02 7085 1418 7085 133 1301 1 08 06 13 30 034 0399 0 0000 0 0\n01 94322104 1 041 13010 00304 0012 0 0 0 2 02/00 13000 024 0\n:)\n")).new, 1); // a train by its index
		is((await post(server, gateIn(fresh()).replace(/DTM[^']*'\n?/, ""))).status, "rejected"); // the screen of a message shows one of those
		const pages = [];
		for (const [, where] of everywhere) {
			const own = await pageOn(p, server);
			await own.open(await where(server));
			await state(own, "live");
			pages.push([own, await own.text("h1")]);
		}
		signal("SIGSTOP");
		stopped = true;
		for (const [own, title] of pages) {
			await banner(own, "The server's database does not answer.");
			is(await own.text("h1"), title);
		}
		const [[list]] = pages; // the overview: to a container, in vain
		await list.search(other);
		await list.waitFor("the words", () => document.querySelector(".trouble"));
		signal("SIGCONT");
		stopped = false;
		for (const [own] of pages)
			await well(own);
		await list.waitForBox(other);
		await post(server, gateOut(other));
		await status(list, "On the road");
		for (const [own] of pages)
			await own.page.context().close();
	} finally {
		if (stopped)
			signal("SIGCONT");
		await server.stop();
	}
});

// ------------------------------------------------------------------ what several say

test("live: the same fact told by several stands once, with the others under it", async p => {
	const said = (sender, eventID, more) => event({ sender, eventID, ...more });
	await p.answer("**/api/v1/containers/CSQU3054383", container({ timeline: [
		said("LYGCT", "a"), said("RAIL", "b", { happened: moment("2025-05-04T00:00:30Z") }), said("LINE", "c", { happened: moment("2025-05-04T08:00:00+08:00", { precision: "hour" }) }),
		said("LYGCT", "d"), said("LATE", "e", { happened: moment("2025-05-04T08:01:00+08:00") }), said("PLAN", "f", { classifier: "PLN" }),
	] }));
	await p.open("/?c=CSQU3054383");
	is(await p.page.locator(".event").evaluateAll(l => l.map(e => [...e.querySelectorAll("summary")].map(s => s.textContent.trim().replace(/\s+/g, " ")))), [
		["CODECO message of LYGCT", "Also reported: CODECO message of RAIL · 4 May 2025 00:00 (+00:00)", "Also reported: CODECO message of LINE · 4 May 2025 08:·· (+08:00)"],
		["CODECO message of LYGCT"], ["CODECO message of LATE"], ["CODECO message of PLAN"]]);
});
