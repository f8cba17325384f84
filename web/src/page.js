// The page: which screen the address asks for, and what belongs to all of them (search, language, theme).
//   /                      the overview; ?status= ?place= ?prefix= filter it
//   /?c=NUMBER  /#NUMBER   one container; with ?asOf= as it was known then
// and the screens of screens.js.
import { html, nothing, render } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { announce } from "./dom.js";
import { api } from "./api.js";
import { combo } from "./combo.js";
import { live } from "./live.js";
import { lookupPath, references } from "./lookup/paste.js";
import { standAt } from "./moment.js";
import { looksWhole, normalise } from "./number.js";
import { overview } from "./overview.js";
import { fetched, screenOf } from "./screens.js";
import { sending } from "./send.js";
import { markScreen, nameCount, nameState, watchState } from "./shell.js";
import { plate, placeName, boxLink } from "./show.js";
import { lost, nowhere, trouble } from "./trouble.js";
import { tips } from "./tip.js";
import { t, speak, firstLanguage, remember, language, translatePage } from "./tongue.js";
import * as history from "./whence.js";

const main = document.getElementById("main"), number = document.getElementById("number");
const dark = matchMedia("(prefers-color-scheme: dark)");
const untip = tips(document);
const example = "CSQU 305438 3"; // ISO 6346's own
let under = null;    // the view that is being drawn
let failing = false; // it could not be drawn for want of an answer

function address() {
	const screen = screenOf(location);
	if (screen || location.pathname !== "/")
		return screen ? { screen } : { nowhere: true };
	const q = new URLSearchParams(location.search);
	const hash = decodeURIComponent(location.hash.slice(1));
	const c = normalise(q.get("c") || (hash === "main" ? "" : hash));
	return c ? { c } : { status: q.get("status") || "", place: q.get("place") || "", prefix: normalise(q.get("prefix") || "") };
}

function path(where) {
	const q = new URLSearchParams(Object.entries(where).filter(([, value]) => value));
	return q.toString() ? "/?" + q : "/";
}

function go(to) {
	const url = typeof to === "string" ? to : path(to);
	if (live.outdated)
		return location.assign(url); // the program was replaced: so is the page
	history.advance(url);
	draw("moved");
}

const again = () => draw("moved");

async function view(where, signal) {
	if (where.nowhere)
		return nowhere();
	if (where.screen)
		return where.screen.open({ signal, go, again });
	if (!where.c)
		return overview(where, { go, signal, fail: e => fail(e) });
	try {
		const { box } = await fetched("box", () => import("./box.js"));
		return await box(where.c, { signal, go });
	} catch (e) {
		if (e.kind === "unknown")
			return lost(where.c, signal, go);
		throw e;
	}
}

function fail(e) {
	failing = e.kind === "away" || e.kind === "busy";
	return show(trouble(e, again), "moved");
}

// Puts it where the last view stood.  The same address keeps what of it is the same: its focus, and what is unfolded.
async function show(content, how) {
	const focus = main.contains(document.activeElement);
	untip();
	render(keyed(location.pathname + (screenOf(location)?.lasts ? "" : location.search), content), main);
	await Promise.all([...main.querySelectorAll("*")].map(e => e.updateComplete));
	main.removeAttribute("aria-busy");
	const title = document.getElementById("title");
	document.title = title ? `${title.textContent.replace(/\s+/g, " ").trim()} – Landbridge` : "Landbridge";
	const before = how === "back" || how === "load" ? history.whence() : null;
	if (how === "moved" || how === "back" || focus && !main.contains(document.activeElement)) {
		const link = before?.link && main.querySelector(`a[href="${CSS.escape(before.link)}"]`);
		(link || title)?.focus({ preventScroll: true });
	}
	if (how !== "here")
		scrollTo({ top: before?.y || 0, behavior: "instant" });
}

// Draws what the address asks for.  how: "moved", the reader went somewhere, so focus follows; "back", to where they were;
// "here", the same anew; "load", for the first time.
async function draw(how) {
	under?.abort();
	const mine = under = new AbortController();
	const where = address();
	standAt(where.c || where.screen?.name === "lookup" ? new URLSearchParams(location.search).get("asOf") || "" : "");
	markScreen(where.screen?.name || (where.nowhere ? "nowhere" : where.c ? "box" : "overview"));
	if (where.c || how !== "here")
		number.value = where.c || "";
	main.setAttribute("aria-busy", "true");
	announce(t("loading"));
	let content;
	try {
		content = await view(where, mine.signal);
		failing = false;
	} catch (e) {
		if (mine.signal.aborted)
			return;
		failing = e.kind === "away" || e.kind === "busy";
		content = trouble(e, again);
	}
	if (mine.signal.aborted)
		return;
	await show(content, how);
	announce(document.getElementById("sentence")?.textContent || document.getElementById("title")?.textContent || "");
}

function search() {
	const suggestions = combo(number, document.getElementById("number-options"), {
		label: "search.options",
		find: async (text, signal) => {
			const prefix = normalise(text);
			if (!prefix)
				return [];
			return (await api.containers({ prefix, limit: 8 }, signal)).containers.map(b => ({
				value: b.number, parts: html`${plate(b.number)}<span class="quiet">${placeName(b.place)}</span>`,
			}));
		},
		take: chosen => go(boxLink(chosen)),
	});
	document.getElementById("search").addEventListener("submit", e => {
		e.preventDefault();
		suggestions.close();
		const typed = normalise(number.value);
		if (looksWhole(typed))
			go(boxLink(typed));
		else if (/^([A-Z]{0,4}|[A-Z]{4}\d{1,6})$/.test(typed))
			go({ prefix: typed });
		else
			go(lookupPath(number.value)); // a booking, a seal, a train, a ship
	});
	number.addEventListener("paste", e => { // many at once: a field of one line would run them together
		const text = e.clipboardData?.getData("text/plain") || "";
		if (references(text).length > 1) {
			e.preventDefault();
			go(lookupPath(text));
		}
	});
}

const theme = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");

function nameTheme() {
	document.getElementById("theme-label").textContent = t(theme() === "dark" ? "theme.light" : "theme.dark");
}

function words() {
	translatePage(document, { example });
	document.getElementById("home").setAttribute("aria-label", t("home"));
	document.getElementById("language").value = language();
	nameTheme();
	nameState();
	nameCount();
}

function tools() {
	document.getElementById("theme").addEventListener("click", () => {
		const next = theme() === "dark" ? "light" : "dark";
		document.documentElement.dataset.theme = next;
		remember("landbridge-theme", next);
		nameTheme();
	});
	dark.addEventListener("change", nameTheme);
	document.getElementById("language").addEventListener("change", e => {
		speak(e.target.value, true);
		words();
		draw("here");
	});
}

// Links within the page need no new page.
function follow(e) {
	const a = e.target.closest("a[href]");
	if (a?.classList.contains("skip")) {
		e.preventDefault();
		main.focus();
		return;
	}
	if (!a || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || a.hasAttribute("download"))
		return;
	const to = new URL(a.href);
	if (to.origin !== location.origin || (to.pathname !== "/" && !screenOf(to)) || to.hash)
		return;
	e.preventDefault();
	go(to.pathname + to.search);
}

render(nothing, main);
history.remember();
speak(firstLanguage(), false);
words();
search();
tools();
watchState();
sending(() => draw("here"));
document.addEventListener("click", follow);
addEventListener("popstate", () => { history.arrived(); draw("back"); });
live.addEventListener("state", e => { if (e.detail === "live" && failing) draw("here"); });
draw("load");
