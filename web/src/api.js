// The server's answers.  A failure is a Trouble whose `kind` the page has words for.

const kept = "landbridge-key";

export class Trouble extends Error {
	constructor(kind, problem = {}) {
		super(problem.detail || problem.title || kind);
		this.kind = kind; // unknown, key, forbidden, foreign, busy, away, wrong
		this.problem = problem;
	}
}

// Tells of "answered", "failed" (nobody answers, or too busy) and "key" (another is in use).
export const answers = new EventTarget();
const told = type => answers.dispatchEvent(new Event(type));

export function haveKey() {
	try { return !!sessionStorage.getItem(kept); } catch { return false; }
}

export function useKey(key) {
	try {
		if (key) sessionStorage.setItem(kept, key);
		else sessionStorage.removeItem(kept);
	} catch { /* storage is shut: the key must be given again */ }
	told("key");
}

export function headers(more) {
	let key = null;
	try { key = sessionStorage.getItem(kept); } catch { /* as above */ }
	return { Accept: "application/json", ...more, ...(key ? { Authorization: "Bearer " + key } : {}) };
}

const kinds = { 401: "key", 403: "forbidden", 404: "unknown", 429: "busy", 502: "away", 503: "busy", 504: "away" };

// What the server names more closely than by its status.
const codes = { "foreign-host": "foreign", "foreign-page": "foreign" };

// Nobody answers: "away".  That the asker itself gave up is no trouble.
async function request(path, options, own) {
	try {
		return await fetch(path, { ...options, headers: { ...headers(options.headers), ...own }, credentials: "omit" });
	} catch (e) {
		if (e.name === "AbortError")
			throw e;
		told("failed");
		throw new Trouble("away");
	}
}

// status 0: nobody answered.
export function troubleOf(status, body) {
	if (status >= 500 || !status)
		told("failed");
	return new Trouble(codes[body?.code] || (status ? kinds[status] || "wrong" : "away"), { status, ...body });
}

// The problem that an answer is, in the server's words where it has some.
const problem = (response, body) => troubleOf(response.status, { requestId: response.headers.get("X-Request-ID"), ...body });

async function ask(path, options) {
	const response = await request(path, options);
	const body = await response.json().catch(e => {
		if (e.name === "AbortError")
			throw e;
		return null;
	});
	if (response.ok && body) {
		told("answered");
		return body;
	}
	if (response.status === 422 && body?.intakeId) // a receipt of what was refused is an answer
		return body;
	throw problem(response, body);
}

function query(path, parameters) {
	const q = new URLSearchParams();
	for (const [key, value] of Object.entries(parameters))
		if (value)
			q.set(key, value);
	const text = q.toString();
	return text ? path + "?" + text : path;
}

// With the key, which a plain link could not carry.
async function file(path, options = {}) {
	const response = await request(path, options, { Accept: "*/*" });
	if (!response.ok)
		throw problem(response, await response.json().catch(() => null));
	told("answered");
	return response;
}

const named = response => /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition"))?.[1];

// A text, which the server takes apart, or a list of references.
const asked = what => typeof what === "string"
	? { method: "POST", body: what, headers: { "Content-Type": "text/plain; charset=utf-8" } }
	: { method: "POST", body: JSON.stringify({ references: what }), headers: { "Content-Type": "application/json" } };

const json = (method, body) => ({ method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

export const api = {
	container: (number, signal, asOf) => ask(query("/api/v1/containers/" + encodeURIComponent(number), { asOf }), { signal }),
	containers: (what, signal) => ask(query("/api/v1/containers", what), { signal }),
	positions: (what, signal) => ask(query("/api/v1/positions", what), { signal }),
	places: (prefix, signal) => ask(query("/api/v1/places", { prefix, limit: 8 }), { signal }),
	place: (code, signal) => ask("/api/v1/places/" + encodeURIComponent(code), { signal }),
	placesOf: (codes, signal) => ask(query("/api/v1/places", { codes: codes.join(","), limit: 1000 }), { signal }),
	lookup: (what, signal, asOf) => ask(query("/api/v1/lookup", { asOf }), { ...asked(what), signal }),
	lookupFile: async (what, format, language, asOf) => {
		const response = await file(query("/api/v1/lookup", { format, language, asOf }), asked(what));
		return { blob: await response.blob(), name: named(response) || "lookup." + format };
	},
	alive: () => fetch("/healthz", { credentials: "omit" }).then(r => r.ok, () => false),
	stock: (place, signal) => ask("/api/v1/stock?place=" + encodeURIComponent(place), { signal }),
	hubs: signal => ask("/api/v1/hubs", { signal }),
	hub: (code, signal) => ask("/api/v1/hubs/" + encodeURIComponent(code), { signal }),
	trains: (what, signal) => ask(query("/api/v1/trains", what), { signal }),
	train: (name, day, signal) => ask(query("/api/v1/trains/" + encodeURIComponent(name), { day }), { signal }),
	wagon: (number, signal) => ask("/api/v1/wagons/" + encodeURIComponent(number), { signal }),
	gaugeChanges: (what, signal) => ask(query("/api/v1/gauge-changes", what), { signal }),
	handovers: (what, signal) => ask(query("/api/v1/handovers", what), { signal }),
	map: (what, signal) => ask(query("/api/v1/map", what), { signal }),
	corridors: signal => ask("/api/v1/corridors", { signal }),
	send: file => ask("/api/v1/messages", { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } }),
	raw: async id => (await file("/api/v1/intakes/" + encodeURIComponent(id) + "/raw")).blob(),
	history: async (number, format, asOf) => {
		const response = await file(query("/api/v1/containers/" + encodeURIComponent(number) + "/history", { format, asOf }));
		return {
			blob: await response.blob(),
			name: named(response) || number,
			left: Number(response.headers.get("Landbridge-Left-Out")) || 0, // events that the format has no word for
		};
	},

	// what is wrong, and journeys
	exceptions: (what, signal) => ask(query("/api/v1/exceptions", what), { signal }),
	exception: (id, signal) => ask("/api/v1/exceptions/" + encodeURIComponent(id), { signal }),
	exceptionRules: signal => ask("/api/v1/exception-rules", { signal }),
	stepException: (id, step) => ask("/api/v1/exceptions/" + encodeURIComponent(id), json("POST", step)),
	journeys: (container, signal, asOf) => ask(query("/api/v1/journeys", { container, asOf }), { signal }),
	tellJourney: word => ask("/api/v1/journeys", json("POST", word)),

	// what runs, and the ways there are
	plans: (what, signal) => ask(query("/api/v1/plans", what), { signal }),
	disrupt: (what, signal) => ask("/api/v1/disruptions", { ...json("POST", what), signal }),
	records: async (kind, signal) => {
		const all = [];
		for (let cursor = ""; cursor !== null;) {
			const got = await ask(query("/api/v1/" + kind, { limit: 1000, cursor }), { signal });
			all.push(...got[kind]);
			cursor = got.next;
		}
		return all;
	},
	someRoutes: signal => ask("/api/v1/routes?limit=200", { signal }),
	record: (kind, name, signal) => ask(`/api/v1/${kind}/${encodeURIComponent(name)}`, { signal }),
	recordsFile: async (kind, format) => (await file(`/api/v1/${kind}?format=${format}`)).blob(),
	putRecords: (kind, sheet, type) => ask("/api/v1/" + kind, { method: "PUT", body: sheet, headers: { "Content-Type": type } }),

	// what came in, and who may
	intakes: (what, signal) => ask(query("/api/v1/intakes", what), { signal }),
	intake: (id, signal) => ask("/api/v1/intakes/" + encodeURIComponent(id), { signal }),
	messages: (what, signal) => ask(query("/api/v1/messages", what), { signal }),
	message: (id, signal) => ask("/api/v1/messages/" + encodeURIComponent(id), { signal }),
	messageRaw: async id => (await file("/api/v1/messages/" + encodeURIComponent(id) + "/raw")).blob(),
	replay: id => ask("/api/v1/intakes/" + encodeURIComponent(id) + "/replay", { method: "POST" }),
	partners: signal => ask("/api/v1/partners?limit=1000", { signal }),
	partner: (name, signal) => ask("/api/v1/partners/" + encodeURIComponent(name), { signal }),
	putPartner: (name, partner) => ask("/api/v1/partners/" + encodeURIComponent(name), json("PUT", partner)),
	unknown: (name, signal) => ask("/api/v1/partners/" + encodeURIComponent(name) + "/unknown?limit=100", { signal }),
	mapCode: (name, code) => ask("/api/v1/partners/" + encodeURIComponent(name) + "/codes", json("POST", code)),
	profiles: signal => ask("/api/v1/profiles", { signal }),
	putProfile: (name, profile) => ask("/api/v1/profiles/" + encodeURIComponent(name), json("PUT", profile)),
	dropProfile: name => ask("/api/v1/profiles/" + encodeURIComponent(name), { method: "DELETE" }),
	template: async (name, language) =>
		(await file(query("/api/v1/profiles/" + encodeURIComponent(name) + "/template", { language }))).blob(),
	keys: signal => ask("/api/v1/keys", { signal }),
	addKey: key => ask("/api/v1/keys", json("POST", key)),
	revokeKey: id => ask("/api/v1/keys/" + encodeURIComponent(id), { method: "DELETE" }),
	operates,
	sends,
};

// Whether the key in use is an operator's: only such a one may ask for the keys.  Asked once for each key.
let operating = { key: undefined, answer: null };

function operates() {
	const key = headers().Authorization;
	if (operating.key !== key || !operating.answer)
		operating = { key, answer: ask("/api/v1/keys", {}).then(() => true, e => {
			if (e.kind !== "key" && e.kind !== "forbidden")
				operating.answer = null;
			return false;
		}) };
	return operating.answer;
}

// Whether it may send: who may not may not try a sheet either.  Asked once for each key, too.
let sending = { key: undefined, answer: null };

function sends() {
	const key = headers().Authorization;
	if (sending.key !== key || !sending.answer)
		sending = { key, answer: ask("/api/v1/profiles/try", { method: "POST", body: "-", headers: { "Content-Type": "text/plain" } }).then(() => true, e => {
			if (!e.problem?.status || e.problem.status >= 500)
				sending.answer = null;
			return e.kind !== "key" && e.kind !== "forbidden" && e.kind !== "foreign";
		}) };
	return sending.answer;
}
