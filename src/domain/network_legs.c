/* The legs of dated trips, in the order of departure. */
#include "domain/network_inside.h"

#define STOPS_MOST 16383 /* what a leg has room for */

struct making {
	struct network *n;
	struct arena *scratch;
	struct network_leg *legs;   /* trip by trip */
	struct network_trip *trips; /* by service, date and number */
	size_t leg_room, trip_room;
};

/* ---- a trip ---- */

static uint16_t cut_off_of(const struct timetable_stop *s)
{
	int32_t most = 0;

	for (int i = 0; i < CUT_OFFS; i++)
		most = s->cut_off[i] > most ? s->cut_off[i] : most;
	return s->no_board ? NETWORK_NO_BOARD : (uint16_t)most;
}

static bool is_restricted(const struct network *n, uint32_t service, const struct network_leg *l)
{
	const struct timetable *t = n->timetable;

	for (size_t i = 0; i < t->restriction_count; i++) {
		const struct timetable_restriction *r = &t->restrictions[i];

		if (!r->trains && network_restricts_then(r, network_restricts(t, r, service, l->stop), l))
			return true;
	}
	return false;
}

static void add_trip(void *to, const struct run *r)
{
	struct making *m = to;
	struct network *n = m->n;
	const struct timetable_service *s = &n->timetable->services[r->service];

	m->trips = arena_grow(m->scratch, m->trips, n->trip_count, &m->trip_room, sizeof *m->trips);
	m->trips[n->trip_count++] =
		(struct network_trip){r->service, r->date, (uint32_t)n->leg_count, r->number};
	for (size_t i = 0; i + 1 < s->stop_count; i++) {
		struct network_leg *l;

		m->legs = arena_grow(m->scratch, m->legs, n->leg_count, &m->leg_room, sizeof *m->legs);
		l = &m->legs[n->leg_count++];
		*l = (struct network_leg){.departs = r->departs[i],
			.arrives = r->arrives[i + 1],
			.trip = (uint32_t)n->trip_count - 1,
			.from = network_node(n, s->stops[i].place, s->carry),
			.to = network_node(n, s->stops[i + 1].place, s->carry),
			.cut_off = cut_off_of(&s->stops[i]),
			.stop = i & STOPS_MOST,
			.no_alight = s->stops[i + 1].no_alight};
		l->restricted = is_restricted(n, r->service, l);
	}
}

/* ---- in order ---- */

/* By minute of departure, counted; legs of one minute in the order in which they were made. */
static void sort_legs(struct making *m, struct arena *a)
{
	struct network *n = m->n;
	minute first = MINUTE_NEVER, last = MINUTE_PAST;
	uint32_t *at, sum = 0;

	n->legs = arena_alloc_array(a, n->leg_count, sizeof *n->legs);
	n->order = arena_alloc_array(a, n->leg_count, sizeof *n->order);
	for (size_t i = 0; i < n->leg_count; i++) {
		first = m->legs[i].departs < first ? m->legs[i].departs : first;
		last = m->legs[i].departs > last ? m->legs[i].departs : last;
	}
	if (!n->leg_count)
		return;
	at = arena_alloc_array(m->scratch, (size_t)(last - first) + 1, sizeof *at);
	for (size_t i = 0; i < n->leg_count; i++)
		at[m->legs[i].departs - first]++;
	for (minute t = 0; t <= last - first; t++) {
		uint32_t count = at[t];

		at[t] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n->leg_count; i++) {
		uint32_t to = at[m->legs[i].departs - first]++;

		n->legs[to] = m->legs[i];
		n->order[i] = to;
	}
}

/* Trips in the order of their first departures: those that a search looks at stand together. */
static void number_trips(struct making *m, struct arena *a)
{
	struct network *n = m->n;
	uint32_t count = 0;

	n->trips = arena_alloc_array(a, n->trip_count, sizeof *n->trips);
	n->trip_at = arena_alloc_array(a, n->trip_count, sizeof *n->trip_at);
	for (size_t i = 0; i < n->leg_count; i++) {
		struct network_leg *l = &n->legs[i];

		if (l->stop == 0) {
			n->trips[count] = m->trips[l->trip];
			n->trip_at[l->trip] = count++;
		}
		l->trip = n->trip_at[l->trip];
	}
}

void network_make_legs(struct network *n, struct arena *a, struct arena *scratch, struct runs *runs)
{
	struct making m = {.n = n, .scratch = scratch};

	for (uint32_t s = 0; s < n->timetable->service_count; s++)
		runs_each(runs, s, add_trip, &m);
	sort_legs(&m, a);
	number_trips(&m, a);
}
