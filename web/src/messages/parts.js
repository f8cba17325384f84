// What the list and the single delivery both show of a message.
import { html, nothing } from "lit";
import { ownTime } from "../moment.js";
import { word } from "../show.js";
import { t, count, known, locale } from "../tongue.js";

export const statuses = ["accepted", "accepted-with-warnings", "rejected"];

export const messageLink = id => "/messages/" + encodeURIComponent(id);

export const badge = status => html`<span class="status" data-status=${status}>${word("msg.status", status)}</span>`;

// On the reader's clock; the exact moment stands in the title.
export const when = text => text ? html`<time datetime=${text} title=${text}>${ownTime(text)}</time>` : nothing;

// As short as a list likes it: the year only where it is not this one.
export function shortly(text) {
	const date = new Date(text), year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
	const day = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year }).format(date);
	const clock = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
	return html`<time datetime=${text} title=${text}>${day} ${clock}</time>`;
}

export function messageName(m) {
	return [word("type", m.type || m.format), m.reference || m.document].filter(Boolean).join(" ") || t("msg.unnamed");
}

// What a message does to an earlier one, where it does.
export const functionTag = m => m.function && m.function !== "original" && known("msg.fn." + m.function)
	? html`<span class="tag">${t("msg.fn." + m.function)}</span>` : nothing;

// "2 new, 1 known before"
export function eventCounts(it) {
	if (!it.events)
		return html`<span class="quiet">–</span>`;
	const before = it.events - (it.new || 0);
	return html`<span>${it.new ? t("msg.new", { n: it.new }) : nothing}${it.new && before > 0 ? ", " : nothing}${
		before > 0 ? html`<span class="quiet">${t("msg.known", { n: before })}</span>` : nothing}</span>`;
}

// How many errors, warnings and notes.
export function noteCounts(notes) {
	const many = severity => notes.filter(n => (n.severity || "information") === severity).length;
	const told = ["error", "warning", "information"].map(s => [s, many(s)]).filter(([, n]) => n);
	return told.length ? html`<span class="note-counts">${told.map(([s, n]) =>
		html`<span data-severity=${s}>${t("msg.many." + s, { n })}</span>`)}</span>` : html`<span class="quiet">–</span>`;
}

const byteUnits = [["gigabyte", 1e9], ["megabyte", 1e6], ["kilobyte", 1e3]];

export function size(bytes) {
	const [unit, one] = byteUnits.find(([, n]) => bytes >= n) || ["byte", 1];
	return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: one === 1 ? 0 : 1 }).format(bytes / one);
}

export const counted = (n, more) => count(n) + (more ? "+" : "");
