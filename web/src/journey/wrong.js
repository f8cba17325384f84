// What is wrong with a container by its journey: the same as on the board of exceptions.
import { html } from "lit";
import { aboutOf, cause, late, nameOf, sign } from "../exceptions/parts.js";
import { severities } from "../exceptions/state.js";
import { momentElement, spanText } from "../moment.js";
import { placeName } from "../show.js";

const whereWhen = e => html`${e.place ? html` · ${placeName(e.place)}` : ""}${e.since ? html` · ${momentElement({ at: e.since })} <span class="quiet">${spanText({ at: e.since })}</span>` : ""} ${late(e.bySeconds)}`;

// One of a kind may be wrong at several places.
const wrong = ([e, ...more]) => html`<li class="block" data-severity=${e.severity} data-code=${e.code}>${sign(e.severity)}<div>
	<p><strong>${nameOf(e.code)}</strong>${whereWhen(e)}${more.map(whereWhen)}</p>
	<p class="quiet">${aboutOf(e)} ${e.cause && e.cause.kind !== "container" ? cause(e) : ""}</p></div></li>`;

function byCode(exceptions) {
	const codes = new Map();
	for (const e of exceptions)
		codes.set(e.code, [...codes.get(e.code) || [], e]);
	return codes;
}

// The worst first.
export const wrongs = exceptions => [...byCode(exceptions).values()].sort(([a], [b]) => severities.indexOf(a.severity) - severities.indexOf(b.severity)).map(wrong);
