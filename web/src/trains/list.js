// Trains, the latest day first: by any name, a place, a day; where each was last and what is on it.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { combo } from "../combo.js";
import { Fresh } from "../hub/live.js";
import { spaced } from "../rail.js";
import { placeName } from "../show.js";
import { language, t } from "../tongue.js";
import { called, counts, dayWord, lastly, link, next, silent, tabs } from "./parts.js";

const page = 50, most = 200;

// Of a TAF identifier its company and core.
const shortName = n => n.kind === "taf" ? n.name.split("/").slice(0, 2).join(" ") : spaced(n.name);

function row(train) {
	const { first, others } = called(train), { position } = train;
	return html`<li class="train-row" data-silent=${silent(train) ? "" : nothing}>
		<div class="train-called"><a href=${link(train)}>${icon("RAIL")}<span class="hidden">${t("mode.RAIL")} </span><strong translate="no">${first}</strong></a>
			${others.length ? html`<p class="quiet train-others">${others.map(n => html`<span><span class="kind">${t("rail.name." + n.kind)}</span> <span class="train-name" data-kind=${n.kind} translate="no" title=${n.name}>${shortName(n)}</span></span>`)}</p>` : nothing}</div>
		<p class="train-last">${position ? lastly(position) : html`<span class="quiet">${t("trains.unheard")}</span>`}</p>
		<p class="train-next">${train.next ? next(train.next) : nothing}</p>
		<p class="train-counts">${counts(train.wagonCount, train.containerCount) || html`<span class="quiet">${t("trains.empty")}</span>`}</p></li>`;
}

class Trains extends Fresh {
	static properties = { state: {}, go: {}, place: {}, asking: { state: true } };

	concerns() {
		return true;
	}

	ask(signal) {
		return api.trains({ ...this.state, limit: Math.min(most, Math.max(page, this.answer.trains.length)) }, signal);
	}

	firstUpdated() {
		combo(this.querySelector("#train-place"), this.querySelector("#train-places"), {
			label: "overview.place.options",
			find: async (text, signal) => text.trim() ? (await api.places(text.trim(), signal)).places.map(p => ({
				value: p.code, parts: html`<span>${placeName(p)}</span><span class="quiet code">${p.code}</span>`,
			})) : [],
			take: place => this.to({ place }),
		});
	}

	to(change) {
		const q = new URLSearchParams(Object.entries({ ...this.state, ...change }).filter(([, value]) => value));
		this.go("/trains" + (q.toString() ? "?" + q : ""));
	}

	async choose(e) {
		e.preventDefault();
		const said = Object.fromEntries([...new FormData(e.target)].map(([k, v]) => [k, v.trim()]));
		if (said.place && this.place && said.place === placeName(this.place))
			said.place = this.place.code;
		else if (said.place)
			said.place = (await api.places(said.place).catch(() => null))?.places[0]?.code || said.place;
		this.to(said);
	}

	async more() {
		const before = this.answer.trains.length;
		this.asking = true;
		try {
			const got = await api.trains({ ...this.state, limit: page, cursor: this.answer.next });
			this.answer = { ...got, trains: [...this.answer.trains, ...got.trains] };
			await this.updateComplete;
			announce(t("trains.shown", { n: this.answer.trains.length }));
			this.querySelectorAll(".train-called a")[before]?.focus({ preventScroll: true });
		} catch {
			this.failed = true;
		}
		this.asking = false;
	}

	asked() {
		const { name = "", day = "", place = "" } = this.state;
		return html`<form class="train-asked" role="search" aria-label=${t("trains.asked")} @submit=${this.choose}>
			<div class="field"><label for="train-name">${t("trains.name")}</label><input id="train-name" name="name" type="text" autocomplete="off" spellcheck="false" maxlength="60" .value=${name} placeholder="X8155"></div>
			<div class="field"><label for="train-place">${t("trains.place")}</label><div class="combo"><input id="train-place" name="place" type="text" autocomplete="off" spellcheck="false" maxlength="60" .value=${this.place ? placeName(this.place) : place}>
				<ul class="options" id="train-places" hidden></ul></div></div>
			<div class="field"><label for="train-day">${t("trains.day")}</label><input id="train-day" name="day" type="date" .value=${day}></div>
			<button class="primary">${t("trains.show")}</button>
			${name || day || place ? html`<a class="clear" href="/trains">${t("overview.clear")}</a>` : nothing}</form>`;
	}

	// A name alone, of which nothing is known, is shown to who asks for it.
	trains() {
		return this.answer.trains.filter(its => this.state.name || its.position || its.next || its.wagonCount || its.containerCount);
	}

	render() {
		const { next: rest } = this.answer, trains = this.trains(), days = Map.groupBy ? Map.groupBy(trains, its => its.day) : grouped(trains);
		return html`<section class="trains"><div class="card trains-head"><div class="trains-title"><h1 id="title" tabindex="-1">${t("trains.title")}</h1>${tabs("trains")}</div>
			<p class="quiet">${t("trains.about")}</p>${this.asked()}${this.asOf()}</div>
			${trains.length ? html`<div class="card train-days">${[...days].map(([day, its]) => html`<section aria-labelledby="day-${day}"><h2 id="day-${day}">${dayWord(day)}</h2>
				<ul class="train-rows">${repeat(its, x => x.train, row)}</ul></section>`)}
				<button type="button" class="more" ?hidden=${!rest} ?disabled=${this.asking} @click=${this.more}>${t("overview.more")}</button></div>`
			: html`<p class="card empty">${t("trains.none")}</p>`}</section>`;
	}
}

function grouped(trains) {
	const days = new Map();
	for (const its of trains)
		days.set(its.day, [...(days.get(its.day) || []), its]);
	return days;
}
customElements.define("lb-trains", Trains);

export async function screen({ query, signal, go }) {
	const state = Object.fromEntries(["name", "place", "day"].map(k => [k, query.get(k) || ""]).filter(([, v]) => v));
	const [answer, place] = await Promise.all([api.trains({ ...state, limit: page }, signal), state.place ? api.place(state.place, signal).catch(() => null) : null]);
	return html`<lb-trains .answer=${answer} .state=${state} .place=${place} .go=${go} .tongue=${language()}></lb-trains>`;
}
