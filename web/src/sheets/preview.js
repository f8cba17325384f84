// What the good rows would say, a line an event: of what, what, where, when, with which train.
import { html, nothing } from "lit";
import { momentElement } from "../moment.js";
import { boxLink, plate, vehicle, word } from "../show.js";
import { count, known, named, t } from "../tongue.js";

const few = 8; // rows that stand at first

function subject(e) {
	if (e.subjectKind === "container")
		return html`<a href=${boxLink(e.subject)}>${plate(e.subject)}</a>`;
	const [kind, name] = /^([A-Z]+):(.*)$/.exec(e.subject)?.slice(1) ?? ["", e.subject];
	return html`<span class="quiet">${known("sheets.of." + kind) ? t("sheets.of." + kind) : kind}</span> <span class="code" translate="no">${name}</span>`;
}

const what = e => html`<strong>${word("event", e.eventCode)}</strong>${e.classifier && e.classifier !== "ACT" ? html` <span class="tag">${t("class." + e.classifier)}</span>` : nothing}`;

const place = (code, text, places) => html`<span title=${code || nothing}>${named(places.get(code)) || text || code}</span>`;

// Where it was, and where it goes.
function where(e, places) {
	const here = e.place || e.placeText, there = e.destination && e.destination !== e.place;
	return html`${here ? place(e.place, e.placeText, places) : there ? nothing : "–"}${there ? html` <span class="quiet">${t("sheets.to")}</span> ${place(e.destination, "", places)}` : nothing}`;
}

// A wagon whose train is not told is no train.
function how(e) {
	const v = e.transport || e.vehicle || {}, name = v.train || v.trainIndex || v.name || v.vessel;
	return html`${name || (v.mode && !v.wagon) ? html`${vehicle({ ...v, name })} ` : nothing}${v.wagon ? html`<span class="quiet">${t("sheets.of.WAGON")}</span> <span class="code" translate="no">${v.wagon}</span>` : nothing}`;
}

const line = (at, e, places, first, rows) => html`<tr role="row">${first ? html`<th role="rowheader" scope="row" rowspan=${rows} class="c-row code" translate="no">${at}</th>` : nothing}
	<td role="cell" class="c-subject">${subject(e)}</td><td role="cell" class="c-what">${what(e)}</td><td role="cell" class="c-where">${where(e, places)}</td>
	<td role="cell" class="c-when">${momentElement(e.happened)}</td><td role="cell" class="c-how">${how(e)}</td></tr>`;

export const placesIn = preview => new Set(preview.flatMap(r => r.events.flatMap(e => [e.place, e.destination])).filter(code => /^[A-Z]{2}[A-Z0-9]{3}$|^X[A-Z0-9]+$/.test(code)));

export const boxesIn = preview => [...new Set(preview.flatMap(r => r.events.filter(e => e.subjectKind === "container").map(e => e.subject)))];

export function preview(its) {
	const rows = its.tried.preview.filter(r => r.events.length), shown = its.whole ? rows : rows.slice(0, few);
	if (!rows.length)
		return nothing;
	return html`<section class="card" aria-labelledby="preview-title"><h2 id="preview-title">${t("sheets.preview")} <span class="quiet">${t("sheets.events", { n: its.tried.rows.events })}</span></h2>
		<table class="boxes sheet-preview" role="table" aria-labelledby="preview-title"><thead role="rowgroup"><tr role="row">${["row", "subject", "what", "where", "when", "how"].map(c =>
			html`<th role="columnheader" scope="col" class="c-${c}">${t("sheets.col." + c)}</th>`)}</tr></thead>
		<tbody role="rowgroup">${shown.map(r => r.events.map((e, i) => line(r.at, e, its.places, !i, r.events.length)))}</tbody></table>
		${rows.length > shown.length ? html`<p><button type="button" class="more" @click=${() => { its.whole = true; }}>${t("sheets.preview.more", { n: rows.length - shown.length })}</button></p>` : nothing}
		${its.whole && its.tried.rows.events && rows.length >= 40 ? html`<p class="quiet">${t("sheets.preview.some", { n: count(rows.length) })}</p>` : nothing}</section>`;
}
