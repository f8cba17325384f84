// What somebody pastes, typed or dropped, as references.  The server takes the text apart itself; this counts along
// while one types, by the same rules (domain/asked.h): anything separates, groups of one number stay together, a container
// number that holds stands alone.
import { checkDigit, normalise } from "../number.js";

export const most = 1000;  // references asked for at once
export const shared = 20;  // so many stand in an address

// A paste that was made elsewhere on the page and is too long for an address; taken by the screen when it opens.
export const handed = { text: "" };

const blank = "[ \\u00a0\\u2000-\\u200b\\u202f\\u205f\\u3000\\ufeff]";
const hard = "\\u0000-\\u001f,;:|\"'`<>{}=«·»‘-‟•‣…№←-⇿■-◿✓-✘\\u2028\\u2029‹›、-〃〈-】〔-〟・！＂＇，：；？｛-･";
const cuts = new RegExp(`[${hard}]+`), gaps = new RegExp(`${blank}+`);
const signs = /^[?*_#&+%!@$^~\\]+|[?*_#&+%!@$^~\\]+$/g, nothing = /^[?*_#&+%!@$^~\\\-./()[\]\u00ad\u200b-\u200f‐-―\u2060−（）－．／]*$/;
const letters = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚАВСЕНКМОРТХУавсенкмортху]+/g;

const holds = number => /^[A-Z]{3}[UJZRABDEK]\d{7}$/.test(number) && checkDigit(number) === Number(number[10]);

// How the groups of one number begin.
const joined = [
	words => (/^[A-Z]{3}[UJZR]\d{6,7}$/.test(normalise(words.join(""))) || holds(normalise(words.join("")))) && /^[A-Z]{3}/.test(normalise(words[0])),
	words => words.length === 2 && /^IMO$/i.test(words[0]) && /^\d{7}$/.test(words[1]),
	words => /^\d\d \d\d \d{4} [\d -]+$/.test(words.join(" ")) && normalise(words.join("")).length === 12,
];

function together(words) {
	for (let n = Math.min(words.length, 8); n > 1; n--)
		if (joined.some(fits => fits(words.slice(0, n))))
			return n;
	return 1;
}

const around = /^[-./()[\]?*_#&+%!@$^~\\]+|[-./()[\]?*_#&+%!@$^~\\]+$/g;

// "CSQU3054383/22G1" is two.
function alone(word) {
	if (/^[A-Z]{4}\d{7}$/.test(normalise(word)))
		return [word];
	const numbers = [...word.matchAll(letters)].filter(run => holds(normalise(run[0])));
	if (!numbers.length)
		return [word];
	const found = [];
	let at = 0;
	for (const run of numbers) {
		found.push(word.slice(at, run.index).replace(around, ""), run[0]);
		at = run.index + run[0].length;
	}
	return [...found, word.slice(at).replace(around, "")].filter(piece => !nothing.test(piece));
}

export function references(text) {
	const found = [];
	for (const part of text.split(cuts)) {
		let words = part.split(gaps).map(word => word.replace(signs, "")).filter(word => !nothing.test(word));
		// A name has no digit, and may have several words.
		if (words.length > 1 && !/\d/.test(part.normalize("NFKC"))) {
			found.push(words.join(" "));
			continue;
		}
		while (words.length) {
			const n = together(words);
			found.push(...n > 1 ? [words.slice(0, n).join(" ")] : alone(words[0]));
			words = words.slice(n);
		}
	}
	return found;
}

// The address of a look-up; what is too long for one is handed over.
export function lookupPath(text) {
	const list = references(text), q = list.map(encodeURIComponent).join(",");
	if (list.length && list.length <= shared && q.length < 1500)
		return "/lookup?q=" + q;
	handed.text = text;
	return "/lookup";
}

// ------------------------------------------------------------------ tables

const numbered = cell => /^[A-Z]{3}[UJZR]\d{7}$/.test(normalise(cell));

// A sheet has columns; where some hold container numbers, those alone are meant: {text, column, columns}.  null: no sheet.
export function column(text) {
	const lines = text.split(/\r?\n/).filter(line => line.trim());
	const sign = ["\t", ";", ","].find(s => lines.length > 1 && lines.every(line => line.split(s).length > 1));
	if (!sign)
		return null;
	const rows = lines.map(line => line.split(sign).map(cell => cell.trim().replace(/^"(.*)"$/, "$1")));
	const columns = Math.max(...rows.map(row => row.length));
	for (let i = 0; i < columns; i++) {
		const cells = rows.map(row => row[i] || "");
		const hits = cells.filter(numbered).length;
		if (hits && hits * 2 >= cells.filter(Boolean).length - 1)
			return { text: cells.slice(numbered(cells[0]) || cells.length < 2 ? 0 : 1).filter(Boolean).join("\n"), column: i + 1, columns };
	}
	return null;
}

// The text of a file, in the encodings that spreadsheets write; null where it is no text.
export async function fileText(file, language) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	if (bytes[0] === 0xFF && bytes[1] === 0xFE)
		return new TextDecoder("utf-16le").decode(bytes);
	if (bytes.includes(0))
		return null;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder({ zh: "gb18030", ru: "windows-1251" }[language] || "windows-1252").decode(bytes);
	}
}
