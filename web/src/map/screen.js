// The map: where all boxes are, at a glance.  /map?place=CODE or ?moving=ID opens one panel, ?status= filters; the hash is the view,
// #zoom/latitude/longitude.
import { html } from "lit";
import { api } from "../api.js";
import { corridors } from "./corridors.js";
import "./element.js";

function chosenIn(query) {
	const kind = ["place", "moving"].find(k => query.get(k));
	return kind ? { kind, id: query.get(kind) } : null;
}

export async function screen({ query, signal }) {
	const status = query.get("status") || "";
	const [answer, lines] = await Promise.all([api.map({ status }, signal), corridors()]);
	return html`<lb-map .answer=${answer} .corridors=${lines} .status=${status} .chosen=${chosenIn(query)}></lb-map>`;
}
