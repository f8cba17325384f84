// <lb-plan-form>: from where to where, when, what, and what is to be left out.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { countryName, placeName, plate } from "../show.js";
import { known as hinted, language, t } from "../tongue.js";
import { known, placeOf } from "./places.js";
import { modeIcon, modeWord } from "./parts.js";
import { countryCodes, findCountries, findPlaces, pick, placeCode } from "./pick.js";
import { boxIs } from "./box.js";
import { lists, modes, ofBox, sizes, usually } from "./state.js";
import "./tokens.js";

const readCountries = text => text.toUpperCase().split(/[\s,;]+/).filter(c => countryCodes().includes(c));
const readPlaces = text => text.toUpperCase().split(/[\s,;]+/).filter(c => /^[A-Z][A-Z0-9]{4}$/.test(c));

class PlanForm extends LitElement {
	// asked: what stands in the address; answer: to it, where there is one; places: {from, to}; currencies; wrong: {field, text}; go(asked)
	static properties = { elsewhere: { state: true }, answer: { attribute: false }, asked: { attribute: false }, places: { attribute: false }, currencies: { attribute: false }, wrong: { attribute: false }, go: { attribute: false }, tongue: {}, narrow: { state: true }, more: { state: true } };

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("asked")) {
			this.narrow = Object.fromEntries(lists.map(k => [k, this.asked[k]]));
			this.elsewhere = false;
			this.more ||= lists.some(k => this.asked[k].length) || !!this.asked.maxTransfers;
		}
	}

	constructor() {
		super();
		this.picks = new WeakSet();
	}

	// The place it begins at comes and goes.
	updated() {
		for (const end of ["from", "to"]) {
			const input = this.querySelector("#plan-" + end);
			if (!input || this.picks.has(input))
				continue;
			this.picks.add(input);
			pick(input, this.querySelector(`#plan-${end}-options`), { find: findPlaces, shown: code => placeName(known(code)), next: () => this.querySelector(end === "from" ? "#plan-to" : "#plan-at, #plan-by") });
		}
	}

	#code = end => placeCode(this.querySelector("#plan-" + end), this.places[end]);

	async #send(e) {
		e.preventDefault();
		this.querySelectorAll("lb-tokens").forEach(f => f.settle());
		const said = Object.fromEntries(new FormData(e.target)), [from, to] = await Promise.all([this.#code("from"), this.#code("to")]);
		for (const input of this.querySelectorAll("#plan-from, #plan-to"))
			delete input.dataset.code;
		const otherwise = usually({ ...this.asked, from });
		this.go({ ...this.asked, ...this.narrow, from, to, at: said.at ?? "", by: said.by, size: said.size || otherwise.size, kg: said.kg || otherwise.kg, reefer: !!said.reefer, dangerous: !!said.dangerous,
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

	get #ofBox() {
		return ofBox(this.asked) && !this.elsewhere;
	}

	async #leave() {
		this.elsewhere = true;
		await this.updateComplete;
		this.querySelector("#plan-from").focus();
	}

	#box() {
		return html`<div class="field plan-box" role="group" aria-labelledby="plan-box-from"><span class="quiet" id="plan-box-from">${t("plans.from")}</span><div class="plan-box-is">${boxIs(this.asked.container, this.answer?.box)}
			<button type="button" class="link" @click=${this.#leave}>${t("plans.box.elsewhere")}</button></div></div>`;
	}

	// Whose plan it is, where it begins at another place.
	#whose() {
		const { container } = this.asked;
		return container && !this.#ofBox ? html`<p class="plan-whose">${t("plans.box.for")} ${plate(container)} <button type="button" class="link" @click=${() => this.go({ ...this.asked, from: "", at: "", size: "", kg: "", plan: "" })}>${t("plans.box.here")}</button></p>` : nothing;
	}

	#end(end) {
		const its = this.places[end], wrong = this.wrong?.field === end, value = its ? placeName(its) : this.asked[end];
		return html`<div class="field"><label for="plan-${end}">${t("plans." + end)}</label><div class="combo">${icon("pin", "lens")}<input id="plan-${end}" type="text" autocomplete="off" spellcheck="false" maxlength="60" ?required=${end === "from" || !this.#ofBox} .value=${value}
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
		const a = this.asked, mine = this.#ofBox, told = this.answer?.asked, named = code => placeName(placeOf(code)) || code, size = [...new Set([...mine ? [""] : [], ...sizes, ...a.size ? [a.size] : []])];
		const sizeWord = s => sizes.includes(s) ? t("plans.size." + s) : s || t("plans.size.told", { size: told?.size ? sizes.includes(told.size) ? t("plans.size." + told.size) : told.size : "" });
		return html`<form class="plan-form" aria-label=${t("plans.form")} @submit=${this.#send}>
			<div class="plan-ends" data-box=${mine ? "" : nothing}>${mine ? html`${this.#box()}${icon("forward")}` : html`${this.#end("from")}<button type="button" class="tool swap" title=${t("plans.swap")} aria-label=${t("plans.swap")} @click=${this.#swap}><svg aria-hidden="true" viewBox="0 0 24 24"><path d="M4 8.500h15M15.500 5 19 8.500 15.500 12M20 15.500H5M8.500 12 5 15.500 8.500 19"/></svg></button>`}${this.#end("to")}</div>${this.#whose()}
			<div class="plan-what">${mine ? nothing : this.#time("at", t("plans.at"))}${this.#time("by", t("plans.by"))}
				${this.#select("size", t("plans.size"), size.map(s => [s, sizeWord(s)]), a.size)}
				<div class="field short"><label for="plan-kg">${t("plans.kg.label")}</label><input id="plan-kg" name="kg" type="number" min="0" max="100000" step="1" inputmode="numeric" placeholder=${mine && told?.kg ? told.kg : nothing} .value=${a.kg}></div>
				<div class="checks">${this.#check("reefer")}${this.#check("dangerous")}</div></div>
			<details class="plan-more" ?open=${this.more} @toggle=${e => { this.more = e.target.open; }}><summary>${t("plans.more")}${this.#counts()}</summary><div class="plan-narrow">
				${this.#avoidedModes()}${this.#tokens("avoidCountries", findCountries, readCountries, countryName)}${this.#tokens("avoidPlaces", findPlaces, readPlaces, named)}${this.#tokens("via", findPlaces, readPlaces, named)}
				${a.avoidRoutes.length ? this.#tokens("avoidRoutes", () => [], text => text.trim() ? [text.trim()] : [], v => v) : nothing}
				${this.#select("maxTransfers", t("plans.maxTransfers"), [["", t("plans.any")], ...["0", "1", "2", "3", "4", "5"].map(n => [n, n])], a.maxTransfers)}
				${this.#select("currency", t("plans.currency"), [...new Set([usually(a).currency, ...this.currencies, a.currency])].map(c => [c, c]), a.currency)}</div></details>
			${this.wrong ? html`<p class="flag" id="plan-wrong" role="alert">${icon("alert")}<span lang=${this.wrong.lang || nothing}>${this.wrong.text}</span></p>` : nothing}
			<p class="plan-go"><button class="primary">${t("plans.go")}</button>${a.from || a.to || a.container ? html`<a class="clear" href="/plans">${t("plans.anew")}</a>` : nothing}</p></form>`;
	}
}
customElements.define("lb-plan-form", PlanForm);
