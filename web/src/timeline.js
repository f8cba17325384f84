// The timeline, newest first: what happened at one place after another stands under that place's name.
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon, save } from "./dom.js";
import { api } from "./api.js";
import { momentElement, momentText, ownTime } from "./moment.js";
import { gaugeBody, gaugeTitle, withGauges } from "./gauge.js";
import { noteList } from "./notes.js";
import { handover, kindsOfNames, paper, remaining, ride as railRide, spaced, via } from "./rail.js";
import { together } from "./together.js";
import { comma, coming, placeName, countryName, senderName, vehicle, vehicleName, word, measureText, sealText, remarkText } from "./show.js";
import { t, tell, known, named } from "./tongue.js";

const icons = {
	GTIN: "gate-in", GTOT: "gate-out", LOAD: "load", DISC: "disc", STUF: "stuff", STRP: "stuff", PICK: "TRUCK", DROP: "TRUCK",
	INSP: "inspect", RSEA: "seal", CUSS: "stamp", CUSI: "stamp", CUSR: "stamp", ISSU: "stamp", AVPU: "check", AVDO: "check", WAYP: "pin",
	ABRD: "load", JBEG: "check", JEND: "check", JONE: "check", ITIN: "check", HAND: "check", DMGD: "alert", HOLD: "alert", RELS: "check",
};

function eventIcon(event) {
	const mode = event.vehicle?.mode;
	if (event.eventCode === "ARRI" || event.eventCode === "DEPA")
		return icon(mode && mode !== "MULTIMODAL" ? mode : "pin");
	return icon(icons[event.eventCode] || "dot");
}

// What the bytes look like, as a file's ending.
const ends = [[/^\ufeff?\s*[[{]/, ".json"], [/^\ufeff?\s*UN[ABH]/, ".edi"], [/^PK/, ".xlsx"], [/^/, ".txt"]];

// Kept behind a key perhaps: fetched and handed over, not linked.
async function saveRaw(e, intake) {
	const button = e.currentTarget;
	try {
		const blob = await api.raw(intake), start = await blob.slice(0, 256).text();
		save(blob, intake + ends.find(([looks]) => looks.test(start))[1]);
	} catch {
		button.textContent = t("wrong.title");
	}
}

function rows(event, operator) {
	const message = event.source?.messageId;
	return [
		[t("speaker"), event.source?.kind && word("speaker", event.source.kind)],
		[t("source.document"), event.document],
		[t("source.said"), event.said && ownTime(event.said)],
		[t("source.recorded"), event.recorded && ownTime(event.recorded)],
		[t("source.local"), event.happened?.local],
		[t("source.message"), message && operator ? html`<a href="/messages/${message}">${message}</a>` : message],
		...(event.references || []).map(r => [word("ref", r.kind), spaced(r.value)]),
		[t("fact.seals"), event.seals?.map(sealText).join(", ")],
		[t("fact.measures"), event.measures?.map(measureText).join(", ")],
		[t("source.remarks"), event.remarks?.filter(r => !r.startsWith("LEG:") /* they stand in the journey */).map(remarkText).join("; ")],
	].filter(([, value]) => value);
}

const remark = (event, what) => event.remarks?.find(r => r.startsWith(what + ":"))?.slice(what.length + 1);

// "CODECO message of LYGCT"; what has a name of its own by that: "Dislocation report of RZD"; what a person said by who that is.
const by = event => event.source?.kind === "person" ? t("source.person", { type: word("type", event.source.type), who: remark(event, "WHO") || senderName(event.sender) || "–" })
	: event.source?.type ? t(known("type." + event.source.type) ? "source.called" : "source.by",
	{ type: word("type", event.source.type), sender: event.sender || "–" })
	: t("source.plain", { sender: event.sender || "–" });

// What one message said; summary: the line that stands while it is shut.  operator: who reads may read the message itself.
function source(event, summary, operator) {
	const odd = event.diagnostics?.length, intake = event.source?.intakeId;
	return html`<details class="source">
		<summary>${summary}${odd ? html`<span class="count">${icon("alert")}${odd}</span>` : ""}</summary>
		<dl>${rows(event, operator).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
		${odd ? noteList(event.diagnostics) : ""}
		${intake ? html`<p><button type="button" class="link" @click=${e => saveRaw(e, intake)}>${t("source.raw")}</button></p>` : ""}</details>`;
}

// The same fact told by others; their time only where it reads otherwise.
function alsoReported(first, others, operator) {
	const own = momentText(first.happened, true);
	return html`<ul class="also">${repeat(others, e => e.eventID, e => {
		const told = momentText(e.happened, true);
		return html`<li>${source(e, t("event.also", { source: by(e) }) + (told === own ? "" : ` · ${told}`), operator)}</li>`;
	})}</ul>`;
}

const few = 2; // earlier words that stand open

// What was expected of it before, the latest word first.
function beforehand(events, operator) {
	const latest = [...events].sort((a, b) => (b.said || "").localeCompare(a.said || ""));
	const list = html`<ul class="also">${repeat(latest, e => e.eventID, e =>
		html`<li>${source(e, t("event.before", { time: momentText(e.happened, true), source: by(e) }), operator)}</li>`)}</ul>`;
	return latest.length > few ? html`<details class="source earlier"><summary>${t("event.earlier", { n: latest.length })}</summary>${list}</details>` : list;
}

// A status that our code says less of than its sender did: the sender's own words, and its reasons.
const wordy = ["NOTE", "HOLD", "RELS", "DMGD", "HAND", "WAYP"];

function ownWords(event) {
	const words = (event.remarks || []).filter(r => /^(STS|REASON):/.test(r)).map(r => r.slice(r.indexOf(":") + 1));
	return wordy.includes(event.eventCode) && words.length ? html`<p class="event-more quiet">${words.join(" · ")}</p>` : "";
}

function gaugeEntry({ gauge, off, on, event }, { now, operator }) {
	const told = [off, on].filter(Boolean);
	return html`<li class="event gauge ${told.some(f => f.event === now) ? "now" : ""} ${gauge.complete ? "" : "half-told"}" data-code="GAUGE" data-classifier=${event.classifier}>
		<span class="node">${icon("gauge")}</span>
		<div class="what"><p class="event-line">${gaugeTitle(gauge)}</p>${gaugeBody(gauge, off, on)}
			${told.map(f => html`${source(f.event, by(f.event), operator)}${f.others.length ? alsoReported(f.event, f.others, operator) : ""}`)}</div></li>`;
}

const carrierOf = (event, { nameKinds }) => event.vehicle?.mode === "RAIL" || event.wagon ? html`${railRide(event, nameKinds)}${remaining(event)}` : vehicle(event.vehicle);

// What nobody reported: when it must have been, and what it follows from.
function impliedEntry({ event, told }, all) {
	const { from, until, because } = told.inferred, need = all.facts.get(because.eventID);
	return html`<li class="event implied" data-code=${event.eventCode} data-classifier="ACT">
		<span class="node">${eventIcon(event)}</span>
		<div class="what">
			<p class="event-line"><strong>${word("event", event.eventCode)}</strong><span class="tag">${t("told.inferred")}</span></p>
			<p class="event-time">${tell("told.between", { from: momentElement(from), until: momentElement(until) })}</p>
			<p class="event-more quiet">${carrierOf(event, all)}<span>${t("told.because", { event: word("event", because.eventCode), time: momentText(need?.happened, true) })}</span></p></div></li>`;
}

// The other one that excludes it.
function conflict(told, all) {
	const other = told?.conflict && all.facts.get(told.conflict.with.eventID);
	if (!other)
		return "";
	const where = [placeName(other.place), vehicleName(other.vehicle)].filter(Boolean).map(x => comma() + x).join("");
	return html`<p class="flag contradiction">${icon("alert")}<span>${t("told.conflict", { event: word("event", other.eventCode),
		time: momentText(other.happened, true), where, sender: other.source?.sender || "–" })}</span></p>`;
}

// all: {now, operator, nameKinds, facts}
function entry(fact, all) {
	if (fact.gauge)
		return gaugeEntry(fact, all);
	if (fact.told?.inferred)
		return impliedEntry(fact, all);
	const { event, others, before } = fact, { now, operator } = all;
	const open = event.classifier === "EST" || event.classifier === "PLN";
	const classes = ["event", open && "open", event.voided && "voided", event.outdated && "outdated", event === now && "now"].filter(Boolean).join(" ");
	const facility = [event.facility?.code, named(event.facility?.name)].filter(Boolean).join(" · ");
	const ride = carrierOf(event, all);
	return html`<li class=${classes} data-code=${event.eventCode} data-classifier=${event.classifier}>
		<span class="node">${eventIcon(event)}</span>
		<div class="what">
			<p class="event-line"><strong>${open ? coming(event.eventCode) : word("event", event.eventCode)}</strong>
				${event.loadState ? html`<span class="load" data-load=${event.loadState}>${word("load", event.loadState)}</span>` : ""}
				${open ? html`<span class="tag">${t("class." + event.classifier)}</span>` : ""}
				${event.voided ? html`<span class="tag">${t("event.voided")}</span>` : ""}
				${event.outdated ? html`<span class="tag">${t("event.outdated")}</span>` : ""}
				${fact.told?.late ? html`<span class="tag">${t("told.late")}</span>` : ""}</p>
			<p class="event-time">${momentElement(event.happened)}</p>
			${ride || facility ? html`<p class="event-more quiet">${ride}${facility ? html`<span>${facility}</span>` : ""}</p>` : ""}
			${conflict(fact.told, all)}${handover(event)}${via(event)}${ownWords(event)}
			${event.of ? html`<p class="event-more">${paper(event.of)}</p>` : ""}
			${source(event, by(event), operator)}
			${others.length ? alsoReported(event, others, operator) : ""}
			${before.length ? beforehand(before, operator) : ""}</div></li>`;
}

// Runs of facts at one place.
function stays(facts) {
	const runs = [];
	for (const fact of facts) {
		const place = fact.place || fact.event.place, key = place?.code || place?.text || "";
		if (runs.length && runs.at(-1).key === key)
			runs.at(-1).facts.push(fact);
		else
			runs.push({ key, place, facts: [fact] });
	}
	return runs;
}

// A run is told apart by its oldest fact: newer ones join it at the top.
const runKey = run => `${run.key} ${run.facts.at(-1).event.eventID}`;

function stay({ place, facts }, all) {
	return html`<li class="stay">
		<h3>${icon("pin")}<span><span>${placeName(place) || t("say.no-place")}</span>${
			place?.code ? html` <span class="quiet code">${place.code}</span>` : ""}${
			place?.country ? html` <span class="quiet country">${countryName(place.country)}</span>` : ""}</span></h3>
		<ol class="events">${repeat(facts, f => f.event.eventID, f => entry(f, all))}</ol></li>`;
}

// What a person said of the journey, and not of the box at a place, stands there (journey/words.js).
const isOfJourney = e => e.source?.kind === "person" && !e.place;

export function timeline(box, operator) {
	const events = box.timeline.filter(e => !isOfJourney(e)), apart = new Set(box.timeline.filter(isOfJourney).map(e => e.eventID));
	const told = (box.facts || []).filter(f => f.eventID && !apart.has(f.eventID));
	const isLast = told.length ? e => e.eventID === told[0].eventID : e => e.classifier === "ACT" && !e.voided && !e.of;
	const all = { now: events.find(isLast) /* the last fact of its own */, operator, nameKinds: kindsOfNames(events),
		facts: new Map(told.map(f => [f.eventID, f])) };
	const facts = withGauges(together(events, box.facts?.filter(f => !apart.has(f.eventID))), box.gaugeChanges);
	return html`<section class="card timeline" aria-labelledby="timeline-title">
		<h2 id="timeline-title">${t("box.timeline")}</h2>
		<ol class="stays">${repeat(stays(facts), runKey, run => stay(run, all))}</ol></section>`;
}
