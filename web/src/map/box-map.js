// <lb-box-map>: a container's way.  Solid where it was seen, dashed where it is inferred or still ahead; nothing where
// the browser cannot draw, for the timeline beside it says it all.
import { LitElement, html, nothing } from "lit";
import { api } from "../api.js";
import { present, standing } from "../moment.js";
import { placeName } from "../show.js";
import { t } from "../tongue.js";
import { boxWay, sightings } from "./box-way.js";
import { corridors } from "./corridors.js";
import { Drawn } from "./drawn.js";
import { ago } from "./list.js";

function boundsOf(features) {
	const all = features.flatMap(f => f.geometry.type === "Point" ? [f.geometry.coordinates] : f.geometry.coordinates);
	const xs = all.map(p => p[0]), ys = all.map(p => p[1]), grow = 1.5;
	return [[Math.min(...xs) - grow, Math.max(-80, Math.min(...ys) - grow)], [Math.max(...xs) + grow, Math.min(80, Math.max(...ys) + grow)]];
}

class BoxMap extends LitElement {
	static properties = { box: { attribute: false }, none: { state: true } };

	drawn = new Drawn(this, () => t("map.path"));

	createRenderRoot() {
		return this;
	}

	get map() {
		return this.drawn.map;
	}

	#sources(way) {
		const collection = features => ({ type: "FeatureCollection", features });
		return { way: collection(way.lines), seen: collection(way.points), mark: collection(way.mark ? [way.mark] : []) };
	}

	// The last of its tracker's way: a line beside the places, which stand without it.
	async #tracked() {
		if (!this.box.position || this.trackOf === this.box.position.messageId)
			return;
		this.trackOf = this.box.position.messageId;
		this.track = await api.positions({ container: this.box.number, limit: 500, asOf: standing() }).then(a => a.positions, () => []);
	}

	#way() {
		return boxWay(this.box, this.known, present(), this.track);
	}

	async firstUpdated() {
		try {
			const [known] = await Promise.all([corridors().catch(() => []), this.drawn.fetch(), this.#tracked()]);
			this.known = known;
			const way = this.#way(), { gl } = this.drawn;
			if (!way.points.length)
				throw new Error("nothing to draw");
			this.drawn.draw(".box-map", { sources: gl.boxSources(), data: this.#sources(way), layers: (look, borders) => gl.boxLayers(look, { borders }), bounds: boundsOf([...way.lines, ...way.points]), padding: 36, interactive: false });
		} catch { // no WebGL 2, no base data, nowhere to draw: the timeline has it all
			this.none = true;
		}
	}

	async updated(changed) {
		if (!this.map || !changed.has("box"))
			return;
		await this.#tracked();
		this.drawn.data(this.#sources(this.#way()));
	}

	render() {
		if (this.none)
			return nothing;
		const last = sightings(this.box).at(-1);
		return html`<section class="card" aria-labelledby="way-title"><h2 id="way-title">${t("map.path")}</h2>
			<div class="box-map" role="img" aria-label=${t("map.path.label", { places: sightings(this.box).map(s => placeName(s.place)).join(", ") })}></div>
			<p class="quiet box-map-words">${last ? t("map.path.last", { place: placeName(last.place), span: ago(new Date(last.last).toISOString()) }) : ""} ${t("map.path.seen")}${this.box.position ? " " + t("position.track") : ""}</p></section>`;
	}
}

customElements.define("lb-box-map", BoxMap);
