// What the page says when an answer does not come.
import { test, is, ok, post } from "./harness.mjs";
import { codeco, number, container } from "./messages.mjs";

const near = number("ZBNU", 400001);
let sent = null;

const open = async (p, where) => {
	sent ??= post(p.server, codeco({ boxes: [{ number: near, at: "202505040800" }] }));
	await sent;
	await p.open(where);
};

for (const [locale, title, question] of [
	["en-GB", "No container ZBNU 400002 # is known here", "Did you mean one of these?"],
	["zh-CN", "这里没有集装箱 ZBNU 400002 #", "您要找的是其中之一吗？"],
	["ru-RU", "Контейнер ZBNU 400002 # здесь неизвестен", "Возможно, один из этих?"],
])
	test(`trouble: an unknown container shows those that begin alike, ${locale}`, { locale }, async p => {
		const unknown = number("ZBNU", 400002);
		await open(p, "/?c=" + unknown);
		is((await p.line("h1")).replace(/\s/g, ""), title.replace("#", unknown[10]).replace(/ /g, ""));
		is(await p.text(".trouble h2"), question);
		await p.page.click(".near a");
		await p.waitForBox(near);
	});

test("trouble: a mistyped number is suspected by its check digit", async p => {
	const good = number("ZBNU", 400003), bad = good.slice(0, 10) + (Number(good[10]) + 1) % 10;
	await open(p, "/?c=" + bad);
	is(await p.line("#digit"), `Its check digit does not hold (${bad[10]} stands there, ${good[10]} would be right): was a digit mistyped?`);
});

test("trouble: an unknown number that holds is not suspected", async p => {
	await open(p, "/?c=" + number("ZBNU", 400004));
	is(await p.page.locator("#digit").count(), 0);
});

test("trouble: what is no container number is told what one looks like", async p => {
	await open(p, "/?c=HELLO12345678");
	ok((await p.text(".trouble")).includes("A container number has four letters and seven digits."), "the shape");
});

for (const [locale, title, again] of [
	["en-GB", "The server does not answer", "Try again"],
	["zh-CN", "服务器没有应答", "重试"],
	["ru-RU", "Сервер не отвечает", "Повторить"],
])
	test(`trouble: while the server is away the page says so and tries again, ${locale}`, { locale }, async p => {
		await open(p);
		await p.page.route("**/api/v1/containers/**", route => route.abort("connectionrefused"));
		await p.search(near);
		await p.waitFor("the panel", () => document.querySelector('.trouble[data-kind="away"]'));
		is(await p.text("h1"), title);
		is(await p.text(".trouble .primary"), again);
		await p.page.unroute("**/api/v1/containers/**");
		await p.page.click(".trouble .primary");
		await p.waitForBox(near);
	});

test("trouble: a busy server is told apart, with the request's id", async p => {
	await p.answer("**/api/v1/containers/**", { title: "The database does not answer", status: 503, requestId: "r-77" }, 503, { "Retry-After": "1" });
	await open(p, "/?c=" + near);
	is(await p.text("h1"), "The server is busy");
	ok((await p.text(".trouble")).includes("Request r-77"), "the id");
});

test("trouble: a database that does not answer is not called a busy server", async p => {
	await p.answer("**/api/v1/hubs", { title: "The database does not answer", status: 503, code: "no-database", requestId: "r-78" }, 503, { "Retry-After": "1" });
	await open(p, "/hubs");
	is(await p.text("h1"), "The database does not answer");
	await p.page.unroute("**/api/v1/hubs");
	await p.page.click(".trouble .primary");
	await p.page.locator("lb-hubs").waitFor();
});

test("trouble: anything else shows the server's own words", async p => {
	await p.answer("**/api/v1/containers?*", { title: "The request is not what this endpoint takes", detail: "prefix: letters and digits", status: 400 }, 400);
	await open(p);
	is(await p.text("h1"), "That did not work");
	ok((await p.text(".trouble")).includes("prefix: letters and digits"), "the detail");
});

for (const [locale, title] of [
	["en-GB", "Without keys this server answers only its own machine"],
	["zh-CN", "没有密钥时，服务器只应答本机"],
	["ru-RU", "Без ключей сервер отвечает только своей машине"],
])
	test(`trouble: who asks from elsewhere without a key is told the way, ${locale}`, { locale }, async p => {
		await p.answer("**/api/v1/containers/**", { title: "Without keys only this machine is answered", status: 403, code: "foreign-host" }, 403);
		await open(p, "/?c=" + near);
		is(await p.text("h1"), title);
		ok((await p.text(".trouble")).includes("landbridge key add NAME --role reader"), "the next step");
	});

const locked = async p => {
	const seen = [];
	await p.page.route("**/api/v1/**", route => {
		const key = route.request().headers().authorization;
		seen.push(key || "");
		if (key === "Bearer lb_right")
			return route.fulfill({ contentType: "application/json", body: JSON.stringify(container({ number: near })) });
		return route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"title":"A key is needed","status":401}' });
	});
	return seen;
};

for (const [locale, title, label] of [["en-GB", "A key is needed", "Key"], ["zh-CN", "需要密钥", "密钥"], ["ru-RU", "Нужен ключ", "Ключ"]])
	test(`trouble: a locked server asks for the key, ${locale}`, { locale }, async p => {
		await locked(p);
		await open(p, "/?c=" + near);
		is(await p.text("h1"), title);
		is(await p.page.getByLabel(label, { exact: true }).count(), 1);
	});

test("trouble: a wrong key is told so, a right one opens and stays in this tab", async p => {
	const seen = await locked(p);
	await open(p, "/?c=" + near);
	await p.page.fill("#key", "lb_wrong");
	await p.page.press("#key", "Enter");
	await p.waitFor("the refusal", () => document.querySelector('[role="alert"]'));
	is(await p.text('[role="alert"]'), "The server does not take that key.");
	await p.page.fill("#key", "lb_right");
	await p.page.press("#key", "Enter");
	await p.waitForBox(near);
	is(seen.at(-1), "Bearer lb_right");
	is(await p.page.evaluate(() => sessionStorage.getItem("landbridge-key")), "lb_right");
	is(await p.page.evaluate(() => Object.values(localStorage).join().includes("lb_right")), false);
	await p.page.reload();
	await p.waitForBox(near);
});

test("trouble: the key is typed unseen", async p => {
	await locked(p);
	await open(p);
	is(await p.page.getAttribute("#key", "type"), "password");
});
