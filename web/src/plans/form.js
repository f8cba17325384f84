// <lb-plan-form>: from where to where, when, what, and what is to be left out.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { combo } from "../combo.js";
import { countryName, placeName } from "../show.js";
import { known as hinted, language, t } from "../tongue.js";
import { known, placeOf } from "./places.js";
import { modeIcon, modeWord } from "./parts.js";
import { lists, modes, sizes, usual } from "./state.js";
import "./tokens.js";

const suggestions = async (text, signal) => text ? (await api.places(text, signal)).places.map(p => ({ value: known(p).code, parts: html`<span>${placeName(p)}</span><span class="quiet code">${p.code}</span>` })) : [];

// Countries by the browser's own names.
let countries;
function countryCodes() {
	const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"], names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
	return countries ??= letters.flatMap(a => letters.map(b => a + b)).filter(c => names.of(c) && !/^(E[UZ]|UN|Q|X|ZZ)/.test(c));
}

function findCountries(text) {
	const wanted = text.toLowerCase(), fits = c => countryName(c).toLowerCase().startsWith(wanted) || c.toLowerCase() === wanted;
	return text ? countryCodes().filter(fits).slice(0, 8).map(c => ({ value: c, parts: html`<span>${countryName(c)}</span><span class="quiet code">${c}</span>` })) : [];
}

const readCountries = text => text.toUpperCase().split(/[\s,;]+/).filter(c => countryCodes().includes(c));
const readPlaces = text => text.toUpperCase().split(/[\s,;]+/).filter(c => /^[A-Z][A-Z0-9]{4}$/.test(c));

class PlanForm extends LitElement {
	// asked: what stands in the address; places: {from, to}; currencies; wrong: {field, text}; go(asked)
	static properties = { asked: { attribute: false }, places: { attribute: false }, currencies: { attribute: false }, wrong: { attribute: false }, go: { attribute: false }, tongue: {}, narrow: { state: true }, more: { state: true } };

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("asked")) {
			this.narrow = Object.fromEntries(lists.map(k => [k, this.asked[k]]));
			this.more ||= lists.some(k => this.asked[k].length) || !!this.asked.maxTransfers;
		}
	}

	firstUpdated() {
		for (const end of ["from", "to"]) {
			const input = this.querySelector("#plan-" + end);
			combo(input, this.querySelector(`#plan-${end}-options`), { label: "overview.place.options", find: (text, signal) => suggestions(text.trim(), signal),
				take: code => {
					input.value = placeName(known(code)) || code;
					input.dataset.code = code;
					(end === "from" ? this.querySelector("#plan-to") : this.querySelector("#plan-at")).focus();
				} });
			input.addEventListener("input", () => { delete input.dataset.code; });
		}
	}

	// A place that was chosen, or whose name or code was typed whole; else the first that is found by it.
	async #code(end) {
		const input = this.querySelector("#plan-" + end), text = input.value.trim();
		if (input.dataset.code || !text)
			return input.dataset.code || "";
		if (this.places[end] && text === placeName(this.places[end]))
			return this.places[end].code;
		const [found] = (await api.places(text).catch(() => null))?.places || [];
		return /^[A-Z]{2}[A-Z0-9]{3}$/i.test(text) ? text.toUpperCase() : found ? known(found).code : text;
	}

	async #send(e) {
		e.preventDefault();
		this.querySelectorAll("lb-tokens").forEach(f => f.settle());
		const said = Object.fromEntries(new FormData(e.target)), [from, to] = await Promise.all([this.#code("from"), this.#code("to")]);
		for (const k of ["from", "to"])
			delete this.querySelector("#plan-" + k).dataset.code;
		this.go({ ...this.asked, ...this.narrow, from, to, at: said.at, by: said.by, size: said.size, kg: said.kg || usual.kg, reefer: !!said.reefer, dangerous: !!said.dangerous,
			maxTransfers: said.maxTransfers ?? this.asked.maxTransfers, currency: said.currency, plan: "" });
	}

	#swap() {
		const [a, b] = ["from", "to"].map(k => this.querySelector("#plan-" + k)), was = [a.value, a.dataset.code ?? this.#shown("from", a)];
		[a.value, a.dataset.code] = [b.value, b.dataset.code ?? this.#shown("to", b)];
		[b.value, b.dataset.code] = was;
		for (const input of [a, b])
			if (!input.dataset.code)
				delete input.dataset.code;
	}

	#shown = (end, input) => this.places[end] && input.value.trim() === placeName(this.places[end]) ? this.places[end].code : "";

	#end(end) {
		const its = this.places[end], wrong = this.wrong?.field === end, value = its ? placeName(its) : this.asked[end];
		return html`<div class="field"><label for="plan-${end}">${t("plans." + end)}</label><div class="combo">${icon("pin", "lens")}<input id="plan-${end}" type="text" autocomplete="off" spellcheck="false" maxlength="60" required .value=${value}
			aria-invalid=${wrong ? "true" : nothing} aria-describedby=${wrong ? "plan-wrong" : nothing}><ul class="options" id="plan-${end}-options" hidden></ul></div></div>`;
	}

	#time = (name, label) => html`<div class="field"><label for="plan-${name}">${label}</label><input id="plan-${name}" name=${name} type="datetime-local" .value=${this.asked[name]}></div>`;

	#select = (name, label, options, value) => html`<div class="field"><label for="plan-${name}">${label}</label><select id="plan-${name}" name=${name}>${options.map(([v, text]) => html`<option value=${v} .selected=${v === value}>${text}</option>`)}</select></div>`;

	#check = name => html`<label class="check"><input type="checkbox" name=${name} .checked=${this.asked[name]}> <span>${t("plans." + name)}</span></label>`;

	#tokens(name, find, read, named) {
		return html`<lb-tokens class="field" .field=${name} .label=${t("plans." + name)} .values=${this.narrow[name]} .find=${find} .read=${read} .named=${named} .hint=${hinted(`plans.${name}.hint`) ? t(`plans.${name}.hint`) : ""} .tongue=${language()}
			.told=${values => { this.narrow = { ...this.narrow, [name]: values }; }}></lb-tokens>`;
	}

	#avoidedModes() {
		const has = m => this.narrow.avoidModes.includes(m), turn = m => { this.narrow = { ...this.narrow, avoidModes: has(m) ? this.narrow.avoidModes.filter(x => x !== m) : [...this.narrow.avoidModes, m] }; };
		return html`<fieldset class="field modes"><legend>${t("plans.avoidModes")}</legend><div class="chips">${modes.map(m => html`<button type="button" class="chip" data-mode=${m} aria-pressed=${String(has(m))} @click=${() => turn(m)}>${modeIcon(m)}${modeWord(m)}</button>`)}</div></fieldset>`;
	}

	#counts() {
		const n = lists.reduce((sum, k) => sum + this.narrow[k].length, 0) + (this.asked.maxTransfers ? 1 : 0);
		return n ? html` <span class="many">${n}</span>` : nothing;
	}

	render() {
		const a = this.asked, named = code => placeName(placeOf(code)) || code, size = sizes.includes(a.size) ? sizes : [...sizes, a.size];
		return html`<form class="plan-form" aria-label=${t("plans.form")} @submit=${this.#send}>
			<div class="plan-ends">${this.#end("from")}<button type="button" class="tool swap" title=${t("plans.swap")} aria-label=${t("plans.swap")} @click=${this.#swap}><svg aria-hidden="true" viewBox="0 0 24 24"><path d="M4 8.500h15M15.500 5 19 8.500 15.500 12M20 15.500H5M8.500 12 5 15.500 8.500 19"/></svg></button>${this.#end("to")}</div>
			<div class="plan-what">${this.#time("at", t("plans.at"))}${this.#time("by", t("plans.by"))}
				${this.#select("size", t("plans.size"), size.map(s => [s, sizes.includes(s) ? t("plans.size." + s) : s]), a.size)}
				<div class="field short"><label for="plan-kg">${t("plans.kg.label")}</label><input id="plan-kg" name="kg" type="number" min="0" max="100000" step="1" inputmode="numeric" .value=${a.kg}></div>
				<div class="checks">${this.#check("reefer")}${this.#check("dangerous")}</div></div>
			<details class="plan-more" ?open=${this.more} @toggle=${e => { this.more = e.target.open; }}><summary>${t("plans.more")}${this.#counts()}</summary><div class="plan-narrow">
				${this.#avoidedModes()}${this.#tokens("avoidCountries", findCountries, readCountries, countryName)}${this.#tokens("avoidPlaces", suggestions, readPlaces, named)}${this.#tokens("via", suggestions, readPlaces, named)}
				${a.avoidRoutes.length ? this.#tokens("avoidRoutes", () => [], text => text.trim() ? [text.trim()] : [], v => v) : nothing}
				${this.#select("maxTransfers", t("plans.maxTransfers"), [["", t("plans.any")], ...["0", "1", "2", "3", "4", "5"].map(n => [n, n])], a.maxTransfers)}
				${this.#select("currency", t("plans.currency"), [...new Set([usual.currency, ...this.currencies, a.currency])].map(c => [c, c]), a.currency)}</div></details>
			${this.wrong ? html`<p class="flag" id="plan-wrong" role="alert">${icon("alert")}<span lang=${this.wrong.lang || nothing}>${this.wrong.text}</span></p>` : nothing}
			<p class="plan-go"><button class="primary">${t("plans.go")}</button>${a.from || a.to ? html`<a class="clear" href="/plans">${t("plans.anew")}</a>` : nothing}</p></form>`;
	}
}
customElements.define("lb-plan-form", PlanForm);
