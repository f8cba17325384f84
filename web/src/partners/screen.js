// One partner: what it says that nobody has mapped, most often said first, each with what it may mean; and what was mapped.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { ask, failure } from "../question.js";
import { ownTime } from "../moment.js";
import { known, named, t } from "../tongue.js";
import { sign } from "./list.js";

const events = ["ARRI", "DEPA", "WAYP", "LOAD", "DISC", "GTIN", "GTOT", "HAND", "HOLD", "RELS", "CUSR", "CUSI", "CUSS", "INSP", "DMGD", "NOTE"];

// What a meaning looks like, by list.
const shapes = { PLACE: "place", "STATION-NAME": "place", STATUS: "event", OPERATION: "event", CUSTOMS: "event", FACILITY: "facility" };

const listWord = list => known("partners.list." + list) ? t("partners.list." + list) : list;

// What came of it, in words.
const outcome = answer => html`<p>${t("partners.replayed", { n: answer.replayed })} ${t("partners.new", { n: answer.newEvents })}
	${answer.mendedEvents ? t("partners.mended", { n: answer.mendedEvents }) : nothing}</p>
	${answer.failed ? html`<p class="flag">${icon("alert")}<span>${t("partners.failed", { n: answer.failed })}</span></p>` : nothing}
	${answer.waiting.length ? html`<p>${t("partners.waiting", { n: answer.waiting.length })}</p>` : nothing}`;

// "message 3, segment 7 LOC": that message; of another the first of its delivery.
const messageOf = ({ intake, at }) => `/messages/${intake}.${/^message (\d+)/.exec(at)?.[1] || 1}`;

class Unknown extends LitElement {
	static properties = { partner: { attribute: false }, rows: { attribute: false }, more: { attribute: false }, again: { attribute: false } };

	createRenderRoot() { return this; }

	async map(e, row) {
		e.preventDefault();
		const meaning = new FormData(e.target).get("meaning").trim();
		if (!meaning)
			return;
		const answer = await ask({ title: t("partners.map.title", { code: row.written, meaning }), about: [t("partners.map.about", { n: row.intakes })],
			yes: t("partners.map.go"), act: () => api.mapCode(this.partner, { list: row.list, code: row.code, meaning, replay: true }), told: outcome });
		if (!answer)
			return;
		announce(t("partners.mapped", { code: row.written }));
		this.again();
	}

	suggestion(row, s, input) {
		return html`<button type="button" class="tool suggestion" @click=${() => { const field = this.querySelector(input); field.value = s.meaning; field.focus(); }}>
			<span class="code" translate="no">${s.meaning}</span> ${named(s.name)} <span class="quiet">${t("partners.sure", { n: s.sure })}</span></button>`;
	}

	row(row, i) {
		const id = "meaning-" + i;
		return html`<li class="unknown-code"><div class="said"><strong class="code" translate="no">${row.written}</strong>
			<span class="quiet">${listWord(row.list)}</span></div>
			<p class="how-often"><strong>${t("partners.times", { n: row.times })}</strong> <span class="quiet">${t("partners.in", { n: row.intakes })}${" · "}${ownTime(row.last)}${" · "}
				<a href=${messageOf(row.sample)} title=${row.sample.at || nothing}>${/!/.test(row.sample.at) ? row.sample.at : t("partners.sample")}</a></span></p>
			<form class="meaning" @submit=${e => this.map(e, row)}>
				${row.suggest.length ? html`<div class="suggestions" role="group" aria-label=${t("partners.suggest")}>${row.suggest.map(s => this.suggestion(row, s, "#" + id))}</div>` : nothing}
				<label for=${id}>${t("partners.means")}<span class="hidden">: ${row.written}</span></label>
				<div class="go"><input id=${id} name="meaning" required maxlength="64" autocomplete="off" spellcheck="false" list=${shapes[row.list] === "event" ? "event-codes" : nothing}
					placeholder=${shapes[row.list] ? t("partners.means." + shapes[row.list]) : nothing}><button class="primary">${t("partners.map")}</button></div></form></li>`;
	}

	render() {
		if (!this.rows.length)
			return html`<section class="card"><h2 id="unknown-title">${t("partners.unknown")}</h2><p class="quiet">${t("partners.all.mapped")}</p></section>`;
		return html`<section class="card" aria-labelledby="unknown-title"><h2 id="unknown-title">${t("partners.unknown")}</h2><p class="quiet">${t("partners.unknown.about")}</p>
			<datalist id="event-codes">${events.map(code => html`<option value=${code}>${t("event." + code)}</option>`)}</datalist>
			<ol class="unknown-codes">${this.rows.map((row, i) => this.row(row, i))}</ol>
			${this.more ? html`<p class="quiet">${t("partners.more", { n: this.rows.length })}</p>` : nothing}</section>`;
	}
}
customElements.define("lb-unknown", Unknown);

function mapped(codes) {
	if (!codes?.length)
		return nothing;
	return html`<section class="card" aria-labelledby="mapped-title"><h2 id="mapped-title">${t("partners.codes", { n: codes.length })}</h2>
		<table class="boxes mapped" role="table" aria-labelledby="mapped-title"><thead role="rowgroup"><tr role="row">${["list", "code", "meaning"].map(c =>
			html`<th role="columnheader" scope="col" class="c-${c}">${t("partners.col." + c)}</th>`)}</tr></thead>
		<tbody role="rowgroup">${codes.map(c => html`<tr role="row"><td role="cell" class="c-list">${listWord(c.list)}</td>
			<th role="rowheader" scope="row" class="c-code code" translate="no">${c.code}</th><td role="cell" class="c-meaning code" translate="no">${c.meaning}</td></tr>`)}</tbody></table></section>`;
}

export const roles = ["terminal", "railway", "customs", "carrier", "forwarder", "tracker", "person"];

// What it is: whose word counts for what is told goes by it.
class Role extends LitElement {
	static properties = { partner: { attribute: false }, failed: { state: true }, busy: { state: true } };

	createRenderRoot() { return this; }

	async choose(e) {
		const { name, changed, seen, ...whole } = this.partner, role = e.target.value || null;
		this.busy = true;
		this.failed = null;
		try {
			await api.putPartner(name, { ...whole, codes: whole.codes.map(({ list, of, code, meaning }) => ({ list, of, code, meaning })), role });
			this.partner = { ...this.partner, role };
			announce(t("partners.role.set"));
		} catch (error) {
			this.failed = error;
		} finally {
			this.busy = false;
		}
	}

	render() {
		return html`<label class="hidden" for="partner-role">${t("speaker")}</label><select id="partner-role" ?disabled=${this.busy} @change=${this.choose}>
			<option value="">${t("partners.role.none")}</option>${roles.map(role =>
			html`<option value=${role} ?selected=${role === this.partner.role}>${t("speaker." + role)}</option>`)}</select>
			${this.failed ? failure(this.failed) : nothing}`;
	}
}
customElements.define("lb-partner-role", Role);

const fact = (word, value) => value ? html`<div><dt>${t(word)}</dt><dd>${value}</dd></div>` : nothing;

export async function screen({ arguments: [name], signal, again }) {
	const [partner, unknown] = await Promise.all([api.partner(name, signal), api.unknown(name, signal)]);
	const strict = Object.entries(partner.strictness), { zones, seen } = partner;
	return html`<div class="keys-page partner-page"><p class="back"><a href="/partners">${icon("back")}${t("partners.all")}</a></p><section class="card head" data-status="all"><h1 id="title" tabindex="-1">${partner.title || partner.name}</h1>
		<p class="sentence" id="sentence">${seen.unknown ? t("partners.sentence", { n: seen.unknown }) : t("partners.sentence.none")}</p>
		<dl class="facts">${fact("partners.name", html`<span class="code" translate="no">${partner.name}</span>`)}${fact("speaker", html`<lb-partner-role .partner=${partner}></lb-partner-role>`)}${fact("partners.col.signs", partner.signs.length ? partner.signs.map(sign) : null)}
			${fact("partners.col.last", seen.last && ownTime(seen.last))}${fact("partners.col.intakes", t("partners.intakes", { n: seen.intakes }))}
			${fact("partners.zones", zones.length ? zones.map(z => html`<span class="sign">${z.type || z.column ? html`<span class="quiet">${[z.type, z.column].filter(Boolean).join(" ")}</span> ` : nothing}${z.zone}</span>`) : null)}
			${fact("partners.strictness", strict.length ? strict.map(([code, severity]) => html`<span class="sign"><span class="quiet code">${code}</span> ${t("partners.as." + severity)}</span>`) : null)}</dl></section>
		<lb-unknown .partner=${partner.name} .rows=${unknown.unknown} .more=${!!unknown.next} .again=${again}></lb-unknown>
		${mapped(partner.codes)}</div>`;
}
