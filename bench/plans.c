/*
 * Times searches of a made-up network, one thread: `bench-plans PLACES LEGS DAYS [QUERIES]` prints how long
 * the network took to make, its bytes a leg, and the medians and 95th percentiles of the earliest arrival and
 * of the plans that are best by arrival, price, CO2e and transfers within a week of it, reconstruction
 * included.  With a fifth argument the network is one that other programs can hold, too: all of it by rail,
 * whoever arrives may leave in that minute, no cut-offs; it is written to that file, a line each of `places
 * N`, `T LINE PLACE ARRIVES DEPARTS PLACE ...` and `Q FROM TO AT ARRIVES`, and only the earliest arrival is
 * timed.
 *
 * Places lie on a map of 9,000 by 3,000 km; lines of three to eight stops lead from place to place, in about
 * one direction, and run on some days of the week.  The same arguments give the same network and queries.
 */
#include "base/fault.h"
#include "domain/search.h"
#include "system/clock.h"

#define FIRST       20454 /* 2026-01-01 */
#define HORIZON     (7 * DAY_MINUTES)
#define STOPS       8
#define LEGS_A_LINE 4.5 /* a week's run of a line: days times legs */

static uint64_t state = 1;

static uint32_t below(uint32_t n) /* splitmix64 */
{
	uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ (z >> 31)) % n);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); /* on a machine that may have other work */
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#define CLOCKS 4
static const struct {
	const char *zone;
	int east; /* minutes */
} clocks[CLOCKS] = {
	{"Asia/Shanghai", 480}, {"Asia/Almaty", 300}, {"Europe/Berlin", 60}, {"Europe/Istanbul", 180}};

struct at {
	int x, y; /* km */
};

static const struct {
	enum carry carry;
	int share, speed, hop; /* per cent, km/h, km from stop to stop */
	int64_t milligrams, cents_a_km;
} kinds[] = {{CARRY_RAIL, 55, 35, 350, 22000, 60}, {CARRY_VESSEL, 15, 30, 900, 9000, 25},
	{CARRY_BARGE, 10, 12, 150, 31000, 35}, {CARRY_ROAD, 20, 55, 250, 85000, 130}};

static int far(const struct at *a, const struct at *b)
{
	return abs(a->x - b->x) + abs(a->y - b->y);
}

static bool stops_at(const struct timetable_stop *stops, size_t count, uint32_t place)
{
	while (count-- > 0)
		if (stops[count].place == place)
			return true;
	return false;
}

/* Of some places at which the line does not stop yet the one that is best to go on to. */
static uint32_t next_place(
	const struct at *at, uint32_t places, const struct timetable_stop *stops, size_t count, struct at aim)
{
	const uint32_t here = stops[count - 1].place;
	uint32_t best = here;

	for (uint32_t i = 0; i < 40 + places / 20; i++) {
		uint32_t p = below(places);

		if (!stops_at(stops, count, p) && (best == here || far(&at[p], &aim) < far(&at[best], &aim)))
			best = p;
	}
	return best;
}

static bool plain; /* as other programs have it */

static struct timetable_service line(struct arena *a, const struct at *at, uint32_t places)
{
	static const struct emission_factor factors[] = {{22000, 400, EMISSION_PER_TONNE, "made", "up"},
		{9000, 150, EMISSION_PER_TONNE, "made", "up"}, {31000, 200, EMISSION_PER_TONNE, "made", "up"},
		{85000, 200, EMISSION_PER_TONNE, "made", "up"}};
	struct timetable_service s = {
		.valid = TIMETABLE_ALWAYS, .teu = -1, .kg = -1, .plugs = -1, .dangerous = true};
	struct timetable_stop *stops = arena_alloc_array(a, STOPS, sizeof *stops);
	struct timetable_price *prices = arena_alloc_array(a, STOPS * STOPS, sizeof *prices);
	uint32_t pick = below(100), k = 0, place = below(places);
	int dx = (int)below(3) - 1, dy = (int)below(3) - 1;
	int32_t t = (int32_t)below(DAY_MINUTES);

	for (; pick >= (uint32_t)kinds[k].share; pick -= (uint32_t)kinds[k++].share)
		;
	dx = dx || dy ? dx : 1;
	s.name = "line";
	s.carry = plain ? CARRY_RAIL : kinds[k].carry;
	s.factor = &factors[k];
	s.stops = stops;
	s.stop_count = 3 + below(STOPS - 2);
	s.weekdays = 1 + below(127);
	for (size_t i = 0; i < s.stop_count; i++) {
		int32_t dwell = i ? (int32_t)(30 + below(300)) : 0;
		struct at aim = {at[place].x + dx * kinds[k].hop, at[place].y + dy * kinds[k].hop};
		uint32_t next;
		int km;

		stops[i].place = place;
		next = next_place(at, places, stops, i + 1, aim);
		km = far(&at[place], &at[next]) + 1;
		stops[i].arrives = t + clocks[place % CLOCKS].east;
		stops[i].departs = stops[i].arrives + dwell;
		stops[i].cut_off[CUT_OFF_GATE] = plain ? 0 : (int32_t)below(720);
		stops[i].metres = i ? stops[i].metres : EMISSION_METRES_UNKNOWN;
		if (i + 1 < s.stop_count)
			stops[i + 1].metres = km * 1000;
		t += dwell + km * 60 / kinds[k].speed;
		place = next;
	}
	for (uint16_t i = 0; i < s.stop_count; i++) {
		int64_t metres = 0;

		for (uint16_t e = (uint16_t)(i + 1); e < s.stop_count; e++) {
			metres += stops[e].metres;
			prices[s.price_count++] = (struct timetable_price){
				.amount = 5000 + metres * kinds[k].cents_a_km * (80 + below(40)) / 100000,
				.currency = "EUR",
				.valid = TIMETABLE_ALWAYS,
				.from = i,
				.to = e};
		}
	}
	s.prices = prices;
	return s;
}

static struct timetable_transfer rule(uint32_t places)
{
	static const struct timetable_hours day[] = {{0, 360, 1320}, {1, 360, 1320}, {2, 360, 1320},
		{3, 360, 1320}, {4, 360, 1320}, {5, 480, 840}};
	uint32_t place = below(places);
	bool hours = below(2);

	return (struct timetable_transfer){.place = place,
		.to_place = place,
		.from = CARRY_ALL,
		.to = CARRY_ALL,
		.what = TRANSFER_TERMINAL,
		.minutes = (int32_t)(60 + below(1400)),
		.hours = hours ? day : NULL,
		.hour_count = hours ? sizeof day / sizeof *day : 0};
}

static struct timetable *made(struct arena *a, uint32_t places, double legs, double days)
{
	struct timetable *t = arena_alloc(a, sizeof *t);
	struct timetable_place *p = arena_alloc_array(a, places, sizeof *p);
	struct at *at = arena_alloc_array(a, places, sizeof *at);
	struct timetable_transfer *rules = arena_alloc_array(a, places, sizeof *rules);
	struct timetable_service *lines;
	const struct zone *known[CLOCKS];
	struct fault f;
	double so_far = 0;
	size_t room = 0;

	for (int i = 0; i < CLOCKS; i++)
		known[i] = clock_zone(a, clocks[i].zone, &f);
	for (uint32_t i = 0; i < places; i++) {
		p[i] = (struct timetable_place){"P", "XX", known[i % CLOCKS], i % 10 == 0};
		at[i] = (struct at){(int)below(9000), (int)below(3000)};
	}
	*t = (struct timetable){.places = p, .place_count = places, .transfers = rules};
	t->transfer_minutes = plain ? 0 : 180;
	for (uint32_t i = 0; !plain && i < places / 4; i++) {
		struct timetable_transfer r = rule(places);
		size_t k = 0;

		while (k < t->transfer_count && rules[k].place != r.place)
			k++;
		if (k == t->transfer_count)
			rules[t->transfer_count++] = r;
	}
	for (lines = NULL; so_far < legs; t->service_count++) {
		lines = arena_grow(a, lines, t->service_count, &room, sizeof *lines);
		lines[t->service_count] = line(a, at, places);
		so_far += (double)(lines[t->service_count].stop_count - 1) * days / 7 *
			  __builtin_popcount(lines[t->service_count].weekdays);
	}
	t->services = lines;
	if (!timetable_check(t, &f)) {
		fprintf(stderr, "%s\n", f.text);
		exit(1);
	}
	return t;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print(const char *what, double *ms, size_t n, const char *more, double mean)
{
	qsort(ms, n, sizeof *ms, by_size);
	printf("%s: median %.3f ms, p95 %.3f ms, worst %.3f ms; %s %.1f\n", what, ms[n / 2], ms[n * 95 / 100],
		ms[n - 1], more, mean);
}

static size_t bytes(const struct network *n)
{
	return n->trip_count * (sizeof *n->trips + sizeof *n->departs + sizeof *n->trip_at) +
	       n->pattern_count * sizeof *n->patterns +
	       n->call_count * (sizeof *n->calls + 2 * sizeof *n->boards) +
	       n->node_count * (sizeof *n->nodes + sizeof *n->bounds);
}

static void write_trips(FILE *out, const struct network *n)
{
	fprintf(out, "places %zu\n", n->timetable->place_count);
	for (uint32_t i = 0; i < n->trip_count; i++) {
		const struct network_trip *t = &n->trips[i];
		size_t legs = n->timetable->services[t->service].stop_count - 1;

		fprintf(out, "T %u", t->service);
		for (size_t k = 0; k <= legs; k++) {
			const struct network_leg to = network_leg(n, i, (unsigned)(k ? k - 1 : 0));
			const struct network_leg from = network_leg(n, i, (unsigned)(k < legs ? k : k - 1));

			fprintf(out, " %u %d %d", n->nodes[k ? to.to : from.from].place,
				(k ? to.arrives : from.departs) - n->from,
				(k < legs ? from.departs : to.arrives) - n->from);
		}
		fputc('\n', out);
	}
}

int main(int argc, char **argv)
{
	static const struct search_rate euro = {"EUR", 1000000};
	uint32_t places = argc > 3 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1000;
	double legs = argc > 3 ? strtod(argv[2], NULL) : 150000;
	int days = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 60;
	size_t queries = argc > 4 ? strtoul(argv[4], NULL, 10) : 1000, found = 0, plans_found = 0;
	struct arena a = ARENA_INIT, answers = ARENA_INIT;
	FILE *out = argc > 5 ? fopen(argv[5], "w") : NULL;

	if (argc > 5 && !out) {
		perror(argv[5]);
		return 1;
	}
	plain = out;
	struct timetable *t = made(&a, places, legs, days);
	double began = now(), took, *first = arena_alloc_array(&a, queries, sizeof *first),
	       *all = arena_alloc_array(&a, queries, sizeof *all), hours = 0;
	struct network *n = network_make(&a, t, FIRST, FIRST + days - 1);
	struct search_space *s = search_space_make(&a, n);

	took = now() - began;
	printf("%u places, %zu lines, %zu trips, %zu legs of %d days: made in %.0f ms, %.1f bytes a leg\n",
		places, t->service_count, n->trip_count, n->leg_count, days, took * 1e3,
		(double)bytes(n) / (double)n->leg_count);
	if (out)
		write_trips(out, n);
	for (size_t tries = 0; found < queries && tries < queries * 20; tries++) {
		struct search_query q = {.from = below(places),
			.to = below(places),
			.aboard = {.trip = NETWORK_NONE},
			.at = n->from + (int32_t)below((uint32_t)(n->until - n->from) / 4),
			.deadline = MINUTE_NEVER,
			.cargo = {"45G1", {25000, 200}, false, false, NULL},
			.max_transfers = SEARCH_NO_LIMIT,
			.max_price = SEARCH_NO_LIMIT,
			.rates = &euro,
			.rate_count = 1,
			.criteria = SEARCH_ALL,
			.horizon = HORIZON};
		struct plan one, *plans;

		began = now();
		if (q.from == q.to || !search_earliest(s, &q, &answers, &one))
			continue;
		first[found] = (now() - began) * 1e3;
		began = now();
		if (out)
			fprintf(out, "Q %u %u %d %d\n", q.from, q.to, q.at - n->from, one.arrives - n->from);
		else
			plans_found += search_plans(s, &q, &answers, &plans);
		all[found++] = (now() - began) * 1e3;
		hours += (one.arrives - one.begins) / 60.0;
		arena_reset(&answers);
	}
	print("earliest arrival", first, found, "days under way", hours / 24 / (double)found);
	if (out)
		fclose(out);
	else
		print("four criteria", all, found, "plans", (double)plans_found / (double)found);
	arena_free(&answers);
	arena_free(&a);
	return 0;
}
