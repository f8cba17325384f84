// A sheet to be looked at: dropped anywhere on the page, picked, or rows pasted.  What is pasted never stands in a field: a
// hundred thousand rows there would freeze the page.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { count, language, t } from "../tongue.js";

const shown = 20_000; // characters that a field still shows at ease

export function sizeText(bytes) {
	const unit = bytes < 1e6 ? ["kilobyte", Math.max(1, Math.round(bytes / 1e3))] : ["megabyte", Math.round(bytes / 1e5) / 10];
	return new Intl.NumberFormat(language(), { style: "unit", unit: unit[0] }).format(unit[1]);
}

const rowsIn = text => {
	let n = 1;
	for (let at = text.indexOf("\n"); at >= 0 && at < text.length - 1; at = text.indexOf("\n", at + 1))
		n++;
	return n;
};

export const sourceOfFile = file => ({ name: file.name, blob: file, about: sizeText(file.size), type: "application/octet-stream" });

export const sourceOfText = text => ({ name: null, blob: new Blob([text]), rows: rowsIn(text), about: sizeText(text.length), type: "text/plain; charset=utf-8" });

export const nameOf = source => source.name || t("sheets.pasted", { n: source.rows });

// What a sheet is sent as, once it was seen what it is.
const types = { CSV: "text/csv", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XLS: "application/vnd.ms-excel" };

export const typeToSend = (source, tables) => types[tables[0]?.format] || source.type;

const inField = e => e.target.closest?.("input, select, textarea, dialog");

// The page's own ways for a file to come in, while the screen stands; take(source) is told.
export class Taking {
	constructor(host, take) {
		this.take = take;
		(this.host = host).addController(this);
	}

	hostConnected() {
		for (const [type, listen] of this.ways)
			addEventListener(type, listen, true);
	}

	hostDisconnected() {
		for (const [type, listen] of this.ways)
			removeEventListener(type, listen, true);
	}

	get ways() {
		return this.all ??= Object.entries({ dragover: this.onOver, dragleave: this.onLeave, drop: this.onDrop, paste: this.onPaste });
	}

	// Elsewhere a file that is dropped is sent as a message: here it is looked at first.
	onOver = e => {
		if (!this.host.sends || document.querySelector("dialog[open]") || !e.dataTransfer?.types.includes("Files"))
			return;
		e.preventDefault();
		e.stopImmediatePropagation();
		this.host.over = true;
	};

	onLeave = e => {
		if (!e.relatedTarget)
			this.host.over = false;
	};

	onDrop = e => {
		const file = e.dataTransfer?.files[0];
		this.host.over = false;
		if (!file || !this.host.sends || document.querySelector("dialog[open]"))
			return;
		e.preventDefault();
		e.stopImmediatePropagation();
		this.take(sourceOfFile(file));
	};

	onPaste = e => {
		const file = e.clipboardData?.files[0], text = e.clipboardData?.getData("text/plain") || "";
		const own = e.target.id === "sheet-rows";
		if (!this.host.sends || (inField(e) && !own))
			return;
		if (!/[\t\n]/.test(text.trim()) && (!file || text))
			return; // a word: the field's own
		e.preventDefault();
		e.stopImmediatePropagation();
		this.take(text.trim() ? sourceOfText(text) : sourceOfFile(file));
	};

	onFile = e => {
		const [file] = e.target.files;
		if (file)
			this.take(sourceOfFile(file));
		e.target.value = "";
	};

	onRows = e => {
		e.preventDefault();
		const text = e.target.elements.rows.value;
		if (text.trim())
			this.take(sourceOfText(text));
	};
}

export const fields = its => html`<div class="sheet-ways">
	<label class="drop" ?data-over=${its.over}>${icon("sheet", "big")}<span><strong>${t("send.choose")}</strong> ${t("send.or")}<span class="quiet">${t("sheets.formats")}</span></span>
		<input type="file" id="sheet-file" accept=".xlsx,.xls,.csv,.tsv,.txt" @change=${its.taking.onFile}></label>
	<form class="sheet-paste" @submit=${its.taking.onRows}><label for="sheet-rows">${t("sheets.paste")}</label>
		<textarea id="sheet-rows" name="rows" rows="4" maxlength=${shown} spellcheck="false" autocomplete="off" wrap="off" aria-describedby="sheet-rows-hint" placeholder=${t("sheets.paste.example")}></textarea>
		<div class="paste-line"><p class="quiet" id="sheet-rows-hint">${t("sheets.paste.hint")}</p><button class="more">${t("sheets.paste.go")}</button></div></form></div>`;

// While it is on its way: how much has gone, then that it is read.
export function progress({ share, source }, stop) {
	const going = share !== null && share < 1, per = Math.floor((share || 0) * 100);
	return html`<div class="sheet-progress" role="status">${going
		? html`<p>${t("sheets.uploading", { name: nameOf(source) })} <span class="quiet">${count(per)}%</span></p><progress max="100" value=${per} aria-label=${t("sheets.uploading", { name: nameOf(source) })}></progress>`
		: html`<p>${t("sheets.reading", { name: nameOf(source) })}</p><progress aria-label=${t("sheets.reading", { name: nameOf(source) })}></progress>`}
		${stop ? html`<button type="button" class="link" @click=${stop}>${t("ask.no")}</button>` : nothing}</div>`;
}
