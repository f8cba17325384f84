// What was found odd, beside the bytes as received: each finding leads to its place in them, each place back.
// The bytes are cut into lines, of which only a window stands in the document, however long the file is.
import { LitElement, html, nothing } from "lit";
import { live as kept } from "lit/directives/live.js";
import { announce } from "../dom.js";
import { boxLink } from "../show.js";
import { t, count } from "../tongue.js";
import { charsetOf, glyphs, hexLine } from "./glyphs.js";
import { kindOf, linesOf, syntaxOfMessage } from "./lines.js";
import { marksOf, pieces, worst } from "./marks.js";
import { badge, messageLink, messageName, noteCounts } from "./parts.js";

const height = 300; // lines of a window
const listed = 100; // findings that stand in the list at first

// In the order of the file; what has no place comes first.
const inOrder = notes => notes.map((n, i) => [n, i]).sort(([a, i], [b, j]) => (a.offset ?? -1) - (b.offset ?? -1) || i - j).map(([n]) => n);

// "segment 4 EQD, element 2, component 1, byte 83"
function placeWords(note) {
	const at = (name, n, more) => n === undefined ? null : t("msg.at." + name, { n: count(n), ...more });
	const segment = note.segment === undefined ? note.tag && t("msg.at.tag", { tag: note.tag }) : at("segment", note.segment, { tag: note.tag || "" }).trim();
	return [segment, at("element", note.element), at("component", note.component), at("row", note.row), at("column", note.column),
		note.path, at("byte", note.offset)].filter(Boolean).join(", ");
}

class Reading extends LitElement {
	static properties = {
		source: { attribute: false }, // { bytes or null, base, range, format, fetch }: bytes that begin at `base` of the delivery; fetch gets them
		notes: { attribute: false },
		messages: { attribute: false }, // those whose beginning is told within the bytes
		told: { attribute: false },     // changes where the tools beside the bytes do
		first: { state: true }, current: { state: true }, many: { state: true },
	};

	createRenderRoot() { return this; }

	willUpdate(changed) {
		if (changed.has("notes") || changed.has("source"))
			this.lay();
	}

	lay() {
		const { bytes, base = 0, format, range } = this.source;
		this.sorted = inOrder(this.notes);
		this.lines = null;
		if (bytes) {
			const kind = kindOf(bytes, format);
			this.lines = linesOf(bytes, kind, kind === "edifact" && base ? syntaxOfMessage(bytes) : undefined);
			this.charset = kind === "edifact" ? charsetOf(bytes) : null;
			this.low = range ? this.lines.at(range[0] - base) : 0;
			this.high = range ? this.lines.at(Math.max(range[0], range[1] - 1) - base) + 1 : this.lines.count;
		}
		this.marks = this.lines?.count ? marksOf(this.lines, this.sorted, base).map(m => this.within(m)) : this.sorted.map((note, i) => ({ n: i + 1, note, severity: note.severity || "information", line: null }));
		this.ofLine = grouped(this.marks);
		this.heads = new Map((this.messages || []).map(m => [m.offset - base, m]));
		this.first = this.low || 0;
		this.current = 0;
		this.many = listed;
		if (bytes && this.wanted)
			this.to(this.wanted);
		this.wanted = bytes ? 0 : this.wanted;
	}

	// A finding beyond the message that is shown stands at its edge.
	within(m) {
		if (m.line === null || (m.line >= this.low && m.line < this.high))
			return m;
		const line = m.line < this.low ? this.low : this.high - 1;
		const edge = m.line < this.low ? this.lines.starts[line] : this.lines.ends[line];
		return { ...m, line, from: edge, to: edge, whole: false };
	}

	get last() { return Math.min(this.first + height, this.high); }

	// ------------------------------------------------------------------ going about

	window(line) {
		this.first = Math.max(this.low, Math.min(line, this.high - 1) - (line - this.low) % height);
	}

	// To its place in the bytes, which are fetched first where they were not asked for yet.
	go(n) {
		if (this.lines?.count || !this.source.fetch)
			return this.to(n);
		this.wanted = n;
		this.source.fetch();
	}

	async to(n) {
		const mark = this.marks[n - 1];
		if (!mark || mark.line === null)
			return;
		this.current = n;
		if (mark.line < this.first || mark.line >= this.last)
			this.window(mark.line);
		await this.updateComplete;
		const at = this.querySelector("#at-" + n);
		at?.scrollIntoView({ block: "center", inline: "nearest" });
		at?.focus({ preventScroll: true });
	}

	async back(n) {
		this.current = n;
		if (n > this.many)
			this.many = Math.ceil(n / listed) * listed;
		await this.updateComplete;
		const note = this.querySelector(`#note-${n} a`);
		note?.scrollIntoView({ block: "nearest" });
		note?.focus({ preventScroll: true });
	}

	// The next finding that has a place, or the one before.
	step(by) {
		const placed = this.marks.filter(m => m.line !== null).map(m => m.n);
		if (!placed.length)
			return;
		const next = by > 0 ? placed.find(n => n > this.current) ?? placed[0] : placed.findLast(n => n < this.current) ?? placed.at(-1);
		this.to(next);
	}

	key(e) {
		if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input"))
			return;
		const by = { n: 1, p: -1 }[e.key.toLowerCase()];
		if (by) {
			e.preventDefault();
			this.step(by);
		}
	}

	async turn(by) {
		this.first = Math.max(this.low, Math.min(this.first + by * height, this.high - 1));
		await this.updateComplete;
		const text = this.querySelector(".raw-text");
		text.focus({ preventScroll: true });
		text.scrollIntoView({ block: "start" });
		announce(this.shown());
	}

	async goTo(e) {
		e.preventDefault();
		const wanted = Number(new FormData(e.target).get("line")), line = this.low + Math.max(1, Math.min(wanted || 1, this.high - this.low)) - 1;
		this.window(line);
		await this.updateComplete;
		const row = this.querySelector(`[data-line="${line}"]`);
		row?.scrollIntoView({ block: "center" });
		row?.focus({ preventScroll: true });
	}

	shown() {
		return t("msg.raw.shown", { from: count(this.first - this.low + 1), to: count(this.last - this.low), all: count(this.high - this.low) });
	}

	// ------------------------------------------------------------------ the findings

	note(m) {
		const { note, n, severity } = m, place = placeWords(note);
		const label = `${t("note." + severity)}: `;
		return html`<li id="note-${n}" data-severity=${severity} data-current=${this.current === n}>
			${m.line === null && !(this.source.fetch && note.offset !== undefined) ? html`<span class="note-n">${n}</span>` : html`<a class="note-n" href="#at-${n}"
				aria-label=${t("msg.raw.to", { n })} @click=${e => { e.preventDefault(); this.go(n); }}>${n}</a>`}
			<div><p><strong>${label}</strong><span lang="en">${note.text || note.code}</span></p>
			${place || note.subject ? html`<p class="quiet note-place">${note.subject ? html`<a class="code" href=${boxLink(note.subject)}>${note.subject}</a>${place ? " · " : ""}` : nothing}${place}</p>` : nothing}</div></li>`;
	}

	findings() {
		const n = this.marks.length, left = Math.min(listed, n - this.many);
		return html`<section class="card findings" aria-labelledby="findings-title">
			<h2 id="findings-title">${n ? t("msg.findings", { n }) : t("msg.findings.none")}</h2>
			${n ? html`<p class="finding-counts">${noteCounts(this.sorted)}</p>
			<ol class="notes">${this.marks.slice(0, this.many).map(m => this.note(m))}</ol>` : nothing}
			${left > 0 ? html`<button type="button" class="more" @click=${() => { this.many += listed; }}>${t("msg.findings.more", { n: left })}</button>` : nothing}
		</section>`;
	}

	// ------------------------------------------------------------------ the bytes

	// Text of a piece: separators and names set off, odd bytes in frames.
	words(from, to, line) {
		const { kind, bytes } = this.lines;
		const parts = glyphs(bytes, from, to, this.charset, kind === "json");
		const odd = p => html`<span class="glyph" data-read=${p.set ? "yes" : nothing} title=${t(p.set ? "msg.raw.glyph.set" : "msg.raw.glyph", p)}>${p.text}</span>`;
		return parts.map((p, i) => typeof p !== "string" ? odd(p) : kind === "edifact" ? this.segment(p, i === 0 && from === this.lines.starts[line], line)
			: kind === "json" ? member(p) : p);
	}

	segment(text, begins, line) {
		const { component, element, terminator } = this.lines.syntax(line);
		const tag = begins ? /^[A-Z]{3}/.exec(text)?.[0] || "" : "";
		const separators = [component, element, terminator].map(b => String.fromCharCode(b));
		const out = tag ? [html`<b>${tag}</b>`] : [];
		let plain = "";
		for (const c of text.slice(tag.length))
			if (separators.includes(c)) {
				out.push(plain, html`<i>${c}</i>`);
				plain = "";
			} else
				plain += c;
		out.push(plain);
		return out;
	}

	mark(m) {
		return html`<a class="badge" id="at-${m.n}" data-n=${m.n} data-severity=${m.severity} href="#note-${m.n}" data-current=${this.current === m.n}
			aria-label=${t("msg.raw.mark", { n: m.n, severity: t("note." + m.severity), text: m.note.text || m.note.code || "" })}
			@click=${e => { e.preventDefault(); this.back(m.n); }}>${m.n}</a>`;
	}

	content(line) {
		const { starts, ends, kind, bytes } = this.lines, marks = this.ofLine.get(line) || [];
		if (kind === "hex") {
			const [left, right] = hexLine(bytes, starts[line], ends[line]);
			return html`<span class="hex">${left}</span>  <span>${right}</span>${marks.map(m => this.mark(m))}`;
		}
		if (!marks.length)
			return this.words(starts[line], ends[line], line);
		return pieces(starts[line], ends[line], marks).map(p => {
			const text = p.from < p.to ? this.words(p.from, p.to, line) : nothing;
			if (!p.marks.length)
				return text;
			const close = p.marks.filter(m => !m.whole), kindOfMark = p.from === p.to ? "gap" : close.length ? "place" : "whole";
			return html`<mark class=${kindOfMark} data-severity=${worst(close.length ? close : p.marks)} data-notes=${p.marks.map(m => m.n).join(" ")}
				data-current=${p.marks.some(m => m.n === this.current && (close.length === 0 || !m.whole))}>${text}</mark>${p.ended.map(m => this.mark(m))}`;
		});
	}

	line(line) {
		const { starts, numbers, indents, kind } = this.lines, marks = this.ofLine.get(line), head = this.heads.get(starts[line]);
		const number = kind === "hex" ? starts[line].toString(16).padStart(6, "0") : count(line - this.low + 1);
		const begin = starts[line] + (this.source.base || 0);
		return html`${head ? html`<li class="raw-head"><a href=${messageLink(head.messageId)}>${messageName(head)}</a> ${badge(head.status)}</li>` : nothing}
			<li data-line=${line} tabindex="-1" data-severity=${marks ? worst(marks) : nothing}>
			<span class="ln" title="${t("msg.at.byte", { n: count(begin) })}"><span class="hidden">${t("msg.raw.lines")} </span>${number}</span>
			${kind === "edifact" ? html`<span class="sn">${numbers[line] ? html`<span class="hidden">${t("msg.raw.segments")} </span>${numbers[line]}` : nothing}</span>` : nothing}
			<code class=${indents[line] ? "in-" + Math.min(12, indents[line]) : ""}>${this.content(line)}</code></li>`;
	}

	bar() {
		const { low, high } = this, long = high - low > height, placed = this.marks.some(m => m.line !== null);
		if (!long && !placed)
			return nothing;
		return html`<div class="raw-bar">
			${placed ? html`<span class="pair"><button type="button" class="tool" @click=${() => this.step(-1)}><span aria-hidden="true">↑</span> ${t("msg.raw.before")}</button>
			<button type="button" class="tool" @click=${() => this.step(1)}><span aria-hidden="true">↓</span> ${t("msg.raw.next")}</button></span>` : nothing}
			${long ? html`<span class="quiet raw-shown">${this.shown()}</span>
			<form class="raw-go" @submit=${this.goTo}><label for="raw-line">${t("msg.raw.line")}</label>
				<input id="raw-line" name="line" type="number" min="1" max=${high - low} inputmode="numeric" .value=${kept(String(this.first - low + 1))}>
				<button class="tool">${t("msg.raw.go")}</button></form>` : nothing}
		</div>`;
	}

	turning(by) {
		const there = by < 0 ? this.first > this.low : this.last < this.high;
		return there ? html`<button type="button" class="more turn" @click=${() => this.turn(by)}>${t(by < 0 ? "msg.raw.earlier" : "msg.raw.later")}</button>` : nothing;
	}

	text() {
		const { kind } = this.lines;
		const about = [kind === "text" ? "" : t("msg.raw." + kind), kind === "hex" ? "" : t("msg.raw.odd"), this.marks.some(m => m.line !== null) ? t("msg.raw.keys") : ""];
		return html`<p class="quiet raw-about" id="raw-about">${about.filter(Boolean).join(" ")}</p>
			${this.bar()}${this.turning(-1)}
			<div class="raw-text" role="region" aria-labelledby="raw-title" aria-describedby="raw-about" tabindex="0" data-kind=${kind} @keydown=${this.key} translate="no">
			<ol class="raw-lines">${Array.from({ length: this.last - this.first }, (_, i) => this.line(this.first + i))}</ol></div>${this.turning(1)}`;
	}

	render() {
		const bytes = this.lines?.count;
		return html`<div class="reading" data-alone=${!this.marks.length}>${this.findings()}
			<section class="card raw" aria-labelledby="raw-title"><div class="raw-title"><h2 id="raw-title">${t("msg.raw")}</h2>${this.source.tools || nothing}</div>
			${bytes ? this.text() : this.source.instead || html`<p class="empty">${t("msg.raw.empty")}</p>`}</section></div>`;
	}
}

function grouped(marks) {
	const map = new Map();
	for (const m of marks)
		if (m.line !== null)
			map.has(m.line) ? map.get(m.line).push(m) : map.set(m.line, [m]);
	return map;
}

// A member's name, set off from its value.
function member(text) {
	const [, name, rest] = /^("(?:[^"\\]|\\.)*"\s*)(:[^]*)$/.exec(text) || [];
	return name ? [html`<b>${name}</b>`, rest.replace(/^:\s*/, ": ")] : text;
}

customElements.define("lb-reading", Reading);
