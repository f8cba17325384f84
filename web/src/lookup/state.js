// One look-up: what was asked, what came, how it is shown.  It belongs to its entry in the browser's history, so that
// going back finds it as it was left; after a reload its text is asked for anew.
import { api } from "../api.js";
import { keyed } from "./fresh.js";
import { handed, references, shared } from "./paste.js";

const store = "landbridge-lookups", remembered = 5;
const states = new Map(); // those of this page's life, by the id that the history's entry holds

function recall() {
	try { return JSON.parse(sessionStorage.getItem(store)) || []; } catch { return []; }
}

function fresh(text) {
	return {
		id: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), text, answer: null, at: 0,
		sort: { by: "", down: false }, find: "", statuses: [], only: "", scroll: 0, left: "",
	};
}

function here() {
	const id = history.state?.lookup;
	const kept = id && (states.get(id) || recall().find(s => s.id === id));
	return kept ? { ...fresh(""), ...kept } : null;
}

// Puts it down where a reload finds it; the rows themselves are not kept.
export function keep(state) {
	states.set(state.id, state);
	const { answer, at, ...rest } = state;
	try {
		sessionStorage.setItem(store, JSON.stringify([rest, ...recall().filter(s => s.id !== state.id)].slice(0, remembered)));
	} catch { /* storage is shut or full: it holds for this page */ }
}

// The address of what was asked: a short list stands in it.
function address(state) {
	const q = references(state.text).map(encodeURIComponent).join(",");
	return state.answer && q && references(state.text).length <= shared && q.length < 1500 ? "/lookup?q=" + q : "/lookup";
}

export async function ask(state, signal) {
	const answer = await api.lookup(state.text, signal);
	keyed(answer.rows);
	Object.assign(state, { answer, at: Date.now() });
}

// The entry of the history is this look-up's; fresh: a new entry.
export function settle(state, anew) {
	keep(state);
	const entry = { ...history.state, lookup: state.id };
	if (anew)
		history.pushState(entry, "", address(state));
	else
		history.replaceState(entry, "", address(state));
}

// What the address and the history ask for.
export async function open(query, signal) {
	const given = handed.text || (query.get("q") || "").split(",").join("\n");
	handed.text = "";
	const state = here() || fresh(given);
	if (state.text.trim() && !state.answer) {
		history.replaceState({ ...history.state, lookup: state.id }, "");
		keep(state);
		await ask(state, signal);
	}
	settle(state, false);
	return state;
}

// Another text asked for from here.
export const next = (state, text) => ({ ...fresh(text), sort: state.sort });
