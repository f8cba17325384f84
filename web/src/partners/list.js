// Partners: who sends, what they are recognised by, and how many of their codes nobody has mapped.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { failure } from "../question.js";
import { ownTime } from "../moment.js";
import { t } from "../tongue.js";

export const signs = ["key", "nad", "unb", "mail", "folder", "device"];

const columns = ["name", "signs", "last", "intakes", "unknown"];

export const sign = s => html`<span class="sign"><span class="quiet">${t("partners.sign." + s.kind)}</span> <span class="code" translate="no">${s.value}</span></span>`;

class PartnerForm extends LitElement {
	static properties = { go: { attribute: false }, failed: { state: true }, busy: { state: true } };

	createRenderRoot() { return this; }

	async make(e) {
		e.preventDefault();
		const said = Object.fromEntries([...new FormData(e.target)].map(([k, v]) => [k, v.trim()]));
		this.busy = true;
		this.failed = null;
		try {
			await api.putPartner(said.name, { title: said.title || null, signs: [{ kind: said.kind, value: said.value }] });
			announce(t("partners.made", { name: said.name }));
			this.go("/partners/" + encodeURIComponent(said.name));
		} catch (error) {
			this.failed = error;
			await this.updateComplete;
			this.querySelector("#partner-name").focus();
		} finally {
			this.busy = false;
		}
	}

	render() {
		return html`<section class="card" aria-labelledby="make-partner"><h2 id="make-partner">${t("partners.make")}</h2>
			<form class="make-key" @submit=${this.make}>
			<div class="field"><label for="partner-name">${t("partners.name")}</label><input id="partner-name" name="name" required maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="partner-name-hint">
				<p class="quiet" id="partner-name-hint">${t("partners.name.hint")}</p></div>
			<div class="field"><label for="partner-title">${t("partners.title")}</label><input id="partner-title" name="title" maxlength="200" autocomplete="off"></div>
			<div class="two"><div class="field"><label for="partner-kind">${t("partners.by")}</label><select id="partner-kind" name="kind">${
				signs.map(kind => html`<option value=${kind}>${t("partners.sign." + kind)}</option>`)}</select></div>
			<div class="field"><label for="partner-value">${t("partners.value")}</label><input id="partner-value" name="value" required maxlength="200" autocomplete="off" spellcheck="false"></div></div>
			${this.failed ? failure(this.failed) : nothing}
			<p><button class="primary" ?disabled=${this.busy}>${t("partners.make.go")}</button></p></form></section>`;
	}
}
customElements.define("lb-partner-form", PartnerForm);

function row(p) {
	const cell = (name, content) => html`<td role="cell" class="c-${name}">${content}</td>`;
	return html`<tr role="row"><th role="rowheader" scope="row" class="c-name"><a href="/partners/${encodeURIComponent(p.name)}">${p.name}</a>${
		p.title ? html`<span class="quiet partner-title">${p.title}</span>` : nothing}</th>
		${cell("signs", p.signs.length ? p.signs.map(sign) : "–")}
		${cell("last", p.seen.last ? html`<time datetime=${p.seen.last} title=${p.seen.last}>${ownTime(p.seen.last)}</time>` : html`<span class="quiet">${t("partners.never")}</span>`)}
		${cell("intakes", t("partners.intakes", { n: p.seen.intakes }))}
		${cell("unknown", p.seen.unknown ? html`<span class="badge warn">${t("partners.unknown.n", { n: p.seen.unknown })}</span>` : html`<span class="quiet">${t("partners.unknown.none")}</span>`)}</tr>`;
}

export async function screen({ signal, go }) {
	const { partners } = await api.partners(signal);
	// those first where a mapping pays most
	partners.sort((a, b) => b.seen.unknown - a.seen.unknown || a.name.localeCompare(b.name));
	return html`<div class="keys-page"><section class="card head" data-status="all"><h1 id="title" tabindex="-1">${t("nav.partners")}</h1>
		<p class="sentence" id="sentence">${t("partners.about")}</p></section>
		${partners.length ? html`<section class="card" aria-labelledby="partners-count"><h2 id="partners-count">${t("partners.count", { n: partners.length })}</h2>
			<table class="boxes partners" role="table" aria-labelledby="partners-count"><thead role="rowgroup"><tr role="row">${columns.map(c => html`<th role="columnheader" scope="col" class="c-${c}">${t("partners.col." + c)}</th>`)}</tr></thead>
			<tbody role="rowgroup">${partners.map(row)}</tbody></table></section>`
			: html`<section class="card"><p>${icon("alert")} ${t("partners.none")}</p></section>`}
		<lb-partner-form .go=${go}></lb-partner-form></div>`;
}
