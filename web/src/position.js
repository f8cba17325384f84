// Where a tracker or an electronic lock says that the box is: when, what it is on, and how it fares.
import { html, nothing } from "lit";
import { icon } from "./dom.js";
import { momentHint, present, spanOf } from "./moment.js";
import { t, tell } from "./tongue.js";

const degrees = p => `${p.lat.toFixed(4)}, ${p.lon.toFixed(4)}`;

// "3 h 5 min ago"; a clock that is a little ahead says that it is now.
export function positionAge(position, now = present()) {
	const gone = now - Date.parse(position.at);
	return gone < 60000 ? t("position.now") : t("position.ago", { span: spanOf(gone) });
}

function carrier(p) {
	const [kind, name] = p.via ? [p.via.slice(0, p.via.indexOf(":")).toLowerCase(), p.via.slice(p.via.indexOf(":") + 1)] : ["own", ""];
	return t("position." + kind, { device: p.device, wagon: name, train: name.split("/")[0] });
}

function fares(p) {
	return [carrier(p),
		p.alarm && t("position.alarm", { alarm: p.alarm }),
		p.locked !== undefined && t(p.locked ? "position.locked" : "position.unlocked"),
		p.doorOpen && t("position.door"),
		p.speed >= 1 && t("position.speed", { n: Math.round(p.speed) }),
		p.battery !== undefined && t("position.battery", { n: p.battery })].filter(Boolean);
}

export function positionLine(box) {
	const p = box.position;
	if (!p)
		return nothing;
	const given = p.given.datum !== "WGS-84" ? "\n" + t("position.given", { datum: p.given.datum, where: degrees(p.given) }) : "";
	const hint = momentHint({ at: p.at, precision: "second", zoneFrom: "message" }) + given;
	return html`<p class=${p.alarm ? "tracker alarmed" : "tracker"} id="tracker">${icon("pin")}<span>${tell("position.line", {
		ago: html`<time class="time" datetime=${p.at} title=${hint} data-hint=${hint} tabindex="0">${positionAge(p)}</time>`,
		where: html`<strong>${degrees(p)}</strong>` })}<span class="quiet"> · ${fares(p).join(" · ")}</span></span></p>`;
}
