// English, Chinese, Russian: chosen, remembered, complete.
import { readFileSync, readdirSync } from "node:fs";
import { test, is, ok, get } from "./harness.mjs";
import { container, event, number, train } from "./messages.mjs";
import { said } from "../../web/src/screens.js";
import { learn, words as all } from "../../web/src/words.js";

for (const fetch of Object.values(said))
	learn((await fetch()).default);

const titles = { en: "All containers", zh: "全部集装箱", ru: "Все контейнеры" };

for (const [locale, language] of [["en-US", "en"], ["zh-CN", "zh"], ["zh-TW", "zh"], ["ru-RU", "ru"], ["de-DE", "en"]])
	test(`language: a ${locale} browser gets ${language}`, { locale }, async p => {
		await p.open();
		is(await p.page.getAttribute("html", "lang"), language);
		is(await p.text("h1"), titles[language]);
	});

for (const language of ["zh", "ru", "en"])
	test(`language: ${language} is chosen by hand and remembered`, { locale: language === "en" ? "ru-RU" : "en-GB" }, async p => {
		await p.open();
		await p.page.selectOption("#language", language);
		await p.waitFor("the title", title => document.querySelector("h1")?.textContent === title, titles[language]);
		await p.page.reload();
		await p.settled();
		is(await p.text("h1"), titles[language]);
		is(await p.page.inputValue("#language"), language);
		is(await p.page.getAttribute("html", "lang"), language);
	});

test("language: a change keeps the view", async p => {
	await p.open("/?status=in-terminal");
	await p.page.selectOption("#language", "ru");
	await p.waitFor("the view in Russian", () => document.querySelector('.chip[aria-pressed="true"]')?.textContent.startsWith("На терминале"));
	is(p.query(), { status: "in-terminal" });
});

test("language: a place's suggestions come by its name in any language", async p => {
	await p.open();
	await p.page.locator("#place").pressSequentially("连云");
	await p.page.locator('#place-options [role="option"]', { hasText: "CNLYG" }).waitFor();
});

test("language: every word stands in every language", async () => {
	const { en, ...others } = all;
	for (const [language, its] of Object.entries(others))
		is(Object.keys(its).sort(), Object.keys(en).sort(), language);
});

test("language: no word is empty, and only names are the same in two languages", async () => {
	const same = new Set(["receipt.counts", "foot.metrics"]);
	for (const key of Object.keys(all.en))
		for (const language of ["zh", "ru"]) {
			ok(JSON.stringify(all[language][key]).replace(/["{}:,]|other|one|few|many/g, "").trim(), `${language} ${key} is empty`);
			ok(same.has(key) || JSON.stringify(all[language][key]) !== JSON.stringify(all.en[key]), `${language} ${key} is still English`);
		}
});

// A clerk filters a downloaded sheet by the words that the screen showed.
test("language: a sheet of the look-up speaks as the page does", async () => {
	const rows = readFileSync(new URL("../../src/service/lookup_words.def", import.meta.url), "utf8");
	const groups = { STATUS: "status", KIND: "kind", LOAD: "load", EVENT: "event", COMING: "next" }, seen = {};
	for (const [, list, code, ...theirs] of rows.matchAll(/^WORD\((\w+),\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)"\)/gm))
		if (groups[list]) {
			seen[list] = (seen[list] || 0) + 1;
			is(theirs.map(w => w.toLowerCase()), ["en", "zh", "ru"].map(l => all[l][`${groups[list]}.${code}`]?.toLowerCase()), `${list} ${code}`);
		}
	is(Object.keys(seen).sort(), Object.keys(groups).sort());
	is(seen.COMING, Object.keys(all.en).filter(key => key.startsWith("next.")).length);
});

// What the program can say: kinds of messages, references and papers, measures, remarks, events, kinds of trains' names.
// read: a file of the sources, and where in it the words stand.
const source = name => readFileSync(new URL("../../src/" + name, import.meta.url), "utf8");
const sources = dir => readdirSync(new URL("../../src/" + dir, import.meta.url), { recursive: true }).filter(f => /\.c$/.test(f)).map(f => source(dir + f)).join("\n");
const written = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(m => m[1]))];

test("language: every kind of message, paper, reference, measure and remark has its words", async () => {
	const wire = sources("wire/").replace(/edifact_out[^]*?\n/g, "");
	const words = {
		type: [...written(source("wire/sheet/sheet_kind.def"), /^KIND\(\w+,\s+"[^"]*",\s+"([^"]*)"/gm), ...written(source("wire/rail/taf_messages.def"), /^TAKEN\("(\w+?)_?Message"/gm), "TGNL", "POSITION",
			...written(source("wire/journey/word_read.c"), /^\t\{"([\w-]+)", (?:EVENT_\w+|NULL|"\w+"), read_/gm)],
		ref: [...written(source("record/paper.def"), /^PAPER\(\w+,\s+"([^"]*)"/gm), ...written(source("domain/train.def"), /^KIND\(\w+,\s+"\w+",\s+"([^"]*)"/gm),
			...written(wire, /(?:making|sheet|taf|take)_reference\([^"(\n]*"([A-Z][A-Z-]*)"/g), ...written(wire, /"([A-Z]+-TAF)"/g), ...written(source("wire/edifact/codes.c").split("};")[0], /\{"[A-Z]+", "([A-Z]+)"\}/g)],
		measure: written(wire, /measure(?:_field)?\([^"]{0,40}"([A-Z]+)"/g).filter(w => w !== "R"),
		measured: ["R"],
		remark: [...written(wire, /(?:making|sheet|taf|take|place)_remark\([^"\n]*"([A-Z][A-Z-]*)"/g), ...written(wire, /remark_field\([^"\n]*"([A-Z]+)"/g),
			...written(source("wire/rail/taf_elements.def"), /^REMARK\(\w+, "\w+", "([A-Z-]+)"/gm)],
		"rail.name": written(source("domain/train.def"), /^KIND\(\w+,\s+"(\w+)"/gm),
		gauge: written(source("domain/gauge.c"), /gauge_kind_words\[\] = \{([^}]*)\}/g).flatMap(list => written(list, /"(\w+)"/g)),
		event: [...written(source("domain/ride.def"), /^BORROWED\("(\w+)"/gm), ...written(source("wire/rail/taf_codes.def"), /^RUNS\("\d+", "(\w+)"/gm)],
	};
	for (const [group, list] of Object.entries(words))
		ok(list.length, `${group}: nothing was found where it is written`);
	const wanted = Object.entries(words).flatMap(([group, list]) => list.map(w => `${group}.${w}`));
	is(Object.entries(all).flatMap(([language, its]) => wanted.filter(key => !(key in its)).map(key => `${language} ${key}`)), []);
	ok(words.type.length >= 20 && words.ref.length >= 25 && words.remark.length >= 35 && words.measure.length >= 8, JSON.stringify(Object.entries(words).map(([k, l]) => [k, l.length])));
});

test("language: every translation keeps the places to fill", async () => {
	const holes = w => [...new Set(JSON.stringify(w).match(/\{\w+\}/g))].sort();
	for (const key of Object.keys(all.en))
		for (const language of ["zh", "ru"])
			is(holes(all[language][key]), holes(all.en[key]), `${language} ${key}`);
});

test("language: counted words have every plural form of their language", async () => {
	for (const [language, its] of Object.entries(all)) {
		const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
		for (const [key, word] of Object.entries(its))
			if (typeof word === "object")
				is(Object.keys(word).sort(), forms, `${language} ${key}`);
	}
});

for (const [n, words] of [[1, "Показан 1 контейнер"], [3, "Показано 3 контейнера"], [11, "Показано 11 контейнеров"], [21, "Показан 21 контейнер"], [25, "Показано 25 контейнеров"]])
	test(`language: Russian counts as Russian does, ${n}`, { locale: "ru-RU" }, async p => {
		await p.answer("**/api/v1/containers?*", { containers: Array.from({ length: n }, (_, i) => container({ number: number("ZBLU", 600000 + i) })), counts: {} });
		await p.open();
		is(await p.text(".shown"), words);
	});

test("language: every word the page's markup asks for exists", async p => {
	await p.open();
	const asked = await p.page.locator("[data-t], [data-t-label]").evaluateAll(l => l.map(e => e.dataset.t || e.dataset.tLabel));
	const { en } = all;
	is(asked.filter(key => !(key in en)), []);
});

test("language: every event and status has its word", async p => {
	await p.open();
	const { en } = all;
	const { counts } = await get(p.server, "/api/v1/containers?limit=1");
	for (const status of Object.keys(counts))
		ok(`status.${status}` in en && `say.${status}` in en, status);
	for (const code of "GTIN GTOT LOAD DISC ARRI DEPA STUF STRP PICK DROP INSP RSEA RMVD AVPU AVDO CUSS CUSI CUSR WAYP HAND DMGD HOLD RELS NOTE".split(" "))
		ok(`event.${code}` in en, code);
});

for (const locale of ["en-GB", "zh-CN", "ru-RU"])
	test(`language: no word is missing on screen, ${locale}`, { locale }, async p => {
		await p.answer("**/api/v1/containers/CSQU3054383", container({ checkDigit: "invalid", vehicle: train,
			timeline: "GTIN GTOT LOAD DISC ARRI DEPA STUF STRP".split(" ").map(eventCode => event({ eventCode, classifier: "EST", references: [{ kind: "BKG", value: "1" }] })),
			diagnostics: [{ severity: "warning", text: "x", segment: 1, offset: 2 }] }));
		await p.open("/?c=CSQU3054383");
		const keys = Object.keys(all.en);
		const text = await p.page.evaluate(() => document.body.textContent);
		const leaked = keys.filter(key => key.includes(".") && text.includes(key));
		is(leaked, []);
		ok(!/undefined|\[object|NaN|\{\w+\}/.test(text), "no hole: " + (/.{20}(undefined|\[object|NaN|\{\w+\}).{0,20}/.exec(text) || [""])[0]);
	});

for (const [locale, foreign] of [["zh-CN", /[А-Яа-я]{3}/], ["ru-RU", /[\u4e00-\u9fff]/]])
	test(`language: places speak the reader's language alone, ${locale}`, { locale }, async p => {
		await p.open("/?place=CNLYG");
		ok(!foreign.test(await p.text(".boxes tbody")), "one language");
	});
