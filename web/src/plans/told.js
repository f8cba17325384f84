// What was told of a leg's ship or train, and the quota that its train waits for, beside the timetable; and how long borders take in truth.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { zonedAt } from "../journey/zoned.js";
import { momentElement, momentText } from "../moment.js";
import { trainLink, trainOf } from "../rail.js";
import { comma, countryName, placeName } from "../show.js";
import { t, tell } from "../tongue.js";
import { placeOf } from "./places.js";
import { span } from "./parts.js";

const at = text => ({ at: text });

// ------------------------------------------------------------------ beside the timetable

const onTheWay = (leg, hold) => leg.stops.slice(1).some(s => s.place.code === hold.place.code);

// Minutes that it departs or arrives behind its timetable: as told, and held until then.  An extra trip has none.
export function behind(leg, end) {
	const held = (leg.held ?? []).filter(h => end === "arrives" || !onTheWay(leg, h)).reduce((sum, h) => sum + h.minutes, 0);
	return leg.live?.by === "extra" ? 0 : (leg.live?.[end] ?? 0) + held;
}

const timetabled = (leg, end) => zonedAt(Date.parse(leg[end]) - behind(leg, end) * 60000, placeOf((end === "departs" ? leg.from : leg.to).code).zone);

// When it departs or arrives; what the timetable says is struck out where that is another time.
export function when(leg, end, word, strong = true) {
	const now = momentElement(at(leg[end]));
	return html`<p class="plan-time"><span class="quiet">${word}</span> ${behind(leg, end) ? html`<s class="quiet"><span class="hidden">${t("plans.timetable")} </span>${momentText(at(timetabled(leg, end)))}</s> ` : nothing}${strong ? html`<strong>${now}</strong>` : now}</p>`;
}

// ------------------------------------------------------------------ and why

// "TRAIN:X8155/2026-06-15", "IMO9227273/031W", "VESSEL:HARBOUR LIGHT/031W"
export function transport(key) {
	const train = trainOf(key), [, imo, name, voyage] = /^(?:IMO(\d+)|\w+:([^/]*))\/(.*)$/.exec(key) ?? [];
	if (train)
		return html`<a href=${trainLink(key)}>${train.name}</a>`;
	return html`<span>${[imo ? `IMO ${imo}` : name, voyage].filter(Boolean).join(" · ") || key}</span>`;
}

const off = (end, minutes) => minutes ? t(`plans.live.${end}.${minutes > 0 ? "late" : "early"}`, { span: span(Math.abs(minutes)) }) : t(`plans.live.${end}.even`);

function live({ live: its }) {
	if (!its)
		return nothing;
	const extra = its.by === "extra", says = extra ? [] : [off("departs", its.departs), off("arrives", its.arrives)];
	return html`<p class="plan-told" data-told="live">${icon("mail")}<span><strong>${transport(its.transport)}</strong>${extra ? nothing : html`: ${says.join(comma())}`} <span class="quiet">${t("plans.live.by." + its.by)}</span></span></p>`;
}

const quota = h => html`<p class="plan-told" data-told="held">${icon("clock")}<span>${tell("plans.held", { span: html`<strong>${span(h.minutes)}</strong>`, place: placeName(h.place), who: [h.issuer, h.telegram].filter(Boolean).join(" "), n: t("plans.held.trains", { n: h.trainsADay }) })}</span></p>`;

export const why = leg => html`${live(leg)}${(leg.held ?? []).map(quota)}`;

// The same of a plan, in short.
export function marks(plan) {
	const told = plan.legs.filter(l => l.live), late = Math.max(0, ...told.map(l => behind(l, "arrives"))), held = plan.legs.flatMap(l => l.held ?? []).reduce((sum, h) => sum + h.minutes, 0);
	return html`${told.length ? html`<span class="tag" data-told="live">${icon("mail")}${late ? t("plans.mark.late", { span: span(late) }) : t("plans.mark.live")}</span>` : nothing}${held ? html`<span class="tag" data-told="held">${icon("clock")}${t("plans.mark.held", { span: span(held) })}</span>` : nothing}`;
}

// ------------------------------------------------------------------ borders

const worthSaying = 60000; // ms

// By the timetable it is there at one time, by what is learned at another; null where that is not known or the same.
export const likely = plan => plan.likely && Math.abs(Date.parse(plan.likely) - Date.parse(plan.arrives)) >= worthSaying ? plan.likely : null;

export const learned = (plan, codes) => (plan.borders ?? []).filter(b => codes.includes(b.place.code)).map(b => html`<p class="plan-told" data-told="border"><i class="time-key" data-kind="border" aria-hidden="true"></i><span>${
	t("plans.border.here", { place: placeName(b.place), scheduled: span(b.scheduled), likely: span(b.likely), late: span(b.late) })}</span></p>`);

export function borders(plan) {
	const fact = (b, name) => html`<div><dt>${t("plans.borders." + name)}</dt><dd data-value=${name}>${span(b[name])}</dd></div>`;
	const row = b => html`<li data-place=${b.place.code}><p><strong>${placeName(b.place)}</strong> <span class="quiet">${countryName(b.from)} → ${countryName(b.into)}</span></p>
		<dl>${["scheduled", "likely", "late"].map(name => fact(b, name))}</dl><p class="quiet">${t(b.pooled ? "plans.borders.pooled" : "plans.borders.passings", { n: b.passings })}</p></li>`;
	return plan.borders?.length ? html`<div class="plan-borders"><h3 id="plan-borders">${t("plans.borders")}</h3><ul aria-labelledby="plan-borders">${plan.borders.map(row)}</ul></div>` : nothing;
}

// ------------------------------------------------------------------ of the whole network

export const network = ({ live: n, unclear }) => html`${n ? html`<p>${t("plans.network.live", { n })}</p>` : nothing}${unclear?.length ? html`<details class="found-more plan-left" id="plan-unclear"><summary>${t("plans.network.unclear", { n: unclear.length })}</summary><ul>${unclear.map(u => html`<li>${transport(u.transport)} <a class="quiet" href="/routes/${encodeURIComponent(u.route)}">${u.route}</a></li>`)}</ul></details>` : nothing}`;
