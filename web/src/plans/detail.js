// One plan from top to bottom, as a journey is drawn: each place by its own clock, what is done there and how long, by what it goes on.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, momentText } from "../moment.js";
import { comma, countryName, placeName } from "../show.js";
import { t, tell } from "../tongue.js";
import { placeOf } from "./places.js";
import { behind, borders, learned, likely, when, why } from "./told.js";
import { bar, best, co2e, kilometres, modeIcon, modeWord, noteText, price, span, sums, weight } from "./parts.js";

const at = text => ({ at: text });

export const routeLink = name => "/routes/" + encodeURIComponent(name);

const countryOf = place => placeOf(place.code).country;

// ------------------------------------------------------------------ what a place takes

const spent = (time, only) => only.filter(k => time?.[k] > 0).map(k => html`<li data-kind=${k}><i class="time-key" data-kind=${k} aria-hidden="true"></i>${t("plans.here." + k, { span: span(time[k]) })}</li>`);

// The one before that was not caught, and what it would have gained.
const missed = leg => leg.missed ? html`<p class="quiet plan-missed">${icon("clock")}<span>${tell("plans.missed", { time: momentElement(at(leg.missed.departs), false), by: html`<strong>${span(leg.missed.by)}</strong>`, gains: html`<strong>${span(leg.missed.gains)}</strong>` })}</span></p>` : nothing;

const name = place => html`<h4>${placeName(place)}${countryOf(place) ? html` <span class="quiet">${countryName(countryOf(place))}</span>` : nothing}</h4>`;

// come: the leg before, none at the first of all; what comes before that leaves is not the plan's time, but what must be done by then is.
// Who is aboard already has no cut-off to keep.
function stop(leg, come, plan, aboard) {
	const list = come ? spent(leg.before, ["border", "transfer", "waiting"]) : [];
	return html`<li class="stop" data-place=${leg.from.code}><span class="node">${icon("pin")}</span><div>${name(leg.from)}
		${come ? when(come, "arrives", t("plans.arrives"), false) : nothing}
		${list.length ? html`<ul class="plan-spent">${list}</ul>` : nothing}${come ? learned(plan, [leg.from.code, come.to.code]) : nothing}
		${leg.closes && !aboard ? html`<p class="plan-time"><span class="quiet">${t("plans.closes")}</span> ${momentElement(at(leg.closes))}</p>` : nothing}
		${when(leg, "departs", t(aboard ? "plans.left" : "plans.departs"))}${come ? missed(leg) : nothing}</div></li>`;
}

// ------------------------------------------------------------------ what it goes by

const between = leg => leg.stops.slice(1, -1);

const pass = s => html`<li><span>${placeName(s.place)}</span> <span class="quiet">${momentText(at(s.arrives))}${s.departs ? html` – ${momentText(at(s.departs))}` : nothing}</span></li>`;

// By which train or ship, where the route tells that of the date.
function goes({ imo, name, voyage, train } = {}) {
	const says = train ? train : [name || (imo && `IMO ${imo}`), voyage].filter(Boolean).join(" · ");
	return says ? html`<p class="plan-goes">${says}</p>` : nothing;
}

function ride(leg, word, plan, { currency, aboard }) {
	const { running, border } = leg.aboard, facts = [leg.km !== undefined ? kilometres(leg.km) : t("plans.km.none"), span(running + border + leg.aboard.waiting + leg.aboard.transfer)];
	return html`<li class="leg plan-leg" data-mode=${leg.mode}>${modeIcon(leg.mode)}<div>
		<p><span class="hidden">${modeWord(leg.mode)}: </span><a href=${routeLink(leg.route)}>${leg.title || leg.route}</a>${leg.note ? html` <span class="tag">${noteText(leg.note)}</span>` : nothing}${aboard ? html` <span class="tag" data-told="live">${t("plans.aboard.now")}</span>` : nothing}</p>
		${goes(word?.transport)}<p class="quiet">${[leg.operator, ...facts].filter(Boolean).join(" · ")}${border ? html` · <span class="plan-border">${t("plans.here.border", { span: span(border) })}</span>` : nothing}</p>
		${why(leg)}${learned(plan, between(leg).map(s => s.place.code))}
		<p class="plan-costs"><span>${price(leg.price, currency)}</span><span>${co2e(leg.co2e)}</span></p>
		${between(leg).length ? html`<details class="found-more"><summary>${t("plans.stops", { n: between(leg).length })}</summary><ol class="plan-stops">${between(leg).map(pass)}</ol></details>` : nothing}
		${leg.co2e.source ? html`<p class="quiet plan-source">${t("plans.factor", { source: [noteText(leg.co2e.source), leg.co2e.version].filter(Boolean).join(comma()) })}</p>` : nothing}</div></li>`;
}

function line(plan, { currency, to, box }) {
	const aboard = i => !i && box?.is === "aboard";
	return html`<ol class="journey-line plan-line">${plan.legs.map((leg, i) => html`${stop(leg, plan.legs[i - 1], plan, aboard(i))}${ride(leg, plan.itinerary?.legs[i], plan, { currency, aboard: aboard(i) })}`)}${last(plan, to)}</ol>`;
}

// Where it is when all is done: not always where the last leg ends, which may be a terminal outside the town.
function last(plan, to) {
	const leg = plan.legs.at(-1), after = spent(plan.after, ["border", "transfer", "waiting"]), on = leg.to.code !== to.code && after.length > 0;
	return html`<li class="stop" data-place=${leg.to.code}><span class="node">${icon(on ? "pin" : "check")}</span><div>${name(leg.to)}
		${when(leg, "arrives", t("plans.arrives"))}${learned(plan, [leg.to.code])}${after.length ? html`<ul class="plan-spent">${after}</ul>` : nothing}
		${after.length && !on ? html`<p class="plan-time"><span class="quiet">${t("plans.ready")}</span> <strong>${momentElement(at(plan.arrives))}</strong></p>` : nothing}</div></li>
		${on ? html`<li class="stop" data-place=${to.code}><span class="node">${icon("check")}</span><div>${name(to)}<p class="plan-time"><span class="quiet">${t("plans.ready")}</span> <strong>${momentElement(at(plan.arrives))}</strong></p></div></li>` : nothing}`;
}

// ------------------------------------------------------------------ the whole

const fact = (label, content) => html`<div><dt>${label}</dt><dd>${content}</dd></div>`;

// Not every part has a factor or a price: which ones is said.
const unsure = plan => {
	const without = (what, member) => plan[member].complete ? [] : plan.legs.filter(l => !l[member].complete).map(l => l.title || l.route);
	return ["price", "co2e"].flatMap(m => without(m, m).length ? [html`<p class="flag soft">${icon("info")}<span>${t(`plans.${m}.without`, { what: without(m, m).join(comma()) })}</span></p>`] : []);
};

// By how much it is not as the timetable has it.
const late = minutes => minutes ? html` <span class="quiet">${t(minutes > 0 ? "plans.late" : "plans.early", { span: span(Math.abs(minutes)) })}</span>` : nothing;

function truly(plan) {
	const then = likely(plan), minutes = (Date.parse(then) - Date.parse(plan.arrives)) / 60000;
	return then ? fact(t("plans.likely"), html`${momentElement(at(then))}${late(minutes)}`) : nothing;
}

// on: {currency, from: in words, to: a place, box: of the answer, choose: a template}
export function detail(plan, on) {
	return html`<section class="card plan-detail" aria-labelledby="plan-title">
		<div class="plan-head"><h2 id="plan-title" tabindex="-1">${tell("plans.title.one", { from: on.from, to: placeName(on.to), span: span(plan.minutes) })}</h2><p>${best(plan)}</p></div>
		<dl class="plan-facts">${on.box?.is === "aboard" ? fact(t("plans.left.last"), momentElement(at(plan.departs))) : fact(t("plans.departs"), html`${momentElement(at(plan.departs))}${late(behind(plan.legs[0], "departs"))}`)}${fact(t("plans.arrives"), html`${momentElement(at(plan.arrives))}${late(behind(plan.legs.at(-1), "arrives"))}`)}${truly(plan)}${fact(t("plans.value.price"), price(plan.price, on.currency))}
			${fact(t("plans.value.co2e"), html`${co2e(plan.co2e)}${plan.co2e.wellToTank ? html` <span class="quiet">${t("plans.wtt", { co2e: weight(plan.co2e.wellToTank) })}</span>` : nothing}`)}</dl>
		${unsure(plan)}
		<div class="plan-time-sums"><h3>${t("plans.time")}</h3>${bar(plan)}${sums(plan)}</div>
		${borders(plan)}
		${on.choose}
		${line(plan, on)}</section>`;
}

