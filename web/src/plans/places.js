// Places by their codes, each asked for once: what a form or a timetable names.
import { api } from "../api.js";

const all = new Map();

// Keeps a place that an answer had; answers it, or one that was kept by its code.
export function known(place) {
	if (typeof place === "string")
		return all.get(place);
	all.set(place.code, { ...all.get(place.code), ...place });
	return all.get(place.code);
}

export const placeOf = code => all.get(code) || { code };

// Of those that nobody told yet; what is not there has its code alone.
export async function learn(codes, signal) {
	const fresh = [...new Set(codes)].filter(c => c && !all.get(c)?.zone);
	for (let i = 0; i < fresh.length; i += 200)
		for (const p of (await api.placesOf(fresh.slice(i, i + 200), signal)).places)
			known(p);
	return codes.map(placeOf);
}
