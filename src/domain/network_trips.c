/* Dated trips by patterns, and the doors of nodes. */
#include "domain/network_inside.h"

#include <string.h>

/* What trips of one pattern have in common: minutes of their calls, what restricts their legs, what is
 * priced. */
struct likeness {
	uint32_t *words;
	size_t count, room;
};

struct limit { /* where a restriction is for what a service carries */
	uint32_t restriction;
	uint16_t stop;
	uint8_t when;
};

struct dated {
	struct network_trip trip;
	minute departs;
};

struct making {
	struct network *n;
	struct arena *a, *scratch;
	struct dated *trips; /* by service, date and number */
	size_t trip_room, pattern_room, call_room;
	uint32_t **like; /* of each pattern its likeness, behind the number of its words */
	size_t like_room;
	struct limit *limits; /* of the service that is looked at */
	size_t limit_count, limit_room;
	uint32_t first; /* its first pattern */
	bool dated;     /* some of its prices are not for all dates */
	struct likeness now;
};

/* ---- a service ---- */

static uint16_t cut_off_of(const struct timetable_stop *s)
{
	int32_t most = 0;

	for (int i = 0; i < CUT_OFFS; i++)
		most = s->cut_off[i] > most ? s->cut_off[i] : most;
	return s->no_board ? NETWORK_NO_BOARD : (uint16_t)most;
}

static void find_limits(struct making *m, uint32_t service)
{
	const struct timetable *t = m->n->timetable;

	m->limit_count = 0;
	for (uint32_t i = 0; i < t->restriction_count; i++)
		for (unsigned stop = 0; stop + 1 < t->services[service].stop_count; stop++) {
			unsigned when = t->restrictions[i].trains
						? 0
						: network_restricts(t, &t->restrictions[i], service, stop);

			if (!when)
				continue;
			m->limits = arena_grow(
				m->scratch, m->limits, m->limit_count, &m->limit_room, sizeof *m->limits);
			m->limits[m->limit_count++] = (struct limit){i, (uint16_t)stop, (uint8_t)when};
		}
}

static bool is_dated(const struct timetable_price *p)
{
	return p->valid.first != INT32_MIN || p->valid.last != INT32_MAX;
}

static bool has_dated_prices(const struct timetable_service *v)
{
	bool dated = false;

	for (size_t i = 0; i < v->price_count; i++)
		dated |= is_dated(&v->prices[i]);
	for (size_t i = 0; i < v->surcharge_count; i++)
		dated |= is_dated(&v->surcharges[i].price);
	return dated;
}

/* ---- a trip's likeness ---- */

static void add_word(struct making *m, uint32_t word)
{
	struct likeness *l = &m->now;

	l->words = arena_grow(m->scratch, l->words, l->count, &l->room, sizeof *l->words);
	l->words[l->count++] = word;
}

static bool is_valid(const struct timetable_price *p, int32_t date)
{
	return date >= p->valid.first && date <= p->valid.last;
}

static void add_prices(struct making *m, const struct timetable_service *v, int32_t date)
{
	for (size_t i = 0; i < v->price_count; i++)
		if (is_dated(&v->prices[i]) && is_valid(&v->prices[i], date))
			add_word(m, (uint32_t)i);
	add_word(m, NETWORK_NONE);
	for (size_t i = 0; i < v->surcharge_count; i++)
		if (is_dated(&v->surcharges[i].price) && is_valid(&v->surcharges[i].price, date))
			add_word(m, (uint32_t)i);
}

static bool is_limited(const struct making *m, const struct limit *l, const struct run *r)
{
	const struct network_leg leg = {.departs = r->departs[l->stop], .arrives = r->arrives[l->stop + 1]};

	return network_restricts_then(&m->n->timetable->restrictions[l->restriction], l->when, &leg);
}

static void find_likeness(struct making *m, const struct run *r)
{
	const struct timetable_service *v = &m->n->timetable->services[r->service];

	m->now.count = 0;
	for (size_t i = 0; i < v->stop_count; i++) {
		if (i)
			add_word(m, (uint32_t)(r->arrives[i] - r->departs[0]));
		if (i + 1 < v->stop_count)
			add_word(m, (uint32_t)(r->departs[i] - r->departs[0]));
	}
	if (m->dated)
		add_prices(m, v, r->date);
	for (size_t i = 0; i < m->limit_count; i++)
		if (is_limited(m, &m->limits[i], r))
			add_word(m, (uint32_t)i);
}

/* ---- patterns ---- */

static void add_calls(struct making *m, const struct run *r)
{
	struct network *n = m->n;
	const struct timetable_service *v = &n->timetable->services[r->service];
	const minute began = r->departs[0];

	for (size_t i = 0; i < v->stop_count; i++) {
		const struct timetable_stop *s = &v->stops[i];
		bool restricted = false;

		for (size_t k = 0; k < m->limit_count; k++)
			restricted |= m->limits[k].stop == i && is_limited(m, &m->limits[k], r);
		n->calls = arena_grow(m->a, n->calls, n->call_count, &m->call_room, sizeof *n->calls);
		n->calls[n->call_count++] = (struct network_call){.arrives = i ? r->arrives[i] - began : 0,
			.departs = i + 1 < v->stop_count ? r->departs[i] - began : r->arrives[i] - began,
			.node = network_node(n, s->place, v->carry),
			.cut_off = i + 1 < v->stop_count ? cut_off_of(s) : NETWORK_NO_BOARD,
			.no_alight = !i || s->no_alight,
			.restricted = restricted};
	}
}

static uint32_t add_pattern(struct making *m, const struct run *r)
{
	struct network *n = m->n;
	const struct timetable_service *v = &n->timetable->services[r->service];
	uint32_t *like = arena_alloc_array(m->scratch, m->now.count + 1, sizeof *like);

	like[0] = (uint32_t)m->now.count;
	memcpy(like + 1, m->now.words, m->now.count * sizeof *like);
	m->like = arena_grow(m->scratch, m->like, n->pattern_count, &m->like_room, sizeof *m->like);
	m->like[n->pattern_count] = like;
	n->patterns = arena_grow(m->a, n->patterns, n->pattern_count, &m->pattern_room, sizeof *n->patterns);
	n->patterns[n->pattern_count] = (struct network_pattern){.service = r->service,
		.call = (uint32_t)n->call_count,
		.stops = (uint16_t)v->stop_count,
		.dangerous = v->dangerous,
		.carry = (uint8_t)v->carry,
		.teu = v->teu,
		.kg = v->kg,
		.plugs = v->plugs};
	add_calls(m, r);
	return (uint32_t)n->pattern_count++;
}

static uint32_t pattern_of(struct making *m, const struct run *r)
{
	for (uint32_t i = (uint32_t)m->n->pattern_count; i-- > m->first;)
		if (m->like[i][0] == m->now.count &&
			memcmp(m->like[i] + 1, m->now.words, m->now.count * sizeof *m->now.words) == 0)
			return i;
	return add_pattern(m, r);
}

static void add_trip(void *to, const struct run *r)
{
	struct making *m = to;
	struct network *n = m->n;

	m->trips = arena_grow(m->scratch, m->trips, n->trip_count, &m->trip_room, sizeof *m->trips);
	find_likeness(m, r);
	m->trips[n->trip_count++] =
		(struct dated){{r->service, r->date, pattern_of(m, r), r->number}, r->departs[0]};
}

/* ---- in order ---- */

/* Into the pattern, behind those that leave before it: nearly always the last. */
static void put_trip(const struct making *m, uint32_t *of, struct network_pattern *p, uint32_t trip)
{
	uint32_t at = p->trip_end++;

	for (; at > p->trip && m->trips[of[at - 1]].departs > m->trips[trip].departs; at--)
		of[at] = of[at - 1];
	of[at] = trip;
}

static void number_trips(struct making *m)
{
	struct network *n = m->n;
	uint32_t *of = arena_alloc_array(m->scratch, n->trip_count, sizeof *of), sum = 0;

	n->trips = arena_alloc_array(m->a, n->trip_count, sizeof *n->trips);
	n->departs = arena_alloc_array(m->a, n->trip_count, sizeof *n->departs);
	n->trip_at = arena_alloc_array(m->a, n->trip_count, sizeof *n->trip_at);
	for (size_t i = 0; i < n->trip_count; i++)
		n->patterns[m->trips[i].trip.pattern].trip_end++;
	for (size_t i = 0; i < n->pattern_count; i++) {
		struct network_pattern *p = &n->patterns[i];
		const uint32_t count = p->trip_end;

		p->trip = p->trip_end = sum;
		sum += count;
		n->leg_count += (size_t)count * (p->stops - 1u);
	}
	for (uint32_t i = 0; i < n->trip_count; i++)
		put_trip(m, of, &n->patterns[m->trips[i].trip.pattern], i);
	for (uint32_t i = 0; i < n->trip_count; i++) {
		n->trips[i] = m->trips[of[i]].trip;
		n->departs[i] = m->trips[of[i]].departs;
		n->trip_at[of[i]] = i;
	}
}

/* ---- doors ---- */

static struct network_door door_of(const struct network *n, uint32_t pattern, uint32_t call, bool alights)
{
	const struct network_call *c = &n->calls[call];
	const struct network_pattern *p = &n->patterns[pattern];
	const uint32_t behind = p->trip_end - 1 - p->trip;
	const minute first = n->departs[p->trip], last = n->departs[p->trip_end - 1];

	return (struct network_door){.call = call,
		.pattern = pattern,
		.minutes = alights ? c->arrives : c->departs - c->cut_off,
		.first = first,
		.often = last > first ? (float)behind / (float)(last - first) : 0,
		.trip = p->trip,
		.trip_end = p->trip_end,
		.stop = (uint16_t)(call - p->call)};
}

static minute first_door(const struct network *n, const struct network_door *doors, size_t count)
{
	minute first = n->until;

	for (size_t i = 0; i < count; i++) {
		const minute closes = n->departs[doors[i].trip] + doors[i].minutes;

		first = closes < first ? closes : first;
	}
	return first;
}

static bool is_door(const struct network_call *c, bool alights)
{
	return alights ? !c->no_alight : c->cut_off != NETWORK_NO_BOARD;
}

/* Of all calls where one may alight, or board; at: where those of each node begin. */
static struct network_door *make_doors(
	const struct network *n, struct arena *a, bool alights, uint32_t *at, size_t *count)
{
	struct network_door *doors;
	uint32_t sum = 0;

	for (size_t i = 0; i < n->call_count; i++)
		at[n->calls[i].node] += is_door(&n->calls[i], alights);
	for (size_t i = 0; i <= n->node_count; i++) {
		const uint32_t own = at[i];

		at[i] = sum;
		sum += own;
	}
	doors = arena_alloc_array(a, sum, sizeof *doors);
	for (uint32_t p = 0; p < n->pattern_count; p++)
		for (uint32_t c = n->patterns[p].call; c < n->patterns[p].call + n->patterns[p].stops; c++)
			if (is_door(&n->calls[c], alights))
				doors[at[n->calls[c].node]++] = door_of(n, p, c, alights);
	*count = sum;
	return doors;
}

/* Filling them has moved where those of a node begin to where they end. */
static void make_all_doors(struct network *n, struct arena *a, struct arena *scratch)
{
	uint32_t *board = arena_alloc_array(scratch, n->node_count + 1, sizeof *board),
		 *alight = arena_alloc_array(scratch, n->node_count + 1, sizeof *alight);
	size_t alights;

	n->boards = make_doors(n, a, false, board, &n->board_count);
	n->alights = make_doors(n, a, true, alight, &alights);
	for (size_t i = 0; i < n->node_count; i++) {
		n->nodes[i + 1].board = board[i];
		n->nodes[i + 1].alight = alight[i];
	}
	n->first = first_door(n, n->boards, n->board_count);
}

void network_make_trips(struct network *n, struct arena *a, struct arena *scratch, struct runs *runs)
{
	struct making m = {.n = n, .a = a, .scratch = scratch};

	for (uint32_t s = 0; s < n->timetable->service_count; s++) {
		m.first = (uint32_t)n->pattern_count;
		m.dated = has_dated_prices(&n->timetable->services[s]);
		find_limits(&m, s);
		runs_each(runs, s, add_trip, &m);
	}
	number_trips(&m);
	make_all_doors(n, a, scratch);
}
