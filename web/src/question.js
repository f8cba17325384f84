// A question before something is done: a modal dialog that holds the focus and gives it back.
//   ask({ title, about, yes, danger, act, told })
//     about   what will happen, a paragraph each
//     act     does it, and answers what came of it; what it throws is said in the dialog
//     told    (answer) => what is said of the answer in the dialog; without it the dialog shuts
// Answers a promise of act's answer; undefined where it was not done.
import { html, nothing, render } from "lit";
import { icon, announce } from "./dom.js";
import { t } from "./tongue.js";

const reasons = { away: "away.title", busy: "busy.title", forbidden: "key.forbidden", foreign: "foreign.title", key: "key.bad" };

export const whyNot = error => reasons[error.kind] ? t(reasons[error.kind]) : error.message || t("wrong.title");

// What went wrong, and the next step where there is one.
export function failure(error) {
	const id = error.problem?.requestId, next = error.kind === "forbidden" || error.kind === "key";
	return html`<div class="flag" role="alert">${icon("alert")}<div><p>${whyNot(error)}</p>${next ? html`<p>${t("ask.operator")}</p>` : nothing}
		${id ? html`<p class="code">${t("request", { id })}</p>` : nothing}</div></div>`;
}

export function ask({ title, about, yes, danger, act, told }) {
	const back = document.activeElement, dialog = document.createElement("dialog");
	let answer;
	const draw = ({ doing, error, done } = {}) => render(html`<h2 id="question-title">${title}</h2>
		<div class="question-about" ?hidden=${done}>${about.map(text => html`<p>${text}</p>`)}</div>
		<div class="question-state">${doing ? html`<p class="quiet">${t("ask.doing")}</p>` : error ? failure(error) : done ? told(answer) : nothing}</div>
		<p class="question-buttons"><button type="button" class="more" @click=${() => dialog.close()}>${t(done ? "close" : "ask.no")}</button>
		${done ? nothing : html`<button type="button" class=${danger ? "primary danger" : "primary"} ?disabled=${doing} @click=${go}>${yes}</button>`}</p>`, dialog);
	const focus = which => dialog.querySelector(which).focus();
	async function go() {
		draw({ doing: true });
		try {
			answer = await act();
			if (!told)
				return dialog.close();
			draw({ done: true });
			announce(dialog.querySelector(".question-state").textContent);
			focus(".more");
		} catch (error) {
			draw({ error });
			focus(".primary");
		}
	}
	dialog.className = "question";
	dialog.setAttribute("aria-labelledby", "question-title");
	draw();
	document.body.append(dialog);
	dialog.showModal();
	focus(".more"); // the answer that does nothing is nearest
	return new Promise(settled => dialog.addEventListener("close", () => {
		dialog.remove();
		if (back?.isConnected)
			back.focus();
		settled(answer);
	}));
}
