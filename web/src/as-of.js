// "As known at": the screens of a container and of the look-up as they were at a moment, which stands in the address (?asOf=).
import { html, nothing } from "lit";
import { icon } from "./dom.js";
import { ownTime, present, standing } from "./moment.js";
import { t } from "./tongue.js";

// What a field for a date and a time holds: on the reader's clock, by the minute.
function local(ms) {
	const d = new Date(ms);
	return new Date(ms - d.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

// Called with RFC 3339 text, or with "" for now.
const form = choose => html`<form class="then-form" @submit=${e => {
	e.preventDefault();
	const ms = new Date(e.target.elements.at.value).getTime();
	if (ms)
		choose(new Date(Math.min(ms, Date.now())).toISOString().replace(/\.000Z$/, "Z"));
}}><label>${t("asof.label")} <input name="at" type="datetime-local" required max=${local(Date.now() + 60000)} .value=${local(present())}></label>
	<button class="primary">${t("asof.show")}</button></form>`;

// Off by default: a link that unfolds a field.
export const asOfPick = choose => standing() ? nothing
	: html`<details class="then-pick"><summary class="link">${icon("clock")}${t("asof.pick")}</summary>${form(choose)}</details>`;

// While it is on nobody shall miss it.
export const asOfBar = choose => standing()
	? html`<section class="then" id="then" aria-label=${t("asof.at", { time: ownTime(standing()) })}>${icon("clock")}
		<p><strong>${t("asof.at", { time: ownTime(standing()) })}</strong> <span>${t("asof.about")}</span></p>
		<div class="then-do"><details class="then-pick"><summary class="link">${t("asof.other")}</summary>${form(choose)}</details>
			<button type="button" class="then-now" @click=${() => choose("")}>${t("asof.now")}</button></div></section>`
	: nothing;
