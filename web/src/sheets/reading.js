// How a sheet is read as a whole: by which profile, as what kind, whose clock, which order of dates; to be changed here.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../dom.js";
import { named, t } from "../tongue.js";

const usual = ["Asia/Shanghai", "Asia/Almaty", "Asia/Tashkent", "Asia/Bishkek", "Europe/Moscow", "Europe/Minsk", "Europe/Warsaw", "Europe/Berlin", "Europe/Istanbul", "UTC"];
const others = () => (Intl.supportedValuesOf?.("timeZone") || []).filter(z => !usual.includes(z));

const orders = ["ymd", "dmy", "mdy"];

const field = (its, name, value, options, hint) => html`<div class="field"><label for=${"read-" + name}>${t("sheets.read." + name)}</label>
	<select id=${"read-" + name} .value=${live(value)} @change=${e => its.choose(name, e.target.value)}>${options}</select>${hint ? html`<p class="quiet">${hint}</p>` : nothing}</div>`;

const option = (value, words, now) => html`<option value=${value} ?selected=${value === now}>${words}</option>`;

function profiles(its) {
	const saved = its.profiles.filter(p => !p.shipped), shipped = its.profiles.filter(p => p.shipped), now = its.choice.profile;
	return html`${option("", t("sheets.read.auto"), now)}
		${saved.length ? html`<optgroup label=${t("sheets.saved")}>${saved.map(p => option(p.name, p.name, now))}</optgroup>` : nothing}
		<optgroup label=${t("sheets.shipped")}>${shipped.map(p => option(p.name, p.name, now))}</optgroup>`;
}

const separators = { "\t": "tab", ",": "comma", ";": "semicolon", "|": "bar" };

function facts(table) {
	const sure = table.characterSetSure, set = table.characterSet;
	const all = [t("sheets.format." + (table.format || "CSV")), table.format === "CSV" && set && (sure < 90 ? t("sheets.set.doubt", { set, n: sure }) : set),
		separators[table.separator] && t("sheets.separator." + separators[table.separator])].filter(Boolean);
	return html`<p class="quiet sheet-facts">${all.join(" · ")}</p>`;
}

// What the sheet itself does not say: the same for all its rows.
function fixed(its, kind) {
	const fields = its.fields.filter(f => f.kinds.includes(kind)), named_ = word => named(its.fields.find(f => f.field === word)?.name) || word;
	const add = e => {
		e.preventDefault();
		const said = new FormData(e.target), one = { field: said.get("field"), value: said.get("value").trim() };
		if (one.value) {
			e.target.reset();
			its.fix([...its.fixed.filter(f => f.field !== one.field), one]);
		}
	};
	return html`<details class="sheet-fixed" ?open=${its.fixed.length > 0}><summary>${t("sheets.fixed", { n: its.fixed.length })}</summary><p class="quiet">${t("sheets.fixed.about")}</p>
		${its.fixed.length ? html`<ul>${its.fixed.map(f => html`<li><span class="quiet">${named_(f.field)}</span> <strong>${f.value}</strong>
			<button type="button" class="tool" @click=${() => its.fix(its.fixed.filter(o => o !== f))}>${icon("close")}<span class="hidden">${t("sheets.fixed.remove", { field: named_(f.field) })}</span></button></li>`)}</ul>` : nothing}
		<form @submit=${add}><label class="hidden" for="fixed-field">${t("sheets.fixed.field")}</label><select id="fixed-field" name="field">${fields.map(f => option(f.field, named(f.name)))}</select>
			<label class="hidden" for="fixed-value">${t("sheets.fixed.value")}</label><input id="fixed-value" name="value" required maxlength="100" autocomplete="off" placeholder=${t("sheets.fixed.value")}><button class="more">${t("sheets.fixed.add")}</button></form></details>`;
}

export function reading(its) {
	const table = its.tried.tables[0], kind = its.choice.kind || table?.kind || "", order = its.choice.order || table?.dateOrder || "";
	const zone = its.choice.zone || its.base?.zone || "";
	return html`${table ? facts(table) : nothing}<div class="sheet-read" role="group" aria-label=${t("sheets.read")}>
		${field(its, "kind", kind, html`${kind ? nothing : option("", t("sheets.read.choose"), kind)}${its.kinds.map(k => option(k.kind, named(k.name), kind))}`,
			table && !its.choice.kind && !its.choice.profile && (its.base?.shipped ?? true) ? t("sheets.read.guessed") : null)}
		${field(its, "profile", its.choice.profile, profiles(its), !its.choice.profile && its.ownProfile ? t("sheets.read.found", { name: its.ownProfile }) : null)}
		${table ? field(its, "order", order, orders.map(o => option(o, t("sheets.order." + o), order)), table.dateOrderDoubtful && its.tried.diagnostics.some(d => d.code === "date-doubt") ? t("sheets.order.doubt") : null) : nothing}
		${table ? field(its, "zone", zone, html`${option("", t("sheets.zone.place"), zone)}<optgroup label=${t("sheets.zone.usual")}>${usual.map(z => option(z, z, zone))}</optgroup><optgroup label=${t("sheets.zone.others")}>${others().map(z => option(z, z, zone))}</optgroup>`) : nothing}
		${its.partners?.length ? field(its, "partner", its.choice.partner, html`${option("", t("sheets.read.auto"), its.choice.partner)}${its.partners.map(p => option(p.name, p.title || p.name, its.choice.partner))}`) : nothing}
	</div>${table ? fixed(its, kind) : nothing}`;
}
