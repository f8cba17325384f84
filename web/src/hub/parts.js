// The parts of a hub's page: numbers, stock, board, backlog.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentText, reading, spanText } from "../moment.js";
import { trainLink } from "../rail.js";
import { boxLink, placeName, plate, vehicle, word } from "../show.js";
import { count, named, t } from "../tongue.js";
import { dayName, dayOf } from "./days.js";

export const ages = ["1d", "3d", "7d", "14d", "older"];
const areas = ["port", "rail-yard", "park", "other"];
const listed = 4; // destinations named; the rest is counted

const many = (list, code) => list?.find(a => a.code === code)?.count || 0;
const sum = (list, f) => list.reduce((s, x) => s + (f(x) || 0), 0);

// A bar of that share of the whole; the number beside it is text.
const bar = (part, whole, name = "") => html`<svg class="bar ${name}" aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width=${whole ? part / whole * 100 : 0} height="1"></rect></svg>`;

// ------------------------------------------------------------------ numbers

const tile = (name, n, link, alarm) => html`<li class="tile" ?data-alarm=${alarm && n > 0}>${link
	? html`<a href=${link}><strong>${count(n)}</strong> <span>${name}</span></a>` : html`<strong>${count(n)}</strong> <span>${name}</span>`}</li>`;

// Within a day from now; what is done is not expected.
function within(calls, now) {
	return sum(calls.filter(c => {
		const at = reading(c.when)?.instant;
		return c.classifier !== "ACT" && at > now - 3600000 && at < now + 86400000;
	}), c => c.count);
}

export function tiles(hub, now) {
	return html`<ul class="tiles">
		${tile(t("hub.here"), hub.count, "/?place=" + encodeURIComponent(hub.place.code))}
		${tile(t("hub.coming"), within(hub.arrivals || [], now))}
		${tile(t("hub.going"), within(hub.departures || [], now))}
		${tile(t("hub.long"), sum(hub.stock || [], s => many(s.ages, "older")), null, true)}
		${hub.backlog ? tile(t("hub.waiting"), hub.backlog.waiting, null, true) : nothing}</ul>`;
}

// ------------------------------------------------------------------ stock

function destinations(stock) {
	const known = (stock.destinations || []).filter(d => d.place), rest = (stock.destinations || []).filter(d => !d.place);
	const left = sum(known.slice(listed), d => d.count);
	return html`<ul class="destinations">${known.slice(0, listed).map(d => html`<li>${placeName(d.place)} <strong>${count(d.count)}</strong></li>`)}
		${left ? html`<li class="quiet">${t("hub.elsewhere")} <strong>${count(left)}</strong></li>` : nothing}
		${rest.length ? html`<li class="quiet">${t("hub.nowhere")} <strong>${count(sum(rest, d => d.count))}</strong></li>` : nothing}</ul>`;
}

const facilityName = stock => [named(stock.facility?.name) || stock.facility?.code, named(stock.facility?.name) ? stock.facility?.code : ""].filter(Boolean);

export function stock(hub) {
	const list = [...(hub.stock || [])].sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area) || b.count - a.count);
	const most = Math.max(1, ...list.flatMap(s => ages.map(code => many(s.ages, code))));
	const cell = (label, content, name = "") => html`<td role="cell" class=${name} data-label=${label}>${content}</td>`;
	const row = s => {
		const [name, code] = facilityName(s);
		return html`<tr role="row"><th scope="row" role="rowheader"><span class="area">${t("hub.area." + s.area)}${s.place && s.place.code !== hub.place.code ? html` · ${placeName(s.place)}` : nothing}</span>${name ? html` <span class="facility-name"><span>${name}</span>${code ? html` <span class="quiet code">${code}</span>` : nothing}</span>` : nothing}</th>
			${cell(t("hub.boxes"), html`<strong>${count(s.count)}</strong> <span class="quiet loads">${t("hub.loads", { laden: count(s.laden || 0), empty: count(s.empty || 0) })}</span>`, "n")}
			${ages.map(code => cell(t("hub.age." + code), html`<span class="many-aged ${many(s.ages, code) ? "" : "quiet"}">${count(many(s.ages, code))}</span>${bar(many(s.ages, code), most, "age-" + code)}`, "aged"))}
			${cell(t("hub.destinations"), destinations(s), "to")}</tr>`;
	};
	if (!list.length)
		return html`<p class="empty">${t("hub.no-stock")}</p>`;
	const head = name => html`<th scope="col" role="columnheader">${name}</th>`;
	return html`<table class="stock" role="table" aria-labelledby="stock-title"><thead role="rowgroup"><tr role="row">${head(t("hub.area"))}${head(t("hub.boxes"))}
		${ages.map(code => head(t("hub.age." + code)))}${head(t("hub.destinations"))}</tr></thead><tbody role="rowgroup">${list.map(row)}</tbody></table>`;
}

// ------------------------------------------------------------------ the board

const clock = moment => {
	const r = reading(moment), two = n => String(n).padStart(2, "0");
	return !r || moment.precision === "day" || Number.isNaN(r.H) ? "––:––" : `${two(r.H)}:${moment.precision === "hour" ? "··" : two(r.M)}`;
};

function dayWord(at, today) {
	const near = { [today - 86400000]: "hub.yesterday", [today]: "hub.today", [today + 86400000]: "hub.tomorrow" }[at];
	return near ? t(near) : Number.isNaN(at) ? t("say.no-time") : dayName(at, { weekday: "short", day: "numeric", month: "short" });
}

// A train that the message dated leads to its wagons.
const called = v => v?.mode === "RAIL" && trainLink(v.key) ? html`<a href=${trainLink(v.key)}>${vehicle(v)}</a>` : vehicle(v);

function call(its, what, day) {
	const there = placeName(what === "arrivals" ? its.from : its.to);
	return html`<tr data-classifier=${its.classifier}><td class="clock">${day ? html`<span class="its-day">${day}</span> ` : nothing}<time datetime=${its.when?.at ?? ""} title=${momentText(its.when, true)}>${clock(its.when)}</time></td>
		<td class="by">${called(its.vehicle) || "–"}</td><td class="there">${there || "–"}</td>
		<td class="n"><strong>${count(its.count)}</strong><span class="hidden"> ${t("hub.boxes-word", { n: its.count })}</span></td>
		<td class="said">${its.classifier === "ACT" ? html`${icon("check")} ${t("hub.done." + what)}` : t("hub.said." + its.classifier)}</td></tr>`;
}

// Calls of one day stand under that day's name; short: each says its own, where it is not today.
export function board(calls, what, today, short) {
	if (!calls?.length)
		return html`<p class="board-empty">${t("hub.none." + what)}</p>`;
	const days = new Map();
	for (const its of calls)
		days.set(dayOf(its.when), [...(days.get(dayOf(its.when)) || []), its]);
	return html`<table class="board-table" aria-labelledby="${what}-title"><thead class="hidden"><tr><th scope="col">${t("hub.time")}</th><th scope="col">${t("col.vehicle")}</th>
		<th scope="col">${t(what === "arrivals" ? "hub.from" : "hub.to")}</th><th scope="col">${t("hub.boxes")}</th><th scope="col">${t("hub.state")}</th></tr></thead>
		${short ? html`<tbody>${calls.map(its => call(its, what, dayOf(its.when) === today ? "" : dayWord(dayOf(its.when), today)))}</tbody>`
		: [...days].map(([at, its]) => html`<tbody><tr class="day"><th colspan="5" scope="rowgroup">${dayWord(at, today)}</th></tr>${its.map(c => call(c, what))}</tbody>`)}</table>`;
}

// ------------------------------------------------------------------ a border's backlog

export function backlog(its) {
	const most = Math.max(1, ...ages.map(code => many(its.ages, code)));
	return html`<div class="backlog"><table class="backlog-ages"><caption>${t("hub.backlog-ages", { n: its.waiting })}</caption><tbody>${ages.map(code =>
		html`<tr><th scope="row">${t("hub.age." + code)}</th><td class="n">${count(many(its.ages, code))}</td><td aria-hidden="true">${bar(many(its.ages, code), most, "age-" + code)}</td></tr>`)}</tbody></table>
		${its.oldest?.length ? html`<div><h3>${t("hub.oldest")}</h3><ol class="oldest">${its.oldest.map(box => html`<li><a href=${boxLink(box.container)}>${plate(box.container)}</a>
			<span class="waits">${spanText(box.since)}</span> <span class="quiet">${box.to ? t("hub.on-to", { place: placeName(box.to) }) : word("hub", "nowhere")}</span></li>`)}</ol></div>` : nothing}</div>`;
}
