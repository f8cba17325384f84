// Several senders tell of the same fact: the first of them stands, the others under it.
import { reading } from "./moment.js";

const place = e => e.place?.code || e.place?.text || "";

// What both times say alike, as closely as the vaguer of them: to the day, the hour or the minute.
function sameTime(a, b) {
	const x = reading(a), y = reading(b);
	if (!x || !y)
		return (a?.local || "") === (b?.local || "");
	const vague = p => a.precision === p || b.precision === p;
	if (vague("day"))
		return x.y === y.y && x.m === y.m && x.d === y.d;
	if (Number.isNaN(x.instant) || Number.isNaN(y.instant))
		return x.y === y.y && x.m === y.m && x.d === y.d && x.H === y.H && (vague("hour") || x.M === y.M);
	const unit = vague("hour") ? 3600000 : 60000;
	return Math.floor(x.instant / unit) === Math.floor(y.instant / unit);
}

const same = (a, b) => a.eventCode === b.eventCode && a.classifier === b.classifier && place(a) === place(b) && a.of?.number === b.of?.number &&
	sameTime(a.happened, b.happened);

const distance = (a, b) => Math.abs(Date.parse(a.happened?.at) - Date.parse(b.happened?.at)) || 0;

// Where what was once expected stands: under the same move of that place, come true or still expected; of more the nearest.
function home(facts, event) {
	const alike = facts.filter(f => !f.event.voided && !f.event.outdated && f.event.eventCode === event.eventCode && place(f.event) === place(event));
	return alike.sort((a, b) => distance(a.event, event) - distance(b.event, event))[0];
}

// What nobody reported stands beside what it follows from, at that place where it has none of its own.
function implied(fact, because) {
	const { eventCode, place, facility, vehicle, loadState } = fact;
	return { told: fact, place: place || because.event.place, others: [], before: [],
		event: { eventID: `${eventCode} ${fact.inferred.because.eventID}`, classifier: "ACT", eventCode, place, facility, vehicle, loadState } };
}

// Those that are facts in the order in which they happened, and between them what is implied.
function inOrder(entries, facts) {
	const entryOf = new Map(entries.filter(e => e.told).map(e => [e.told, e]));
	const ordered = facts.filter(f => entryOf.has(f)).map(f => entryOf.get(f));
	const placed = entries.map(e => e.told ? ordered.shift() : e);
	let newer;
	for (const fact of facts) {
		const entry = fact.inferred ? newer && implied(fact, newer) : entryOf.get(fact);
		if (entry && fact.inferred)
			placed.splice(placed.indexOf(newer) + 1, 0, entry);
		newer = entry || newer;
	}
	return placed;
}

// Of each observation the fact that it is of, and how much its word counts there.
function observed(facts) {
	const all = new Map();
	for (const fact of facts.filter(f => f.eventID))
		[fact, ...fact.alsoReported || []].forEach(({ eventID }, rank) => all.set(eventID, { fact, rank }));
	return all;
}

// events: a timeline; facts: what it comes to, newest first.  Answers [{event, others, before, told}] in its order; what was withdrawn stands
// for itself.
//   others: the same told by others      before: what was expected of it earlier      told: the fact
export function together(events, facts = []) {
	const entries = [], of = observed(facts), groups = new Map();
	for (const event of events) {
		const told = of.get(event.eventID), apart = event.voided || event.outdated;
		if (told && !apart) {
			const group = groups.get(told.fact) || { others: [], before: [], told: told.fact };
			groups.set(told.fact, group);
			if (told.rank)
				group.others[told.rank - 1] = event;
			else
				entries.push(Object.assign(group, { event }));
			continue;
		}
		const first = apart ? null : entries.find(f => !f.told && !f.event.voided && !f.event.outdated && same(f.event, event) &&
			[f.event, ...f.others].every(e => e.sender !== event.sender));
		if (first)
			first.others.push(event);
		else
			entries.push({ event, others: [], before: [] });
	}
	const homeless = entry => {
		const to = entry.event.outdated && home(entries, entry.event);
		to?.before?.push(entry.event);
		return !to;
	};
	return inOrder(entries.filter(homeless), facts);
}
