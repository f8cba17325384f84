// What is asked of a disruption: a restriction, as it stands in the address and as the server takes it.  Its times have their offset there, so
// that who is given the address sees the same.
import { placeOf } from "../plans/places.js";

const members = ["place", "toPlace", "country", "route", "direction", "trainsADay", "from", "until", "commodity", "issuer", "telegram"];
const shown = ["name"];

// What is closed or rationed, by the members that say where.
export const kinds = { place: ["place"], stretch: ["place", "toPlace"], country: ["country"], route: ["route"] };

export const kindOf = a => a.route ? "route" : a.country ? "country" : a.toPlace ? "stretch" : "place";

// A blank before the offset was a plus.
const time = text => text.replace(/ (\d\d:\d\d)$/, "+$1");

export function asked(query) {
	const own = k => query.get(k)?.trim() || "";
	return { ...Object.fromEntries([...members, ...shown].map(k => [k, own(k)])), from: time(own("from")), until: time(own("until")), dangerous: own("dangerous") === "true" };
}

export function address(a) {
	const q = new URLSearchParams([...members, ...shown].filter(k => a[k]).map(k => [k, a[k]]));
	if (a.dangerous)
		q.set("dangerous", "true");
	return "/disruptions" + (q.size ? "?" + q.toString().replaceAll("%3A", ":") : "");
}

// Of a record that is kept.
export const addressOf = record => address({ ...record, direction: record.direction === "both" ? "" : record.direction });

export const whole = a => !!a.issuer && kinds[kindOf(a)].every(k => a[k]);

export const restriction = a => ({ ...Object.fromEntries(members.filter(k => a[k]).map(k => [k, k === "trainsADay" ? Number(a[k]) : a[k]])), ...(a.dangerous ? { dangerous: true } : {}) });

// By whose clock its times are.
export const zoneOf = a => placeOf(a.place).zone;

const slug = text => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 56);

// A name that no other record has.
export function nameFor(a, taken) {
	const plain = a.name || slug(a.telegram) || slug([a.place, a.toPlace, a.country, a.route].filter(Boolean).join(" ")) || "restriction";
	for (let n = 1; ; n++) {
		const name = n === 1 ? plain : `${plain}-${n}`;
		if (name === a.name || !taken.includes(name))
			return name;
	}
}
