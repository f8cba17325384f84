// One container: the sentence that says where it is, what is expected and what blocks, its facts, its timeline.
import { LitElement, html } from "lit";
import { icon } from "./dom.js";
import { api } from "./api.js";
import { asOfBar, asOfPick } from "./as-of.js";
import { checkDigit } from "./number.js";
import { Following } from "./live.js";
import { momentElement, spanText, standing } from "./moment.js";
import { backLink, plate, statusBadge, word, placeName, placeAndFacility, countryName, vehicle, vehicleName, sizeText, measureText, sealText } from "./show.js";
import { outlook } from "./outlook.js";
import { timeline } from "./timeline.js";
import { notes } from "./notes.js";
import { files } from "./files.js";
import { findings } from "./findings.js";
import { kindOfName, kindsOfNames, paper, positionText, spaced, trainLink, trainNames, wagonLink } from "./rail.js";
import { boxMap } from "./map/box-place.js";
import { positionLine } from "./position.js";
import { fetched, knows } from "./screens.js";
import { t, tell, known, measured, named } from "./tongue.js";

// A train's number alone would say nothing to who asks where a box is.
const ride = v => v?.mode === "RAIL" && v.name ? t("say.train", { name: vehicleName(v) }) : vehicleName(v);

// The sentence, its place, vehicle and time set off from the rest.
export function sentence(box) {
	// Where nothing stands and nothing is to come, there is no place and no time to speak of.
	const empty = box.status === "not-started" && !box.since && !box.place;
	const key = empty ? "say.nothing" : known("say." + box.status) ? "say." + box.status : "say.in-terminal";
	const ago = spanText(box.since);
	const said = tell(key, {
		place: html`<strong>${placeAndFacility(box.place, box.facility) || t("say.no-place")}</strong>`,
		vehicle: html`<strong>${ride(box.vehicle) || t("say.no-vehicle")}</strong>`,
		since: momentElement(box.since),
	});
	return html`<p class="sentence" id="sentence">${said}${ago ? html` <span class="ago">– <span>${ago}</span></span>` : ""}</p>`;
}

function digitNote(box) {
	if (box.checkDigit !== "invalid")
		return "";
	const should = checkDigit(box.number);
	return html`<p class="flag" id="digit">${icon("alert")}${
		should === null ? t("box.digit.odd") : t("box.digit.bad", { is: box.number.slice(10) || "–", should })}</p>`;
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

// What the last event says that measures it: weight, dimensions, temperature, or anything else.  How far it was to go is not its own.
function measures(box, quantity) {
	return latest(box, e => e.measures?.filter(m => !m.startsWith("R:") && measured(m.split(":")[2]) === quantity)).map(measureText);
}

function references(box) {
	const kinds = new Map();
	const papers = new Set(box.documents?.map(d => d.number));
	// Those have rows of their own, and papers stand among the papers.
	const told = r => !["VOYAGE", "VESSEL"].includes(r.kind) && !(["WAYBILL", "TRANSFER-LIST", "GU-22", "GU-23", "GU-45"].includes(r.kind) && papers.has(r.value)) &&
		!(r.kind === "EQUIPMENT" && r.value === box.number);
	for (const pair of gathered(box, e => e.references?.filter(r => told(r) && !(e.source?.kind === "person" && r.kind === "EVENT")).map(r => `${r.kind}:${r.value}`))) {
		const [kind, value] = [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)];
		kinds.set(kind, [...(kinds.get(kind) || []), value]);
	}
	return [...kinds].map(([kind, values]) => [word("ref", kind), kind === "TRAIN-INDEX" ? values.map(spaced) : values]);
}

const withCode = (name, code) => html`<span>${name}</span>${code ? html`<span class="quiet code"> ${code}</span>` : ""}`;

function size(box) {
	const text = sizeText(box.sizeType);
	return box.sizeType && withCode(text || box.sizeType.code, text && box.sizeType.code);
}

// The train it is in, by all its names, and the wagon it is on with its place there.
function rail(box) {
	const v = box.vehicle || {}, link = trainLink(v.key), kinds = kindsOfNames(box.timeline);
	const ride = box.rides?.find(r => r.classifier === "ACT" && !r.until && r.wagon === v.wagon);
	const names = (ride?.trains || []).map(name => ({ name, kind: kinds.get(name) || kindOfName(name) })).filter(({ kind }, _, all) => kind !== "taf" || all.length === 1);
	const train = names.length ? html`<span class="vehicle">${icon("RAIL")}<span><span class="hidden">${word("mode", "RAIL")} </span>${trainNames(names)}</span></span>`
		: vehicle({ ...v, voyage: null, wagon: null, plate: null, imo: null });
	return [v.mode === "RAIL" && v.wagon === v.name ? "" : link ? html`<a href=${link}>${train}</a>` : train,
		v.wagon && html`<a href=${wagonLink(v.wagon)}>${v.wagon}</a>${ride?.position ? html`<br><span class="quiet">${positionText(ride.position)}</span>` : ""}`];
}

// Seals and weights stand here where none are found of it: else they have a part of their own in the panel above.
function facts(box) {
	const v = box.vehicle || {}, [carrier, wagon] = v.mode === "RAIL" ? rail(box) : [vehicle({ ...v, voyage: null, wagon: null, plate: null, imo: null }), v.wagon];
	const rows = [
		[t("fact.size"), size(box)],
		[t("fact.load"), box.loadState && word("load", box.loadState)],
		...["weight", "dimensions", "temperature", "measures"].filter(quantity => quantity !== "weight" || !box.weights)
			.map(quantity => [t("fact." + quantity), measures(box, quantity)]),
		[t("fact.vehicle"), carrier],
		[t("fact.voyage"), v.voyage],
		[t("fact.wagon"), wagon],
		[t("fact.plate"), v.plate],
		[t("fact.imo"), v.imo],
		...(box.seals ? [] : [[t("fact.seals"), latest(box, e => e.seals).map(sealText)]]),
		[t("rail.papers"), box.documents?.map(paper)],
		...references(box),
		[t("fact.place"), box.place && withCode(placeName(box.place), box.place.code)],
		[t("fact.country"), box.place?.country && countryName(box.place.country)],
		[t("fact.zone"), box.place?.zone],
	];
	return html`<section class="card facts" aria-labelledby="facts-title"><h2 id="facts-title">${t("box.facts")}</h2>
		<dl>${rows.map(([name, value]) => fact(name, value))}</dl></section>`;
}

// Size, load and seals are asked after even when nobody said them; the rest stands only where it is known.
function fact(name, value) {
	const always = [t("fact.size"), t("fact.load"), t("fact.seals")].includes(name);
	const none = !value || value.length === 0;
	if (none && !always)
		return "";
	return html`<div><dt>${name}</dt>${none ? html`<dd class="quiet">${t("fact.unknown")}</dd>`
		: [value].flat().map(x => html`<dd>${x}</dd>`)}</div>`;
}

class Box extends LitElement {
	static properties = { answer: { attribute: false }, trips: { attribute: false }, parts: { attribute: false }, go: { attribute: false }, operator: { state: true } };

	following = new Following(this, {
		touches: change => !standing() && change.containers?.includes(this.answer.number), // what was known then stays
		refresh: async signal => { [this.answer, this.trips] = await asked(this.answer.number, signal); },
	});

	createRenderRoot() {
		return this;
	}

	// Who opens a source may be one who can read the message itself.
	opened = e => {
		if (e.target.matches("details.source[open]"))
			api.operates().then(yes => { this.operator = yes; });
	};

	choose = asOf => this.go({ c: this.answer.number, asOf });

	// What stands as "2 d 4 h" goes on counting.
	connectedCallback() {
		super.connectedCallback();
		this.addEventListener("toggle", this.opened, true);
		this.ticking = setInterval(() => this.requestUpdate(), 30000);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearInterval(this.ticking);
	}

	// Somebody said something of it: it is asked for anew at once.
	said = () => this.following.due(0);

	render() {
		const it = { timeline: [], diagnostics: [], ...this.answer }, open = this.trips?.[0]?.closed ? null : this.trips?.[0];
		const facility = named(it.facility?.name);
		return html`<article class="box">${backLink()}${asOfBar(this.choose)}
			<header class="card head" data-status=${it.status}>
				<div class="head-line"><h1 id="title" tabindex="-1">${plate(it.number, it.checkDigit === "invalid")}</h1>${statusBadge(it.status)}</div>
				${sentence(it)}
				${facility ? html`<p class="quiet facility">${facility}</p>` : ""}
				${positionLine(it)}
				${digitNote(it)}${outlook({ ...it, blocks: it.blocks?.filter(b => b.code !== "check-digit") }, open, this.parts.wrongs)}${files(it.number)}${asOfPick(this.choose)}</header>
			${this.parts.journey(it, this.trips, standing() ? null : this.said)}${findings(it)}
			<div class="halves"><div class="aside">${facts(it)}${boxMap(it)}${notes(it.diagnostics, "box.notes")}</div>${timeline(it, this.operator)}</div></article>`;
	}
}
customElements.define("landbridge-box", Box);

// Its journeys are folded when they are asked for; without them the rest of it stands.
const asked = (number, signal) => Promise.all([api.container(number, signal, standing()),
	api.journeys(number, signal, standing()).then(a => a.journeys, e => { if (e.name === "AbortError") throw e; return null; })]);

export async function box(number, { signal, go }) {
	const [[answer, trips], parts] = await Promise.all([asked(number, signal), fetched("journeys", () => import("./journey/card.js")),
		...["rail", "facts", "findings", "journey", "exceptions"].map(knows)]);
	return html`<landbridge-box .answer=${answer} .trips=${trips} .parts=${parts} .go=${go}></landbridge-box>`;
}
