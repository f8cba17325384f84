// What somebody may do about an exception: a button each, and below the one that is open what it needs to know.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { failure } from "../question.js";
import { t } from "../tongue.js";
import { stateOf } from "./state.js";

// Which steps make sense of what stands where.
const steps = {
	open: ["acknowledge", "assign", "snooze", "false", "note"],
	acknowledged: ["assign", "snooze", "false", "reopen", "note"],
	snoozed: ["reopen", "assign", "false", "note"],
	closed: ["note"],
};

export const stepsOf = it => it.falseBecause && !it.closed ? ["reopen", "note"] : steps[stateOf(it)];

const hours = [1, 4, 24, 72];
const two = n => String(n).padStart(2, "0");

// What a field for a date and a time holds, of the reader's clock.
function local(ms) {
	const d = new Date(ms);
	return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

const instant = text => text ? new Date(text).toISOString().replace(".000Z", "Z") : undefined;

const soon = h => local(Date.now() + h * 3600000);

// What each step asks for, and what it sends.
const forms = {
	assign: {
		fields: it => html`<label>${t("exc.form.owner")}<input name="owner" required maxlength="120" list="exception-owners" autocomplete="off" .value=${it.owner ?? ""}></label>
			<label>${t("exc.form.due")}<input name="due" type="datetime-local" .value=${it.due ? local(Date.parse(it.due)) : soon(4)}></label>`,
		step: said => ({ owner: said.owner.trim(), due: instant(said.due) }),
	},
	snooze: {
		fields: () => html`<div class="presets">${hours.map(h => html`<button type="button" class="chip" data-hours=${h} @click=${e => {
			e.target.form.elements.until.value = soon(h);
		}}>${t("exc.snooze." + h)}</button>`)}</div>
			<label>${t("exc.form.until")}<input name="until" type="datetime-local" required .value=${soon(4)}></label>`,
		step: said => ({ until: instant(said.until) }),
	},
	false: { fields: () => html`<label>${t("exc.form.because")}<input name="because" required maxlength="240" autocomplete="off"></label>`, step: said => ({ because: said.because.trim() }) },
	note: { fields: () => html`<label>${t("exc.form.note")}<input name="note" required maxlength="240" autocomplete="off"></label>`, step: said => ({ note: said.note.trim() }) },
};

// act(step): a promise; what it throws is said here.
class Acting extends LitElement {
	static properties = { it: {}, owners: {}, act: { attribute: false }, open: { state: true }, busy: { state: true }, error: { state: true }, tongue: {} };

	createRenderRoot() {
		return this;
	}

	willUpdate(changed) {
		if (changed.has("it") && changed.get("it")?.id !== this.it.id)
			[this.open, this.error] = ["", null];
	}

	async unfold(step) {
		if (!forms[step])
			return this.go({ step });
		this.open = this.open === step ? "" : step;
		this.error = null;
		await this.updateComplete;
		this.querySelector("form input")?.focus();
	}

	async go(step) {
		[this.busy, this.error] = [true, null];
		try {
			await this.act(step);
			this.open = "";
			await this.updateComplete;
			this.querySelector(".steps button")?.focus();
		} catch (error) {
			this.error = error;
		}
		this.busy = false;
	}

	submit(e) {
		e.preventDefault();
		this.go({ step: this.open, ...forms[this.open].step(Object.fromEntries(new FormData(e.target))) });
	}

	// Escape shuts the form before it shuts the panel.
	key(e) {
		if (e.key !== "Escape" || !this.open)
			return;
		const step = this.open;
		e.preventDefault();
		e.stopPropagation();
		this.open = "";
		this.updateComplete.then(() => this.querySelector(`[data-step=${step}]`)?.focus());
	}

	render() {
		const its = stepsOf(this.it);
		return html`<div @keydown=${this.key}><div class="steps" role="group" aria-label=${t("exc.do")}>${its.map((step, i) => html`<button type="button" class=${i ? "more" : "primary"} data-step=${step}
				aria-expanded=${forms[step] ? String(this.open === step) : nothing} ?disabled=${this.busy} @click=${() => this.unfold(step)}>${t("exc.do." + step)}</button>`)}</div>
			${this.open ? html`<form class="step-form" data-of=${this.open} @submit=${this.submit}>${forms[this.open].fields(this.it)}
				<button class="primary" ?disabled=${this.busy}>${t("exc.form.go")}</button></form>` : nothing}
			<datalist id="exception-owners">${(this.owners || []).map(o => html`<option value=${o}></option>`)}</datalist>
			${this.error ? failure(this.error) : nothing}</div>`;
	}
}
customElements.define("lb-acting", Acting);

export const reading = () => html`<p class="quiet reading">${icon("key")} ${t("exc.reading")}</p>`;
