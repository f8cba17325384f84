// <lb-plan-map>: ways on the map, each leg along the railways, lanes and roads that the map knows; the one that is looked at before the
// others, which lead to it when they are clicked.  All of it stands in the list beside it, too.
import { LitElement, html, nothing } from "lit";
import { corridors } from "../map/corridors.js";
import { Drawn } from "../map/drawn.js";
import { located, networkOf, travel } from "../map/features.js";
import { placeName } from "../show.js";
import { t } from "../tongue.js";

const modes = { rail: "RAIL", vessel: "VESSEL", ferry: "VESSEL", barge: "BARGE", road: "TRUCK" };
const dashes = { RAIL: ["rail", ""], VESSEL: ["ship", "0.1 6"], BARGE: ["ship", "0.1 6"], TRUCK: ["truck", "4 4"] };
const named = { rail: "rail", ship: "vessel", truck: "road" };

const edge = { top: 34, bottom: 34, left: 56, right: 56 }; // pixels, for the names of the ends

const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const collection = features => ({ type: "FeatureCollection", features });

// Points from stop to stop.
export function lineOf(leg, network) {
	const known = leg.places.filter(located);
	return known.slice(1).reduce((line, to, i) => [...line, ...travel({ from: known[i], to, mode: modes[leg.mode] }, network, 0).ahead.slice(line.length ? 1 : 0)], []);
}

const linesOf = (way, network) => way.legs.map(leg => [leg, lineOf(leg, network)]).filter(([, line]) => line.length > 1)
	.map(([leg, line]) => feature("LineString", line, { mode: modes[leg.mode], name: way.name }));

// Where it changes, by name; small where it only stops.
function stopsOf(way) {
	const points = new Map(), put = (p, kind) => located(p) && points.get(p.code)?.properties.kind !== "change" &&
		points.set(p.code, feature("Point", [Number(p.lon), Number(p.lat)], { kind, name: placeName(p) }));
	for (const { places } of way.legs)
		places.forEach((p, i) => put(p, i === 0 || i === places.length - 1 ? "change" : "pass"));
	return [...points.values()];
}

function boundsOf(lines) {
	const all = lines.flatMap(f => f.geometry.coordinates), xs = all.map(p => p[0]), ys = all.map(p => p[1]);
	return [[Math.min(...xs), Math.max(-80, Math.min(...ys))], [Math.max(...xs), Math.min(80, Math.max(...ys))]];
}

class PlanMap extends LitElement {
	// ways: [{name, legs: [{mode, places}]}]; opened: the name of one; open(name): another was clicked.
	static properties = { ways: { attribute: false }, opened: {}, open: { attribute: false }, tongue: {}, none: { state: true } };

	#network;
	#lines = new Map();

	createRenderRoot() {
		return this;
	}

	get map() {
		return this.drawn.map;
	}

	get #way() {
		return this.ways.find(w => w.name === this.opened) ?? this.ways[0];
	}

	drawn = new Drawn(this, () => t("plans.map.label", { places: stopsOf(this.#way).map(f => f.properties.name).join(", ") }));

	#lined(way) {
		const key = JSON.stringify(way.legs.map(l => [l.mode, l.places.map(p => p.code)]));
		if (!this.#lines.has(key))
			this.#lines.set(key, linesOf(way, this.#network));
		return this.#lines.get(key).map(f => ({ ...f, properties: { ...f.properties, name: way.name } }));
	}

	#sources() {
		const way = this.#way;
		return { others: collection(this.ways.filter(w => w !== way).flatMap(w => this.#lined(w))), way: collection(this.#lined(way)), stops: collection(stopsOf(way)) };
	}

	get #bounds() {
		return boundsOf(this.#lined(this.#way));
	}

	#fit = () => this.drawn.view?.fit(this.#bounds, edge);

	async firstUpdated() {
		try {
			const [known] = await Promise.all([corridors().catch(() => []), this.drawn.fetch()]), { gl } = this.drawn;
			this.#network = networkOf(known);
			if (!this.#lined(this.#way).length)
				throw new Error("nothing to draw");
			this.drawn.draw(".plan-canvas", { sources: gl.planSources(), data: this.#sources(), layers: (look, borders) => gl.planLayers(look, { borders }), bounds: this.#bounds, padding: edge });
			this.#listen();
		} catch { // no WebGL 2, no base data, nowhere to draw: the list has it all
			this.none = true;
		}
	}

	// The page is scrolled over it; two fingers, the buttons and the keyboard zoom.
	#listen() {
		const { map } = this, reach = 5;
		map.scrollZoom.disable();
		if (matchMedia("(pointer: coarse)").matches)
			map.dragPan.disable();
		const other = e => map.queryRenderedFeatures([[e.point.x - reach, e.point.y - reach], [e.point.x + reach, e.point.y + reach]], { layers: ["others"] })[0];
		map.on("click", e => {
			const hit = other(e);
			if (hit)
				this.open(hit.properties.name);
		});
		map.on("mousemove", e => { map.getCanvas().style.cursor = other(e) ? "pointer" : ""; });
	}

	willUpdate(changed) {
		this.hidden = !!this.none;
		if (!this.map || !(changed.has("ways") || changed.has("opened") || changed.has("tongue")))
			return;
		this.drawn.data(this.#sources());
		this.drawn.name();
		if (changed.has("opened"))
			this.#fit();
	}

	#legend() {
		const used = [...new Map(this.#way.legs.map(l => dashes[modes[l.mode]]).map(d => [d[0], d])).values()];
		const stroke = (colour, dash) => html`<svg aria-hidden="true" class="map-stroke" data-colour=${colour} viewBox="0 0 40 10"><path d="M3 5h34" stroke-dasharray=${dash || "none"}/></svg>`;
		return html`<ul class="plan-legend">${used.map(d => html`<li>${stroke(...d)}${t("plans.time.by." + named[d[0]])}</li>`)}${this.ways.length > 1 ? html`<li>${stroke("others", "")}${t("plans.map.others")}</li>` : nothing}</ul>`;
	}

	render() {
		return html`<section class="card plan-map" aria-label=${t("plans.map")}><div class="plan-stage"><div class="plan-canvas map-canvas"></div>${this.drawn.buttons(this.#fit)}</div>${this.#legend()}</section>`;
	}
}
customElements.define("lb-plan-map", PlanMap);
