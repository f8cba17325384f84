// The page: which screen the address asks for, and what belongs to all of them (search, language, theme).
//   /                      the overview; ?status= ?place= ?prefix= filter it
//   /?c=NUMBER  /#NUMBER   one container
// and the screens of screens.js.
import { announce, h } from "./dom.js";
import { api } from "./api.js";
import { box, tick } from "./box.js";
import { combo } from "./combo.js";
import { lookupPath, references } from "./lookup/paste.js";
import { looksWhole, normalise } from "./number.js";
import { overview } from "./overview.js";
import { render } from "lit";
import { screenOf } from "./screens.js";
import { sending } from "./send.js";
import { plate, placeName, boxLink } from "./show.js";
import { lost, trouble } from "./trouble.js";
import { t, speak, firstLanguage, remember, language, translatePage } from "./tongue.js";

const main = document.getElementById("main"), number = document.getElementById("number");
const dark = matchMedia("(prefers-color-scheme: dark)");
const example = "CSQU 305438 3"; // ISO 6346's own
let under = null; // the view that is being drawn

function address() {
	const screen = screenOf(location);
	if (screen)
		return { screen };
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
	history.pushState(null, "", typeof to === "string" ? to : path(to));
	draw(true);
}

async function view(where, signal) {
	if (where.screen)
		return where.screen.open({ signal, go, again: () => draw(true) });
	if (!where.c)
		return overview(where, { go, signal, fail: e => show(trouble(e, () => draw(true)), true) });
	try {
		return await box(where.c, { signal });
	} catch (e) {
		if (e.kind === "unknown")
			return lost(where.c, signal);
		throw e;
	}
}

function show(content, moved) {
	if (content instanceof Node) {
		main.replaceChildren(content);
		delete main._$litPart$; // what lit drew before is gone
	} else {
		if (!main._$litPart$)
			main.replaceChildren();
		render(content, main);
	}
	main.removeAttribute("aria-busy");
	const title = document.getElementById("title");
	document.title = title ? `${title.textContent} – Landbridge` : "Landbridge";
	if (moved && title) {
		title.focus({ preventScroll: true });
		scrollTo(0, 0);
	}
}

// Draws what the address asks for.  moved: the reader went somewhere, so focus follows.
async function draw(moved) {
	under?.abort();
	const mine = under = new AbortController();
	const where = address();
	document.body.dataset.view = where.screen?.name || (where.c ? "box" : "overview");
	if (where.c || moved)
		number.value = where.c || "";
	main.setAttribute("aria-busy", "true");
	announce(t("loading"));
	let content;
	try {
		content = await view(where, mine.signal);
	} catch (e) {
		if (mine.signal.aborted)
			return;
		content = trouble(e, () => draw(true));
	}
	if (mine.signal.aborted)
		return;
	show(content, moved);
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
				value: b.number, parts: [plate(b.number), h("span", { class: "quiet" }, placeName(b.place))],
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
		draw(false);
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

speak(firstLanguage(), false);
words();
search();
tools();
sending(() => draw(false));
document.addEventListener("click", follow);
addEventListener("popstate", () => draw(true));
setInterval(() => tick(main), 30000);
draw(false);
