// A question before something is done: a modal dialog that holds the focus and gives it back.
//   ask({ title, about, yes, danger, act, told })
//     about   what will happen: strings or elements, a paragraph each
//     act     does it, and answers what came of it; what it throws is said in the dialog
//     told    (answer) => what is said of the answer in the dialog; without it the dialog shuts
// Answers a promise of act's answer; undefined where it was not done.
import { h, icon, announce } from "./dom.js";
import { t } from "./tongue.js";

const reasons = { away: "away.title", busy: "busy.title", forbidden: "key.forbidden", foreign: "foreign.title", key: "key.bad" };

export const whyNot = error => reasons[error.kind] ? t(reasons[error.kind]) : error.message || t("wrong.title");

function failed(error) {
	const id = error.problem?.requestId;
	const next = error.kind === "forbidden" || error.kind === "key";
	return h("div", { class: "flag", role: "alert" }, icon("alert"), h("div", {}, h("p", {}, whyNot(error)),
		next && h("p", {}, t("ask.operator")), id && h("p", { class: "code" }, t("request", { id }))));
}

export function ask({ title, about, yes, danger, act, told }) {
	const back = document.activeElement;
	let answer;
	const words = h("div", { class: "question-about" }, [about].flat().map(a => a instanceof Node ? a : h("p", {}, a)));
	const state = h("div", { class: "question-state" });
	const no = h("button", { type: "button", class: "more", onclick: () => dialog.close() }, t("ask.no"));
	const go = h("button", { type: "button", class: danger ? "primary danger" : "primary", onclick: async () => {
		go.disabled = true;
		state.replaceChildren(h("p", { class: "quiet" }, t("ask.doing")));
		try {
			answer = await act();
			if (!told)
				return dialog.close();
			words.hidden = true;
			state.replaceChildren(...[told(answer)].flat());
			announce(state.textContent);
			go.remove();
			no.textContent = t("close");
			no.focus();
		} catch (e) {
			state.replaceChildren(failed(e));
			go.disabled = false;
			go.focus();
		}
	} }, yes);
	const heading = h("h2", { id: "question-title" }, title);
	const dialog = h("dialog", { class: "question", "aria-labelledby": "question-title" }, heading, words, state,
		h("p", { class: "question-buttons" }, no, go));
	document.body.append(dialog);
	dialog.showModal();
	no.focus(); // the answer that does nothing is nearest
	return new Promise(done => dialog.addEventListener("close", () => {
		dialog.remove();
		if (back?.isConnected)
			back.focus();
		done(answer);
	}));
}
