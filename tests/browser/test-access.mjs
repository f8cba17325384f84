// For everybody: keyboard, screen reader, contrast, narrow screens, dark and light, and a strict content policy.
import { test, is, ok } from "./harness.mjs";
import { container, event, train, duisburg } from "./messages.mjs";

const long = { code: "XXIAP", name: { en: "Xi'an International Port Station", zh: "西安国际港站", ru: "Сиань, станция международного порта" }, country: "CN", zone: "Asia/Shanghai" };
const rich = container({ checkDigit: "invalid", status: "on-board", vehicle: { ...train, name: "EASTERN GATEWAY HARMONY" }, place: long,
	timeline: [event({ classifier: "PLN", eventCode: "ARRI", place: duisburg, vehicle: train }), event({ eventCode: "LOAD", vehicle: train, place: long }),
		event({ voided: true }), event({ seals: ["CA:7731092"], measures: ["G:15400:KGM"], references: [{ kind: "BKG", value: "4006531400" }],
			remarks: ["AAA:GENERAL CARGO"], diagnostics: [{ severity: "error", text: "Something is odd here.", segment: 3, tag: "EQD", offset: 99 }] })],
	diagnostics: [{ severity: "warning", text: "Something is odd here.", segment: 3, tag: "EQD", offset: 99 }] });

// The views whose looks are judged; each leaves the page still.
const views = {
	overview: p => p.open("/?status=in-terminal"),
	container: async p => {
		await p.answer("**/api/v1/containers/CSQU3054383", rich);
		await p.open("/?c=CSQU3054383");
		for (const summary of await p.page.locator("summary").all())
			await summary.click();
	},
	unknown: p => p.open("/?c=ZZZU9999999"),
	away: async p => {
		await p.page.route("**/api/v1/**", route => route.abort("connectionrefused"));
		await p.open();
	},
	key: async p => {
		await p.page.addInitScript(() => sessionStorage.setItem("landbridge-key", "lb_wrong"));
		await p.answer("**/api/v1/**", { title: "A key is needed", status: 401 }, 401);
		await p.open();
	},
	sending: async p => {
		await p.open();
		await p.page.click("#send-open");
		await p.page.setInputFiles("#file", [{ name: "broken.edi", mimeType: "text/plain", buffer: Buffer.from("UNB+UNOA:2+A+B+250505:0900+1'UNH+1+CODECO:D:95B:UN'") }]);
		await p.waitFor("the receipt", () => document.querySelector(".receipt[data-status]"));
	},
};

// Every piece of text that can be seen, with its contrast against what lies behind it (the worst of a gradient's colours).
function contrasts() {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const rgba = color => {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = color;
		canvas.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
		return [r, g, b, a / 255];
	};
	const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
	const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
		.reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = e => {
		if (!e)
			return [[255, 255, 255, 1]];
		const style = getComputedStyle(e), own = rgba(style.backgroundColor);
		if (own[3] > 0.99)
			return [own];
		const stops = style.backgroundImage.includes("gradient(") && e !== document.body ? style.backgroundImage.match(/rgba?\([^)]*\)/g) : null;
		const under = stops ? stops.map(rgba) : e.closest(".top") === e ? heroColours() : behind(e.parentElement);
		return under.map(u => over(own, u));
	};
	const heroColours = () => getComputedStyle(document.body).backgroundImage.match(/rgba?\([^)]*\)/g).map(rgba);
	const found = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
		if (!text || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".hidden, option, script, .skip"))
			continue;
		const style = getComputedStyle(e), color = rgba(style.color), size = parseFloat(style.fontSize);
		const big = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
		const ratio = Math.min(...behind(e).map(b => {
			const [x, y] = [light(over(color, b)), light(b)].sort((m, n) => n - m);
			return (x + 0.05) / (y + 0.05);
		}));
		found.push({ text: text.slice(0, 40), ratio: Math.round(ratio * 100) / 100, needs: big ? 3 : 4.5 });
	}
	return found;
}

for (const colorScheme of ["light", "dark"])
	for (const [name, show] of Object.entries(views))
		test(`access: all text of the ${name} view has AA contrast, ${colorScheme}`, { colorScheme }, async p => {
			await show(p);
			const found = await p.page.evaluate(contrasts);
			ok(found.length > 8, "text was looked at");
			is(found.filter(f => f.ratio < f.needs), []);
		});

for (const locale of ["en-GB", "zh-CN", "ru-RU"])
	for (const [name, show, width] of Object.entries(views).flatMap(view => [[...view, 320], [...view, 360]]))
		test(`access: the ${name} view fits a phone of ${width} px, ${locale}`, { locale, viewport: { width, height: 740 }, hasTouch: true }, async p => {
			await show(p);
			is(await p.page.evaluate(() => document.documentElement.scrollWidth), width);
			const cut = await p.page.evaluate(() => [...document.querySelectorAll("main *, .top *, .hero *, dialog[open] *")]
				.filter(e => e.checkVisibility() && !e.closest(".chips, #nav a, .hidden, svg, thead, .wide span") && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
				.map(e => e.outerHTML.slice(0, 80)));
			is(cut, []);
			// The bar at the thumb is pushed aside; each of its screens comes wholly into sight, and nothing else moves.
			const hidden = await p.page.locator("#nav a").evaluateAll(l => l.filter(a => {
				a.focus();
				a.scrollIntoView({ block: "nearest", inline: "nearest" });
				const { left, right } = a.getBoundingClientRect();
				return a.checkVisibility() && (left < -1 || right > document.documentElement.clientWidth + 1 || scrollX !== 0);
			}).map(a => a.textContent.trim()));
			is(hidden, []);
		});

test("access: what is tapped is large enough on a phone", { viewport: { width: 360, height: 740 }, hasTouch: true }, async p => {
	await p.open();
	const small = await p.page.locator("button:visible, select:visible, input:visible:not([type=file])").evaluateAll(l => l
		.map(e => [e.closest(".language") || e, e.id || e.className]).map(([e, id]) => [e.getBoundingClientRect(), id])
		.filter(([r]) => r.height < 40 || r.width < 40).map(([r, id]) => `${id} ${r.width}x${r.height}`));
	is(small, []);
});

for (const [name, show] of Object.entries(views))
	test(`access: everything in the ${name} view that can be used has a name`, async p => {
		await show(p);
		const nameless = await p.page.locator("a[href], button, input, select, summary, dialog[open]").evaluateAll(l => l.filter(e => e.checkVisibility())
			.filter(e => {
				const by = e.getAttribute("aria-labelledby");
				const name = e.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent) ||
					[...(e.labels || [])].map(x => x.textContent).join("") || (e.matches("input, select") ? "" : e.textContent);
				return !name.trim();
			}).map(e => e.outerHTML.slice(0, 90)));
		is(nameless, []);
	});

for (const [name, show] of Object.entries(views))
	test(`access: the ${name} view has its landmarks and headings in order`, async p => {
		await show(p);
		is(await p.page.locator("header.top, main, footer, [role=search]").count(), 4);
		const levels = await p.page.locator("main :is(h1, h2, h3, h4)").evaluateAll(l => l.map(h => Number(h.tagName[1])));
		is(levels.filter(n => n === 1).length, 1, "one h1");
		levels.reduce((last, n) => { ok(n <= last + 1, `h${last} is followed by h${n}`); return n; }, 0);
		const ids = await p.page.locator("[id]").evaluateAll(l => l.map(e => e.id));
		is(ids.filter((id, i) => ids.indexOf(id) !== i), [], "ids are there once");
	});

test("access: the field's label and hint are bound to it", async p => {
	await p.open();
	is(await p.page.getByLabel("Container, booking, bill of lading, seal or train", { exact: true }).getAttribute("id"), "number");
	is(await p.text("#" + await p.page.getAttribute("#number", "aria-describedby")), "For example CSQU 305438 3. Blanks, hyphens and Cyrillic look-alikes are fine.");
});

test("access: going to a container moves the focus to its heading and says the sentence", async p => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({}));
	await p.open();
	await p.search("CSQU3054383");
	await p.waitForBox("CSQU3054383");
	await p.waitFor("focus", () => document.activeElement.id === "title");
	await p.waitFor("the sentence aloud", () => document.getElementById("told").textContent.startsWith("In terminal at Lianyungang"));
	is(await p.page.getAttribute("#told", "aria-live"), "polite");
});

test("access: the whole way by keyboard: search, open a source, go back", async p => {
	await p.answer("**/api/v1/containers/CSQU3054383", container({}));
	await p.open();
	await p.page.focus("#number");
	await p.page.keyboard.type("CSQU3054383");
	await p.page.keyboard.press("Enter");
	await p.waitForBox("CSQU3054383");
	const reach = async selector => {
		for (let i = 0; i < 60; i++) {
			if (await p.page.evaluate(s => document.activeElement.matches(s), selector))
				return;
			await p.page.keyboard.press("Tab");
		}
		throw new Error("Tab never reaches " + selector);
	};
	await reach(".source summary");
	await p.page.keyboard.press("Enter");
	await p.page.locator(".source dl").first().waitFor();
	for (let i = 0; i < 60 && !await p.page.evaluate(() => document.activeElement.matches(".back a")); i++)
		await p.page.keyboard.press("Shift+Tab");
	await p.page.keyboard.press("Enter");
	await p.waitFor("the overview", () => document.querySelector(".overview"));
});

test("access: what has the focus shows it", async p => {
	await p.open();
	for (const selector of ["#home", "#send-open", "#theme", "#number", ".search button", ".chip", "#place", ".boxes a"]) {
		await p.page.keyboard.press("Tab"); // the focus is the keyboard's
		await p.page.locator(selector).first().focus();
		const shown = await p.page.evaluate(s => {
			const e = document.querySelector(s);
			return [getComputedStyle(e), getComputedStyle(e, "::after")].some(c => c.outlineStyle !== "none" && parseFloat(c.outlineWidth) >= 2);
		}, selector);
		ok(shown, selector);
	}
});

test("access: the first stop leads past the head", async p => {
	await p.open();
	await p.page.evaluate(() => document.activeElement.blur());
	await p.page.keyboard.press("Tab");
	is(await p.page.evaluate(() => document.activeElement.className), "skip");
	ok(await p.page.locator(".skip").evaluate(e => e.getBoundingClientRect().left >= 0), "it can be seen");
	await p.page.keyboard.press("Enter");
	await p.waitFor("focus on the content", () => document.activeElement.id === "main");
});

for (const [reducedMotion, moves] of [["reduce", false], ["no-preference", true]])
	test(`access: motion, when the reader says "${reducedMotion}"`, { reducedMotion }, async p => {
		await p.open();
		is(await p.page.locator(".overview").evaluate(e => getComputedStyle(e).animationName !== "none"), moves);
		is(await p.page.locator("html").evaluate(e => getComputedStyle(e).scrollBehavior === "smooth"), moves);
	});

const paper = p => p.page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("theme: the system's choice is followed, live", { colorScheme: "dark" }, async p => {
	await p.open();
	const dark = await paper(p);
	await p.page.emulateMedia({ colorScheme: "light" });
	const light = await paper(p);
	ok(dark !== light, `${dark} against ${light}`);
	is(dark, "rgb(12, 21, 25)");
});

test("theme: the button changes it, says what it does, and it is remembered", { colorScheme: "light" }, async p => {
	await p.open();
	const before = await paper(p);
	is(await p.text("#theme-label"), "Dark colours");
	await p.page.click("#theme");
	const after = await paper(p);
	ok(before !== after, "other colours");
	is(await p.text("#theme-label"), "Light colours");
	await p.page.reload();
	await p.settled();
	is(await paper(p), after);
	await p.page.click("#theme");
	is(await paper(p), before);
});

test("policy: everything comes from here, nothing inline", async p => {
	const response = await p.page.goto(p.server.url + "/");
	await p.settled();
	const policy = response.headers()["content-security-policy"];
	ok(/default-src 'self'/.test(policy) && !/unsafe/.test(policy), policy);
	is(await p.page.locator("[style], style, script:not([src])").count(), 0);
	const source = await response.text();
	ok(!/\son\w+=|javascript:|<style|style=/.test(source), "no inline code in the markup");
	const foreign = await p.page.evaluate(() => performance.getEntriesByType("resource").map(r => r.name).filter(n => !n.startsWith(location.origin)));
	is(foreign, []);
});

test("policy: a script put into the page by others does not run", async p => {
	await p.open();
	await p.page.evaluate(() => {
		const s = document.createElement("script");
		s.textContent = "window.ran = true";
		document.body.append(s);
	});
	is(await p.page.evaluate(() => window.ran), undefined);
	is(p.faults.splice(0).length > 0, true, "the browser reports it");
});
