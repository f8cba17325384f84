// Where what moves may be: the way between two places along the corridors, else the great circle, and a point on it.
// Points are [longitude, latitude]; longitudes of a way run on past ±180 where it crosses the antimeridian.
const rad = Math.PI / 180, earth = 6371; // km

export function distance([x1, y1], [x2, y2]) {
	const h = Math.sin((y2 - y1) * rad / 2) ** 2 + Math.cos(y1 * rad) * Math.cos(y2 * rad) * Math.sin((x2 - x1) * rad / 2) ** 2;
	return 2 * earth * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const lengthOf = way => way.reduce((sum, p, i) => i ? sum + distance(way[i - 1], p) : 0, 0);

// Points of one world: each within half a turn of the one before.
const unrolled = way => way.reduce((all, [x, y], i) => {
	const before = i ? all[i - 1][0] : x;
	return [...all, [x + 360 * Math.round((before - x) / 360), y]];
}, []);

export function greatCircle(a, b) {
	const d = distance(a, b) / earth, steps = Math.max(1, Math.ceil(d / rad / 2));
	if (d < 1e-6 || Math.abs(d - Math.PI) < 1e-6)
		return unrolled([a, b]);
	const [[x1, y1], [x2, y2]] = [a, b].map(p => p.map(n => n * rad));
	const way = [];
	for (let i = 0; i <= steps; i++) {
		const f = i / steps, A = Math.sin((1 - f) * d) / Math.sin(d), B = Math.sin(f * d) / Math.sin(d);
		const x = A * Math.cos(y1) * Math.cos(x1) + B * Math.cos(y2) * Math.cos(x2);
		const y = A * Math.cos(y1) * Math.sin(x1) + B * Math.cos(y2) * Math.sin(x2);
		const z = A * Math.sin(y1) + B * Math.sin(y2);
		way.push([Math.atan2(y, x) / rad, Math.atan2(z, Math.hypot(x, y)) / rad]);
	}
	return unrolled(way);
}

// The part of a way up to `share` of its length, and what is left of it.
export function split(way, share) {
	const wanted = lengthOf(way) * Math.min(1, Math.max(0, share));
	let gone = 0;
	for (let i = 1; i < way.length; i++) {
		const step = distance(way[i - 1], way[i]);
		if (gone + step >= wanted) {
			const f = step ? (wanted - gone) / step : 0;
			const at = way[i].map((n, k) => way[i - 1][k] + (n - way[i - 1][k]) * f);
			return { at, done: [...way.slice(0, i), at], ahead: [at, ...way.slice(i)] };
		}
		gone += step;
	}
	return { at: way.at(-1), done: way, ahead: [way.at(-1)] };
}

// ------------------------------------------------------------------ along the corridors

// near: km, a terminal this far from a corridor's point lies on it; detour: a way longer than so many great circles is none
const byLand = { near: 60, detour: 2.5 };
export const bySea = { near: 900, detour: 6, apart: true }; // apart: no two points are one border's

const fits = { RAIL: ["RAIL"], TRUCK: ["TRUCK"], VESSEL: ["VESSEL"], BARGE: ["BARGE", "VESSEL"] };

export class Network {
	#nodes = []; // {at, code, edges: [{to, km, mode}]}
	#byCode = new Map();

	#rules;

	constructor(corridors, rules = byLand) {
		this.#rules = rules;
		for (const { stretches } of corridors)
			for (const { mode, points } of stretches)
				points.map(p => this.#node(p)).forEach((node, i, all) => i && this.#join(all[i - 1], node, mode));
		if (!rules.apart)
			this.#transship();
	}

	#node({ code, lon, lat }) {
		const key = code || `${lon},${lat}`;
		if (!this.#byCode.has(key)) {
			const node = { at: [lon, lat], code, edges: [] };
			this.#byCode.set(key, node);
			this.#nodes.push(node);
		}
		return this.#byCode.get(key);
	}

	#join(a, b, mode) {
		if (a === b)
			return;
		const km = distance(a.at, b.at);
		a.edges.push({ to: b, km, mode });
		b.edges.push({ to: a, km, mode });
	}

	// Stations of one border, or of one port, that no stretch joins.
	#transship() {
		for (const [i, a] of this.#nodes.entries())
			for (const b of this.#nodes.slice(i + 1))
				if (Math.abs(a.at[1] - b.at[1]) < 0.4 && distance(a.at, b.at) < 40 && !a.edges.some(e => e.to === b))
					this.#join(a, b, "");
	}

	#closest(place) {
		const known = this.#byCode.get(place.code);
		if (known)
			return known;
		const at = [place.lon, place.lat];
		return this.#nodes.map(node => ({ node, km: distance(at, node.at) })).filter(n => n.km < this.#rules.near)
			.sort((a, b) => a.km - b.km)[0]?.node;
	}

	// Points from one place to another by a mode, or null where the corridors do not lead there.
	way(from, to, mode) {
		const [a, b] = [this.#closest(from), this.#closest(to)];
		const line = a && b && a !== b && this.#shortest(a, b, fits[mode]);
		if (!line)
			return null;
		const turns = [[from.lon, from.lat], ...line, [to.lon, to.lat]];
		const whole = unrolled(turns.flatMap((p, i) => i && distance(turns[i - 1], p) > 1500 ? greatCircle(turns[i - 1], p).slice(1) : [p]));
		const straight = distance([from.lon, from.lat], [to.lon, to.lat]);
		return lengthOf(whole) <= straight * this.#rules.detour + 100 ? whole : null;
	}

	#shortest(a, b, modes) {
		const km = new Map([[a, 0]]), before = new Map(), open = new Set([a]);
		while (open.size) {
			const node = [...open].reduce((best, n) => km.get(n) < km.get(best) ? n : best);
			open.delete(node);
			if (node === b)
				break;
			for (const { to, km: step, mode } of node.edges) {
				const sum = km.get(node) + step;
				if ((modes && mode && !modes.includes(mode)) || sum >= (km.get(to) ?? Infinity))
					continue;
				km.set(to, sum);
				before.set(to, node);
				open.add(to);
			}
		}
		if (!km.has(b))
			return null;
		const line = [];
		for (let node = b; node; node = before.get(node))
			line.unshift(node.at);
		return line;
	}
}

// ------------------------------------------------------------------ how far

const usual = { RAIL: 35, TRUCK: 45, BARGE: 12, VESSEL: 30 }; // km an hour, borders and ports included
const furthest = 0.96; // what is late has not arrived

// The share of the way that lies behind: by the times told, else by the mode's usual speed.
export function shareDone({ since, expected, mode }, km, now) {
	const left = Date.parse(since), due = Date.parse(expected);
	const hours = (now - left) / 3600000;
	if (!(hours > 0) || !km)
		return 0;
	const whole = due > left ? (due - left) / 3600000 : km / (usual[mode] || 30);
	return Math.min(furthest, hours / whole);
}
