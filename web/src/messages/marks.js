// Where in the bytes a diagnostic points: the line, and the stretch of it that is marked.
import { elementOf, tokenAt } from "./lines.js";

const rank = { information: 0, warning: 1, error: 2 };

// Offsets are the whole delivery's; `base` is where the bytes at hand begin in it.
function place(lines, note, base) {
	const { bytes } = lines;
	if (!lines.count || (note.offset === undefined && !note.row))
		return null;
	if (note.offset === undefined) {
		const line = lines.kind === "text" ? lines.numbers.indexOf(note.row) : -1;
		return line < 0 || line >= lines.count ? null : { line, from: lines.starts[line], to: lines.ends[line], whole: true };
	}
	const offset = note.offset - base;
	if (offset < 0 || offset >= bytes.length) { // beyond what is here: its edge
		const edge = offset < 0 ? lines.starts[0] : lines.ends[lines.count - 1];
		return { line: offset < 0 ? 0 : lines.count - 1, from: edge, to: edge };
	}
	const line = lines.at(offset), start = lines.starts[line], end = lines.ends[line];
	if (offset >= end) // blanks behind a line
		return { line, from: end, to: end };
	if (lines.kind === "edifact") {
		if (offset === start && note.element) {
			const [from, to] = elementOf(bytes, start, end, lines.syntax(line), note.element, note.component);
			return { line, from, to };
		}
		return { line, from: offset, to: end, whole: offset === start };
	}
	if (lines.kind === "json") {
		const [from, to] = tokenAt(bytes, offset);
		return { line, from, to: Math.min(to, end) };
	}
	return { line, from: offset, to: lines.kind === "hex" ? offset + 1 : end };
}

// notes: diagnostics.  Answers [{ n, note, severity, line, from, to, whole }], n from 1; without a place line is null.
export function marksOf(lines, notes, base = 0) {
	return notes.map((note, i) => ({ n: i + 1, note, severity: note.severity || "information", line: null, ...place(lines, note, base) }));
}

// A line's bytes cut where marks begin and end: [{ from, to, marks, ended }]; `ended` are those that end there.
export function pieces(start, end, marks) {
	const cuts = [...new Set([start, end, ...marks.flatMap(m => [m.from, m.to])])].filter(c => c >= start && c <= end).sort((a, b) => a - b);
	const found = [];
	const empty = at => marks.filter(m => m.from === m.to && m.from === at);
	for (let i = 0; i < cuts.length; i++) {
		const from = cuts[i], to = cuts[i + 1];
		if (empty(from).length)
			found.push({ from, to: from, marks: empty(from), ended: empty(from) });
		if (to === undefined)
			break;
		const covering = marks.filter(m => m.from <= from && m.to >= to && m.from < m.to);
		found.push({ from, to, marks: covering, ended: covering.filter(m => m.to === to) });
	}
	return found;
}

export const worst = marks => marks.reduce((w, m) => rank[m.severity] > rank[w] ? m.severity : w, "information");
