// A table as it stands in the sheet: over each column what it is read as, to be changed there; a wrong cell red, its reason below its row.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../dom.js";
import { count, language, named, t } from "../tongue.js";
import { fieldOf, keyOf, none, positionOf } from "./mending.js";
import { reason } from "./problems.js";

const sureAt = 90;

// How sure: said by whoever reads it, found by its words, likely, doubted, not read.
function surety(its, table, column) {
	const field = fieldOf(table, column, its.changes), { sure, doubt: why } = its.before(table, column);
	if (!field)
		return { state: "unread", text: t("sheets.sure.unread") };
	if (its.changes.has(keyOf(table, column)) || sure === 100)
		return { state: "said", text: t("sheets.sure.said") };
	if (why)
		return { state: "doubt", text: doubt(why) };
	return sure >= sureAt ? { state: "sure", text: t("sheets.sure.sure") } : { state: "likely", text: t("sheets.sure.likely", { n: sure }) };
}

const doubts = { "its heading says nothing, its values look so": "sheets.doubt.values", "few of its values are numbers of containers": "sheets.doubt.heading" };

const doubt = text => doubts[text] ? t(doubts[text]) : text;

const byName = (a, b) => named(a.name).localeCompare(named(b.name), language());

function select(its, table, column) {
	const now = fieldOf(table, column, its.changes);
	const fields = its.fields.filter(f => f.kinds.includes(table.kind)).sort(byName);
	return html`<select aria-label=${t("sheets.column", { column: column.column, header: (column.header || "").split("|").at(-1) })} .value=${live(now)} ?data-none=${!now}
		@change=${e => its.map(table, column, e.target.value)}>
		<option value=${none} ?selected=${!now}>${t("sheets.unread")}</option>
		${fields.map(f => html`<option value=${f.field} ?selected=${f.field === now}>${named(f.name)}</option>`)}</select>`;
}

function head(its, table, column) {
	const { state, text } = surety(its, table, column);
	return html`<th scope="col" data-sure=${state}><span class="letter" aria-hidden="true">${column.column}</span>
		<span class="heading">${column.header ? column.header.split("|").map((part, i) => html`${i ? html`<wbr><span class="quiet"> › </span>` : nothing}${part}`) : html`<span class="quiet">–</span>`}</span>
		${select(its, table, column)}<span class="sure">${icon({ said: "check", sure: "check", doubt: "alert", likely: "dot" }[state] || "close")}${text}</span></th>`;
}

// Notes of a row: those of a cell by its column, and of the row as a whole at 0.
function notesOf(diagnostics, table, row) {
	const of = new Map();
	for (const d of diagnostics)
		if (d.row === row && (d.sheet || null) === (table.sheet || null) && d.severity !== "information")
			of.set(d.column || 0, [...of.get(d.column || 0) || [], d]);
	return of;
}

const worst = notes => notes.some(d => d.severity === "error") ? "error" : "warning";

function row(its, table, { row: n, cells }) {
	const notes = notesOf(its.tried.diagnostics, table, n), all = [...notes.values()].flat();
	const id = `why-${its.tried.tables.indexOf(table)}-${n}`;
	return html`<tr data-severity=${all.length ? worst(all) : nothing}><th scope="row">${n}</th>${table.columns.map((c, i) => {
		const own = notes.get(positionOf(c.column));
		return html`<td data-severity=${own ? worst(own) : nothing} aria-describedby=${own ? id : nothing} ?data-unread=${!fieldOf(table, c, its.changes)}>${
			own ? html`${icon("alert")}<span class="hidden">${t("note." + worst(own))}: </span>` : nothing}${cells[i]}</td>`;
	})}</tr>${all.length ? html`<tr class="why" data-severity=${worst(all)}><th scope="row"><span class="hidden">${n}</span></th><td colspan=${table.columns.length} id=${id}><div>${
		all.map(d => html`<p>${d.column ? html`<strong class="code">${d.cell.split("!").at(-1)}</strong> ` : nothing}${reason(d)}</p>`)}</div></td></tr>` : nothing}`;
}

const kindName = (its, kind) => named(its.kinds.find(k => k.kind === kind)?.name) || kind;

// What stood above the table holds for all of it.
function title(facts) {
	const all = [["train", facts.train], ["index", facts.index], ["plan", facts.plan], ["day", facts.day], ["station", facts.station]].filter(([, value]) => value);
	return all.length ? html`<dl class="title-facts">${all.map(([name, value]) => html`<div><dt>${t("sheets.title." + name)}</dt><dd translate="no">${value}</dd></div>`)}</dl>` : nothing;
}

export const good = rows => rows.accepted + rows.warnings;

export const counts = rows => html`<span class="count good">${icon("check")}${t("sheets.good", { n: good(rows) })}</span> ${
	rows.warnings ? html`<span class="count odd">${icon("alert")}${t("sheets.odd", { n: rows.warnings })}</span>` : nothing} ${
	rows.rejected ? html`<span class="count bad">${icon("close")}${t("sheets.bad", { n: rows.rejected })}</span>` : nothing}`;

// The end of what is shown; the rest is read as well.
function further(table) {
	const whole = good(table.rows) + table.rows.rejected, more = whole - table.first.length;
	return more > 0 ? html`<p class="quiet further">${t("sheets.further", { n: more, all: count(whole) })}</p>` : nothing;
}

export function tableCard(its, table, i) {
	const where = [table.sheet, kindName(its, table.kind)].filter(Boolean).join(" · ");
	return html`<section class="card sheet-table" aria-labelledby=${"table-" + i}><div class="table-head"><h2 id=${"table-" + i}>${where}</h2>${its.tried.tables.length > 1 ? html`<p class="counts">${counts(table.rows)}</p>` : nothing}</div>
		${title(table.title)}
		<div class="sheet-scroll" role="region" tabindex="0" aria-labelledby=${"table-" + i}><table class="sheet-grid"><thead><tr><th scope="col" class="corner"><span class="hidden">${t("sheets.bad.row")}</span></th>${
			table.columns.map(c => head(its, table, c))}</tr></thead>
		<tbody>${table.first.map(r => row(its, table, r))}</tbody></table></div>${further(table)}</section>`;
}
