/*
 * Quotas: so many trains a day may still pass.  Trips come to what is rationed in the order of time, each
 * with what it has waited before; whoever finds the day full waits for the first that has room.
 */
#include "domain/network_inside.h"

#include "base/calendar.h"

#include <stdlib.h>
#include <string.h>

#define DAYS_BEFORE 1000 /* that a trip within the network may have left before it */

struct point { /* where trips of a service pass one quota */
	uint32_t quota;
	uint16_t stop; /* at which they wait */
	bool arriving; /* counted at the next stop, as they come */
};

struct waiting { /* a trip on its way to the next of its points */
	uint32_t service;
	int32_t date;
	int number;
	uint32_t point; /* of its service */
	minute *times;  /* arrives and departs of each stop, as told */
	int32_t held;   /* minutes so far */
	minute at;      /* when it is there */
	int done;
	bool never;
};

struct service_points {
	struct point *list;
	size_t count;
};

struct rationing {
	struct network *n;
	struct arena *a, *scratch;
	struct service_points *points; /* of each service */
	uint16_t **passed;             /* of each quota by day */
	size_t days;
	struct waiting *trips, **heap; /* soonest first */
	size_t trip_count, trip_room, heap_count;
	size_t hold_room;
};

/* ---- the soonest ---- */

static bool is_sooner(const struct waiting *x, const struct waiting *y)
{
	return x->at != y->at ? x->at < y->at : x < y;
}

static void sink(struct rationing *r, size_t i)
{
	struct waiting *w = r->heap[i];

	for (size_t k; (k = 2 * i + 1) < r->heap_count; i = k) {
		if (k + 1 < r->heap_count && is_sooner(r->heap[k + 1], r->heap[k]))
			k++;
		if (is_sooner(w, r->heap[k]))
			break;
		r->heap[i] = r->heap[k];
	}
	r->heap[i] = w;
}

/* ---- points ---- */

static void find_points(struct rationing *r, uint32_t service)
{
	const struct timetable *t = r->n->timetable;
	struct service_points *p = &r->points[service];
	size_t room = 0;

	for (unsigned stop = 0; stop + 1 < t->services[service].stop_count; stop++)
		for (uint32_t i = 0; i < t->restriction_count; i++) {
			unsigned when = t->restrictions[i].trains
						? network_passes(t, &t->restrictions[i], service, stop)
						: 0;

			if (!when)
				continue;
			p->list = arena_grow(r->scratch, p->list, p->count, &room, sizeof *p->list);
			p->list[p->count++] =
				(struct point){i, (uint16_t)stop, !(when & RESTRICTED_DEPARTING)};
		}
}

static minute time_at(const struct waiting *w, const struct point *p)
{
	return w->times[p->arriving ? 2 * (p->stop + 1) : 2 * p->stop + 1] + w->held;
}

/* When it is at the next of its points; all that it would wait for at one stop are one. */
static minute next_at(const struct rationing *r, const struct waiting *w)
{
	const struct service_points *p = &r->points[w->service];
	minute at = MINUTE_NEVER;

	for (size_t i = w->point; i < p->count && p->list[i].stop == p->list[w->point].stop; i++) {
		const minute t = time_at(w, &p->list[i]);

		at = t < at ? t : at;
	}
	return at;
}

static void come(void *to, const struct run *run)
{
	struct rationing *r = to;
	const size_t stops = r->n->timetable->services[run->service].stop_count;
	struct waiting *w;

	r->trips = arena_grow(r->scratch, r->trips, r->trip_count, &r->trip_room, sizeof *r->trips);
	w = &r->trips[r->trip_count++];
	*w = (struct waiting){
		.service = run->service, .date = run->date, .number = run->number, .done = run->done};
	w->times = arena_alloc_array(r->scratch, 2 * stops, sizeof *w->times);
	for (size_t i = 0; i < stops; i++) {
		w->times[2 * i] = run->arrives[i];
		w->times[2 * i + 1] = run->departs[i];
	}
	w->at = next_at(r, w);
}

/* ---- room ---- */

/* How many have passed on the local day of that minute; NULL: none are counted then. */
static uint16_t *passed(const struct rationing *r, const struct waiting *w, const struct point *p, minute at)
{
	const struct timetable *t = r->n->timetable;
	const struct timetable_restriction *quota = &t->restrictions[p->quota];
	const struct timetable_stop *stop = &t->services[w->service].stops[p->stop + p->arriving];
	const int32_t offset =
		zone_offset_at(t->places[stop->place].zone, (instant)at * 60 * INSTANT_SECOND) / 60;
	const int64_t day =
		calendar_floor((int64_t)at + offset, DAY_MINUTES) - r->n->from / DAY_MINUTES + DAYS_BEFORE;

	if (at < quota->from || at >= quota->until || at >= r->n->until || day < 0 || (size_t)day >= r->days)
		return NULL;
	return &r->passed[p->quota][day];
}

/* The quota that has no room for it so much later; NETWORK_NONE: all have. */
static uint32_t full(const struct rationing *r, const struct waiting *w, size_t end, int32_t later)
{
	for (size_t i = w->point; i < end; i++) {
		const struct point *p = &r->points[w->service].list[i];
		const uint16_t *count = passed(r, w, p, time_at(w, p) + later);

		if (count && *count >= r->n->timetable->restrictions[p->quota].trains)
			return p->quota;
	}
	return NETWORK_NONE;
}

static void hold(struct rationing *r, const struct waiting *w, int32_t minutes, uint32_t quota)
{
	struct network *n = r->n;

	n->holds = arena_grow(r->a, n->holds, n->hold_count, &r->hold_room, sizeof *n->holds);
	n->holds[n->hold_count++] = (struct network_hold){
		w->service, w->date, w->number, r->points[w->service].list[w->point].stop, minutes, quota};
}

/* It passes all that it would wait for at one stop, on the first day that has room. */
static void pass(struct rationing *r, struct waiting *w)
{
	const struct service_points *p = &r->points[w->service];
	uint32_t quota = NETWORK_NONE, no_room;
	int32_t later = 0;
	size_t end = w->point;

	while (end < p->count && p->list[end].stop == p->list[w->point].stop)
		end++;
	for (; w->done <= 2 * p->list[w->point].stop && (no_room = full(r, w, end, later)) != NETWORK_NONE;
		later += DAY_MINUTES)
		quota = no_room;
	w->never = later && w->at + later >= r->n->until;
	if (later)
		hold(r, w, w->never ? MINUTE_NEVER : later, quota);
	for (; w->point < end && !w->never; w->point++) {
		uint16_t *count = passed(r, w, &p->list[w->point], time_at(w, &p->list[w->point]) + later);

		if (count)
			++*count;
	}
	w->held += later;
	w->at = next_at(r, w);
}

/* ---- all ---- */

static int by_trip(const void *a, const void *b)
{
	const struct network_hold *x = a, *y = b;

	if (x->service != y->service)
		return x->service < y->service ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return x->number != y->number ? x->number - y->number : x->stop - y->stop;
}

static void patch_held(struct rationing *r, struct runs *runs)
{
	const struct network *n = r->n;
	struct timetable_patch *patches = arena_alloc_array(r->scratch, n->hold_count + 1, sizeof *patches);

	for (size_t i = 0; i < n->hold_count; i++) {
		const struct network_hold *h = &n->holds[i];
		const bool never = h->minutes == MINUTE_NEVER;

		patches[i] = (struct timetable_patch){.what = never ? PATCH_CANCELLED : PATCH_HELD,
			.service = h->service,
			.date = h->date,
			.number = h->number,
			.stop = h->stop,
			.departs = true,
			.minutes = never ? 0 : h->minutes};
	}
	runs_patch(runs, patches, n->hold_count);
	if (n->hold_count)
		qsort(n->holds, n->hold_count, sizeof *n->holds, by_trip);
}

static bool are_rationed(const struct timetable *t)
{
	for (size_t i = 0; i < t->restriction_count; i++)
		if (t->restrictions[i].trains)
			return true;
	return false;
}

void network_make_holds(struct network *n, struct arena *a, struct arena *scratch, struct runs *runs)
{
	const struct timetable *t = n->timetable;
	struct rationing r = {.n = n, .a = a, .scratch = scratch};

	if (!are_rationed(t))
		return;
	r.days = (size_t)((n->until - n->from) / DAY_MINUTES + DAYS_BEFORE + 2);
	r.points = arena_alloc_array(scratch, t->service_count, sizeof *r.points);
	r.passed = arena_alloc_array(scratch, t->restriction_count, sizeof *r.passed);
	for (size_t i = 0; i < t->restriction_count; i++)
		if (t->restrictions[i].trains)
			r.passed[i] = arena_alloc_array(scratch, r.days, sizeof **r.passed);
	for (uint32_t s = 0; s < t->service_count; s++) {
		find_points(&r, s);
		if (r.points[s].count)
			runs_each(runs, s, come, &r);
	}
	r.heap = arena_alloc_array(scratch, r.trip_count + 1, sizeof *r.heap);
	for (; r.heap_count < r.trip_count; r.heap_count++)
		r.heap[r.heap_count] = &r.trips[r.heap_count];
	for (size_t i = r.heap_count; i-- > 0;)
		sink(&r, i);
	while (r.heap_count) {
		pass(&r, r.heap[0]);
		if (r.heap[0]->never || r.heap[0]->point == r.points[r.heap[0]->service].count)
			r.heap[0] = r.heap[--r.heap_count];
		if (r.heap_count)
			sink(&r, 0);
	}
	patch_held(&r, runs);
}
