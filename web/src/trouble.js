// What stands in the page when an answer did not come: what it is, and the next step.
import { h, icon } from "./dom.js";
import { api, useKey, haveKey } from "./api.js";
import { checkDigit, looksWhole } from "./number.js";
import { backLink, plate, statusBadge, boxLink, placeName } from "./show.js";
import { t, tell } from "./tongue.js";

function request(problem) {
	return problem?.requestId ? h("p", { class: "quiet code" }, t("request", { id: problem.requestId })) : null;
}

function panel(kind, image, title, ...content) {
	return h("section", { class: "card trouble", "data-kind": kind, "aria-labelledby": "title" },
		icon(image, "big"), h("h1", { id: "title", tabindex: "-1" }, title), content);
}

function retryButton(again) {
	return h("p", {}, h("button", { type: "button", class: "primary", onclick: again }, t("retry")));
}

export function keyForm(trouble, again) {
	const input = h("input", { id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: true });
	const refused = haveKey();
	return panel("key", "key", t("key.title"), h("p", {}, t("key.about")),
		h("form", { class: "key-form", onsubmit: e => { e.preventDefault(); useKey(input.value.trim()); again(); } },
			h("label", { for: "key" }, t("key.label")), h("div", {}, input, h("button", { class: "primary" }, t("key.go")))),
		refused && h("p", { class: "flag", role: "alert" }, icon("alert"), t("key.bad")));
}

function suspicion(number) {
	if (!looksWhole(number))
		return h("p", {}, t("lost.shape"));
	const should = checkDigit(number);
	return should === Number(number[10]) ? null
		: h("p", { class: "flag", id: "digit" }, icon("alert"), t("lost.digit", { is: number[10], should }));
}

// Shortens the beginning until somebody has it: what was mistyped stands mostly near the end.
async function near(number, signal) {
	for (const length of [9, 7, 5, 4])
		if (number.length >= length) {
			const got = await api.containers({ prefix: number.slice(0, length), limit: 8 }, signal);
			if (got.containers.length)
				return got.containers;
		}
	return [];
}

export async function lost(number, signal) {
	const boxes = await near(number, signal).catch(() => []);
	return h("div", {}, backLink(), panel("unknown", "search", tell("lost.title", { number: plate(number) }), suspicion(number),
		boxes.length ? [h("h2", {}, t("lost.near")), h("ul", { class: "near" }, boxes.map(b =>
			h("li", {}, h("a", { href: boxLink(b.number) }, plate(b.number)), " ", statusBadge(b.status), " ", placeName(b.place))))] : null));
}

export function trouble(error, again) {
	switch (error.kind) {
	case "key": return keyForm(error, again);
	case "forbidden": return panel("forbidden", "key", t("key.forbidden"), request(error.problem));
	case "foreign": return panel("foreign", "key", t("foreign.title"), h("p", {}, t("foreign.about")),
		h("p", { class: "code" }, "landbridge key add NAME --role reader"), request(error.problem));
	case "away": return panel("away", "away", t("away.title"), h("p", {}, t("away.about")), retryButton(again));
	case "busy": return panel("busy", "away", t("busy.title"), h("p", {}, t("away.about")), retryButton(again), request(error.problem));
	default: return panel("wrong", "alert", t("wrong.title"), h("p", { lang: "en" }, error.message), retryButton(again), request(error.problem));
	}
}
