// One plan from top to bottom, as a journey is drawn: each place by its own clock, what is done there and how long, by what it goes on.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, momentText } from "../moment.js";
import { comma, countryName, placeName } from "../show.js";
import { t, tell } from "../tongue.js";
import { placeOf } from "./places.js";
import { bar, best, co2e, kilometres, modeIcon, modeWord, noteText, price, span, sums, weight } from "./parts.js";

const at = text => ({ at: text });

export const routeLink = name => "/routes/" + encodeURIComponent(name);

const countryOf = place => placeOf(place.code).country;

// ------------------------------------------------------------------ what a place takes

const spent = (time, only) => only.filter(k => time?.[k] > 0).map(k => html`<li data-kind=${k}><i class="time-key" data-kind=${k} aria-hidden="true"></i>${t("plans.here." + k, { span: span(time[k]) })}</li>`);

// The one before that was not caught, and what it would have gained.
const missed = leg => leg.missed ? html`<p class="quiet plan-missed">${icon("clock")}<span>${tell("plans.missed", { time: momentElement(at(leg.missed.departs), false), by: html`<strong>${span(leg.missed.by)}</strong>`, gains: html`<strong>${span(leg.missed.gains)}</strong>` })}</span></p>` : nothing;

const name = place => html`<h4>${placeName(place)}${countryOf(place) ? html` <span class="quiet">${countryName(countryOf(place))}</span>` : nothing}</h4>`;

// first: of all; what comes before it leaves is not the plan's time, but what must be done by then is.
function stop(place, arrived, leg, first) {
	const before = leg ? leg.before : null, list = first || !before ? [] : spent(before, ["border", "transfer", "waiting"]);
	return html`<li class="stop" data-place=${place.code}><span class="node">${icon("pin")}</span><div>${name(place)}
		${arrived ? html`<p class="plan-time"><span class="quiet">${t("plans.arrives")}</span> ${momentElement(at(arrived))}</p>` : nothing}
		${list.length ? html`<ul class="plan-spent">${list}</ul>` : nothing}
		${leg ? html`${leg.closes ? html`<p class="plan-time"><span class="quiet">${t("plans.closes")}</span> ${momentElement(at(leg.closes))}</p>` : nothing}
			<p class="plan-time"><span class="quiet">${t("plans.departs")}</span> <strong>${momentElement(at(leg.departs))}</strong></p>${first ? nothing : missed(leg)}` : nothing}</div></li>`;
}

// ------------------------------------------------------------------ what it goes by

const between = leg => leg.stops.slice(1, -1);

const pass = s => html`<li><span>${placeName(s.place)}</span> <span class="quiet">${momentText(at(s.arrives))}${s.departs ? html` – ${momentText(at(s.departs))}` : nothing}</span></li>`;

// By which train or ship, where the route tells that of the date.
function goes({ imo, name, voyage, train } = {}) {
	const says = train ? train : [name || (imo && `IMO ${imo}`), voyage].filter(Boolean).join(" · ");
	return says ? html`<p class="plan-goes">${says}</p>` : nothing;
}

function ride(leg, word, currency) {
	const { running, border } = leg.aboard, facts = [leg.km !== undefined ? kilometres(leg.km) : t("plans.km.none"), span(running + border + leg.aboard.waiting + leg.aboard.transfer)];
	return html`<li class="leg plan-leg" data-mode=${leg.mode}>${modeIcon(leg.mode)}<div>
		<p><span class="hidden">${modeWord(leg.mode)}: </span><a href=${routeLink(leg.route)}>${leg.title || leg.route}</a>${leg.note ? html` <span class="tag">${noteText(leg.note)}</span>` : nothing}</p>
		${goes(word?.transport)}<p class="quiet">${[leg.operator, ...facts].filter(Boolean).join(" · ")}${border ? html` · <span class="plan-border">${t("plans.here.border", { span: span(border) })}</span>` : nothing}</p>
		<p class="plan-costs"><span>${price(leg.price, currency)}</span><span>${co2e(leg.co2e)}</span></p>
		${between(leg).length ? html`<details class="found-more"><summary>${t("plans.stops", { n: between(leg).length })}</summary><ol class="plan-stops">${between(leg).map(pass)}</ol></details>` : nothing}
		${leg.co2e.source ? html`<p class="quiet plan-source">${t("plans.factor", { source: [noteText(leg.co2e.source), leg.co2e.version].filter(Boolean).join(comma()) })}</p>` : nothing}</div></li>`;
}

const line = (plan, { currency, to }) => html`<ol class="journey-line plan-line">${plan.legs.map((leg, i) => html`${stop(leg.from, i ? plan.legs[i - 1].arrives : "", leg, !i)}${ride(leg, plan.itinerary?.legs[i], currency)}`)}${
	last(plan, to)}</ol>`;

// Where it is when all is done: not always where the last leg ends, which may be a terminal outside the town.
function last(plan, to) {
	const leg = plan.legs.at(-1), after = spent(plan.after, ["border", "transfer", "waiting"]), on = leg.to.code !== to.code && after.length > 0;
	return html`<li class="stop" data-place=${leg.to.code}><span class="node">${icon(on ? "pin" : "check")}</span><div>${name(leg.to)}
		<p class="plan-time"><span class="quiet">${t("plans.arrives")}</span> <strong>${momentElement(at(leg.arrives))}</strong></p>${after.length ? html`<ul class="plan-spent">${after}</ul>` : nothing}
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

// on: {currency, from, to: as they were asked for, choose: a template}
export function detail(plan, on) {
	return html`<section class="card plan-detail" aria-labelledby="plan-title">
		<div class="plan-head"><h2 id="plan-title" tabindex="-1">${tell("plans.title.one", { from: placeName(on.from), to: placeName(on.to), span: span(plan.minutes) })}</h2><p>${best(plan)}</p></div>
		<dl class="plan-facts">${fact(t("plans.departs"), momentElement(at(plan.departs)))}${fact(t("plans.arrives"), momentElement(at(plan.arrives)))}${fact(t("plans.value.price"), price(plan.price, on.currency))}
			${fact(t("plans.value.co2e"), html`${co2e(plan.co2e)}${plan.co2e.wellToTank ? html` <span class="quiet">${t("plans.wtt", { co2e: weight(plan.co2e.wellToTank) })}</span>` : nothing}`)}</dl>
		${unsure(plan)}
		<div class="plan-time-sums"><h3>${t("plans.time")}</h3>${bar(plan)}${sums(plan)}</div>
		${on.choose}
		${line(plan, on)}</section>`;
}

