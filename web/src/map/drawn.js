// A drawn map within an element, from when the element stands until it is taken out: what all maps of the page share.  It is drawn once, again
// in other colours when the page wears others, and gone with its element.  Where the browser cannot draw, the element says it otherwise.
import { html } from "lit";
import { t } from "../tongue.js";
import { base, borders } from "./base.js";
import { bordersOn } from "./borders.js";

export class Drawn {
	#host;
	#label;
	#stop;

	// label(): what the map is called just now.
	constructor(host, label) {
		[this.#host, this.#label] = [host, label];
		host.addController(this);
	}

	hostConnected() {
		this.#stop = new AbortController();
		const { signal } = this.#stop, theme = new MutationObserver(() => this.redress());
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redress(), { signal });
		theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
		signal.addEventListener("abort", () => theme.disconnect());
	}

	hostDisconnected() {
		this.#stop.abort();
		this.view?.remove();
		this.view = null;
	}

	// The map of MapLibre, for whoever wants to look without eyes; nothing before it is drawn.
	get map() {
		return this.view?.map;
	}

	// What draws, and the ground it draws on.  Throws where one of them does not come.
	async fetch() {
		const on = bordersOn(), [gl, ground, lines] = await Promise.all([import("./gl.js"), base(), on ? borders() : null]);
		[this.gl, this.ground] = [gl, { ...ground, ...(lines ? { borders: lines } : {}) }];
	}

	// sources: empty ones by name; data: what is in them; layers(look, borders); the rest is View's.  Throws without WebGL 2.
	draw(canvas, { sources, data, layers, ...more }) {
		if (!this.#host.isConnected)
			throw new Error("it was taken out");
		for (const [name, features] of Object.entries({ ...this.ground, ...data }))
			sources[name].data = features;
		this.view = new this.gl.View(this.#host.querySelector(canvas), { sources, look: () => this.gl.colours(this.#host), layers: look => layers(look, bordersOn()), label: this.#label(), ...more });
	}

	// By source.
	data(all) {
		for (const [name, features] of Object.entries(all))
			this.view?.data(name, features);
	}

	// What is on it changed: it is called otherwise.
	name() {
		this.map?.getCanvas().setAttribute("aria-label", this.#label());
	}

	redress() {
		this.view?.redress(this.#label());
	}

	// Shown or hidden, as the reader has it now; fetched when they are first shown.
	async borders() {
		const on = bordersOn();
		for (const layer of ["borders", "borders-disputed"])
			this.view?.layout(layer, "visibility", on ? "visible" : "none");
		if (on && this.view && !this.ground.borders) {
			this.ground.borders = await borders();
			this.view?.data("borders", this.ground.borders);
		}
	}

	// fit(): brings all of it into sight.
	buttons(fit) {
		const zoom = (by, sign, name) => html`<button type="button" class="map-button" aria-label=${t(name)} title=${t(name)} @click=${() => this.map?.zoomTo(this.map.getZoom() + by)}>${sign}</button>`;
		return html`<div class="map-buttons">${zoom(1, "+", "map.in")}${zoom(-1, "−", "map.out")}<button type="button" class="map-button" aria-label=${t("map.fit")} title=${t("map.fit")} @click=${fit}>
			<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/></svg></button></div>`;
	}
}
