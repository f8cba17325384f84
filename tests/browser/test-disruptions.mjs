// Disruptions: what closing a border does to the boxes under way is shown before anything is kept, and told to some of them, then to all.
import { test, is, ok, get } from "./harness.mjs";
import { crowded, evening, standing } from "./planned.mjs";

const phone = { width: 390, height: 844 };
const wide = p => p.page.evaluate(() => document.documentElement.scrollWidth);
const worded = async p => ok(!/disruptions\.|plans\.|routes\.|undefined|NaN|\[object/.test(await p.text("lb-disruptions")), "every word is there");

const until = evening(20, "00:00");
const what = { place: "CNHRS", toPlace: "XKALT", direction: "forth", until, issuer: "KTZ", telegram: "NC-1207" };
const address = "/disruptions?" + new URLSearchParams(what);
const dry = async () => (await fetch((await crowded()).url + "/api/v1/disruptions", { method: "POST", body: JSON.stringify({ what }), headers: { "Content-Type": "application/json" } })).json();
const numbers = p => p.page.locator(".disrupted").evaluateAll(l => l.map(b => b.dataset.box));

async function at(p, where) {
	p.server = await crowded();
	await p.open(where);
}

async function pick(p, field, text, code) {
	await p.page.click(field);
	await p.page.fill(field, text);
	await p.waitFor("the place " + code, ([f, c]) => [...document.querySelectorAll(`${f}-options [role=option]`)].some(o => o.textContent.includes(c)), [field, code]);
	await p.page.locator(`${field}-options [role=option]`).filter({ hasText: code }).first().click();
}

test("disruptions: a closed border is asked about in a form, and all that it hits is shown, a hundred at a time", async p => {
	await at(p, "/disruptions");
	await p.page.locator(".disruption-choice label").filter({ hasText: "A border or stretch" }).click();
	await pick(p, "#disruption-place", "Khorg", "CNHRS");
	await pick(p, "#disruption-toPlace", "Altyn", "XKALT");
	await p.page.selectOption("#disruption-direction", "forth");
	await p.page.fill("#disruption-until", until.slice(0, 16));
	await p.page.fill("#disruption-issuer", "KTZ");
	await p.page.fill("#disruption-telegram", "NC-1207");
	await p.page.click(".disruption-form .primary");
	await p.waitFor("the boxes", () => document.querySelector(".disrupted"));
	is(p.query(), what); // by the clock of Khorgos
	const { boxes, hit, looked } = await dry();
	ok(hit > 100, "many");
	is(await p.text("#disruption-result"), `${hit} containers are hit`);
	ok((await p.line(".disruption-result")).includes(`${looked} containers under way were looked at.`), "of how many");
	is(await numbers(p), boxes.slice(0, 100).map(b => b.container));
	await p.page.locator(".disrupted-list + .more").click();
	await p.waitFor("the others", n => document.querySelectorAll(".disrupted").length === n, hit);
	const change = boxes.find(b => b.advice === "change"), wait = boxes.find(b => b.advice === "wait"), row = b => p.line(`.disrupted[data-box="${b.container}"]`);
	for (const time of [change.planned, change.waits, change.arrives])
		ok((await row(change)).includes(time.slice(11, 16)), `${time} in ${await row(change)}`);
	for (const word of ["Another way", `${Math.floor(change.gainsMinutes / 1440)} d`, "earlier", "+USD 600", "+", "way assumed"])
		ok((await row(change)).includes(word), `${word} in ${await row(change)}`);
	ok((await row(wait)).includes("Wait") && (await row(wait)).includes("the same"), await row(wait));
	await p.page.fill("#disrupted-text", change.container.slice(4, 10));
	await p.waitFor("that one", () => document.querySelectorAll(".disrupted").length === 1);
	await p.page.fill("#disrupted-text", "");
	await p.page.locator(".record-filters .chip").filter({ hasText: "another way" }).click();
	await p.waitFor("those that change", n => document.querySelectorAll(".disrupted").length === n, boxes.filter(b => b.advice === "change").length);
	await p.page.selectOption("#disrupted-sort", "gain");
	const gains = boxes.filter(b => b.advice === "change").sort((a, b) => b.gainsMinutes - a.gainsMinutes || a.turn - b.turn);
	is(await numbers(p), gains.map(b => b.container));
	is((await get(p.server, "/api/v1/restrictions")).restrictions, [], "nothing is kept");
});

test("disruptions: what is wrong is said at its field, and a place where nothing stops hits nobody", async p => {
	await at(p, "/disruptions?place=XXXXX&issuer=KTZ");
	is(await p.text("#disruption-wrong"), "Nobody knows a place XXXXX.");
	is(await p.page.getAttribute("#disruption-place", "aria-invalid"), "true");
	await at(p, "/disruptions?place=CNHRS&issuer=KTZ&from=2026-12-02T00:00:00%2B08:00&until=2026-12-01T00:00:00%2B08:00");
	is(await p.page.getAttribute("#disruption-until", "aria-invalid"), "true");
	await at(p, "/disruptions?place=DEDUI&issuer=DB");
	is(await p.text("#disruption-result"), "No container is hit");
	ok((await p.line(".disruption-result")).includes("No route stops there"), "and why");
});

for (const [locale, word, colorScheme] of [["zh-CN", "个集装箱受影响", "light"], ["ru-RU", "Задет", "dark"], ["en-GB", "are hit", "light"]])
	test(`disruptions: on a phone, in words, ${locale}`, { locale, viewport: phone, colorScheme }, async p => {
		await at(p, "/disruptions");
		is(await wide(p), phone.width);
		await at(p, address + "&trainsADay=1");
		await worded(p);
		await at(p, address);
		ok((await p.text("#disruption-result")).includes(word), await p.text("#disruption-result"));
		ok(!await p.page.locator(".disruption-form").isVisible(), "what was asked gives way to what was found");
		await p.page.click(".plan-change");
		ok(await p.page.locator("#disruption-place").isVisible(), "and can be changed");
		await worded(p);
		is(await wide(p), phone.width);
		await p.page.locator(".disrupted-tick input").first().check();
		ok(await p.page.locator("#disruption-some").isVisible() && await p.page.locator("#disruption-some").isEnabled(), "what is done with it is in sight");
	});

test("disruptions: one box is told, then all; the restriction is kept, and its record leads to what it does", async p => {
	await at(p, address);
	const { boxes } = await dry(), one = boxes.find(b => b.advice === "change"), { itinerary: { legs } } = one;
	is(await p.page.inputValue(".disruption-name input"), "nc-1207");
	ok(!await p.page.locator("#disruption-some").isEnabled(), "nobody is ticked");
	await p.page.locator(".disrupted-all input").check();
	await p.waitFor("all are ticked", n => document.querySelector("#disruption-some").textContent.includes(n), String(boxes.length));
	await p.page.locator(".disrupted-all input").uncheck();
	await p.page.locator(`.disrupted[data-box="${one.container}"] input`).check();
	is(await p.text("#disruption-some"), "Tell 1 ticked");
	await p.page.click("#disruption-some");
	ok((await p.text(".question")).includes("nc-1207"), "what will be kept");
	await p.page.click(".question .primary");
	await p.waitFor("that it is told", () => document.querySelector(".disruption-result .choose-done"));
	is(await p.page.evaluate(() => document.activeElement.id), "disruption-result");
	ok((await p.line(".disruption-result .choose-done")).includes("Kept as nc-1207. 1 container was told its itinerary."), await p.line(".disruption-result .choose-done"));
	ok((await p.line(`.disrupted[data-box="${one.container}"]`)).includes("It was told this way"), "which");
	is(p.query(), { ...what, name: "nc-1207" });
	const trip = async container => (await get(p.server, "/api/v1/journeys?container=" + container)).journeys[0];
	is((await trip(one.container)).legs.map(l => l.service), legs.map(l => l.service));
	const other = standing.find(n => n !== one.container);
	is((await get(p.server, "/api/v1/restrictions/nc-1207")).telegram, "NC-1207");

	await p.page.click("#disruption-all");
	await p.page.click(".question .primary");
	await p.waitFor("that all are told", n => document.querySelector(".disruption-result .choose-done")?.textContent.includes(n), `${boxes.length - 1} containers were told`);
	is(await p.page.locator("#disruption-all, .disrupted-tick input").count(), 0);
	ok((await trip(other)).legs.length, "the others, too");

	await at(p, "/routes?kind=restrictions");
	ok((await p.line('.record-row [data-cell="valid"]')).endsWith("00:00"), "until when, by the clock of Khorgos");
	await p.page.locator(".record-row a").filter({ hasText: "What it does" }).click();
	await p.waitFor("that nobody is to be told any more", () => document.querySelector("#disruption-result") && !document.querySelector(".disrupted-tick input, #disruption-all"));
	is([p.query().name, p.query().place, p.query().direction], ["nc-1207", "CNHRS", "forth"]);
});
