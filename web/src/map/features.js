// The answers of /api/v1/map and /api/v1/corridors as what is drawn: points and lines with plain properties.
import { Network, bySea, greatCircle, lengthOf, shareDone, split } from "./paths.js";
import { branches, seaLanes } from "./sea.js";
import { statuses, placeName } from "../show.js";

const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const collection = features => ({ type: "FeatureCollection", features });

export const located = place => Number.isFinite(Number(place?.lon ?? NaN)) && Number.isFinite(Number(place?.lat ?? NaN));
const at = place => [Number(place.lon), Number(place.lat)];

// Boxes that stand: a point a place, a number a status (s0, s1 ... as `statuses` has them).  `rank` orders by count and
// still tells the place, so that a cluster can be named after its greatest: count * 10000 + its number (numbered(code)).
export function placePoints(places, numbered) {
	return collection(places.flatMap(p => located(p.place) ? [feature("Point", at(p.place), {
		code: p.place.code || "", count: p.count, silent: p.silent || 0, rank: p.count * 10000 + numbered(p.place) % 10000,
		...Object.fromEntries(statuses.map((s, k) => ["s" + k, p.status?.[s] || 0])),
	})] : []));
}

let lanes;
const sea = () => lanes ??= new Network(seaLanes, bySea);

// A group that moves: its way, how far it may be, whether the times say so or only the mode's usual speed.
export function travel(group, network, now) {
	if (!located(group.from))
		return null;
	if (!located(group.to))
		return { at: at(group.from), done: [], ahead: [], share: 0, known: group.arrived ? "arrived" : "nowhere" };
	const [from, to] = [group.from, group.to].map(p => ({ ...p, lon: Number(p.lon), lat: Number(p.lat) }));
	const corridor = network.way(from, to, group.mode);
	const lane = !corridor && /VESSEL|BARGE/.test(group.mode) && sea().way(from, to, group.mode);
	const way = corridor || lane || greatCircle(at(from), at(to));
	const share = group.arrived ? 0 : shareDone(group, lengthOf(way), now);
	return { ...split(way, share), share, along: corridor ? "corridor" : lane ? "sea" : "straight", known: group.arrived ? "arrived" : group.expected ? "times" : "speed" };
}

// Groups of one vehicle near one another still are marks of their own; `index` is the group's in the answer.
export function movingFeatures(groups, network, now) {
	const points = [], lines = [];
	groups.forEach((group, i) => {
		const where = travel(group, network, now);
		if (!where)
			return;
		const more = { index: i, id: group.id, mode: group.mode || group.vehicle?.mode || "", count: group.count, silent: isSilent(group.heard, now) ? 1 : 0 };
		points.push(feature("Point", where.at, more));
		if (where.done.length > 1)
			lines.push(feature("LineString", where.done, { ...more, part: "done" }));
		if (where.ahead.length > 1)
			lines.push(feature("LineString", where.ahead, { ...more, part: "ahead" }));
	});
	return { points: collection(points), lines: collection(lines) };
}

const silence = 72 * 3600000;

export const isSilent = (heard, now) => !!heard && now - Date.parse(heard) > silence;

// Stretches, each once however many corridors share it.
export function corridorLines(corridors) {
	const seen = new Map();
	for (const corridor of corridors)
		for (const { mode, gauge, points } of corridor.stretches) {
			const line = points.map(p => [p.lon, p.lat]);
			seen.set(JSON.stringify([mode, gauge, line]), feature("LineString", line, { mode, gauge: gauge || 0 }));
		}
	return collection([...seen.values()]);
}

// Where corridors call: named points, the borders marked, each once.
export function corridorPoints(corridors, places) {
	const standing = new Set(places.filter(p => p.count).map(p => p.place.code));
	const kinds = new Map(places.map(p => [p.place.code, p.place.kinds || ""]));
	const points = new Map(), gauges = new Map();
	for (const { stretches } of corridors)
		for (const { mode, gauge, points: list } of stretches)
			for (const [i, p] of list.entries()) {
				const key = p.code || `${p.lon},${p.lat}`, end = i === 0 || i === list.length - 1;
				if (!p.name)
					continue;
				if (gauge)
					gauges.set(key, new Set([...(gauges.get(key) || []), gauge]));
				const before = points.get(key);
				points.set(key, { ...p, end: end || before?.end || false, sea: mode === "VESSEL" || before?.sea || false });
			}
	return collection([...points].map(([key, p]) => feature("Point", [p.lon, p.lat], {
		code: p.code || "", name: placeName(p), end: p.end, standing: standing.has(p.code),
		border: gauges.get(key)?.size > 1 || /border|gauge/.test(p.kinds || kinds.get(p.code) || ""),
	})));
}

export function boundsOf(corridors, places) {
	const points = corridors.flatMap(c => c.stretches.flatMap(s => s.points.map(p => [p.lon, p.lat])));
	const all = points.length ? points : places.filter(p => located(p.place)).map(p => at(p.place));
	if (!all.length)
		return [[-10, 20], [145, 60]];
	const xs = all.map(p => p[0]), ys = all.map(p => p[1]), west = Math.min(...xs), east = Math.max(...xs);
	const names = (east - west) * 0.05; // room for the names of the outermost
	return [[west - names, Math.min(...ys)], [east + names, Math.max(...ys)]];
}

export const networkOf = corridors => new Network([...corridors, ...branches]);
