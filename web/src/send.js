// Sending a message file, and its receipt in words with the boxes it speaks of.
import { html, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "./dom.js";
import { api } from "./api.js";
import { noteList } from "./notes.js";
import { keyForm } from "./trouble.js";
import { plate, boxLink } from "./show.js";
import { t } from "./tongue.js";

const linked = 24; // boxes named under a receipt; the rest is counted

// A receipt counts but does not list: the numbers are read off the file itself.
export function numbersIn(text) {
	return [...new Set(text.toUpperCase().match(/(?<![A-Z0-9])[A-Z]{3}[UJZ]\d{7}(?![A-Z0-9])/g) || [])];
}

function boxes(numbers) {
	if (!numbers.length)
		return "";
	return html`<div class="receipt-boxes"><p>${t("receipt.boxes")}</p>
		<ul>${numbers.slice(0, linked).map(n => html`<li><a href=${boxLink(n)}>${plate(n)}</a></li>`)}</ul>
		${numbers.length > linked ? html`<p class="quiet">${t("receipt.more", { n: numbers.length - linked })}</p>` : ""}</div>`;
}

const odd = receipt => (receipt.messages || []).filter(m => m.diagnostics?.length);

const messages = receipt => odd(receipt).map(m => html`<section>
	<h4>${t("receipt.message", { reference: m.reference || m.messageId || "" })} – ${t("receipt." + m.status)}</h4>${noteList(m.diagnostics)}</section>`);

const title = (name, image) => html`<h3>${icon(image)}<span class="file">${name}</span></h3>`;

function receiptCard({ name, receipt, numbers }) {
	const refused = receipt.status === "rejected";
	return html`<section class="receipt" data-status=${receipt.status}>${title(name, refused ? "alert" : "check")}
		<p class="verdict">${t("receipt." + receipt.status)}</p>
		<p class="quiet">${t("receipt.counts", {
			messages: t("receipt.messages", { n: receipt.messages?.length ?? 0 }),
			events: t("receipt.events", { n: receipt.events }), fresh: t("receipt.fresh", { n: receipt.new }),
		})}</p>
		${refused ? "" : boxes(numbers)}
		${odd(receipt).length ? messages(receipt) : receipt.diagnostics?.length ? noteList(receipt.diagnostics) : ""}</section>`;
}

function failure({ name, error, again }) {
	if (error.kind === "key")
		return html`<section class="receipt">${keyForm(again)}</section>`;
	const why = { away: "away.title", busy: "busy.title", forbidden: "key.forbidden", foreign: "foreign.title" }[error.kind];
	return html`<section class="receipt" data-status="failed">${title(name, "alert")}
		<p class="verdict">${t("receipt.failed", { why: why ? t(why) : error.message })}</p>
		<p><button type="button" class="primary" @click=${again}>${t("retry")}</button></p></section>`;
}

function card(sent) {
	if (sent.receipt)
		return receiptCard(sent);
	return sent.error ? failure(sent) : html`<section class="receipt"><p>${t("send.sending", { name: sent.name })}</p></section>`;
}

// changed() is told after something was received, so that what is shown can be asked for again.
export function sending(changed) {
	const dialog = document.getElementById("send"), receipts = document.getElementById("receipts");
	const input = document.getElementById("file"), veil = document.getElementById("dropping");

	let all = []; // what was sent since the dialog opened, newest first

	const draw = () => render(repeat(all, sent => sent, card), receipts);

	async function attempt(sent) {
		try {
			sent.receipt = await api.send(sent.file);
			sent.numbers = numbersIn(await sent.file.text());
			changed();
		} catch (e) {
			sent.error = e;
			sent.again = () => attempt(sent);
		}
		draw();
	}

	async function take(files) {
		if (!files.length)
			return;
		if (!dialog.open)
			dialog.showModal();
		for (const file of files) { // one after another: the order of the files is kept
			const sent = { name: file.name, file };
			all = [sent, ...all];
			draw();
			await attempt(sent);
		}
	}

	document.getElementById("send-open").addEventListener("click", () => {
		all = [];
		draw();
		dialog.showModal();
	});
	input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
	dialog.addEventListener("click", e => {
		if (e.target === dialog || e.target.closest("a"))
			dialog.close();
	});
	const withFiles = e => e.dataTransfer?.types.includes("Files");
	addEventListener("dragover", e => { if (withFiles(e)) { e.preventDefault(); veil.hidden = false; } });
	addEventListener("dragleave", e => { if (!e.relatedTarget) veil.hidden = true; });
	addEventListener("drop", e => {
		veil.hidden = true;
		if (withFiles(e)) { e.preventDefault(); take([...e.dataTransfer.files]); }
	});
}
