// The base data that web/map.mjs made: land, lakes, rivers; borders apart, fetched only where they are shown.
import made from "virtual:map";

export const workerAddress = made.worker;

const kept = new Map();

function fetched(address) {
	if (!kept.has(address)) {
		const asked = fetch(address).then(r => {
			if (!r.ok)
				throw new Error(`${address}: ${r.status}`);
			return r.json();
		});
		asked.catch(() => kept.delete(address)); // the next one tries again
		kept.set(address, asked);
	}
	return kept.get(address);
}

// [x, y, dx, dy, ...] in hundredths of a degree, as points.
function points(packed) {
	const line = [];
	for (let i = 0, x = 0, y = 0; i < packed.length; i += 2)
		line.push([(x += packed[i]) / 100, (y += packed[i + 1]) / 100]);
	return line;
}

const feature = (type, coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const collection = features => ({ type: "FeatureCollection", features });
const polygons = list => feature("MultiPolygon", list.map(rings => rings.map(points)));
const lines = (list, properties) => feature("MultiLineString", list.map(points), properties);

// {land, waters}: waters are lakes (areas) and rivers (lines).
export async function base() {
	const { land, lakes, rivers } = await fetched(made.land);
	return { land: collection([polygons(land)]), waters: collection([polygons(lakes), lines(rivers)]) };
}

export async function borders() {
	const { plain, disputed } = await fetched(made.borders);
	return collection([lines(plain, { disputed: false }), lines(disputed, { disputed: true })]);
}
