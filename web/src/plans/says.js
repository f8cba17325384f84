// What the server says of a question, in the reader's language: why there is no plan, and what is wrong at which field.
import { html } from "lit";
import { placeName } from "../show.js";
import { t } from "../tongue.js";
import { placeOf } from "./places.js";

const reasons = [
	[/^no route stops at one of the places in via/, "via"],
	[/^no route stops at (\S+)/, "stops"],
	[/^it is there already, or on its way/, "arriving"],
	[/^it is there already/, "there"],
	[/^the network does not reach that far back/, "back"],
	[/^the network does not reach that far ahead/, "ahead"],
	[/^by is not behind at/, "by"],
	[/^no way leads there/, "way"],
];

export function reason(text) {
	for (const [shape, key] of reasons) {
		const match = shape.exec(text);
		if (match)
			return html`${t("plans.nothing." + key, { place: match[1] ? placeName(placeOf(match[1])) : "" })}`;
	}
	return html`<span lang="en">${text}</span>`;
}

const wrongs = [
	[/nobody knows a place (\S+)/, "place"],
	[/^container: nobody told where (\S+) will be next/, "next"],
	[/^container: (\S+) is at the end of its way/, "ended"],
	[/^to is needed: nobody told where (\S+) is to go/, "to"],
];

// A Trouble as {field, text, lang}; null where it is none of the question.  container: that was asked for.
export function wrongOf(error, container) {
	if (error.problem?.status === 404 && container)
		return { field: "container", text: t("plans.wrong.container", { what: container }) };
	if (error.problem?.status !== 400)
		return null;
	const [, field] = /^(\w+)(?::| is )/.exec(error.message) ?? [];
	for (const [shape, key] of wrongs) {
		const match = shape.exec(error.message);
		if (match)
			return { field, text: t("plans.wrong." + key, { place: match[1], what: match[1] }) };
	}
	return { field, text: error.message, lang: "en" };
}
