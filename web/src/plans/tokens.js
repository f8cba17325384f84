// <lb-tokens>: a field that takes several: what is chosen stands in it as buttons that take it out again.  Enter or a comma takes what is typed.
import { LitElement, html } from "lit";
import { announce, icon } from "../dom.js";
import { combo } from "../combo.js";
import { t } from "../tongue.js";

class Tokens extends LitElement {
	// find(text, signal): suggestions, as combo() takes them; read(text): the values that a text is, none where it is none;
	// named(value): how it is shown; told(values): what is chosen changed.
	static properties = { field: {}, label: {}, values: { attribute: false }, find: { attribute: false }, read: { attribute: false }, named: { attribute: false }, told: { attribute: false }, hint: {}, tongue: {} };

	createRenderRoot() {
		return this;
	}

	get input() {
		return this.querySelector("input");
	}

	firstUpdated() {
		this.combo = combo(this.input, this.querySelector("ul.options"), { label: "overview.place.options", find: (text, signal) => this.find(text.trim(), signal), take: value => this.#add([value]) });
		this.input.addEventListener("paste", e => { // many at once
			const several = this.read(e.clipboardData?.getData("text/plain") || "");
			if (several.length > 1) {
				e.preventDefault();
				this.#add(several);
			}
		});
	}

	#add(values) {
		this.combo.close();
		this.input.value = "";
		const fresh = values.filter(v => !this.values.includes(v));
		if (fresh.length) {
			this.told([...this.values, ...fresh]);
			announce(fresh.map(v => this.named(v)).join(", "));
		}
	}

	// What is still being typed counts.
	settle() {
		const typed = this.read(this.input.value);
		if (typed.length)
			this.#add(typed);
	}

	#key(e) {
		if (e.defaultPrevented || e.isComposing)
			return;
		if ((e.key === "Enter" || e.key === ",") && this.input.value.trim()) {
			const typed = this.read(this.input.value);
			if (typed.length) {
				e.preventDefault();
				this.#add(typed);
			}
		} else if (e.key === "Backspace" && !this.input.value && this.values.length)
			this.told(this.values.slice(0, -1));
	}

	#off(value) {
		this.told(this.values.filter(v => v !== value));
		this.input.focus();
	}

	render() {
		const id = "tokens-" + this.field;
		return html`<label for=${id}>${this.label}</label><div class="tokens combo"><span class="tokens-chosen" role="list" aria-label=${this.label}>${this.values.map(v => html`<span role="listitem" class="token">${this.named(v)}<button type="button"
			aria-label=${t("plans.token.off", { what: this.named(v) })} @click=${() => this.#off(v)}>${icon("close")}</button></span>`)}</span>
			<input id=${id} type="text" autocomplete="off" spellcheck="false" maxlength="2000" placeholder=${this.values.length ? "" : this.hint || ""} @keydown=${this.#key}><ul class="options" id="${id}-options" hidden></ul></div>`;
	}
}
customElements.define("lb-tokens", Tokens);
