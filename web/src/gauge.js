// A change of gauge: one fact with two wagons, told in halves by two railways; of a half what is awaited is said.
import { html, nothing } from "lit";
import { icon } from "./dom.js";
import { momentElement, spanOf } from "./moment.js";
import { comma, placeName, sealText } from "./show.js";
import { positionText, wagon } from "./rail.js";
import { t } from "./tongue.js";

const sides = { off: "DISC", on: "LOAD" };

// "PT5H40M" in milliseconds; NaN where it is no such span.
export function spanRead(text) {
	const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text || "");
	return m ? m.slice(1).reduce((sum, n, i) => sum + (Number(n) || 0) * [86400000, 3600000, 60000, 1000][i], 0) : NaN;
}

const same = (event, side, code) => event.eventCode === code && event.classifier === "ACT" && !event.voided &&
	event.wagon === side.wagon && event.happened?.at === side.happened?.at && event.happened?.local === side.happened?.local;

// facts: as together() answers them, newest first.  Each change stands once, where its later half stood, with the facts of its halves.
export function withGauges(facts, changes = []) {
	let rest = facts;
	for (const change of changes) {
		const half = side => change[side] && rest.find(f => !f.gauge && [f.event, ...f.others].some(e => same(e, change[side], sides[side])));
		const off = half("off"), on = half("on");
		if (!off && !on)
			continue;
		const one = { gauge: change, off, on, event: (rest.indexOf(on) >= 0 && (!off || rest.indexOf(on) < rest.indexOf(off)) ? on : off).event };
		// The place of the change is that of its second half, whichever stands first.
		one.place = change.place || one.event.place;
		rest = rest.map(f => f.event === one.event ? one : f).filter(f => f === one || (f !== off && f !== on));
	}
	return rest;
}

function half(side, change, fact) {
	const it = change[side];
	return it ? html`<div class="half" data-side=${side}><p class="half-name">${t("gauge." + side)} ${momentElement(it.happened)}</p>
			<p><span class="half-wagon">${icon("wagon")}${it.wagon ? wagon(it.wagon) : "–"}</span>${fact?.event.position ? html`${comma()}${positionText(fact.event.position)}` : nothing}</p>
			<p class="quiet">${[placeName(fact?.event.place), it.sender && t("gauge.by", { sender: it.sender })].filter(Boolean).join(" · ")}</p></div>`
		: html`<div class="half awaited" data-side=${side}><p class="half-name">${t("gauge." + side)}</p><p class="quiet">${t("gauge.awaited." + side)}</p></div>`;
}

function sealed({ before = [], after = [] } = {}) {
	const list = seals => seals.map(sealText).join(", ");
	if (before.length && after.length)
		return list(before) === list(after) ? t("gauge.seals.same", { seals: list(after) }) : t("gauge.seals.change", { before: list(before), after: list(after) });
	return before.length ? t("gauge.seals.before", { seals: list(before) }) : after.length ? t("gauge.seals.after", { seals: list(after) }) : "";
}

function rest(change) {
	const span = spanRead(change.ground);
	return [span > 0 ? t("gauge.ground", { span: spanOf(span) }) : span === 0 ? t("gauge.none") : "",
		change.act && t("gauge.act", { number: change.act }), sealed(change.seals)].filter(Boolean).join(" · ");
}

export const gaugeTitle = change => html`<strong>${t("gauge.title")}</strong>${change.from && change.to ? html` <span class="gauge-step">${t("gauge.from-to", { from: String(change.from), to: String(change.to) })}</span>` : nothing}
	${change.complete || change.kind !== "unknown" ? html` <span class="load">${t("gauge." + change.kind)}</span>` : nothing}
	${change.complete ? nothing : html` <span class="tag">${t("gauge.half")}</span>`}`;

// off, on: the facts of its halves, where they are known.
export function gaugeBody(change, off, on) {
	const more = rest(change);
	return html`<div class="halves-of-gauge">${half("off", change, off)}<span class="gauge-arrow" aria-hidden="true">${icon("forward")}</span>${half("on", change, on)}</div>
		${more ? html`<p class="event-more quiet">${more}</p>` : nothing}`;
}
