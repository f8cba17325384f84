// Keys: the first one made, others handed out, revoked, and what a reader is shown.  Keys shut the door behind them,
// so these tests have servers of their own.
import { test, is, ok, startServer, afterAll } from "./harness.mjs";
import { codeco, number } from "./messages.mjs";

let serial = 700000;

// One server for all that ask of it, stopped at the end.
function once(prepare) {
	let made;
	return () => made ??= (async () => {
		const server = await startServer();
		afterAll(server.stop);
		return { ...server, ...await prepare(server) };
	})();
}

async function call(server, method, path, key, body) {
	const response = await fetch(server.url + path, { method, body: body && JSON.stringify(body),
		headers: { ...(body && { "Content-Type": "application/json" }), ...(key && { Authorization: "Bearer " + key }) } });
	return { status: response.status, body: await response.json() };
}

const make = async (server, key, name, role, party) => (await call(server, "POST", "/api/v1/keys", key, { name, role, ...(party && { party }) })).body.key;

// Keys are known within a second of their making.
async function known(server, key) {
	for (;;) {
		const { status } = await call(server, "GET", "/api/v1/places?limit=1", key);
		if (status === 200)
			return key;
		await new Promise(done => setTimeout(done, 50));
	}
}

const keyless = once(async () => ({}));

const locked = once(async server => {
	const operator = await known(server, await make(server, null, "desk", "operator"));
	const reader = await known(server, await make(server, operator, "looker", "reader"));
	const sender = await known(server, await make(server, operator, "terminal", "sender", "LNOCT"));
	const post = async (key, body) => (await fetch(server.url + "/api/v1/messages", { method: "POST", body,
		headers: { "Content-Type": "application/octet-stream", Authorization: "Bearer " + key } })).json();
	const refused = await post(operator, codeco({ boxes: [{ number: number("ZBKU", ++serial), at: "20250" }] }).replace(/DTM[^']*'\n/, ""));
	return { operator, reader, sender, refused, post };
});

const as = (p, server, key) => {
	p.server = server;
	return key && p.page.addInitScript(k => { if (!sessionStorage.getItem("landbridge-key")) sessionStorage.setItem("landbridge-key", k); }, key);
};

const languages = [
	["en-GB", { none: "This server has no keys", first: "Make the first key", title: "A key is needed", no: "This key may not do that.", forget: "Forget this key" }],
	["zh-CN", { none: "此服务器尚未设置密钥", first: "创建第一个密钥", title: "需要密钥", no: "此密钥无权这样做。", forget: "清除此密钥" }],
	["ru-RU", { none: "На этом сервере нет ключей", first: "Создать первый ключ", title: "Нужен ключ", no: "Этому ключу это не разрешено.", forget: "Удалить этот ключ" }],
];
const screens = [["a desk", { viewport: { width: 1280, height: 900 } }], ["a phone", { viewport: { width: 390, height: 844 }, hasTouch: true }]];

for (const [locale, words] of languages)
	for (const [where, options] of screens) {
		test(`keys: without keys the page says what that is and what the first changes, ${locale}, on ${where}`, { locale, ...options }, async p => {
			as(p, await keyless());
			await p.open("/keys");
			is(await p.line(".keyless h2"), words.none);
			is(await p.page.locator(".keyless p").count(), 2);
			is(await p.text("#make-title"), words.first);
			is(await p.page.locator(".choice input").evaluateAll(l => l.map(e => [e.value, e.disabled, e.checked])),
				[["reader", true, false], ["sender", true, false], ["operator", false, true]]);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
		});

		test(`keys: with keys the page asks for one, lists them, and forgets, ${locale}, on ${where}`, { locale, ...options }, async p => {
			const server = await locked();
			as(p, server);
			await p.open("/keys");
			is(await p.text("h1"), words.title);
			await p.page.fill("#key", server.operator);
			await p.page.press("#key", "Enter");
			await p.waitFor("the list", () => document.querySelectorAll(".keys tbody tr").length >= 3);
			const names = await p.texts(".keys .c-name");
			for (const name of ["desk", "looker", "terminal"])
				ok(names.includes(name), `${name} in ${names}`);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
			const text = await p.page.evaluate(() => document.body.textContent);
			ok(!/undefined|\[object|NaN|\{\w+\}|\bkeys\.[a-z]/.test(text) && !text.includes(server.operator), "every word stands, and no secret");
			is(await p.text("#forget"), words.forget);
			await p.page.click("#forget");
			await p.waitFor("the question for a key", title => document.querySelector("h1")?.textContent === title, words.title);
			is(await p.page.evaluate(() => sessionStorage.getItem("landbridge-key")), null);
		});

		test(`keys: a reader reads deliveries and does not decode them again, ${locale}, on ${where}`, { locale, ...options }, async p => {
			const server = await locked();
			await as(p, server, server.reader);
			const asked = p.page.waitForResponse("**/api/v1/keys");
			await p.open("/messages/" + server.refused.intakeId);
			is((await asked).status(), 403);
			await p.waitFor("the bytes", () => document.querySelector(".raw-lines"));
			is(await p.page.locator("#replay").count(), 0);
			await p.open("/keys");
			is(await p.text(".trouble h2"), words.no);
			is(await p.page.locator(".make-key, .keys").count(), 0);
			is(await p.text("#forget"), words.forget);
			await p.open("/disruptions"); // an operator's
			is(await p.text(".trouble h1"), words.no);
			is(await p.page.locator("lb-disruptions").count(), 0);
		});
	}

test("keys: the first is made by keyboard alone, shown once, copied, and the page goes on with it", async p => {
	const server = await startServer();
	try {
		p.server = server;
		await p.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await p.open("/keys");
		await p.page.focus("#key-name");
		await p.page.keyboard.type("morning desk");
		await p.page.keyboard.press("Enter");
		await p.waitFor("the secret in focus", () => document.activeElement.id === "made-title");
		const secret = await p.text("#secret");
		ok(/^lb_/.test(secret), "a secret");
		await p.page.keyboard.press("Tab");
		is(await p.page.evaluate(() => document.activeElement.id), "copy-secret");
		await p.page.keyboard.press("Enter");
		await p.waitFor("it is told", () => document.querySelector(".made [role=status]").textContent === "Copied");
		is(await p.page.evaluate(() => navigator.clipboard.readText()), secret);
		is((await call(server, "GET", "/api/v1/containers")).status, 401);
		is((await call(server, "GET", "/api/v1/containers", await known(server, secret))).status, 200);
		await p.page.click("#put-away");
		await p.waitFor("the list", () => document.querySelector(".keys .c-name ~ td") && !document.querySelector(".made"));
		ok(!(await p.page.content()).includes(secret), "it is gone from the page");
		is(await p.texts(".keys tbody .c-name"), ["morning desk"]);
		await p.open("/messages");
		await p.waitFor("the page goes on", () => document.querySelector(".post tbody tr"));
	} finally {
		await server.stop();
	}
});

test("keys: an operator makes one for a party and revokes it, with a question first", async p => {
	const server = await locked();
	await as(p, server, server.operator);
	await p.open("/keys");
	await p.page.fill("#key-name", "forwarder");
	await p.page.click('.choice:has([value="sender"])');
	await p.page.fill("#key-party", "KOENIG");
	await p.page.click(".make-key .primary");
	await p.waitFor("the secret", () => document.querySelector("#secret"));
	const secret = await known(server, await p.text("#secret"));
	is(await p.page.evaluate(() => sessionStorage.getItem("landbridge-key")), server.operator);
	await p.page.click("#put-away");
	const row = p.page.locator(".keys tr", { hasText: "forwarder" });
	await row.waitFor();
	is((await row.locator("td").allInnerTexts()).slice(0, 2), ["Sender", "KOENIG"]);

	await row.getByRole("button").focus();
	await p.page.keyboard.press("Enter");
	await p.waitFor("the question", () => document.querySelector("dialog.question[open]")?.contains(document.activeElement));
	is(await p.text(".question h2"), "Revoke the key forwarder?");
	await p.page.keyboard.press("Escape");
	await p.waitFor("the focus back", () => !document.querySelector("dialog.question") && document.activeElement.closest(".keys tr")?.textContent.includes("forwarder"));
	is((await call(server, "GET", "/api/v1/containers?limit=1", secret)).status, 200);

	await p.page.keyboard.press("Enter");
	await p.page.click(".question .primary");
	await p.waitFor("among the revoked", () => document.querySelector('.gone [data-revoked="true"]')?.textContent.includes("forwarder") ||
		[...document.querySelectorAll('.gone [data-revoked="true"]')].some(r => r.textContent.includes("forwarder")));
	for (let status = 200; status !== 401;) // known within a second
		({ status } = await call(server, "GET", "/api/v1/containers?limit=1", secret));
});

test("keys: the last operator's key is not revoked, and the reason is told", async p => {
	const server = await locked();
	await as(p, server, server.operator);
	await p.open("/keys");
	await p.page.locator(".keys tr", { hasText: "desk" }).getByRole("button").click();
	await p.page.click(".question .primary");
	await p.waitFor("the reason", () => document.querySelector('.question [role="alert"]'));
	await p.page.keyboard.press("Escape");
	is((await call(server, "GET", "/api/v1/containers?limit=1", server.operator)).status, 200);
	ok((await p.texts(".keys tbody .c-name")).includes("desk"), "it is in use");
});

test("keys: a name that is taken is told beside the form", async p => {
	const server = await locked();
	await as(p, server, server.operator);
	await p.open("/keys");
	await p.page.fill("#key-name", "desk");
	await p.page.click(".make-key .primary");
	await p.waitFor("the reason", () => document.querySelector('.make-key [role="alert"]'));
	is(await p.page.locator("#secret").count(), 0);
	is(await p.page.inputValue("#key-name"), "desk");
});

test("keys: a party's list has its own deliveries alone", async p => {
	const server = await locked();
	const own = await server.post(server.sender, codeco({ boxes: [{ number: number("ZBKU", ++serial), at: "202505040800" }] }));
	await as(p, server, server.sender);
	await p.open("/messages");
	is(await p.page.locator(".post tbody a").evaluateAll(l => l.map(a => a.dataset.id)), [own.intakeId]);
	await p.open("/messages/" + server.refused.intakeId);
	is(await p.page.locator(".trouble").count(), 1);
});

test("keys: what is refused meanwhile is told with the next step", async p => {
	const server = await locked();
	await as(p, server, server.operator);
	await p.open("/messages/" + server.refused.intakeId);
	await p.page.locator("#replay").waitFor();
	await p.answer("**/replay", { title: "The key may not do that", status: 403, code: "forbidden", requestId: "r-9" }, 403);
	await p.page.click("#replay");
	await p.page.click(".question .primary");
	await p.waitFor("the reason", () => document.querySelector('.question [role="alert"]'));
	const said = await p.line('.question [role="alert"]');
	ok(said.includes("This key may not do that.") && said.includes("Ask for an operator's key") && said.includes("r-9"), said);
	await p.page.keyboard.press("Escape");
});
