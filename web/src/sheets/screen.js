// Sheets: a file or pasted rows, looked at before anything is stored; how it is read is mended, kept as a profile, and it is sent.
//   taking.js   how it comes in        table.js    the rows as they stand, over each column what it is read as
//   mending.js  what was changed       problems.js wrong cells          preview.js  what the rows would say
//   sending.js  profile and receipt    shelf.js    templates, saved profiles
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { failure } from "../question.js";
import { comma } from "../show.js";
import { known, language, t } from "../tongue.js";
import { change, draftOf, none, profileOf } from "./mending.js";
import { placesIn, preview } from "./preview.js";
import { errorsOf, problems } from "./problems.js";
import { reading } from "./reading.js";
import { receiptCard, sendCard } from "./sending.js";
import { shelf } from "./shelf.js";
import { counts, good, tableCard } from "./table.js";
import { Taking, fields, nameOf, progress, typeToSend } from "./taking.js";
import { Gone, upload } from "./upload.js";

const unread = { profile: "", kind: "", zone: "", order: "", partner: "" };

class Sheets extends LitElement {
	static properties = {
		first: { attribute: false }, // { list: profiles, kinds and fields; partners, null where the key may not save; sends }
		tongue: { attribute: false },
		over: { state: true }, source: { state: true }, tried: { state: true }, trying: { state: true }, failed: { state: true },
		choice: { state: true }, changes: { state: true }, fixed: { state: true }, dirty: { state: true }, rows: { state: true },
		whole: { state: true }, places: { state: true }, receipt: { state: true }, sending: { state: true }, notSent: { state: true },
		saving: { state: true }, notSaved: { state: true }, profiles: { state: true },
	};

	taking = new Taking(this, source => this.look(source));

	constructor() {
		super();
		this.places = new Map();
		this.another();
	}

	createRenderRoot() { return this; }

	willUpdate(changed) {
		if (changed.has("first"))
			this.profiles = this.first.list.profiles;
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.under?.abort();
	}

	get kinds() { return this.first.list.kinds; }
	get fields() { return this.first.list.fields; }
	get partners() { return this.first.partners; }
	get sends() { return this.first.sends; }

	// The profile that is spoken of: the one chosen, else the one it was found to be read by before anything was changed.
	get base() {
		const name = this.choice.profile || this.found;
		return this.profiles.find(p => p.name === name) || null;
	}

	// What a column was taken for before anything was changed: how sure that was holds on.
	before(table, column) {
		const same = this.guessed?.find(g => g.sheet === table.sheet && g.headerRow === table.headerRow && g.kind === table.kind);
		const its = same?.columns.find(c => c.column === column.column);
		return its && its.field === column.field ? its : column;
	}

	get ownProfile() { return this.base && !this.base.shipped ? this.base.name : ""; }

	// ------------------------------------------------------------------ looking at a sheet

	another() {
		this.under?.abort();
		this.source = this.tried = this.trying = this.failed = this.receipt = this.sending = this.notSent = this.notSaved = null;
		this.choice = unread;
		this.found = this.guessed = null;
		this.changes = new Map();
		this.fixed = [];
		this.dirty = this.whole = this.saving = false;
		this.rows = "good";
	}

	async look(source) {
		this.another();
		this.source = source;
		scrollTo({ top: 0 });
		if (!await this.tryIt())
			return;
		this.fixed = (this.base?.columns || []).filter(c => c.constant).map(c => ({ field: c.field, value: c.constant }));
		this.rows = this.base?.rows || "good";
		this.toHeading("#sheet-title");
	}

	query() {
		const { profile, partner } = this.choice, tables = this.tried?.tables || [];
		return this.dirty ? { draft: draftOf(this.profile(), tables[0], this.changes), partner } : { profile, partner };
	}

	profile() {
		return profileOf({ ...this.choice, base: this.base, changes: this.changes, fixed: this.fixed }, this.tried?.tables || [], this.fields);
	}

	// true: it was answered, and is still what was asked for.
	async tryIt() {
		this.under?.abort();
		const mine = this.under = new AbortController(), { source } = this;
		const query = this.query();
		this.failed = this.receipt = this.notSent = null;
		this.trying = { share: null, source };
		try {
			const tried = await upload("/api/v1/profiles/try", query, source.blob, source.type, { signal: mine.signal, told: share => { this.trying = { share, source }; } });
			this.trying = null;
			this.tried = tried;
			if (!this.dirty)
				this.found = tried.tables[0]?.profile;
			if (!this.changes.size)
				this.guessed = tried.tables;
			this.name(tried);
			announce(t("sheets.good", { n: good(tried.rows) }) + comma() + t("sheets.bad", { n: tried.rows.rejected }));
			return true;
		} catch (error) {
			if (error instanceof Gone)
				return false;
			this.trying = null;
			this.failed = error;
			return false;
		}
	}

	stop = () => {
		this.under?.abort();
		if (this.tried)
			this.trying = null;
		else
			this.another();
	};

	// Places by their names, as they become known.
	async name(tried) {
		const fresh = [...placesIn(tried.preview)].filter(code => !this.places.has(code));
		await Promise.all(fresh.map(code => api.place(code).then(p => this.places.set(code, p.name), () => this.places.set(code, code))));
		if (fresh.length)
			this.places = new Map(this.places);
	}

	async toHeading(which) {
		await this.updateComplete;
		this.querySelector(which)?.focus({ preventScroll: true });
	}

	// ------------------------------------------------------------------ mending

	// Of another kind or by another profile the columns are found anew.
	choose(what, value) {
		this.choice = { ...this.choice, [what]: value };
		if (what === "profile") {
			this.choice = { ...unread, partner: this.choice.partner, profile: value };
			this.changes = new Map();
			this.fixed = (this.base?.columns || []).filter(c => c.constant).map(c => ({ field: c.field, value: c.constant }));
			this.rows = this.base?.rows || this.rows;
			this.dirty = false;
		} else if (what === "kind") {
			this.changes = new Map();
			this.dirty = true;
		} else if (what !== "partner")
			this.dirty = true;
		return this.tryIt();
	}

	map(table, column, field) {
		this.changes = change(table, column, field || none, this.changes);
		this.dirty = true;
		return this.tryIt();
	}

	fix(fixed) {
		this.fixed = fixed;
		this.dirty = true;
		return this.tryIt();
	}

	// ------------------------------------------------------------------ keeping and sending

	async reload() {
		this.profiles = (await api.profiles()).profiles;
	}

	async save(e) {
		e.preventDefault();
		const name = new FormData(e.target).get("name").trim();
		this.saving = true;
		this.notSaved = null;
		try {
			await api.putProfile(name, { ...this.profile(), partner: this.choice.partner || undefined, rows: this.rows });
			await this.reload();
			announce(t("sheets.save.done", { name }));
			await this.choose("profile", name);
		} catch (error) {
			this.notSaved = error;
		} finally {
			this.saving = false;
		}
	}

	async send() {
		const { source } = this, { profile, partner } = this.choice;
		this.sending = { share: null, source };
		this.notSent = null;
		try {
			this.receipt = await upload("/api/v1/messages", { profile, partner, rows: this.rows }, source.blob, typeToSend(source, this.tried.tables),
				{ told: share => { this.sending = { share, source }; } });
			announce(t("receipt." + this.receipt.status));
			scrollTo({ top: 0 });
			this.toHeading("#receipt-title");
		} catch (error) {
			this.notSent = error;
		} finally {
			this.sending = null;
		}
	}

	anew = () => {
		this.another();
		this.toHeading("#title");
	};

	down = async () => {
		await this.toHeading("#send-sheet"); // a focus would end the scrolling
		this.querySelector(".sheet-send").scrollIntoView({ block: "start" });
	};

	// ------------------------------------------------------------------ what is shown

	problem(error) {
		if (error.problem?.status === 413)
			return html`<div class="flag" role="alert">${icon("alert")}<p>${t("sheets.too-large")}</p></div>`;
		return html`${failure(error)}<p><button type="button" class="more" @click=${() => this.tryIt()}>${t("retry")}</button></p>`;
	}

	head() {
		return html`<section class="card head" data-status="all"><h1 id="title" tabindex="-1">${t("nav.sheets")}</h1><p class="sentence" id="sentence">${t("sheets.about")}</p>
			${this.sends ? fields(this) : html`<p class="flag soft">${icon("key")}<span>${t("sheets.reader")}</span></p>`}
			${this.failed ? this.problem(this.failed) : nothing}${this.trying ? progress(this.trying, this.stop) : nothing}</section>`;
	}

	summary() {
		const { tried, source } = this, found = tried.tables.length;
		return html`<section class="card head sheet-head" data-status="all"><h1 class="hidden" id="title" tabindex="-1">${t("nav.sheets")}</h1>
			<div class="sheet-line"><h2 id="sheet-title" tabindex="-1">${icon("sheet")}<span class="file">${nameOf(source)}</span> <span class="quiet">${source.about}</span></h2>
				<div class="sheet-tools"><button type="button" class="tool bordered" @click=${this.anew}>${t("sheets.another")}</button>
				${found ? html`<button type="button" class="primary" @click=${this.down}>${t("sheets.down")}</button>` : nothing}</div></div>
			${found ? html`<p class="counts large" id="sentence">${counts(tried.rows)}</p>`
				: html`<p class="sentence" id="sentence">${tried.format === "SHEET" ? t("sheets.nothing") : t("sheets.other", { format: tried.format })}</p>`}
			${tried.format === "SHEET" ? reading(this) : nothing}
			${this.trying ? progress(this.trying, this.stop) : nothing}${this.failed ? this.problem(this.failed) : nothing}</section>`;
	}

	unknown() {
		const codes = this.tried.unknown;
		if (!codes.length)
			return nothing;
		const to = this.choice.partner ? "/partners/" + encodeURIComponent(this.choice.partner) : "/partners";
		return html`<section class="card" aria-labelledby="codes-title"><h2 id="codes-title">${t("sheets.unknown", { n: codes.length })}</h2><p class="quiet">${t("sheets.unknown.about")}
			${this.partners ? html`<a href=${to}>${t("sheets.unknown.link")}</a>` : nothing}</p>
			<ul class="sheet-codes">${codes.map(c => html`<li><strong class="code" translate="no">${c.code}</strong> <span class="quiet">${known("partners.list." + c.list) ? t("partners.list." + c.list) : c.list}</span> <span>${t("partners.times", { n: c.times })}</span></li>`)}</ul></section>`;
	}

	looked() {
		const { tried } = this, notes = tried.diagnostics, its = errorsOf(notes).length || notes.length;
		return html`${this.summary()}<div class="sheet-looked" ?data-busy=${!!this.trying}>${tried.tables.map((table, i) => tableCard(this, table, i))}
			${its ? html`<section class="card" aria-label=${t("sheets.problems")}>${problems(notes, n => t("sheets.errors", { n }))}</section>` : nothing}
			${this.unknown()}${preview(this)}${tried.tables.length ? sendCard(this) : nothing}</div>`;
	}

	render() {
		return html`<div class="sheets-page">${this.receipt ? html`<h1 class="hidden" id="title" tabindex="-1">${t("nav.sheets")}</h1>${receiptCard(this)}` : this.tried ? this.looked() : this.head()}
			${this.tried && !this.receipt ? nothing : shelf(this)}${this.over ? html`<p class="sheet-over" aria-hidden="true">${t("sheets.over")}</p>` : nothing}</div>`;
	}
}
customElements.define("lb-sheets", Sheets);

// Who may save profiles sees the partners, too: the hub's own operators.
const partners = signal => api.operates().then(does => does ? api.partners(signal).then(a => a.partners, () => null) : null);

export async function screen({ signal }) {
	const [list, its, sends] = await Promise.all([api.profiles(signal), partners(signal), api.sends()]);
	return html`<lb-sheets .first=${{ list, partners: its, sends }} .tongue=${language()}></lb-sheets>`;
}
