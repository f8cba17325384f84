// The columns of the result: a row each.  value: what it sorts by (text, or a number where it is a time or an amount;
// "" or NaN: not known, always last); text: as copied; cell: as shown; quiet: shown only when it says something new or is
// asked for; wide: its share of the width.
import { html, nothing } from "lit";
import { momentHint, momentText, reading, spanText } from "../moment.js";
import { boxLink, coming, comma, plate, placeAndFacility, placeName, statusBadge, statuses, sizeText, vehicle, vehicleName, word } from "../show.js";
import { off } from "../outlook.js";
import { t, known } from "../tongue.js";

// Milliseconds since 1970, or as if the clock stood in UTC where its zone is not known.
export function instant(moment) {
	const r = reading(moment);
	return !r ? NaN : Number.isNaN(r.instant) ? Date.UTC(r.y, r.m - 1, r.d, r.H || 0, r.M || 0) : r.instant;
}

// Not a stop of the keyboard as moment.js's: a list of a thousand would have four thousand of them.
const time = moment => moment ? html`<time class="when" title=${momentHint(moment)}>${momentText(moment, false)}</time>` : nothing;
const age = moment => moment ? html`<span class="quiet age">${spanText(moment)}</span>` : nothing;
const told = event => event ? word("event", event.eventCode) : "";
const where = thing => placeAndFacility(thing?.place, thing?.facility);
const plain = (...parts) => parts.filter(Boolean).join(" ");

// What blocks, the worst first, in the reader's language.
export const blockWord = block => known("badge." + block.code) ? t("badge." + block.code) : block.text || block.code;

export function blockText(block) {
	const about = known("block." + block.code) ? t("block." + block.code) : block.text || "";
	return [about, block.reasons?.join("; "), plain(placeName(block.place), block.since && momentText(block.since, true))]
		.filter(Boolean).join("\n");
}

const badge = block => html`<button type="button" class="badge" data-severity=${block.severity} data-tip=${blockText(block)}
	>${blockWord(block)}<span class="hidden">: ${blockText(block)}</span></button>`;

const number = row => html`<a href=${boxLink(row.container)} data-number=${row.container}>${plate(row.container, row.checkDigit === "invalid")}</a>`;
const same = row => row.container && row.kind === "container";

export const columns = [
	{ name: "reference", wide: 1.4, value: row => row.reference, text: row => row.reference,
		cell: row => same(row) ? number(row) : html`<span class="reference">${row.reference}</span>` },
	{ name: "kind", wide: 1.05, quiet: true, value: row => row.kind && word("kind", row.kind), cell: row => row.kind ? word("kind", row.kind) : nothing },
	{ name: "container", wide: 1.4, quiet: true, value: row => row.container, cell: row => row.container ? number(row) : nothing },
	{ name: "status", wide: 1.2, value: row => row.status && statuses.indexOf(row.status), text: row => row.status && word("status", row.status),
		cell: row => row.status ? statusBadge(row.status) : nothing },
	{ name: "place", wide: 1.3, value: where, cell: row => where(row) || nothing },
	{ name: "since", wide: 1.3, value: row => instant(row.since), text: row => row.since && momentText(row.since, true),
		cell: row => row.since ? html`${time(row.since)} ${age(row.since)}` : nothing },
	{ name: "last", wide: 1.2, value: row => instant(row.last?.happened), text: row => row.last && plain(told(row.last), momentText(row.last.happened, true)),
		cell: row => row.last ? html`${told(row.last)} ${age(row.last.happened)}` : nothing },
	{ name: "next", wide: 1.2, value: row => instant(row.next?.happened), text: row => row.next && plain(coming(row.next.eventCode), placeName(row.next.place), momentText(row.next.happened, true)),
		cell: row => row.next ? html`<span>${coming(row.next.eventCode)}${row.next.place ? comma() + placeName(row.next.place) : ""}</span> <span class="quiet age">${time(row.next.happened)}</span>` : nothing },
	{ name: "eta", wide: 1.25, value: row => instant(row.eta?.happened), text: row => row.eta && plain(placeName(row.eta.place), momentText(row.eta.happened, true)),
		cell: row => row.eta ? html`${time(row.eta.happened)} <span class="quiet age">${off(row.eta.happened)}</span>` : nothing },
	{ name: "destination", wide: 1.1, value: row => placeName(row.destination), cell: row => placeName(row.destination) || nothing },
	{ name: "blocks", wide: 1.2, value: row => row.blocks?.length ? -row.blocks.length - (row.blocks[0].severity === "error" ? 100 : 0) : NaN,
		text: row => row.blocks?.map(blockWord).join(", "),
		cell: row => row.blocks?.length ? html`<span class="badges">${row.blocks.map(badge)}</span>` : nothing },
	{ name: "size", wide: 1, quiet: true, optional: true, value: row => row.sizeType?.code, text: row => row.sizeType && (sizeText(row.sizeType) || row.sizeType.code),
		cell: row => row.sizeType ? html`<span title=${row.sizeType.code}>${sizeText(row.sizeType) || row.sizeType.code}</span>` : nothing },
	{ name: "load", wide: 0.7, quiet: true, optional: true, value: row => row.loadState && word("load", row.loadState), cell: row => row.loadState ? word("load", row.loadState) : nothing },
	{ name: "vehicle", wide: 1.2, quiet: true, optional: true, value: row => vehicleName(row.vehicle), cell: row => vehicle(row.vehicle) || nothing },
	{ name: "heard", wide: 1, quiet: true, optional: true, value: row => row.heard ? Date.parse(row.heard) : NaN, text: row => row.heard,
		cell: row => row.heard ? html`<span class="age">${spanText({ at: row.heard })}</span>` : nothing },
];

export const textOf = (column, row) => String((column.text || column.value)(row) ?? "");

// Those that say something of this answer: where every reference is a container's number, it says what it is by itself.
export function usual(rows) {
	const mixed = rows.some(row => row.found && row.kind !== "container");
	return columns.filter(c => !c.quiet || mixed && !c.optional).map(c => c.name);
}

const unknown = value => value === undefined || value === null || value === "" || Number.isNaN(value);

// A copy in the order asked for; rows that are alike keep theirs, and those without a value stand last either way.
export function sorted(rows, { by, down }, locale) {
	const column = columns.find(c => c.name === by);
	if (!column)
		return rows;
	const collator = new Intl.Collator(locale, { numeric: true });
	const keyed = rows.map(row => ({ row, value: column.value(row) }));
	keyed.sort((a, b) => {
		const [x, y] = [unknown(a.value), unknown(b.value)];
		if (x || y)
			return x - y;
		return (down ? -1 : 1) * (typeof a.value === "number" ? a.value - b.value : collator.compare(a.value, b.value));
	});
	return keyed.map(k => k.row);
}

// What a reader searches for in a row: all that it shows, and its codes.
export const haystack = row => [...columns.map(c => textOf(c, row)), row.container, row.normalised, row.place?.code, row.destination?.code]
	.join("\n").toLocaleLowerCase();
