// What changes while the rows stand there: told by the server, or by the reader, who takes what was suggested.
import { api } from "../api.js";
import { Following } from "../live.js";
import { t } from "../tongue.js";
import { keyed, merge } from "./fresh.js";
import { most } from "./paste.js";
import { settle } from "./state.js";
import { many } from "./views.js";

const marked = 6000; // ms that a changed row stays marked

export const following = Base => class extends Base {
	constructor() {
		super();
		this.changed = new Set(); // keys of the rows that are marked
		this.due = new Set();     // references to be asked for again
		this.following = new Following(this, { touches: change => this.touched(change), refresh: signal => this.refresh(signal) });
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearTimeout(this.fading);
	}

	touched(change) {
		if (this.state.asOf) // what was known then stays
			return false;
		const told = new Set(change.containers);
		if (change.more)
			this.everything = true;
		for (const row of this.state.answer?.rows || [])
			if (told.has(row.container || row.normalised))
				this.due.add(row.reference);
		return !!this.state.answer && (!!change.more || this.due.size > 0);
	}

	// What changed, or all of it where nobody said what.
	async refresh(signal) {
		const { state } = this;
		if (!state.answer || state.asOf)
			return;
		const whole = this.everything || !this.due.size, due = [...this.due].slice(0, most);
		const got = await api.lookup(whole ? state.text : due, signal), { rows: all, changed } = merge(state.answer.rows, keyed(got.rows), whole);
		if (state !== this.state)
			return;
		this.everything = false;
		due.forEach(reference => this.due.delete(reference));
		state.answer = { ...state.answer, rows: all, asOf: got.asOf, cut: whole ? got.cut : state.answer.cut };
		state.at = Date.now();
		this.mark(changed);
		if (changed.size)
			this.told = many("lookup.updated", changed.size);
		this.requestUpdate();
	}

	mark(changed) {
		this.changed = changed;
		clearTimeout(this.fading);
		this.fading = setTimeout(() => { this.changed = new Set(); }, marked);
	}

	// A number that was mistyped: the suggested one in its stead.
	take = async row => {
		try {
			const got = await api.lookup([row.suggest], undefined, this.state.asOf), all = this.state.answer.rows;
			const answer = { ...this.state.answer, rows: keyed(all.flatMap(r => r === row ? got.rows : [r])) };
			this.state = Object.assign(this.state, { text: this.state.text.replace(row.reference, row.suggest), answer });
			this.draft = this.state.text;
			this.mark(new Set(got.rows.map(r => r.key)));
			settle(this.state);
			this.requestUpdate();
			await this.updateComplete;
			(this.querySelector(`a[data-number="${row.suggest}"]`) || this.querySelector("#results-title"))?.focus();
		} catch (error) {
			this.error = error;
		}
	};
};
