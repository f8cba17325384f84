// Under a sheet that was looked at: its reading is saved as a profile, the sheet is sent; then its receipt.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { failure } from "../question.js";
import { boxLink, plate } from "../show.js";
import { t } from "../tongue.js";
import { boxesIn } from "./preview.js";
import { problems } from "./problems.js";
import { good } from "./table.js";
import { nameOf, progress } from "./taking.js";

const linked = 24; // boxes named under a receipt

function saving(its) {
	if (!its.partners)
		return its.dirty ? html`<p class="flag soft">${icon("alert")}<span>${t("sheets.save.operator")}</span></p>` : nothing;
	return html`<form class="sheet-save" @submit=${e => its.save(e)}>
		<div class="field"><label for="profile-name">${t("sheets.save.name")}</label><input id="profile-name" name="name" required maxlength="64" pattern="[A-Za-z0-9._\\-]+" autocomplete="off" spellcheck="false" .value=${its.ownProfile || ""} aria-describedby="profile-hint">
			<p class="quiet" id="profile-hint">${its.dirty ? t("sheets.save.dirty") : t("sheets.save.hint")}</p></div>
		<button class=${its.dirty ? "primary" : "more"} ?disabled=${its.saving}>${t("sheets.save")}</button>
		${its.notSaved ? failure(its.notSaved) : nothing}</form>`;
}

const choice = (its, value) => html`<label class="choice"><input type="radio" name="rows" value=${value} .checked=${its.rows === value} @change=${() => { its.rows = value; }}>
	<span><strong>${t("sheets.rows." + value)}</strong><span class="quiet">${t("sheets.rows." + value + ".about")}</span></span></label>`;

export function sendCard(its) {
	const { rows } = its.tried, n = good(rows), shut = !n || its.dirty || (its.rows === "all-or-none" && rows.rejected > 0);
	return html`<section class="card sheet-send" aria-labelledby="send-sheet"><div class="half"><h2>${t("sheets.save.title")}</h2><p class="quiet">${t("sheets.save.about")}</p>${saving(its)}</div>
		<div class="half"><h2 id="send-sheet" tabindex="-1">${t("sheets.send.title")}</h2>
		<fieldset class="field"><legend class="hidden">${t("sheets.rows")}</legend>${choice(its, "good")}${choice(its, "all-or-none")}</fieldset>
		${shut ? html`<p class="quiet" id="send-why">${t(!n ? "sheets.send.nothing" : its.dirty ? "sheets.send.dirty" : "sheets.send.none")}</p>` : nothing}
		${its.sending ? progress(its.sending) : html`<p><button type="button" class="primary big" aria-describedby=${shut ? "send-why" : nothing} ?disabled=${shut || !!its.trying} @click=${() => its.send()}>${icon("send")}${t("sheets.send", { n })}</button></p>`}
		${its.notSent ? failure(its.notSent) : nothing}</div></section>`;
}

function boxes(numbers) {
	if (!numbers.length)
		return nothing;
	return html`<div class="receipt-boxes"><p>${t("receipt.boxes")}</p><ul>${numbers.slice(0, linked).map(n => html`<li><a href=${boxLink(n)}>${plate(n)}</a></li>`)}</ul>
		${numbers.length > linked ? html`<p class="quiet">${t("receipt.more", { n: numbers.length - linked })}</p>` : nothing}</div>`;
}

const countOf = (messages, status) => messages.filter(m => m.status === status).length;

export function receiptCard(its) {
	const r = its.receipt, messages = r.messages || [], refused = r.status === "rejected", taken = messages.length - countOf(messages, "rejected"), part = !refused && taken < messages.length;
	return html`<section class="card receipt sheet-receipt" data-status=${r.status} aria-labelledby="receipt-title"><h2 id="receipt-title" tabindex="-1">${icon(refused ? "alert" : "check")}<span>${t(part ? "sheets.receipt.part" : "receipt." + r.status)}</span></h2>
		<p class="file">${nameOf(its.source)}</p>
		<p class="quiet">${t("receipt.counts", { messages: t("sheets.receipt.rows", { n: refused ? 0 : taken }), events: t("receipt.events", { n: r.events }), fresh: t("receipt.fresh", { n: r.new }) })}</p>
		${refused ? nothing : boxes(boxesIn(its.tried.preview))}
		${problems(r.diagnostics, n => t("sheets.receipt.bad", { n }))}
		<p class="receipt-tools"><button type="button" class="primary" @click=${its.anew}>${t("sheets.another")}</button>
			${its.partners ? html`<a class="more" href=${"/messages/" + encodeURIComponent(r.intakeId)}>${t("sheets.message")}</a>` : nothing}</p></section>`;
}
