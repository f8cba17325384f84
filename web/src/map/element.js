// <lb-map>: the drawn map, the list of all that is on it, and the panel of what was chosen.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { combo } from "../combo.js";
import { Following } from "../live.js";
import { placeName, statuses, word } from "../show.js";
import { count, language, locale, t } from "../tongue.js";
import { boundsOf, corridorLines, corridorPoints, located, movingFeatures, networkOf, placePoints, travel } from "./features.js";
import { bordersOn, showBorders } from "./borders.js";
import { Drawn } from "./drawn.js";
import { legend } from "./legend.js";
import { placeRows, movingRows } from "./list.js";
import { panel } from "./panel.js";
import { advance } from "../whence.js";

const pause = 2000;   // ms between two questions while much changes
const tick = 60000;   // ms until inferred positions have moved on

class MapElement extends LitElement {
	static properties = {
		answer: { attribute: false }, corridors: { attribute: false }, status: { attribute: false }, chosen: { attribute: false },
		flat: { state: true },
	};

	#tongue = "";
	#stop = null;
	#asked = 0;
	#network;
	#numbers = new Map();

	createRenderRoot() {
		return this;
	}

	connectedCallback() {
		super.connectedCallback();
		this.#stop = new AbortController();
		const clock = setInterval(() => this.#moved(), tick);
		this.#stop.signal.addEventListener("abort", () => clearInterval(clock));
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.#stop.abort();
	}

	drawn = new Drawn(this, () => t("map.canvas"));

	get map() {
		return this.drawn.map;
	}

	get view() {
		return this.drawn.view;
	}

	// ------------------------------------------------------------------ what is asked, and when

	following = new Following(this, {
		touches: () => true,
		refresh: async signal => {
			await new Promise(done => setTimeout(done, Math.max(0, this.#asked + pause - Date.now())));
			await this.#ask(signal);
		},
	});

	async #ask(signal = this.#stop.signal) {
		this.#asked = Date.now();
		const status = this.status;
		const answer = await api.map({ status }, signal);
		if (status === this.status)
			this.answer = answer;
	}

	async #filter(status) {
		this.status = status === this.status ? "" : status;
		this.#address();
		try {
			await this.#ask();
			announce(this.#sentence());
		} catch {
			this.following.due(); // as soon as the server answers again
		}
	}

	// ------------------------------------------------------------------ the address

	#path() {
		const q = new URLSearchParams();
		if (this.status)
			q.set("status", this.status);
		if (this.chosen)
			q.set(this.chosen.kind, this.chosen.id);
		return `/map${q.size ? "?" + q : ""}`;
	}

	#address(hash = location.hash) {
		if (location.pathname === "/map") // else another screen is being opened
			history.replaceState(history.state, "", this.#path() + hash);
	}

	// What is chosen is a page of the history, so that Back closes it.
	#turn(chosen) {
		const { hash } = location;
		this.chosen = chosen;
		advance(this.#path());
		this.#address(hash);
	}

	#viewOf() {
		const [zoom, lat, lon] = location.hash.slice(1).split("/").map(Number);
		return location.hash && [zoom, lat, lon].every(Number.isFinite) ? { zoom, lat, lon } : null;
	}

	#tellView() {
		const { lng, lat } = this.map.getCenter();
		this.#address(`#${this.map.getZoom().toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
	}

	// ------------------------------------------------------------------ choosing

	choose(chosen, focus = true) {
		this.from = focus ? document.activeElement : null;
		this.#turn(chosen);
		this.updateComplete.then(() => {
			if (focus)
				this.querySelector("#panel-title")?.focus({ preventScroll: true });
			const at = this.#whereIs(chosen);
			if (at)
				this.view?.reveal(at, 3);
		});
	}

	close() {
		this.#turn(null);
		this.updateComplete.then(() => (this.from?.isConnected ? this.from : this.querySelector("#title"))?.focus({ preventScroll: true }));
	}

	// The chosen place with its counts (none where no box stands there), or the group.
	get subject() {
		if (!this.chosen)
			return null;
		if (this.chosen.kind === "moving")
			return this.answer.moving.find(m => m.id === this.chosen.id) || null;
		return this.answer.places.find(p => p.place.code === this.chosen.id) || this.#bare(this.chosen.id);
	}

	#bare(code) {
		for (const { stretches } of this.corridors)
			for (const { points } of stretches)
				for (const p of points)
					if (p.code === code)
						return { place: p, count: 0, status: {}, silent: 0 };
		return { place: { code }, count: 0, status: {}, silent: 0 };
	}

	#whereIs({ kind }) {
		const it = this.subject;
		if (!it)
			return null;
		if (kind === "moving")
			return travel(it, this.network, Date.now())?.at;
		return located(it.place) ? [Number(it.place.lon), Number(it.place.lat)] : null;
	}

	get network() {
		return this.#network ??= networkOf(this.corridors);
	}

	// ------------------------------------------------------------------ drawing

	async firstUpdated() {
		this.#searching();
		if (!await this.drawn.fetch().then(() => this.isConnected, () => false))
			return; // the tables stand without it
		const { gl } = this.drawn;
		try {
			this.drawn.draw(".map-canvas", {
				sources: gl.sources(), data: this.#drawn(), layers: (look, borders) => gl.layers(look, { names: this.#names(), locale: locale(), borders }),
				bounds: boundsOf(this.corridors, this.answer.places), view: this.#viewOf(),
			});
		} catch { // no WebGL 2: a picture, and the tables
			await import("./flat.js");
			this.flat = true;
			return;
		}
		this.#listen();
		const at = this.chosen && !location.hash && this.#whereIs(this.chosen);
		if (at)
			this.view.reveal(at, 3);
	}

	#listen() {
		const { map } = this;
		map.on("moveend", () => this.#tellView());
		const touch = ["places", "moving", "place-names", "stops", "stops-border", "stop-names"];
		map.on("click", e => {
			const reach = [[e.point.x - 4, e.point.y - 4], [e.point.x + 4, e.point.y + 4]];
			const hits = map.queryRenderedFeatures(reach, { layers: touch.filter(l => map.getLayer(l)) });
			const hit = hits.sort((a, b) => touch.indexOf(a.layer.id) - touch.indexOf(b.layer.id))[0];
			if (hit)
				this.#hit(hit);
			else if (this.chosen)
				this.close();
		});
		for (const layer of touch) {
			map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
			map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
		}
	}

	async #hit({ layer, source, properties, geometry }) {
		const { map } = this;
		if (properties.cluster) {
			const zoom = await map.getSource(source).getClusterExpansionZoom(properties.cluster_id);
			map.easeTo({ center: geometry.coordinates, zoom: Math.min(map.getMaxZoom(), zoom + 0.3) });
		} else if (source === "moving")
			this.choose({ kind: "moving", id: properties.id });
		else if (properties.code)
			this.choose({ kind: "place", id: properties.code });
	}

	// All that changes, by source.
	#drawn() {
		const { points, lines } = movingFeatures(this.answer.moving, this.network, Date.now());
		return {
			corridors: corridorLines(this.corridors), stops: corridorPoints(this.corridors, this.answer.places),
			places: placePoints(this.answer.places, p => this.#number(p)), moving: points, ways: lines, chosen: this.#mark(),
		};
	}

	#draw() {
		const before = this.#numbers.size;
		this.drawn.data(this.#drawn());
		if (this.#numbers.size !== before)
			this.view?.layout("place-names", "text-field", this.drawn.gl.ringLabel(this.#names()));
	}

	#moved() {
		const { points, lines } = movingFeatures(this.answer.moving, this.network, Date.now());
		this.drawn.data({ moving: points, ways: lines });
	}

	// Each place keeps its number for as long as the map stands.
	#number(place) {
		if (!this.#numbers.has(place.code))
			this.#numbers.set(place.code, { n: this.#numbers.size, place });
		return this.#numbers.get(place.code).n;
	}

	#names() {
		return [...this.#numbers.values()].map(({ place }) => placeName(place));
	}

	// What sets off the chosen: a halo, and the whole way of what moves.
	#mark() {
		const features = [], it = this.subject;
		const at = it && this.#whereIs(this.chosen);
		if (at)
			features.push({ type: "Feature", properties: { radius: 30 }, geometry: { type: "Point", coordinates: at } });
		if (it && this.chosen.kind === "moving") {
			const { done, ahead } = travel(it, this.network, Date.now()) || { done: [], ahead: [] };
			const coordinates = [...done, ...ahead.slice(1)];
			if (coordinates.length > 1)
				features.push({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } });
		}
		return { type: "FeatureCollection", features };
	}

	updated(changed) {
		if (this.#tongue && this.#tongue !== language()) {
			this.#draw();
			this.drawn.redress();
			this.drawn.borders();
		} else if (changed.has("answer") || changed.has("corridors"))
			this.#draw();
		else if (changed.has("chosen"))
			this.view?.data("chosen", this.#mark());
		this.#tongue = language();
	}

	// ------------------------------------------------------------------ words and controls

	#sentence() {
		const { places, moving, boxes, unplaced } = this.answer;
		const going = moving.reduce((sum, m) => sum + m.count, 0);
		return [t("map.sentence", { n: boxes, boxes: count(boxes), standing: count(places.reduce((sum, p) => sum + p.count, 0)), places: count(places.length), going: count(going) }),
			unplaced ? t("map.unplaced", { n: unplaced, count: count(unplaced) }) : "", this.answer.cut ? t("map.cut") : ""].filter(Boolean).join(language() === "zh" ? "" : " ");
	}

	#searching() {
		const input = this.querySelector("#map-place");
		combo(input, this.querySelector("#map-place-options"), {
			label: "map.search.options",
			find: async text => this.#found(text).map(p => ({ value: p.code, parts: html`<span>${placeName(p)}</span><span class="quiet code">${p.code}</span>` })),
			take: code => {
				input.value = "";
				this.choose({ kind: "place", id: code });
			},
		});
	}

	#found(text) {
		const wanted = text.trim().toLowerCase();
		const all = new Map();
		for (const p of [...this.answer.places.map(p => p.place), ...this.corridors.flatMap(c => c.stretches.flatMap(s => s.points))])
			if (p.code && !all.has(p.code))
				all.set(p.code, p);
		const begins = p => [p.code, ...Object.values(p.name || {})].some(n => n?.toLowerCase().startsWith(wanted));
		const holds = p => [p.code, ...Object.values(p.name || {})].some(n => n?.toLowerCase().includes(wanted));
		return wanted ? [...new Set([...[...all.values()].filter(begins), ...[...all.values()].filter(holds)])].slice(0, 8) : [];
	}

	#search(e) {
		e.preventDefault();
		const first = this.#found(this.querySelector("#map-place").value)[0];
		if (first)
			this.choose({ kind: "place", id: first.code });
	}

	#chip(status) {
		return html`<button type="button" class="chip" data-status=${status || "all"} aria-pressed=${String(this.status === status)}
			@click=${() => this.#filter(status)}><span class="dot"></span><span>${status ? word("status", status) : t("overview.all")}</span></button>`;
	}

	#switchBorders() {
		showBorders(!bordersOn());
		this.requestUpdate();
		this.drawn.borders();
	}

	render() {
		const chosen = this.chosen && this.subject;
		return html`<div class="map-screen" ?data-chosen=${!!chosen}>
			<section class="map-stage" aria-label=${t("map.stage")}>
				<div class="map-canvas" ?hidden=${this.flat}></div>
				${this.flat ? html`<lb-flat-map .answer=${this.answer} .corridors=${this.corridors} .borders=${bordersOn()} .chosen=${this.chosen}
					.choose=${c => this.choose(c)}></lb-flat-map><p class="map-flat">${t("map.flat")}</p>` : this.drawn.buttons(() => this.view?.fit(boundsOf(this.corridors, this.answer.places)))}
				${legend({ bordersOn: bordersOn(), switchBorders: () => this.#switchBorders() })}
			</section>
			<div class="map-side">
				<header><h1 id="title" tabindex="-1">${t("map.title")}</h1><p id="sentence" class="quiet">${this.#sentence()}</p></header>
				<form class="map-search" @submit=${e => this.#search(e)}>
					<label class="hidden" for="map-place">${t("map.search")}</label>
					<div class="combo">${icon("pin", "lens")}
					<input id="map-place" type="text" autocomplete="off" spellcheck="false" maxlength="60" placeholder=${t("map.search")}>
					<ul class="options" id="map-place-options" hidden></ul></div></form>
				<div class="chips" role="group" aria-label=${t("overview.filters")}>${["", ...statuses].map(s => this.#chip(s))}</div>
				${chosen ? panel(this, chosen) : nothing}
				<div class="map-list" ?hidden=${!!chosen && !matchMedia("(max-width: 860px)").matches}>
					${placeRows(this)}${movingRows(this, this.network)}
				</div>
			</div>
		</div>`;
	}
}

customElements.define("lb-map", MapElement);
