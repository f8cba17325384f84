// A LitElement that shows one answer and keeps it fresh: asks anew when the stream tells of its places, and now and then.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { Following } from "../live.js";
import { locale, t } from "../tongue.js";

const anyway = 5 * 60000; // ms: what was expected is late by then, though nobody says so

export class Fresh extends LitElement {
	static properties = { answer: {}, tongue: {}, failed: {}, minute: {} };

	constructor() {
		super();
		this.following = new Following(this, {
			touches: change => change.more || this.concerns(change.places || []),
			refresh: signal => this.refresh(signal),
		});
	}

	createRenderRoot() {
		return this;
	}

	connectedCallback() {
		super.connectedCallback();
		this.at = Date.now();
		this.ticking = setInterval(() => {
			this.minute = Math.floor(Date.now() / 60000);
			if (Date.now() - this.at > anyway)
				this.following.due();
		}, 15000);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearInterval(this.ticking);
	}

	async refresh(signal) {
		const was = this.answer;
		try {
			const got = await this.ask(signal);
			if (was === this.answer)
				[this.answer, this.failed, this.at] = [got, false, Date.now()];
		} catch (e) {
			this.failed ||= e.name !== "AbortError"; // what is shown stands, and says how old it is
			throw e;
		}
	}

	// concerns(codes): whether a change at those places is ours.  ask(signal): a promise of the new answer.
	// The time alone is not read aloud whenever it changes; that it stands still is.
	asOf(zone) {
		const when = this.answer.asOf ? Date.parse(this.answer.asOf) : this.at;
		const time = new Intl.DateTimeFormat(locale(), { timeStyle: "short", timeZone: zone }).format(when);
		return html`<p class="quiet as-of">${this.failed ? nothing : t("hub.as-of", { time })}<span role="status">${this.failed
			? html`<span class="not-fresh">${icon("away")} ${t("hub.not-fresh", { time })}</span>` : nothing}</span></p>`;
	}
}
