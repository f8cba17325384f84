// Plans one under another, to be compared: when each is there, how long it takes and what of, what it costs.
import { html, nothing } from "lit";
import { momentText } from "../moment.js";
import { locale, t, tell } from "../tongue.js";
import { bar, best, chain, co2e, kinds, price, span } from "./parts.js";
import { nameOf, sorts } from "./state.js";
import { likely, marks } from "./told.js";

const near = 300 * 86400000; // ms: so far off no year need be said

const two = n => String(n).padStart(2, "0");

// "Thu 17 Dec" and "18:00", by the clock of the place.
function dayAndClock(text) {
	const [, y, m, d, H, M] = /^(\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text).map(Number), shape = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
	return [new Intl.DateTimeFormat(locale(), Math.abs(Date.parse(text) - Date.now()) < near ? shape : { ...shape, year: "numeric" }).format(Date.UTC(y, m - 1, d)), `${two(H)}:${two(M)}`];
}

const value = (name, content, more) => html`<div class="plan-value" data-value=${name}><span class="plan-value-name">${t("plans.value." + name)}</span> <span class="plan-value-is">${content}</span>${more ? html` <span class="quiet">${more}</span>` : nothing}</div>`;

// on: {frame: what all bars are drawn in, currency, opened, path(plan), open(plan)}
function row(plan, on) {
	const [day, clock] = dayAndClock(plan.arrives), name = nameOf(plan), offset = (Date.parse(plan.departs) - on.frame.from) / 60000;
	const open = e => {
		if (!e.ctrlKey && !e.metaKey && !e.shiftKey) {
			e.preventDefault();
			on.open(plan);
		}
	};
	return html`<li class="plan-row" data-plan=${name} data-opened=${name === on.opened ? "" : nothing}>
		<div class="plan-way"><a href=${on.path(plan)} aria-current=${name === on.opened ? "true" : nothing} @click=${open}>${chain(plan)}<span class="hidden">. ${t("plans.open")}</span></a>
			<p class="plan-best">${best(plan)}${marks(plan)}</p></div>
		${value("arrives", day, likely(plan) ? html`${clock} <span class="plan-likely">${tell("plans.likely.at", { time: html`<span class="plan-likely-at">${momentText({ at: plan.likely })}</span>` })}</span>` : clock)}
		${value("lasts", span(plan.minutes))}
		${value("price", price(plan.price, on.currency, true))}
		${value("co2e", co2e(plan.co2e))}
		${value("transfers", plan.transfers)}
		<div class="plan-bar">${bar(plan, on.frame.minutes, offset)}<p class="quiet plan-leaves">${t("plans.leaves", { time: momentText({ at: plan.departs }) })}</p></div></li>`;
}

export function frameOf(plans) {
	const from = Math.min(...plans.map(p => Date.parse(p.departs)));
	return { from, minutes: (Math.max(...plans.map(p => Date.parse(p.arrives))) - from) / 60000 };
}

// What the patterns mean; each bar says it in words, too.
const keys = () => html`<ul class="time-keys" aria-label=${t("plans.time.key")}>${["rail", "vessel", "road"].map(m => html`<li><i class="time-key" data-kind="running" data-mode=${m}></i>${t("plans.time.by." + m)}</li>`)}${
	kinds.slice(1).map(k => html`<li><i class="time-key" data-kind=${k}></i>${t("plans.time." + k)}</li>`)}</ul>`;

export const list = (plans, on) => html`<section class="card plan-list" aria-labelledby="plans-found"><div class="plan-list-head"><h2 id="plans-found">${t("plans.found", { n: plans.length })}</h2>
	${plans.length > 1 ? html`<label class="board-pick"><span>${t("plans.sort")}</span><select id="plan-sort" @change=${e => on.sort(e.target.value)}>${sorts.map(s => html`<option value=${s} .selected=${s === (on.by || sorts[0])}>${t("plans.sort." + s)}</option>`)}</select></label>` : nothing}</div>
	<ol class="plan-rows">${plans.map(p => row(p, on))}</ol>${keys()}</section>`;
