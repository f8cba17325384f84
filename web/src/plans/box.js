// Where the container is that a plan goes on from, as the server has it.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { zonedAt } from "../journey/zoned.js";
import { momentElement } from "../moment.js";
import { boxLink, comma, placeName, plate } from "../show.js";
import { known, t, tell } from "../tongue.js";
import { placeOf } from "./places.js";
import { transport } from "./told.js";

const clock = (text, place) => momentElement({ at: zonedAt(Date.parse(text), place.zone) });

// What nobody knows the end of.
const holds = blocks => blocks.length ? html`<p class="flag soft plan-blocks">${icon("alert")}<span>${t("plans.box.blocks", { what: blocks.map(b => known("block." + b) ? t("block." + b) : b).join(comma()) })}</span></p>` : nothing;

// box: of the answer; none while there is none.
export function boxIs(number, box) {
	const place = box && placeOf(box.place), says = { place: html`<strong>${placeName(place)}</strong>`, time: box && clock(box.ready, place), what: box?.transport ? transport(box.transport) : "" };
	return html`<a class="plan-box-number" href=${boxLink(number)}>${plate(number)}</a>${box ? html`<span class="plan-box-where" data-is=${box.is}>${tell("plans.box." + box.is, says)}</span>${holds(box.blocks)}` : nothing}`;
}
