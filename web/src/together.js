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

const same = (a, b) => a.eventCode === b.eventCode && a.classifier === b.classifier && place(a) === place(b) && sameTime(a.happened, b.happened);

// events: a timeline.  Answers [{event, others}] in its order; what was withdrawn stands for itself.
export function together(events) {
	const facts = [];
	for (const event of events) {
		const first = event.voided ? null : facts.find(f => !f.event.voided && same(f.event, event) &&
			[f.event, ...f.others].every(e => e.sender !== event.sender));
		if (first)
			first.others.push(event);
		else
			facts.push({ event, others: [] });
	}
	return facts;
}
