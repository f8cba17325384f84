// Keys: who may read, send and operate.  An operator makes and revokes them; a secret is shown once.
// Without any key the server answers its own machine alone and lets it do everything: the first key changes that.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api, haveKey, useKey } from "../api.js";
import { copy } from "../copy.js";
import { ask, failure } from "../question.js";
import { ownTime } from "../moment.js";
import { t } from "../tongue.js";

const roles = ["reader", "sender", "operator"];

const day = text => text ? html`<time datetime=${text} title=${text}>${ownTime(text)}</time>` : "–";

// What the page itself sends: a key of this tab, which can be forgotten, or none.
class OwnKey extends LitElement {
	static properties = { again: { attribute: false }, open: { state: true } };

	createRenderRoot() { return this; }

	use(e) {
		e.preventDefault();
		const key = new FormData(e.target).get("key").trim();
		if (!key)
			return;
		useKey(key);
		this.open = false;
		this.again();
	}

	forget() {
		useKey(null);
		announce(t("keys.own.forgotten"));
		this.again();
	}

	render() {
		const have = haveKey();
		return html`<section class="card own-key" aria-labelledby="own-title"><h2 id="own-title">${t("keys.own")}</h2>
			<p>${t(have ? "keys.own.have" : "keys.own.none")}</p>
			<p class="key-buttons">${have ? html`<button type="button" class="more" id="forget" @click=${() => this.forget()}>${t("keys.own.forget")}</button>` : nothing}
			${this.open ? nothing : html`<button type="button" class="more" id="enter" @click=${async () => { this.open = true; await this.updateComplete; this.querySelector("#own").focus(); }}>${
				t(have ? "keys.own.other" : "keys.own.enter")}</button>`}</p>
			${this.open ? html`<form class="key-form" @submit=${this.use}><label for="own">${t("key.label")}</label>
				<div><input id="own" name="key" type="password" autocomplete="off" spellcheck="false" required><button class="primary">${t("key.go")}</button></div></form>` : nothing}</section>`;
	}
}
customElements.define("lb-own-key", OwnKey);

class Keys extends LitElement {
	static properties = { answer: { attribute: false }, again: { attribute: false }, made: { state: true }, failed: { state: true }, busy: { state: true }, told: { state: true }, role: { state: true } };

	createRenderRoot() { return this; }

	willUpdate(changed) {
		if (changed.has("answer"))
			this.role = this.answer.keyless ? "operator" : this.role || "reader";
	}

	async make(e) {
		e.preventDefault();
		const form = e.target, said = Object.fromEntries(new FormData(form)), first = this.answer.keyless;
		const key = { name: said.name.trim(), role: this.role, ...(said.party?.trim() && { party: said.party.trim() }) };
		this.busy = true;
		this.failed = null;
		try {
			this.made = await api.addKey(key);
			if (first) // else this page would stand before a shut door
				useKey(this.made.key);
			this.made.inUse = first;
			this.told = "";
			form.reset();
			this.answer = await api.keys().catch(() => ({ keyless: false, keys: [...this.answer.keys, { ...this.made, key: undefined }] }));
			await this.updateComplete;
			this.querySelector("#made-title").focus();
		} catch (error) {
			this.failed = error;
			await this.updateComplete;
			form.querySelector("#key-name").focus();
		} finally {
			this.busy = false;
		}
	}

	async revoke(key) {
		const gone = await ask({ title: t("keys.revoke.title", { name: key.name }), about: [t("keys.revoke.about"), t("keys.revoke.own")],
			yes: t("keys.revoke"), danger: true, act: () => api.revokeKey(key.id) });
		if (!gone)
			return;
		announce(t("keys.revoked.told", { name: key.name }));
		if (this.made?.id === key.id)
			this.made = null;
		try {
			this.answer = await api.keys();
		} catch {
			return this.again(); // it was this page's own
		}
		await this.updateComplete;
		this.querySelector("#keys-title").focus();
	}

	async copy() {
		this.told = t(await copy(this.made.key) ? "msg.raw.copied" : "msg.raw.uncopied");
		announce(this.told);
	}

	take() {
		useKey(this.made.key);
		this.made = { ...this.made, inUse: true };
		announce(t("keys.made.used"));
	}

	// The secret stands until its reader has put it away.
	secret() {
		const { name, role, key, inUse } = this.made;
		return html`<section class="card made" aria-labelledby="made-title"><h2 id="made-title" tabindex="-1">${t("keys.made", { name })}</h2>
			<p class="flag">${icon("alert")}<span>${t("keys.made.once")}</span></p>
			<p class="secret"><code id="secret" translate="no">${key}</code><button type="button" class="primary" id="copy-secret" @click=${() => this.copy()}>${t("msg.raw.copy")}</button></p>
			<p class="quiet" role="status">${this.told}</p>
			<p>${inUse ? t("keys.made.used") : role === "operator" ? html`<button type="button" class="link" @click=${() => this.take()}>${t("keys.made.use")}</button>` : t("keys.made.give")}</p>
			<p class="quiet code example">curl -H "Authorization: Bearer …" ${location.origin}/api/v1/containers</p>
			<p><button type="button" class="more" id="put-away" @click=${() => { this.made = null; this.again(); }}>${t("keys.made.done")}</button></p></section>`;
	}

	form() {
		const first = this.answer.keyless;
		return html`<section class="card" aria-labelledby="make-title"><h2 id="make-title">${t(first ? "keys.make.first" : "keys.make")}</h2>
			<form class="make-key" @submit=${this.make}>
			<div class="field"><label for="key-name">${t("keys.name")}</label><input id="key-name" name="name" required maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="key-name-hint">
				<p class="quiet" id="key-name-hint">${t("keys.name.hint")}</p></div>
			<fieldset class="field"><legend>${t("keys.role")}</legend>${roles.map(role => html`<label class="choice"><input type="radio" name="role" value=${role} .checked=${this.role === role}
				?disabled=${first && role !== "operator"} @change=${() => { this.role = role; }}><span><strong>${t("keys.role." + role)}</strong> ${t("keys.role." + role + ".about")}</span></label>`)}
				${first ? html`<p class="quiet">${t("keys.first.operator")}</p>` : nothing}</fieldset>
			${first ? nothing : html`<div class="field"><label for="key-party">${t("keys.party")}</label><input id="key-party" name="party" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="key-party-hint">
				<p class="quiet" id="key-party-hint">${t("keys.party.hint")}</p></div>`}
			${this.failed ? failure(this.failed) : nothing}
			<p><button class="primary" ?disabled=${this.busy}>${t("keys.make.go")}</button></p></form></section>`;
	}

	row(key) {
		const cell = (name, content) => html`<td role="cell" class="c-${name}">${content}</td>`;
		return html`<tr role="row" data-revoked=${!!key.revoked}>
			<th role="rowheader" scope="row" class="c-name">${key.name}</th>${cell("role", t("keys.role." + key.role))}
			${cell("party", key.party || html`<span class="quiet">${t("keys.everything")}</span>`)}${cell("created", day(key.created))}
			${cell("do", key.revoked ? html`<span class="quiet">${t("keys.revoked")} ${day(key.revoked)}</span>`
				: html`<button type="button" class="tool" @click=${() => this.revoke(key)}>${t("keys.revoke")}<span class="hidden">: ${key.name}</span></button>`)}</tr>`;
	}

	list() {
		const { keys, keyless } = this.answer, inUse = keys.filter(k => !k.revoked), gone = keys.filter(k => k.revoked);
		const table = rows => html`<table class="boxes keys" role="table" aria-labelledby="keys-title"><thead role="rowgroup"><tr role="row">${
			["name", "role", "party", "created", "do"].map(c => html`<th role="columnheader" scope="col" class="c-${c}">${c === "do" ? html`<span class="hidden">${t("keys.revoke")}</span>` : t("keys.col." + c)}</th>`)}</tr></thead>
			<tbody role="rowgroup">${rows.map(k => this.row(k))}</tbody></table>`;
		if (keyless && !keys.length)
			return nothing;
		return html`<section class="card" aria-label=${t("keys.list")}><h2 id="keys-title" tabindex="-1">${t("keys.count", { n: inUse.length })}</h2>
			${inUse.length ? table(inUse) : nothing}
			${gone.length ? html`<details class="gone"><summary>${t("keys.gone", { n: gone.length })}</summary>${table(gone)}</details>` : nothing}</section>`;
	}

	render() {
		return html`${this.answer.keyless ? html`<section class="card keyless" aria-labelledby="keyless-title"><h2 id="keyless-title">${icon("alert")} ${t("keys.keyless")}</h2>
				<p>${t("keys.keyless.now")}</p><p>${t("keys.keyless.then")}</p></section>` : nothing}
			${this.made ? this.secret() : nothing}${this.list()}${this.made ? nothing : this.form()}`;
	}
}
customElements.define("lb-keys", Keys);

export async function screen({ signal, again }) {
	let answer = null;
	try {
		answer = await api.keys(signal);
	} catch (e) {
		if (e.kind !== "forbidden")
			throw e;
	}
	return html`<div class="keys-page"><section class="card head" data-status="all"><h1 id="title" tabindex="-1">${t("nav.keys")}</h1>
		<p class="sentence" id="sentence">${t("keys.about")}</p></section>
		${answer ? html`<lb-keys .answer=${answer} .again=${again}></lb-keys>` : html`<section class="card trouble" data-kind="forbidden">${icon("key", "big")}
			<h2>${t("key.forbidden")}</h2><p>${t("keys.forbidden")}</p></section>`}
		${answer?.keyless ? nothing : html`<lb-own-key .again=${again}></lb-own-key>`}</div>`;
}
