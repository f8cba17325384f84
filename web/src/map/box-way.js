// What <lb-box-map> draws: a box's way as it was seen, and what is inferred or still ahead of it.
import { located, networkOf, travel } from "./features.js";
import { reading } from "../moment.js";
import { placeName } from "../show.js";
import { positionAge } from "../position.js";
import { t } from "../tongue.js";

const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const at = place => [Number(place.lon), Number(place.lat)];
const instant = event => reading(event.happened)?.instant;

// Places where it was seen, oldest first, each stay once: {place, mode it left by, since, heard}.
export function sightings(box) {
	const seen = [];
	const facts = box.timeline.filter(e => e.classifier === "ACT" && !e.voided && !e.of && located(e.place) && Number.isFinite(instant(e)));
	for (const event of facts.sort((a, b) => instant(a) - instant(b))) {
		const before = seen.at(-1);
		if (before && before.place.code === event.place.code && event.place.code)
			[before.mode, before.last] = [event.vehicle?.mode || before.mode, instant(event)];
		else
			seen.push({ place: event.place, mode: event.vehicle?.mode || "", first: instant(event), last: instant(event) });
	}
	return seen;
}

const moves = box => box.status === "on-board" || box.status === "on-the-road";

// The line of a tracker's positions, latest first as they were told; what is held back stands in no line.
function trackLine(track) {
	return track.filter(p => !p.held).reverse().map(at);
}

// {lines, points, mark}: lines carry part (seen, done, ahead, track), points carry when (seen, last, ahead, tracker).
// Where a tracker tells of it, that is where it is, and nothing is inferred.
export function boxWay(box, corridors, now, track = []) {
	const network = networkOf(corridors), seen = sightings(box);
	const lines = [], points = [];
	let mark = null;
	const line = (coordinates, properties) => coordinates.length > 1 && lines.push(feature("LineString", coordinates, properties));
	const whole = (from, to, mode) => {
		const { done, ahead } = travel({ from, to, mode }, network, now);
		return [...done, ...ahead.slice(1)];
	};
	for (let i = 1; i < seen.length; i++)
		line(whole(seen[i - 1].place, seen[i].place, seen[i].mode || seen[i - 1].mode), { part: "seen", mode: seen[i].mode || seen[i - 1].mode });
	const last = seen.at(-1), next = box.next?.place, end = box.destination;
	let here = last?.place;
	const mode = box.vehicle?.mode || last?.mode || "";
	if (here && located(next) && next.code !== here.code) {
		const since = new Date(last.last).toISOString();
		const where = travel({ from: here, to: next, mode, since, expected: box.next.happened?.at, arrived: box.last?.eventCode === "ARRI" }, network, moves(box) ? now : last.last);
		line(where.done, { part: "done", mode });
		line(where.ahead, { part: "ahead", mode });
		if (moves(box) && !box.position)
			mark = feature("Point", where.at, { mode, silent: 0, count: 1 });
		here = next;
	}
	if (here && located(end) && end.code !== here.code)
		line(whole(here, end, mode), { part: "ahead", mode });
	const add = (place, when) => located(place) && !points.some(p => p.properties.code === place.code) && points.push(feature("Point", at(place), { code: place.code || "", name: placeName(place), when }));
	if (last)
		add(last.place, "last");
	for (const s of seen)
		add(s.place, "seen");
	add(end, "ahead");
	add(next, "ahead");
	if (box.position) {
		line(trackLine(track), { part: "track", mode: "" });
		points.push(feature("Point", at(box.position), { code: "tracker", name: t("position.map", { ago: positionAge(box.position, now) }), when: "tracker" }));
	}
	return { lines, points, mark };
}
