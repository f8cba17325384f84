// The itinerary as a line from top to bottom: solid behind the box, dashed ahead of it.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, ownTime, present, spanOf } from "../moment.js";
import { off } from "../outlook.js";
import { spaced, trainLink, trainOf } from "../rail.js";
import { coming, countryName, placeName, senderName, word } from "../show.js";
import { t, tell } from "../tongue.js";
import { isTold, span, stops } from "./stops.js";

const hour = 3600000; // ms

const at = text => ({ at: text });

// ------------------------------------------------------------------ what is expected

const apart = (a, b) => Math.abs(Date.parse(a) - Date.parse(b)) >= hour;

const estimate = e => html`<li><strong>${momentElement(at(e.at))}</strong> <span class="tag">${word("class", e.classifier)}</span>
	<br><span class="quiet">${senderName(e.sender) || "–"}${e.said ? html` · ${t("journey.said", { time: ownTime(e.said) })}` : nothing}</span></li>`;

const estimates = list => list?.length ? html`<details class="found-more"><summary>${t("journey.estimates", { n: list.length })}</summary><ol class="estimates">${list.map(estimate)}</ol></details>` : nothing;

// Where the last word on it comes from.
function guess(e) {
	if (e.pushed)
		return html`<span class="tag" data-tip=${t("journey.pushed.about")}>${t("journey.pushed")}</span>`;
	if (e.estimates?.length)
		return html`<span class="tag">${word("class", e.estimates[0].classifier)}</span>`;
	return html`<span class="tag">${t("class.PLN")}</span>`;
}

// When it is due, and how far off that is.
export const dueOf = e => e.due ? html`<strong>${momentElement(at(e.due))}</strong> <span class=${Date.parse(e.due) < present() ? "overdue" : "quiet"}>${off(at(e.due))}</span>`
	: html`<span class="quiet">${t("journey.no-time")}</span>`;

const rows = {
	done: e => html`<p><strong>${word("event", e.eventCode)}</strong> ${momentElement(e.happened)}${
		e.planned && apart(e.planned, e.happened.at) ? html` <span class="quiet">${tell("journey.planned-for", { time: momentElement(at(e.planned), false) })}</span>` : nothing}</p>`,
	implied: e => html`<p><span>${word("event", e.eventCode)}</span> <span class="quiet">${t("journey.implied")}</span></p>`,
	ahead: (e, trip) => html`<p><span>${coming(e.eventCode)}</span> ${dueOf(e)} ${isTold(e, trip) ? guess(e) : nothing}${
		e.planned && apart(e.planned, e.due) ? html` <span class="quiet">${tell("journey.planned-for", { time: momentElement(at(e.planned), false) })}</span>` : nothing}</p>`,
};
const marks = { done: "check", implied: "check", ahead: "dot" };

const awaited = (e, next, trip) => html`<li class="awaited ${e === next ? "next" : ""}" data-state=${e.state} data-code=${e.eventCode}>${icon(marks[e.state])}<div><span class="hidden">${t("journey.state." + e.state)}: </span>${
	(rows[e.state] ?? rows.ahead)(e, trip)}${e.state === "done" ? nothing : estimates(e.estimates)}</div></li>`;

// ------------------------------------------------------------------ what it goes by

// "IMO9227273/031W" and "TRAIN:X8155/2026-12-01" in words.
export function transportName(key) {
	const train = trainOf(key);
	const [, imo, voyage] = /^IMO(\d{7})\/?(.*)$/.exec(key || "") ?? [];
	return train ? spaced(train.name) : imo ? `IMO ${imo}${voyage ? " · " + voyage : ""}` : (key || "").replace(/^\w+:/, "");
}

// Planned on a route, and by what it goes once that is known.
function ride(leg) {
	const taken = leg.service && leg.taken || leg.transport;
	const name = leg.vehicle ? [spaced(leg.vehicle), leg.voyage].filter(Boolean).join(" · ") : transportName(taken) || leg.serviceName || leg.service || word("mode", leg.mode), link = trainLink(taken);
	const [departs, arrives] = [leg.departs, leg.arrives].map(m => leg.planned && m?.at ? momentElement(m) : "");
	return html`<li class="leg" data-mode=${leg.mode || nothing} data-state=${leg.gone ? "past" : "ahead"}>${icon(leg.mode && leg.mode !== "MULTIMODAL" ? leg.mode : "forward")}<div>
		<p>${leg.mode ? html`<span class="hidden">${word("mode", leg.mode)} </span>` : nothing}${link ? html`<a href=${link} translate="no">${name}</a>` : html`<span>${name || t("journey.any-way")}</span>`}${
			leg.service ? html` <a class="tag" href="/routes/${encodeURIComponent(leg.service)}" data-service=${leg.service}>${taken ? leg.serviceName || leg.service : t("journey.service")}</a>` : nothing}${
			leg.replanned ? html` <span class="tag marked">${t("journey.replanned." + leg.replanned)}${leg.taken && leg.taken !== leg.transport ? html`: ${transportName(leg.taken)}` : nothing}</span>` : nothing}</p>
		${leg.missed ? html`<p class="missed">${icon("alert")}${leg.shortBySeconds ? t("journey.missed-by", { span: spanOf(leg.shortBySeconds * 1000) }) : t("journey.missed")}</p>` : nothing}
		${departs || arrives ? html`<p class="quiet">${t("class.PLN")} ${departs} → ${arrives}</p>` : nothing}
		${leg.cutOff ? html`<p class="quiet">${t("journey.cut-off")} ${momentElement(at(leg.cutOff))}</p>` : nothing}</div></li>`;
}

// ------------------------------------------------------------------ the line

const stopTime = stop => {
	const [first, last] = span(stop);
	return first ? html`<p class="quiet">${momentElement(first)}${last.at === first.at ? nothing : html` – ${momentElement(last)}`}</p>` : nothing;
};

function stop(it, next, trip) {
	const list = html`<ul>${it.events.map(e => awaited(e, next, trip))}</ul>`;
	return html`<li class="stop" data-state=${it.state} data-place=${it.place?.code || nothing}><span class="node">${icon(it.state === "past" ? "check" : "pin")}</span><div>
		<h4>${placeName(it.place) || t("journey.no-place")}${it.place?.country ? html` <span class="quiet">${countryName(it.place.country)}</span>` : nothing}${
			it.state === "here" ? html` <span class="tag marked">${t("journey.here")}</span>` : nothing}</h4>
		${it.state === "past" ? html`${stopTime(it)}${it.events.length ? html`<details class="found-more"><summary>${t("journey.happened", { n: it.events.length })}</summary>${list}</details>` : nothing}` : list}</div></li>`;
}

export function line(trip) {
	const all = stops(trip), at = all.findLastIndex(s => s.state !== "ahead");
	const next = trip.next && trip.expected.find(e => e.state === "ahead" && e.eventCode === trip.next.eventCode && e.leg === trip.next.leg && e.place?.code === trip.next.place?.code);
	return html`<ol class="journey-line">${all.map((s, i) => html`${stop(s, next, trip)}${s.leg ? ride({ ...s.leg, gone: i < at, planned: i >= at || !!trip.itineraryFrom }) : nothing}`)}</ol>`;
}
