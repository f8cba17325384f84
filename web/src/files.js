// A container's history as a file, in the formats that people ask for.
import { html } from "lit";
import { save } from "./dom.js";
import { api } from "./api.js";
import { standing } from "./moment.js";
import { t } from "./tongue.js";

// As the server calls them, and as people do; names, the same in every language.
export const formats = [["XLSX", "Excel"], ["CSV", "CSV"], ["CODECO", "CODECO"], ["COARRI", "COARRI"], ["IFTSTA", "IFTSTA"],
	["DCSA-3.0", "DCSA 3.0"], ["DCSA-2.2", "DCSA 2.2"]];

async function fetchFile(e, number, format, name) {
	const told = e.target.closest(".files").querySelector("[role=status]");
	told.textContent = "";
	try {
		const file = await api.history(number, format, standing());
		save(file.blob, file.name);
		told.textContent = file.left ? t("files.left", { n: file.left, format: name }) : "";
	} catch {
		told.textContent = t("wrong.title");
	}
}

export const files = number => html`<p class="files"><span class="quiet">${t("files.title")}</span>
	${formats.map(([format, name]) => html`<button type="button" class="link" data-format=${format}
		@click=${e => fetchFile(e, number, format, name)}>${name}</button> `)}<span class="quiet" role="status"></span></p>`;
