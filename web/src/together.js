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

// events: a timeline.  Answers [{event, others, before}] in its order; what was withdrawn stands for itself.
//   others: the same told by others      before: what was expected of it earlier
export function together(events) {
	const facts = [];
	for (const event of events) {
		const first = event.voided || event.outdated ? null : facts.find(f => !f.event.voided && !f.event.outdated && same(f.event, event) &&
			[f.event, ...f.others].every(e => e.sender !== event.sender));
		if (first)
			first.others.push(event);
		else
			facts.push({ event, others: [], before: [] });
	}
	const homeless = fact => {
		const to = fact.event.outdated && home(facts, fact.event);
		to?.before?.push(fact.event);
		return !to;
	};
	return facts.filter(homeless);
}
