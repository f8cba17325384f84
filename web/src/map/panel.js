// The panel of a place or of a group that moves: what is there, since when, and its boxes.
import { LitElement, html, nothing } from "lit";
import { api } from "../api.js";
import { icon } from "../dom.js";
import { ownTime, spanText } from "../moment.js";
import { boxLink, countryName, placeName, plate, statusBadge, vehicle, word } from "../show.js";
import { count, language, t } from "../tongue.js";
import { isSilent, travel } from "./features.js";
import { ago, groupName } from "./list.js";

const page = 50;
const moving = ["on-board", "on-the-road"], told = ["name", "voyage", "plate"];
const moves = box => moving.includes(box.status);
const hubs = /\b(hub|border|gauge-change|port|dry-port)\b/;

// <lb-map-boxes>: the boxes of the chosen, asked for as it is opened and whenever the map's answer is a new one.
class Boxes extends LitElement {
	static properties = { kind: {}, subject: { attribute: false }, status: {}, rows: { state: true }, next: { state: true }, failed: { state: true } };

	#stop = null;

	createRenderRoot() {
		return this;
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.#stop?.abort();
	}

	willUpdate(changed) {
		if (changed.has("subject") || changed.has("status")) {
			const same = this.asked === this.#key();
			this.asked = this.#key();
			if (!same)
				this.rows = null;
			this.#ask(null, same ? Math.max(page, this.rows?.length || 0) : page);
		}
	}

	#key() {
		return [this.kind, this.kind === "place" ? this.subject.place.code : this.subject.id, this.status].join();
	}

	// A list of containers tells no transport's key: a group's are those that name what carries them as it does.
	#belongs(box) {
		if (this.kind === "place")
			return box.place?.code === this.subject.place.code && !moves(box);
		const { vehicle: v, mode, from, containers = [], count: all } = this.subject;
		if (!moves(box) || box.place?.code !== from.code)
			return false;
		if (containers.length && containers.length === all)
			return containers.includes(box.number);
		return (box.vehicle?.mode || "") === (v?.mode || mode || "") && told.every(name => (box.vehicle?.[name] || "") === (v?.[name] || ""));
	}

	// Places answer with those that have left for elsewhere too, and with the whole border complex: pages are asked for
	// until one is full, or all are there.  next: {turn, cursor}, which status is asked for, and from where on.
	async #ask(next, wanted) {
		this.#stop?.abort();
		const { signal } = this.#stop = new AbortController();
		const place = this.kind === "place" ? this.subject.place.code : this.subject.from.code;
		const statuses = this.kind === "place" || this.status ? [this.status] : moving;
		const rows = next ? [...this.rows] : [], enough = Math.min(this.subject.count, rows.length + wanted);
		let { turn, cursor } = next || { turn: 0 };
		try {
			while (turn < statuses.length && rows.length < enough) {
				const got = await api.containers({ place, status: statuses[turn], limit: 200, cursor }, signal);
				rows.push(...got.containers.filter(b => this.#belongs(b)));
				cursor = got.next;
				turn += cursor ? 0 : 1;
			}
			this.failed = false;
			this.rows = rows;
			this.next = turn < statuses.length && rows.length < this.subject.count ? { turn, cursor } : null;
		} catch {
			this.failed = !signal.aborted; // what was there stands
		}
	}

	#again() {
		this.failed = false;
		this.#ask(null, Math.max(page, this.rows?.length || 0));
	}

	render() {
		if (this.failed)
			return html`<p class="quiet" role="alert">${t("away.title")} <button type="button" class="link" @click=${() => this.#again()}>${t("retry")}</button></p>`;
		if (!this.rows)
			return html`<p class="quiet" aria-busy="true">${t("loading")}</p>`;
		return html`<ul class="map-boxes">${this.rows.map(b => html`<li><a href=${boxLink(b.number)} data-number=${b.number}>${plate(b.number, b.checkDigit === "invalid")}</a>
			${statusBadge(b.status)}<span class="quiet">${spanText(b.since)}</span></li>`)}</ul>
			${this.next ? html`<button type="button" class="more" @click=${() => this.#ask(this.next, page)}>${t("map.more")}</button>` : nothing}`;
	}
}

customElements.define("lb-map-boxes", Boxes);

const fact = (name, ...value) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`;
const at = time => html`<time datetime=${time}>${ownTime(time)}</time>`;

function ofPlace({ place, count: n, status, silent, oldest }) {
	return html`<p class="quiet">${[place.code, place.country && countryName(place.country)].filter(Boolean).join(" · ")}</p>
		<dl>${fact("map.col.count", html`<strong>${count(n)}</strong>`)}
			${Object.entries(status || {}).filter(([, k]) => k).map(([s, k]) => html`<div><dt>${statusBadge(s)}</dt><dd>${count(k)}</dd></div>`)}
			${silent ? fact("map.legend.silent", count(silent)) : nothing}
			${oldest ? fact("map.oldest", ago(oldest)) : nothing}</dl>
		${hubs.test(place.kinds || "") || n ? html`<p><a class="map-hub" href=${"/hubs/" + encodeURIComponent(place.code)}>${t("map.hub")}</a></p>` : nothing}`;
}

// How sure the mark's place is, in words.
function inferred(group, network) {
	const where = travel(group, network, Date.now());
	if (!where || ["nowhere", "arrived"].includes(where.known))
		return t("map.inferred." + (where?.known || "nowhere"));
	return t(`map.inferred.${where.along}`, { share: new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(where.share) }) +
		(language() === "zh" ? "" : " ") + t("map.inferred." + where.known);
}

function ofGroup(group, network) {
	const late = isSilent(group.heard, Date.now());
	return html`<p class=${late ? "map-silent" : "quiet"}>${t("map.heard", { span: ago(group.heard) })}</p>
		<dl>${fact("map.col.count", html`<strong>${count(group.count)}</strong>`)}
			${fact("fact.vehicle", vehicle({ mode: group.mode, ...group.vehicle }))}
			${fact(group.arrived ? "map.arrived" : "map.left", placeName(group.from), " ", group.since ? at(group.since) : "")}
			${group.to ? fact("map.next", placeName(group.to), " ", group.expected ? at(group.expected) : "") : nothing}</dl>
		<p class="map-inferred">${inferred(group, network)}</p>`;
}

export function panel(map, it) {
	const place = map.chosen.kind === "place";
	return html`<section class="map-panel" aria-labelledby="panel-title" @keydown=${e => {
		if (e.key === "Escape")
			map.close();
	}}>
		<div class="map-panel-head"><h2 id="panel-title" tabindex="-1">${place ? placeName(it.place) : groupName(it)}</h2>
			<button type="button" class="tool" id="panel-close" @click=${() => map.close()}>${icon("close")}<span class="hidden">${t("close")}</span></button></div>
		${place ? ofPlace(it) : ofGroup(it, map.network)}
		<h3>${t("map.boxes")}</h3>
		<lb-map-boxes .kind=${map.chosen.kind} .subject=${it} .status=${map.status}></lb-map-boxes>
	</section>`;
}
