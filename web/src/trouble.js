// When an answer does not come: what is wrong in the reader's words, and the next step.
import { html } from "lit";
import { asOfBar } from "./as-of.js";
import { icon } from "./dom.js";
import { api, useKey, haveKey } from "./api.js";
import { checkDigit, looksWhole } from "./number.js";
import { backLink, plate, statusBadge, boxLink, placeName } from "./show.js";
import { standing } from "./moment.js";
import { t, tell } from "./tongue.js";

const request = problem => problem?.requestId ? html`<p class="quiet code">${t("request", { id: problem.requestId })}</p>` : "";

const panel = (kind, image, title, ...content) => html`<section class="card trouble" data-kind=${kind} aria-labelledby="title">
	${icon(image, "big")}<h1 id="title" tabindex="-1">${title}</h1>${content}</section>`;

const retryButton = again => html`<p><button type="button" class="primary" @click=${again}>${t("retry")}</button></p>`;

export function keyForm(again) {
	const use = e => {
		e.preventDefault();
		useKey(e.target.elements.key.value.trim());
		again();
	};
	return panel("key", "key", t("key.title"), html`<p>${t("key.about")}</p>
		<form class="key-form" @submit=${use}><label for="key">${t("key.label")}</label>
			<div><input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required><button class="primary">${t("key.go")}</button></div></form>`,
	haveKey() ? html`<p class="flag" role="alert">${icon("alert")}${t("key.bad")}</p>` : "");
}

function suspicion(number) {
	if (!looksWhole(number))
		return html`<p>${t("lost.shape")}</p>`;
	const should = checkDigit(number);
	return should === Number(number[10]) ? ""
		: html`<p class="flag" id="digit">${icon("alert")}${t("lost.digit", { is: number[10], should })}</p>`;
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

export async function lost(number, signal, go) {
	if (standing()) {
		const choose = asOf => go({ c: number, asOf });
		return html`<div>${backLink()}${asOfBar(choose)}${panel("unknown", "search", tell("asof.unknown", { number: plate(number) }), suspicion(number))}</div>`;
	}
	const boxes = await near(number, signal).catch(() => []);
	return html`<div>${backLink()}${panel("unknown", "search", tell("lost.title", { number: plate(number) }), suspicion(number),
		boxes.length ? html`<h2>${t("lost.near")}</h2><ul class="near">${boxes.map(b =>
			html`<li><a href=${boxLink(b.number)}>${plate(b.number)}</a> ${statusBadge(b.status)} ${placeName(b.place)}</li>`)}</ul>` : "")}</div>`;
}

// An address that is none of ours, or speaks of what is not there.
export const nowhere = () => panel("nowhere", "search", t("nowhere.title"), html`<p>${t("nowhere.about")}</p>
	<p><a class="primary" href="/">${t("box.back")}</a></p>`);

export function trouble(error, again) {
	switch (error.kind) {
	case "key": return keyForm(again);
	case "unknown": return nowhere();
	case "forbidden": return panel("forbidden", "key", t("key.forbidden"), request(error.problem));
	case "foreign": return panel("foreign", "key", t("foreign.title"), html`<p>${t("foreign.about")}</p>
		<p class="code">landbridge key add NAME --role reader</p>`, request(error.problem));
	case "away": return panel("away", "away", t("away.title"), html`<p>${t("away.about")}</p>`, retryButton(again));
	case "busy": return error.problem?.code === "no-database"
		? panel("busy", "away", t("live.database.title"), html`<p>${t("live.database.about")}</p>`, retryButton(again), request(error.problem))
		: panel("busy", "away", t("busy.title"), html`<p>${t("away.about")}</p>`, retryButton(again), request(error.problem));
	default: return panel("wrong", "alert", t("wrong.title"), html`<p lang="en">${error.message}</p>`, retryButton(again), request(error.problem));
	}
}
