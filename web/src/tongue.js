// The language in use: chosen by hand and remembered, else the browser's first that we speak, else English.
import { words, sizes } from "./words.js";

const remembered = "landbridge-language";
let tongue = "en", plural;

export const languages = Object.keys(words);

export function remember(key, value) {
	try { localStorage.setItem(key, value); } catch { /* storage is shut: it holds for this page */ }
}

function recall(key) {
	try { return localStorage.getItem(key); } catch { return null; }
}

export function firstLanguage() {
	const kept = recall(remembered);
	if (languages.includes(kept))
		return kept;
	for (const wish of navigator.languages || [navigator.language])
		if (languages.includes(wish.slice(0, 2).toLowerCase()))
			return wish.slice(0, 2).toLowerCase();
	return "en";
}

export function speak(language, keep) {
	tongue = language;
	plural = new Intl.PluralRules(language);
	document.documentElement.lang = language;
	if (keep)
		remember(remembered, language);
}

export const language = () => tongue;

// The language's tag for dates: English as most of the world writes them, the day first.
export const locale = () => ({ en: "en-GB", zh: "zh-CN", ru: "ru-RU" })[tongue];

export const known = key => key in words[tongue];

// The word of a key, with {names} filled in.
export function t(key, fill = {}) {
	let text = words[tongue][key];
	if (text === undefined)
		return key;
	if (typeof text === "object")
		text = text[plural.select(fill.n)] ?? text.other;
	return text.replace(/\{(\w+)\}/g, (all, name) => fill[name] >= 1000 && typeof fill[name] === "number" ? count(fill[name]) : fill[name] ?? "");
}

// As t, but where a filling may be an element: answers a list of strings and elements.
export function tell(key, fill) {
	return words[tongue][key].split(/(\{\w+\})/).filter(s => s !== "")
		.map(s => s[0] === "{" ? fill[s.slice(1, -1)] ?? "" : s);
}

// A name in {en, zh, ru}, or plain text, in the language in use.
export function named(name) {
	if (!name || typeof name === "string")
		return name || "";
	return name[tongue] || name.en || Object.values(name).find(Boolean) || "";
}

export function count(n) {
	return new Intl.NumberFormat(locale()).format(n);
}

// Units by UN/ECE Recommendation 20: what they measure, their name to the browser, and how many of those they are.
const units = {
	KGM: ["weight", "kilogram", 1], TNE: ["weight", "kilogram", 1000], LBR: ["weight", "pound", 1],
	MMT: ["dimensions", "millimeter", 1], CMT: ["dimensions", "centimeter", 1], MTR: ["dimensions", "meter", 1],
	INH: ["dimensions", "inch", 1], FOT: ["dimensions", "foot", 1],
	CEL: ["temperature", "celsius", 1], FAH: ["temperature", "fahrenheit", 1],
	DEG: ["measures", "degree", 1], KMT: ["measures", "kilometer", 1],
};

export const measured = unit => units[unit]?.[0] ?? "measures";

// "15,400 kg"; a unit that is none of those stands as it came.
export function amount(n, unit) {
	const [, name, times] = units[unit] ?? [];
	if (unit === "C62") // one of them
		return count(n);
	if (unit === "MTQ")
		return `${count(n)} m³`;
	return name ? new Intl.NumberFormat(locale(), { style: "unit", unit: name }).format(n * times) : `${count(n)} ${unit}`.trim();
}

// Static words of the page: data-t is its text, data-t-label its aria-label.
export function translatePage(root, fills) {
	for (const e of root.querySelectorAll("[data-t]"))
		e.textContent = t(e.dataset.t, fills);
	for (const e of root.querySelectorAll("[data-t-label]"))
		e.setAttribute("aria-label", t(e.dataset.tLabel, fills));
}

// "40 英尺高箱冷藏" for 45R1; "" where the code says no such thing or English is spoken (the server has English).
export function sizeWords(code) {
	const w = sizes[tongue], feet = sizes.length[code?.[0]];
	if (!w || !feet || !w[code[2]])
		return "";
	return [w.foot.replace("{n}", feet), code[1] === sizes.high ? w.high : "", w[code[2]]].filter(Boolean).join(w.join);
}
