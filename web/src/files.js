// A container's history as a file, in the formats that people ask for.
import { h, save } from "./dom.js";
import { api } from "./api.js";
import { t } from "./tongue.js";

// As the server calls them, and as people do; names, the same in every language.
export const formats = [["XLSX", "Excel"], ["CSV", "CSV"], ["CODECO", "CODECO"], ["COARRI", "COARRI"], ["IFTSTA", "IFTSTA"],
	["DCSA-3.0", "DCSA 3.0"], ["DCSA-2.2", "DCSA 2.2"]];

function button(number, format, name, told) {
	return h("button", { type: "button", class: "link", "data-format": format, onclick: async () => {
		told.textContent = "";
		try {
			const file = await api.history(number, format);
			save(file.blob, file.name);
			told.textContent = file.left ? t("files.left", { n: file.left, format: name }) : "";
		} catch {
			told.textContent = t("wrong.title");
		}
	} }, name);
}

export function files(number) {
	const told = h("span", { class: "quiet", role: "status" });
	return h("p", { class: "files" }, h("span", { class: "quiet" }, t("files.title")),
		formats.map(([format, name]) => [" ", button(number, format, name, told)]), " ", told);
}
