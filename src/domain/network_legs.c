/* Trips by their calendars and what became of them, and their legs in the order of departure. */
#include "domain/network_inside.h"

#include <string.h>

#define STOPS_MOST 16383 /* what a leg has room for */

struct run { /* a dated trip in the making */
	uint32_t service;
	int32_t date;
	int number;
	const struct timetable_patch *patches; /* of its service and date */
	size_t patch_count;
};

struct making {
	struct network *n;
	struct arena *a, *scratch;
	const struct clocks *clocks;
	struct timetable_patch *patches; /* by service, date and number, as they were told */
	size_t patch_count;
	minute *arrives, *departs;  /* of a trip's stops */
	struct network_leg *legs;   /* trip by trip */
	struct network_trip *trips; /* by service, date and number */
	size_t leg_room, trip_room;
};

/* ---- patches ---- */

static int compare_patch(const struct timetable_patch *p, uint32_t service, int32_t date)
{
	if (p->service != service)
		return p->service < service ? -1 : 1;
	return (p->date > date) - (p->date < date);
}

static int by_trip_then_stop(const void *a, const void *b)
{
	const struct timetable_patch *x = a, *y = b;
	int d = compare_patch(x, y->service, y->date);

	if (d || x->number != y->number)
		return d ? d : x->number - y->number;
	if (x->what != y->what)
		return (int)x->what - (int)y->what;
	return x->stop * 2 + x->departs - (y->stop * 2 + y->departs);
}

static void sort_patches(struct making *m)
{
	const struct timetable *t = m->n->timetable;

	m->patches = arena_alloc_array(m->scratch, t->patch_count, sizeof *m->patches);
	m->patch_count = t->patch_count;
	if (t->patch_count)
		memcpy(m->patches, t->patches, t->patch_count * sizeof *m->patches);
	qsort(m->patches, m->patch_count, sizeof *m->patches, by_trip_then_stop);
}

static size_t first_patch(const struct making *m, uint32_t service, int32_t date)
{
	size_t low = 0, high = m->patch_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_patch(&m->patches[middle], service, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_cancelled(const struct run *r)
{
	for (size_t i = 0; i < r->patch_count; i++)
		if (r->patches[i].what == PATCH_CANCELLED && r->patches[i].number == r->number)
			return true;
	return false;
}

/* By how much its arrival at the stop, or its departure, is moved. */
static int32_t moved(const struct run *r, size_t stop, bool departs)
{
	int32_t own = 0, told = 0;

	for (size_t i = 0; i < r->patch_count; i++) {
		const struct timetable_patch *p = &r->patches[i];

		if (p->number != r->number)
			continue;
		if (p->what == PATCH_ADDED)
			own = p->minutes;
		else if (p->what == PATCH_MOVED && p->stop * 2u + p->departs <= stop * 2 + departs)
			told = p->minutes;
	}
	return own + told;
}

/* ---- a trip ---- */

static void time_run(struct making *m, const struct run *r)
{
	const struct timetable_service *s = &m->n->timetable->services[r->service];

	for (size_t i = 0; i < s->stop_count; i++) {
		const struct timetable_stop *stop = &s->stops[i];
		minute arrives =
			clocks_utc(m->clocks, stop->place, r->date, stop->arrives) + moved(r, i, false);
		minute departs =
			clocks_utc(m->clocks, stop->place, r->date, stop->departs) + moved(r, i, true);

		if (i && arrives <= m->departs[i - 1])
			arrives = m->departs[i - 1] + 1;
		if (i && departs < arrives)
			departs = arrives;
		m->arrives[i] = arrives;
		m->departs[i] = departs;
	}
}

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

static void add_trip(struct making *m, const struct run *r)
{
	struct network *n = m->n;
	const struct timetable_service *s = &n->timetable->services[r->service];
	size_t last = s->stop_count - 1;

	if (is_cancelled(r))
		return;
	time_run(m, r);
	if (m->arrives[last] <= n->from || m->departs[0] >= n->until)
		return;
	m->trips = arena_grow(m->scratch, m->trips, n->trip_count, &m->trip_room, sizeof *m->trips);
	m->trips[n->trip_count++] =
		(struct network_trip){r->service, r->date, (uint32_t)n->leg_count, r->number};
	for (size_t i = 0; i < last; i++) {
		struct network_leg *l;

		m->legs = arena_grow(m->scratch, m->legs, n->leg_count, &m->leg_room, sizeof *m->legs);
		l = &m->legs[n->leg_count++];
		*l = (struct network_leg){.departs = m->departs[i],
			.arrives = m->arrives[i + 1],
			.trip = (uint32_t)n->trip_count - 1,
			.from = network_node(n, s->stops[i].place, s->carry),
			.to = network_node(n, s->stops[i + 1].place, s->carry),
			.cut_off = cut_off_of(&s->stops[i]),
			.stop = i & STOPS_MOST,
			.no_alight = s->stops[i + 1].no_alight};
		l->restricted = is_restricted(n, r->service, l);
	}
}

static void add_runs(struct making *m, uint32_t service, int32_t date)
{
	const struct timetable_service *s = &m->n->timetable->services[service];
	size_t first = first_patch(m, service, date), end = first;
	struct run r = {service, date, 0, &m->patches[first], 0};

	while (end < m->patch_count && compare_patch(&m->patches[end], service, date) == 0)
		end++;
	r.patch_count = end - first;
	if (timetable_runs(s, date))
		add_trip(m, &r);
	for (size_t i = first; i < end; i++)
		if (m->patches[i].what == PATCH_ADDED) {
			r.number = m->patches[i].number;
			add_trip(m, &r);
		}
}

/* How many days a trip may run outside its own date. */
static int32_t reach(const struct making *m, uint32_t service)
{
	const struct timetable_service *s = &m->n->timetable->services[service];
	int32_t most = 0;

	for (size_t i = first_patch(m, service, INT32_MIN);
		i < m->patch_count && m->patches[i].service == service; i++)
		if (abs(m->patches[i].minutes) > most)
			most = abs(m->patches[i].minutes);
	return (s->stops[s->stop_count - 1].arrives + 2 * most) / DAY_MINUTES + 3;
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

void network_make_legs(struct network *n, struct arena *a, struct arena *scratch, const struct clocks *c)
{
	const struct timetable *t = n->timetable;
	struct making m = {.n = n, .a = a, .scratch = scratch, .clocks = c};
	size_t most = 0;

	for (size_t s = 0; s < t->service_count; s++)
		most = t->services[s].stop_count > most ? t->services[s].stop_count : most;
	m.arrives = arena_alloc_array(scratch, most, sizeof *m.arrives);
	m.departs = arena_alloc_array(scratch, most, sizeof *m.departs);
	sort_patches(&m);
	for (uint32_t s = 0; s < t->service_count; s++) {
		int32_t around = reach(&m, s);

		for (int32_t date = n->from / DAY_MINUTES - around; date <= n->until / DAY_MINUTES + around;
			date++)
			add_runs(&m, s, date);
	}
	sort_legs(&m, a);
	number_trips(&m, a);
}
