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

const open = e => !e.voided && (e.classifier === "EST" || e.classifier === "PLN");
const said = fact => Date.parse(fact.event.said || fact.event.recorded) || 0;

const what = event => `${event.eventCode} ${place(event)}`;

// What was expected and has been reported since stands under the report; of several times given for what is still to come
// the last word stands, the earlier ones under it.
function lastWords(facts) {
	const reports = facts.filter(f => f.event.classifier === "ACT" && !f.event.voided).sort((a, b) => said(a) - said(b));
	const past = new Set(), last = new Map();
	const under = (fact, head) => {
		head.before.push(fact.event, ...fact.others);
		past.add(fact);
	};
	for (const fact of facts.filter(f => open(f.event) && place(f.event)).sort((a, b) => said(b) - said(a))) {
		const report = reports.find(r => what(r.event) === what(fact.event) && said(r) >= said(fact));
		const key = `${what(fact.event)} ${fact.event.classifier}`;
		if (report || last.has(key))
			under(fact, report || last.get(key));
		else
			last.set(key, fact);
	}
	return facts.filter(f => !past.has(f));
}

// events: a timeline.  Answers [{event, others, before}] in its order; what was withdrawn stands for itself.
//   others   the same, told by others     before   what was said of it earlier
export function together(events) {
	const facts = [];
	for (const event of events) {
		const first = event.voided ? null : facts.find(f => !f.event.voided && same(f.event, event) &&
			[f.event, ...f.others].every(e => e.sender !== event.sender));
		if (first)
			first.others.push(event);
		else
			facts.push({ event, others: [], before: [] });
	}
	return lastWords(facts);
}
