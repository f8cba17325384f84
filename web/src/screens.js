// The screens beside the overview and the container: each a module of its own, fetched when it is first opened.
// Its module exports screen({ arguments, query, signal, go, again }): a promise of what stands in <main>, a template of lit or
// an element, with a heading of id "title".  What it throws (a Trouble of api.js) the page shows with the next step.
//   signal  aborts when another screen is opened     go(path) opens one     again() asks for this one anew
// One that `lasts` stands on while the query of its address changes, and is handed what that asks for.
// What moves by itself is a LitElement without a shadow root, which stops when it is taken out; changes come from live.js.
import { Trouble, api } from "./api.js";
import { learn } from "./words.js";

// Words that come with the screens that say them: the first visit is light.
export const said = {
	exceptions: () => import("./words/exceptions.js"),
	facts: () => import("./words/facts.js"),
	findings: () => import("./words/findings.js"),
	hub: () => import("./words/hub.js"),
	lookup: () => import("./words/lookup.js"),
	messages: () => import("./words/messages.js"),
	partners: () => import("./words/partners.js"),
	sheets: () => import("./words/sheets.js"),
	rail: () => import("./words/rail.js"),
	trains: () => import("./words/trains.js"),
	keys: () => import("./words/keys.js"),
	plans: () => import("./words/plans.js"),
	routes: () => import("./words/routes.js"),
	disruptions: () => import("./words/disruptions.js"),
	journey: () => import("./words/journey.js"),
};

export const screens = [
	{ name: "exceptions", path: /^\/exceptions$/, load: () => import("./exceptions/screen.js"), words: [said.hub, said.rail, said.exceptions], lasts: true },
	{ name: "lookup", path: /^\/lookup$/, load: () => import("./lookup/screen.js"), words: [said.lookup] },
	{ name: "map", path: /^\/map$/, load: () => import("./map/screen.js"), lasts: true },
	{ name: "hubs", path: /^\/hubs$/, load: () => import("./hub/list.js"), words: [said.hub] },
	{ name: "hub", path: /^\/hubs\/([^/]+)$/, load: () => import("./hub/screen.js"), words: [said.hub, said.findings] },
	{ name: "trains", path: /^\/trains$/, load: () => import("./trains/list.js"), words: [said.hub, said.rail, said.trains] },
	{ name: "train", path: /^\/trains\/([^/]+)$/, load: () => import("./trains/screen.js"), words: [said.hub, said.rail, said.trains] },
	{ name: "wagon", path: /^\/wagons\/([^/]+)$/, load: () => import("./trains/wagon.js"), words: [said.hub, said.rail, said.trains] },
	{ name: "borders", path: /^\/borders$/, load: () => import("./trains/borders.js"), words: [said.hub, said.rail, said.trains] },
	{ name: "plans", path: /^\/plans$/, load: () => import("./plans/screen.js"), words: [said.plans], lasts: true },
	{ name: "routes", path: /^\/routes$/, load: () => import("./routes/list.js"), words: [said.plans, said.routes] },
	{ name: "route", path: /^\/routes\/([^/]+)$/, load: () => import("./routes/screen.js"), words: [said.plans, said.routes] },
	{ name: "disruptions", path: /^\/disruptions$/, load: () => import("./disruptions/screen.js"), words: [said.plans, said.routes, said.disruptions], lasts: true },
	{ name: "messages", path: /^\/messages$/, load: () => import("./messages/list.js"), words: [said.rail, said.messages] },
	{ name: "message", path: /^\/messages\/([^/]+)$/, load: () => import("./messages/screen.js"), words: [said.rail, said.messages] },
	{ name: "partners", path: /^\/partners$/, load: () => import("./partners/list.js"), words: [said.facts, said.partners] },
	{ name: "partner", path: /^\/partners\/([^/]+)$/, load: () => import("./partners/screen.js"), words: [said.facts, said.partners] },
	{ name: "sheets", path: /^\/sheets$/, load: () => import("./sheets/screen.js"), words: [said.partners, said.sheets] },
	{ name: "keys", path: /^\/keys$/, load: () => import("./keys/screen.js"), words: [said.messages, said.keys] },
];

// A module that could not be fetched once is lost to this page in some browsers, however often it is asked for again: the
// second time the page begins anew, once the server answers.
const lost = new Set();

async function fetchedAnew(name) {
	if (lost.has(name) && await api.alive()) {
		location.reload();
		return new Promise(() => {});
	}
	lost.add(name);
	throw new Trouble("away");
}

// A part of a screen that the first visit does without.
export const fetched = (name, load) => load().catch(() => fetchedAnew(name));

// The words of that name are known when it is done.
export async function knows(name) {
	learn((await fetched("words of " + name, said[name])).default);
}

// at: a location or URL.  null: none of these.
export function screenOf(at) {
	for (const { name, path, load, words = [], lasts = false } of screens) {
		const match = path.exec(at.pathname);
		if (match)
			return {
				name, lasts,
				open: async tools => {
					const [{ screen }, ...more] = await Promise.all([load(), ...words.map(fetch => fetch())]).catch(() => fetchedAnew(name));
					more.forEach(m => learn(m.default));
					return screen({ arguments: match.slice(1).map(decodeURIComponent), query: new URLSearchParams(at.search), ...tools });
				},
			};
	}
	return null;
}
