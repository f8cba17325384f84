// Beside a sheet: templates to fill in, and the profiles that were saved.
import { html, nothing } from "lit";
import { api } from "../api.js";
import { announce, icon, save } from "../dom.js";
import { ask } from "../question.js";
import { language, named, t } from "../tongue.js";

async function template(its, kind, e) {
	const told = e.currentTarget.closest("section").querySelector("[role=status]");
	try {
		save(await api.template(`${kind.kind}-${language()}`, language()), named(kind.name) + ".xlsx");
		told.textContent = "";
	} catch {
		told.textContent = t("wrong.title");
	}
}

async function drop(its, name) {
	const done = await ask({ title: t("sheets.drop.title", { name }), about: [t("sheets.drop.about")], yes: t("sheets.drop"), danger: true, act: () => api.dropProfile(name) });
	if (!done)
		return;
	announce(t("sheets.dropped", { name }));
	await its.reload();
	its.querySelector("#saved-title, #templates-title")?.focus();
}

const savedOf = its => its.profiles.filter(p => !p.shipped);

const kindName = (its, kind) => named(its.kinds.find(k => k.kind === kind)?.name) || kind;

const saved = (its, p) => html`<tr role="row"><th role="rowheader" scope="row" class="c-name" translate="no">${p.name}</th><td role="cell" class="c-kind">${kindName(its, p.kind)}</td>
	<td role="cell" class="c-partner">${p.partner ? its.partners ? html`<a class="plain" href="/partners/${encodeURIComponent(p.partner)}" translate="no">${p.partner}</a>` : html`<span translate="no">${p.partner}</span>` : html`<span class="quiet">${t("sheets.everybody")}</span>`}</td>
	${its.partners ? html`<td role="cell" class="c-do"><button type="button" class="tool" @click=${() => drop(its, p.name)}>${t("sheets.drop")}<span class="hidden"> ${p.name}</span></button></td>` : nothing}</tr>`;

export const shelf = its => html`<div class="sheet-shelf"><section class="card" aria-labelledby="templates-title"><h2 id="templates-title" tabindex="-1">${t("sheets.templates")}</h2><p class="quiet">${t("sheets.templates.about")}</p>
		<ul class="templates">${its.kinds.map(k => html`<li><button type="button" @click=${e => template(its, k, e)}>${icon("sheet")}<span><strong>${named(k.name)}</strong><span class="quiet">${t("sheets.kind." + k.kind)}</span></span>${icon("save")}<span class="hidden">${t("sheets.template")}</span></button></li>`)}</ul>
		<p class="flag-line" role="status"></p></section>
	<section class="card" aria-labelledby="saved-title"><h2 id="saved-title" tabindex="-1">${t("sheets.saved")}</h2>${savedOf(its).length
		? html`<table class="boxes keys sheet-saved" role="table" aria-labelledby="saved-title"><thead role="rowgroup"><tr role="row">${["name", "kind", "partner", ...its.partners ? ["do"] : []].map(c =>
			html`<th role="columnheader" scope="col" class="c-${c}">${c === "do" ? html`<span class="hidden">${t("sheets.drop")}</span>` : t("sheets.col." + c)}</th>`)}</tr></thead>
			<tbody role="rowgroup">${savedOf(its).map(p => saved(its, p))}</tbody></table>`
		: html`<p class="quiet">${t("sheets.saved.none")}</p>`}</section></div>`;
