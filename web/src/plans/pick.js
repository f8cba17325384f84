// Fields that take one of something that is known: typed and chosen from suggestions, or typed whole.
import { html } from "lit";
import { api } from "../api.js";
import { combo } from "../combo.js";
import { countryName, placeName } from "../show.js";
import { known } from "./places.js";

const option = (value, name, code) => ({ value, parts: html`<span>${name}</span><span class="quiet code">${code}</span>` });

export const findPlaces = async (text, signal) => text ? (await api.places(text, signal)).places.map(p => option(known(p).code, placeName(p), p.code)) : [];

// Countries by the browser's own names.
let countries;
export function countryCodes() {
	const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"], names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
	return countries ??= letters.flatMap(a => letters.map(b => a + b)).filter(c => names.of(c) && !/^(E[UZ]|UN|Q|X|ZZ)/.test(c));
}

export function findCountries(text) {
	const wanted = text.toLowerCase(), fits = c => countryName(c).toLowerCase().startsWith(wanted) || c.toLowerCase() === wanted;
	return text ? countryCodes().filter(fits).slice(0, 8).map(c => option(c, countryName(c), c)) : [];
}

let routes = null;
export async function findRoutes(text, signal) {
	routes ??= await api.records("routes", signal);
	const wanted = text.toLowerCase();
	return text ? routes.filter(r => `${r.name} ${r.title ?? ""}`.toLowerCase().includes(wanted)).slice(0, 8).map(r => option(r.name, r.title || r.name, r.name)) : [];
}

// What is chosen stands as the field's data, until something else is typed.  shown(code): how it is said; next: the field that is next.
export function pick(input, list, { find, shown, next }) {
	combo(input, list, { label: "overview.place.options", find: (text, signal) => find(text.trim(), signal), take: code => {
		input.value = shown(code) || code;
		input.dataset.code = code;
		next?.()?.focus();
	} });
	input.addEventListener("input", () => { delete input.dataset.code; });
}

// A place that was chosen, or whose name or code was typed whole; else the first that is found by it.  its: the place that stood there.
export async function placeCode(input, its) {
	const text = input?.value.trim();
	if (!text || input.dataset.code)
		return input?.dataset.code || "";
	if (its && text === placeName(its))
		return its.code;
	const [found] = (await api.places(text).catch(() => null))?.places || [];
	return /^[A-Z]{2}[A-Z0-9]{3}$/i.test(text) ? text.toUpperCase() : found ? known(found).code : text;
}
