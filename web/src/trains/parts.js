// What the screens of trains, wagons and borders share.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { momentElement, spanText } from "../moment.js";
import { off } from "../outlook.js";
import { kindOfName, sortedNames, spaced, trainLink, trainOf } from "../rail.js";
import { coming, placeName, word } from "../show.js";
import { locale, t } from "../tongue.js";

// The name that it is called by first, and all others.
export function called(train) {
	const names = sortedNames(train.names || []), first = names[0] || { name: trainOf(train.train)?.name ?? train.train };
	return { first: spaced(first.name), others: names.slice(1).filter(n => n.name !== first.name) };
}

export const link = train => trainLink(train.train) ?? "/trains";

// Of a key alone.
export function keyName(key) {
	const name = trainOf(key)?.name ?? key;
	return html`<span data-kind=${kindOfName(name)}>${spaced(name)}</span>`;
}

const two = n => String(n).padStart(2, "0");

export const localDay = (ms = Date.now()) => { const d = new Date(ms); return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`; };

export function dayWord(day) {
	const near = { [localDay()]: "hub.today", [localDay(Date.now() - 86400000)]: "hub.yesterday", [localDay(Date.now() + 86400000)]: "hub.tomorrow" }[day];
	const [y, m, d] = day.split("-").map(Number), shape = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
	const date = new Intl.DateTimeFormat(locale(), y === new Date().getFullYear() ? shape : { ...shape, year: "numeric" }).format(Date.UTC(y, m - 1, d));
	return near ? `${t(near)} · ${date}` : date;
}

// A day of the reader's clock, of a time without the clock that was there.
export function instantText(text) {
	const when = Date.parse(text);
	return Number.isNaN(when) ? text || "" : new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short",
		...(new Date(when).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" }), hour: "2-digit", minute: "2-digit" }).format(when);
}

export const stretch = it => [it.since && instantText(it.since), it.until ? instantText(it.until) : t("trains.still")].filter(Boolean).join(" – ");

const minutes = 60000;

// Where it was last; how long ago.
export const lastly = move => html`<strong>${word("event", move.eventCode)}</strong> ${placeName(move.place)}<br>
	${momentElement(move.happened)} <span class="ago">${t("trains.ago", { span: spanText(move.happened) })}</span>`;

export const next = move => html`${coming(move.eventCode)} ${placeName(move.place)} <span class="tag">${t("class." + move.classifier)}</span><br>
	${momentElement(move.happened)} <span class="quiet">${off(move.happened)}</span>`;

// Nothing heard for two days while on the way: to be looked after.
export const silent = train => train.position && train.position.eventCode !== "ARRI" && Date.now() - Date.parse(train.position.happened.at) > 48 * 60 * minutes;

export const counts = (wagons, boxes) => [wagons ? t("trains.wagons", { n: wagons }) : "", boxes ? t("trains.boxes", { n: boxes }) : ""].filter(Boolean).join(" · ");

export const tabs = chosen => html`<nav class="train-tabs" aria-label=${t("trains.tabs")}>${[["trains", "/trains"], ["borders", "/borders"]].map(([name, href]) =>
	html`<a href=${href} aria-current=${name === chosen ? "page" : nothing}>${icon(name === "trains" ? "RAIL" : "gauge")}${t("trains.tab." + name)}</a>`)}</nav>`;
