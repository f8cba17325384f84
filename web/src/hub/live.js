// A LitElement that shows one answer and keeps it fresh: asks anew when the stream tells of its places, and now and then.
import { LitElement, html, nothing } from "lit";
import { icon } from "../dom.js";
import { live } from "../live.js";
import { locale, t } from "../tongue.js";

const gather = 2000, anyway = 5 * 60000; // ms

export class Fresh extends LitElement {
	static properties = { answer: {}, tongue: {}, failed: {}, minute: {}, isLive: {} };

	constructor() {
		super();
		for (const name of ["onChange", "onState", "refresh", "later"])
			this[name] = this[name].bind(this);
	}

	createRenderRoot() {
		return this;
	}

	connectedCallback() {
		super.connectedCallback();
		this.isLive = live.state === "live";
		live.addEventListener("change", this.onChange);
		live.addEventListener("reset", this.later);
		live.addEventListener("state", this.onState);
		document.addEventListener("visibilitychange", this.refresh);
		this.ticking = setInterval(() => {
			this.minute = Math.floor(Date.now() / 60000);
			if (Date.now() - this.at > anyway)
				this.later();
		}, 15000);
		this.at = Date.now();
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearInterval(this.ticking);
		clearTimeout(this.timer);
		live.removeEventListener("change", this.onChange);
		live.removeEventListener("reset", this.later);
		live.removeEventListener("state", this.onState);
		document.removeEventListener("visibilitychange", this.refresh);
	}

	onState(e) {
		this.isLive = e.detail === "live";
	}

	onChange({ detail }) {
		if (detail.more || this.concerns(detail.places || []))
			this.later();
	}

	later() {
		this.due = true;
		this.timer ??= setTimeout(() => { this.timer = null; this.refresh(); }, gather);
	}

	async refresh() {
		if (!this.due || document.hidden)
			return;
		this.due = false;
		const was = this.answer;
		try {
			const got = await this.ask();
			if (was === this.answer)
				[this.answer, this.failed, this.at] = [got, false, Date.now()];
		} catch {
			this.failed = true; // what is shown stands, and says how old it is
			this.at = Date.now() - anyway + 30000;
		}
	}

	// concerns(codes): whether a change at those places is ours.  ask(): a promise of the new answer.
	asOf(zone) {
		const when = this.answer.asOf ? Date.parse(this.answer.asOf) : this.at;
		const time = new Intl.DateTimeFormat(locale(), { timeStyle: "short", timeZone: zone }).format(when);
		return html`<p class="quiet as-of" role="status">${this.failed ? html`<span class="not-fresh">${icon("away")} ${t("hub.not-fresh", { time })}</span>`
			: html`<span>${t("hub.as-of", { time })}</span>${this.isLive ? html`<span class="live">${t("hub.live")}</span>` : nothing}`}</p>`;
	}
}
