// What a decoder found odd: severity, sentence, and where in the file it stands.
import { h, icon } from "./dom.js";
import { t } from "./tongue.js";

function where(d) {
	const place = { segment: d.segment ?? d.row, tag: d.tag || "", offset: d.offset };
	if (place.segment === undefined)
		return null;
	return h("span", { class: "quiet" }, " ", t(d.offset === undefined ? "note.segment" : "note.where", place));
}

export function noteList(diagnostics) {
	return h("ul", { class: "notes" }, diagnostics.map(d => h("li", { "data-severity": d.severity },
		h("strong", {}, t("note." + (d.severity || "information"))), " ", h("span", { lang: "en" }, d.text || d.code), where(d))));
}

export function notes(diagnostics, title) {
	if (!diagnostics?.length)
		return null;
	return h("details", { class: "card notes-card" }, h("summary", {}, icon("alert"), t(title, { n: diagnostics.length })),
		noteList(diagnostics));
}
