// <lb-record-sheets>: all records of a kind as a sheet, out and in again.  What is wrong in one is said with its row and column, and
// nothing of it is taken.
import { LitElement, html, nothing } from "lit";
import { announce, icon, save } from "../dom.js";
import { api } from "../api.js";
import { whyNot } from "../question.js";
import { t } from "../tongue.js";

const types = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xls: "application/vnd.ms-excel" };

class RecordSheets extends LitElement {
	// kind: routes, transfers, restrictions or rates; done(): others are kept now.
	static properties = { kind: {}, done: { attribute: false }, tongue: {}, told: { state: true }, wrong: { state: true }, busy: { state: true } };

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("kind"))
			[this.told, this.wrong] = ["", null];
	}

	async #out(format) {
		this.wrong = null;
		try {
			save(await api.recordsFile(this.kind, format), `${this.kind}.${format}`);
		} catch (error) {
			this.wrong = { text: whyNot(error) };
		}
	}

	async #in(e) {
		const [file] = e.target.files, type = types[file?.name.split(".").pop().toLowerCase()];
		e.target.value = "";
		if (!file)
			return;
		[this.told, this.wrong, this.busy] = ["", null, true];
		try {
			if (!type)
				throw new Error(t("routes.sheet.type"));
			const { set } = await api.putRecords(this.kind, file, type);
			this.told = t("routes.sheet.set", { n: set, file: file.name });
			announce(this.told);
			await this.done();
		} catch (error) {
			const [, row, column, why] = /^row (\d+)(?:, ([^:]+))?: (.*)$/s.exec(error.message) ?? [];
			this.wrong = row ? { file: file.name, where: column ? t("routes.sheet.cell", { row, column }) : t("routes.sheet.row", { row }), text: why, lang: "en" } : { file: file.name, text: whyNot(error), lang: error.problem?.detail ? "en" : undefined };
		}
		this.busy = false;
	}

	render() {
		return html`<div class="record-sheets"><span class="quiet">${t("routes.sheet.out")}</span> <button type="button" class="link" @click=${() => this.#out("xlsx")}>Excel</button> <button type="button" class="link" @click=${() => this.#out("csv")}>CSV</button>
			<label class="more sheet-in" ?data-busy=${this.busy}>${icon("send")}${t("routes.sheet.in")}<input type="file" id="records-file" accept=".csv,.xlsx,.xls" @change=${this.#in}></label></div>
			<div role="status">${this.told ? html`<p class="choose-done">${icon("check")}<span>${this.told}</span></p>` : nothing}</div>
			${this.wrong ? html`<div class="flag" role="alert">${icon("alert")}<div><p>${this.wrong.file ? t("routes.sheet.refused", { file: this.wrong.file }) : nothing} ${this.wrong.where ? html`<strong>${this.wrong.where}</strong>` : nothing}</p><p lang=${this.wrong.lang || nothing}>${this.wrong.text}</p></div></div>` : nothing}`;
	}
}
customElements.define("lb-record-sheets", RecordSheets);
