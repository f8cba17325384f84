// One wagon: where it is, the trains it ran in, what it carried, what was told of it.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { Fresh } from "../hub/live.js";
import { momentElement, spanText } from "../moment.js";
import { positionText, trainLink } from "../rail.js";
import { boxLink, placeName, plate, word } from "../show.js";
import { language, t } from "../tongue.js";
import { keyName, stretch } from "./parts.js";

const train = key => trainLink(key) ? html`<a href=${trainLink(key)}>${icon("RAIL")} ${keyName(key)}</a>` : keyName(key);

const plan = its => its.classifier === "PLN" ? html` <span class="tag">${t("class.PLN")}</span>` : nothing;

function event(its) {
	return html`<tr data-voided=${its.voided ? "" : nothing}><td>${momentElement(its.happened)}</td>
		<td><strong>${word("event", its.eventCode)}</strong>${its.classifier === "ACT" ? nothing : html` <span class="tag">${t("class." + its.classifier)}</span>`}${
			its.voided ? html` <span class="tag">${t("event.voided")}</span>` : nothing}</td>
		<td>${placeName(its.place) || "–"}</td><td>${its.train ? train(its.train) : "–"}</td><td class="quiet">${its.sender || "–"}</td></tr>`;
}

class Wagon extends Fresh {
	static properties = { number: {} };

	concerns() {
		return true;
	}

	ask(signal) {
		return api.wagon(this.number, signal);
	}

	head() {
		const its = this.answer, row = (name, value) => value ? html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>` : nothing;
		return html`<header class="card head" data-status="on-board"><div class="head-line"><h1 id="title" tabindex="-1">${icon("wagon")}<span>${t("rail.wagon.short")} <span translate="no">${its.number}</span></span></h1></div>
			<p class="sentence" id="sentence">${its.lastEvent ? html`<strong>${word("event", its.lastEvent)}</strong> ${placeName(its.place) || t("say.no-place")} ${momentElement(its.since)} <span class="ago">${t("trains.ago", { span: spanText(its.since) })}</span>` : t("trains.wagon.unheard")}</p>
			${its.checkDigit === "invalid" ? html`<p class="flag">${icon("alert")}${t("trains.wagon.digit")}</p>` : nothing}
			<dl class="names">${row("trains.wagon.gauge", its.gauge ? t("trains.mm", { n: String(its.gauge) }) : "")}${row("trains.wagon.type", its.type)}${row("trains.wagon.system", its.system && t("trains.system." + its.system))}
				${row("trains.wagon.train", its.train && train(its.train.key))}</dl>${this.asOf()}</header>`;
	}

	render() {
		const { consists, loadings, events } = this.answer;
		return html`<p class="back"><a href="/trains">${icon("back")}${t("trains.all")}</a></p><article class="wagon-page">${this.head()}
			<div class="wagon-halves"><section class="card" aria-labelledby="loadings-title"><h2 id="loadings-title">${t("trains.loadings")}</h2>
				${loadings.length ? html`<ul class="spans">${[...loadings].reverse().map(l => html`<li><a href=${boxLink(l.container)}>${plate(l.container)}</a> ${positionText(l.position)}${plan(l)}<br><span class="quiet">${stretch(l)}</span></li>`)}</ul>`
				: html`<p class="empty">${t("trains.no-loadings")}</p>`}</section>
			<section class="card" aria-labelledby="consists-title"><h2 id="consists-title">${t("trains.consists")}</h2>
				${consists.length ? html`<ul class="spans">${[...consists].reverse().map(c => html`<li>${train(c.train)}${c.place ? html` · ${t("trains.at", { n: String(Number(c.place) || c.place) })}` : nothing}${plan(c)}<br><span class="quiet">${stretch(c)}</span></li>`)}</ul>`
				: html`<p class="empty">${t("trains.no-consists")}</p>`}</section></div>
			<section class="card" aria-labelledby="wagon-events"><h2 id="wagon-events">${t("trains.wagon.events")}</h2>
				${events.length ? html`<div class="sideways" tabindex="0" role="region" aria-labelledby="wagon-events"><table class="told"><thead><tr>${["when", "what", "where", "train", "who"].map(c => html`<th scope="col">${t("trains.col." + c)}</th>`)}</tr></thead>
					<tbody>${events.map(event)}</tbody></table></div>` : html`<p class="empty">${t("trains.no-moves")}</p>`}</section></article>`;
	}
}
customElements.define("lb-wagon", Wagon);

export async function screen({ arguments: [number], signal }) {
	return html`<lb-wagon .number=${number} .answer=${await api.wagon(number, signal)} .tongue=${language()}></lb-wagon>`;
}
