// What stands around every screen: which of them is open, and whether what is shown is up to date.
import { answers, api } from "./api.js";
import { live } from "./live.js";
import { locale, t } from "./tongue.js";

const at = id => document.getElementById(id);
let answered = 0; // when the server last answered anything

// Within what holds it, where that is narrower: scrollIntoView() would have the next Tab begin there in some browsers.
function reveal(link) {
	const nav = link.parentElement, { left, right } = nav.getBoundingClientRect(), own = link.getBoundingClientRect();
	nav.scrollLeft += Math.min(0, own.left - left) + Math.max(0, own.right - right);
}

export function markScreen(name) {
	document.body.dataset.view = name;
	for (const link of document.querySelectorAll("#nav a")) {
		const own = link.dataset.views.split(" ").includes(name);
		if (own) {
			link.setAttribute("aria-current", name === link.dataset.views.split(" ")[0] ? "page" : "true");
			reveal(link);
		} else
			link.removeAttribute("aria-current");
	}
}

function clock(ms) {
	const today = new Date(ms).toDateString() === new Date().toDateString();
	return new Intl.DateTimeFormat(locale(), { ...(today ? {} : { day: "numeric", month: "short" }), hour: "2-digit", minute: "2-digit" }).format(ms);
}

function put(id, text) {
	if (at(id).textContent !== text) // what is put anew would be read aloud anew
		at(id).textContent = text;
}

export function nameState() {
	const { state, cause } = live, fresh = Math.max(live.fresh, answered);
	at("live").dataset.state = state;
	put("live-words", state === "off" ? "" : t("live." + state));
	at("banner").hidden = state !== "waiting";
	if (state === "waiting")
		put("banner-words", t("live." + cause) + (fresh ? " " + t("live.asof", { time: clock(fresh) }) : ""));
}

// ------------------------------------------------------------------ how many exceptions wait for somebody

const between = 15000;  // ms between two looks, however much happens
const anyway = 60000;   // ms: the clock opens them too
let waiting = 0, looked = 0, due = 0;

export function nameCount() {
	at("exceptions-count").hidden = !waiting;
	at("exceptions-count").replaceChildren();
	if (waiting) {
		const shown = document.createElement("span"), said = document.createElement("span");
		[shown.textContent, said.textContent, said.className] = [waiting > 999 ? "999+" : String(waiting), t("nav.exceptions.count", { n: waiting }), "hidden"];
		shown.setAttribute("aria-hidden", "true");
		at("exceptions-count").append(shown, said);
	}
}

// Of the rules as the server has them just now.
export function counted(rules = []) {
	looked = Date.now();
	waiting = rules.reduce((sum, r) => sum + (r.waiting || 0), 0);
	nameCount();
}

// Who may not ask is not told.
function look() {
	clearTimeout(due);
	due = 0;
	if (document.hidden)
		return;
	looked = Date.now();
	api.exceptionRules().then(({ rules }) => counted(rules), e => { if (e.kind === "forbidden" || e.kind === "key") counted([]); });
}

const lookSoon = () => { due ||= setTimeout(look, Math.max(3000, looked + between - Date.now())); };

function watchCount() {
	live.addEventListener("change", lookSoon);
	live.addEventListener("reset", lookSoon);
	answers.addEventListener("key", look);
	setInterval(look, anyway);
	look();
}

export function watchState() {
	answers.addEventListener("answered", () => { answered = Date.now(); nameState(); });
	live.addEventListener("state", nameState);
	at("banner-now").addEventListener("click", () => live.now());
	nameState();
	watchCount();
	live.start();
}
