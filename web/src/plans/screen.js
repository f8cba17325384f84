// Plans: ways from a place to another, to be compared; one of them opened, on the map, and chosen for a box.  What is asked stands in the address.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { momentText } from "../moment.js";
import { placeName, plate } from "../show.js";
import { zoned } from "../journey/zoned.js";
import { language, t } from "../tongue.js";
import { advance } from "../whence.js";
import { detail } from "./detail.js";
import { frameOf, list } from "./list.js";
import { tabs } from "./parts.js";
import { known, learn, placeOf } from "./places.js";
import { reason, wrongOf } from "./says.js";
import { address, asked, nameOf, ofBox, query, sizes, sorted } from "./state.js";
import { network as networkTold } from "./told.js";
import "./choose.js";
import "./form.js";
import "./map.js";

// What the map draws of a plan.
const wayOf = plan => ({ name: nameOf(plan), legs: plan.legs.map(l => ({ mode: l.mode, places: l.stops.map(s => s.place) })) });

// ------------------------------------------------------------------ the screen

class Plans extends LitElement {
	// got: {answer}, {wrong}, or {network} where nothing is asked yet.
	static properties = { asked: { attribute: false }, got: { attribute: false }, places: { attribute: false }, currencies: { attribute: false }, go: { attribute: false }, tongue: {}, asking: { state: true } };

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("got"))
			this.asking = false;
	}

	get plans() {
		return sorted(this.got.answer?.plans ?? [], this.asked.sort);
	}

	// The one that is named, else the first of them.
	get opened() {
		const all = this.plans;
		return all.find(p => nameOf(p) === this.asked.plan) ?? all[0];
	}

	#settle(change) {
		this.asked = { ...this.asked, ...change };
		history.replaceState(history.state, "", address(this.asked));
	}

	open = plan => {
		const next = { ...this.asked, plan: nameOf(plan) };
		advance(address(next)); // Back leads to the list again
		this.asked = next;
		this.updateComplete.then(() => {
			const title = this.querySelector("#plan-title");
			title.focus({ preventScroll: true });
			title.scrollIntoView({ block: "nearest" });
		});
	};

	back = e => {
		e.preventDefault();
		const was = this.asked.plan;
		this.#settle({ plan: "" });
		this.updateComplete.then(() => this.querySelector(`[data-plan="${was}"] a`)?.focus());
	};

	sort = by => {
		this.#settle({ sort: by === "arrival" ? "" : by, plan: this.asked.plan });
		announce(t("plans.sorted", { by: t("plans.sort." + by) }));
	};

	// Where the ways begin and end: as asked, else as the container's own.
	get ends() {
		const { asked: of } = this.got.answer, { from, to, container } = this.asked;
		return { from: ofBox(this.asked) ? plate(container) : placeName(placeOf(from)), to: placeOf(to || of.to) };
	}

	// On a phone, where what was asked would stand before what was found.
	async #ask() {
		this.asking = true;
		await this.updateComplete;
		this.querySelector("#plan-from, #plan-to").focus();
	}

	sum() {
		const a = this.asked, { from, to } = this.ends, says = [a.at && t("plans.sum.at", { time: momentText({ local: a.at }) }), a.by && t("plans.sum.by", { time: momentText({ local: a.by }) }), a.container && !ofBox(a) && a.container, sizes.includes(a.size) ? t("plans.size." + a.size) : a.size, a.reefer && t("plans.reefer"), a.dangerous && t("plans.dangerous")];
		return html`<p class="plan-sum"><span><strong>${from} → ${placeName(to)}</strong><br><span class="quiet">${says.filter(Boolean).join(" · ")}</span></span><button type="button" class="more plan-change" @click=${this.#ask}>${t("plans.change")}</button></p>`;
	}

	leftOut() {
		const { network } = this.got.answer;
		return html`${networkTold(network)}${network.leftOut ? html`<details class="found-more plan-left"><summary>${t("plans.left-out", { n: network.leftOut.length })}</summary><ul>${network.leftOut.map(l => html`<li><a href="/routes/${encodeURIComponent(l.name)}">${l.name}</a> <span class="quiet" lang="en">${l.why}</span></li>`)}</ul></details>` : nothing}`;
	}

	none() {
		const { answer } = this.got, bare = !answer.network.services;
		return html`<section class="card plan-none" role="status">${icon(bare ? "list" : "search", "big")}<h2>${t(bare ? "plans.no-routes" : "plans.none")}</h2><p>${bare ? t("plans.no-routes.about") : reason(answer.nothing)}</p>
			${bare ? html`<p><a class="primary" href="/routes">${t("plans.tab.routes")}</a></p>` : nothing}${this.leftOut()}</section>`;
	}

	found() {
		const plans = this.plans, plan = this.opened, { answer } = this.got, path = p => address({ ...this.asked, plan: nameOf(p) });
		const gone = this.asked.plan && nameOf(plan) !== this.asked.plan;
		return html`${gone ? html`<p class="flag soft">${icon("info")}${t("plans.gone")}</p>` : nothing}
			${list(plans, { frame: frameOf(plans), currency: answer.currency, opened: nameOf(plan), by: this.asked.sort, path, open: this.open, sort: this.sort })}
			<p class="back plan-back"><a href=${address({ ...this.asked, plan: "" })} @click=${this.back}>${icon("back")}${t("plans.all")}</a></p>
			<div class="plan-halves">${detail(plan, { currency: answer.currency, ...this.ends, box: answer.box,
				choose: html`<lb-choose .plan=${plan} .box=${this.asked.container} .deadline=${this.asked.by && zoned(this.asked.by, this.places.to?.zone)} .tongue=${this.tongue}></lb-choose>` })}
				<lb-plan-map .ways=${plans.map(wayOf)} .opened=${nameOf(plan)} .open=${name => this.open(plans.find(p => nameOf(p) === name))} .tongue=${this.tongue}></lb-plan-map></div>
			<div class="plan-foot quiet">${t("plans.exact")} ${this.leftOut()}</div>`;
	}

	render() {
		const { answer } = this.got;
		return html`<section class="plans" data-opened=${this.asked.plan && answer?.plans?.length ? "" : nothing} data-found=${answer ? "" : nothing} data-asking=${this.asking ? "" : nothing}>
			<div class="card plan-asked"><div class="trains-title"><h1 id="title" tabindex="-1">${t("plans.title")}</h1>${tabs("plans")}</div>
				<p class="quiet">${t("plans.about")}</p>${answer ? this.sum() : nothing}
				<lb-plan-form .asked=${this.asked} .answer=${answer} .places=${this.places} .currencies=${this.currencies} .wrong=${this.got.wrong} .go=${a => this.go(address(a))} .tongue=${this.tongue}></lb-plan-form></div>
			${answer ? answer.plans.length ? this.found() : this.none() : this.got.network?.length ? html`<lb-plan-map class="records-map" .ways=${[{ name: "all", legs: this.got.network }]} .opened=${"all"} .tongue=${this.tongue}></lb-plan-map>` : nothing}</section>`;
	}
}
customElements.define("lb-plans", Plans);

// What was found last: opening one of them, or another order, asks nobody.
let last = { of: "", at: 0, answer: null };
const fresh = 60000; // ms

async function find(what, signal) {
	const of = JSON.stringify(what);
	if (last.of !== of || Date.now() - last.at > fresh)
		last = { of, at: Date.now(), answer: await api.plans(what, signal) };
	for (const { legs } of last.answer.plans)
		for (const { stops } of legs)
			stops.forEach(s => known(s.place));
	return last.answer;
}

// What there is to go by, before anything is asked.
async function network(signal) {
	const { routes } = await api.someRoutes(signal);
	await learn(routes.flatMap(r => r.stops.map(s => s.place)), signal).catch(() => { /* what has no place is not drawn */ });
	return routes.map(r => ({ mode: r.mode, places: r.stops.map(s => placeOf(s.place)) }));
}

async function got(what, zones, signal) {
	if (!ofBox(what) && (!what.from || !what.to))
		return { network: await network(signal) };
	try {
		return { answer: await find(query(what, zones), signal) };
	} catch (error) {
		const wrong = wrongOf(error, ofBox(what) && what.container);
		if (!wrong)
			throw error;
		return { wrong };
	}
}

let rates = null; // the currencies there are

export async function screen({ query: address, signal, go }) {
	const what = asked(address);
	rates ??= api.records("rates", signal).then(list => [...new Set(list.flatMap(r => [r.currency, r.in]))].sort(), e => {
		rates = null;
		if (e.kind === "away" || e.kind === "busy" || e.name === "AbortError")
			return [];
		throw e;
	});
	await learn([what.from, what.to, ...what.via, ...what.avoidPlaces].filter(Boolean), signal).catch(e => { if (e.name === "AbortError") throw e; });
	const places = Object.fromEntries(["from", "to"].map(k => [k, placeOf(what[k]).name ? placeOf(what[k]) : null]));
	const found = await got(what, { from: places.from?.zone, to: places.to?.zone }, signal);
	const codes = found.answer?.plans.flatMap(p => p.legs.flatMap(l => [l.from.code, l.to.code])) ?? [], its = found.answer?.box ? [found.answer.box.place, found.answer.asked.to] : [];
	await learn([...its, ...codes], signal).catch(() => { /* the countries are not said */ });
	if (ofBox(what) && found.answer)
		places.to = placeOf(found.answer.asked.to);
	return html`<lb-plans .asked=${what} .got=${found} .places=${places} .currencies=${await rates} .go=${go} .tongue=${language()}></lb-plans>`;
}
