// One route: its timetable, when it runs, what it takes and costs; its line on the map; what was kept of it before.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { ownTime } from "../moment.js";
import { count, language, t } from "../tongue.js";
import { kilometres, modeIcon, modeWord, money, noteText, span } from "../plans/parts.js";
import { learn, placeOf } from "../plans/places.js";
import { calendar, dates, placeWord, sizeWord, validity } from "./parts.js";
import "../plans/map.js";

const fact = (name, content) => content ? html`<div><dt>${t("routes.cell." + name)}</dt><dd>${content}</dd></div>` : nothing;

// "day 3 19:00", of the trip's first.
const clock = (day, time) => time ? html`<span class="quiet">${t("routes.day", { n: (day ?? 0) + 1 })}</span> ${time}` : "";

const cutOffs = its => its ? html`<p class="cut-offs">${t("routes.cell.cut-offs")}: ${Object.entries(its).map(([what, minutes]) => `${t("routes.cut-off." + what)} ${span(minutes)}`).join(", ")}</p>` : nothing;

const only = s => s.board === false && s.alight === false ? t("routes.passes") : s.board === false ? t("routes.no-board") : s.alight === false ? t("routes.no-alight") : "";

function timetable(r) {
	const kms = r.stops.some(s => s.km !== undefined);
	return html`<section class="card" aria-labelledby="timetable-title"><h2 id="timetable-title">${t("routes.timetable")}</h2><p class="quiet routes-clock">${t("routes.timetable.about")}</p>
		<div class="wide-table" tabindex="0" role="region" aria-labelledby="timetable-title"><table class="told timetable"><thead><tr><th scope="col">${t("routes.cell.stop")}</th><th scope="col">${t("plans.arrives")}</th><th scope="col">${t("plans.departs")}</th>${kms ? html`<th scope="col" class="number">${t("routes.cell.km")}</th>` : nothing}</tr></thead>
		<tbody>${r.stops.map(s => html`<tr><th scope="row"><strong>${placeWord(s.place)}</strong> <span class="quiet code">${s.place}</span>${only(s) ? html` <span class="tag">${only(s)}</span>` : nothing}${cutOffs(s.cutOffs)}</th>
			<td>${clock(s.arriveDay, s.arrives)}</td><td>${clock(s.departDay, s.departs)}</td>${kms ? html`<td class="number">${s.km !== undefined ? kilometres(s.km) : ""}</td>` : nothing}</tr>`)}</tbody></table></div></section>`;
}

// Which ship or train goes when, where that is told.
const voyages = r => r.voyages?.length ? html`<section class="card" aria-labelledby="voyages-title"><h2 id="voyages-title">${t("routes.voyages")}</h2><div class="wide-table" tabindex="0" role="region" aria-labelledby="voyages-title"><table class="told"><tbody>${
	r.voyages.map(v => html`<tr><th scope="row">${dates([v.date])}</th><td>${[v.number, v.universalReference].filter(Boolean).join(" · ")}</td><td>${v.vessel?.name ?? ""}${v.vessel?.imo ? html` <span class="quiet">IMO ${v.vessel.imo}</span>` : nothing}</td></tr>`)}</tbody></table></div></section>` : nothing;

function tariff(r) {
	const all = [...(r.prices ?? []), ...(r.surcharges ?? [])], stretch = p => p.from || p.to ? `${placeWord(p.from ?? r.stops[0].place)} – ${placeWord(p.to ?? r.stops.at(-1).place)}` : t("routes.whole");
	return html`<section class="card" aria-labelledby="prices-title"><h2 id="prices-title">${t("routes.prices")}</h2>${all.length ? html`<div class="wide-table" tabindex="0" role="region" aria-labelledby="prices-title"><table class="told"><thead><tr><th scope="col">${t("routes.stretch")}</th><th scope="col">${t("plans.size")}</th><th scope="col" class="number">${t("plans.value.price")}</th></tr></thead>
		<tbody>${all.map(p => html`<tr><td>${stretch(p)}${p.charge ? html` <span class="tag">${p.charge}</span>` : nothing}${p.only ? html` <span class="tag">${p.only}</span>` : nothing}${p.validFrom || p.validUntil ? html`<br><span class="quiet">${validity({ from: p.validFrom, until: p.validUntil })}</span>` : nothing}</td><td>${sizeWord(p.size)}</td><td class="number">${money(p.minor, p.currency)}</td></tr>`)}</tbody></table></div>`
		: html`<p class="quiet">${t("routes.prices.none")}</p>`}</section>`;
}

function capacity(its) {
	const says = [its?.teu !== undefined ? t("routes.teu", { n: count(its.teu) }) : "", its?.kg !== undefined ? t("plans.kg", { n: count(its.kg) }) : "", its?.plugs !== undefined ? t("routes.plugs", { n: its.plugs }) : "",
		its?.dangerous ? t("routes.dangerous") : t("routes.no-dangerous")];
	return says.filter(Boolean).join(" · ");
}

const emission = its => its ? html`${its.gramsPerTonneKm !== undefined ? t("routes.per-tkm", { n: its.gramsPerTonneKm }) : t("routes.per-teu", { n: its.gramsPerTeuKm })}${its.wellToTank !== undefined ? html` <span class="quiet">${t("routes.wtt", { n: Math.round(its.wellToTank * 100) })}</span>` : nothing}
	${its.source ? html`<br><span class="quiet">${noteText(its.source)}${its.version ? ` · ${its.version}` : ""}</span>` : nothing}` : t("plans.co2e.none");

const way = r => [{ name: r.name, legs: [{ mode: r.mode, places: r.stops.map(s => placeOf(s.place)) }] }];

const ends = r => "/plans?" + new URLSearchParams({ from: r.stops[0].place, to: r.stops.at(-1).place });

const word = b => html`<li>${b.dropped ? t("routes.dropped") : t("routes.set")} <time datetime=${b.set}>${ownTime(b.set)}</time>${b.by ? html` <span class="quiet">${b.by}</span>` : nothing}</li>`;

export async function screen({ arguments: [name], signal }) {
	const r = await api.record("routes", name, signal);
	await learn(r.stops.map(s => s.place), signal).catch(e => { if (e.name === "AbortError") throw e; });
	return html`<p class="back"><a href="/routes">${icon("back")}${t("routes.all")}</a></p><article class="plans route">
		<header class="card"><div class="head-line route-head"><h1 id="title" tabindex="-1"><span class="chain-mode" data-mode=${r.mode}>${modeIcon(r.mode)}<span class="hidden">${modeWord(r.mode)} </span></span> ${r.title || r.name}</h1>${r.note ? html`<span class="tag">${noteText(r.note)}</span>` : nothing}</div>
			<dl class="plan-facts">${fact("operator", r.operator)}${fact("name", html`<span class="code">${r.name}</span>`)}${fact("runs", calendar(r))}${fact("valid", validity(r))}${fact("service", [r.carrier?.code, r.code, r.universalReference].filter(Boolean).join(" · "))}${fact("vessel", [r.vessel?.name, r.vessel?.imo && `IMO ${r.vessel.imo}`].filter(Boolean).join(" · "))}${fact("capacity", capacity(r.capacity))}${fact("emission", emission(r.emission))}
				${r.added && (r.weekdays || r.every) ? fact("added", dates(r.added)) : nothing}${!r.weekdays && !r.every && r.added ? fact("dates", dates(r.added)) : nothing}${r.cancelled ? fact("cancelled", dates(r.cancelled)) : nothing}</dl>
			<p class="route-on"><a class="primary" href=${ends(r)}>${t("routes.plan")}</a></p></header>
		<div class="route-halves"><div class="plans">${timetable(r)}${voyages(r)}${tariff(r)}<section class="card" aria-labelledby="told-title"><h2 id="told-title">${t("routes.told")}</h2><ul class="record-words">${word(r)}${(r.before ?? []).map(word)}</ul></section></div>
			<lb-plan-map .ways=${way(r)} .opened=${r.name} .tongue=${language()}></lb-plan-map></div></article>`;
}
