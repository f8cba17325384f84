// The journeys of a container: the trip that is open, or the last, with where it goes, what is next and when; the older ones folded.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, ownTime, present, spanText } from "../moment.js";
import { boxLink, coming, comma, placeName, plate, statusBadge, word } from "../show.js";
import { known, locale, t } from "../tongue.js";
import { eta } from "./eta.js";
import { dueOf, line } from "./line.js";
import { words } from "./words.js";
export { wrongs } from "./wrong.js";
import "./say.js";

const at = text => ({ at: text });
const row = (name, value, state) => value ? html`<div data-state=${state || nothing}><dt>${name}</dt><dd>${value}</dd></div>` : nothing;

const next = e => html`${coming(e.eventCode)}${e.place ? html`${comma()}${placeName(e.place)}` : nothing}<br>${dueOf(e)}`;

function deadline(trip) {
	const left = Date.parse(trip.deadline) - present();
	return trip.deadline && html`${momentElement(at(trip.deadline))} <span class=${left < 0 ? "overdue" : "quiet"}>${left < 0 ? t("outlook.past", { span: spanText(at(trip.deadline)) }) : spanText(at(trip.deadline))}</span>`;
}

// What was re-stuffed goes on in another box.
const boxes = list => list?.length ? list.map((number, i) => html`${i ? " " : nothing}<a href=${boxLink(number)}>${plate(number)}</a>`) : "";

const routing = { routed: ["check", "good"], misrouted: ["alert", "bad"] };

// What nobody can judge for want of words, for who asks.
const unjudged = list => list?.length ? html`<details class="found-more"><summary>${t("journey.unjudged", { n: list.length })}</summary><p class="quiet">${
	list.map(code => known("exc." + code) ? t("exc." + code) : code).join(" · ")}</p></details>` : nothing;

function side(trip, box) {
	const [sign, state] = routing[trip.routing] ?? [];
	return html`<dl class="journey-facts">${row(t("outlook.next"), trip.next && next(trip.next))}
		${row(t("outlook.eta"), eta(trip, box))}
		${row(t("outlook.destination"), placeName(trip.destination) || placeName(box?.destination))}
		${row(t("journey.deadline"), deadline(trip), Date.parse(trip.deadline) < present() ? "bad" : "")}
		${sign ? row(t("journey.routing"), html`<span class="routing" data-state=${state}>${icon(sign)}${t("journey.routing." + trip.routing)}</span>`) : nothing}
		${row(t("journey.cargo-from"), boxes(trip.cargoFrom))}${row(t("journey.cargo-to"), boxes(trip.cargoTo))}
		${row(t("journey.arrangement"), trip.arrangement && word("journey.arrangement", trip.arrangement))}</dl>${unjudged(trip.notAssessed)}`;
}

const day = text => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric" }).format(Date.parse(text));
const stretch = trip => html`<time datetime=${trip.opened || nothing} title=${trip.opened ? ownTime(trip.opened) : nothing}>${trip.opened ? day(trip.opened) : "–"}</time>${trip.closed ? html` – <time datetime=${trip.closed} title=${ownTime(trip.closed)}>${day(trip.closed)}</time>` : nothing}`;
const end = trip => trip.end && trip.end !== "open" && known("journey.end." + trip.end) ? html` <span class="tag">${t("journey.end." + trip.end)}</span>` : nothing;

const older = (trip, n) => html`<details class="older-trip"><summary><strong>${t("journey.nth", { n: trip.number, of: n })}</strong> <span class="quiet">${stretch(trip)}</span>${end(trip)}${
	trip.destination ? html` <span>${placeName(trip.origin)} → ${placeName(trip.destination)}</span>` : nothing}</summary>
	${trip.legs?.length ? line(trip) : html`<p class="quiet">${t("journey.no-legs")}</p>`}</details>`;

// A way on from where it is, to where it is to go.
function onward(box, trip) {
	const to = (trip?.destination ?? box.destination)?.code;
	return "/plans?" + new URLSearchParams({ container: box.number, ...(to && to !== box.place?.code ? { to } : {}) });
}

// box: its answer; trips: those of it, the latest first.  say: what somebody says was taken in.
export function journey(box, trips, say) {
	const [trip, ...before] = trips || [], its = words(box, say);
	if (!trips || !trip && !its && !say)
		return nothing;
	return html`<section class="card journey" aria-labelledby="journey-title"><div class="journey-head"><h2 id="journey-title">${t("journey.title")}</h2>${
		trips.length > 1 ? html`<span class="quiet">${t("journey.nth", { n: trip.number, of: trips.length })}</span>` : nothing}${
		trip ? html`<span class="quiet">${stretch(trip)}</span>${trip.status !== box.status ? statusBadge(trip.status) : nothing}${end(trip)}` : nothing}</div>
		<div class="journey-halves" data-bare=${trip?.legs?.length ? nothing : ""}>${trip?.legs?.length ? line(trip) : html`<p class="quiet journey-none">${t(trip ? "journey.no-legs" : "journey.none")}</p>`}
			<div class="journey-side">${trip?.legs?.length || trip?.deadline ? side(trip, box) : nothing}${its}${
				say ? html`<lb-say .onward=${onward(box, trip)} .container=${box.number} .trip=${trip} .said=${say}></lb-say>` : nothing}</div></div>
		${before.map(b => older(b, trips.length))}</section>`;
}
