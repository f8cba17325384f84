// <lb-choose>: a plan becomes the itinerary of one container or of many, said by a person as any word on a journey is.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { normalise } from "../number.js";
import { failure } from "../question.js";
import { boxLink, comma, placeName, plate } from "../show.js";
import { language, t } from "../tongue.js";
import "./tokens.js";

const found = async (text, signal) => {
	const prefix = normalise(text);
	return prefix ? (await api.containers({ prefix, limit: 8 }, signal)).containers.map(b => ({ value: b.number, parts: html`${plate(b.number)}<span class="quiet">${placeName(b.place)}</span>` })) : [];
};

const numbers = text => text.split(/[,;\n\t]+|\s{2,}|(?<=\d)\s+(?=[A-Za-z])/).map(normalise).filter(n => /^[A-Z]{4}\d{6,7}$/.test(n));

class Choose extends LitElement {
	// plan: of the server; box: one that it is looked for; deadline: when it must have arrived.
	static properties = { plan: { attribute: false }, box: {}, deadline: {}, tongue: {}, open: { state: true }, boxes: { state: true }, wrong: { state: true }, failed: { state: true }, busy: { state: true }, done: { state: true }, may: { state: true } };

	constructor() {
		super();
		this.boxes = [];
	}

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("box") && this.box)
			this.boxes = [this.box];
		if (changed.has("plan") && changed.get("plan")) // another plan: nothing is said of it yet
			[this.done, this.wrong, this.failed] = [null, null, null];
	}

	async #unfold() {
		this.open = true;
		await this.updateComplete;
		this.querySelector("#tokens-boxes").focus();
		this.may ??= await api.sends();
	}

	async #shut() {
		this.open = false;
		await this.updateComplete;
		this.querySelector(".choose-open").focus();
	}

	async #send(e) {
		e.preventDefault();
		this.querySelector("lb-tokens").settle();
		const said = Object.fromEntries([...new FormData(e.target)].map(([k, v]) => [k, v.trim() || undefined]));
		[this.wrong, this.failed] = [null, null];
		if (!this.boxes.length)
			return this.#refuse(t("plans.choose.none"));
		this.busy = true;
		try {
			const there = await Promise.all(this.boxes.map(n => api.container(n).then(() => null, error => error.kind === "unknown" ? n : Promise.reject(error)))), unknown = there.filter(Boolean);
			if (unknown.length)
				return this.#refuse(t("plans.choose.unknown", { what: unknown.join(comma()) }));
			const receipt = await api.tellJourney(this.boxes.map(container => ({ ...this.plan.itinerary, container, deadline: this.deadline || undefined, who: said.who, why: said.why })));
			if (receipt.status === "rejected")
				return this.#refuse(receipt.diagnostics.filter(d => d.severity === "error").map(d => d.text).join(" "), "en");
			[this.done, this.open] = [this.boxes, false];
			announce(t("plans.choose.done", { n: this.done.length }));
			await this.updateComplete;
			this.querySelector(".choose-done a")?.focus();
		} catch (error) {
			this.failed = error;
		} finally {
			this.busy = false;
		}
	}

	#refuse(text, lang) {
		this.wrong = { text, lang };
		this.updateComplete.then(() => this.querySelector("#tokens-boxes").focus());
	}

	#key(e) {
		if (e.key === "Escape" && !e.defaultPrevented) {
			e.preventDefault();
			this.#shut();
		}
	}

	#text = (name, label) => html`<div class="say-field"><label for="choose-${name}">${label}</label><input id="choose-${name}" name=${name} type="text" autocomplete="off" maxlength="120"></div>`;

	render() {
		const done = this.done ? html`<p class="choose-done" role="status">${icon("check")}<span>${t("plans.choose.done", { n: this.done.length })} ${this.done.map(n => html`<a href=${boxLink(n)}>${plate(n)}</a> `)}</span></p>` : nothing;
		if (!this.open)
			return html`${done}<p class="choose"><button type="button" class="primary choose-open" @click=${this.#unfold}>${this.box && !this.done ? t("plans.choose.for", { box: this.box }) : t("plans.choose")}</button></p>`;
		if (this.may === false)
			return html`<p class="quiet choose">${icon("key")} ${t("plans.choose.reading")}</p>`;
		return html`${done}<form class="say-form choose" aria-label=${t("plans.choose")} @submit=${this.#send} @keydown=${this.#key}>
			<p class="quiet">${t("plans.choose.about")}</p>
			<lb-tokens class="say-field" .field=${"boxes"} .label=${t("plans.choose.boxes")} .hint=${t("plans.choose.hint")} .values=${this.boxes} .find=${found} .read=${numbers} .named=${n => n} .told=${list => { this.boxes = list; }} .tongue=${language()}></lb-tokens>
			${this.#text("who", t("plans.choose.who"))}${this.#text("why", t("plans.choose.why"))}
			${this.wrong ? html`<p class="flag" role="alert">${icon("alert")}<span lang=${this.wrong.lang || nothing}>${this.wrong.text}</span></p>` : nothing}${this.failed ? failure(this.failed) : nothing}
			<p class="say-buttons"><button class="primary" ?disabled=${this.busy}>${t("plans.choose.go")}</button><button type="button" class="more" @click=${this.#shut}>${t("ask.no")}</button></p></form>`;
	}
}
customElements.define("lb-choose", Choose);
