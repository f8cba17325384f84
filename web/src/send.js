// Sending a message file, and its receipt in words with the boxes it speaks of.
import { h, icon } from "./dom.js";
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
		return null;
	return h("div", { class: "receipt-boxes" }, h("p", {}, t("receipt.boxes")),
		h("ul", {}, numbers.slice(0, linked).map(n => h("li", {}, h("a", { href: boxLink(n) }, plate(n))))),
		numbers.length > linked && h("p", { class: "quiet" }, t("receipt.more", { n: numbers.length - linked })));
}

function messages(receipt) {
	const odd = (receipt.messages || []).filter(m => m.diagnostics?.length);
	return odd.map(m => h("section", {}, h("h4", {}, t("receipt.message", { reference: m.reference || m.messageId || "" }),
		" – ", t("receipt." + m.status)), noteList(m.diagnostics)));
}

function receiptCard(name, receipt, numbers) {
	const inMessages = (receipt.messages || []).some(m => m.diagnostics?.length);
	return h("section", { class: "receipt", "data-status": receipt.status },
		h("h3", {}, icon(receipt.status === "rejected" ? "alert" : "check"), h("span", { class: "file" }, name)),
		h("p", { class: "verdict" }, t("receipt." + receipt.status)),
		h("p", { class: "quiet" }, t("receipt.counts", {
			messages: t("receipt.messages", { n: receipt.messages?.length ?? 0 }),
			events: t("receipt.events", { n: receipt.events }), fresh: t("receipt.fresh", { n: receipt.new }),
		})),
		receipt.status === "rejected" ? null : boxes(numbers),
		inMessages ? messages(receipt) : receipt.diagnostics?.length ? noteList(receipt.diagnostics) : null);
}

function failure(name, error, again) {
	if (error.kind === "key")
		return h("section", { class: "receipt" }, keyForm(error, again));
	const why = { away: "away.title", busy: "busy.title", forbidden: "key.forbidden", foreign: "foreign.title" }[error.kind];
	return h("section", { class: "receipt", "data-status": "failed" },
		h("h3", {}, icon("alert"), h("span", { class: "file" }, name)),
		h("p", { class: "verdict" }, t("receipt.failed", { why: why ? t(why) : error.message })),
		h("p", {}, h("button", { type: "button", class: "primary", onclick: again }, t("retry"))));
}

async function sendOne(file, into, done) {
	const place = h("section", { class: "receipt" }, h("p", {}, t("send.sending", { name: file.name })));
	into.prepend(place);
	const attempt = async slot => {
		let card;
		try {
			const receipt = await api.send(file);
			card = receiptCard(file.name, receipt, numbersIn(await file.text()));
			done();
		} catch (e) {
			card = failure(file.name, e, () => attempt(card));
		}
		slot.replaceWith(card);
	};
	await attempt(place);
}

// changed() is told after something was received, so that what is shown can be asked for again.
export function sending(changed) {
	const dialog = document.getElementById("send"), receipts = document.getElementById("receipts");
	const input = document.getElementById("file"), veil = document.getElementById("dropping");

	async function take(files) {
		if (!files.length)
			return;
		if (!dialog.open)
			dialog.showModal();
		for (const file of files) // one after another: the order of the files is kept
			await sendOne(file, receipts, changed);
	}

	document.getElementById("send-open").addEventListener("click", () => {
		receipts.replaceChildren();
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
