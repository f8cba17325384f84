// A question before something is done: a modal dialog that holds the focus and gives it back.
//   ask({ title, about, yes, danger, act, told })
//     about   what will happen: strings or templates, a paragraph each
//     act     does it, and answers what came of it; what it throws is said in the dialog
//     told    (answer) => what is said of the answer in the dialog; without it the dialog shuts
// Answers a promise of act's answer; undefined where it was not done.
import { html, nothing, render } from "lit";
import { icon, announce } from "./dom.js";
import { t } from "./tongue.js";

const reasons = { away: "away.title", busy: "busy.title", forbidden: "key.forbidden", foreign: "foreign.title", key: "key.bad" };

export const whyNot = error => reasons[error.kind] ? t(reasons[error.kind]) : error.message || t("wrong.title");

function failed(error) {
	const id = error.problem?.requestId;
	const next = error.kind === "forbidden" || error.kind === "key";
	return html`<div class="flag" role="alert">${icon("alert")}<div><p>${whyNot(error)}</p>
		${next ? html`<p>${t("ask.operator")}</p>` : nothing}${id ? html`<p class="code">${t("request", { id })}</p>` : nothing}</div></div>`;
}

const paragraphs = about => [about].flat().map(a => typeof a === "string" ? html`<p>${a}</p>` : a);

export function ask({ title, about, yes, danger, act, told }) {
	const back = document.activeElement;
	const dialog = document.createElement("dialog");
	let answer, stage = "asked", error;

	const button = name => dialog.querySelector(`[data-answer="${name}"]`);
	const state = () => ({
		asked: () => nothing,
		doing: () => html`<p class="quiet">${t("ask.doing")}</p>`,
		failed: () => failed(error),
		done: () => told(answer),
	}[stage]());
	const draw = () => render(html`<h2 id="question-title">${title}</h2>
		<div class="question-about" ?hidden=${stage === "done"}>${paragraphs(about)}</div>
		<div class="question-state">${state()}</div>
		<p class="question-buttons">
			<button type="button" class="more" data-answer="no" @click=${() => dialog.close()}>${t(stage === "done" ? "close" : "ask.no")}</button>
			${stage === "done" ? nothing : html`<button type="button" class=${danger ? "primary danger" : "primary"} data-answer="yes"
				?disabled=${stage === "doing"} @click=${go}>${yes}</button>`}</p>`, dialog);
	const move = (to, focus) => {
		stage = to;
		draw();
		if (focus)
			button(focus).focus();
	};

	async function go() {
		move("doing");
		try {
			answer = await act();
			if (!told)
				return dialog.close();
			move("done", "no");
			announce(dialog.querySelector(".question-state").textContent);
		} catch (e) {
			error = e;
			move("failed", "yes");
		}
	}

	dialog.className = "question";
	dialog.setAttribute("aria-labelledby", "question-title");
	document.body.append(dialog);
	draw();
	dialog.showModal();
	button("no").focus(); // the answer that does nothing is nearest
	return new Promise(done => dialog.addEventListener("close", () => {
		dialog.remove();
		if (back?.isConnected)
			back.focus();
		done(answer);
	}));
}
