// How records of routes, transfers, restrictions and rates are said.
import { html, nothing } from "lit";
import { countryName, placeName } from "../show.js";
import { zonedAt } from "../journey/zoned.js";
import { momentText } from "../moment.js";
import { locale, t } from "../tongue.js";
import { modeWord, money } from "../plans/parts.js";
import { placeOf } from "../plans/places.js";

export const placeWord = code => placeName(placeOf(code)) || code;

// Monday is 1; 5 January 1970 was one.
const weekday = (n, width) => new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: "UTC" }).format((n + 3) * 86400000);

const day = text => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(text + "T00:00Z"));

// Seven letters, those set off on which it runs; the same in words.
export function weekdays(list) {
	const words = list.length === 7 ? t("routes.daily") : list.map(n => weekday(n, "long")).join(", ");
	return html`<span class="weekdays" role="img" aria-label=${words} title=${words}>${[1, 2, 3, 4, 5, 6, 7].map(n => html`<i data-on=${list.includes(n) ? "" : nothing}>${weekday(n, "narrow")}</i>`)}</span>`;
}

export function calendar(r) {
	return html`${r.weekdays ? weekdays(r.weekdays) : nothing}${r.every ? html`<span>${t("routes.every", { n: r.every, from: day(r.everyFrom) })}</span>` : nothing}${
		!r.weekdays && !r.every ? html`<span>${t("routes.dates", { n: r.added?.length ?? 0 })}</span>` : nothing}`;
}

export const dates = list => list.map(day).join(", ");

// Days, or moments by the clock of that zone.
export function validity({ from, until }, zone) {
	if (!from && !until)
		return t("routes.always");
	const say = text => text.length > 10 ? momentText({ at: zonedAt(Date.parse(text), zone) }) : day(text);
	return from && until ? `${say(from)} – ${say(until)}` : from ? t("routes.from", { day: say(from) }) : t("routes.until", { day: say(until) });
}

// The least that a price is, of several sizes and stretches.
export function prices(list, least = true) {
	if (!list?.length)
		return html`<span class="quiet">${t("plans.price.none")}</span>`;
	const [first] = [...list].sort((a, b) => a.minor - b.minor);
	return html`${least && list.length > 1 ? t("routes.price.from", { price: money(first.minor, first.currency, true) }) : money(first.minor, first.currency)}`;
}

export const sizeWord = size => ({ 2: t("routes.size.2"), 4: t("routes.size.4") })[size] ?? (size || t("routes.size.any"));

export const modesWord = list => list?.length ? list.map(m => m === "none" ? t("routes.mode.none") : modeWord(m)).join(", ") : t("routes.mode.any");

// Opening hours by runs of the same.
export function hours(list) {
	if (!list?.length)
		return t("routes.hours.always");
	const runs = [];
	for (const h of [...list].sort((a, b) => a.weekday - b.weekday)) {
		const last = runs.at(-1), says = `${h.opens}–${h.closes}`;
		if (last && last.says === says && last.to === h.weekday - 1)
			last.to = h.weekday;
		else
			runs.push({ from: h.weekday, to: h.weekday, says });
	}
	return runs.map(r => `${r.from === 1 && r.to === 7 ? t("routes.daily") : r.from === r.to ? weekday(r.from, "short") : `${weekday(r.from, "short")}–${weekday(r.to, "short")}`} ${r.says}`).join("; ");
}

// Where a restriction holds.
export function whereOf(r) {
	if (r.route)
		return html`<a href="/routes/${encodeURIComponent(r.route)}">${r.route}</a>`;
	return r.country ? countryName(r.country) : r.toPlace ? `${placeWord(r.place)} – ${placeWord(r.toPlace)}` : placeWord(r.place);
}
