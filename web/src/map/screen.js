// The map: where all boxes are, at a glance.  /map?place=CODE or ?moving=ID opens one panel, ?status= filters; the hash is the view,
// #zoom/latitude/longitude.
import { html } from "lit";
import { api } from "../api.js";
import "./element.js";

let corridors; // do not change while the page stands

export async function screen({ query, signal }) {
	const status = query.get("status") || "";
	corridors ??= api.corridors().catch(e => {
		corridors = null;
		throw e;
	});
	const [answer, lines] = await Promise.all([api.map({ status }, signal), corridors]);
	return html`<lb-map .answer=${answer} .corridors=${lines.corridors} .status=${status} .chosen=${chosenIn(query)}></lb-map>`;
}

const chosenIn = query => query.get("place") ? { kind: "place", id: query.get("place") } : query.get("moving") ? { kind: "moving", id: query.get("moving") } : null;
