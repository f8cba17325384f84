// What came in, newest first: deliveries, or the messages in them; by what became of them.
//   /messages            deliveries      ?status=rejected   those that were refused: the quarantine
//   /messages?of=messages                their messages
import { LitElement, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { live } from "../live.js";
import { word } from "../show.js";
import { t } from "../tongue.js";
import { advance } from "../whence.js";
import { badge, counted, eventCounts, functionTag, messageLink, messageName, noteCounts, shortly, statuses } from "./parts.js";

const page = 50;         // rows asked for at a time
const pause = 10_000;    // between looks for what is new, beside those that a change asks for: what is refused changes nothing

const kinds = {
	deliveries: { ask: api.intakes, rows: "intakes", id: "intakeId", columns: ["when", "sender", "file", "messages", "events", "status"] },
	messages: { ask: api.messages, rows: "messages", id: "messageId", columns: ["when", "sender", "type", "reference", "events", "notes", "status"] },
};

const address = state => {
	const q = new URLSearchParams({ ...(state.of === "messages" && { of: "messages" }), ...(state.status && { status: state.status }) });
	return "/messages" + (q.size ? "?" + q : "");
};

const cells = {
	when: r => shortly(r.received),
	sender: r => html`${r.sender || "–"}`,
	file: r => html`<span class="file">${r.name || nothing}</span> <span class="quiet">${r.format || t("msg.noformat")}</span>`,
	messages: r => html`<span>${t("receipt.messages", { n: r.messages || 0 })}</span>`,
	type: r => html`${word("type", r.type || r.format || "–")} <span class="quiet">${r.type ? r.directory || r.format : ""}</span> ${functionTag(r)}`,
	reference: r => html`<span class="code">${r.reference || r.document || "–"}</span>`,
	events: eventCounts,
	notes: r => noteCounts(r.diagnostics || []),
	status: r => badge(r.status),
};

class Post extends LitElement {
	static properties = {
		first: { attribute: false },  // the page that was fetched before this one stood
		state: { attribute: false },  // { of, status }
		rows: { state: true }, next: { state: true }, fresh: { state: true }, further: { state: true },
		asking: { state: true }, failed: { state: true },
	};

	createRenderRoot() { return this; }

	connectedCallback() {
		super.connectedCallback();
		this.look = () => this.lookForNew();
		live.addEventListener("change", this.look);
		live.addEventListener("reset", this.look);
		document.addEventListener("visibilitychange", this.look);
		this.timer = setInterval(this.look, pause);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		live.removeEventListener("change", this.look);
		live.removeEventListener("reset", this.look);
		document.removeEventListener("visibilitychange", this.look);
		clearInterval(this.timer);
		this.under?.abort();
	}

	willUpdate(changed) {
		if (changed.has("first"))
			this.take(this.first);
	}

	get kind() { return kinds[this.state.of]; }

	take(answer) {
		this.rows = answer[this.kind.rows];
		this.next = answer.next;
		this.fresh = [];
		this.further = false;
		this.failed = null;
	}

	ask(more) {
		return this.kind.ask({ status: this.state.status, limit: page, ...more });
	}

	// What stands above the first row that is shown is new; it waits for the reader's word, so that nothing jumps.
	async lookForNew() {
		if (document.hidden || this.looking || !this.rows)
			return;
		this.looking = true;
		const state = this.state;
		try {
			const answer = await this.ask({});
			if (state !== this.state)
				return;
			const { id, rows } = this.kind, known = new Set(this.rows.map(r => r[id]));
			const at = answer[rows].findIndex(r => known.has(r[id]));
			const fresh = at < 0 ? answer[rows] : answer[rows].slice(0, at);
			this.further = at < 0 && !!answer.next; // more came than a page holds
			this.newest = answer;
			if (fresh.length !== this.fresh.length)
				announce(t("msg.fresh", { n: counted(fresh.length, this.further), count: fresh.length }));
			this.fresh = fresh;
		} catch { /* the next look tells */ } finally {
			this.looking = false;
		}
	}

	async showNew() {
		const first = this.fresh[0]?.[this.kind.id];
		if (this.further)
			this.take(this.newest); // the rows between are not known: begin anew
		else
			this.rows = [...this.fresh, ...this.rows];
		this.fresh = [];
		await this.updateComplete;
		this.querySelector(`a[data-id="${CSS.escape(first)}"]`)?.focus({ preventScroll: true });
		this.scrollIntoView({ block: "start" });
	}

	async showMore() {
		this.asking = true;
		this.failed = null;
		try {
			const { next, rows } = this, answer = await this.ask({ cursor: next });
			if (rows !== this.rows && next !== this.next)
				return;
			const last = this.rows.at(-1)?.[this.kind.id];
			this.rows = [...this.rows, ...answer[this.kind.rows]];
			this.next = answer.next;
			announce(t("msg.shown", { n: this.rows.length }));
			await this.updateComplete;
			const links = [...this.querySelectorAll("tbody a[data-id]")];
			links[links.findIndex(a => a.dataset.id === last) + 1]?.focus({ preventScroll: true });
		} catch (e) {
			this.failed = e;
		} finally {
			this.asking = false;
		}
	}

	async choose(more) {
		const state = this.state = { ...this.state, ...more };
		advance(address(state));
		this.setAttribute("aria-busy", "true");
		try {
			const answer = await this.ask({});
			if (state !== this.state)
				return;
			this.take(answer);
			announce(answer[this.kind.rows].length ? t("msg.shown", { n: this.rows.length }) : t("msg.none"));
		} catch (e) {
			this.failed = e;
			this.rows = [];
			this.next = null;
		} finally {
			if (state === this.state)
				this.removeAttribute("aria-busy");
		}
	}

	chip(status) {
		const chosen = (this.state.status || "") === status;
		return html`<button type="button" class="chip" data-status=${status || "all"} aria-pressed=${String(chosen)}
			@click=${() => this.choose({ status: chosen ? "" : status })}><span class="dot"></span><span>${
				status ? t("msg.status." + status) : t("overview.all")}</span></button>`;
	}

	tab(of) {
		return html`<button type="button" aria-pressed=${String(this.state.of === of)} @click=${() => this.choose({ of })}>${t("msg.of." + of)}</button>`;
	}

	row(r) {
		const { columns, id } = this.kind;
		const name = this.state.of === "messages" ? messageName(r) : [r.sender, r.name || r.format].filter(Boolean).join(", ");
		return html`<tr role="row" data-status=${r.status}>${columns.map((c, i) => i
			? html`<td role="cell" class="c-${c}">${cells[c](r)}</td>`
			: html`<th role="rowheader" scope="row" class="c-${c}"><a href=${messageLink(r[id])} data-id=${r[id]}>${cells[c](r)}<span class="hidden">, ${name}</span></a></th>`)}</tr>`;
	}

	table() {
		if (!this.rows.length)
			return html`<p class="empty">${t(this.state.status === "rejected" ? "msg.none.rejected" : this.state.status ? "msg.none" : "msg.nothing")}</p>`;
		return html`<table class="boxes post" role="table" aria-labelledby="title" data-of=${this.state.of}>
			<thead role="rowgroup"><tr role="row">${this.kind.columns.map(c => html`<th role="columnheader" scope="col" class="c-${c}">${t("msg.col." + c)}</th>`)}</tr></thead>
			<tbody role="rowgroup">${repeat(this.rows, r => r[this.kind.id], r => this.row(r))}</tbody></table>`;
	}

	render() {
		return html`
			<div class="post-bar">
				<div class="segments" role="group" aria-label=${t("msg.of")}>${this.tab("deliveries")}${this.tab("messages")}</div>
				<div class="chips" role="group" aria-label=${t("msg.filters")}>${["", ...statuses].map(s => this.chip(s))}</div>
			</div>
			${this.state.status === "rejected" ? html`<p class="quiet post-about">${t("msg.quarantine")}</p>` : nothing}
			<div class="post-new">${this.fresh.length ? html`<button type="button" class="primary" @click=${() => this.showNew()}>${
				t("msg.fresh", { n: counted(this.fresh.length, this.further), count: this.fresh.length })}</button>` : nothing}</div>
			${this.failed ? html`<p class="flag" role="alert">${icon("alert")}<span>${t("msg.failed")} <button type="button" class="link" @click=${
				() => this.rows.length ? this.showMore() : this.choose({})}>${t("retry")}</button></span></p>` : nothing}
			${keyed(this.state.of, this.failed && !this.rows.length ? nothing : this.table())}
			${this.rows.length ? html`<p class="quiet shown">${t("msg.shown", { n: this.rows.length })}</p>` : nothing}
			${this.next ? html`<button type="button" class="more" ?disabled=${this.asking} @click=${() => this.showMore()}>${t("overview.more")}</button>` : nothing}`;
	}
}
customElements.define("lb-post", Post);

export async function screen({ query, signal }) {
	const state = { of: query.get("of") === "messages" ? "messages" : "deliveries", status: statuses.includes(query.get("status")) ? query.get("status") : "" };
	const first = await kinds[state.of].ask({ status: state.status, limit: page }, signal);
	return html`<section class="card"><div class="overview-head"><h1 id="title" tabindex="-1">${t("msg.title")}</h1></div>
		<lb-post .state=${state} .first=${first}></lb-post></section>`;
}
