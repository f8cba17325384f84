// What is kept: routes, and what is done between them, what is closed, what a currency is worth.  Which kind, and what of it, stands in the address.
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { language, t } from "../tongue.js";
import { modeIcon, modeWord, noteText, span, tabs } from "../plans/parts.js";
import { learn, placeOf } from "../plans/places.js";
import { modes } from "../plans/state.js";
import { addressOf } from "../disruptions/state.js";
import { calendar, hours, modesWord, placeWord, prices, validity, whereOf } from "./parts.js";
import "../plans/map.js";
import "./sheets.js";

const page = 100, drawn = 300; // rows at once; routes on the map

const kinds = ["routes", "transfers", "restrictions", "rates"];

const placesOf = { routes: r => r.stops.map(s => s.place), transfers: r => [r.place, r.toPlace], restrictions: r => [r.place, r.toPlace], rates: () => [] };

const cell = (name, content, more) => html`<div class="record-cell" data-cell=${name}><span class="plan-value-name">${t("routes.cell." + name)}</span> <span>${content}</span>${more ? html` <span class="quiet">${more}</span>` : nothing}</div>`;

const note = r => r.note ? html` <span class="tag">${noteText(r.note)}</span>` : nothing;

// ------------------------------------------------------------------ a row of each kind

const rows = {
	routes: r => html`<div class="record-what"><a href="/routes/${encodeURIComponent(r.name)}"><span class="chain-mode" data-mode=${r.mode}>${modeIcon(r.mode)}<span class="hidden">${modeWord(r.mode)} </span></span> <span>${r.title || r.name}</span></a>
		<p class="quiet">${r.operator}${note(r)}</p></div>
		${cell("stops", `${placeWord(r.stops[0].place)} – ${placeWord(r.stops.at(-1).place)}`, r.stops.length > 2 ? t("plans.stops", { n: r.stops.length - 2 }) : "")}
		${cell("runs", calendar(r))}${cell("valid", validity(r))}${cell("price", prices(r.prices))}`,
	transfers: r => html`<div class="record-what"><strong>${placeWord(r.place)}${r.toPlace ? ` – ${placeWord(r.toPlace)}` : ""}</strong><p class="quiet">${r.name}${note(r)}</p></div>
		${cell("between", `${modesWord(r.from)} → ${modesWord(r.to)}`)}${cell("what", t("routes.what." + r.what), span(r.minutes))}${cell("open", hours(r.hours))}${cell("price", prices(r.prices))}`,
	restrictions: r => html`<div class="record-what"><strong>${whereOf(r)}</strong><p class="quiet">${[r.issuer, r.telegram].filter(Boolean).join(" · ")}${note(r)}</p><p><a href=${addressOf(r)}>${t("routes.disrupts")}</a></p></div>
		${cell("how", r.trainsADay ? t("routes.quota", { n: r.trainsADay }) : t("routes.closed"), [r.dangerous ? t("plans.dangerous") : "", r.commodity].filter(Boolean).join(" · "))}
		${cell("direction", r.direction ? t("routes.direction." + r.direction) : t("routes.direction.both"))}${cell("valid", validity(r, placeOf(r.place).zone))}`,
	rates: r => html`<div class="record-what"><strong>${r.currency} → ${r.in}</strong>${note(r)}</div>${cell("rate", `1 ${r.currency} = ${r.rate} ${r.in}`)}${cell("source", r.source ? noteText(r.source) : "–")}`,
};

// ------------------------------------------------------------------ the screen

class Routes extends LitElement {
	static properties = { kind: {}, records: { attribute: false }, text: {}, mode: {}, go: { attribute: false }, tongue: {}, upTo: { state: true } };

	constructor() {
		super();
		this.upTo = page;
	}

	createRenderRoot() {
		return this;
	}

	#settle(change) {
		Object.assign(this, change, { upTo: page });
		const q = new URLSearchParams(Object.entries({ kind: this.kind === "routes" ? "" : this.kind, q: this.text, mode: this.mode }).filter(([, v]) => v));
		history.replaceState(history.state, "", "/routes" + (q.size ? "?" + q : ""));
	}

	// By any word of it: names, operators, places in the reader's language or by code.
	#fits(r) {
		const wanted = this.text.toLowerCase(), codes = placesOf[this.kind](r).filter(Boolean);
		const says = [r.name, r.title, r.operator, r.issuer, r.telegram, r.currency, ...codes, ...codes.map(placeWord)].filter(Boolean).join(" ").toLowerCase();
		return (!this.mode || r.mode === this.mode || r.from?.includes?.(this.mode) || r.to?.includes?.(this.mode)) && wanted.split(/\s+/).every(w => says.includes(w));
	}

	#filters(used) {
		return html`<div class="record-filters"><label class="hidden" for="records-text">${t("routes.find")}</label><div class="combo">${icon("search", "lens")}<input id="records-text" type="search" autocomplete="off" spellcheck="false" maxlength="60" placeholder=${t("routes.find")} .value=${this.text} @input=${e => this.#settle({ text: e.target.value.trim() })}></div>
			${used.length > 1 ? html`<div class="chips" role="group" aria-label=${t("routes.modes")}>${used.map(m => html`<button type="button" class="chip" data-status="all" aria-pressed=${String(this.mode === m)} @click=${() => this.#settle({ mode: this.mode === m ? "" : m })}>${modeIcon(m)}${modeWord(m)}</button>`)}</div>` : nothing}</div>`;
	}

	#map(shown) {
		const legs = shown.slice(0, drawn).map(r => ({ mode: r.mode, places: r.stops.map(s => placeOf(s.place)) }));
		return legs.length ? html`<lb-plan-map class="records-map" .ways=${[{ name: "all", legs }]} .opened=${"all"} .tongue=${this.tongue}></lb-plan-map>` : nothing;
	}

	render() {
		const all = this.records, shown = all.filter(r => this.#fits(r)), used = this.kind === "routes" ? modes.filter(m => all.some(r => r.mode === m)) : [];
		return html`<section class="plans routes"><div class="card plan-asked"><div class="trains-title"><h1 id="title" tabindex="-1">${t("plans.tab.routes")}</h1>${tabs("routes")}</div>
			<p class="quiet">${t("routes.about")}</p>
			<nav class="record-kinds" aria-label=${t("routes.kinds")}>${kinds.map(k => html`<a class="chip" href=${k === "routes" ? "/routes" : "/routes?kind=" + k} aria-current=${k === this.kind ? "page" : nothing}>${t("routes.kind." + k)}</a>`)}</nav>
			<lb-record-sheets .kind=${this.kind} .done=${async () => { this.records = await fetched(this.kind); }} .tongue=${this.tongue}></lb-record-sheets></div>
			${this.kind === "routes" ? this.#map(shown) : nothing}
			<section class="card" aria-labelledby="records-title"><div class="plan-list-head"><h2 id="records-title" aria-live="polite">${t("routes.shown." + this.kind, { n: shown.length })}</h2></div>${all.length ? this.#filters(used) : nothing}
				${shown.length ? html`<ul class="records" data-kind=${this.kind}>${repeat(shown.slice(0, this.upTo), r => r.name, r => html`<li class="record-row" data-name=${r.name}>${rows[this.kind](r)}</li>`)}</ul>${shown.length > this.upTo ? html`<button type="button" class="more" @click=${() => { this.upTo += page; }}>${t("overview.more")}</button>` : nothing}` : html`<p class="empty">${t(all.length ? "routes.none.shown" : "routes.none." + this.kind)}</p>`}</section></section>`;
	}
}
customElements.define("lb-routes", Routes);

async function fetched(kind, signal) {
	const records = await api.records(kind, signal);
	await learn(records.flatMap(placesOf[kind]).filter(Boolean), signal).catch(e => { if (e.name === "AbortError") throw e; });
	return records;
}

export async function screen({ query, signal, go }) {
	const kind = kinds.includes(query.get("kind")) ? query.get("kind") : "routes";
	return html`<lb-routes .kind=${kind} .records=${await fetched(kind, signal)} .text=${query.get("q") || ""} .mode=${query.get("mode") || ""} .go=${go} .tongue=${language()}></lb-routes>`;
}
