// <lb-flat-map>: the map as a plain picture, for browsers without WebGL 2.  Hidden from screen readers: the tables say it all.
import { LitElement, html, svg, nothing } from "lit";
import { base, borders } from "./base.js";
import { placeName } from "../show.js";
import { boundsOf, corridorLines, located, movingFeatures, networkOf } from "./features.js";

const project = ([lon, lat]) => [lon, -Math.log(Math.tan(Math.PI / 4 + Math.max(-85, Math.min(85, lat)) * Math.PI / 360)) * 180 / Math.PI];
const path = (points, close) => "M" + points.map(p => project(p).map(n => n.toFixed(2)).join(" ")).join("L") + (close ? "Z" : "");

const paths = geometry => {
	const { type, coordinates: c } = geometry;
	if (type === "MultiPolygon")
		return c.flat().map(ring => path(ring, true)).join("");
	return (type === "MultiLineString" ? c : [c]).map(line => path(line)).join("");
};

const dash = { VESSEL: "0.1 1.1", BARGE: "0.1 1.1", TRUCK: "0.8 0.7" };
const colour = ({ mode, gauge }) => mode === "RAIL" ? gauge === 1520 ? "wide" : "rail" : mode === "TRUCK" ? "truck" : "ship";

class FlatMap extends LitElement {
	static properties = { answer: { attribute: false }, corridors: { attribute: false }, borders: { attribute: false }, chosen: { attribute: false },
		choose: { attribute: false }, ground: { state: true }, lines: { state: true } };

	createRenderRoot() {
		return this;
	}

	async willUpdate() {
		if (!this.asked) {
			this.asked = true;
			this.ground = await base();
		}
		if (this.borders && !this.askedBorders) {
			this.askedBorders = true;
			this.lines = await borders();
		}
	}

	#place(p, unit) {
		const [x, y] = project([Number(p.place.lon), Number(p.place.lat)]);
		const r = unit * (7 + 3 * Math.log10(p.count));
		return svg`<g class="flat-place" data-code=${p.place.code} @click=${() => this.choose({ kind: "place", id: p.place.code })}>
			<circle cx=${x} cy=${y} r=${r}/><text x=${x} y=${y + unit * 4} font-size=${unit * 11}>${p.count}</text><title>${placeName(p.place)}</title></g>`;
	}

	render() {
		const [[west, south], [east, north]] = boundsOf(this.corridors, this.answer.places);
		const [x0, y0] = project([west - 5, north + 5]), [x1, y1] = project([east + 5, south - 5]);
		const unit = (x1 - x0) / 900;
		const { points, lines } = movingFeatures(this.answer.moving, networkOf(this.corridors), Date.now());
		return html`<svg class="flat" aria-hidden="true" viewBox=${`${x0} ${y0} ${x1 - x0} ${y1 - y0}`} preserveAspectRatio="xMidYMid slice">
			${this.ground ? svg`<path class="flat-land" d=${paths(this.ground.land.features[0].geometry)}/>
				<path class="flat-lakes" d=${paths(this.ground.waters.features[0].geometry)}/>` : nothing}
			${this.borders && this.lines ? this.lines.features.map(f => svg`<path class="flat-border" data-disputed=${f.properties.disputed} d=${paths(f.geometry)}/>`) : nothing}
			${corridorLines(this.corridors).features.map(f => svg`<path class="flat-line" data-colour=${colour(f.properties)}
				stroke-dasharray=${f.properties.gauge === 1520 ? "2 0.7" : dash[f.properties.mode] || "none"} d=${paths(f.geometry)}/>`)}
			${lines.features.map(f => svg`<path class="flat-way" d=${paths(f.geometry)}/>`)}
			${this.answer.places.filter(p => located(p.place)).map(p => this.#place(p, unit))}
			${points.features.map(f => {
				const [x, y] = project(f.geometry.coordinates);
				return svg`<circle class="flat-moving" data-group=${f.properties.id} cx=${x} cy=${y} r=${unit * 6} @click=${() => this.choose({ kind: "moving", id: f.properties.id })}/>`;
			})}
		</svg>`;
	}
}

customElements.define("lb-flat-map", FlatMap);
