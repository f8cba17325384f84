#include "service/ways_room.h"

#include "base/hashed.h"
#include "domain/planned.h"
#include "service/members.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_TEU 200 /* of a box of which nobody told the size: most are of forty feet */

/* ---- as told ---- */

bool ways_taken_read(struct ways_taken *t, struct conn *c, struct arena *a, const char *const *keys,
	const char *const *told_by, size_t n, instant now, struct fault *f)
{
	return live_booked(c, a, keys, told_by, n, &t->carried, &t->carried_count, f) &&
	       live_planned(c, a, now - WAYS_DAYS_BEFORE * INSTANT_DAY, &t->planned, &t->planned_count, f);
}

uint32_t ways_taken_number(uint32_t h, const struct ways_taken *t)
{
	for (const struct live_carried *b = t->carried; b < t->carried + t->carried_count; b++) {
		h = hashed_text(hashed_text(h, b->transport), b->size);
		h = hashed_number(hashed_number(hashed_number(h, b->boxes), b->kg), b->unweighed);
	}
	for (const struct live_planned *p = t->planned; p < t->planned + t->planned_count; p++) {
		h = hashed_text(hashed_text(hashed_text(h, p->container), p->route), p->place);
		h = hashed_text(hashed_text(h, p->size), p->transport ? p->transport : "");
		h = hashed_number(hashed_number(hashed_number(h, p->day), p->departs), p->kg);
	}
	return h;
}

/* ---- what is left ---- */

int32_t ways_teu(const char *size)
{
	return *size == '1' ? 50 : *size == '2' ? 100 : *size == '3' ? 150 : *size == '4' ? 200 : 225;
}

struct search_left ways_room_of(const char *size, int64_t kg)
{
	return (struct search_left){*size ? ways_teu(size) : UNKNOWN_TEU, kg < 0 ? 0 : (int32_t)kg,
		strlen(size) > 2 && size[2] == 'R'};
}

static void take(int32_t *left, int64_t n)
{
	if (*left != SEARCH_NO_LIMIT)
		*left = n < *left ? *left - (int32_t)n : 0;
}

struct making {
	struct ways *w;
	struct search_left *left;
	struct ways_taken_of *taken;
};

static void book(
	struct making *m, uint32_t trip, const char *size, int64_t boxes, int64_t kg, int64_t unweighed)
{
	const struct search_left each = ways_room_of(size, -1);
	struct search_left *left = &m->left[trip];

	take(&left->teu, boxes * each.teu);
	take(&left->kg, kg);
	take(&left->plugs, boxes * each.plugs);
	m->taken[trip].boxes += (uint32_t)boxes;
	m->taken[trip].unweighed += (uint32_t)unweighed;
}

static void book_carried(struct making *m, const struct live_carried *b)
{
	const struct ways_run *run = ways_run(m->w, b->transport);

	if (run && run->trip != NETWORK_NONE)
		book(m, run->trip, b->size, b->boxes, b->kg, b->unweighed);
}

/* Of those on a route alone.  NETWORK_NONE: of none, or it has its room already by the ship or train that it
 * is to go with. */
static uint32_t trip_of(const struct ways *w, const struct live_planned *p)
{
	const struct ways_run *run = p->transport ? ways_run(w, p->transport) : NULL;

	return run && run->trip != NETWORK_NONE
		       ? NETWORK_NONE
		       : ways_trip(w, p->route, p->place, p->day ? p->day : PLANNED_NO_DATE, p->departs);
}

static void book_planned(struct making *m, struct arena *a, const struct ways_taken *t)
{
	struct ways_planned *kept = arena_alloc_array(a, t->planned_count + 1, sizeof *kept);
	const char *container = "";

	m->w->planned = kept;
	for (const struct live_planned *p = t->planned; p < t->planned + t->planned_count; p++) {
		const uint32_t trip = trip_of(m->w, p);

		if (trip == NETWORK_NONE)
			continue;
		if (strcmp(container, p->container) != 0)
			container = arena_strdup(a, p->container);
		kept[m->w->planned_count++] = (struct ways_planned){container, trip};
		book(m, trip, p->size, 1, p->kg < 0 ? 0 : p->kg, p->kg < 0);
	}
}

void ways_room_make(struct ways *w, struct arena *a, const struct ways_taken *t)
{
	const struct network *n = w->network;
	struct making m = {w, arena_alloc_array(a, n->trip_count + 1, sizeof *m.left),
		arena_alloc_array(a, n->trip_count + 1, sizeof *m.taken)};

	for (size_t i = 0; i < n->trip_count; i++) {
		const struct timetable_service *s = &w->timetable.services[n->trips[i].service];

		m.left[i] = (struct search_left){s->teu, s->kg, s->plugs};
	}
	w->left = m.left;
	w->taken = m.taken;
	for (size_t i = 0; i < t->carried_count; i++)
		book_carried(&m, &t->carried[i]);
	book_planned(&m, a, t);
}

/* ---- looked up ---- */

static int by_container(const void *key, const void *planned)
{
	return strcmp(key, ((const struct ways_planned *)planned)->container);
}

static bool is_planned(const struct ways *w, const char *container, uint32_t trip)
{
	const struct ways_planned *end = w->planned + w->planned_count,
				  *p = w->planned_count ? bsearch(container, w->planned, w->planned_count,
								  sizeof *p, by_container)
							: NULL;

	while (p && p > w->planned && strcmp(p[-1].container, container) == 0)
		p--;
	for (; p && p < end && strcmp(p->container, container) == 0; p++)
		if (p->trip == trip)
			return true;
	return false;
}

static int by_name(const void *name, const void *service)
{
	return strcmp(name, ((const struct timetable_service *)service)->name);
}

uint32_t ways_service(const struct ways *w, const char *name)
{
	const struct timetable *t = &w->timetable;
	const struct timetable_service *s =
		t->service_count ? bsearch(name, t->services, t->service_count, sizeof *s, by_name) : NULL;

	return s ? (uint32_t)(s - t->services) : NETWORK_NONE;
}

/* The stop of that place, else one of its complex; the last one is none: nothing is loaded there. */
static unsigned stop_at(const struct ways *w, uint32_t service, const char *place)
{
	const struct timetable_service *s = &w->timetable.services[service];
	const unsigned last = (unsigned)s->stop_count - 1;
	unsigned near = last;

	for (unsigned k = 0; k < last; k++) {
		const char *code = ways_place_at(w, s->stops[k].place)->code;

		if (strcmp(code, place) == 0)
			return k;
		if (near == last && world_same_place(w->world, code, place))
			near = k;
	}
	return near;
}

uint32_t ways_trip(const struct ways *w, const char *route, const char *place, int32_t date, instant departs)
{
	const uint32_t service = ways_service(w, route);
	unsigned stop;
	minute at;

	if (service == NETWORK_NONE)
		return NETWORK_NONE;
	stop = stop_at(w, service, place);
	if (stop + 1 == w->timetable.services[service].stop_count)
		return NETWORK_NONE;
	if (departs == INSTANT_NONE || !minute_of(departs, &at))
		at = MINUTE_NEVER;
	return planned_trip(w->network, service, stop, date, at);
}

uint32_t ways_leg_trip(const struct ways *w, const char *container, const struct leg *l, bool *counted)
{
	const struct ways_run *run = l->transport ? ways_run(w, l->transport) : NULL;
	uint32_t trip;
	int64_t day;

	*counted = run && run->trip != NETWORK_NONE;
	if (*counted)
		return run->trip;
	if (!l->service || !l->from)
		return NETWORK_NONE;
	if (!l->service_date || !member_day_read(l->service_date, &day))
		day = PLANNED_NO_DATE;
	trip = ways_trip(w, l->service, l->from, (int32_t)day, l->departs.at);
	*counted = trip != NETWORK_NONE && is_planned(w, container, trip);
	return trip;
}
