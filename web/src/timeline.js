// The timeline, newest first: what happened at one place after another stands under that place's name.
import { h, icon, save } from "./dom.js";
import { api } from "./api.js";
import { momentElement, ownTime } from "./moment.js";
import { noteList } from "./notes.js";
import { placeName, countryName, vehicle, word, measureText, sealText, remarkText } from "./show.js";
import { t, named } from "./tongue.js";

const icons = {
	GTIN: "gate-in", GTOT: "gate-out", LOAD: "load", DISC: "disc", STUF: "stuff", STRP: "stuff", PICK: "TRUCK", DROP: "TRUCK",
	INSP: "inspect", RSEA: "seal", CUSS: "stamp", CUSI: "stamp", CUSR: "stamp", AVPU: "check", AVDO: "check", WAYP: "pin",
	HAND: "check", DMGD: "alert", HOLD: "alert", RELS: "check",
};

function eventIcon(event) {
	const mode = event.vehicle?.mode;
	if (event.eventCode === "ARRI" || event.eventCode === "DEPA")
		return icon(mode && mode !== "MULTIMODAL" ? mode : "pin");
	return icon(icons[event.eventCode] || "dot");
}

// Where the file came from, kept behind a key perhaps: fetched and handed over, not linked.
function rawButton(intake) {
	return h("button", { type: "button", class: "link", onclick: async e => {
		const button = e.currentTarget;
		try {
			save(await api.raw(intake), intake + ".edi");
		} catch {
			button.textContent = t("wrong.title");
		}
	} }, t("source.raw"));
}

function sources(event) {
	const source = event.source || {};
	const sender = event.sender || "–";
	const rows = [
		[t("source.document"), event.document],
		[t("source.said"), event.said && ownTime(event.said)],
		[t("source.recorded"), event.recorded && ownTime(event.recorded)],
		[t("source.local"), event.happened?.local],
		[t("source.message"), source.messageId],
		...(event.references || []).map(r => [word("ref", r.kind), r.value]),
		[t("fact.seals"), event.seals?.map(sealText).join(", ")],
		[t("fact.measures"), event.measures?.map(measureText).join(", ")],
		[t("source.remarks"), event.remarks?.map(remarkText).join("; ")],
	].filter(([, value]) => value);
	return h("details", { class: "source" },
		h("summary", {}, source.type ? t("source.by", { type: source.type, sender }) : t("source.plain", { sender }),
			event.diagnostics?.length ? h("span", { class: "count" }, icon("alert"), String(event.diagnostics.length)) : null),
		h("dl", {}, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
		event.diagnostics?.length ? noteList(event.diagnostics) : null,
		source.intakeId && h("p", {}, rawButton(source.intakeId)));
}

// A status that our code says less of than its sender did: the sender's own words, and its reasons.
const wordy = ["NOTE", "HOLD", "RELS", "DMGD", "HAND", "WAYP"];

function ownWords(event) {
	const words = (event.remarks || []).filter(r => /^(STS|REASON):/.test(r)).map(r => r.slice(r.indexOf(":") + 1));
	return wordy.includes(event.eventCode) && words.length ? h("p", { class: "event-more quiet" }, words.join(" · ")) : null;
}

function entry(event, now) {
	const open = event.classifier === "EST" || event.classifier === "PLN";
	const classes = ["event", open && "open", event.voided && "voided", event === now && "now"].filter(Boolean).join(" ");
	const facility = [event.facility?.code, named(event.facility?.name)].filter(Boolean).join(" · ");
	const load = event.loadState && h("span", { class: "load", "data-load": event.loadState }, word("load", event.loadState));
	const ride = vehicle(event.vehicle);
	return h("li", { class: classes, "data-code": event.eventCode, "data-classifier": event.classifier },
		h("span", { class: "node" }, eventIcon(event)),
		h("div", { class: "what" },
			h("p", { class: "event-line" }, h("strong", {}, word("event", event.eventCode)), load,
				open && h("span", { class: "tag" }, t("class." + event.classifier)),
				event.voided && h("span", { class: "tag" }, t("event.voided"))),
			h("p", { class: "event-time" }, momentElement(event.happened)),
			ride || facility ? h("p", { class: "event-more quiet" }, ride, facility && h("span", {}, facility)) : null,
			ownWords(event),
			sources(event)));
}

// Runs of events at one place.
function stays(events) {
	const runs = [];
	for (const event of events) {
		const key = event.place?.code || event.place?.text || "";
		if (runs.length && runs.at(-1).key === key)
			runs.at(-1).events.push(event);
		else
			runs.push({ key, place: event.place, events: [event] });
	}
	return runs;
}

function stay(run, now) {
	const place = run.place;
	return h("li", { class: "stay" },
		h("h3", {}, icon("pin"), h("span", {}, placeName(place) || t("say.no-place"),
			place?.code && [" ", h("span", { class: "quiet code" }, place.code)],
			place?.country && [" ", h("span", { class: "quiet country" }, countryName(place.country))])),
		h("ol", { class: "events" }, run.events.map(e => entry(e, now))));
}

export function timeline(box) {
	const now = box.timeline.find(e => e.classifier === "ACT" && !e.voided); // the last fact
	return h("section", { class: "card timeline", "aria-labelledby": "timeline-title" },
		h("h2", { id: "timeline-title" }, t("box.timeline")),
		h("ol", { class: "stays" }, stays(box.timeline).map(run => stay(run, now))));
}
