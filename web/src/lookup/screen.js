// The look-up: many references pasted, a row for each; sorted, narrowed, taken away, and kept up to date.
import { LitElement, html, nothing } from "lit";
import { language, t } from "../tongue.js";
import { asOfBar } from "../as-of.js";
import { asking } from "./asking.js";
import { following } from "./following.js";
import { narrowing } from "./narrowing.js";
import { chosen, head, rows } from "./rows.js";
import { open } from "./state.js";
import { taking } from "./taking.js";
import { field, results } from "./views.js";

const first = 60, slice = 250; // rows drawn at once; the rest follows, a slice a frame
const stale = 30000;           // ms after which what is gone back to is asked for anew
const narrowest = 84;          // px of a column whose share is 1

// What is asked, how it is shown, how it is taken away and how it stays fresh is each a part of its own.
class Lookup extends asking(narrowing(taking(following(LitElement)))) {
	static properties = { state: {}, tongue: {}, draft: {}, busy: {}, error: {}, note: {}, over: {}, told: {}, upTo: {}, minute: {}, columns: {}, changed: {} };

	constructor() {
		super();
		Object.assign(this, { draft: "", busy: false, error: null, note: null, over: false, told: "", minute: 0 });
		this.fromTop();
	}

	createRenderRoot() {
		return this;
	}

	// ------------------------------------------------------------------ coming and going

	connectedCallback() {
		super.connectedCallback();
		this.ticking = setInterval(() => { this.minute = Math.floor(Date.now() / 60000); }, 20000);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.asking?.abort();
		clearInterval(this.ticking);
	}

	willUpdate(changed) {
		if (changed.has("tongue"))
			this.hay = new WeakMap();
		if (changed.has("state") && changed.get("state")?.id !== this.state.id) {
			this.draft = this.state.text;
			this.fromTop();
			if (this.back)
				this.upTo = Infinity; // page.js leads back to where the reader was: it has to be there
			this.returning = this.back;
			this.error = null;
		}
	}

	// The first rows are drawn; the others follow.
	fromTop() {
		this.upTo = first;
	}

	updated() {
		this.lay();
		if (this.returning) {
			this.returning = false;
			requestAnimationFrame(() => requestAnimationFrame(() => this.goBack()));
		} else if (this.upTo < this.list.length)
			this.drawing = requestAnimationFrame(() => { this.upTo += slice; });
	}

	// The columns' widths; where there are too many for the screen the table scrolls within itself.
	lay() {
		const table = this.querySelector(".lookup");
		if (!table)
			return;
		const shown = chosen(this.names()), least = shown.reduce((sum, c) => sum + c.wide * narrowest, 0);
		table.style.setProperty("--columns", shown.map(c => `minmax(0, ${c.wide}fr)`).join(" "));
		table.style.setProperty("--least", least + "px");
		table.parentElement.toggleAttribute("data-wide", least > table.parentElement.clientWidth);
	}

	// Rows that were not drawn yet are higher or lower than thought: what has the focus is brought into sight.
	goBack() {
		const link = document.activeElement?.closest("lb-lookup a[data-number]"), at = link?.getBoundingClientRect();
		if (at && (at.top < 60 || at.bottom > innerHeight))
			link.scrollIntoView({ block: "center", behavior: "instant" });
		if (Date.now() - this.state.at > stale)
			this.following.due();
	}

	// ------------------------------------------------------------------ drawing

	table() {
		const list = this.list, names = this.names(), shown = chosen(names);
		return html`<section class="card found" aria-labelledby="results-title" aria-busy=${this.busy ? "true" : nothing}>
			${results(this, this.state.answer.rows, names, list.length)}
			${list.length ? html`<div class="lookup-scroll"><table class="lookup" role="table" aria-labelledby="results-title" aria-rowcount=${list.length + 1}>
				${head(shown, this.state.sort, name => this.sortBy(name))}
				<tbody role="rowgroup">${rows(list.slice(0, this.upTo), { shown, changed: this.changed, now: this.minute, take: this.take })}</tbody></table></div>`
			: html`<p class="empty">${t("lookup.nothing")} <button type="button" class="link" @click=${this.showAll}>${t("lookup.show-all")}</button></p>`}</section>`;
	}

	render() {
		return html`${asOfBar(this.choose)}${field(this)}${this.state.answer ? this.table() : nothing}`;
	}
}
customElements.define("lb-lookup", Lookup);

export async function screen({ query, signal, go, again }) {
	const { state, back } = await open(query, signal);
	return html`<lb-lookup .state=${state} .back=${back} .go=${go} .again=${again} .tongue=${language()}></lb-lookup>`;
}
