// One exception, beside the board: its boxes, what to do about it, what was done.  A modal dialog, so that Escape shuts it and the
// focus goes back to where it came from.
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../dom.js";
import { placeName, plate, boxLink } from "../show.js";
import { t, tell } from "../tongue.js";
import { reading } from "./acting.js";
import { aboutOf, cause, late, nameOf, rightOf, sign, since, time, when } from "./parts.js";
import { isDue, stateOf } from "./state.js";

const said = step => step.step === "snooze" ? when(step.detail) : step.detail ?? "";

// A detail that is not always said needs its own line only where it is.
const did = step => html`<li><strong>${step.who}</strong> ${t("exc.did." + step.step, { detail: said(step) })}${
	["acknowledge", "reopen"].includes(step.step) && step.detail ? html`: ${step.detail}` : nothing}<br><span class="quiet">${time(step.at)}</span></li>`;

const row = (b, place) => html`<li data-closed=${b.closed ? "" : nothing}><a href=${boxLink(b.container)}>${plate(b.container)}</a>
	<span>${b.place?.code === place ? nothing : placeName(b.place)}</span><span class="quiet">${since(b)} ${late(b.bySeconds)}</span></li>`;

class Panel extends LitElement {
	// it: with boxes and steps, or without while they are on their way; shut(): it was shut.
	static properties = { it: {}, rule: {}, owners: {}, operator: {}, failed: {}, act: { attribute: false }, shut: { attribute: false }, tongue: {} };

	createRenderRoot() {
		return this;
	}

	firstUpdated() {
		const dialog = this.querySelector("dialog");
		this.back = document.activeElement;
		dialog.showModal();
		dialog.querySelector("#panel-title").focus({ preventScroll: true });
	}

	closed() {
		this.shut(this.back);
	}

	// Beside the panel is the board: who clicks there goes back to it.
	beside(e) {
		if (e.target === e.currentTarget)
			e.currentTarget.close();
	}

	boxes() {
		const { boxes, boxesCut } = this.it;
		if (!boxes)
			return html`<p class="quiet">${this.failed ? t("wrong.title") : t("loading")}</p>`;
		const open = boxes.filter(b => !b.closed), past = boxes.filter(b => b.closed);
		return html`<ul class="panel-boxes">${repeat(open, b => b.container + b.opened, b => row(b, this.it.place?.code))}</ul>
			${past.length ? html`<details class="found-more"><summary>${t("exc.list.closed", { n: past.length })}</summary><ul class="panel-boxes">${past.map(b => row(b, this.it.place?.code))}</ul></details>` : nothing}
			${boxesCut ? html`<p class="quiet">${t("exc.list.cut", { n: boxes.length })}</p>` : nothing}`;
	}

	facts() {
		const { it } = this, row = (name, value) => value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
		return html`<dl class="panel-facts">${row(t("exc.cause." + it.cause.kind), cause(it))}${row(t("exc.place"), placeName(it.place))}
			${row(t("col.since"), html`${since(it)} ${late(it.bySeconds)}${it.toldLate ? html` <span class="tag">${t("exc.told-late")}</span>` : nothing}`)}
			${row(t("exc.owner"), it.owner ? html`${it.owner}${it.due ? html` <span class=${isDue(it) ? "due past" : "due"}>${t(isDue(it) ? "exc.overdue-due" : "exc.due", { time: when(it.due) })}</span>` : nothing}` : "")}</dl>`;
	}

	render() {
		const { it } = this, state = stateOf(it);
		return html`<dialog class="panel" aria-labelledby="panel-title" @close=${this.closed} @click=${this.beside}>
			<div class="panel-in" data-severity=${it.severity}>
			<form method="dialog" class="dialog-head"><h2 id="panel-title" tabindex="-1">${sign(it.severity)}${nameOf(it.code)}</h2>
				<button class="tool" value="close"><svg aria-hidden="true"><use href="#i-close"></use></svg><span class="hidden">${t("close")}</span></button></form>
			<p>${aboutOf(it)}</p>
			<p class="panel-state"><span class="tag">${t("exc." + state)}</span>${state === "snoozed" ? html` ${tell("exc.snoozed-until", { time: time(it.snoozedUntil) })}` : nothing}${
				it.falseBecause ? html` ${t("exc.is-false", { because: it.falseBecause })}` : it.closed ? html` ${tell("exc.closed-at", { time: time(it.closed) })}` : nothing}</p>
			${this.facts()}
			${this.operator ? html`<lb-acting .it=${it} .owners=${this.owners} .act=${this.act} .tongue=${this.tongue}></lb-acting>` : this.operator === false ? reading() : nothing}
			<section aria-labelledby="panel-list"><h3 id="panel-list">${t("exc.boxes", { n: it.containers })}</h3>${this.boxes()}</section>
			<section aria-labelledby="panel-steps"><h3 id="panel-steps">${t("exc.steps")}</h3>
				${it.steps?.length ? html`<ol class="panel-steps">${[...it.steps].reverse().map(did)}</ol>` : html`<p class="quiet">${it.steps ? t("exc.steps.none") : nothing}</p>`}</section>
			<p class="quiet panel-rule">${icon("check")} ${rightOf(this.rule)}</p></div></dialog>`;
	}
}
customElements.define("lb-exception", Panel);
