// The map: where all boxes are, at a glance.  /map?place=CODE or ?moving=ID opens one panel, ?status= filters; the hash is the view,
// #zoom/latitude/longitude.
import { html } from "lit";
import { live } from "lit/directives/live.js";
import { api } from "../api.js";
import { base } from "./base.js";
import { corridors } from "./corridors.js";
import "./element.js";

function chosenIn(query) {
	const kind = ["place", "moving"].find(k => query.get(k));
	return kind ? { kind, id: query.get(kind) } : null;
}

// What the drawing needs comes beside the answer; where it does not come, the element tells what stands without it.
const fetchDrawing = () => Promise.all([import("./gl.js"), base()]).catch(() => null);

export async function screen({ query, signal }) {
	fetchDrawing();
	const status = query.get("status") || "";
	const [answer, lines] = await Promise.all([api.map({ status }, signal), corridors()]);
	return html`<lb-map .answer=${answer} .corridors=${lines} .status=${live(status)} .chosen=${live(chosenIn(query))}></lb-map>`;
}
