// When it will be there: an interval for each goal, with what it was made of; where nobody can tell, why not.  Else what was announced.
import { html, nothing } from "lit";
import { momentElement, momentText, spanOf } from "../moment.js";
import { off } from "../outlook.js";
import { coming, comma, placeName, senderName, word } from "../show.js";
import { known, locale, named, t, tell } from "../tongue.js";

const goals = ["arrival", "discharge", "available", "delivered"];
const at = text => ({ at: text });

const span = seconds => spanOf(Math.abs(seconds) * 1000);
const number = (n, shape) => new Intl.NumberFormat(locale(), shape).format(n);

// "run Lianyungang – Malaszewicze"
const step = s => s ? `${t("eta.step." + s.kind)} ${[named(s.fromName) || s.from, named(s.toName) || s.to].filter(Boolean).join(" – ")}` : t("eta.step.none");

// What the two numbers of each reason are stands in docs/journeys.md.
const shares = { untold: true, held: true }, times = { rising: true, falling: true }, counts = { "no-past": true };

function reason(r) {
	const key = "eta.because." + r.code, say = shares[r.code] ? n => number(n, { style: "percent" }) : times[r.code] || counts[r.code] ? n => number(n, { maximumFractionDigits: 1 }) : span;
	return known(key) ? t(key, { step: step(r.step), who: senderName(r.who) || "–", amount: say(r.amount ?? 0), of: r.code === "told" ? number(r.of ?? 0, { style: "percent" }) : r.code === "held" ? number(r.of ?? 0, { maximumFractionDigits: 1 }) : say(r.of ?? 0) }) : r.code;
}

const reasons = list => list?.length ? html`<details class="found-more"><summary>${t("eta.reasons")}</summary><ul class="eta-reasons">${list.map(r => html`<li>${reason(r)}</li>`)}</ul></details>` : nothing;

function goal(name, its) {
	if (!its.likely)
		return html`<div class="eta" data-goal=${name}><p><span class="quiet">${t("eta." + name)}</span> ${t("eta.unknown")}</p>${its.because ? html`<p class="quiet">${reason(its.because)}</p>` : nothing}</div>`;
	return html`<div class="eta" data-goal=${name}><p><span class="quiet">${t("eta." + name)}</span> <strong>${momentElement(at(its.likely))}</strong> <span class="quiet">${off(at(its.likely))}</span></p>
		<p class="quiet">${tell("eta.between", { from: momentText(at(its.from)), until: momentText(at(its.until)) })}${its.coverage ? html` <span class="tag" data-tip=${
			t("eta.coverage.about", { share: number(its.coverage, { style: "percent" }), n: its.passings ?? 0 })}>${number(its.coverage, { style: "percent" })}</span>` : nothing}</p>${reasons(its.reasons)}</div>`;
}

// What was announced, and who says so.
const announced = e => html`${momentElement(e.happened)} <span class="quiet">${off(e.happened)}</span>${e.classifier && e.classifier !== "ACT" ? html` <span class="tag">${word("class", e.classifier)}</span>` : nothing}${
	e.place ? html`<br>${coming(e.eventCode)}${comma()}${placeName(e.place)}` : nothing}${e.sender ? html`<br><span class="quiet">${t("outlook.said", { sender: senderName(e.sender) })}</span>` : nothing}`;

// Where no goal can be told, one reason is enough.
export function eta(trip, box) {
	const told = goals.filter(g => trip.estimate?.[g]), known = told.filter(g => trip.estimate[g].likely), shown = known.length ? told : told.slice(0, 1);
	const word = box?.eta && !trip.closed ? announced(box.eta) : "";
	return shown.length ? html`${word && !known.length ? html`<div class="announced">${word}</div>` : nothing}${shown.map(g => goal(g, trip.estimate[g]))}` : word;
}
