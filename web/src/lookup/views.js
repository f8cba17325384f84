// The parts around the table: the field, what was counted, chips, tools.
import { html, nothing } from "lit";
import { asOfPick } from "../as-of.js";
import { icon } from "../dom.js";
import { ownTime } from "../moment.js";
import { statuses, word } from "../show.js";
import { count, locale, t } from "../tongue.js";
import { columns } from "./columns.js";
import { most, shared } from "./paste.js";

// Chosen by the number, written as the language writes it.
export const many = (key, n) => t(key, { n }).replace(n, count(n));

export function problem(error, again) {
	const away = error.kind === "away" || error.kind === "busy";
	return html`<div class="flag problem" role="alert">${icon(away ? "away" : "alert")}<div>
		<p><strong>${t(error.kind === "away" ? "away.title" : error.kind === "busy" ? "busy.title" : "wrong.title")}</strong></p>
		<p>${away ? t("away.about") : html`<span lang="en">${error.message}</span>`}</p>
		${error.problem?.requestId ? html`<p class="code">${t("request", { id: error.problem.requestId })}</p>` : nothing}
		${again ? html`<p><button type="button" class="more" @click=${again}>${t("retry")}</button></p>` : nothing}</div></div>`;
}

// What stands under the field: how many references, or why not.
function counted(n, its) {
	if (n > most)
		return html`<span class="over">${t("lookup.too-many", { n: count(n), most: count(most) })}</span>
			<button type="button" class="link" @click=${its.keepFirst}>${t("lookup.keep-first", { most: count(most) })}</button>`;
	return n ? many("lookup.counted", n) : t("lookup.none");
}

// its: the element, whose handlers are called.
export function field(its) {
	const n = its.counted;
	return html`<section class="card ask" ?data-over=${its.over} ?data-small=${!!its.state.answer}
		@dragover=${its.onOver} @dragleave=${its.onLeave} @drop=${its.onDrop}>
		<div class="ask-head"><h1 id="title" tabindex="-1">${t("lookup.title")}</h1>
			${its.state.answer ? nothing : html`<ul class="promises quiet">${[1, 2, 3].map(i => html`<li>${t("lookup.empty." + i, { most: count(most) })}</li>`)}</ul>`}</div>
		<form @submit=${its.onSubmit}>
			<label for="paste">${t("lookup.label")}</label>
			<textarea id="paste" rows=${its.state.answer ? 2 : 8} spellcheck="false" autocomplete="off" autocapitalize="characters" wrap="soft"
				aria-describedby="paste-hint paste-count" aria-invalid=${n > most ? "true" : "false"} placeholder="CSQU3054383&#10;HLBU 100441 2&#10;4006531400"
				.value=${its.draft} @input=${its.onInput} @paste=${its.onPaste} @keydown=${its.onKey}></textarea>
			<p class="hint-line quiet" id="paste-hint">${t("lookup.hint")}</p>
			${its.note ? html`<p class="note" role="status">${its.note.text} ${its.note.whole ? html`<button type="button" class="link" @click=${its.takeWhole}>${t("lookup.whole")}</button>` : nothing}</p>` : nothing}
			<div class="ask-line">
				<button class="primary" title="Ctrl+Enter" aria-keyshortcuts="Control+Enter" ?disabled=${its.busy || n > most}>${its.busy ? t("lookup.going") : t("lookup.go")}</button>
				<span id="paste-count" role="status">${counted(n, its)}</span>
				<span class="ask-more">
					${!n && !its.state.answer ? html`<button type="button" class="link" @click=${its.example}>${t("lookup.example")}</button>` : nothing}
					${n ? html`<button type="button" class="link" @click=${its.clear}>${t("lookup.clear")}</button>` : nothing}
					<label class="link pick">${t("lookup.file")}<input type="file" accept=".txt,.csv,.tsv,text/*" @change=${its.onFile}></label></span>
			</div>
			${its.error ? problem(its.error, its.onSubmit) : nothing}
		</form>
		${asOfPick(its.choose)}
		${its.over ? html`<p class="over-here" aria-hidden="true">${t("lookup.drop")}</p>` : nothing}</section>`;
}

// ------------------------------------------------------------------ over the table

export const blocked = row => !!row.blocks?.length;
export const unknown = row => !row.found;

function chip(key, name, its, pressed, press, hue) {
	return html`<button type="button" class="chip" data-chip=${key} data-status=${hue ?? nothing} data-empty=${String(!its)} aria-pressed=${String(pressed)}
		@click=${press}>${hue ? html`<span class="dot"></span>` : nothing}<span>${name}</span><span class="many">${count(its)}</span></button>`;
}

export function chips(its, rows) {
	const s = its.state, of = f => rows.filter(f).length;
	const there = statuses.filter(status => s.statuses.includes(status) || rows.some(r => r.status === status));
	return html`<div class="chips" role="group" aria-label=${t("lookup.only")}>
		${chip("all", t("lookup.all"), rows.length, !s.statuses.length && !s.only, its.showAll, "all")}
		${there.map(status => chip(status, word("status", status), of(r => r.status === status), s.statuses.includes(status), () => its.pressStatus(status), status))}
		${chip("blocked", t("lookup.blocked"), of(blocked), s.only === "blocked", () => its.pressOnly("blocked"))}
		${chip("unknown", t("lookup.unknown"), of(unknown), s.only === "unknown", () => its.pressOnly("unknown"))}</div>`;
}

function chooser(its, names) {
	return html`<details class="chooser" @toggle=${its.onChooser} @keydown=${its.onChooserKey}><summary class="tool-button">${t("lookup.columns")}</summary>
		<fieldset><legend class="hidden">${t("lookup.columns")}</legend>${columns.slice(1).map(c => html`<label><input type="checkbox" name=${c.name}
			.checked=${names.includes(c.name)} @change=${() => its.pressColumn(c.name)}> ${t("lookup.col." + c.name)}</label>`)}
			<button type="button" class="link" @click=${its.usualColumns}>${t("lookup.usual")}</button></fieldset></details>`;
}

const asOf = text => new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(Date.parse(text));

// shown: how many of the rows stand below.
export function results(its, rows, names, shown) {
	const few = its.asked <= shared, none = !shown;
	return html`<div class="results-head">
		<h2 id="results-title" tabindex="-1">${many("lookup.found", rows.filter(r => r.found).length)}</h2>
		<p class="quiet as-of"><span>${its.state.asOf ? t("asof.at", { time: ownTime(its.state.asOf) }) : t("lookup.as-of", { time: asOf(its.state.answer.asOf) })}</span><span class="told" role="status">${its.told}</span></p>
		<div class="take">
			<button type="button" class="tool-button" data-format="xlsx" ?disabled=${none} @click=${() => its.download("xlsx")}>${t("lookup.download", { format: "Excel" })}</button>
			<button type="button" class="tool-button" data-format="csv" ?disabled=${none} @click=${() => its.download("csv")}>${t("lookup.download", { format: "CSV" })}</button>
			<button type="button" class="tool-button" data-do="copy" ?disabled=${none} @click=${its.copyRows}>${t("lookup.copy")}</button>
			${few ? html`<button type="button" class="tool-button" data-do="link" @click=${its.copyLink}>${t("lookup.link")}</button>` : nothing}
		</div></div>
		${its.state.answer.cut ? html`<p class="note">${t("lookup.cut", { n: count(rows.length) })}</p>` : nothing}
		<div class="narrow">${chips(its, rows)}
			<label class="find"><span class="hidden">${t("lookup.find")}</span>${icon("search")}<input type="search" id="find" placeholder=${t("lookup.find")}
				.value=${its.state.find} @input=${its.onFind} autocomplete="off" spellcheck="false"></label>
			${sorter(its, names)}${chooser(its, names)}</div>`;
}

// Where there is no head to press (a phone's cards).
function sorter(its, names) {
	const s = its.state.sort;
	return html`<span class="sorter"><label><span class="hidden">${t("lookup.sort")}</span><select id="sort" @change=${e => its.sortBy(e.target.value, false)}>
		<option value="" ?selected=${!s.by}>${t("lookup.sort")}: ${t("lookup.unsorted")}</option>
		${columns.filter(c => c.name === "reference" || names.includes(c.name)).map(c => html`<option value=${c.name} ?selected=${s.by === c.name}>${t("lookup.col." + c.name)}</option>`)}</select></label>
		<button type="button" class="tool-button" ?disabled=${!s.by} @click=${() => its.sortBy(s.by, !s.down)}><span aria-hidden="true">${s.down ? "↓" : "↑"}</span><span class="hidden">${t(s.down ? "lookup.down" : "lookup.up")}</span></button></span>`;
}
