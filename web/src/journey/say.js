// A word on a journey: where the box is to go and by what, where a journey begins or ends, what somebody saw.  What cannot be is said at the
// field that says it.
import { LitElement, html, nothing } from "lit";
import { announce, icon } from "../dom.js";
import { api } from "../api.js";
import { combo } from "../combo.js";
import { failure } from "../question.js";
import { placeName, word } from "../show.js";
import { t } from "../tongue.js";
import { zoned } from "./zoned.js";

const kinds = ["itinerary", "destination", "travels", "report", "begins", "ends", "goes-on"];
const modes = ["VESSEL", "RAIL", "TRUCK", "BARGE"];
const reported = ["GTIN", "GTOT", "LOAD", "DISC", "ARRI", "DEPA", "PICK", "DROP", "STUF", "STRP", "HOLD", "RELS", "CUSR", "DMGD"];
const loads = ["LADEN", "EMPTY"];
const arrangements = ["line", "shipper", "railway", "one-way"];

// What a leg by that mode goes on.
const vehicles = { VESSEL: ["name", "imo", "voyage"], RAIL: ["train"], BARGE: ["name", "voyage"], TRUCK: ["wagon"] };

const clock = m => m?.at ? m.at.slice(0, 16) : "";

// The legs that are known, to be changed.
function known(trip) {
	const legs = (trip?.legs || []).map(l => ({ mode: l.mode || "RAIL", from: l.from?.code, to: l.to?.code, departs: clock(l.departs), arrives: clock(l.arrives), cutOff: clock({ at: l.cutOff }),
		transport: l.mode === "RAIL" ? { train: l.vehicle } : l.mode === "VESSEL" || l.mode === "BARGE" ? { name: l.vehicle, voyage: l.voyage, imo: /^IMO(\d{7})/.exec(l.transport || "")?.[1] } : {} }));
	return legs.length ? legs : [{ mode: "RAIL", transport: {} }];
}

// What is said of a transport by that mode.
const on = (mode, said) => Object.fromEntries((vehicles[mode] || []).map(k => [k, said(k)]).filter(([, v]) => v));

// A code; what looks like none is looked for by its whole name: a wrong place would lead the box astray.
async function place(text) {
	const wanted = text.trim();
	if (!wanted)
		return null;
	if (/^[A-Z0-9]{5}$/i.test(wanted)) {
		const got = await api.place(wanted.toUpperCase()).catch(() => null);
		return got?.code ? got : { code: wanted.toUpperCase() };
	}
	const found = (await api.places(wanted).catch(() => null))?.places || [], plain = wanted.toLowerCase();
	return found.find(p => Object.values(p.name || {}).some(n => n?.toLowerCase() === plain)) || { code: wanted };
}

class Say extends LitElement {
	// said(): a word was taken.  onward: where ways from here are looked for, by whom the hub's routes are for.
	static properties = { container: {}, onward: {}, operator: { state: true }, trip: { attribute: false }, said: { attribute: false }, open: { state: true }, may: { state: true }, kind: { state: true }, by: { state: true },
		legs: { state: true }, errors: { state: true }, failed: { state: true }, busy: { state: true } };

	constructor() {
		super();
		Object.assign(this, { kind: "itinerary", by: "", errors: [], legs: [] });
		this.combos = new WeakSet();
	}

	createRenderRoot() {
		return this;
	}

	connectedCallback() {
		super.connectedCallback();
		api.operates().then(yes => { this.operator = yes; });
	}

	// Each field for a place has its suggestions.
	updated() {
		for (const input of this.querySelectorAll("input[data-place]"))
			if (!this.combos.has(input)) {
				this.combos.add(input);
				combo(input, input.nextElementSibling, { label: "overview.place.options",
					find: async (text, signal) => text.trim() ? (await api.places(text.trim(), signal)).places.map(p => ({
						value: p.code, parts: html`<span>${placeName(p)}</span><span class="quiet code">${p.code}</span>` })) : [],
					take: code => { input.value = code; } });
			}
	}

	async unfold() {
		[this.open, this.errors, this.failed] = [true, [], null];
		this.legs = known(this.trip);
		await this.updateComplete;
		this.querySelector("#say-kind")?.focus();
		this.may ??= await api.sends();
	}

	async shut() {
		this.open = false;
		await this.updateComplete;
		this.querySelector(".say-open")?.focus();
	}

	key(e) {
		if (e.key === "Escape" && !e.defaultPrevented) {
			e.preventDefault();
			this.shut();
		}
	}

	// ------------------------------------------------------------------ what is sent

	async leg(i, said) {
		const at = key => said[`legs[${i}].${key}`]?.trim() || "", mode = at("mode");
		const [from, to] = await Promise.all([place(at("from")), place(at("to"))]);
		const transport = on(mode, k => at("transport." + k));
		return { mode, from: from?.code, to: to?.code, departs: zoned(at("departs"), from?.zone), arrives: zoned(at("arrives"), to?.zone),
			cutOff: zoned(at("cutOff"), from?.zone), ...(Object.keys(transport).length ? { transport } : {}) };
	}

	async word(form) {
		const said = Object.fromEntries(new FormData(form)), own = { word: this.kind, container: this.container, who: said.who.trim() || undefined, why: said.why.trim() || undefined };
		if (this.kind === "itinerary") {
			const legs = await Promise.all(this.legs.map((_, i) => this.leg(i, said)));
			const last = await place(legs.at(-1)?.to || "");
			return { ...own, legs, deadline: zoned(said.deadline, last?.zone) };
		}
		if (this.kind === "destination")
			return { ...own, destination: (await place(said.destination))?.code };
		if (this.kind === "travels")
			return { ...own, arrangement: said.arrangement };
		if (this.kind === "report") {
			const where = await place(said.place);
			return { ...own, event: said.event, place: where?.code, at: zoned(said.at, where?.zone), loadState: said.loadState || undefined,
				...(this.by ? { transport: { mode: this.by, ...on(this.by, k => said["transport." + k]?.trim()) } } : {}) };
		}
		return { ...own, at: zoned(said.at) };
	}

	async send(e) {
		e.preventDefault();
		const form = e.target;
		[this.busy, this.errors, this.failed] = [true, [], null];
		try {
			const receipt = await api.tellJourney(await this.word(form));
			if (receipt.status === "rejected") {
				this.errors = receipt.diagnostics.filter(d => d.severity === "error").map(d => ({ at: (d.path || "$").replace(/^\$\.?/, ""), text: d.text }));
				await this.updateComplete;
				(form.querySelector("[aria-invalid=true]") || this.querySelector(".say-errors"))?.focus();
			} else {
				announce(t("say-word.taken"));
				await this.shut();
				this.said();
			}
		} catch (error) {
			this.failed = error;
		}
		this.busy = false;
	}

	// ------------------------------------------------------------------ the form

	// Which field an error is shown at: its own, else the first of what it is about.
	home(at) {
		const names = [...this.querySelectorAll("form [name]")].map(i => i.name);
		return names.includes(at) ? at : names.find(n => at && n.startsWith(at)) || "";
	}

	wrong(name) {
		return this.errors.filter(e => this.home(e.at) === name);
	}

	field(name, label, input) {
		const wrong = this.wrong(name), id = "say-" + name.replace(/\W+/g, "-");
		return html`<div class="say-field"><label for=${id}>${label}</label>${input({ id, wrong: wrong.length ? "true" : nothing, by: wrong.length ? id + "-wrong" : nothing })}
			${wrong.length ? html`<p class="field-wrong" id="${id}-wrong">${icon("alert")}<span lang="en">${wrong.map(e => e.text).join(" ")}</span></p>` : nothing}</div>`;
	}

	text(name, label, value = "", more = {}) {
		return this.field(name, label, f => html`<input id=${f.id} name=${name} type=${more.type || "text"} autocomplete="off" maxlength=${more.type ? nothing : 120} ?required=${more.needed} .value=${value || ""}
			aria-invalid=${f.wrong} aria-describedby=${f.by}>`);
	}

	place(name, label, value = "", needed = false) {
		return this.field(name, label, f => html`<div class="combo"><input id=${f.id} name=${name} data-place type="text" autocomplete="off" spellcheck="false" maxlength="60" ?required=${needed} .value=${value || ""}
			aria-invalid=${f.wrong} aria-describedby=${f.by}><ul class="options" id="${f.id}-places" hidden></ul></div>`);
	}

	choice(name, label, options, value, change) {
		return this.field(name, label, f => html`<select id=${f.id} name=${name} @change=${e => change?.(e.target.value)} aria-invalid=${f.wrong} aria-describedby=${f.by}>${
			options.map(([v, text]) => html`<option value=${v} .selected=${v === value}>${text}</option>`)}</select>`);
	}

	time(name, label, value, needed) {
		return this.text(name, label, value, { type: "datetime-local", needed });
	}

	vehicle(mode, name, its) {
		return (vehicles[mode] || []).map(k => this.text(`${name}.${k}`, t("say-word." + (k === "wagon" ? "plate" : k)), its?.[k]));
	}

	oneLeg(leg, i) {
		const at = key => `legs[${i}].${key}`, set = mode => { this.legs = this.legs.map((l, n) => n === i ? { ...l, mode } : l); };
		return html`<fieldset class="say-leg"><legend>${t("say-word.leg", { n: i + 1 })}</legend>
			${this.choice(at("mode"), t("say-word.mode"), modes.map(m => [m, word("mode", m)]), leg.mode, set)}
			${this.place(at("from"), t("say-word.from"), leg.from, true)}${this.place(at("to"), t("say-word.to"), leg.to, true)}
			${this.time(at("departs"), t("say-word.departs"), leg.departs)}${this.time(at("arrives"), t("say-word.arrives"), leg.arrives)}
			${this.vehicle(leg.mode, at("transport"), leg.transport)}
			${leg.mode === "TRUCK" ? nothing : this.time(at("cutOff"), t("journey.cut-off"), leg.cutOff)}
			${this.legs.length > 1 ? html`<button type="button" class="link" @click=${() => { this.legs = this.legs.filter((_, n) => n !== i); }}>${t("say-word.leg-off", { n: i + 1 })}</button>` : nothing}</fieldset>`;
	}

	async another() {
		const said = Object.fromEntries(new FormData(this.querySelector("form"))), i = this.legs.length;
		this.legs = [...this.legs, { mode: "RAIL", from: said[`legs[${i - 1}].to`], transport: {} }];
		await this.updateComplete;
		this.querySelector(`[name="legs[${i}].mode"]`).focus();
	}

	fields() {
		switch (this.kind) {
		case "itinerary": return html`<p class="quiet">${t("say-word.clock")}</p>${this.legs.map((l, i) => this.oneLeg(l, i))}
			<button type="button" class="more" @click=${this.another}>${t("say-word.leg-on")}</button>${this.time("deadline", t("journey.deadline"), clock({ at: this.trip?.deadline }))}`;
		case "destination": return this.place("destination", t("outlook.destination"), "", true);
		case "travels": return this.choice("arrangement", t("journey.arrangement"), arrangements.map(a => [a, t("journey.arrangement." + a)]), this.trip?.arrangement || "line");
		case "report": return html`${this.choice("event", t("say-word.event"), reported.map(c => [c, word("event", c)]), "GTIN")}${this.place("place", t("say-word.place"), "", true)}
			${this.time("at", t("say-word.at-there"), "", true)}${this.choice("loadState", t("fact.load"), [["", "–"], ...loads.map(l => [l, word("load", l)])], "")}
			${this.choice("transport.mode", t("say-word.mode"), [["", "–"], ...modes.map(m => [m, word("mode", m)])], this.by, by => { this.by = by; })}${this.vehicle(this.by, "transport")}`;
		default: return this.time("at", t("say-word.at"), "", true);
		}
	}

	render() {
		if (!this.open)
			return html`${this.operator && this.onward ? html`<p class="say"><a class="more plan-on" href=${this.onward}>${t("journey.plan")}</a></p>` : nothing}<p class="say"><button type="button" class="more say-open" @click=${this.unfold}>${t("say-word.open")}</button></p>`;
		if (this.may === false)
			return html`<p class="quiet say">${icon("key")} ${t("say-word.reading")}</p>`;
		const loose = this.errors.filter(e => !this.home(e.at));
		return html`<form class="say say-form" aria-label=${t("say-word.open")} @submit=${this.send} @keydown=${this.key}>
			${this.choice("kind", t("say-word.kind"), kinds.map(k => [k, t("type." + k)]), this.kind, kind => { [this.kind, this.errors] = [kind, []]; })}
			<p class="quiet">${t(`say-word.${this.kind}.about`)}</p>
			${this.fields()}
			${this.text("who", t("say-word.who"))}${this.text("why", t("say-word.why"))}
			${loose.length ? html`<div class="flag say-errors" role="alert" tabindex="-1">${icon("alert")}<ul lang="en">${loose.map(e => html`<li>${e.text}</li>`)}</ul></div>` : nothing}
			${this.failed ? failure(this.failed) : nothing}
			<p class="say-buttons"><button class="primary" ?disabled=${this.busy}>${t("say-word.go")}</button><button type="button" class="more" @click=${this.shut}>${t("ask.no")}</button></p></form>`;
	}
}
customElements.define("lb-say", Say);
