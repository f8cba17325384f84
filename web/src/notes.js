// What a decoder found odd: severity, sentence, and where in the file it stands.
import { html } from "lit";
import { icon } from "./dom.js";
import { t } from "./tongue.js";

function where(d) {
	const place = { segment: d.segment ?? d.row, tag: d.tag || "", offset: d.offset };
	return place.segment === undefined ? ""
		: html`<span class="quiet"> ${t(d.offset === undefined ? "note.segment" : "note.where", place)}</span>`;
}

export const noteList = diagnostics => html`<ul class="notes">${diagnostics.map(d => html`<li data-severity=${d.severity}>
	<strong>${t("note." + (d.severity || "information"))}</strong> <span lang="en">${d.text || d.code}</span>${where(d)}</li>`)}</ul>`;

export function notes(diagnostics, title) {
	return diagnostics?.length ? html`<details class="card notes-card"><summary>${icon("alert")}${t(title, { n: diagnostics.length })}</summary>
		${noteList(diagnostics)}</details>` : "";
}
