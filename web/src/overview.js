// The overview: how many boxes stand in which status, and which; filtered by status, place and the number's beginning.
import { LitElement, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce, icon } from "./dom.js";
import { api } from "./api.js";
import { combo } from "./combo.js";
import { Following } from "./live.js";
import { momentElement, spanText } from "./moment.js";
import { plate, statusBadge, statuses, boxLink, placeName, vehicle, word } from "./show.js";
import { t, count } from "./tongue.js";

const page = 25;     // rows asked for at a time
const most = 1000;   // and at the most
const counted = 100; // a chip counts no further than this

const columns = ["number", "status", "place", "since", "event", "vehicle"];

const row = box => html`<tr role="row">
	<th class="c-number" role="rowheader" scope="row"><a href=${boxLink(box.number)} data-number=${box.number}>${
		plate(box.number, box.checkDigit === "invalid")}</a></th>
	<td class="c-status" role="cell">${statusBadge(box.status)}</td>
	<td class="c-place" role="cell">${placeName(box.place)}</td>
	<td class="c-since" role="cell">${momentElement(box.since, false)} <span class="span quiet">${spanText(box.since)}</span></td>
	<td class="c-event" role="cell">${box.lastEvent ? word("event", box.lastEvent) : ""}</td>
	<td class="c-vehicle" role="cell">${vehicle(box.vehicle)}</td></tr>`;

const table = rows => html`<table class="boxes" role="table" aria-labelledby="title">
	<thead role="rowgroup"><tr role="row">${columns.map(c => html`<th class="c-${c}" role="columnheader" scope="col">${t("col." + c)}</th>`)}</tr></thead>
	<tbody role="rowgroup">${repeat(rows, box => box.number, row)}</tbody></table>`;

// How many boxes each status has, "" being all: {status: "12"}.  The server counts all boxes.  With a place or a beginning, and
// for a key that sees a part only, one page a status is asked for and the count stops there.
async function counts(state, first, signal) {
	const filtered = state.place || state.prefix;
	const { counts: all } = filtered || first.counts ? first : await api.containers({ limit: 1 }, signal);
	if (!filtered && all)
		return Object.fromEntries([["", Object.values(all).reduce((sum, n) => sum + n, 0)], ...statuses.map(s => [s, all[s] || 0])]
			.map(([status, n]) => [status, count(n)]));
	return Object.fromEntries(await Promise.all(["", ...statuses].map(async status => {
		const got = await api.containers({ prefix: state.prefix, place: state.place, status, limit: counted }, signal);
		return [status, count(got.containers.length) + (got.next ? "+" : "")];
	})));
}

// What was typed, as a place's code: a code as it is, else the first place whose name begins so.
async function placeCode(text) {
	const { places } = await api.places(text);
	const exact = places.find(p => p.code === text.toUpperCase());
	return (exact || places[0])?.code || text.toUpperCase();
}

class Overview extends LitElement {
	static properties = { view: { attribute: false }, rows: { state: true }, next: { state: true }, many: { state: true }, asking: { state: true } };

	following = new Following(this, {
		touches: () => true, // a box that is not shown may be so now
		refresh: signal => this.refresh(signal),
	});

	createRenderRoot() {
		return this;
	}

	// view: {state, go, fail, first, place}, as overview() below gives it
	willUpdate(changed) {
		if (!changed.has("view"))
			return;
		this.rows = this.view.first.containers;
		this.next = this.view.first.next;
		this.many ??= {};
		this.counting(this.view.first, this.view.signal);
	}

	firstUpdated() {
		combo(this.querySelector("#place"), this.querySelector("#place-options"), {
			label: "overview.place.options",
			find: async (text, signal) => text.trim() ? (await api.places(text.trim(), signal)).places.map(p => ({
				value: p.code, parts: html`<span>${placeName(p)}</span><span class="quiet code">${p.code}</span>`,
			})) : [],
			take: place => this.go({ place }),
		});
	}

	go(change) {
		this.view.go({ ...this.view.state, ...change });
	}

	async counting(first, signal) {
		try {
			this.many = await counts(this.view.state, first, signal);
		} catch { /* a chip without a number still filters */ }
	}

	// As many rows as are shown.  Counts that fail are asked for again with the rest.
	async refresh(signal) {
		const { state } = this.view;
		const got = await api.containers({ ...state, limit: Math.min(most, Math.max(page, this.rows.length)) }, signal);
		const many = await counts(state, got, signal);
		[this.rows, this.next, this.many] = [got.containers, got.next, many];
	}

	async more() {
		const { state, signal, fail } = this.view, before = this.rows.length;
		this.asking = true;
		try {
			const got = await api.containers({ ...state, limit: page, cursor: this.next }, signal);
			[this.rows, this.next] = [[...this.rows, ...got.containers], got.next];
			await this.updateComplete;
			announce(this.querySelector(".shown").textContent);
			this.querySelectorAll(".boxes tbody a")[before]?.focus({ preventScroll: true });
		} catch (e) {
			if (!signal.aborted)
				fail(e);
		}
		this.asking = false;
	}

	// The chips: a status each with its number of boxes, "all" first; the chosen one is pressed.
	chip(status) {
		const chosen = (this.view.state.status || "") === status, many = this.many[status] ?? "";
		return html`<button type="button" class="chip" data-status=${status || "all"} data-empty=${String(many === "0")}
			aria-pressed=${String(chosen)} @click=${() => this.go({ status: chosen ? "" : status })}><span class="dot"></span><span>${
			status ? word("status", status) : t("overview.all")}</span><span class="many" data-many=${status}>${many}</span></button>`;
	}

	async choosePlace(e) {
		e.preventDefault();
		const text = this.querySelector("#place").value.trim();
		this.go({ place: text && await placeCode(text).catch(() => text) });
	}

	// The place's name stands in the field; its code where it is none of ours.
	placeFilter() {
		const { state, place } = this.view;
		return html`<form class="place-filter" @submit=${this.choosePlace}><label for="place">${t("overview.place")}</label>
			<div class="combo">${icon("pin", "lens")}<input id="place" type="text" autocomplete="off" spellcheck="false" maxlength="60"
				placeholder=${t("overview.place.any")} .value=${place ? placeName(place) : state.place}>
			<ul class="options" id="place-options" hidden></ul>
			${state.place ? html`<button type="button" class="tool" @click=${() => this.go({ place: "" })}>${icon("close")}<span class="hidden">${t("overview.remove")}</span></button>` : ""}</div></form>`;
	}

	prefixChip() {
		const { prefix } = this.view.state;
		return prefix ? html`<button type="button" class="chip removable" @click=${() => this.go({ prefix: "" })}><span>${
			t("overview.prefix", { prefix })}</span>${icon("close")}<span class="hidden">${t("overview.remove")}</span></button>` : "";
	}

	none() {
		const { status, place, prefix } = this.view.state;
		return status || place || prefix
			? html`<p class="empty">${t("overview.empty")} <button type="button" class="link" @click=${() => this.view.go({})}>${t("overview.clear")}</button></p>`
			: html`<p class="empty">${t("overview.nothing")}</p>`;
	}

	render() {
		return html`<div class="overview">
			<div class="overview-head"><h1 id="title" tabindex="-1">${t("overview.title")}</h1>${this.placeFilter()}</div>
			<div class="filters"><div class="chips" role="group" aria-label=${t("overview.filters")}>${["", ...statuses].map(s => this.chip(s))}</div>${this.prefixChip()}</div>
			${this.rows.length ? html`${table(this.rows)}<p class="quiet shown">${t("overview.shown", { n: this.rows.length })}</p>
				<button type="button" class="more" ?hidden=${!this.next} ?disabled=${this.asking} @click=${this.more}>${t("overview.more")}</button>` : this.none()}</div>`;
	}
}
customElements.define("landbridge-overview", Overview);

// state {status, place, prefix}; go(state) moves there.  Throws what the first page throws.
export async function overview(state, { go, signal, fail }) {
	const [first, place] = await Promise.all([api.containers({ ...state, limit: page }, signal),
		state.place ? api.place(state.place, signal).catch(() => null) : null]);
	return html`<landbridge-overview .view=${{ state, go, signal, fail, first, place }}></landbridge-overview>`;
}
