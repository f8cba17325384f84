// What people said of this box's journeys: who, why, when; the same party may take it back.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { ownTime } from "../moment.js";
import { ask } from "../question.js";
import { placeName, senderName, word } from "../show.js";
import { t } from "../tongue.js";

const remark = (e, what) => e.remarks?.find(r => r.startsWith(what + ":"))?.slice(what.length + 1) || "";

const what = e => e.source.type === "report" ? `${word("event", e.eventCode)}${e.place ? ", " + placeName(e.place) : ""}` : word("type", e.source.type);

// It is asked before it is done: what was told by it is no more.
async function takeBack(e, say) {
	const gone = await ask({ title: t("journey.take-back.title", { what: what(e) }), about: [t("journey.take-back.about")], yes: t("journey.take-back"), danger: true, act: async () => {
		const receipt = await api.tellJourney({ word: "takes-back", id: e.document });
		if (receipt.status === "rejected")
			throw new Error(receipt.diagnostics[0]?.text);
		return receipt;
	} });
	if (gone)
		say();
}

const one = (e, say) => html`<li class=${e.voided ? "voided" : nothing}>${icon("partner")}<div><p><strong>${what(e)}</strong>${e.voided ? html` <span class="tag">${t("event.voided")}</span>` : nothing}</p>
	<p class="quiet">${remark(e, "WHO") || senderName(e.sender)}${e.said ? html` · <time datetime=${e.said}>${ownTime(e.said)}</time>` : nothing}</p>
	${remark(e, "WHY") ? html`<p class="why">${t("journey.why", { why: remark(e, "WHY") })}</p>` : nothing}
	${say && e.document && !e.voided ? html`<button type="button" class="link" @click=${() => takeBack(e, say)}>${t("journey.take-back")}<span class="hidden">: ${what(e)}</span></button>` : nothing}</div></li>`;

const few = 3; // words that stand open

export function words(box, say) {
	const its = (box.timeline || []).filter(e => e.source?.kind === "person").sort((a, b) => (b.said || "").localeCompare(a.said || ""));
	const [shown, more] = [its.slice(0, few), its.slice(few)];
	return its.length ? html`<section class="journey-words" aria-labelledby="words-title"><h3 id="words-title">${t("journey.words")}</h3><ul>${shown.map(e => one(e, say))}</ul>${
		more.length ? html`<details class="found-more"><summary>${t("journey.words.more", { n: more.length })}</summary><ul>${more.map(e => one(e, say))}</ul></details>` : nothing}</section>` : "";
}
