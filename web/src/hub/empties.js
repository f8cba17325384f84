// Empties of a hub as stock: a row a depot, operator and size; nothing where there are none.
import { LitElement, html, nothing } from "lit";
import { api } from "../api.js";
import { placeName, sizeText } from "../show.js";
import { count, t } from "../tongue.js";

const states = ["available", "reserved", "offHired"];

class Empties extends LitElement {
	// place: a code; asOf: asked anew when it changes
	static properties = { place: {}, asOf: {}, tongue: {}, rows: { state: true } };

	createRenderRoot() {
		return this;
	}

	updated(changed) {
		if (this.place && (changed.has("place") || changed.has("asOf")))
			api.stock(this.place).then(({ stock }) => { this.rows = stock; }).catch(() => { /* what is shown stands */ });
	}

	row(r) {
		const cell = (label, content) => html`<td role="cell" data-label=${label}>${content}</td>`;
		return html`<tr role="row"><th scope="row" role="rowheader"><strong>${placeName(r.place)}</strong>${r.facility ? html` <span class="quiet code">${r.facility}</span>` : nothing}</th>
			${cell(t("stock.operator"), r.operator || "–")}
			${cell(t("stock.size"), sizeText(r.sizeType) || r.sizeType?.code || "–")}
			${states.map(s => html`<td role="cell" class="n" data-label=${t("stock." + s)}><span class=${r[s] ? "" : "quiet"}>${count(r[s])}</span>${
				s === "available" && r.asked ? html` <span class="asked">${t("stock.asked", { n: r.asked })}</span>` : nothing}</td>`)}</tr>`;
	}

	render() {
		if (!this.rows?.length)
			return nothing;
		const head = (name, n) => html`<th scope="col" role="columnheader" class=${n ? "n" : ""}>${name}</th>`;
		return html`<section class="card empties-card" aria-labelledby="empties-title"><h2 id="empties-title">${t("stock.title")}</h2>
			<table class="empties" role="table" aria-labelledby="empties-title"><thead role="rowgroup"><tr role="row">${head(t("stock.depot"))}${head(t("stock.operator"))}${head(t("stock.size"))}${
				states.map(s => head(t("stock." + s), true))}</tr></thead><tbody role="rowgroup">${this.rows.map(r => this.row(r))}</tbody></table></section>`;
	}
}
customElements.define("lb-empties", Empties);
