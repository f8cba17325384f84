// What is told of rail, in words: a train's many names, wagons, where on its wagon a box stands, who received it.
import railways from "virtual:railways";
import { html, nothing } from "lit";
import { icon } from "./dom.js";
import { comma, measureText, word } from "./show.js";
import { known, named, t } from "./tongue.js";

// "TRAIN:X8155/2026-06-15": its name and the day of its departure; null where it is no such key.
export function trainOf(key) {
	const m = /^TRAIN:(.+)\/(\d{4}-\d\d-\d\d)$/.exec(key || "");
	return m && { name: m[1], day: m[2] };
}

export function trainLink(key) {
	const its = trainOf(key);
	return its && `/trains/${encodeURIComponent(its.name)}?day=${its.day}`;
}

export const wagonLink = number => "/wagons/" + encodeURIComponent(number);

// "7085 100 1301", as railways write an index.
export const spaced = name => /^\d{11}$/.test(name) ? `${name.slice(0, 4)} ${name.slice(4, 7)} ${name.slice(7)}` : name;

const papers = { "TRAIN-NUMBER": "number", "TRAIN-INDEX": "index", "TRAIN-PROGRAMME": "programme", "TRAIN-TAF": "taf" };

// What kind of name each is, as far as some event of the timeline refers to it so.
export function kindsOfNames(events) {
	const kinds = new Map();
	for (const { references = [] } of events)
		for (const { kind, value } of references)
			if (papers[kind] && !kinds.has(value))
				kinds.set(value, papers[kind]);
	return kinds;
}

// Of which nobody says what kind it is: by its looks.
export function kindOfName(name) {
	if (/^\d{11}$/.test(name) || /^\d{4} \d{3} \d{4}$/.test(name))
		return "index";
	if (/^\w{4}\/.+\/\d{4}/.test(name))
		return "taf";
	return /^[A-ZА-Я]{0,3}\d{1,6}$/.test(name) ? "number" : "programme";
}

const kinds = ["number", "index", "programme", "taf"];

// [{kind, name}], each once, the number first.
export function sortedNames(names) {
	const seen = new Set();
	return names.map(n => ({ kind: n.kind, name: n.name, railway: n.railway })).filter(({ kind, name }) => !seen.has(kind + name) && seen.add(kind + name))
		.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

// "X8100, programme CKE-LYG-0100": a name that is a number needs no word before it.
export const trainNames = names => sortedNames(names).map(({ kind, name }, i) => html`${i ? comma() : nothing}${
	kind === "number" ? nothing : html`<span class="quiet">${t("rail.name." + kind)}</span> `}<span class="train-name" data-kind=${kind} translate="no">${spaced(name)}</span>`);

// "2x20:1" is the first of two 20-ft; what has another shape stands as it came.
export function positionText(position) {
	const [, of, feet, nth] = /^(\d)x(\d\d)(?::(\d))?$/.exec(position || "") ?? [];
	if (of === "1")
		return t("rail.alone", { feet });
	return nth && known("rail.nth." + nth) && known("rail.of." + of)
		? t("rail.among", { nth: t("rail.nth." + nth), of: t("rail.of." + of), feet }) : position || "";
}

export const wagon = number => html`<a class="wagon-number" href=${wagonLink(number)}>${t("rail.wagon", { number })}</a>`;

// "51" is "Polish State Railways (PKP)"; what is no railway's number stands as it came.
export const railway = code => named(railways[code?.replace(/^00/, "")]) || code || "";

// On what an event was by rail: train, wagon, where on it.
export function ride(event, nameKinds) {
	const { vehicle = {} } = event, link = trainLink(vehicle.key);
	const names = (event.trains?.length ? event.trains : [vehicle.name || vehicle.train].filter(n => n && n !== event.wagon))
		.map(name => ({ name, kind: nameKinds.get(name) || kindOfName(name) }));
	const told = names.length ? html`<span class="hidden">${word("mode", "RAIL")} </span>${trainNames(names)}` : nothing;
	return html`${names.length ? html`<span class="vehicle">${icon("RAIL")}<span>${link ? html`<a href=${link}>${told}</a>` : told}</span></span>` : nothing}
		${event.wagon ? html`<span class="on-wagon">${icon("wagon")}<span>${wagon(event.wagon)}${event.position ? html`${comma()}<span class="position">${positionText(event.position)}</span>` : nothing}</span></span>` : nothing}`;
}

// Told of what it rides on, not of the box: "as told of its wagon 94312006".
export function via(event) {
	const [, kind, rest] = /^(WAGON|TRAIN):(.+)$/.exec(event.via || "") ?? [];
	if (!kind)
		return "";
	const text = kind === "WAGON" ? t("rail.via.wagon", { number: rest }) : t("rail.via.train", { name: trainOf(event.via)?.name ?? rest });
	return html`<p class="event-more quiet via">${text}</p>`;
}

// How far it was to go then.
export function remaining(event) {
	const far = event.measures?.find(m => m.startsWith("R:"));
	return far ? html`<span class="remaining">${measureText(far)}</span>` : "";
}

// Who received it, and by which list.
export function handover(event) {
	if (event.eventCode !== "HAND")
		return "";
	const list = event.references?.find(r => r.kind === "TRANSFER-LIST")?.value;
	const told = [event.operator && t("rail.to", { railway: railway(event.operator) }), list && t("rail.list", { number: list })].filter(Boolean);
	return told.length ? html`<p class="event-more handed">${told.join(" · ")}</p>` : "";
}

// Papers: [{kind, number, replaces, replacedBy, cancelled}].
const paperName = p => `${word("ref", p.kind)} ${p.number}`;

export const paper = p => html`<span class="paper">${paperName(p)}${p.replacedBy ? html` <span class="quiet">${t("rail.replaced", { paper: paperName(p.replacedBy) })}</span>` : nothing}${
	p.replaces ? html` <span class="quiet">${t("rail.replaces", { paper: paperName(p.replaces) })}</span>` : nothing}${
	p.cancelled ? html` <span class="tag">${t("rail.cancelled")}</span>` : nothing}</span>`;
