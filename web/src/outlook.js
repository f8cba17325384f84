// What is ahead of a container and what stands in its way, as the outlook's members of an answer say (next, eta, destination,
// blocks, heard).
import { html } from "lit";
import { icon } from "./dom.js";
import { momentElement, present, reading, spanOf, spanText } from "./moment.js";
import { coming, comma, placeName, senderName, vehicle } from "./show.js";
import { known, t } from "./tongue.js";

const hour = 3600000; // ms

// "Last seen 31 h ago", from when anything was last recorded.
export function heardText(heard, now = present()) {
	const when = Date.parse(heard);
	return Number.isNaN(when) ? "" : t("outlook.heard", { span: spanOf(Math.max(0, now - when)) });
}

const reason = (code, text) => known("block." + code) ? t("block." + code) : text;

const block = b => html`<li class="block" data-severity=${b.severity} data-code=${b.code}>${icon("alert")}<div>
	<p><strong>${reason(b.code, b.text)}</strong>${b.place ? html` · ${placeName(b.place)}` : ""}${
		b.since ? html` · ${momentElement(b.since)} <span class="quiet">${spanText(b.since)}</span>` : ""}</p>
	${b.reasons?.length ? html`<p class="quiet">${b.reasons.join(" · ")}</p>` : ""}</div></li>`;

// What an exception says already is no block beside it.
const saidBy = { customs: ["customs-hold", "inspection"], held: ["customs-hold", "held"], silent: ["source-down"] };

// How far off: "in 3 h"; "2 d ago" where what was expected should have been.
export function off(moment) {
	const text = spanText(moment);
	return text && reading(moment).instant < present() ? t("outlook.past", { span: text }) : text;
}

const guess = e => e.classifier && e.classifier !== "ACT" ? html` <span class="tag">${t("class." + e.classifier)}</span>` : "";

// An event to come: when, where, on what.
const ahead = e => html`${coming(e.eventCode)}${e.place ? html`${comma()}${placeName(e.place)}` : ""}${guess(e)}<br>
	${momentElement(e.happened)} <span class="quiet">${off(e.happened)}</span>${vehicle(e.vehicle) ? html`<br>${vehicle(e.vehicle)}` : ""}`;

const arrival = e => html`${momentElement(e.happened)} <span class="quiet">${off(e.happened)}</span>${guess(e)}${
	e.place ? html`<br>${coming(e.eventCode)}${comma()}${placeName(e.place)}` : ""}${
	e.sender ? html`<br><span class="quiet">${t("outlook.said", { sender: senderName(e.sender) })}</span>` : ""}`;

const row = (name, value) => value ? html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>` : "";

// trip: the journey that is open; where it says the way, what is next and when stands there.  wrongs(exceptions): what is wrong with it, shown.
export function outlook(box, trip, wrongs) {
	const { next, eta, destination, heard } = box, exceptions = trip?.exceptions || [], told = exceptions.map(e => e.code);
	const blocks = (box.blocks || []).filter(b => ![b.code, ...saidBy[b.code] || []].some(code => told.includes(code)));
	const rows = trip?.legs?.length ? [] : [
		row("outlook.next", next && ahead(next)),
		row("outlook.eta", eta && arrival(eta)),
		row("outlook.destination", destination && placeName(destination)),
	].filter(Boolean);
	const silence = present() - Date.parse(heard); // of less than an hour nobody need speak
	const seen = silence >= hour ? html`<p class="heard ${silence >= 24 * hour ? "late" : ""}">${heardText(heard)}</p>` : "";
	return rows.length || blocks.length || exceptions.length || seen ? html`<div class="outlook">
		${blocks.length || exceptions.length ? html`<ul class="blocks" aria-label=${t("outlook.blocks")}>${exceptions.length ? wrongs(exceptions) : ""}${blocks.map(block)}</ul>` : ""}
		${rows.length ? html`<dl>${rows}</dl>` : ""}${seen}</div>` : "";
}
