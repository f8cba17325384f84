// One container: the sentence that says where it is, its facts, its timeline.
import { h, icon } from "./dom.js";
import { api } from "./api.js";
import { checkDigit } from "./number.js";
import { momentElement, spanText } from "./moment.js";
import { backLink, plate, statusBadge, word, placeName, placeAndFacility, countryName, vehicle, vehicleName, sizeText, measureText, sealText } from "./show.js";
import { timeline } from "./timeline.js";
import { notes } from "./notes.js";
import { files } from "./files.js";
import { t, tell, known, measured, named } from "./tongue.js";

// The sentence, its place, vehicle and time set off from the rest.
export function sentence(box) {
	// Where nothing stands and nothing is to come, there is no place and no time to speak of.
	const empty = box.status === "not-started" && !box.since && !box.place;
	const key = empty ? "say.nothing" : known("say." + box.status) ? "say." + box.status : "say.in-terminal";
	const said = vehicleName(box.vehicle);
	const ago = spanText(box.since);
	return h("p", { class: "sentence", id: "sentence" }, tell(key, {
		place: h("strong", {}, placeAndFacility(box.place, box.facility) || t("say.no-place")),
		vehicle: h("strong", {}, said || t("say.no-vehicle")),
		since: momentElement(box.since),
	}), ago && [" ", h("span", { class: "ago" }, "– ", h("span", { "data-since": JSON.stringify(box.since) }, ago))]);
}

function digitNote(box) {
	if (box.checkDigit !== "invalid")
		return null;
	const should = checkDigit(box.number);
	return h("p", { class: "flag", id: "digit" }, icon("alert"),
		should === null ? t("box.digit.odd") : t("box.digit.bad", { is: box.number.slice(10) || "–", should }));
}

// Every value some event gave, newest first, each once.
function gathered(box, pick) {
	const seen = new Set();
	for (const event of box.timeline)
		if (!event.voided)
			for (const value of pick(event) || [])
				seen.add(value);
	return [...seen];
}

function latest(box, pick) {
	const event = box.timeline.find(e => !e.voided && pick(e)?.length);
	return event ? pick(event) : [];
}

// What the last event says that measures it: weight, dimensions, temperature, or anything else.
function measures(box, quantity) {
	return latest(box, e => e.measures?.filter(m => measured(m.split(":")[2]) === quantity)).map(measureText);
}

function references(box) {
	const kinds = new Map();
	const told = r => r.kind !== "VOYAGE" && r.kind !== "VESSEL"; // they have rows of their own
	for (const pair of gathered(box, e => e.references?.filter(told).map(r => `${r.kind}:${r.value}`))) {
		const [kind, value] = [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)];
		kinds.set(kind, [...(kinds.get(kind) || []), value]);
	}
	return [...kinds].map(([kind, values]) => [word("ref", kind), values]);
}

function facts(box) {
	const v = box.vehicle || {};
	const rows = [
		[t("fact.size"), box.sizeType && [h("span", {}, sizeText(box.sizeType) || box.sizeType.code),
			sizeText(box.sizeType) && h("span", { class: "quiet code" }, " " + box.sizeType.code)]],
		[t("fact.load"), box.loadState && word("load", box.loadState)],
		...["weight", "dimensions", "temperature", "measures"].map(quantity => [t("fact." + quantity), measures(box, quantity)]),
		[t("fact.vehicle"), vehicle({ ...v, voyage: null, wagon: null, plate: null, imo: null })],
		[t("fact.voyage"), v.voyage],
		[t("fact.wagon"), v.wagon],
		[t("fact.plate"), v.plate],
		[t("fact.imo"), v.imo],
		[t("fact.seals"), latest(box, e => e.seals).map(sealText)],
		...references(box),
		[t("fact.place"), box.place && [placeName(box.place), box.place.code && h("span", { class: "quiet code" }, " " + box.place.code)]],
		[t("fact.country"), box.place?.country && countryName(box.place.country)],
		[t("fact.zone"), box.place?.zone],
	];
	return h("section", { class: "card facts", "aria-labelledby": "facts-title" },
		h("h2", { id: "facts-title" }, t("box.facts")),
		h("dl", {}, rows.map(([name, value]) => fact(name, value))));
}

// Size, load and seals are asked after even when nobody said them; the rest stands only where it is known.
function fact(name, value) {
	const always = [t("fact.size"), t("fact.load"), t("fact.seals")].includes(name);
	const list = Array.isArray(value) && value.every(x => typeof x === "string");
	const none = !value || value.length === 0;
	if (none && !always)
		return null;
	return h("div", {}, h("dt", {}, name), none ? h("dd", { class: "quiet" }, t("fact.unknown"))
		: list ? value.map(x => h("dd", {}, x)) : h("dd", {}, value));
}

export async function box(number, { signal }) {
	return drawBox(await api.container(number, signal));
}

export function drawBox(answer) {
	const it = { timeline: [], diagnostics: [], ...answer };
	const facility = named(it.facility?.name);
	return h("article", { class: "box" },
		backLink(),
		h("header", { class: "card head", "data-status": it.status },
			h("div", { class: "head-line" },
				h("h1", { id: "title", tabindex: "-1" }, plate(it.number, it.checkDigit === "invalid")), statusBadge(it.status)),
			sentence(it),
			facility && h("p", { class: "quiet facility" }, facility),
			digitNote(it),
			files(it.number)),
		h("div", { class: "halves" }, h("div", { class: "aside" }, facts(it), notes(it.diagnostics, "box.notes")), timeline(it)));
}

// What stands as "2 d 4 h" goes on counting.
export function tick(root) {
	for (const e of root.querySelectorAll("[data-since]"))
		e.textContent = spanText(JSON.parse(e.dataset.since));
}
