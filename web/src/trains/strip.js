// A train drawn: its wagons in order, each with its boxes where they stand on it; it runs on over as many lines as it needs.
import { html, nothing, svg } from "lit";
import { wagonLink, positionText } from "../rail.js";
import { boxLink } from "../show.js";
import { parts } from "../number.js";
import { count, t } from "../tongue.js";
import { instantText } from "./parts.js";

// Wagons as the train's own list has them; then those that only their boxes name.
export function wagonsOf(train) {
	const list = train.wagons.map(w => ({ ...w, told: true })), by = new Map(list.map(w => [w.number, w]));
	const loose = [];
	for (const box of train.containers || []) {
		if (!box.wagon) {
			loose.push(box);
			continue;
		}
		const known = by.get(box.wagon);
		if (known)
			known.containers = [...known.containers, box];
		else {
			const made = { number: box.wagon, containers: [box] };
			list.push(made);
			by.set(box.wagon, made);
		}
	}
	return { wagons: list, loose };
}

const feet = box => /^\dx(\d\d)/.exec(box.position || "")?.[1];
const nth = box => Number(/:(\d)$/.exec(box.position || "")?.[1] || 9);

// Where on it a box stands: ends of wagons of two are its halves.
const onIt = wagon => [...wagon.containers].sort((a, b) => nth(a) - nth(b));

function box(its, ended) {
	const p = parts(its.number), gone = its.until && !ended;
	const where = [positionText(its.position), gone ? t("trains.off", { time: instantText(its.until) }) : ""].filter(Boolean).join(" · ");
	return html`<a class="on-deck" data-feet=${feet(its) || nothing} data-gone=${gone ? "" : nothing} href=${boxLink(its.number)} title=${where || nothing}>
		<span class="owner">${p.owner}</span> <span class="serial">${p.serial}${p.digit ? html` <span class="digit">${p.digit}</span>` : nothing}</span>${where ? html`<span class="hidden"> ${where}</span>` : nothing}</a>`;
}

const bogie = x => svg`<circle cx=${x} cy="7" r="3.2"></circle><circle cx=${x + 9} cy="7" r="3.2"></circle>`;
const under = html`<svg class="bogies" aria-hidden="true" viewBox="0 0 100 11" preserveAspectRatio="none">${svg`<path d="M0 1.500h100"></path>`}</svg>
	<span class="bogie" aria-hidden="true"><svg viewBox="0 0 20 11">${bogie(5.5)}</svg></span><span class="bogie last" aria-hidden="true"><svg viewBox="0 0 20 11">${bogie(5.5)}</svg></span>`;

function wagon(its, ended) {
	const out = its.until && !ended;
	return html`<li class="wagon" data-out=${out ? "" : nothing} data-planned=${its.classifier === "PLN" ? "" : nothing}>
		<div class="deck">${its.containers.length ? onIt(its).map(b => box(b, ended)) : html`<span class="deck-empty">${t("trains.deck-empty")}</span>`}</div>
		<div class="under">${under}</div>
		<p class="wagon-name">${its.place ? html`<span class="wagon-place"><span class="hidden">${t("trains.nth")} </span>${count(its.place)}</span>` : nothing}
			<a href=${wagonLink(its.number)}><span class="hidden">${t("rail.wagon.short")} </span>${its.number}</a>${its.type ? html` <span class="quiet">${its.type}</span>` : nothing}</p>
		${out ? html`<p class="quiet wagon-more">${t("trains.out", { time: instantText(its.until) })}</p>` : nothing}
		${its.classifier === "PLN" ? html`<p class="quiet wagon-more">${t("class.PLN")}</p>` : nothing}</li>`;
}

const engine = html`<li class="engine" aria-hidden="true"><svg viewBox="0 0 120 74"><path class="body" d="M4 62V34c0-9 5-17 15-20l22-8h63a12 12 0 0 1 12 12v44z"></path><path class="glass" d="M16 33c2-7 6-10 12-12l12-4v16zM48 16h18v17H48z"></path>
	<path class="stripe" d="M4 44h112v6H4z"></path><circle cx="24" cy="65" r="7"></circle><circle cx="44" cy="65" r="7"></circle><circle cx="78" cy="65" r="7"></circle><circle cx="98" cy="65" r="7"></circle></svg></li>`;

export function strip(train) {
	const { wagons, loose } = wagonsOf(train), boxes = [...wagons.flatMap(w => w.containers), ...loose];
	// A train that has done its way stands as it was.
	const ended = boxes.length > 0 && boxes.every(b => b.until);
	const inOrder = wagons.some(w => w.place);
	return html`<section class="card strip-card" aria-labelledby="strip-title"><h2 id="strip-title">${t("trains.strip")}</h2>
		${wagons.length ? html`<ol class="strip">${engine}${wagons.map(w => wagon(w, ended))}</ol>` : html`<p class="empty">${t("trains.no-wagons")}</p>`}
		${loose.length ? html`<h3 class="loose-title">${t("trains.loose")}</h3><ul class="loose">${loose.map(b => html`<li>${box(b, ended)}</li>`)}</ul>` : nothing}
		<p class="quiet strip-note">${[wagons.length && !inOrder ? t("trains.no-order") : "", ended ? t("trains.ended") : boxes.some(b => b.until) ? t("trains.gone") : ""].filter(Boolean).join(" ")}</p></section>`;
}
