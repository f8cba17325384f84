// The containers that a disruption hits, one a row: when each was to be there, when it is if it waits, what is better, and by how much.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, momentText } from "../moment.js";
import { boxLink, comma, placeName, plate } from "../show.js";
import { t } from "../tongue.js";
import { money, span, weight } from "../plans/parts.js";
import { placeOf } from "../plans/places.js";

const at = text => momentElement({ at: text });
const placeWord = code => placeName(placeOf(code)) || code;

export const advices = ["change", "wait", "none"];

// Who may be told an itinerary, and was not yet.
export const mayBeTold = box => !!box.itinerary && !box.applied && !box.kept;

// ------------------------------------------------------------------ in the reader's language

const said = { "no other way with room is there earlier than by waiting": "wait", "no way with room leads there, as far as the network reaches": "room", "no route stops where it is, or comes next": "here", "no way leads there, as far as the network reaches": "way",
	"nobody told where it is to go": "to", "nobody told where it will be next, and when": "next", "no route stops where it is to go": "there" };

export const why = text => said[text] ? html`${t("disruptions.why." + said[text])}` : html`<span lang="en">${text}</span>`;

// ------------------------------------------------------------------ what differs

const signed = (n, words) => `${n > 0 ? "+" : n < 0 ? "−" : ""}${words(Math.abs(n))}`;

const more = (its, n, words) => its?.complete ? html`<span>${n ? signed(n, words) : t("disruptions.same")}</span>` : html`<span class="unsure">${t("plans.price.none")}</span>`;

const cell = (name, content) => html`<div class="disrupted-cell" data-cell=${name}><span class="plan-value-name">${t("disruptions.cell." + name)}</span>${content}</div>`;

const is = b => html`<p class="quiet">${t("disruptions.is." + b.is, { place: placeWord(b.place) })} → ${placeWord(b.to)}${b.way === "assumed" ? html` <span class="tag" title=${t("disruptions.assumed.about")}>${t("disruptions.assumed")}</span>` : nothing}</p>`;

function deadline(b) {
	const then = b.arrives ?? b.waits, missed = !then || Date.parse(then) > Date.parse(b.deadline);
	return b.deadline ? html`<p class=${missed ? "overdue" : "quiet"}>${missed ? icon("alert") : nothing}${t(missed ? "disruptions.deadline.missed" : "disruptions.deadline", { time: momentText({ at: b.deadline }) })}</p>` : nothing;
}

const waits = b => b.waits ? html`<span>${at(b.waits)}</span>${b.lateMinutes > 0 ? html` <strong class="overdue">${t("plans.late", { span: span(b.lateMinutes) })}</strong>` : nothing}`
	: html`<strong class="overdue">${t("disruptions.never")}</strong>${b.stuck ? html` <span class="quiet">${t("disruptions.stuck", { place: placeWord(b.stuck.place), route: b.stuck.route })}</span>` : nothing}`;

const legs = b => b.itinerary?.legs?.length ? html`<details class="found-more"><summary>${t("disruptions.way", { n: b.itinerary.legs.length })}</summary><ol class="plan-stops">${b.itinerary.legs.map(l => html`<li><a href="/routes/${encodeURIComponent(l.service)}">${l.serviceName || l.service}</a>
	<span class="quiet">${placeWord(l.from)} ${momentText({ at: l.departs })} – ${placeWord(l.to)} ${momentText({ at: l.arrives })}</span></li>`)}</ol></details>` : nothing;

const advised = {
	change: b => html`<p><span class="best">${t("disruptions.advice.change")}</span> ${at(b.arrives)}${b.gainsMinutes ? html` <span class="gain">${t("disruptions.gain", { span: span(b.gainsMinutes) })}</span>` : nothing}</p>${legs(b)}`,
	wait: b => html`<p><span class="tag">${t("disruptions.advice.wait")}</span></p><p class="quiet">${b.nothing ? why(b.nothing) : nothing}</p>${legs(b)}`,
	none: b => html`<p class="overdue">${icon("stop")}${t("disruptions.advice.none")}</p><p class="quiet">${b.nothing ? why(b.nothing) : nothing}</p>`,
};

const state = b => b.applied ? html`<p class="told-it">${icon("check")}${t("disruptions.applied")}</p>` : b.kept ? html`<p class="told-it">${icon("check")}${t("disruptions.kept")}</p>` : b.refused ? html`<p class="overdue">${icon("alert")}<span>${t("disruptions.refused")} <span lang="en">${b.refused}</span></span></p>` : nothing;

// on: {currency, ticked: a Set, tick(number)}
export const row = (b, on) => html`<li class="disrupted" data-box=${b.container} data-advice=${b.advice}>
	<div class="disrupted-tick">${mayBeTold(b) ? html`<input type="checkbox" aria-label=${t("disruptions.tick", { box: b.container })} .checked=${on.ticked.has(b.container)} @change=${() => on.tick(b.container)}>` : nothing}</div>
	<div class="disrupted-box"><a href=${boxLink(b.container)}>${plate(b.container)}</a>${is(b)}${deadline(b)}${state(b)}</div>
	${cell("planned", html`<span>${at(b.planned)}</span>`)}${cell("waits", html`<div>${waits(b)}</div>`)}
	${cell("advice", advised[b.advice](b))}
	${cell("price", b.price ? more(b.price, b.price.minor, n => money(n, on.currency, true)) : html`<span class="quiet">–</span>`)}${cell("co2e", b.co2e ? more(b.co2e, b.co2e.grams, weight) : html`<span class="quiet">–</span>`)}</li>`;

// ------------------------------------------------------------------ in which order

const late = b => b.lateMinutes ?? Infinity;

const orders = { turn: (a, b) => a.turn - b.turn, late: (a, b) => late(b) - late(a) || a.turn - b.turn, gain: (a, b) => (b.gainsMinutes ?? -1) - (a.gainsMinutes ?? -1) || a.turn - b.turn, container: (a, b) => a.container.localeCompare(b.container) };
export const sorts = Object.keys(orders);

export const chosen = (boxes, { advice, text, sort }) => boxes.filter(b => (!advice || b.advice === advice) && b.container.includes(text)).sort(orders[sort]);

// ------------------------------------------------------------------ those of which nothing can be said

const named = 50;

export const unknown = list => list.length ? html`<details class="found-more disrupted-unknown"><summary>${t("disruptions.unknown", { n: list.reduce((sum, u) => sum + u.containers.length, 0) })}</summary>${list.map(u => html`<p>${why(u.why)}: ${u.containers.slice(0, named).map((n, i) => html`${i ? comma() : nothing}<a href=${boxLink(n)}>${n}</a>`)}${
	u.containers.length > named ? html` <span class="quiet">${t("disruptions.unknown.more", { n: u.containers.length - named })}</span>` : nothing}</p>`)}</details>` : nothing;
