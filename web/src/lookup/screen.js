// The look-up: many references pasted, a row for each; sorted, narrowed, taken away, and kept up to date.
import { LitElement, html, nothing } from "lit";
import { announce, save } from "../dom.js";
import { api } from "../api.js";
import { Following } from "../live.js";
import { language, locale, remember, t } from "../tongue.js";
import { haystack, sorted, textOf, usual } from "./columns.js";
import { copyText } from "./copy.js";
import { keyed, merge } from "./fresh.js";
import { column, fileText, most, references } from "./paste.js";
import { chosen, head, rows } from "./rows.js";
import { advance, ask, keep, next, open, settle } from "./state.js";
import { tips } from "./tip.js";
import { blocked, field, results, unknown } from "./views.js";

const first = 60, slice = 250; // rows drawn at once; the rest follows, a slice a frame
const stale = 30000;           // ms after which what is gone back to is asked for anew
const marked = 6000;           // ms that a changed row stays marked
const narrowest = 84;          // px of a column whose share is 1
const remembered = "landbridge-lookup-columns";

function recall() {
	try { return JSON.parse(localStorage.getItem(remembered)); } catch { return null; }
}

// What has to be asked of the whole page: a key, mostly.
const beyond = error => ["key", "forbidden", "foreign"].includes(error.kind);

class Lookup extends LitElement {
	static properties = { state: {}, tongue: {}, draft: {}, busy: {}, error: {}, note: {}, over: {}, told: {}, upTo: {}, minute: {}, columns: {}, changed: {} };

	constructor() {
		super();
		Object.assign(this, { draft: "", busy: false, error: null, note: null, over: false, told: "", upTo: first, minute: 0,
			columns: recall(), changed: new Set(), due: new Set(), hay: new WeakMap() });
		this.following = new Following(this, { touches: change => this.touched(change), refresh: signal => this.refresh(signal) });
		for (const name of ["onOver", "onLeave", "onDrop", "onSubmit", "onInput", "onPaste", "onKey", "onFile", "onFind", "onChooser", "onChooserKey",
			"keepFirst", "takeWhole", "example", "clear", "showAll", "usualColumns", "copy", "copyLink", "take"])
			this[name] = this[name].bind(this);
	}

	createRenderRoot() {
		return this;
	}

	// ------------------------------------------------------------------ coming and going

	connectedCallback() {
		super.connectedCallback();
		this.untip = tips(this);
		this.ticking = setInterval(() => { this.minute = Math.floor(Date.now() / 60000); }, 20000);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.untip();
		this.asking?.abort();
		clearInterval(this.ticking);
		clearTimeout(this.fading);
	}

	willUpdate(changed) {
		if (changed.has("tongue"))
			this.hay = new WeakMap();
		if (changed.has("state") && changed.get("state")?.id !== this.state.id) {
			this.draft = this.state.text;
			this.upTo = this.back ? Infinity : first; // page.js leads back to where the reader was: it has to be there
			this.returning = this.back;
			this.error = null;
		}
	}

	updated() {
		this.lay();
		if (this.returning) {
			this.returning = false;
			requestAnimationFrame(() => requestAnimationFrame(() => this.goBack()));
		} else if (this.upTo < this.list.length)
			this.drawing = requestAnimationFrame(() => { this.upTo += slice; });
	}

	// The columns' widths; where there are too many for the screen the table scrolls within itself.
	lay() {
		const table = this.querySelector(".lookup");
		if (!table)
			return;
		const shown = chosen(this.names()), least = shown.reduce((sum, c) => sum + c.wide * narrowest, 0);
		table.style.setProperty("--columns", shown.map(c => `minmax(0, ${c.wide}fr)`).join(" "));
		table.style.setProperty("--least", least + "px");
		table.parentElement.toggleAttribute("data-wide", least > table.parentElement.clientWidth);
	}

	// Rows that were not drawn yet are higher or lower than thought: what has the focus is brought into sight.
	goBack() {
		const link = document.activeElement?.closest("lb-lookup a[data-number]"), at = link?.getBoundingClientRect();
		if (at && (at.top < 60 || at.bottom > innerHeight))
			link.scrollIntoView({ block: "center", behavior: "instant" });
		if (Date.now() - this.state.at > stale)
			this.following.due();
	}

	// ------------------------------------------------------------------ asking

	get counted() {
		if (this.countedOf !== this.draft)
			[this.countedOf, this.count] = [this.draft, references(this.draft).length];
		return this.count;
	}

	get asked() {
		return references(this.state.text).length;
	}

	async onSubmit(e) {
		e?.preventDefault();
		if (this.busy || this.counted > most)
			return;
		if (!this.counted) {
			this.querySelector("#paste").focus();
			return;
		}
		const had = !!this.state.answer, state = had ? next(this.state, this.draft) : Object.assign(this.state, { text: this.draft });
		this.busy = true;
		this.error = null;
		announce(t("lookup.going"));
		this.asking = new AbortController();
		try {
			await ask(state, this.asking.signal);
			if (had)
				advance(state);
			settle(state);
			this.back = false;
			this.state = had ? state : { ...state };
			keep(this.state);
			this.note = null;
			this.told = "";
			this.upTo = first;
			await this.updateComplete;
			const title = this.querySelector("#results-title");
			announce(title.textContent);
			title.focus({ preventScroll: true });
			title.scrollIntoView({ block: "nearest" });
		} catch (error) {
			if (error.name !== "AbortError")
				this.failed(error, state, had);
		} finally {
			this.busy = false;
		}
	}

	failed(error, state, had) {
		if (!beyond(error)) {
			this.error = error;
			return;
		}
		if (had)
			advance(state);
		keep(state);
		this.again();
	}

	onInput(e) {
		this.draft = e.target.value;
		this.note = null;
	}

	onKey(e) {
		if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
			e.preventDefault();
			this.onSubmit();
		}
	}

	// A sheet's column of container numbers is taken alone, and said so.
	sheet(text, name) {
		const its = column(text);
		if (!its)
			return false;
		this.note = { text: t("lookup.column", { name, column: its.column, columns: its.columns }), whole: text };
		this.draft = [this.draft.trim(), its.text].filter(Boolean).join("\n");
		return true;
	}

	onPaste(e) {
		const text = e.clipboardData?.getData("text/plain") || "";
		if (/\t/.test(text) && !this.draft.trim() && this.sheet(text, t("lookup.pasted")))
			e.preventDefault();
	}

	takeWhole() {
		this.draft = this.note.whole;
		this.note = null;
	}

	async takeFile(file) {
		const text = file.size > 4e6 ? null : await fileText(file, language());
		if (text === null)
			this.note = { text: t("lookup.no-text", { name: file.name }) };
		else if (!this.sheet(text, file.name)) {
			this.note = null;
			this.draft = [this.draft.trim(), text.trim()].filter(Boolean).join("\n");
		}
		this.querySelector("#paste").focus();
	}

	onFile(e) {
		if (e.target.files[0])
			this.takeFile(e.target.files[0]);
		e.target.value = "";
	}

	// Dropped here it is looked up; elsewhere on the page it is sent as a message.
	onOver(e) {
		if (![...e.dataTransfer.types].some(type => type === "Files" || type === "text/plain"))
			return;
		e.preventDefault();
		e.stopPropagation();
		document.getElementById("dropping").hidden = true;
		this.over = true;
	}

	onLeave(e) {
		if (!e.currentTarget.contains(e.relatedTarget))
			this.over = false;
	}

	onDrop(e) {
		e.preventDefault();
		e.stopPropagation();
		this.over = false;
		const text = e.dataTransfer.getData("text/plain");
		if (e.dataTransfer.files[0])
			this.takeFile(e.dataTransfer.files[0]);
		else if (text)
			this.draft = [this.draft.trim(), text].filter(Boolean).join("\n");
	}

	keepFirst() {
		this.draft = references(this.draft).slice(0, most).join("\n");
		this.querySelector("#paste").focus();
	}

	clear() {
		this.draft = "";
		this.note = null;
		this.querySelector("#paste").focus();
	}

	async example() {
		try {
			this.draft = (await api.containers({ limit: 12 })).containers.map(c => c.number).join("\n");
			this.onSubmit();
		} catch (error) {
			this.error = error;
		}
	}

	// ------------------------------------------------------------------ what is shown

	names() {
		return this.columns || usual(this.state.answer?.rows || []);
	}

	hayOf(row) {
		if (!this.hay.has(row))
			this.hay.set(row, haystack(row));
		return this.hay.get(row);
	}

	get list() {
		if (!this.state.answer)
			return [];
		const { find, statuses, only, sort } = this.state, words = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
		const narrowed = this.state.answer.rows.filter(row => (!statuses.length || statuses.includes(row.status)) &&
			(only !== "blocked" || blocked(row)) && (only !== "unknown" || unknown(row)) && words.every(w => this.hayOf(row).includes(w)));
		return sorted(narrowed, sort, locale());
	}

	// Changes how it is shown, and remembers that.
	show(more) {
		Object.assign(this.state, more);
		keep(this.state);
		this.told = "";
		this.requestUpdate();
	}

	// Said aloud, and shown where all rows are not.
	async showAloud(more) {
		this.show(more);
		const n = this.list.length, all = this.state.answer.rows.length;
		this.told = n < all ? t("lookup.shown", { n, all }) : "";
	}

	pressStatus(status) {
		const { statuses } = this.state;
		this.showAloud({ only: "", statuses: statuses.includes(status) ? statuses.filter(s => s !== status) : [...statuses, status] });
	}

	pressOnly(only) {
		this.showAloud({ statuses: [], only: this.state.only === only ? "" : only });
	}

	showAll() {
		this.showAloud({ statuses: [], only: "", find: "" });
	}

	onFind(e) {
		this.showAloud({ find: e.target.value });
	}

	// A head pressed once sorts, twice turns round, thrice lets go.
	sortBy(by, down) {
		const { sort } = this.state;
		const to = down !== undefined ? { by, down } : sort.by !== by ? { by, down: false } : sort.down ? { by: "", down: false } : { by, down: true };
		this.show({ sort: to });
		announce(to.by ? t(to.down ? "lookup.sorted-down" : "lookup.sorted-up", { column: t("lookup.col." + to.by) }) : t("lookup.sorted-not"));
	}

	pressColumn(name) {
		const names = this.names();
		this.columns = names.includes(name) ? names.filter(n => n !== name) : [...names, name];
		remember(remembered, JSON.stringify(this.columns));
	}

	usualColumns() {
		this.columns = null;
		remember(remembered, "null");
	}

	onChooser(e) {
		const details = e.currentTarget, shut = click => {
			if (!details.contains(click.target))
				details.open = false;
		};
		if (details.open)
			document.addEventListener("pointerdown", shut);
		else
			document.removeEventListener("pointerdown", shut);
	}

	onChooserKey(e) {
		if (e.key === "Escape" && e.currentTarget.open) {
			e.currentTarget.open = false;
			e.currentTarget.querySelector("summary").focus();
		}
	}

	// ------------------------------------------------------------------ taking it away

	async download(format) {
		try {
			const file = await api.lookupFile(this.state.text, format, language());
			save(file.blob, file.name);
			this.error = null;
		} catch (error) {
			this.error = error;
		}
	}

	async copied(text, words) {
		this.told = await copyText(text) ? words : t("lookup.not-copied");
	}

	copy() {
		const its = chosen(this.names()), list = this.list, clean = s => s.replace(/\s+/g, " ");
		const lines = [its.map(c => t("lookup.col." + c.name)), ...list.map(row => its.map(c => clean(textOf(c, row))))];
		return this.copied(lines.map(line => line.join("\t")).join("\n"), t("lookup.copied", { n: list.length }));
	}

	copyLink() {
		return this.copied(location.href, t("lookup.linked"));
	}

	// A number that was mistyped: the suggested one in its stead.
	async take(row) {
		try {
			const got = await api.lookup([row.suggest]), all = this.state.answer.rows;
			const answer = { ...this.state.answer, rows: keyed(all.flatMap(r => r === row ? got.rows : [r])) };
			this.state = Object.assign(this.state, { text: this.state.text.replace(row.reference, row.suggest), answer });
			this.draft = this.state.text;
			this.mark(new Set(got.rows.map(r => r.key)));
			settle(this.state);
			this.requestUpdate();
			await this.updateComplete;
			(this.querySelector(`a[data-number="${row.suggest}"]`) || this.querySelector("#results-title"))?.focus();
		} catch (error) {
			this.error = error;
		}
	}

	// ------------------------------------------------------------------ what changes meanwhile

	touched(change) {
		const told = new Set(change.containers);
		if (change.more)
			this.everything = true;
		for (const row of this.state.answer?.rows || [])
			if (told.has(row.container || row.normalised))
				this.due.add(row.reference);
		return !!this.state.answer && (!!change.more || this.due.size > 0);
	}

	// What changed, or all of it where nobody said what.
	async refresh(signal) {
		const { state } = this;
		if (!state.answer)
			return;
		const whole = this.everything || !this.due.size, due = [...this.due].slice(0, most);
		const got = await api.lookup(whole ? state.text : due, signal), { rows: all, changed } = merge(state.answer.rows, keyed(got.rows), whole);
		if (state !== this.state)
			return;
		this.everything = false;
		due.forEach(reference => this.due.delete(reference));
		state.answer = { ...state.answer, rows: all, asOf: got.asOf, cut: whole ? got.cut : state.answer.cut };
		state.at = Date.now();
		this.mark(changed);
		if (changed.size)
			this.told = t("lookup.updated", { n: changed.size });
		this.requestUpdate();
	}

	mark(changed) {
		this.changed = changed;
		clearTimeout(this.fading);
		this.fading = setTimeout(() => { this.changed = new Set(); }, marked);
	}

	// ------------------------------------------------------------------ drawing

	table() {
		const list = this.list, names = this.names(), shown = chosen(names);
		return html`<section class="card found" aria-labelledby="results-title" aria-busy=${this.busy ? "true" : nothing}>
			${results(this, this.state.answer.rows, names)}
			${list.length ? html`<div class="lookup-scroll"><table class="lookup" role="table" aria-labelledby="results-title" aria-rowcount=${list.length + 1}>
				${head(shown, this.state.sort, name => this.sortBy(name))}
				<tbody role="rowgroup">${rows(list.slice(0, this.upTo), { shown, changed: this.changed, now: this.minute, take: this.take })}</tbody></table></div>`
			: html`<p class="empty">${t("lookup.nothing")} <button type="button" class="link" @click=${this.showAll}>${t("lookup.show-all")}</button></p>`}</section>`;
	}

	render() {
		return html`${field(this)}${this.state.answer ? this.table() : nothing}`;
	}
}
customElements.define("lb-lookup", Lookup);

export async function screen({ query, signal, go, again }) {
	const { state, back } = await open(query, signal);
	return html`<lb-lookup .state=${state} .back=${back} .go=${go} .again=${again} .tongue=${language()}></lb-lookup>`;
}
