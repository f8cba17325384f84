// MapLibre as our maps use it: its worker under our own name, images drawn when a layer first names them.
import { Map as GlMap, prewarm, setWorkerUrl } from "maplibre-gl";
import { workerAddress } from "./base.js";
import { image, pixelRatio } from "./looks.js";

setWorkerUrl(new URL(workerAddress, location.href).href);
prewarm(); // the worker starts while the answer is still asked for

// Names stand beside what they name: at the sides there is room for them.
const around = container => {
	const side = Math.min(96, container.clientWidth / 7);
	return { top: 48, bottom: 48, left: side, right: side };
};

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// One map in an element.  What is on it stands in `sources` (GeoJSON by name) and `layers`, a function that answers the
// layers in the colours and language of the moment; redress() draws it in others.
export class View {
	#layers;
	#sources;
	#dress;

	constructor(container, { sources, layers, look, label, bounds, view, padding = around(container), interactive = true }) {
		this.#layers = layers;
		this.#sources = sources;
		this.look = look();
		this.map = new GlMap({
			container, interactive, attributionControl: false, fadeDuration: 0, validateStyle: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
			minZoom: 0.5, maxZoom: 12, renderWorldCopies: true, localIdeographFontFamily: "sans-serif", clickTolerance: 5,
			style: { version: 8, sources, layers: layers(this.look) },
			...(view ? { center: [view.lon, view.lat], zoom: view.zoom } : { bounds, fitBoundsOptions: { padding } }),
		});
		this.map.touchZoomRotate.disableRotation();
		this.map.keyboard.disableRotation();
		this.map.setMissingStyleImageResolver(async id => this.#draw(id));
		this.map.getCanvas().setAttribute("aria-label", label);
		this.#dress = look;
		this.idle = new Promise(done => this.map.once("idle", done));
	}

	#draw(id) {
		const data = image(id, this.look);
		if (data && !this.map.hasImage(id))
			this.map.addImage(id, data, { pixelRatio });
	}

	// Data of a source, at once where the map is ready for it, else as soon as it is.
	data(name, features) {
		this.#sources[name] = { ...this.#sources[name], data: features };
		this.map.getSource(name)?.setData(features);
	}

	layout(layer, property, value) {
		if (this.map.getLayer(layer))
			this.map.setLayoutProperty(layer, property, value);
	}

	// Other colours, another language: the same view in new dress.
	redress(label) {
		this.look = this.#dress();
		this.map.getCanvas().setAttribute("aria-label", label);
		this.map.setStyle({ version: 8, sources: this.#sources, layers: this.#layers(this.look) }, { diff: false });
	}

	fit(bounds, padding = around(this.map.getContainer())) {
		this.map.fitBounds(bounds, { padding, animate: !still(), duration: 600, maxZoom: 9 });
	}

	// Brings a point into sight, without moving where it already is.
	reveal(at, zoom) {
		const bounds = this.map.getBounds();
		if (!bounds.contains(at) || this.map.getZoom() < zoom)
			this.map.easeTo({ center: at, zoom: Math.max(zoom, this.map.getZoom()), animate: !still(), duration: 600 });
	}

	remove() {
		this.map.remove();
	}
}

export { planLayers, planSources } from "./plan-style.js";
export { boxLayers, boxSources, layers, ringLabel, sources } from "./style.js";
export { colours } from "./looks.js";
