// What is asked of plans: as it stands in the address, and as the server takes it.  Times in the address are read by the clock of the
// place they are of; the server is told them with their offset.
import { zoned } from "../journey/zoned.js";
import { normalise } from "../number.js";

export const modes = ["rail", "vessel", "ferry", "barge", "road"];
export const sizes = ["22G1", "42G1", "45G1", "L5G1"];
const usual = { size: "45G1", kg: "20000", currency: "USD" };
export const sorts = ["arrival", "price", "co2e", "transfers"];

const texts = ["container", "from", "to", "at", "by", "size", "kg", "currency", "maxTransfers", "sort", "plan"];
const flags = ["reefer", "dangerous"];
export const lists = ["avoidModes", "avoidPlaces", "avoidCountries", "avoidRoutes", "via"];

// What the server need not be asked again for.
const shown = ["sort", "plan"];

// From where that container is, by the server's own knowledge; with a place to begin at, it is only who the plan is for.
export const ofBox = a => !!a.container && !a.from;

// What is not said: of a container what was told of it.
export const usually = a => ofBox(a) ? { size: "", kg: "", currency: usual.currency } : usual;

export function asked(query) {
	const own = k => query.get(k)?.trim() || "", whose = { container: normalise(own("container") || own("box")), from: own("from") }, otherwise = usually(whose);
	return { ...Object.fromEntries(texts.map(k => [k, own(k) || otherwise[k] || ""])), ...whose, ...Object.fromEntries(flags.map(k => [k, own(k) === "true"])),
		...Object.fromEntries(lists.map(k => [k, own(k).split(",").filter(Boolean)])) };
}

// Only what is not usual: such an address can be read.
export function address(a) {
	const q = new URLSearchParams(), otherwise = usually(a);
	for (const k of texts.filter(k => k !== "plan"))
		if (a[k] && a[k] !== otherwise[k])
			q.set(k, a[k]);
	flags.filter(k => a[k]).forEach(k => q.set(k, "true"));
	lists.filter(k => a[k].length).forEach(k => q.set(k, a[k].join(",")));
	if (a.plan)
		q.set("plan", a.plan);
	return "/plans" + (q.size ? "?" + q.toString().replaceAll("%2C", ",").replaceAll("%3A", ":") : "");
}

// zones: of the places from and to.
export function query(a, zones = {}) {
	const left = [...shown, ofBox(a) ? "at" : "container"], said = [...texts, ...flags].filter(k => !left.includes(k) && a[k]).map(k => [k, String(a[k])]);
	const q = Object.fromEntries([...said, ...lists.filter(k => a[k].length).map(k => [k, a[k].join(",")])]);
	return { ...q, at: ofBox(a) ? "" : a.at && zoned(a.at, zones.from), by: a.by && zoned(a.by, zones.to) };
}

// The same way at the same dates has the same name, in whatever list it stands.
export function nameOf(plan) {
	let hash = 5381;
	for (const c of plan.legs.map(l => `${l.route}/${l.date}/${l.from.code}/${l.to.code}`).join())
		hash = (hash * 33 ^ c.charCodeAt(0)) >>> 0;
	return hash.toString(36);
}

const worth = {
	arrival: p => Date.parse(p.arrives),
	price: p => p.price.complete ? p.price.minor : Infinity, // what is not known is worse than all that is
	co2e: p => p.co2e.complete ? p.co2e.grams : Infinity,
	transfers: p => p.transfers,
};

// As the server has them, but where another order is chosen.
export const sorted = (plans, by) => by && worth[by] ? [...plans].sort((a, b) => worth[by](a) - worth[by](b) || Date.parse(a.arrives) - Date.parse(b.arrives)) : plans;

// The parts of a plan in their order: {kind, mode, minutes}.  What comes before it begins is its sender's.
export function stretches(plan) {
	const kinds = ["transfer", "border", "waiting"], spent = time => kinds.map(kind => ({ kind, minutes: time?.[kind] || 0 }));
	return [...plan.legs.flatMap((l, i) => [...i ? spent(l.before) : [], { kind: "running", mode: l.mode, minutes: l.aboard.running }, ...spent(l.aboard)]), ...spent(plan.after)]
		.filter(s => s.minutes > 0).reduce((all, s) => { // what goes on is one part
			const last = all.at(-1);
			return last?.kind === s.kind && s.kind !== "running" ? [...all.slice(0, -1), { ...last, minutes: last.minutes + s.minutes }] : [...all, s];
		}, []);
}
