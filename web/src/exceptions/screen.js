// The board of exceptions, as the lead of a shift looks at it: what is open, what somebody is at, what rests, what is over.  Which of
// them are shown, and the one that is looked at, stand in the address.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { Fresh } from "../hub/live.js";
import { whyNot } from "../question.js";
import { counted } from "../shell.js";
import { count, language, t } from "../tongue.js";
import "./acting.js";
import { card } from "./card.js";
import { filters } from "./filters.js";
import "./panel.js";
import { nameOf } from "./parts.js";
import { rules } from "./rules.js";
import { address, after, chosenBy, fits, sorted, stateOf, states } from "./state.js";

const most = 1000, past = 300; // open ones at once; closed ones are among so many of the latest
const first = 12;              // cards of a column at once
const judged = 2500;           // ms after a change, until which the judge may not have looked
const anyway = 30000;          // ms: the clock opens and closes them too

// Everything that the board shows.  Of those that are over the latest.
export async function asked(signal) {
	const [open, all, { rules }] = await Promise.all([api.exceptions({ limit: most }, signal), api.exceptions({ state: "all", limit: past }, signal), api.exceptionRules(signal)]);
	const list = new Map([...all.exceptions.filter(e => e.closed), ...open.exceptions].map(e => [e.id, e])); // one that closed in between is in both
	return { list: [...list.values()], cut: !!open.next, rules };
}

class Board extends Fresh {
	// chosen: what stands in the address; id: the one that is looked at, its boxes and steps in `whole`.
	static properties = { chosen: {}, id: {}, whole: { state: true }, operator: { state: true }, shown: { state: true }, busy: { state: true }, failures: { state: true } };

	constructor() {
		super();
		Object.assign(this, { shown: {}, busy: new Set(), failures: new Map(), ahead: new Map() });
	}

	connectedCallback() {
		super.connectedCallback();
		api.operates().then(yes => { this.operator = yes; });
		this.clock = setInterval(() => this.following.due(), anyway);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearInterval(this.clock);
		clearTimeout(this.later);
	}

	// Not at once: the judge looks after the change.
	concerns() {
		this.later ||= setTimeout(() => { this.later = 0; this.following.due(); }, judged);
		return false;
	}

	async ask(signal) {
		const [got] = await Promise.all([asked(signal), this.id ? this.look(signal) : null]);
		return got;
	}

	willUpdate(changed) {
		if (changed.has("id") && this.id && this.whole?.id !== this.id)
			this.look().catch(() => { /* the panel says so */ });
		if (changed.has("answer"))
			counted(this.answer.rules);
	}

	async look(signal) {
		const id = this.id;
		try {
			const got = await api.exception(id, signal);
			if (id === this.id)
				this.whole = got;
		} catch (e) {
			if (id === this.id && e.name !== "AbortError" && this.whole?.id !== id)
				this.whole = { id, failed: e };
			throw e;
		}
	}

	// As the server has them, but for what is on its way to it.
	list() {
		return this.answer.list.map(it => this.ahead.get(it.id) || it);
	}

	settle() {
		history.replaceState(history.state, "", address(this.chosen, this.id));
	}

	to(change) {
		this.chosen = { ...this.chosen, ...change };
		this.settle();
		this.updateComplete.then(() => announce(t("exc.told", { what: t("exc." + (this.chosen.show || "open")), state: count(this.columns().get(this.chosen.show || "open").length) })));
	}

	columns() {
		const all = new Map(states.map(s => [s, []]));
		for (const it of this.list())
			if (fits(it, this.chosen))
				all.get(stateOf(it)).push(it);
		for (const [state, list] of all)
			all.set(state, sorted(list, state));
		return all;
	}

	// ------------------------------------------------------------------ one of them

	open = it => {
		[this.id, this.whole] = [it.id, null];
		this.settle();
	};

	shut = back => {
		const id = this.id;
		[this.id, this.whole] = ["", null];
		this.settle();
		this.updateComplete.then(() => {
			if (back?.isConnected && back !== document.body)
				return back.focus();
			this.focusOn(id);
		});
	};

	// Its card, wherever it stands by now; where it is not to be seen, the heading.
	focusOn(id, next) {
		const to = [id, next].map(i => i && this.querySelector(`.exception[data-id="${CSS.escape(i)}"] .card-open`)).find(b => b?.checkVisibility());
		(to || this.querySelector("#title"))?.focus({ preventScroll: false });
	}

	// It stands where it will, until the server says that it does not.
	async step(it, step) {
		const was = this.list().find(e => e.id === it.id) || it, next = after[step.step](was, step);
		this.ahead.set(it.id, next);
		this.busy = new Set([...this.busy, it.id]);
		this.failures = new Map([...this.failures].filter(([id]) => id !== it.id));
		try {
			const got = await api.stepException(it.id, step), { boxes, steps, ...head } = got;
			this.answer = { ...this.answer, list: this.answer.list.some(e => e.id === it.id) ? this.answer.list.map(e => e.id === it.id ? head : e) : [...this.answer.list, head] };
			if (this.id === it.id)
				this.whole = got;
			announce(t("exc.told", { what: nameOf(it.code), state: t("exc." + stateOf(head)) }));
			api.exceptionRules().then(({ rules }) => { this.answer = { ...this.answer, rules }; }, () => { /* the next round has them */ });
		} catch (e) {
			this.failures = new Map([...this.failures, [it.id, whyNot(e)]]);
			throw e;
		} finally {
			this.ahead.delete(it.id);
			this.busy = new Set([...this.busy].filter(id => id !== it.id));
		}
	}

	// From the card itself: the focus goes with it, or to the next where it is gone.
	quick = async it => {
		const state = stateOf(it), list = this.columns().get(state), at = list.findIndex(e => e.id === it.id), next = list[at + 1] || list[at - 1];
		const done = this.step(it, { step: state === "open" ? "acknowledge" : "reopen" }).catch(() => { /* the card says so */ });
		await this.updateComplete;
		this.focusOn(it.id, next?.id);
		await done;
		await this.updateComplete;
		if (document.activeElement === document.body)
			this.focusOn(it.id, next?.id);
	};

	panel() {
		const it = this.ahead.get(this.id) || this.list().find(e => e.id === this.id) || (this.whole?.code && this.whole);
		if (!this.id || !it)
			return nothing;
		const own = this.whole?.id === this.id ? this.whole : {}, rule = this.answer.rules.find(r => r.code === it.code);
		return html`<lb-exception .it=${{ ...it, boxes: own.boxes, boxesCut: own.boxesCut, steps: own.steps }} .failed=${own.failed} .rule=${rule} .owners=${this.owners()} .operator=${this.operator}
			.act=${step => this.step(it, step)} .shut=${this.shut} .tongue=${this.tongue}></lb-exception>`;
	}

	owners() {
		return [...new Set(this.list().map(it => it.owner).filter(Boolean))].sort();
	}

	// ------------------------------------------------------------------ the board

	column(state, list) {
		const upTo = this.shown[state] || first, on = { state, operator: this.operator, open: this.open, quick: this.quick };
		return html`<section class="column" data-state=${state} data-chosen=${String((this.chosen.show || "open") === state)} aria-labelledby="column-${state}">
			<h2 id="column-${state}">${t("exc." + state)} <span class="many">${count(list.length)}</span></h2>
			${list.length ? html`<ul>${repeat(list.slice(0, upTo), it => it.id, it => card(it, { ...on, rule: this.answer.rules.find(r => r.code === it.code),
				busy: this.busy.has(it.id), failed: this.failures.get(it.id) }))}</ul>` : html`<p class="quiet column-none">${t("exc.none." + state)}</p>`}
			${list.length > upTo ? html`<button type="button" class="more" @click=${() => { this.shown = { ...this.shown, [state]: upTo + 4 * first }; }}>${t("exc.more", { n: list.length - upTo })}</button>` : nothing}</section>`;
	}

	// Where there is room for one column only.
	tabs(columns) {
		const shown = this.chosen.show || "open";
		return html`<div class="segments board-tabs" role="group" aria-label=${t("exc.states")}>${states.map(s => html`<button type="button" aria-pressed=${String(shown === s)} data-show=${s}
			@click=${() => this.to({ show: s === "open" ? "" : s })}>${t("exc." + s)} <span class="many">${count(columns.get(s).length)}</span></button>`)}</div>`;
	}

	render() {
		const columns = this.columns(), all = this.list(), still = all.some(it => stateOf(it) !== "closed");
		const narrow = chosenBy.some(k => k !== "show" && this.chosen[k]), none = states.every(s => !columns.get(s).length);
		return html`<section class="exc-board"><div class="card board-head"><div class="board-title"><h1 id="title" tabindex="-1">${t("exc.title")}</h1>${this.asOf()}</div>
			<p class="quiet">${t("exc.about")}</p>${still || narrow ? filters(all, this.chosen, change => this.to(change)) : nothing}
			${this.answer.cut ? html`<p class="quiet">${t("exc.latest", { n: most })}</p>` : nothing}</div>
			${none || !still && !narrow ? html`<div class="card board-well">${icon(narrow ? "search" : "check", "big")}<h2>${t(narrow ? "exc.well.narrow" : "exc.well")}</h2>${narrow ? nothing : html`<p>${t("exc.well.about")}</p>`}</div>` : nothing}
			${none ? nothing : html`${this.tabs(columns)}<div class="columns">${states.map(s => this.column(s, columns.get(s)))}</div>`}
			${rules(this.answer.rules)}${this.panel()}</section>`;
	}
}
customElements.define("lb-board", Board);

export async function screen({ query, signal }) {
	const chosen = Object.fromEntries(chosenBy.map(k => [k, query.get(k) || ""]));
	return html`<lb-board .answer=${await asked(signal)} .chosen=${chosen} .id=${query.get("id") || ""} .tongue=${language()}></lb-board>`;
}
