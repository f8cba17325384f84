// What the board is narrowed to: each choice with how many there are of it among what the other choices leave.
import { html, nothing } from "lit";
import { placeName } from "../show.js";
import { t } from "../tongue.js";
import { nameOf, sign } from "./parts.js";
import { fits, nobody, severities, stateOf } from "./state.js";

// What may be chosen of one thing: [value, name, how many].
function choices(list, chosen, key, valueOf, nameOfIt) {
	const found = new Map();
	for (const it of list.filter(it => fits(it, chosen, key)))
		if (valueOf(it))
			found.set(valueOf(it), [nameOfIt(it), (found.get(valueOf(it))?.[1] ?? 0) + 1]);
	if (chosen[key] && !found.has(chosen[key]))
		found.set(chosen[key], [list.map(it => valueOf(it) === chosen[key] && nameOfIt(it)).find(Boolean) || chosen[key], 0]);
	return [...found].map(([value, [name, n]]) => [value, name, n]).sort((a, b) => a[1].localeCompare(b[1]));
}

const select = (key, value, options, to) => html`<label class="board-pick"><span>${t("exc." + key)}</span><select id="by-${key}" @change=${e => to({ [key]: e.target.value })}>
	<option value="" .selected=${!value}>${t("exc.any")}</option>${options.map(([v, name, n]) => html`<option value=${v} .selected=${v === value}>${name} (${n})</option>`)}</select></label>`;

// of: what is on the board.  to(change): chooses.
export function filters(of, chosen, to) {
	const list = of.filter(it => stateOf(it) !== "closed");
	const codes = choices(list, chosen, "code", it => it.code, it => nameOf(it.code));
	if (chosen.code) // named though none has it now
		codes.forEach(c => { c[1] = c[0] === chosen.code ? nameOf(c[0]) : c[1]; });
	const owners = choices(list, chosen, "owner", it => it.owner || nobody, it => it.owner || t("exc.nobody"));
	return html`<div class="board-filters" role="group" aria-label=${t("exc.filters")}>
		<div class="chips" role="group" aria-label=${t("exc.severity")}>${severities.map(s => {
			const n = list.filter(it => it.severity === s && fits(it, chosen, "severity")).length;
			return html`<button type="button" class="chip" data-severity=${s} data-empty=${String(!n)} aria-pressed=${String(chosen.severity === s)} @click=${() => to({ severity: chosen.severity === s ? "" : s })}>${
				sign(s)}<span aria-hidden="true">${t("exc.severity." + s)}</span> <span class="many">${n}</span></button>`;
		})}</div>
		${select("code", chosen.code, codes, to)}
		${select("place", chosen.place, choices(list, chosen, "place", it => it.place?.code, it => placeName(it.place)), to)}
		${select("owner", chosen.owner, owners, to)}
		${chosen.code || chosen.severity || chosen.owner || chosen.place ? html`<button type="button" class="link clear" @click=${() => to({ code: "", severity: "", owner: "", place: "" })}>${t("overview.clear")}</button>` : nothing}</div>`;
}
