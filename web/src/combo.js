// A text field with suggestions, as WAI-ARIA's combobox with a listbox describes it.  The field keeps the focus;
// arrow keys move aria-activedescendant, Enter takes, Escape closes, a click takes.
import { html, render } from "lit";
import { announce } from "./dom.js";
import { t } from "./tongue.js";

const pause = 120; // ms of quiet before asking

// find(text, signal) answers [{value, parts: [templates]}]; take(value) is told what was chosen.
export function combo(input, list, { find, take, label }) {
	let choices = [], at = -1, asked = null, timer = 0;

	input.setAttribute("role", "combobox");
	input.setAttribute("aria-autocomplete", "list");
	input.setAttribute("aria-controls", list.id);
	list.setAttribute("role", "listbox");

	function show(open) {
		list.hidden = !open;
		input.setAttribute("aria-expanded", String(open));
		if (!open)
			mark(-1);
	}

	function mark(i) {
		at = i;
		[...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === i)));
		if (i < 0)
			input.removeAttribute("aria-activedescendant");
		else {
			input.setAttribute("aria-activedescendant", list.children[i].id);
			list.children[i].scrollIntoView({ block: "nearest" });
		}
	}

	function close() {
		clearTimeout(timer);
		asked?.abort();
		show(false);
	}

	function choose(i) {
		const { value } = choices[i];
		close();
		take(value);
	}

	async function ask() {
		asked?.abort();
		const mine = asked = new AbortController();
		try {
			const found = await find(input.value, mine.signal);
			if (mine.signal.aborted || document.activeElement !== input)
				return;
			choices = found;
			list.setAttribute("aria-label", t(label));
			render(choices.map((c, i) => html`<li role="option" id="${list.id}-${i}" aria-selected="false"
				@pointerdown=${e => e.preventDefault()} @click=${() => choose(i)}>${c.parts}</li>`), list);
			mark(-1);
			show(choices.length > 0);
			if (input.value)
				announce(choices.length ? t("search.found", { n: choices.length }) : t("search.none"));
		} catch { /* suggestions are a help, not a need: the search itself says what is wrong */ }
	}

	input.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(ask, pause);
	});
	input.addEventListener("blur", close);
	input.addEventListener("keydown", e => {
		if (e.isComposing)
			return;
		if (e.key === "Escape" && !list.hidden) {
			close();
			e.preventDefault();
		} else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !list.hidden) {
			const n = choices.length, step = e.key === "ArrowDown" ? 1 : -1;
			mark(at < 0 ? (step > 0 ? 0 : n - 1) : (at + step + n) % n);
			e.preventDefault();
		} else if (e.key === "Enter" && at >= 0) {
			choose(at);
			e.preventDefault();
		}
	});
	show(false);
	return { close };
}
