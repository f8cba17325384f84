// How the page shows what many views share: a number as on the box, a status, a place, a vehicle.
import { html } from "lit";
import { icon } from "./dom.js";
import { parts } from "./number.js";
import { standing } from "./moment.js";
import { t, known, named, language, locale, sizeWords, amount } from "./tongue.js";

export const statuses = ["in-terminal", "on-board", "on-the-road", "delivered", "empty-returned", "not-started"];

export const word = (group, key) => known(`${group}.${key}`) ? t(`${group}.${key}`) : key;

// What is expected, in words for what has not happened yet: "Arrival", not "Arrived".
export const coming = code => known("next." + code) ? t("next." + code) : word("event", code);

// Between two words of one line, as the language writes it.
export const comma = () => language() === "zh" ? "，" : ", ";

// The number as it is painted on the box, its check digit in a frame.
export function plate(number, bad) {
	const p = parts(number);
	return html`<span class=${bad ? "plate bad" : "plate"}><span>${p.owner}</span>${p.serial && html`<span>${p.serial}</span>`}${
		p.digit && html`<span class="digit">${p.digit}</span>`}</span>`;
}

export const statusBadge = status => html`<span class="status" data-status=${status}>${word("status", status)}</span>`;

export const backLink = () => html`<p class="back"><a href="/">${icon("back")}${t("box.back")}</a></p>`;

// Of then, where the page stands there.
export const boxLink = number => "/?c=" + encodeURIComponent(number) + (standing() ? "&asOf=" + encodeURIComponent(standing()) : "");

export function placeName(place) {
	return named(place?.name) || place?.text || place?.code || "";
}

// Who told of it, as he calls himself; what people say has no such name.
export const senderName = sender => sender === "people" ? t("sender.people") : sender;

export function countryName(code) {
	try { return new Intl.DisplayNames([locale()], { type: "region" }).of(code); } catch { return code; }
}

// "Lianyungang (LNOCT)"
export function placeAndFacility(place, facility) {
	const name = placeName(place);
	if (!facility?.code)
		return name;
	return name ? `${name} (${facility.code})` : facility.code;
}

export function vehicleName(v) {
	if (!v)
		return "";
	const name = v.name || v.wagon || v.plate || (v.imo && `IMO ${v.imo}`) || (v.mode ? word("mode", v.mode) : v.key) || "";
	return v.voyage && v.voyage !== name ? `${name} · ${v.voyage}` : name;
}

export function vehicle(v) {
	const name = vehicleName(v);
	return name ? html`<span class="vehicle">${v.mode && icon(v.mode === "MULTIMODAL" ? "box" : v.mode)}${
		v.mode && html`<span class="hidden">${word("mode", v.mode)} </span>`}${name}</span>` : "";
}

export function sizeText(size) {
	if (!size)
		return "";
	return (language() === "en" ? size.text : sizeWords(size.code)) || size.text || "";
}

// "G:15400:KGM" is 15,400 kg (gross); what no word is known for stands as it came.
export function measureText(measure) {
	const [what, n, unit] = measure.split(":");
	if (known("measured." + what))
		return t("measured." + what, { amount: amount(Number(n), unit) });
	const name = known("measure." + what) ? t("measure." + what) : what;
	return amount(Number(n), unit) + (name && ` (${name})`);
}

// "CA:7731092", by whom and which, is 7731092 (carrier).
export function sealText(seal) {
	const [, by, number] = /^(\w*):(.*)$/.exec(seal) ?? ["", "", seal];
	return number + (by && ` (${word("seal", by)})`);
}

// "AAA:GENERAL CARGO" is Goods: GENERAL CARGO.
export function remarkText(remark) {
	const [, what, text] = /^([\w-]*):(.*)$/s.exec(remark) ?? ["", "", remark];
	return what && what !== "ZZZ" ? `${word("remark", what)}: ${text}` : text;
}
