// Times as the place's clock showed them.  An answer's moment is {at, local, precision, zoneFrom}: `at` is RFC 3339
// with the offset of the place; without a known zone there is only `local`, the text received.
import { html, nothing } from "lit";
import { t, locale } from "./tongue.js";

// The moment that the page tells of: now, or the one in its address that it is to stand at.
let stands = "";
export const standAt = text => { stands = Date.parse(text) ? text : ""; };
export const standing = () => stands;
export const present = () => stands ? Date.parse(stands) : Date.now();

const minute = 60000, hour = 60 * minute, day = 24 * hour;

// The clock's reading: {y, m, d, H, M, offset, instant}; null where the text says none.
export function reading(moment) {
	const at = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)$/.exec(moment?.at || "");
	const text = at || /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d))?/.exec(moment?.local || "");
	if (!text)
		return null;
	const [y, m, d, H, M] = text.slice(1, 6).map(s => Number(s ?? NaN));
	return { y, m, d, H, M, offset: at ? at[6].replace("Z", "+00:00") : "", instant: at ? Date.parse(moment.at) : NaN };
}

const two = n => String(n).padStart(2, "0");

function dayText(r, now) {
	const date = new Date(Date.UTC(r.y, r.m - 1, r.d));
	const shape = { day: "numeric", month: "short", timeZone: "UTC" };
	if (r.y !== now.getFullYear())
		shape.year = "numeric";
	return new Intl.DateTimeFormat(locale(), shape).format(date);
}

function clockText(r, precision) {
	if (precision === "day" || Number.isNaN(r.H))
		return "";
	return ` ${two(r.H)}:${precision === "hour" ? "··" : two(r.M)}`;
}

// "15 Jun 08:00", with offset: "15 Jun 08:00 (+08:00)"; what the sender wrote where it cannot be read.
export function momentText(moment, withOffset) {
	const r = reading(moment);
	if (!r)
		return moment?.local || t("say.no-time");
	const clock = clockText(r, moment.precision);
	const offset = withOffset && clock && r.offset ? ` (${r.offset.replace("-", "−")})` : "";
	return dayText(r, new Date()) + clock + offset;
}

// What the tooltip says: the reader's own time, and what is not known.
export function momentHint(moment) {
	const r = reading(moment);
	if (moment?.precision === "day")
		return t("time.day");
	if (!r || !r.offset)
		return t("time.nozone");
	const own = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(r.instant);
	const lines = [t("time.own", { time: own })];
	if (moment.precision === "hour")
		lines.push(t("time.hour"));
	if (moment.zoneFrom && moment.zoneFrom !== "message")
		lines.push(t("time.zone", { who: t("zone." + moment.zoneFrom) }));
	return lines.join("\n");
}

// A <time> that shows the place's clock and tells the reader's on hover and focus.
export function momentElement(moment, withOffset = true) {
	const r = reading(moment);
	if (!r && !moment?.local)
		return html`<span class="time">${t("say.no-time")}</span>`;
	const stamp = moment.precision === "day" && r ? `${r.y}-${two(r.m)}-${two(r.d)}` : moment.at;
	const hint = momentHint(moment);
	return html`<time class="time" datetime=${stamp ?? nothing} title=${hint} data-hint=${hint} tabindex="0">${
		momentText(moment, withOffset)}</time>`;
}

// A plain RFC 3339 text, such as `said` and `recorded`, on the reader's clock.
export function ownTime(text) {
	const when = Date.parse(text);
	return Number.isNaN(when) ? text : new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(when);
}

function span(ms, daysOnly) {
	const d = Math.floor(ms / day), H = Math.floor(ms % day / hour), m = Math.floor(ms % hour / minute);
	if (daysOnly)
		return d ? t("span.d", { d }) : "";
	if (d)
		return t("span.dh", { d, h: H });
	return H ? t("span.hm", { h: H, m }) : t("span.m", { m });
}

// A span of milliseconds as people say it: "2 d 4 h".
export const spanOf = ms => span(ms);

// How long ago: "2 d 4 h"; "in 3 h 5 min" where it lies ahead; whole days where only the day is known.
export function spanText(moment, now = present()) {
	const r = reading(moment);
	if (!r)
		return "";
	if (moment.precision === "day") {
		const [y, m, d] = localDay(r, now);
		const days = Math.round((Date.UTC(y, m, d) - Date.UTC(r.y, r.m - 1, r.d)) / day);
		if (!days)
			return t("span.today");
		return days > 0 ? span(days * day, true) : t("span.ahead", { span: span(-days * day, true) });
	}
	if (Number.isNaN(r.instant))
		return "";
	const gone = now - r.instant;
	return gone >= 0 ? span(gone) : t("span.ahead", { span: span(-gone) });
}

// Today's date where it happened; the reader's where the zone is unknown.
function localDay(r, now) {
	const m = /([+-])(\d\d):(\d\d)/.exec(r.offset);
	const there = m ? new Date(now + (m[1] === "-" ? -1 : 1) * (m[2] * 60 + Number(m[3])) * minute) : null;
	if (there)
		return [there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()];
	const here = new Date(now);
	return [here.getFullYear(), here.getMonth(), here.getDate()];
}
