// A card of the board: what, by what cause, where, since when, how many, who has it.
import { html, nothing } from "lit";
import { placeName } from "../show.js";
import { t, tell } from "../tongue.js";
import { aboutOf, cause, causeOf, late, nameOf, rightOf, sign, since, time, when } from "./parts.js";
import { isDue } from "./state.js";

const owned = it => it.owner || it.due ? html`<p class="card-owner"><strong>${it.owner || t("exc.nobody")}</strong>${
	it.due ? html` <span class=${isDue(it) ? "due past" : "due"}>${t(isDue(it) ? "exc.overdue-due" : "exc.due", { time: when(it.due) })}</span>` : nothing}</p>` : nothing;

const ended = it => it.falseBecause ? html`<p class="quiet">${t("exc.is-false", { because: it.falseBecause })}</p>`
	: it.closed ? html`<p class="quiet">${tell("exc.closed-at", { time: time(it.closed) })}</p>` : nothing;

// open(it): shows all about it.  quick(it): what one button does of it.
export const card = (it, { state, rule, operator, busy, failed, open, quick }) => html`<li class="exception" data-id=${it.id} data-code=${it.code} data-severity=${it.severity} aria-busy=${busy ? "true" : nothing}>
	<h3><button type="button" class="card-open" @click=${() => open(it)} aria-label=${t("exc.open-it", { what: nameOf(it.code), cause: causeOf(it).name })}>${sign(it.severity)}<span
		data-tip="${aboutOf(it)}&#10;${rightOf(rule)}">${nameOf(it.code)}</span></button>${it.containers > 1 ? html`<button type="button" class="card-count" @click=${() => open(it)}>${t("exc.boxes", { n: it.containers })}</button>` : nothing}</h3>
	<p class="card-cause">${cause(it)}${it.place && it.cause.kind !== "border" ? html`<span>${placeName(it.place)}</span>` : nothing}</p>
	<div class="card-foot"><div><p class="card-since">${since(it)} ${late(it.bySeconds)}</p>
		${state === "snoozed" ? html`<p class="quiet">${t("exc.snoozed")} ${tell("exc.snoozed-until", { time: time(it.snoozedUntil) })}</p>` : nothing}
		${owned(it)}${ended(it)}</div>
		${operator && (state === "open" || state === "snoozed") ? html`<p class="card-do"><button type="button" class="more" ?disabled=${busy} @click=${() => quick(it)}>${
			t(state === "open" ? "exc.do.acknowledge" : "exc.do.reopen")}<span class="hidden">: ${nameOf(it.code)}, ${causeOf(it).name}</span></button></p>` : nothing}</div>
	${failed ? html`<p class="card-failed" role="alert">${failed}</p>` : nothing}</li>`;
