// One look-up: what was asked, what came, how it is shown.  It belongs to its page of the history (whence.js names each),
// so that going back finds it as it was left; after a reload its text is asked for anew.
import { api } from "../api.js";
import { standAt } from "../moment.js";
import { arrived } from "../whence.js";
import { keyed } from "./fresh.js";
import { handed, references, shared } from "./paste.js";

const store = "landbridge-lookups", remembered = 5, longest = 1500; // pages remembered over a reload; characters of an address
const states = new Map(); // those of this page's life

const here = () => history.state?.here || "";

function recall() {
	try { return JSON.parse(sessionStorage.getItem(store)) || []; } catch { return []; }
}

const fresh = (text, asOf = "") => ({ id: here(), text, asOf, answer: null, at: 0, sort: { by: "", down: false }, find: "", statuses: [], only: "" });

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
	const list = references(state.text), q = list.map(encodeURIComponent).join(",");
	const own = state.answer && list.length && list.length <= shared && q.length < longest ? "q=" + q : "";
	const more = [own, state.asOf && "asOf=" + encodeURIComponent(state.asOf)].filter(Boolean).join("&");
	return more ? "/lookup?" + more : "/lookup";
}

export async function ask(state, signal) {
	const answer = await api.lookup(state.text, signal, state.asOf);
	keyed(answer.rows);
	Object.assign(state, { answer, at: Date.now() });
}

// Its address stands above it.
export function settle(state) {
	history.replaceState(history.state, "", address(state));
	standAt(state.asOf);
	keep(state);
}

// A page of the history for another look-up, so that Back leads to this one.
export function advance(state) {
	history.pushState({ here: Math.random().toString().slice(2) }, "", address(state));
	arrived();
	state.id = here();
}

// What the address and the history ask for; back: it was there before.
export async function open(query, signal) {
	const kept = states.get(here()) || recall().find(s => s.id === here());
	const given = handed.text || (query.get("q") || "").split(",").join("\n");
	handed.text = "";
	const state = kept ? { ...fresh(""), ...kept } : fresh(given, query.get("asOf") || "");
	if (state.text.trim() && !state.answer) {
		keep(state);
		await ask(state, signal);
	}
	settle(state);
	return { state, back: !!kept };
}

// Another text asked for from here.
export const next = (state, text, asOf) => ({ ...fresh(text, asOf), sort: state.sort });
