// When it will be there: an interval for each goal, with what it was made of; where nobody can tell, why not; else what was announced.
import { html, nothing } from "lit";
import { momentElement, momentText } from "../moment.js";
import { off } from "../outlook.js";
import { known, t, tell } from "../tongue.js";
import { word } from "../show.js";

const goals = ["arrival", "discharge", "available", "delivered"];
const at = text => typeof text === "string" ? { at: text } : text;

// "usual", or {code or reason, ...}: what it was made of.
const reason = r => {
	const code = typeof r === "string" ? r : r.reason || r.code || r.word || "";
	return known("eta.because." + code) ? t("eta.because." + code) : r.text || code;
};

const list = reasons => reasons?.length ? html`<details class="found-more"><summary>${t("eta.reasons")}</summary><ul class="eta-reasons">${[...new Set(reasons.map(reason))].map(r => html`<li>${r}</li>`)}</ul></details>` : nothing;

function goal(name, its) {
	if (!its.likely)
		return html`<div class="eta" data-goal=${name}><p><span class="quiet">${t("eta." + name)}</span> ${t("eta.unknown")}</p>${list(its.reasons || [its.whyNot || its.why || its.not].filter(Boolean))}</div>`;
	const likely = at(its.likely);
	return html`<div class="eta" data-goal=${name}><p><span class="quiet">${t("eta." + name)}</span> <strong>${momentElement(likely)}</strong> <span class="quiet">${off(likely)}</span></p>
		${its.from && its.until ? html`<p class="quiet">${tell("eta.between", { from: momentText(at(its.from)), until: momentText(at(its.until)) })}</p>` : nothing}${list(its.reasons)}</div>`;
}

// What was announced: who says so.
const announced = e => html`${momentElement(e.happened)} <span class="quiet">${off(e.happened)}</span>${e.classifier && e.classifier !== "ACT" ? html` <span class="tag">${word("class", e.classifier)}</span>` : nothing}${
	e.sender ? html`<br><span class="quiet">${t("outlook.said", { sender: e.sender })}</span>` : nothing}`;

export function eta(trip, box) {
	const known = goals.filter(g => trip.eta?.[g]);
	if (known.length)
		return known.map(g => goal(g, trip.eta[g]));
	return box?.eta && !trip.closed ? announced(box.eta) : "";
}
