// What is found of a container: what stands in its way, its free time, who has it, its seals, weights and customs transit, as the
// members holds, available, dwell, custody, seals, weights and transit of an answer say.  Only what is known stands there.
import { html, nothing } from "lit";
import { icon } from "./dom.js";
import { momentElement, ownTime, spanText } from "./moment.js";
import { railway } from "./rail.js";
import { comma, countryName, placeName, senderName, word } from "./show.js";
import { amount, locale, t } from "./tongue.js";

const day = text => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", weekday: "short", timeZone: "UTC" }).format(Date.parse(text + "T00:00Z"));
const kilograms = n => amount(n, "KGM");
const paperName = p => `${word("ref", p.kind)} ${p.number}`;

// Minor units as the currency has them.
function money(minor, currency) {
	const shape = new Intl.NumberFormat(locale(), { style: "currency", currency });
	return shape.format(minor / 10 ** shape.resolvedOptions().maximumFractionDigits);
}

// state: good, bad, open (nobody told), calm
const line = (state, sign, what, more) => html`<li class="found" data-state=${state}>${icon(sign)}<div><p>${what}</p>${
	more ? html`<p class="quiet">${more}</p>` : nothing}</div></li>`;
const told = e => html`${e.at ? momentElement(e.at) : nothing}${e.sender ? html` · ${senderName(e.sender)}` : nothing}`;
// When, and how long that is by now: on the next line as one, where the first is full.
const lasting = since => html`${momentElement(since)} <span class="found-span">${spanText(since)}</span>`;
const more = (summary, content) => html`<details class="found-more"><summary>${summary}</summary>${content}</details>`;
const part = (name, title, content) => content ? html`<section class="finding" data-finding=${name} aria-labelledby="finding-${name}"><h3 id="finding-${name}">${title}</h3>${content}</section>` : "";

// ------------------------------------------------------------------ what stands in its way

const signs = { yes: ["good", "check"], no: ["bad", "close"], "not-told": ["open", "dot"] };

const condition = c => line(...signs[c.is], t(`find.${c.condition}.${c.is}`), c.at ? told(c) : "");

const holdName = h => h.what === "damaged" ? t("find.damaged") : t("find.hold." + h.kind);

const hold = h => line(h.state === "open" ? "bad" : "calm", h.state === "open" ? "alert" : "check",
	html`${holdName(h)}${h.country ? html`${comma()}${countryName(h.country)}` : nothing} ${h.state === "open" ? nothing : html`<span class="tag">${t("find.state." + h.state)}</span>`}`,
	html`${told(h)}${h.until ? html`<br>${t("find.until")} ${momentElement(h.until)}${h.liftedBy && h.state === "lifted" ? html` · ${h.liftedBy}` : nothing}` : nothing}${
		h.reasons?.length ? html`<br>${h.reasons.join(" · ")}` : nothing}`);

// On its way nobody asks whether it may be collected.
const isThere = box => box.available && (box.available.is === "yes" || box.available.conditions[0].is === "yes" || (box.destination?.code && box.place?.code === box.destination.code));

function way(box) {
	const { available, holds = [] } = box, open = holds.filter(h => h.state === "open"), past = holds.filter(h => h.state !== "open");
	if (!isThere(box) && !holds.length)
		return "";
	return html`${isThere(box) ? html`<p class="found-head" data-state=${signs[available.is][0]}>${t("find.available." + available.is)}${
		available.since ? html` <span class="quiet">${momentElement(available.since)}</span>` : nothing}</p><ul>${available.conditions.filter(c => c.is !== "no" || c.condition !== "no-hold").map(condition)}</ul>` : nothing}
		${open.length ? html`<ul>${open.map(hold)}</ul>` : nothing}
		${past.length ? more(t("find.holds.past", { n: past.length }), html`<ul>${past.map(hold)}</ul>`) : nothing}`;
}

// ------------------------------------------------------------------ free time

const left = c => c.freeLeft ? t("find.left", { n: c.freeLeft }) : c.stop ? t("find.stopped") : t("find.over", { n: c.charged });

const prices = c => html`<table class="found-table"><thead class="hidden"><tr><th scope="col">${t("find.day")}</th><th scope="col">${t("find.that-day")}</th><th scope="col">${t("find.total")}</th></tr></thead>
	<tbody>${c.coming.map(d => html`<tr><th scope="row">${day(d.day)}</th><td>${money(d.minor, c.currency)}</td><td><span class="quiet">${money(d.total, c.currency)}</span></td></tr>`)}</tbody></table>`;

const clock = c => html`<li class="found-clock" data-state=${c.stop ? "calm" : c.freeLeft > 2 ? "good" : c.freeLeft ? "open" : "bad"}>
	<p>${t("find.clock." + c.kind)}${comma()}${placeName(c.place)}${c.party ? html` · ${railway(c.party)}` : nothing}</p>
	<p class="found-day"><strong>${day(c.lastFreeDay)}</strong> <span>${left(c)}</span></p>
	<p class="quiet">${t("find.free", { n: c.freeDays })} ${t("find.days." + c.days)}${c.currency && c.cost ? html` · ${t("find.so-far", { cost: money(c.cost, c.currency) })}` : nothing}</p>
	${c.coming && c.coming.at(-1).total ? more(t("find.coming"), prices(c)) : nothing}</li>`;

function free({ dwell }) {
	if (!dwell)
		return "";
	const running = dwell.clocks.filter(c => !c.stop), past = dwell.clocks.filter(c => c.stop);
	if (!dwell.since && !running.length)
		return past.length ? more(t("find.clocks.past", { n: past.length }), html`<ul>${past.map(clock)}</ul>`) : "";
	return html`${running.length ? html`<ul>${running.map(clock)}</ul>` : html`<p class="quiet">${t("find.no-terms")}</p>`}
		${dwell.since ? html`<p class="quiet found-since">${t("find.stands")} ${lasting(dwell.since)}</p>` : nothing}
		${past.length ? more(t("find.clocks.past", { n: past.length }), html`<ul>${past.map(clock)}</ul>`) : nothing}`;
}

// ------------------------------------------------------------------ who has it

const handName = h => html`${t("find.hand." + h.hand)}${h.name ? html` · <strong>${h.hand === "railway" ? railway(h.name) : h.name}</strong>` : nothing}${h.place ? html`${comma()}${placeName(h.place)}` : nothing}`;

const hand = h => html`<li class="found" data-state="calm">${icon(h.hand === "railway" ? "RAIL" : h.hand === "carrier" ? "VESSEL" : h.hand === "trucker" ? "TRUCK" : "box")}<div>
	<p>${handName(h)}</p><p class="quiet">${momentElement(h.since)}</p>${h.gap ? html`<p class="found-gap">${icon("alert")} ${t("find.gap")}</p>` : nothing}</div></li>`;

function who({ custody }) {
	if (!custody)
		return "";
	const { now, chain } = custody, gaps = chain.filter(h => h.gap).length;
	return html`<p class="found-head">${now.name ? html`${now.hand === "railway" ? railway(now.name) : now.name}${now.place ? html`${comma()}${placeName(now.place)}` : nothing}` : handName(now)}</p>
		<p class="quiet">${now.name ? html`${t("find.hand." + now.hand)} · ` : nothing}${t("find.since")} ${lasting(now.since)}</p>
		${gaps ? html`<p class="found-gap">${icon("alert")} ${t("find.gaps", { n: gaps })}</p>` : nothing}
		${chain.length > 1 ? more(t("find.chain", { n: chain.length }), html`<ol>${chain.map(hand)}</ol>`) : nothing}`;
}

// ------------------------------------------------------------------ seals

const issuer = by => by ? html` <span class="quiet">${word("seal", by)}</span>` : nothing;

const seal = s => html`<li class="found-seal"><strong class="code">${s.number}</strong>${issuer(s.issuer)}${s.sort === "navigation" ? html` <span class="tag">${t("find.navigation")}</span>` : nothing}
	<p class="quiet">${t("find.since")} ${momentElement(s.since)}${s.paper ? html` · ${paperName(s.paper)}` : nothing}</p></li>`;

const change = c => line(c.wrong ? "bad" : "calm", c.wrong ? "alert" : "seal",
	html`${t("find.seal." + c.step)}${c.number ? html` <strong class="code">${c.number}</strong>` : nothing}${issuer(c.issuer)}${c.before ? html` <span class="quiet">${t("find.instead", { number: c.before })}</span>` : nothing}`,
	html`${c.place ? html`${placeName(c.place)} · ` : nothing}${told(c)}${c.changeOfWagon ? html`<br>${t("find.change-of-wagon")}` : nothing}${c.paper ? html`<br>${paperName(c.paper)}` : nothing}`);

function seals(box) {
	const its = box.seals;
	if (!its)
		return "";
	const wrong = its.history.filter(c => c.wrong), rest = its.history.length > 1;
	return html`${its.now.length ? html`<ul>${its.now.map(seal)}</ul>` : html`<p class="quiet">${t("find.no-seal")}</p>`}
		${wrong.length ? html`<ul>${wrong.map(change)}</ul>` : nothing}
		${its.papersApart.length ? html`<ul>${its.papersApart.map(p => line("bad", "alert", t("find.apart", { paper: paperName(p.paper) }), p.seals))}</ul>` : nothing}
		${rest ? more(t("find.seals.all", { n: its.history.length }), html`<ol>${its.history.map(change)}</ol>`) : nothing}`;
}

// ------------------------------------------------------------------ weights

// Who told the same of the same kind stand in one row.
function alike(numbers) {
	const rows = new Map();
	for (const n of numbers) {
		const key = `${n.kind} ${n.kilograms}`, by = n.paper ? paperName(n.paper) : senderName(n.sender);
		rows.set(key, { ...n, told: new Set([...rows.get(key)?.told ?? [], by].filter(Boolean)) });
	}
	return [...rows.values()];
}

// Who weighed it so differ all by the same.
const once = apart => [...new Map(apart.map(d => [`${d.first} ${d.second} ${Math.abs(d.difference)} ${d.rule}`, d])).values()];

function weights(box) {
	const its = box.weights;
	if (!its)
		return "";
	const rows = alike(its.numbers).map(n => html`<tr><th scope="row">${t("find.weight." + n.kind)}<br><span class="quiet">${[...n.told].join(" · ")}</span></th><td>${kilograms(n.kilograms)}</td></tr>`);
	return html`<table class="found-table"><tbody>${rows}</tbody></table>
		<ul>${once(its.apart).map(d => line("bad", "alert", t("find.differ", { first: t("find.weight." + d.first), second: t("find.weight." + d.second), by: kilograms(Math.abs(d.difference)) }),
			t("find.tolerance." + d.rule, { kg: kilograms(d.tolerance) })))}
		${its.overload ? line("bad", "alert", t("find.overload", { kg: kilograms(its.overload) }), t("find.rating", { kg: kilograms(its.rating) })) : nothing}
		${its.unbalanced ? line("bad", "alert", t("find.unbalanced"), told(its.unbalanced)) : nothing}</ul>`;
}

// ------------------------------------------------------------------ customs transit

const late = { near: "open", past: "bad" };

const procedure = p => html`<li class="found" data-state=${p.state === "discharged" ? "good" : late[p.limit] || (p.state === "arrived" ? "open" : "calm")}>${icon("stamp")}<div>
	<p>${t("find.transit." + p.kind)} <strong class="code">${p.number}</strong></p>
	<p>${t("find.transit.state." + p.state)}${p.until ? html` · ${t("find.limit." + p.limit, { time: ownTime(p.until) })}` : nothing}</p>
	${p.officeFrom || p.officeTo ? html`<p class="quiet">${placeName(p.officeFrom)} → ${placeName(p.officeTo)}</p>` : nothing}
	${p.seals ? html`<p class="quiet">${t("fact.seals")}: ${p.seals}</p>` : nothing}</div></li>`;

const transit = box => box.transit ? html`<p class="found-head" data-state=${box.transit.bonded ? "open" : "good"}>${t(box.transit.bonded ? "find.bonded" : "find.not-bonded")}</p>
	<ul>${box.transit.procedures.map(procedure)}</ul>` : "";

// ------------------------------------------------------------------

export function findings(box) {
	const parts = [
		part("way", t("find.way"), way(box)),
		part("free", t("find.free-time"), free(box)),
		part("who", t("find.who"), who(box)),
		part("seals", t("find.seals"), seals(box)),
		part("weights", t("find.weights"), weights(box)),
		part("transit", t("find.transit"), transit(box)),
	].filter(Boolean);
	return parts.length ? html`<section class="card findings" data-parts=${parts.length} aria-labelledby="findings-title"><h2 id="findings-title" class="hidden">${t("find.title")}</h2>${parts}</section>` : "";
}
