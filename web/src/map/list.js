// Everything on the map once more as tables: for who cannot see the map, and for who likes lists.
import { html, nothing } from "lit";
import { placeName, vehicleName, word } from "../show.js";
import { spanText } from "../moment.js";
import { count, t } from "../tongue.js";
import { isSilent } from "./features.js";

const first = 60; // rows until somebody asks for the rest

export const ago = time => time ? spanText({ at: time, precision: "minute" }) : "";

export const groupName = m => [vehicleName(m.vehicle) || word("mode", m.mode), [m.from, m.to].map(placeName).filter(Boolean).join(" → ")].filter(Boolean).join(", ");

const link = (map, chosen, text) => html`<a href=${`/map?${new URLSearchParams({ [chosen.kind]: chosen.id })}`} data-id=${chosen.id} @click=${e => {
	if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey)
		return;
	e.preventDefault();
	map.choose(chosen);
}}>${text}</a>`;

const silent = n => n ? html`<span class="map-silent" title=${t("map.legend.silent")}>${t("map.silent", { n, count: count(n) })}</span>` : nothing;

const shares = status => Object.entries(status).filter(([, n]) => n).map(([s, n]) =>
	html`<span class="map-share" data-status=${s} title=${word("status", s)}><span class="dot"></span>${count(n)}<span class="hidden"> ${word("status", s)}</span></span>`);

function table(map, key, rows, columns, all) {
	const shown = map[key] ? rows : rows.slice(0, first);
	return html`<section class="map-rows" aria-labelledby=${key + "-title"}><h2 id=${key + "-title"}>${t("map." + key)} <span class="quiet">${count(all)}</span></h2>
		${rows.length ? html`<table data-list=${key}><thead><tr>${columns.map(c => html`<th scope="col">${t(c)}</th>`)}</tr></thead><tbody>${shown}</tbody></table>`
			: html`<p class="quiet">${t("map." + key + ".none")}</p>`}
		${shown.length < rows.length ? html`<button type="button" class="more" @click=${() => {
			map[key] = true;
			map.requestUpdate();
		}}>${t("map.all", { count: count(rows.length) })}</button>` : nothing}</section>`;
}

export function placeRows(map) {
	const places = [...map.answer.places].sort((a, b) => b.count - a.count);
	return table(map, "places", places.map(p => html`<tr data-code=${p.place.code}><th scope="row">${link(map, { kind: "place", id: p.place.code }, placeName(p.place))}
		${silent(p.silent)}</th><td>${shares(p.status)}</td><td class="map-count">${count(p.count)}</td></tr>`),
	["map.col.place", "map.col.status", "map.col.count"], places.length);
}

export function movingRows(map) {
	const now = Date.now();
	return table(map, "moving", map.answer.moving.map(m => html`<tr data-group=${m.id}><th scope="row">${link(map, { kind: "moving", id: m.id }, groupName(m))}</th>
		<td class=${isSilent(m.heard, now) ? "map-silent" : "quiet"}>${t("map.heard", { span: ago(m.heard) })}</td><td class="map-count">${count(m.count)}</td></tr>`),
	["map.col.group", "map.col.heard", "map.col.count"], map.answer.moving.length);
}
