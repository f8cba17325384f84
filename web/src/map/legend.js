// What the map's marks mean, and the switch of the borders.
import { html } from "lit";
import { statuses, word } from "../show.js";
import { t } from "../tongue.js";

const strokes = [["rail", "", "map.legend.rail"], ["wide", "9 4", "map.legend.wide"], ["ship", "0.1 6", "map.legend.ship"], ["truck", "4 4", "map.legend.truck"]];

const stroke = ([colour, dash, key]) => html`<li><svg aria-hidden="true" class="map-stroke" data-colour=${colour} viewBox="0 0 40 10"><path d="M3 5h34" stroke-dasharray=${dash || "none"}/></svg>${t(key)}</li>`;

const standing = statuses.filter(s => s !== "on-board" && s !== "on-the-road");

export const legend = ({ bordersOn, switchBorders }) => html`<details class="map-legend">
	<summary>${t("map.legend")}</summary>
	<ul>${strokes.map(stroke)}
		<li><svg aria-hidden="true" class="map-mark" viewBox="0 0 24 24"><path d="M12 4l8 8-8 8-8-8z"/></svg>${t("map.legend.border")}</li>
		<li><svg aria-hidden="true" class="map-mark" data-colour="moving" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9" stroke-dasharray="3.2 2.4"/></svg>${t("map.legend.moving")}</li>
		<li><svg aria-hidden="true" class="map-mark" data-colour="alarm" viewBox="0 0 24 24"><circle cx="12" cy="12" r="6"/></svg>${t("map.legend.silent")}</li></ul>
	<p>${t("map.legend.ring")}</p>
	<ul>${standing.map(s => html`<li data-status=${s}><span class="dot"></span>${word("status", s)}</li>`)}</ul>
	<label class="map-switch"><input type="checkbox" id="borders" .checked=${bordersOn} @change=${switchBorders}> ${t("map.borders")}</label>
	<p class="quiet">${t("map.source")}</p>
</details>`;
