// The table's body: a row each, drawn again only when something of it changed.
import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { plate } from "../show.js";
import { language, t, known } from "../tongue.js";
import { columns } from "./columns.js";

const label = name => t("lookup.col." + name);

function knownRow(row, shown, changed) {
	return html`<tr role="row" ?data-changed=${changed} data-blocked=${row.blocks?.length ? row.blocks[0].severity : nothing}>${
		shown.map((c, i) => i ? html`<td role="cell" class="c-${c.name}" data-label=${label(c.name)}>${c.cell(row)}</td>`
			: html`<th role="rowheader" scope="row" class="c-${c.name}">${c.cell(row)}</th>`)}</tr>`;
}

function unknownRow(row, shown, changed, take) {
	const why = known("lookup.unknown." + row.why) ? t("lookup.unknown." + row.why) : t("lookup.unknown.unknown");
	return html`<tr role="row" class="unknown" ?data-changed=${changed}>
		<th role="rowheader" scope="row" class="c-reference"><span class="reference">${row.reference}</span></th>
		<td role="cell" class="c-why" aria-colspan=${shown.length - 1}><span>${why}</span>${row.suggest ? html`
			<button type="button" class="suggest" @click=${() => take(row)}>${t("lookup.suggest", { number: "" }).trim()} ${plate(row.suggest)}</button>` : nothing}</td></tr>`;
}

// now: the minute, so that ages go on.
export function rows(list, { shown, changed, now, take }) {
	const names = shown.map(c => c.name).join(), tongue = language();
	return repeat(list, row => row.key, row => guard([row, names, tongue, now, changed.has(row.key)], () => row.found
		? knownRow(row, shown, changed.has(row.key)) : unknownRow(row, shown, changed.has(row.key), take)));
}

export function head(shown, sort, by) {
	return html`<thead role="rowgroup"><tr role="row">${shown.map(c => {
		const on = sort.by === c.name;
		return html`<th role="columnheader" scope="col" class="c-${c.name}" aria-sort=${on ? sort.down ? "descending" : "ascending" : "none"}>
			<button type="button" class="sort" @click=${() => by(c.name)}>${label(c.name)}<svg aria-hidden="true" viewBox="0 0 10 14"><path
				class="up" d="M1.5 5.500 5 2l3.5 3.500"></path><path class="down" d="M1.5 8.500 5 12l3.5-3.500"></path></svg></button></th>`;
	})}</tr></thead>`;
}

export const chosen = names => columns.filter((c, i) => !i || names.includes(c.name));
