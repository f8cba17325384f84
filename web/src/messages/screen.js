// One delivery, or one message of it: its receipt in words, what was found odd, and the bytes.
//   /messages/{intake}         /messages/{intake}.{line}
import { LitElement, html, nothing } from "lit";
import { announce, icon, save } from "../dom.js";
import { api } from "../api.js";
import { copy } from "../copy.js";
import { charsetOf, plainText } from "./glyphs.js";
import { ask } from "../question.js";
import { numbersIn } from "../send.js";
import { boxLink, plate, word } from "../show.js";
import { t, tell, known } from "../tongue.js";
import "./reading.js";
import { badge, eventCounts, functionTag, messageLink, messageName, noteCounts, size, when } from "./parts.js";

const atOnce = 4_000_000;    // bytes that are fetched without being asked for
const copied = 1_000_000;    // bytes that fit a clipboard well
const page = 1000, pages = 5; // messages of a delivery that are listed: so many times so many
const named = 24;            // containers that are named at first

const ends = { EDIFACT: ".edi", DCSA: ".json" };

async function messagesOf(intake, signal) {
	const found = [];
	let cursor, answer;
	for (let i = 0; i < pages && (i === 0 || cursor); i++) {
		answer = await api.messages({ intake, limit: page, cursor }, signal);
		found.push(...answer.messages);
		cursor = answer.next;
	}
	return { messages: found.reverse(), cut: !!cursor }; // the server gives the last first
}

// What the receipt says of the delivery as a whole; the rest its messages have.
function ownNotes(receipt, messages) {
	const theirs = new Set(messages.flatMap(m => m.diagnostics || []).map(n => JSON.stringify(n)));
	return (receipt?.diagnostics || []).filter(n => !theirs.has(JSON.stringify(n)));
}

async function fetchBytes({ intake, message }) {
	// A message's bytes stand best in their delivery, whose beginning says how to read them.
	const alone = message && intake.bytes > atOnce;
	const blob = alone ? await api.messageRaw(message.messageId) : await api.raw(intake.intakeId);
	return { bytes: new Uint8Array(await blob.arrayBuffer()), base: alone ? message.offset : 0 };
}

class Delivery extends LitElement {
	static properties = {
		given: { attribute: false }, // { intake, messages, cut, message }; message: that one alone
		again: { attribute: false },
		got: { state: true }, state: { state: true }, operator: { state: true }, told: { state: true }, all: { state: true },
	};

	createRenderRoot() { return this; }

	willUpdate(changed) {
		if (!changed.has("given"))
			return;
		const { intake, message, messages } = this.given;
		this.got = null;
		this.told = "";
		this.all = false;
		this.notes = message ? message.diagnostics || [] : [...ownNotes(intake.receipt, messages), ...messages.flatMap(m => m.diagnostics || [])];
		this.state = intake.kept === false ? "unkept" : (message ? message.length : intake.bytes) > atOnce ? "asked" : "fetching";
		if (this.state === "fetching")
			this.fetch();
		api.operates().then(yes => { this.operator = yes; });
		this.lay();
	}

	async fetch() {
		const { given } = this;
		this.state = "fetching";
		this.lay();
		try {
			const got = await fetchBytes(given);
			if (given !== this.given)
				return;
			this.got = got;
			this.state = "there";
			const { message } = given, [from, to] = message ? [message.offset - got.base, message.offset + message.length - got.base] : [0, got.bytes.length];
			this.piece = got.bytes.subarray(from, to);
			this.boxes = numbersIn(new TextDecoder().decode(this.piece));
		} catch (e) {
			if (given !== this.given)
				return;
			this.state = e.problem?.status === 413 ? "large" : "failed";
		}
		this.lay();
	}

	// What the reading is given; a new object only where something changed, for it is laid out anew then.
	lay() {
		const { message, intake } = this.given, range = message ? [message.offset, message.offset + message.length] : null;
		this.source = { bytes: this.got?.bytes || null, base: this.got?.base, range, format: intake.format, fetch: this.state === "asked" ? () => this.fetch() : null };
	}

	// ------------------------------------------------------------------ what can be done

	async copy() {
		const done = await copy(plainText(this.piece, charsetOf(this.got.bytes)));
		this.told = t(done ? "msg.raw.copied" : "msg.raw.uncopied");
		announce(this.told);
	}

	async save() {
		const { intake, message } = this.given, end = ends[intake.format] || "";
		try {
			if (message)
				save(this.piece ? new Blob([this.piece]) : await api.messageRaw(message.messageId), message.messageId + end);
			else
				save(this.piece ? new Blob([this.piece]) : await api.raw(intake.intakeId), intake.name || intake.intakeId + end);
		} catch {
			this.told = t("msg.raw.failed");
			announce(this.told);
		}
	}

	replay() {
		const { intake } = this.given, refused = intake.status === "rejected";
		let changed = false;
		ask({
			title: t("msg.again.title"), about: [t("msg.again.about")], yes: t("msg.again"),
			act: () => api.replay(intake.intakeId),
			told: receipt => {
				const taken = refused && receipt.status !== "rejected";
				changed = receipt.new > 0 || taken;
				const news = receipt.new ? t("msg.again.new", { n: receipt.new }) : taken ? t("msg.again.taken")
					: t(receipt.status === "rejected" ? "msg.again.same" : "msg.again.none");
				return html`<div class="receipt" data-status=${receipt.status}><p class="verdict">${news}</p>
					<p class="quiet">${verdict(receipt.status, receipt.messages?.length ?? 0, receipt)}</p></div>`;
			},
		}).then(() => changed && this.again());
	}

	// ------------------------------------------------------------------ what stands there

	tools() {
		const readable = this.piece && this.piece.length <= copied;
		return html`<div class="raw-tools">
			${readable ? html`<button type="button" class="tool" id="raw-copy" @click=${() => this.copy()}>${icon("copy")}<span>${t("msg.raw.copy")}</span></button>` : nothing}
			${["unkept", "large"].includes(this.state) ? nothing : html`<button type="button" class="tool" id="raw-save" @click=${() => this.save()}>${icon("save")}<span>${t("msg.raw.save")}</span></button>`}
			<span class="quiet" role="status">${this.told}</span></div>`;
	}

	instead() {
		const { message, intake } = this.given;
		switch (this.state) {
		case "fetching": return html`<p class="empty">${t("loading")}</p>`;
		case "asked": return html`<p><button type="button" class="more" @click=${() => this.fetch()}>${
			t("msg.raw.show", { size: size(message ? message.length : intake.bytes) })}</button></p>`;
		case "failed": return html`<p class="flag" role="alert">${icon("alert")}<span>${t("msg.raw.failed")} <button type="button" class="link" @click=${() => this.fetch()}>${t("retry")}</button></span></p>`;
		case "unkept": case "large": return html`<p class="empty">${t("msg.raw." + this.state)}</p>`;
		default: return null;
		}
	}

	head() {
		const { intake, message } = this.given, it = message || intake;
		const title = message ? messageName(message) : intake.name || t("msg.delivery", { sender: intake.sender || "–" });
		const sender = html`<strong>${it.sender || intake.sender || "–"}</strong>`;
		return html`<header class="card head" data-status=${it.status}>
			<div class="head-line"><h1 id="title" tabindex="-1">${title}</h1>${badge(it.status)}${message ? functionTag(message) : nothing}</div>
			<p class="sentence" id="sentence">${message ? verdictOf(message) : verdict(intake.status, intake.messages || 0, intake)}</p>
			<p class="delivered">${tell("msg.received", { when: when(intake.received), sender })}${message ? html`<br><a href=${messageLink(intake.intakeId)}>${
				t("msg.part", { line: message.messageId.split(".").at(-1), delivery: t("msg.part.delivery") })}</a>` : nothing}</p>
			<div class="head-tools">${this.operator && intake.kept !== false && intake.status !== "importing"
				? html`<button type="button" class="more" id="replay" @click=${() => this.replay()}>${t("msg.again")}</button>` : nothing}
			<details><summary>${t("msg.details")}</summary>${this.facts()}</details></div></header>`;
	}

	facts() {
		const { intake, message } = this.given;
		const rows = [
			["name", intake.name],
			["format", [message?.type && word("type", message.type), message?.directory, intake.format || t("msg.noformat")].filter(Boolean).join(" · ")],
			["document", message?.document], ["recipient", message?.recipient],
			["size", size(message ? message.length : intake.bytes)],
			["channel", intake.channel && word("msg.channel", intake.channel)],
			["id", html`<span class="code">${message ? message.messageId : intake.intakeId}</span>`],
		].filter(([, value]) => value);
		return html`<dl class="plain-facts">${rows.map(([name, value]) => html`<div><dt>${t("msg.fact." + name)}</dt><dd>${value}</dd></div>`)}
			${intake.sha256 && !message ? html`<div><dt>SHA-256</dt><dd class="code">${intake.sha256}</dd></div>` : nothing}</dl>`;
	}

	containers() {
		const boxes = this.boxes || [];
		if (!boxes.length)
			return nothing;
		return html`<section class="card named" aria-labelledby="boxes-title"><h2 id="boxes-title">${t("msg.boxes", { n: boxes.length })}</h2>
			<ul>${(this.all ? boxes : boxes.slice(0, named)).map(n => html`<li><a href=${boxLink(n)}>${plate(n)}</a></li>`)}</ul>
			${boxes.length > named && !this.all ? html`<button type="button" class="more" @click=${() => { this.all = true; }}>${t("msg.boxes.all", { n: boxes.length })}</button>` : nothing}</section>`;
	}

	messages() {
		const { messages, message, cut } = this.given;
		if (message || messages.length < 2)
			return nothing;
		const cell = (name, content) => html`<td role="cell" class="c-${name}">${content}</td>`;
		return html`<section class="card" aria-labelledby="messages-title"><h2 id="messages-title">${t("msg.messages", { n: messages.length })}</h2>
			${cut ? html`<p class="quiet">${t("msg.messages.cut", { n: messages.length })}</p>` : nothing}
			<div class="messages-in" tabindex="0" role="region" aria-labelledby="messages-title"><table class="boxes post" data-of="in" role="table">
			<thead role="rowgroup"><tr role="row">${["type", "reference", "events", "notes", "status"].map(c => html`<th role="columnheader" scope="col" class="c-${c}">${t("msg.col." + c)}</th>`)}</tr></thead>
			<tbody role="rowgroup">${messages.map(m => html`<tr role="row" data-status=${m.status}>
				<th role="rowheader" scope="row" class="c-type"><a href=${messageLink(m.messageId)}>${word("type", m.type || m.format)} <span class="quiet">${m.type ? m.directory : ""}</span></a> ${functionTag(m)}</th>
				${cell("reference", html`<span class="code">${m.reference || m.document || "–"}</span>`)}${cell("events", eventCounts(m))}
				${cell("notes", noteCounts(m.diagnostics || []))}${cell("status", badge(m.status))}</tr>`)}</tbody></table></div></section>`;
	}

	render() {
		const { messages, message } = this.given;
		this.source.tools = this.tools();
		this.source.instead = this.instead();
		return html`<article class="delivery"><p class="back"><a href="/messages">${icon("back")}${t("msg.back")}</a></p>
			${this.head()}${this.messages()}${this.containers()}
			<lb-reading .source=${this.source} .notes=${this.notes} .messages=${message ? [] : messages} .told=${[this.told, this.state, this.piece]}></lb-reading></article>`;
	}
}
customElements.define("lb-delivery", Delivery);

const counts = (messages, it) => t("receipt.counts", {
	messages: t("receipt.messages", { n: messages }), events: t("receipt.events", { n: it.events || 0 }), fresh: t("receipt.fresh", { n: it.new || 0 }),
});

const verdict = (status, messages, it) => t(known("msg.said." + status) ? "msg.said." + status : "msg.said.accepted", { counts: counts(messages, it) });

const verdictOf = message => message.status === "rejected" ? t("msg.said.rejected.message") : t("msg.said." + message.status, {
	counts: [t("receipt.events", { n: message.events || 0 }), t("receipt.fresh", { n: message.new || 0 })].join(", ") });

export async function screen({ arguments: [id], signal, again }) {
	const [intakeId, line] = id.split(".");
	const intake = await api.intake(intakeId, signal);
	const given = line ? { intake, messages: [], message: await api.message(id, signal) } : { intake, ...await messagesOf(intakeId, signal) };
	return html`<lb-delivery .given=${given} .again=${again}></lb-delivery>`;
}
