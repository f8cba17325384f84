// The itinerary of a trip as its reader sees it: places one after another, at each what is to happen there, between them what it goes by.

const code = place => place?.code || place?.text || "";
const same = (a, b) => !!code(a) && (code(a) === code(b) || !!a.complex && a.complex === b?.complex);

// What happens where a leg begins, of which neither the place nor anything else says so.
const begins = new Set(["PICK", "GTIN", "STUF", "LOAD", "ABRD", "DEPA"]);

// At which end of its leg it is: by its place, else by what it is.
function atStart(e, leg) {
	if (same(e.place, leg.from) !== same(e.place, leg.to))
		return same(e.place, leg.from);
	return begins.has(e.eventCode);
}

const isPast = e => e.state !== "ahead";

// state: "past", all of it is done or left behind; "here", something has happened and something is still to; "ahead".
// The last of them is where the box has come to, as far as anybody told.
function stateOf(events) {
	if (events.every(isPast))
		return events.length ? "past" : "ahead";
	return events.some(isPast) ? "here" : "ahead";
}

// A train that is told of at two places has two days, and the same name.
const goesOn = (a, b) => a.mode === b.mode && !!(a.transport || a.vehicle) && (a.transport === b.transport || !!a.vehicle && a.vehicle === b.vehicle);

// One transport that is known by where it began and again by where it ended is one ride: what is between is a place that nobody told.
// Answers the rides, and for each leg which of them it is; undefined: it ends, or begins, at a place that is none.
function rides(legs) {
	const all = [], of = [];
	legs.forEach((leg, i) => {
		const before = legs[i - 1], one = before && goesOn(before, leg) && !code(before.to) && !code(leg.from);
		if (one)
			all[all.length - 1] = { ...all.at(-1), to: leg.to, arrives: leg.arrives, gap: true };
		else
			all.push(leg);
		of.push(all.length - 1);
	});
	return { all, of };
}

// [{place, events, state, leg}]: leg, by which it goes on from there.
export function stops(trip) {
	const { all: legs, of } = rides(trip.legs || []), told = trip.legs || [], expected = trip.expected || [];
	const all = [...legs.map(leg => leg.from), legs.at(-1)?.to].map((place, i) => ({ place: place || legs[i - 1]?.to, events: [], leg: legs[i], n: i }));
	for (const e of expected) {
		const leg = told[e.leg - 1], ride = of[e.leg - 1];
		if (leg && (code(e.place) || !legs[ride].gap))
			all[atStart(e, leg) ? ride : ride + 1].events.push(e);
	}
	all.forEach(stop => { stop.state = stateOf(stop.events); });
	if (trip.closed)
		all.forEach(stop => { stop.state = stop.state === "here" ? "past" : stop.state; });
	// What nothing is expected at is behind where anything behind it has happened.
	const last = all.findLastIndex(s => s.state !== "ahead");
	all.forEach((stop, i) => { if (i < last && stop.state === "ahead") stop.state = "past"; });
	if (last >= 0 && !trip.closed && all[last].state === "past" && last < all.length - 1 && !all[last].events.some(e => ["DEPA", "GTOT"].includes(e.eventCode) && of[e.leg - 1] === last))
		all[last].state = "here";
	return all;
}

// Whether it is due when somebody said of it itself: planned, estimated, or by the itinerary.  A gate is due by what it leads to.
export function isTold(e, trip) {
	const leg = trip.legs?.[e.leg - 1], own = { LOAD: leg?.departs, DEPA: leg?.departs, ARRI: leg?.arrives, DISC: leg?.arrives }[e.eventCode];
	return !!(e.planned || e.estimates?.length || e.pushed || own?.at && Date.parse(own.at) === Date.parse(e.due));
}

// The first and the last that is known to have happened there.
export function span({ events }) {
	const told = events.filter(e => e.happened?.at).map(e => e.happened).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	return told.length ? [told[0], told.at(-1)] : [];
}
