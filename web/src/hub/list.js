// The hubs: ports, dry ports, borders that have or expect boxes, those with most first.
import { html, nothing, svg } from "lit";
import { api } from "../api.js";
import { countryName, placeName, statuses, word } from "../show.js";
import { count, language, t } from "../tongue.js";
import { Fresh } from "./live.js";

// A bar whose pieces are the statuses' shares; its numbers stand beside it as text.
function shares(hub) {
	let at = 0;
	const total = Math.max(1, statuses.reduce((sum, s) => sum + (hub.status?.[s] || 0), 0));
	return html`<svg class="shares" aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none">${statuses.filter(s => hub.status?.[s]).map(s => {
		const wide = hub.status[s] / total * 100, x = at;
		at += wide;
		return svg`<rect x=${x} width=${wide} height="1" data-status=${s}></rect>`;
	})}</svg>`;
}

export const hubPath = place => "/hubs/" + encodeURIComponent(place.code);

function card(hub) {
	const { place } = hub, kinds = (place.kinds || "").split(" ").filter(k => ["port", "dry-port", "border", "gauge-change"].includes(k));
	return html`<li class="card hub-card"><h2><a href=${hubPath(place)}>${placeName(place)}</a> <span class="quiet code">${place.code}</span></h2>
		<p class="quiet where">${[place.country && countryName(place.country), ...kinds.map(k => word("hub.kind", k))].filter(Boolean).join(" · ")}</p>
		<p class="big"><strong>${count(hub.count)}</strong> ${t("hub.boxes-word", { n: hub.count })}${hub.expected ? html`<span class="expected">${t("hub.expected", { n: hub.expected })}</span>` : nothing}</p>
		${hub.count ? shares(hub) : nothing}
		<ul class="legend">${statuses.filter(s => hub.status?.[s]).map(s => html`<li data-status=${s}><span class="dot"></span>${word("status", s)} <strong>${count(hub.status[s])}</strong></li>`)}</ul></li>`;
}

class Hubs extends Fresh {
	concerns() {
		return true;
	}

	ask(signal) {
		return api.hubs(signal);
	}

	render() {
		const { hubs } = this.answer;
		return html`<section class="hubs"><div class="card hubs-head"><h1 id="title" tabindex="-1">${t("hub.list")}</h1>
			<p class="quiet">${t("hub.about")}</p>${this.asOf()}</div>
			${hubs.length ? html`<ul class="hub-cards">${hubs.map(card)}</ul>` : html`<p class="card empty">${t("hub.none")}</p>`}</section>`;
	}
}
customElements.define("lb-hubs", Hubs);

export async function screen({ signal }) {
	return html`<lb-hubs .answer=${await api.hubs(signal)} .tongue=${language()}></lb-hubs>`;
}
