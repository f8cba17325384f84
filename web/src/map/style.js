// The map's style for MapLibre: sources and layers, from the ground up.  No tiles, no glyph or sprite address: nothing is
// asked of any server but ours.
import { ringName } from "./looks.js";
import { statuses } from "../show.js";

const font = ["sans-serif"]; // drawn by the browser, in the reader's own fonts
const empty = { type: "FeatureCollection", features: [] };
const source = (more = {}) => ({ type: "geojson", data: empty, tolerance: 0.25, ...more });
const rough = () => source({ tolerance: 0.8 }); // the ground, whose lines are thin: most of what is drawn are its points
const sum = name => [name, ["+", ["get", name]]];
const is = (name, value) => ["==", ["get", name], value];
const cluster = ["has", "point_count"];
const one = ["!", cluster];

export const plainSource = source;

export function sources() {
	return {
		land: rough(), waters: rough(), borders: rough(), corridors: source(), stops: source(), ways: source({ tolerance: 0 }), chosen: source({ tolerance: 0 }),
		places: source({ cluster: true, clusterRadius: 42, clusterMaxZoom: 11, clusterProperties: {
			...Object.fromEntries(["count", "silent", ...statuses.map((s, i) => "s" + i)].map(n => [n, ["+", ["get", n]]])),
			rank: ["max", ["get", "rank"]],
		} }),
		moving: source({ cluster: true, clusterRadius: 30, clusterMaxZoom: 11, clusterProperties: {
			...Object.fromEntries(["count", "silent"].map(sum)),
			rail: ["+", ["case", is("mode", "RAIL"), 1, 0]], ship: ["+", ["case", is("mode", "VESSEL"), 1, 0]], truck: ["+", ["case", is("mode", "TRUCK"), 1, 0]],
		} }),
	};
}

export const line = (id, from, filter, paint, layout = {}) => ({ id, type: "line", source: from, ...(filter ? { filter } : {}),
	layout: { "line-join": "round", ...layout }, paint });
const grow = (a, b) => ["interpolate", ["linear"], ["zoom"], 2, a, 8, b];

// The ground that every map of ours stands on.  Corners of lines a pixel wide need no rounding, which has as many points
// again as the lines.
export function ground(look, borders) {
	const join = { "line-join": "bevel" }, visibility = borders ? "visible" : "none";
	return [
		{ id: "sea", type: "background", paint: { "background-color": look.sea } },
		{ id: "land", type: "fill", source: "land", paint: { "fill-color": look.land, "fill-antialias": false } },
		line("coast", "land", null, { "line-color": look.coast, "line-width": grow(0.6, 1.4) }, join),
		{ id: "lakes", type: "fill", source: "waters", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": look.sea, "fill-antialias": false } },
		line("shores", "waters", ["==", ["geometry-type"], "Polygon"], { "line-color": look.coast, "line-width": grow(0.6, 1.4) }, join),
		line("rivers", "waters", ["==", ["geometry-type"], "LineString"], { "line-color": look.river, "line-width": grow(0.5, 1.6) }, join),
		line("borders", "borders", ["!=", ["get", "disputed"], true], { "line-color": look.border, "line-width": grow(0.7, 1.3) }, { ...join, visibility }),
		line("borders-disputed", "borders", is("disputed", true), { "line-color": look.border, "line-width": grow(0.8, 1.4), "line-dasharray": [1.5, 2.5] }, { ...join, visibility }),
	];
}

// Modes by dash as well as by colour; the broad gauge by longer dashes than the ground it stands on.
export const strokes = look => ({
	"rail-1435": { filter: ["all", is("mode", "RAIL"), ["!=", ["get", "gauge"], 1520]], colour: look.rail, dash: null },
	"rail-1520": { filter: ["all", is("mode", "RAIL"), is("gauge", 1520)], colour: look.wide, dash: [5, 1.6] },
	ship: { filter: ["in", ["get", "mode"], ["literal", ["VESSEL", "BARGE"]]], colour: look.ship, dash: [0.1, 2.2], round: true },
	truck: { filter: is("mode", "TRUCK"), colour: look.truck, dash: [1.6, 1.4] },
});

function corridors(look) {
	return [
		line("corridor-edge", "corridors", ["!", ["in", ["get", "mode"], ["literal", ["VESSEL", "BARGE"]]]], { "line-color": look.land, "line-width": grow(4, 8), "line-opacity": 0.9 }),
		...Object.entries(strokes(look)).map(([name, { filter, colour, dash, round }]) => line("corridor-" + name, "corridors", filter,
			{ "line-color": colour, "line-width": grow(1.8, 3.6), ...(dash ? { "line-dasharray": dash } : {}) }, round ? { "line-cap": "round" } : {})),
	];
}

export const halo = look => ({ "text-color": look.ink, "text-halo-color": look.land, "text-halo-width": 1.6 });

function stops(look) {
	return [
		{ id: "stops", type: "circle", source: "stops", filter: ["!", ["get", "border"]], paint: {
			"circle-radius": ["interpolate", ["linear"], ["zoom"], 2, ["case", ["get", "end"], 2.6, 1.4], 8, ["case", ["get", "end"], 5, 4]],
			"circle-color": look.card, "circle-stroke-color": look.ink, "circle-stroke-width": 1.4 } },
		{ id: "stops-border", type: "symbol", source: "stops", filter: ["get", "border"], layout: { "icon-image": "border",
			"icon-size": ["interpolate", ["linear"], ["zoom"], 2, 0.22, 8, 0.42], "icon-allow-overlap": true, "icon-ignore-placement": true } },
	];
}

export const label = (from, filter, text, layout, paint) => ({ type: "symbol", source: from, ...(filter ? { filter } : {}),
	layout: { "text-field": text, "text-font": font, "text-size": 12.5, "text-max-width": 9, "text-line-height": 1.1, ...layout }, paint });

const shortCount = locale => ["case", ["<", ["get", "count"], 10000], ["number-format", ["get", "count"], { locale }],
	["concat", ["number-format", ["floor", ["/", ["get", "count"], 1000]], { locale }], "k"]];
const bigger = (a, b) => ["interpolate", ["linear"], ["log10", ["max", 1, ["get", "count"]]], 0, a, 5, b];

// What stands under a ring.  names: of the places, by index; a cluster is named after its greatest.
export const ringLabel = names => ["concat", ["at", ["%", ["get", "rank"], 10000], ["literal", names.length ? names : [""]]],
	["case", cluster, ["concat", " +", ["to-string", ["-", ["get", "point_count"], 1]]], ""]];

function places(look, names, locale) {
	return [
		{ id: "place-names", ...label("places", null, ringLabel(names),
			{ "text-variable-anchor-offset": ["top", [0, 2.25], "bottom", [0, -2.25], "left", [2.2, 0], "right", [-2.2, 0],
				"top-left", [1.3, 1], "top-right", [-1.3, 1], "bottom-left", [1.3, -1], "bottom-right", [-1.3, -1]], "text-justify": "auto",
				"text-size": 13, "symbol-sort-key": ["-", 0, ["get", "count"]] }, halo(look)) },
		{ id: "places", ...label("places", null, shortCount(locale), {
			"icon-image": ringName, "icon-size": bigger(0.62, 1.3), "icon-allow-overlap": true, "icon-ignore-placement": false, "text-allow-overlap": true,
			"text-size": bigger(11.5, 13), "symbol-sort-key": ["-", 0, ["get", "count"]] }, { "text-color": look.ink }) },
	];
}

function moving(look, locale) {
	const kind = ["case", one, ["get", "mode"], ["==", ["get", "rail"], ["get", "point_count"]], "RAIL", ["==", ["get", "ship"], ["get", "point_count"]], "VESSEL",
		["==", ["get", "truck"], ["get", "point_count"]], "TRUCK", ""];
	return [
		{ id: "moving", ...label("moving", null, shortCount(locale), {
			"icon-image": ["concat", "move:", kind, ["case", [">", ["get", "silent"], 0], "!", ""]], "icon-size": bigger(0.6, 0.9), "icon-anchor": "bottom",
			"icon-allow-overlap": true, "icon-ignore-placement": false, "text-allow-overlap": true, "text-size": 11.5, "text-anchor": "left",
			"text-offset": bigger(["literal", [1.3, -1.95]], ["literal", [1.85, -2.9]]) },
		{ "text-color": look.moving, "text-halo-color": look.land, "text-halo-width": 1.6 }) },
	];
}

const stopNames = look => ({ id: "stop-names", ...label("stops", ["!", ["get", "standing"]], ["get", "name"], {
	"text-variable-anchor-offset": ["top", [0, 0.6], "bottom", [0, -0.6], "left", [0.7, 0], "right", [-0.7, 0]], "text-size": 11.5, "text-justify": "auto",
	"symbol-sort-key": ["case", ["get", "border"], 0, ["get", "end"], 1, 2] }, { ...halo(look), "text-color": look.quiet }) });

// What lies between a group's departure and where it may be, and what is ahead of it: both inferred, so both dashed.
const ways = look => [
	line("ways-ahead", "ways", is("part", "ahead"), { "line-color": look.moving, "line-width": 1.4, "line-opacity": 0.35, "line-dasharray": [1, 3] }),
	line("ways-done", "ways", is("part", "done"), { "line-color": look.moving, "line-width": 2, "line-opacity": 0.6, "line-dasharray": [2.5, 2] }),
	line("chosen-way", "chosen", ["==", ["geometry-type"], "LineString"], { "line-color": look.moving, "line-width": 4, "line-dasharray": [2.5, 1.6] }),
	{ id: "chosen", type: "circle", source: "chosen", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": ["get", "radius"],
		"circle-color": look.moving, "circle-opacity": 0.18, "circle-stroke-color": look.moving, "circle-stroke-width": 2.5 } },
];

export function layers(look, { names, locale, borders }) {
	return [...ground(look, borders), ...corridors(look), ...stops(look), ...ways(look), stopNames(look), ...places(look, names, locale), ...moving(look, locale)];
}


// ------------------------------------------------------------------ a box's own way

export const boxSources = () => ({ land: rough(), waters: rough(), borders: rough(), way: source({ tolerance: 0 }), seen: source(), mark: source() });

export function boxLayers(look, { borders }) {
	const colour = ["match", ["get", "mode"], "RAIL", look.rail, "TRUCK", look.truck, ["VESSEL", "BARGE"], look.ship, look.quiet];
	return [
		...ground(look, borders),
		line("way-ahead", "way", is("part", "ahead"), { "line-color": look.quiet, "line-width": 2, "line-dasharray": [1, 2.5] }),
		line("way-done", "way", is("part", "done"), { "line-color": look.moving, "line-width": 2.5, "line-dasharray": [2.5, 2] }),
		line("way-seen", "way", is("part", "seen"), { "line-color": colour, "line-width": 3 }),
		line("way-track", "way", is("part", "track"), { "line-color": look.ink, "line-width": 1.5, "line-opacity": 0.75 }),
		{ id: "seen-points", type: "circle", source: "seen", paint: { "circle-radius": ["match", ["get", "when"], "tracker", 7, "last", 6, 4],
			"circle-color": ["match", ["get", "when"], "tracker", look.moving, "ahead", look.card, look.ink], "circle-stroke-color": ["case", is("when", "ahead"), look.quiet, look.card],
			"circle-stroke-width": ["case", is("when", "tracker"), 3, 2] } },
		{ id: "seen-names", ...label("seen", null, ["get", "name"], { "text-variable-anchor-offset": ["top", [0, 0.7], "bottom", [0, -0.7], "left", [0.8, 0], "right", [-0.8, 0]],
			"text-justify": "auto", "text-size": 12, "symbol-sort-key": ["match", ["get", "when"], "tracker", -1, "last", 0, "ahead", 1, 2] }, halo(look)) },
		{ id: "mark", type: "symbol", source: "mark", layout: { "icon-image": ["concat", "move:", ["get", "mode"]], "icon-size": 0.6, "icon-anchor": "bottom", "icon-allow-overlap": true, "icon-ignore-placement": true } },
	];
}
