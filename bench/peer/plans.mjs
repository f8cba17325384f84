// The peers of the search: npm raptor-journey-planner and minotor, on the network and the queries that `bench-plans` wrote.  Prints of each
// the median of the earliest arrival with its reconstruction, in ms, and how many arrivals are not ours; none may be earlier.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const [file, which] = process.argv.slice(2);
const trips = [], queries = [];
for await (const line of createInterface({ input: createReadStream(file) })) {
	const words = line.split(' ');
	if (words[0] === 'T') trips.push({ line: words[1], stops: words.slice(2) });
	if (words[0] === 'Q') queries.push({ from: words[1], to: words[2], at: +words[3], arrives: +words[4] });
}
// Both know seconds of one day, which may be a long one.  minotor holds times against each other as text: all have four digits of hours.
const FIRST = 2000 * 3600;
const timesOf = (trip) => {
	const times = [];
	for (let i = 0; i < trip.stops.length; i += 3)
		times.push({ stop: trip.stops[i], arrives: FIRST + trip.stops[i + 1] * 60, departs: FIRST + trip.stops[i + 2] * 60 });
	return times;
};

function raptor({ DepartAfterQuery, JourneyFactory, RaptorAlgorithmFactory }) {
	const always = { runsOn: () => true };
	const made = RaptorAlgorithmFactory.create(trips.map((trip, i) => ({
		tripId: String(i), service: always,
		stopTimes: timesOf(trip).map((t) => ({ stop: t.stop, arrivalTime: t.arrives, departureTime: t.departs, pickUp: true, dropOff: true })),
	})), {}, {});
	const query = new DepartAfterQuery(made, new JourneyFactory(), 1);
	return (q) => Math.min(...query.plan(q.from, q.to, new Date(2026, 0, 1), FIRST + q.at * 60).map((journey) => journey.arrivalTime));
}

function minotor({ Duration, Query, Router, StopsIndex, Time, Timetable }) {
	const routes = new Map(), stops = new Map(), adjacency = new Map();
	const stop = (id) => {
		if (!stops.has(id)) {
			stops.set(id, { id, name: id, children: [], locationType: 'SIMPLE_STOP_OR_PLATFORM' });
			adjacency.set(id, { transfers: [], routes: [] });
		}
		return id;
	};
	for (const trip of trips) {
		const times = timesOf(trip);
		if (!routes.has(trip.line)) {
			const path = times.map((t) => stop(t.stop));
			routes.set(trip.line, { stopTimes: [], stops: path, stopIndices: new Map(path.map((id, i) => [id, i])), serviceRouteId: 'all' });
			for (const id of path) adjacency.get(id).routes.push(trip.line);
		}
		for (const t of times)
			routes.get(trip.line).stopTimes.push({ arrival: Time.fromSeconds(t.arrives), departure: Time.fromSeconds(t.departs),
				pickUpType: 'REGULAR', dropOffType: 'REGULAR' });
	}
	const router = new Router(new Timetable(adjacency, routes, new Map([['all', { type: 'RAIL', name: 'all' }]])), new StopsIndex(stops));
	return (q) => {
		const found = router.route(new Query.Builder().from(q.from).to(q.to).departureTime(Time.fromSeconds(FIRST + q.at * 60))
			.minTransferTime(Duration.zero()).maxTransfers(40).build());
		found.bestRoute();
		return found.arrivalAt(q.to)?.time.toSeconds() ?? Infinity;
	};
}

const search = which === 'minotor' ? minotor(await import('minotor')) : raptor(createRequire(import.meta.url)('raptor-journey-planner'));
const took = [];
let others = 0;
for (const q of queries) {
	const clock = process.hrtime.bigint();
	const arrives = search(q) - FIRST;
	took.push(Number(process.hrtime.bigint() - clock) / 1e6);
	if (arrives < q.arrives * 60) throw new Error(`from ${q.from} to ${q.to} at ${q.at}: ${arrives / 60}, and ours is ${q.arrives}`);
	if (arrives > q.arrives * 60) others++;
}
took.sort((a, b) => a - b);
console.log(took[took.length >> 1].toFixed(3), others);
