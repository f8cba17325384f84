// Bytes as text that hides nothing: what is no UTF-8, what steers and what cannot be seen stands as its code.

// As UNB names character sets; the server reads bytes by them.
const charsets = { UNOC: "iso-8859-1", UNOD: "iso-8859-2", UNOE: "iso-8859-5", UNOF: "iso-8859-7", UNOG: "iso-8859-3",
	UNOH: "iso-8859-4", UNOI: "iso-8859-6", UNOJ: "iso-8859-8", UNOK: "iso-8859-9" };

// The set that the first UNB names, and its decoder; null for UTF-8.
export function charsetOf(bytes) {
	const head = String.fromCharCode(...bytes.subarray(0, 64));
	const label = charsets[/UNB.(UNO[A-Z])/.exec(head)?.[1]];
	return label ? { label, decoder: new TextDecoder(label) } : null;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// All of it as text, to be copied: what is no UTF-8 is read by the set, else byte by byte.
export function plainText(bytes, charset) {
	try { return strict.decode(bytes); } catch { return (charset?.decoder || new TextDecoder("iso-8859-1")).decode(bytes); }
}
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0]/u;
const hex = (n, width) => n.toString(16).toUpperCase().padStart(width, "0");

// How many bytes the character that begins here has; 0: it is no UTF-8.
function width(bytes, i, to) {
	const b = bytes[i], n = b < 0x80 ? 1 : b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
	if (!n || i + n > to)
		return 0;
	for (let k = 1; k < n; k++)
		if ((bytes[i + k] & 0xc0) !== 0x80)
			return 0;
	return n;
}

function decoded(bytes, i, n) {
	try { return strict.decode(bytes.subarray(i, i + n)); } catch { return null; }
}

function byByte(byte, charset) {
	const read = charset && byte >= 0xa0 ? charset.decoder.decode(new Uint8Array([byte])) : "";
	return read && read !== "\ufffd" && !unseen.test(read) ? { text: read, byte: hex(byte, 2), set: charset.label } : { text: hex(byte, 2), byte: hex(byte, 2) };
}

// Strings, and { text, byte, set } for what is not UTF-8 or cannot be seen; a set where the byte was read by it.
// laid: line ends and tabs between tokens are one blank, as the lines are laid out anew.
export function glyphs(bytes, from, to, charset, laid) {
	const parts = [];
	let plain = "";
	const odd = part => {
		if (plain)
			parts.push(plain);
		plain = "";
		parts.push(part);
	};
	for (let i = from; i < to;) {
		if (bytes[i] === 9 || laid && (bytes[i] === 10 || bytes[i] === 13)) {
			plain += laid ? " " : "\t";
			i++;
			continue;
		}
		const n = width(bytes, i, to), c = n && decoded(bytes, i, n);
		if (!c)
			odd(byByte(bytes[i], charset));
		else if (unseen.test(c))
			odd({ text: n === 1 && bytes[i] < 0x20 ? String.fromCodePoint(0x2400 + bytes[i]) : "U+" + hex(c.codePointAt(0), 4),
				byte: [...bytes.subarray(i, i + n)].map(b => hex(b, 2)).join(" ") });
		else
			plain += c;
		i += n && c ? n : 1;
	}
	if (plain)
		parts.push(plain);
	return parts;
}

// "55 4E 42 ...", and the same as text, dots where there is none to see.
export function hexLine(bytes, from, to) {
	const part = [...bytes.subarray(from, to)];
	return [part.map(b => hex(b, 2)).join(" ").padEnd(47), part.map(b => b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : "·").join("")];
}
