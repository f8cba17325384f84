// What the board, its panel and a container's screen show alike of an exception.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { ownTime, present, spanOf } from "../moment.js";
import { railway, spaced, trainLink, trainOf } from "../rail.js";
import { plate, boxLink, placeName } from "../show.js";
import { known, locale, t } from "../tongue.js";

export const signs = { error: "stop", warning: "alert", information: "info" };

export const nameOf = code => known("exc." + code) ? t("exc." + code) : code;
const whose = it => known("exc.because." + it.causedBy) ? " " + t("exc.because." + it.causedBy) : "";
export const aboutOf = it => (known(`exc.${it.code}.about`) ? t(`exc.${it.code}.about`) : it.text) + whose(it);

// Worse is told by shape as well as by colour, and said to who sees neither.
export const sign = severity => html`<span class="severity" data-severity=${severity} title=${t("exc.severity." + severity)}>${icon(signs[severity] || "alert")}<span class="hidden">${
	known("exc.severity." + severity) ? t("exc.severity." + severity) : severity} </span></span>`;

// "IMO9408255/031E", "CALLSIGN:UNCW2/10A": a ship's, and its voyage; by the name that it is told by.
function ship(key, called) {
	const [, imo, call, voyage] = /^(?:IMO(\d{7})|CALLSIGN:([^/]+))\/?(.*)$/.exec(key) ?? [];
	const name = called || (imo ? `IMO ${imo}` : call);
	return (imo || call) && { sign: "VESSEL", name: voyage ? `${name} · ${voyage}` : name, href: "/lookup?q=" + encodeURIComponent(imo ? "IMO" + imo : call) };
}

function train(key) {
	const its = trainOf(key);
	return its && { sign: "RAIL", name: spaced(its.name), href: trainLink(key) };
}

const causes = {
	container: key => ({ sign: "box", name: key, href: boxLink(key), plate: true }),
	transport: (key, it) => train(key) || ship(key, it.cause.name) || { sign: "forward", name: key },
	border: (key, it) => ({ sign: "gauge", name: it.place?.complex === key ? placeName(it.place) : key, href: "/hubs/" + encodeURIComponent(key) }),
	source: key => ({ sign: "mail", name: railway(key) || key }), // as it calls itself, which is no partner's name
};

export const causeOf = it => (causes[it.cause?.kind] ?? (key => ({ sign: "dot", name: key })))(it.cause?.key ?? "", it);

export function cause(it) {
	const its = causeOf(it), name = its.plate ? plate(its.name) : its.name;
	return html`<span class="cause">${icon(its.sign)}<span class="hidden">${t("exc.cause." + it.cause.kind)} </span>${its.href ? html`<a href=${its.href} translate="no">${name}</a>` : name}</span>`;
}

// A time on the reader's clock, without the year that nobody asks for.
export function when(text) {
	const ms = Date.parse(text), shape = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
	return Number.isNaN(ms) ? text : new Intl.DateTimeFormat(locale(), new Date(ms).getFullYear() === new Date().getFullYear() ? shape : { ...shape, year: "numeric" }).format(ms);
}

export const time = text => html`<time datetime=${text} title=${ownTime(text)}>${when(text)}</time>`;

// Since when, and how long that is by now.
export const since = it => it.since ? html`${time(it.since)} <span class="quiet">${spanOf(Math.max(0, present() - Date.parse(it.since)))}</span>` : nothing;

export const late = seconds => seconds ? html`<strong class="by">${t("exc.by", { span: spanOf(Math.abs(seconds) * 1000) })}</strong>` : nothing;

// "right 94 % of 120 times"
export function rightOf(rule) {
	if (!rule?.alerts)
		return t("exc.never");
	return t("exc.right", { n: rule.alerts, share: new Intl.NumberFormat(locale(), { style: "percent" }).format(rule.precision ?? 1) });
}

