// One train: what it is called, where it is, its wagons with their boxes, what was told of it.
import { html, nothing } from "lit";
import { icon } from "../dom.js";
import { api } from "../api.js";
import { Fresh } from "../hub/live.js";
import { momentElement } from "../moment.js";
import { railway, spaced, trainOf } from "../rail.js";
import { coming, placeName, word } from "../show.js";
import { count, language, t } from "../tongue.js";
import { called, counts, dayWord, lastly, next } from "./parts.js";
import { strip, wagonsOf } from "./strip.js";

const icons = { LOAD: "load", ABRD: "load", DISC: "disc", WAYP: "pin", HAND: "check", HOLD: "alert", RELS: "check", CUSS: "stamp", CUSI: "stamp", CUSR: "stamp" };

function move(its) {
	const open = its.classifier !== "ACT", told = counts(its.wagons, its.containers);
	return html`<li class=${open ? "event open" : "event"} data-code=${its.eventCode} data-classifier=${its.classifier}><span class="node">${icon(icons[its.eventCode] || "RAIL")}</span>
		<div class="what"><p class="event-line"><strong>${open ? coming(its.eventCode) : word("event", its.eventCode)}</strong> <span>${placeName(its.place) || t("say.no-place")}</span>
			${open ? html`<span class="tag">${t("class." + its.classifier)}</span>` : nothing}</p>
			<p class="event-time">${momentElement(its.happened)}</p>
			<p class="event-more quiet">${[told, its.sender && t("gauge.by", { sender: its.sender })].filter(Boolean).join(" · ")}</p></div></li>`;
}

class Train extends Fresh {
	static properties = { name: {}, day: {} };

	concerns() {
		return true;
	}

	ask(signal) {
		return api.train(this.name, this.day, signal);
	}

	names() {
		const { first, others } = called(this.answer), railways = [...new Set((this.answer.names || []).map(n => n.railway).filter(Boolean))];
		return html`<div class="head-line"><h1 id="title" tabindex="-1">${icon("RAIL")}<span>${t("mode.RAIL")} <span translate="no">${first}</span></span></h1>
			<span class="quiet">${dayWord(this.day || trainOf(this.answer.train)?.day || "")}</span></div>
			${others.length ? html`<dl class="names" aria-label=${t("rail.names")}>${others.map(n => html`<div><dt>${t("rail.name." + n.kind)}</dt><dd class="train-name" data-kind=${n.kind} translate="no">${spaced(n.name)}</dd></div>`)}</dl>` : nothing}
			${railways.length ? html`<p class="quiet">${railways.map(railway).join(" · ")}</p>` : nothing}`;
	}

	render() {
		const its = this.answer, { wagons } = wagonsOf(its), tile = (n, name) => html`<li class="tile"><strong>${count(n)}</strong> <span>${name}</span></li>`;
		return html`<p class="back"><a href="/trains">${icon("back")}${t("trains.all")}</a></p><article class="train">
			<header class="card head train-head" data-status=${its.position ? "on-board" : "not-started"}>${this.names()}
				<div class="train-now"><p class="sentence" id="sentence">${its.position ? lastly(its.position) : t("trains.unheard")}</p>
				<ul class="tiles train-tiles">${tile(wagons.length, t("trains.tile.wagons"))}${tile(its.containerCount, t("trains.tile.boxes"))}</ul></div>
				${its.next ? html`<dl class="train-ahead"><dt>${t("outlook.next")}</dt><dd>${next(its.next)}</dd></dl>` : nothing}${this.asOf()}</header>
			${strip(its)}
			<section class="card moves" aria-labelledby="moves-title"><h2 id="moves-title">${t("trains.moves")}</h2>
				${its.moves?.length ? html`<ol class="events">${its.moves.map(move)}</ol>` : html`<p class="empty">${t("trains.no-moves")}</p>`}</section></article>`;
	}
}
customElements.define("lb-train", Train);

export async function screen({ arguments: [name], query, signal }) {
	const day = query.get("day") || "";
	return html`<lb-train .name=${name} .day=${day} .answer=${await api.train(name, day, signal)} .tongue=${language()}></lb-train>`;
}
