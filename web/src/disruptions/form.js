// <lb-disruption-form>: what is closed or rationed, from when until when, by whose word.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { zoned, zonedAt } from "../journey/zoned.js";
import { countryName, placeName } from "../show.js";
import { t } from "../tongue.js";
import { countryCodes, findCountries, findPlaces, findRoutes, pick, placeCode } from "../plans/pick.js";
import { known, learn, placeOf } from "../plans/places.js";
import { kindOf, kinds, zoneOf } from "./state.js";

const placeShown = code => placeName(placeOf(code)) || code;
const whereShown = { place: placeShown, toPlace: placeShown, country: countryName, route: code => code };
const finders = { place: findPlaces, toPlace: findPlaces, country: findCountries, route: findRoutes };

async function typed(member, input) {
	const text = input.value.trim();
	if (member === "place" || member === "toPlace")
		return placeCode(input, known(input.dataset.stood ?? ""));
	if (input.dataset.code)
		return input.dataset.code;
	return member === "country" ? countryCodes().find(c => c === text.toUpperCase() || countryName(c).toLowerCase() === text.toLowerCase()) ?? text : text;
}

// As a field for a date and a time has it, by that clock.
const clock = (text, zone) => Date.parse(text) ? zonedAt(Date.parse(text), zone).slice(0, 16) : "";

class DisruptionForm extends LitElement {
	// asked: as it stands in the address; wrong: {field, text, lang}; go(asked)
	static properties = { asked: { attribute: false }, wrong: { attribute: false }, go: { attribute: false }, tongue: {}, busy: { state: true }, kind: { state: true }, rationed: { state: true }, more: { state: true } };

	constructor() {
		super();
		this.picks = new WeakSet();
	}

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("asked")) {
			[this.kind, this.rationed, this.busy] = [kindOf(this.asked), !!this.asked.trainsADay, false];
			this.more ||= !!this.asked.commodity || this.asked.dangerous;
		}
	}

	updated() {
		for (const input of this.querySelectorAll("input[data-where]"))
			if (!this.picks.has(input)) {
				this.picks.add(input);
				pick(input, input.nextElementSibling, { find: finders[input.dataset.where], shown: whereShown[input.dataset.where] });
			}
	}

	async #send(e) {
		e.preventDefault();
		const said = Object.fromEntries([...new FormData(e.target)].map(([k, v]) => [k, v.trim()]));
		this.busy = true;
		const where = Object.fromEntries(await Promise.all(kinds[this.kind].map(async k => [k, await typed(k, this.querySelector("#disruption-" + k))])));
		await learn([where.place].filter(Boolean)).catch(() => { /* by the reader's own clock */ });
		const zone = zoneOf(where), a = this.asked, whose = a.issuer === said.issuer && a.telegram === said.telegram && kinds[this.kind].every(k => a[k] === where[k]);
		this.go({ ...where, issuer: said.issuer, telegram: said.telegram, direction: said.direction || "", trainsADay: this.rationed ? said.trainsADay : "", from: zoned(said.from, zone) ?? "", until: zoned(said.until, zone) ?? "",
			commodity: this.rationed ? "" : said.commodity, dangerous: !this.rationed && !!said.dangerous, name: whose ? a.name : "" });
		this.busy = false;
	}

	#wrong(name) {
		return this.wrong?.field === name ? { invalid: "true", by: "disruption-wrong" } : { invalid: nothing, by: nothing };
	}

	#where(member) {
		const value = this.asked[member], wrong = this.#wrong(member);
		return html`<div class="field"><label for="disruption-${member}">${t("disruptions." + (member === "place" && this.kind === "stretch" ? "fromPlace" : member))}</label><div class="combo">${icon("pin", "lens")}<input id="disruption-${member}" data-where=${member} data-stood=${value || nothing} type="text" autocomplete="off" spellcheck="false" maxlength="60"
			required .value=${value ? whereShown[member](value) : ""} aria-invalid=${wrong.invalid} aria-describedby=${wrong.by}><ul class="options" id="disruption-${member}-options" hidden></ul></div></div>`;
	}

	#text(name, more = {}) {
		const wrong = this.#wrong(name);
		return html`<div class="field"><label for="disruption-${name}">${t("disruptions." + name)}</label><input id="disruption-${name}" name=${name} type=${more.type ?? "text"} autocomplete="off" ?required=${more.required} maxlength=${more.most ?? nothing} min=${more.least ?? nothing} placeholder=${more.hint ?? nothing}
			.value=${more.value ?? this.asked[name]} aria-invalid=${wrong.invalid} aria-describedby=${wrong.by}></div>`;
	}

	#choice(name, options, chosen, change) {
		return html`<fieldset class="field disruption-choice"><legend>${t("disruptions." + name)}</legend><div class="chips">${options.map(o => html`<label class="chip"><input type="radio" name="choice-${name}" value=${o} .checked=${o === chosen} @change=${() => change(o)}><span>${t(`disruptions.${name}.${o}`)}</span></label>`)}</div></fieldset>`;
	}

	#direction() {
		const a = this.asked, [from, to] = [a.place, a.toPlace].map(c => c ? placeShown(c) : ""), way = (x, y, word) => x && y ? `${x} → ${y}` : t("disruptions.direction." + word);
		return html`<div class="field"><label for="disruption-direction">${t("disruptions.direction")}</label><select id="disruption-direction" name="direction">${[["", t("disruptions.direction.both")], ["forth", way(from, to, "forth")], ["back", way(to, from, "back")]]
			.map(([v, text]) => html`<option value=${v} .selected=${v === (a.direction === "both" ? "" : a.direction)}>${text}</option>`)}</select></div>`;
	}

	render() {
		const a = this.asked, zone = zoneOf(a);
		return html`<form class="plan-form disruption-form" aria-label=${t("disruptions.form")} @submit=${this.#send}>
			<div class="disruption-kind">${this.#choice("what", Object.keys(kinds), this.kind, kind => { this.kind = kind; })}${this.#choice("how", ["closed", "rationed"], this.rationed ? "rationed" : "closed", how => { this.rationed = how === "rationed"; })}</div>
			<div class="disruption-where">${kinds[this.kind].map(k => this.#where(k))}${this.kind === "stretch" ? this.#direction() : nothing}${this.rationed ? this.#text("trainsADay", { type: "number", least: 1, required: true }) : nothing}</div>
			<div class="disruption-when">${this.#text("from", { type: "datetime-local", value: clock(a.from, zone) })}${this.#text("until", { type: "datetime-local", value: clock(a.until, zone) })}${this.#text("issuer", { required: true, most: 128, hint: "KTZ" })}${this.#text("telegram", { most: 64, hint: "NC-1207" })}</div>
			${this.rationed ? nothing : html`<details class="plan-more" ?open=${this.more} @toggle=${e => { this.more = e.target.open; }}><summary>${t("disruptions.more")}</summary><div class="plan-narrow">${this.#text("commodity", { most: 64 })}<label class="check"><input type="checkbox" name="dangerous" .checked=${a.dangerous}> <span>${t("disruptions.dangerous")}</span></label></div></details>`}
			${this.wrong ? html`<p class="flag" id="disruption-wrong" role="alert">${icon("alert")}<span lang=${this.wrong.lang || nothing}>${this.wrong.text}</span></p>` : nothing}
			<p class="plan-go"><button class="primary" ?disabled=${this.busy}>${t("disruptions.go")}</button>${a.issuer ? html`<a class="clear" href="/disruptions">${t("plans.anew")}</a>` : nothing}<span class="quiet">${t("disruptions.dry")}</span></p></form>`;
	}
}
customElements.define("lb-disruption-form", DisruptionForm);
