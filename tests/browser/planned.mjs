// Hubs of their own for what plans say of what was told: trains that are late or nobody knows, a border that takes longer than its timetable,
// a box aboard; and for disruptions: many boxes that stand before a border.
import { checkDigit } from "../../web/src/number.js";
import { afterAll, get, patience, startServer } from "./harness.mjs";

const hour = 3600000, day = 24 * hour;

export const number = (prefix, n) => prefix + String(n).padStart(6, "0") + checkDigit(prefix + String(n).padStart(6, "0"));

const json = (server, method, where, body) => fetch(server.url + where, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

async function done(server, method, where, body) {
	const response = await json(server, method, where, body);
	if (!response.ok)
		throw new Error(`${method} ${where}: ${response.status} ${await response.text()}`);
	return response.json();
}

export const put = (server, where, body) => done(server, "PUT", "/api/v1/" + where, body);
export const drop = (server, where) => done(server, "DELETE", "/api/v1/" + where);
export const say = (server, ...words) => done(server, "POST", "/api/v1/journeys", words);

// 18:00 in China so many days from today, by its clock.
export function evening(days, clock = "18:00") {
	const today = new Date(Date.now() + 8 * hour + days * day).toISOString().slice(0, 10);
	return `${today}T${clock}:00+08:00`;
}

export const shifted = (text, ms) => new Date(Date.parse(text) + ms).toISOString();

const daily = { operator: "LB Rail", mode: "rail", weekdays: [1, 2, 3, 4, 5, 6, 7], emission: { gramsPerTonneKm: 10, source: "test", version: "1" } };
const stop = (place, arrives, departs, more) => ({ place, ...(arrives ? { arriveDay: Number(arrives[0]), arrives: arrives.slice(2) } : {}), ...(departs ? { departDay: Number(departs[0]), departs: departs.slice(2) } : {}), ...more });
const price = minor => [{ minor, currency: "USD" }];

const routes = {
	khorgos: { ...daily, title: "Lianyungang - Altynkol", prices: price(100000), trains: ["X8001"], stops: [stop("CNLYG", "", "0 18:00"), stop("CNHRS", "4 06:00", "4 12:00", { km: 4000 }), stop("XKALT", "4 14:00", "", { km: 10 })] },
	almaty: { ...daily, prices: price(20000), stops: [stop("XKALT", "", "0 20:00"), stop("KZALA", "1 08:00", "", { km: 330 })] },
	dostyk: { ...daily, title: "Lianyungang - Almaty by Dostyk", prices: price(180000), capacity: { teu: 4, dangerous: false }, stops: [stop("CNLYG", "", "0 20:00"), stop("KZDOS", "5 06:00", "6 06:00", { km: 4300 }), stop("KZALA", "8 08:00", "", { km: 900 })] },
	// Of the same train on two routes nobody knows which it is.
	"xian-1": { ...daily, trains: ["X8100"], stops: [stop("XXIAP", "", "0 18:00"), stop("CNLHW", "1 06:00", "", { km: 680 })] },
	"xian-2": { ...daily, trains: ["X8100"], stops: [stop("XXIAP", "", "0 20:00"), stop("CNLHW", "1 08:00", "", { km: 680 })] },
	// By themselves, so that a quota there holds nothing else.
	"brest-1": { ...daily, stops: [stop("BYBQT", "", "0 10:00"), stop("PLMAA", "0 12:00", "", { km: 20 })] },
	"brest-2": { ...daily, stops: [stop("BYBQT", "", "0 11:00"), stop("PLMAA", "0 13:00", "", { km: 20 })] },
};

export const aboard = number("ZPLU", 500001);
export const standing = Array.from({ length: 105 }, (_, i) => number("ZPLU", 510000 + i));

const by = (train, departs) => ({ mode: "RAIL", train, day: departs.slice(0, 10) });
const report = (container, event, place, at, transport) => ({ word: "report", container, event, place, at, said: at, loadState: "LADEN", ...(transport ? { transport } : {}) });

// Of trains of the last weeks, each 60 hours at Dostyk.
const past = () => Array.from({ length: 32 }, (_, i) => {
	const at = Date.now() - (40 - i) * day, on = { mode: "RAIL", train: "K" + i, day: new Date(at - 3 * day).toISOString().slice(0, 10) };
	return [["LOAD", "CNLYG", -80], ["DEPA", "CNLYG", -72], ["ARRI", "KZDOS", 0], ["DEPA", "KZDOS", 60], ["ARRI", "KZALA", 90], ["DISC", "KZALA", 94]]
		.map(([event, place, hours]) => report(number("ZPLU", 600000 + i), event, place, new Date(at + hours * hour).toISOString(), on));
}).flat();

// Until then it may be refused.
export async function until(what, asked, holds) {
	for (const end = Date.now() + patience; ;) {
		const answer = await asked().catch(error => ({ error }));
		if (!answer.error && holds(answer))
			return answer;
		if (Date.now() > end)
			throw answer.error ?? new Error("never: " + what);
		await new Promise(next => setTimeout(next, 250));
	}
}

const stands = containers => containers.flatMap((container, i) => [report(container, "GTIN", "CNLYG", new Date(Date.now() - 5 * hour - i * 60000).toISOString()), { word: "destination", container, destination: "KZALA" }]);

// One for all tests that ask for it, with the routes and what is told there.
function once(tell) {
	let making = null;
	return () => making ??= (async () => {
		const server = await startServer({ demo: false });
		afterAll(() => server.stop());
		await put(server, "routes", { routes: Object.entries(routes).map(([name, route]) => ({ name, ...route })) });
		await tell(server);
		return server;
	})();
}

export const planned = once(async server => {
	// Six hours late at its first stop; and a train of which nobody knows which trip it is.
	const left = evening(-2), late = shifted(left, 6 * hour), unclear = evening(-1, "19:00");
	await say(server, ...past(), ...stands(standing.slice(0, 1)), ...["LOAD", "DEPA"].map(event => report(aboard, event, "CNLYG", late, by("X8001", left))), { word: "destination", container: aboard, destination: "KZALA" },
		...["LOAD", "DEPA"].map(event => report(number("ZPLU", 500002), event, "XXIAP", unclear, by("X8100", unclear))));
	await until("the train is a trip, and the border is learned", async () => {
		await put(server, "rates/kzt", { currency: "KZT", in: "USD", rate: 0.002 }); // what is learned is looked up when the network is made
		return Promise.all([get(server, `/api/v1/plans?container=${aboard}`), get(server, "/api/v1/plans?from=CNLYG&to=KZALA&via=KZDOS")]);
	}, ([box, ways]) => box.box.transport && box.network.unclear && ways.plans[0].borders);
});

// Where a closed border hits many.
export const crowded = once(server => say(server, ...stands(standing)));
