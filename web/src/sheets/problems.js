// What is wrong in a sheet, each with its cell; to be copied into a mail, or downloaded.
import { html, nothing } from "lit";
import { copy } from "../copy.js";
import { announce, icon, save } from "../dom.js";
import { known, language, t } from "../tongue.js";

const most = 100; // listed; the rest is counted, and in the file

// The server says it in English with what stands in the cell; in other languages the page has words for what is common.
export function reason(d) {
	return ours(d) ? html`<span title=${plain(d)}>${reasonText(d)}</span>` : html`<span lang="en">${plain(d)}</span>`;
}

const ours = d => (language() !== "en" || !d.text) && known("sheets.why." + d.code);

// "C4: what is wrong": the cell stands beside it.
const plain = d => (d.text || d.code).replace(/^[A-Z]{1,3}\d+: /, "");

const reasonText = d => ours(d) ? t("sheets.why." + d.code) : plain(d);

export const cellOf = d => d.cell ? d.cell.split("!").at(-1) : d.row ? String(d.row) : "";

export const errorsOf = diagnostics => (diagnostics || []).filter(d => d.severity === "error");

const heads = () => ["sheet", "row", "cell", "heading", "reason"].map(c => t("sheets.bad." + c));

const lines = errors => errors.map(d => [d.sheet || "", d.row ?? "", cellOf(d), d.tag || "", reasonText(d)].map(String));

// A cell that begins so would be a formula.
const quoted = text => `"${(/^[=+\-@\t]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;

export const csvOf = errors => "\ufeff" + [heads(), ...lines(errors)].map(l => l.map(quoted).join(",")).join("\r\n") + "\r\n";

async function copied(errors) {
	const text = [heads(), ...lines(errors)].map(l => l.map(c => c.replace(/\s+/g, " ")).join("\t")).join("\n");
	announce(await copy(text) ? t("sheets.bad.copied", { n: errors.length }) : t("wrong.title"));
}

const download = errors => save(new Blob([csvOf(errors)], { type: "text/csv" }), t("sheets.bad.file") + ".csv");

const item = (d, many) => html`<li data-severity=${d.severity}>${d.cell || d.row ? html`<span class="code cell" translate="no">${many && d.sheet ? d.sheet + "!" : ""}${cellOf(d)}</span>` : nothing}
	${d.tag ? html`<span class="quiet">${d.tag.split("|").at(-1)}</span>` : nothing}<span class="reason">${reason(d)}</span></li>`;

const list = (notes, many) => html`<ul class="sheet-notes">${notes.slice(0, most).map(d => item(d, many))}</ul>
	${notes.length > most ? html`<p class="quiet">${t("receipt.more", { n: notes.length - most })}</p>` : nothing}`;

// Errors stand open, warnings and hints below them; heading: of what level it is.
export function problems(diagnostics, title) {
	const errors = errorsOf(diagnostics), rest = (diagnostics || []).filter(d => d.severity !== "error");
	const many = new Set((diagnostics || []).map(d => d.sheet)).size > 1;
	if (!errors.length && !rest.length)
		return nothing;
	return html`${errors.length ? html`<div class="sheet-errors"><div class="bad-head"><h3>${icon("alert")}${title(errors.length)}</h3>
			<div class="bad-tools"><button type="button" class="tool bordered" @click=${() => copied(errors)}>${icon("copy")}${t("sheets.bad.copy")}</button>
			<button type="button" class="tool bordered" @click=${() => download(errors)}>${icon("save")}${t("sheets.bad.download")}</button></div></div>${list(errors, many)}</div>` : nothing}
		${rest.length ? html`<details class="sheet-hints"><summary>${t("sheets.hints", { n: rest.length })}</summary>${list(rest, many)}</details>` : nothing}`;
}
