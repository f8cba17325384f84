// What the screens of plans and routes share: their tabs, modes, money, CO2e, spans, and where the time of a plan goes.
import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { icon } from "../dom.js";
import { spanOf } from "../moment.js";
import { placeName } from "../show.js";
import { locale, t } from "../tongue.js";
import { stretches } from "./state.js";

const icons = { rail: "RAIL", vessel: "VESSEL", ferry: "VESSEL", barge: "BARGE", road: "TRUCK" };

export const modeWord = mode => t("plans.mode." + mode);
export const modeIcon = mode => icon(icons[mode] || "box");

export const tabs = chosen => html`<nav class="train-tabs" aria-label=${t("plans.tabs")}>${[["plans", "/plans", "forward"], ["routes", "/routes", "list"], ["disruptions", "/disruptions", "stop"]].map(([name, href, sign]) =>
	html`<a href=${href} aria-current=${name === chosen ? "page" : nothing}>${icon(sign)}${t("plans.tab." + name)}</a>`)}</nav>`;

// ------------------------------------------------------------------ amounts

export function money(minor, currency, whole = false) {
	const shape = { style: "currency", currency, currencyDisplay: "code" };
	try {
		const digits = new Intl.NumberFormat(locale(), shape).resolvedOptions().maximumFractionDigits;
		return new Intl.NumberFormat(locale(), { ...shape, ...(whole || minor % 10 ** digits === 0 ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {}) }).format(minor / 10 ** digits);
	} catch { // no currency that the browser knows
		return `${currency} ${minor / 100}`;
	}
}

const number = (n, most) => new Intl.NumberFormat(locale(), { maximumFractionDigits: most }).format(n);

export const weight = grams => grams >= 1e5 ? t("plans.tonnes", { n: number(grams / 1e6, 2) }) : t("plans.kg", { n: number(grams / 1000, 0) });
export const kilometres = km => t("plans.km", { n: number(km, 0) });

// As spanOf(), without what is nought.
export function span(minutes) {
	const d = Math.floor(minutes / 1440), h = Math.floor(minutes % 1440 / 60), m = minutes % 60;
	if (d && !h)
		return t("span.d", { d });
	return h && !d && !m ? t("plans.span.h", { h }) : spanOf(minutes * 60000);
}

// What of it is known, and that the rest is not.
export function price(its, currency, whole) {
	if (its.complete)
		return html`<span>${money(its.minor, currency, whole)}</span>`;
	return html`<span class="unsure">${its.minor ? t("plans.price.part", { price: money(its.minor, currency, whole) }) : t("plans.price.none")}</span>`;
}

export function co2e(its) {
	if (its.complete)
		return html`<span>${weight(its.grams)}</span>`;
	return html`<span class="unsure">${its.grams ? t("plans.co2e.part", { co2e: weight(its.grams) }) : t("plans.co2e.none")}</span>`;
}

export const noteText = note => note === "indicative" ? t("plans.indicative") : note;

export const best = plan => plan.best.map(b => html`<span class="best" data-best=${b}>${t("plans.best." + b)}</span>`);

// ------------------------------------------------------------------ where the time goes

export const kinds = ["running", "border", "transfer", "waiting"];

const stretchWord = s => s.kind === "running" ? `${modeWord(s.mode)} ${span(s.minutes)}` : `${t("plans.time." + s.kind)} ${span(s.minutes)}`;

// A style attribute would be refused by the page's own policy.
const laid = style => ref(e => e && Object.assign(e.style, style));

// Each part as long as it lasts, of `whole` minutes that begin `offset` before the plan; told by pattern as well as by colour, and in words.
export function bar(plan, whole = plan.minutes, offset = 0) {
	const all = stretches(plan), share = minutes => `${(minutes / whole * 100).toFixed(3)}%`;
	return html`<div class="time-bar" role="img" aria-label=${t("plans.time.label", { parts: all.map(stretchWord).join(", ") })}><span class="time-bar-parts" ${laid({ marginInlineStart: share(offset), width: share(plan.minutes) })}>${
		all.map(s => html`<i data-kind=${s.kind} data-mode=${s.mode || nothing} ${laid({ flexGrow: s.minutes })} title=${stretchWord(s)}></i>`)}</span></div>`;
}

const by = { rail: "rail", road: "road", vessel: "vessel", ferry: "vessel", barge: "vessel" };

// The same as a list of sums, running by what it runs on.
export function sums(plan) {
	const all = new Map();
	for (const s of stretches(plan)) {
		const key = s.kind === "running" ? "by." + by[s.mode] : s.kind;
		all.set(key, { ...s, minutes: s.minutes + (all.get(key)?.minutes ?? 0) });
	}
	return html`<dl class="time-sums">${[...all].map(([key, s]) => html`<div><dt><i class="time-key" data-kind=${s.kind} data-mode=${s.mode || nothing} aria-hidden="true"></i>${t("plans.time." + key)}</dt><dd>${span(s.minutes)}</dd></div>`)}</dl>`;
}

// Where it changes, in short: icons with the places between them.
export const chain = plan => html`<span class="chain">${plan.legs.map((l, i) => html`${i ? html`<span class="chain-place">${placeName(l.from)}</span>` : nothing}<span class="chain-mode" data-mode=${l.mode}>${modeIcon(l.mode)}<span class="hidden">${modeWord(l.mode)}</span></span>`)}${plan.legs.length === 1 ? html`<span>${t("plans.direct." + plan.legs[0].mode)}</span>` : nothing}</span>`;
