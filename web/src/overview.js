// The overview: how many boxes stand in which status, and which; filtered by status, place and the number's beginning.
import { h, icon, announce } from "./dom.js";
import { api } from "./api.js";
import { combo } from "./combo.js";
import { momentElement, spanText } from "./moment.js";
import { plate, statusBadge, statuses, boxLink, placeName, vehicle, word } from "./show.js";
import { t, count } from "./tongue.js";

const page = 25;     // rows asked for at a time
const counted = 100; // a chip counts no further than this

const columns = ["number", "status", "place", "since", "event", "vehicle"];

function row(box) {
	const cell = (column, ...content) => h("td", { class: "c-" + column, role: "cell" }, content);
	return h("tr", { role: "row" },
		h("th", { class: "c-number", role: "rowheader", scope: "row" },
			h("a", { href: boxLink(box.number), "data-number": box.number }, plate(box.number, box.checkDigit === "invalid"))),
		cell("status", statusBadge(box.status)),
		cell("place", placeName(box.place)),
		cell("since", momentElement(box.since, false), " ", h("span", { class: "span quiet" }, spanText(box.since))),
		cell("event", box.lastEvent && word("event", box.lastEvent)),
		cell("vehicle", vehicle(box.vehicle)));
}

function table() {
	return h("table", { class: "boxes", role: "table", "aria-labelledby": "title" },
		h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
			columns.map(c => h("th", { class: "c-" + c, role: "columnheader", scope: "col" }, t("col." + c))))),
		h("tbody", { role: "rowgroup" }));
}

// The chips: a status each with its number of boxes, "all" first; the chosen one is pressed.
function chips(state, go) {
	const chip = status => h("button", {
		type: "button", class: "chip", "data-status": status || "all", "aria-pressed": String((state.status || "") === status),
		onclick: () => go({ ...state, status: status === state.status ? "" : status }),
	}, h("span", { class: "dot" }), h("span", {}, status ? word("status", status) : t("overview.all")),
	h("span", { class: "many", "data-many": status }));
	return h("div", { class: "chips", role: "group", "aria-label": t("overview.filters") }, ["", ...statuses].map(chip));
}

function fill(root, status, n, further) {
	const many = root.querySelector(`[data-many="${status}"]`);
	many.textContent = count(n) + (further ? "+" : "");
	many.closest(".chip").dataset.empty = String(n === 0);
}

// The server counts all boxes.  With a place or a beginning, and for a key that sees a part only, one page a status is asked
// for and the count stops there.
async function fillCounts(root, state, first, signal) {
	const filtered = state.place || state.prefix;
	const { counts } = filtered || first.counts ? first : await api.containers({ limit: 1 }, signal);
	if (filtered || !counts) {
		await Promise.all(["", ...statuses].map(async status => {
			const got = await api.containers({ prefix: state.prefix, place: state.place, status, limit: counted }, signal);
			fill(root, status, got.containers.length, got.next);
		}));
		return;
	}
	for (const status of statuses)
		fill(root, status, counts[status] || 0);
	fill(root, "", Object.values(counts).reduce((sum, n) => sum + n, 0));
}

// What was typed, as a place's code: a code as it is, else the first place whose name begins so.
async function placeCode(text) {
	const { places } = await api.places(text);
	const exact = places.find(p => p.code === text.toUpperCase());
	return (exact || places[0])?.code || text.toUpperCase();
}

function placeFilter(state, go) {
	const input = h("input", {
		id: "place", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "60",
		placeholder: t("overview.place.any"), value: state.place,
	});
	const list = h("ul", { class: "options", id: "place-options", hidden: true });
	combo(input, list, {
		label: "overview.place.options",
		find: async (text, signal) => text.trim() ? (await api.places(text.trim(), signal)).places.map(p => ({
			value: p.code, parts: [h("span", {}, placeName(p)), h("span", { class: "quiet code" }, p.code)],
		})) : [],
		take: place => go({ ...state, place }),
	});
	return h("form", {
		class: "place-filter",
		onsubmit: async e => {
			e.preventDefault();
			const text = input.value.trim();
			go({ ...state, place: text && await placeCode(text).catch(() => text) });
		},
	}, h("label", { for: "place" }, t("overview.place")), h("div", { class: "combo" }, icon("pin", "lens"), input, list,
		state.place && h("button", { type: "button", class: "tool", onclick: () => go({ ...state, place: "" }) },
			icon("close"), h("span", { class: "hidden" }, t("overview.remove")))));
}

function prefixChip(state, go) {
	return state.prefix && h("button", { type: "button", class: "chip removable", onclick: () => go({ ...state, prefix: "" }) },
		h("span", {}, t("overview.prefix", { prefix: state.prefix })), icon("close"),
		h("span", { class: "hidden" }, t("overview.remove")));
}

function nothing(state, go) {
	if (!state.status && !state.place && !state.prefix)
		return h("p", { class: "empty" }, t("overview.nothing"));
	return h("p", { class: "empty" }, t("overview.empty"), " ",
		h("button", { type: "button", class: "link", onclick: () => go({}) }, t("overview.clear")));
}

// The place's name stands in the field once it is known; its code until then, and where it is none of ours.
async function namePlace(root, state, signal) {
	if (!state.place)
		return;
	const place = await api.place(state.place, signal).catch(() => null);
	const input = root.querySelector("#place");
	if (place && input.value === state.place)
		input.value = placeName(place);
}

// state {status, place, prefix}; go(state) moves there.  Throws what the first page throws.
export async function overview(state, { go, signal, fail }) {
	const first = await api.containers({ ...state, limit: page }, signal);
	const boxes = table(), body = boxes.tBodies[0];
	const shown = h("p", { class: "quiet shown" });
	const more = h("button", { type: "button", class: "more" }, t("overview.more"));
	const root = h("div", { class: "overview" },
		h("div", { class: "overview-head" }, h("h1", { id: "title", tabindex: "-1" }, t("overview.title")), placeFilter(state, go)),
		h("div", { class: "filters" }, chips(state, go), prefixChip(state, go)),
		first.containers.length ? [boxes, shown, more] : nothing(state, go));

	function add(answer) {
		const before = body.rows.length;
		body.append(...answer.containers.map(row));
		shown.textContent = t("overview.shown", { n: body.rows.length });
		more.hidden = !answer.next;
		more.onclick = async () => {
			more.disabled = true;
			try {
				add(await api.containers({ ...state, limit: page, cursor: answer.next }, signal));
				announce(shown.textContent);
			} catch (e) {
				fail(e);
			}
			more.disabled = false;
		};
		if (before)
			body.rows[before]?.querySelector("a").focus({ preventScroll: true });
	}
	add(first);
	fillCounts(root, state, first, signal).catch(() => { /* a chip without a number still filters */ });
	namePlace(root, state, signal);
	return root;
}
