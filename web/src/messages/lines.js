// Bytes as lines, for people: an EDIFACT segment a line, JSON indented, anything else as it came, 16 bytes a line where it is
// no text.  Bytes stay what and where they are: a line is a stretch of them, by offsets, and so is every place in it.
// No line holds bytes of its neighbour, and blanks between segments belong to none.

const CR = 13, LF = 10, TAB = 9, BLANK = 32, QUOTE = 34, BACKSLASH = 92;
const longest = 1000; // bytes of a line that nothing breaks
const hexBytes = 16;

const code = text => text.charCodeAt(0);
const ascii = (bytes, from, n) => String.fromCharCode(...bytes.subarray(from, from + n));
const blank = b => b === BLANK || b === TAB || b === CR || b === LF;

export const defaults = { component: code(":"), element: code("+"), release: code("?"), terminator: code("'") };

// Letters, digits and bytes beyond ASCII separate nothing: a UNA that says so is not believed.
const separates = b => b < 0x80 && !/[A-Za-z0-9]/.test(String.fromCharCode(b));

export function syntaxOfUna(bytes, at) {
	const [component, element, , release, , terminator] = bytes.subarray(at + 3, at + 9);
	const own = [component, element, terminator];
	if (!own.every(b => b !== undefined && separates(b)))
		return defaults;
	const releases = release !== BLANK && separates(release) && !own.includes(release);
	return { component, element, release: releases ? release : -1, terminator };
}

// A list of lines without an object a line: there may be a million.
class Lines {
	constructor(kind, bytes) {
		this.kind = kind; // edifact, json, text, hex
		this.bytes = bytes;
		this.count = 0;
		this.room = 1024;
		for (const name of ["starts", "ends", "numbers"])
			this[name] = new Uint32Array(this.room);
		this.indents = new Uint8Array(this.room);
		this.syntaxes = []; // [first line, syntax], where an interchange announces its own
	}

	add(start, end, number = 0, indent = 0) {
		if (this.count === this.room) {
			this.room *= 2;
			for (const name of ["starts", "ends", "numbers", "indents"]) {
				const wider = new this[name].constructor(this.room);
				wider.set(this[name]);
				this[name] = wider;
			}
		}
		this.starts[this.count] = start;
		this.ends[this.count] = end;
		this.numbers[this.count] = number;
		this.indents[this.count++] = Math.min(indent, 24);
	}

	// The line that holds the byte, or the last that begins before it; 0 where it lies before all.
	at(offset) {
		let low = 0, high = this.count - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.starts[middle] <= offset)
				low = middle;
			else
				high = middle - 1;
		}
		return low;
	}

	syntax(line) {
		let found = defaults;
		for (const [first, syntax] of this.syntaxes)
			if (first <= line)
				found = syntax;
		return found;
	}
}

// Where the segment that begins at `at` ends, behind its terminator; a released character ends nothing.
function segmentEnd(bytes, at, syntax) {
	for (let i = at; i < bytes.length; i++)
		if (bytes[i] === syntax.release)
			i++;
		else if (bytes[i] === syntax.terminator)
			return i + 1;
	return bytes.length;
}

// The characters of a message that came without its interchange, read off its UNH and its end.
export function syntaxOfMessage(bytes) {
	const text = ascii(bytes, 0, Math.min(80, bytes.length));
	const [, element, component] = /^UNH([^A-Za-z0-9])[A-Za-z0-9]*\1[A-Z]{6}([^A-Za-z0-9])/.exec(text) || [];
	let last = bytes.length - 1;
	while (last > 0 && blank(bytes[last]))
		last--;
	return element && last > 0 ? { ...defaults, element: code(element), component: code(component), terminator: bytes[last] } : defaults;
}

// Segments are numbered as diagnostics do: UNH is 1; what stands outside a message has no number.
function edifact(bytes, first = defaults) {
	const lines = new Lines("edifact", bytes);
	let syntax = first, announced = false, number = 0;
	lines.syntaxes.push([0, syntax]);
	for (let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; at < bytes.length;) {
		if (blank(bytes[at])) {
			at++;
			continue;
		}
		if (bytes[at] < BLANK && bytes[at] !== syntax.terminator) { // noise is shown too
			let end = at + 1;
			while (end < bytes.length && bytes[end] < BLANK && !blank(bytes[end]) && bytes[end] !== syntax.terminator)
				end++;
			lines.add(at, end);
			at = end;
			continue;
		}
		const tag = ascii(bytes, at, 3);
		if (tag === "UNA") {
			syntax = syntaxOfUna(bytes, at);
			announced = true;
			lines.syntaxes.push([lines.count, syntax]);
			lines.add(at, Math.min(at + 9, bytes.length));
			at += 9;
			continue;
		}
		if (tag === "UNB" && !announced) {
			syntax = defaults;
			lines.syntaxes.push([lines.count, syntax]);
		}
		announced = false;
		const end = segmentEnd(bytes, at, syntax);
		number = tag === "UNH" ? 1 : /^UN[BEGZ]$/.test(tag) ? 0 : number && number + 1;
		lines.add(at, end, number);
		if (tag === "UNT")
			number = 0;
		at = end;
	}
	return lines;
}

function stringEnd(bytes, at) {
	for (let i = at + 1; i < bytes.length; i++)
		if (bytes[i] === BACKSLASH)
			i++;
		else if (bytes[i] === QUOTE)
			return i + 1;
		else if (bytes[i] === LF) // broken: the string is not let swallow the rest
			return i;
	return bytes.length;
}

const structural = "{}[],:";
const is = Object.fromEntries([...structural].map(c => [c, code(c)]));

function tokenEnd(bytes, at) {
	let i = at;
	while (i < bytes.length && !blank(bytes[i]) && bytes[i] !== QUOTE && !structural.includes(String.fromCharCode(bytes[i])))
		i++;
	return i;
}

function skipBlanks(bytes, at) {
	while (at < bytes.length && blank(bytes[at]))
		at++;
	return at;
}

// By the brackets and commas alone, so that what is broken is laid out up to the place and beyond.
function json(bytes) {
	const lines = new Lines("json", bytes);
	let depth = 0, start = -1, end = 0;
	const close = () => {
		if (start >= 0)
			lines.add(start, end, 0, depth);
		start = -1;
	};
	for (let at = skipBlanks(bytes, 0); at < bytes.length; at = skipBlanks(bytes, at)) {
		const b = bytes[at];
		if (b === is["}"] || b === is["]"]) {
			close();
			depth = Math.max(0, depth - 1);
		}
		if (start < 0)
			start = at;
		at = end = b === QUOTE ? stringEnd(bytes, at) : structural.includes(String.fromCharCode(b)) ? at + 1 : tokenEnd(bytes, at);
		if (b === is[","])
			close();
		if (b === is["{"] || b === is["["]) {
			const next = skipBlanks(bytes, at);
			if (bytes[next] === b + 2) // {} and [] stay on their line
				at = end = next + 1;
			else {
				close();
				depth++;
			}
		}
	}
	close();
	return lines;
}

function text(bytes) {
	const lines = new Lines("text", bytes);
	let number = 0;
	for (let at = 0; at < bytes.length;) {
		let end = bytes.indexOf(LF, at);
		if (end < 0)
			end = bytes.length;
		number++;
		for (let from = at; from === at || from < end;) { // a line too long goes on in the next, without a number
			let to = Math.min(end, from + longest);
			while (to < end && to > from + 1 && (bytes[to] & 0xc0) === 0x80) // not within a character
				to--;
			lines.add(from, to > from && to === end && bytes[to - 1] === CR ? to - 1 : to, from === at ? number : 0);
			from = Math.max(to, from + 1);
		}
		at = end + 1;
	}
	return lines;
}

function hex(bytes) {
	const lines = new Lines("hex", bytes);
	for (let at = 0; at < bytes.length; at += hexBytes)
		lines.add(at, Math.min(at + hexBytes, bytes.length));
	return lines;
}

// What the bytes are, by their beginning: the server may not have known.
export function kindOf(bytes, format) {
	const head = ascii(bytes, 0, Math.min(512, bytes.length)).replace(/^\u00ef\u00bb\u00bf/, "");
	if (/^EDIFACT/.test(format || "") || /^\s*UN[ABH]/.test(head))
		return "edifact";
	if (/[\x00-\x06\x0e-\x1a]/.test(head))
		return "hex";
	return /^\s*[[{]/.test(head) ? "json" : "text";
}

const makers = { edifact, json, text, hex };

export const linesOf = (bytes, kind, syntax) => makers[kind](bytes, syntax);

// ------------------------------------------------------------------ places within a line

// The stretch of an element, or of a component of it, in the segment at [start, end); both count from 1, behind the tag.
// One that is not there is the empty place before the terminator.
export function elementOf(bytes, start, end, syntax, element, component) {
	const stop = bytes[end - 1] === syntax.terminator && !released(bytes, start, end - 1, syntax) ? end - 1 : end;
	let e = 0, c = 1, from = start;
	for (let i = start; i <= stop; i++) {
		const b = i < stop ? bytes[i] : syntax.element;
		if (i < stop && b === syntax.release) {
			i++;
			continue;
		}
		const endsElement = i === stop || b === syntax.element;
		if (!endsElement && !(component && b === syntax.component))
			continue;
		if (e === element && (!component || c === component))
			return [from, Math.min(i, stop)];
		if (endsElement) {
			if (e === element) // the component is not there
				return [i, i];
			e++;
			c = 1;
		} else
			c++;
		from = i + 1;
	}
	return [stop, stop];
}

function released(bytes, start, at, syntax) {
	let n = 0;
	for (let i = at - 1; i >= start && bytes[i] === syntax.release; i--)
		n++;
	return n % 2 === 1;
}

// The JSON token that begins at the offset: a string, a number, a bracket.
export function tokenAt(bytes, offset) {
	const b = bytes[offset];
	if (b === undefined)
		return [bytes.length, bytes.length];
	if (b === QUOTE)
		return [offset, stringEnd(bytes, offset)];
	return [offset, Math.max(offset + 1, tokenEnd(bytes, offset))];
}
