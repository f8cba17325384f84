// Borders: boxes that changed gauge, those first of which one railway has not told its half; and what was handed over to whom.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { gaugeBody, gaugeTitle } from "../gauge.js";
import { Fresh } from "../hub/live.js";
import { momentElement } from "../moment.js";
import { railway, wagon } from "../rail.js";
import { boxLink, placeName, plate } from "../show.js";
import { language, t } from "../tongue.js";
import { tabs } from "./parts.js";

const most = 500, shown = 6; // changes asked for; of each place that many stand open

const byPlace = (list, of = x => x.place?.complex || x.place?.code || x.place?.text || "") => {
	const groups = new Map();
	for (const its of list)
		groups.set(of(its), [...(groups.get(of(its)) || []), its]);
	return [...groups.values()];
};

const key = c => `${c.container} ${c.off?.happened?.at} ${c.on?.happened?.at}`;

const change = c => html`<li class="gauge-row" data-complete=${String(c.complete)}><p class="event-line"><a href=${boxLink(c.container)}>${plate(c.container)}</a> ${gaugeTitle(c)}</p>${gaugeBody(c)}</li>`;

// What went over by one list, or at one moment, is one handing over.
const group = h => [h.place?.code || h.place?.text, h.list || h.happened?.at || h.happened?.local, h.railway, h.sender].join("|");

const handover = its => {
	const [h] = its, last = its.at(-1), wagons = [...new Set(its.map(x => x.wagon).filter(Boolean))], boxes = its.filter(x => x.container).reverse();
	return html`<li class="handover"><p class="event-line"><strong>${placeName(h.place) || t("say.no-place")}</strong> <span>${last.happened?.at === h.happened?.at ? nothing : html`${momentElement(last.happened, false)} – `}${momentElement(h.happened)}</span></p>
		<p>${[h.railway && t("rail.to", { railway: railway(h.railway) }), h.list && t("rail.list", { number: h.list }), h.sender && t("gauge.by", { sender: h.sender })].filter(Boolean).join(" · ")}</p>
		<ul class="handed-over">${boxes.map(x => html`<li><a href=${boxLink(x.container)}>${plate(x.container)}</a></li>`)}${wagons.map(w => html`<li class="quiet">${icon("wagon")} ${wagon(w)}</li>`)}</ul></li>`;
};

class Borders extends Fresh {
	static properties = { place: {}, opened: { state: true } };
	opened = [];

	concerns() {
		return true;
	}

	ask(signal) {
		return asked(this.place, signal);
	}

	chips() {
		const places = byPlace(this.answer.places), all = html`<a class="chip" href="/borders" aria-current=${this.place ? nothing : "true"}>${t("borders.all")}</a>`;
		return places.length > 1 || this.place ? html`<div class="chips border-chips">${all}${places.map(([{ place }]) => html`<a class="chip" href="/borders?place=${encodeURIComponent(place.code)}"
			aria-current=${this.place === place.code ? "true" : nothing}>${placeName(place)}</a>`)}</div>` : nothing;
	}

	// Of many those that are asked for.
	changes(list, name) {
		const rows = its => html`<ul class="gauge-rows">${repeat(its, key, change)}</ul>`, rest = list.slice(shown), open = this.opened.includes(name);
		return html`${rows(list.slice(0, shown))}${rest.length ? html`<details class="more-of" ?open=${open} @toggle=${e => { if (e.target.open && !open) this.opened = [...this.opened, name]; }}>
			<summary>${t("borders.more", { n: rest.length })}</summary>${open ? rows(rest) : nothing}</details>` : nothing}`;
	}

	render() {
		const { gaugeChanges, handovers } = this.answer, half = gaugeChanges.filter(c => !c.complete), whole = gaugeChanges.filter(c => c.complete);
		const part = (name, list) => list.length ? html`<section class="card" aria-labelledby="borders-${name}"><h2 id="borders-${name}">${t("borders." + name)} <span class="quiet">${list.length}</span></h2>
			${byPlace(list).map(its => html`<h3 class="at-border">${icon("pin")} ${placeName(its[0].place)} <span class="quiet">${its.length}</span></h3>${this.changes(its, `${name} ${its[0].place?.code}`)}`)}</section>` : nothing;
		return html`<section class="trains borders"><div class="card trains-head"><div class="trains-title"><h1 id="title" tabindex="-1">${t("borders.title")}</h1>${tabs("borders")}</div>
			<p class="quiet">${t("borders.about")}</p>${this.chips()}${this.asOf()}</div>
			<div class="border-columns"><div class="border-gauges">${gaugeChanges.length ? html`${part("half", half)}${part("whole", whole)}` : html`<p class="card empty">${t("borders.none")}</p>`}</div>
			<section class="card handovers" aria-labelledby="borders-handovers"><h2 id="borders-handovers">${t("borders.handovers")}</h2>
				${handovers.length ? html`<ul>${byPlace(handovers, group).map(handover)}</ul>` : html`<p class="empty">${t("borders.no-handovers")}</p>`}</section></div></section>`;
	}
}
customElements.define("lb-borders", Borders);

async function asked(place, signal) {
	const [changes, { handovers }] = await Promise.all([api.gaugeChanges({ limit: most }, signal), api.handovers({ place, limit: most }, signal)]);
	const complex = place && changes.gaugeChanges.find(c => c.place?.code === place)?.place.complex;
	const here = c => !place || c.place?.code === place || (complex && c.place?.complex === complex);
	return { places: changes.gaugeChanges, gaugeChanges: changes.gaugeChanges.filter(here), handovers };
}

export async function screen({ query, signal }) {
	const place = query.get("place") || "";
	return html`<lb-borders .place=${place} .answer=${await asked(place, signal)} .tongue=${language()}></lb-borders>`;
}
