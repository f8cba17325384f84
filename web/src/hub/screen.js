// One hub, as its operator looks at it in the morning: what stands there and how long, what comes and goes, what waits at
// the border.  /hubs/CODE?wall is the same for a screen on the wall.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { reading } from "../moment.js";
import { countryName, placeName } from "../show.js";
import { language, locale, t } from "../tongue.js";
import { byDay, today } from "./days.js";
import "./empties.js";
import { Fresh } from "./live.js";
import { backlog, board, stock, tiles } from "./parts.js";

const onWall = 5; // rows of a board that a wall screen has room for

// A zone that this browser knows; undefined: the reader's own serves.
function zoneOf(place) {
	try {
		return place.zone && new Intl.DateTimeFormat("en", { timeZone: place.zone }).resolvedOptions().timeZone;
	} catch {
		return undefined;
	}
}

class Hub extends Fresh {
	static properties = { code: {}, wall: {} };

	connectedCallback() {
		super.connectedCallback();
		document.body.toggleAttribute("data-wall", !!this.wall);
		if (this.wall)
			navigator.wakeLock?.request("screen").then(lock => { this.lock = lock; }).catch(() => { /* the screen's own setting holds */ });
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		document.body.removeAttribute("data-wall");
		this.lock?.release();
	}

	updated(changed) {
		if (changed.has("wall"))
			document.body.toggleAttribute("data-wall", !!this.wall);
	}

	concerns(places) {
		const its = new Set([this.answer.place, ...(this.answer.places || [])].map(p => p?.code));
		return places.some(code => its.has(code));
	}

	ask(signal) {
		return api.hub(this.code, signal);
	}

	// The clock on its wall.
	clock(zone) {
		const say = shape => new Intl.DateTimeFormat(locale(), { timeZone: zone, ...shape }).format(Date.now());
		return zone ? html`<p class="hub-clock"><strong>${say({ hour: "2-digit", minute: "2-digit" })}</strong>
			<span class="quiet">${say({ weekday: "long", day: "numeric", month: "long" })}</span></p>` : nothing;
	}

	head() {
		const { place, places = [] } = this.answer, others = places.filter(p => p.code !== place.code), zone = zoneOf(place);
		return html`<header class="card hub-head"><div class="hub-name">
			<h1 id="title" tabindex="-1">${placeName(place)} ${place.code ? html`<span class="quiet code">${place.code}</span>` : nothing}</h1>
			<p class="quiet">${place.country ? countryName(place.country) : nothing}${others.length ? html` · ${t("hub.with", { places: new Intl.ListFormat(locale()).format(others.map(placeName)) })}` : nothing}</p></div>
			${this.clock(zone)}
			${tiles(this.answer, Date.now())}
			${this.answer.cut ? html`<p class="flag hub-cut">${icon("alert")}<span>${t("hub.cut")}</span></p>` : nothing}
			<div class="hub-foot">${this.asOf(zone)}<p class="hub-links"><a href="/?place=${encodeURIComponent(place.code || this.code)}">${t("hub.list-of-boxes")}</a>
				<a href="/hubs/${encodeURIComponent(this.code)}${this.wall ? "" : "?wall"}" data-do="wall">${t(this.wall ? "hub.leave-wall" : "hub.wall")}</a></p></div></header>`;
	}

	boards(at) {
		const half = what => {
			const all = this.answer[what] || [], coming = all.filter(c => c.classifier !== "ACT" || !(reading(c.when)?.instant < Date.now() - 2 * 3600000));
			return html`<section class="board" aria-labelledby="${what}-title"><h2 id="${what}-title">${t("hub." + what)}</h2>${board(this.wall ? coming.slice(0, onWall) : all, what, at, this.wall)}</section>`;
		};
		return html`<div class="boards">${half("arrivals")}${half("departures")}</div>`;
	}

	render() {
		const hub = this.answer, at = today(hub.place.zone);
		return html`${this.wall ? nothing : html`<p class="back"><a href="/hubs">${icon("back")}${t("hub.list")}</a></p>`}
			<article class="hub">${this.head()}
			<section class="card stock-card" aria-labelledby="stock-title"><h2 id="stock-title">${t("hub.stock")}</h2>${stock(hub)}</section>
			<lb-empties .place=${hub.place.code} .asOf=${hub.asOf} .tongue=${language()}></lb-empties>
			${this.boards(at)}
			${hub.backlog ? html`<section class="card backlog-card" aria-labelledby="backlog-title"><h2 id="backlog-title">${t("hub.backlog")}</h2>${backlog(hub.backlog)}</section>` : nothing}
			<section class="card days-card" aria-labelledby="days-title"><h2 id="days-title">${t("hub.days")}</h2><lb-days .rows=${byDay(hub, at)} .tongue=${language()}></lb-days></section></article>`;
	}
}
customElements.define("lb-hub", Hub);

export async function screen({ arguments: [code], query, signal }) {
	return html`<lb-hub .wall=${query.has("wall")} .code=${code} .answer=${await api.hub(code, signal)} .tongue=${language()}></lb-hub>`;
}
