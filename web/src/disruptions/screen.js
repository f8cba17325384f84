// Disruptions: what closing or rationing a place, a stretch, a country or a route does to the containers under way, and telling them another
// way, all at once or box by box.  What is asked stands in the address; asking keeps nothing.
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce, icon } from "../dom.js";
import { Trouble, api } from "../api.js";
import { normalise } from "../number.js";
import { ask } from "../question.js";
import { count, language, t } from "../tongue.js";
import { tabs } from "../plans/parts.js";
import { learn } from "../plans/places.js";
import { validity, whereOf } from "../routes/parts.js";
import { advices, chosen, mayBeTold, row, sorts, unknown } from "./boxes.js";
import { address, asked, nameFor, restriction, whole, zoneOf } from "./state.js";
import "./form.js";

const page = 100; // rows at once

class Disruptions extends LitElement {
	// got: {answer}, {wrong}, or nothing where nothing is asked yet; taken: names that records have; go(path)
	static properties = { asked: { attribute: false }, got: { attribute: false }, taken: { attribute: false }, go: { attribute: false }, tongue: {}, ticked: { state: true }, advice: { state: true }, text: { state: true }, sort: { state: true }, upTo: { state: true }, name: { state: true }, asking: { state: true } };

	constructor() {
		super();
		Object.assign(this, { ticked: new Set(), advice: "", text: "", sort: sorts[0], upTo: page });
	}

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("got"))
			[this.ticked, this.upTo, this.advice, this.text, this.asking] = [new Set(), page, "", "", false];
		if (changed.has("got") || changed.has("taken"))
			this.name = nameFor(this.asked, this.taken);
	}

	get boxes() {
		return this.got.answer.boxes;
	}

	get shown() {
		return chosen(this.boxes, this);
	}

	#tick = number => {
		this.ticked = new Set(this.ticked.has(number) ? [...this.ticked].filter(n => n !== number) : [...this.ticked, number]);
	};

	// Those that are shown, all of them or none.
	#tickShown(on) {
		const its = this.shown.filter(mayBeTold).map(b => b.container);
		this.ticked = new Set(on ? [...this.ticked, ...its] : [...this.ticked].filter(n => !its.includes(n)));
		announce(t("disruptions.ticked", { n: this.ticked.size }));
	}

	// On a phone, where what was asked would stand before what was found.
	async #ask() {
		this.asking = true;
		await this.updateComplete;
		this.querySelector(".disruption-form input:checked").focus();
	}

	// ------------------------------------------------------------------ it is done

	async #apply(apply, n) {
		const { name } = this, about = [t("disruptions.ask.keep", { name }), n ? t("disruptions.ask.tell", { n }) : t("disruptions.ask.none")];
		const answer = await ask({ title: t(n ? "disruptions.ask" : "disruptions.ask.only", { n }), about, yes: t(n ? "disruptions.yes" : "disruptions.yes.only"),
			act: () => api.disrupt({ what: restriction(this.asked), name, dryRun: false, ...(apply ? { apply } : {}) }) });
		if (!answer)
			return;
		await learnOf(answer).catch(() => { /* codes are said */ });
		this.asked = { ...this.asked, name };
		history.replaceState(history.state, "", address(this.asked)); // asked again it is held against what it was before
		[this.taken, this.got] = [[...new Set([...this.taken, name])], { answer }];
		await this.updateComplete;
		this.querySelector("#disruption-result").focus();
	}

	// ------------------------------------------------------------------ what came of it

	#result() {
		const { answer } = this.got, { hit, looked, held, stopped, applied, name, dryRun, nothing: none } = answer, of = member => this.boxes.filter(b => b[member]).length, refused = of("refused"), kept = of("kept");
		const more = [held ? t("disruptions.held", { n: held }) : "", stopped ? t("disruptions.stopped", { n: stopped }) : "", kept ? t("disruptions.already", { n: kept }) : ""].filter(Boolean);
		return html`<div class="disruption-result"><h2 id="disruption-result" tabindex="-1">${hit ? t("disruptions.hit", { n: hit }) : t("disruptions.hit.none")}</h2>
			<p><strong>${whereOf(this.asked)}</strong> <span class="quiet">${this.asked.trainsADay ? t("routes.quota", { n: Number(this.asked.trainsADay) }) : t("routes.closed")} · ${validity(this.asked, zoneOf(this.asked))}</span></p>
			<p class="quiet">${none ? html`${t("disruptions.nothing")} ` : nothing}${t("disruptions.looked", { n: looked })} ${more.join(" ")}</p>
			${dryRun ? nothing : html`<p class="choose-done" role="status">${icon("check")}<span>${t("disruptions.done.kept", { name })} ${t("disruptions.done.told", { n: applied })}${refused ? html` <strong>${t("disruptions.done.refused", { n: refused })}</strong>` : nothing}</span></p>`}
			${unknown(answer.unknown)}${none ? nothing : this.#keep(dryRun)}</div>`;
	}

	#keep(dryRun) {
		return html`<div class="disruption-keep"><label class="disruption-name"><span>${t("disruptions.name")}</span><input type="text" maxlength="64" spellcheck="false" autocomplete="off" pattern="[a-z0-9][a-z0-9._\\-]*" .value=${this.name} @change=${e => { this.name = e.target.value.trim() || nameFor(this.asked, this.taken); }}></label>${dryRun ? html`<button type="button" class="link" id="disruption-only" @click=${() => this.#apply(null, 0)}>${t("disruptions.only")}</button>` : nothing}</div>`;
	}

	// In sight however long the list is.
	#bar() {
		const able = this.boxes.filter(mayBeTold), n = this.ticked.size;
		return able.length ? html`<div class="disruption-bar"><button type="button" class="primary" id="disruption-some" ?disabled=${!n} @click=${() => this.#apply([...this.ticked], n)}>${n ? t("disruptions.apply", { n }) : t("disruptions.apply.ticked")}</button>
			<button type="button" class="more" id="disruption-all" @click=${() => this.#apply("all", able.length)}>${t("disruptions.apply.all", { n: able.length })}</button></div>` : nothing;
	}

	#filters() {
		const n = advice => this.boxes.filter(b => !advice || b.advice === advice).length, used = advices.filter(n);
		const chip = (advice, word) => html`<button type="button" class="chip" data-status="all" aria-pressed=${String(this.advice === advice)} @click=${() => Object.assign(this, { advice, upTo: page })}>${word} <span class="many">${count(n(advice))}</span></button>`;
		return html`<div class="record-filters"><label class="hidden" for="disrupted-text">${t("disruptions.find")}</label><div class="combo">${icon("search", "lens")}<input id="disrupted-text" type="search" autocomplete="off" spellcheck="false" maxlength="20" placeholder=${t("disruptions.find")} .value=${this.text} @input=${e => Object.assign(this, { text: normalise(e.target.value), upTo: page })}></div>
			${used.length > 1 ? html`<div class="chips" role="group" aria-label=${t("disruptions.advice")}>${chip("", t("overview.all"))}${used.map(a => chip(a, t("disruptions.filter." + a)))}</div>` : nothing}
			<label class="board-pick"><span>${t("plans.sort")}</span><select id="disrupted-sort" @change=${e => { this.sort = e.target.value; }}>${sorts.map(s => html`<option value=${s} .selected=${s === this.sort}>${t("disruptions.sort." + s)}</option>`)}</select></label></div>`;
	}

	#list() {
		const { shown } = this, able = shown.filter(mayBeTold), ticked = able.filter(b => this.ticked.has(b.container)).length, on = { currency: this.got.answer.currency, ticked: this.ticked, tick: this.#tick };
		return html`<section class="card disrupted-card" aria-labelledby="disruption-result">${this.#result()}${this.boxes.length ? html`${this.#filters()}
			${able.length ? html`<label class="check disrupted-all"><input type="checkbox" .checked=${ticked === able.length} .indeterminate=${ticked > 0 && ticked < able.length} @change=${e => this.#tickShown(e.target.checked)}> <span>${t("disruptions.tick.all", { n: able.length })}</span></label>` : nothing}
			${shown.length ? html`<ul class="disrupted-list">${repeat(shown.slice(0, this.upTo), b => b.container, b => row(b, on))}</ul>${shown.length > this.upTo ? html`<button type="button" class="more" @click=${() => { this.upTo += page; }}>${t("overview.more")}</button>` : nothing}` : html`<p class="empty">${t("routes.none.shown")}</p>`}` : nothing}
			${this.#bar()}</section>`;
	}

	render() {
		const { answer } = this.got;
		return html`<section class="plans disruptions" data-found=${answer ? "" : nothing} data-asking=${this.asking ? "" : nothing}><div class="card plan-asked"><div class="trains-title"><h1 id="title" tabindex="-1">${t("plans.tab.disruptions")}</h1>${tabs("disruptions")}</div>
			<p class="quiet">${t("disruptions.about")} <a href="/routes?kind=restrictions">${t("disruptions.records")}</a></p>
			${answer ? html`<p class="plan-sum"><span><strong>${whereOf(this.asked)}</strong><br><span class="quiet">${[this.asked.issuer, this.asked.telegram].filter(Boolean).join(" · ")}</span></span><button type="button" class="more plan-change" @click=${this.#ask}>${t("plans.change")}</button></p>` : nothing}
			<lb-disruption-form .asked=${this.asked} .wrong=${this.got.wrong} .go=${a => this.go(address(a))} .tongue=${this.tongue}></lb-disruption-form></div>
			${answer ? this.#list() : nothing}</section>`;
	}
}
customElements.define("lb-disruptions", Disruptions);

const learnOf = (answer, signal) => learn([...new Set(answer.boxes.flatMap(b => [b.place, b.to, b.stuck?.place, ...(b.itinerary?.legs ?? []).flatMap(l => [l.from, l.to])].filter(Boolean)))], signal);

// At which field, where the server names one.
function wrongOf({ problem, message }) {
	const [, field] = /^(?:what\.)?(\w+)(?::| )/.exec(message) ?? [], place = /nobody knows a place (\S+)/.exec(message)?.[1];
	return problem?.status === 413 ? { text: message, lang: "en" } : place ? { field, text: t("plans.wrong.place", { place }) } : { field, text: message, lang: "en" };
}

async function got(what, signal) {
	if (!whole(what))
		return {};
	try {
		const answer = await api.disrupt({ what: restriction(what), ...(what.name ? { name: what.name } : {}) }, signal);
		await learnOf(answer, signal);
		return { answer };
	} catch (error) {
		if (![400, 413].includes(error.problem?.status))
			throw error;
		return { wrong: wrongOf(error) };
	}
}

export async function screen({ query: address, signal, go }) {
	const what = asked(address);
	if (!await api.operates())
		throw new Trouble("forbidden");
	await learn([what.place, what.toPlace].filter(Boolean), signal).catch(e => { if (e.name === "AbortError") throw e; });
	const [found, records] = await Promise.all([got(what, signal), api.records("restrictions", signal)]);
	return html`<lb-disruptions .asked=${what} .got=${found} .taken=${records.map(r => r.name)} .go=${go} .tongue=${language()}></lb-disruptions>`;
}
