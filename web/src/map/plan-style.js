// How ways are drawn: the one that is looked at by its modes, the others faint.
import { ground, halo, label, line, plainSource, strokes } from "./style.js";

export const planSources = () => ({ land: plainSource({ tolerance: 0.8 }), waters: plainSource({ tolerance: 0.8 }), borders: plainSource({ tolerance: 0.8 }), others: plainSource(), way: plainSource({ tolerance: 0 }), stops: plainSource() });

const kind = (name, otherwise) => ["case", ["==", ["get", "kind"], "pass"], name, otherwise];

export function planLayers(look, { borders }) {
	return [
		...ground(look, borders),
		line("others", "others", null, { "line-color": look.quiet, "line-width": 2, "line-opacity": 0.45 }),
		line("way-edge", "way", null, { "line-color": look.land, "line-width": 6.5 }, { "line-cap": "round" }),
		...Object.entries(strokes(look)).filter(([name]) => name !== "rail-1520").map(([name, { filter, colour, dash, round }]) => line("way-" + name, "way", filter,
			{ "line-color": colour, "line-width": 3.4, ...(dash ? { "line-dasharray": dash } : {}) }, round ? { "line-cap": "round" } : {})),
		{ id: "stops", type: "circle", source: "stops", paint: { "circle-radius": kind(2.4, 5.5), "circle-color": kind(look.card, look.ink), "circle-stroke-color": kind(look.quiet, look.card), "circle-stroke-width": kind(1.2, 2) } },
		{ id: "stop-names", ...label("stops", null, ["get", "name"], { "text-variable-anchor-offset": ["top", [0, 0.7], "bottom", [0, -0.7], "left", [0.8, 0], "right", [-0.8, 0]], "text-justify": "auto", "text-size": kind(11, 13),
			"symbol-sort-key": kind(1, 0) }, { ...halo(look), "text-color": kind(look.quiet, look.ink) }) },
	];
}
