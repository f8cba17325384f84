/* Searched again and again, through the days of departure. */
#include "base/calendar.h"
#include "service/routings.h"

#include <stdlib.h>
#include <string.h>

#define SEARCHES_MOST 200 /* of one answer; where more are left the next page goes on with them */

static const struct timetable_service *service_of(const struct routings *r, const struct plan_ride *ride)
{
	return &r->w->timetable.services[r->w->network->trips[ride->trip].service];
}

static int32_t day_at(const struct routings *r, uint32_t place, minute at)
{
	const instant t = (instant)at * 60 * INSTANT_SECOND;

	return (int32_t)calendar_floor(
		at + zone_offset_at(r->w->timetable.places[place].zone, t) / 60, DAY_MINUTES);
}

static struct network_leg first_leg(const struct routings *r, const struct plan *p)
{
	return network_leg(r->w->network, p->rides[0].trip, p->rides[0].board);
}

/* The latest minute at which a box may come to the first place, with so many minutes between boarding and
 * departure. */
static minute begun(const struct routings *r, const struct plan *p, int32_t before)
{
	const struct network *n = r->w->network;

	return network_begun(n, &n->edges[p->rides[0].edge], first_leg(r, p).departs - before);
}

/* ---- one ---- */

/* What it rides, for a booking that is made of it: route/date:place-place, one after the other. */
static const char *reference_of(const struct routings *r, const struct plan *p)
{
	struct text said = TEXT_INIT;
	const char *reference;

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_ride *ride = &p->rides[i];
		const struct timetable_service *s = service_of(r, ride);
		const struct network_trip *t = &r->w->network->trips[ride->trip];

		text_printf(&said, "%s%s/%s", i ? "+" : "", s->name, member_day_told(r->a, t->date));
		if (t->number)
			text_printf(&said, "/%d", (int)t->number);
		text_printf(&said, ":%s-%s", ways_place_at(r->w, s->stops[ride->board].place)->code,
			ways_place_at(r->w, s->stops[ride->alight].place)->code);
	}
	reference = arena_strdup(r->a, text_string(&said));
	text_free(&said);
	return reference;
}

/* From ship to ship, as the standard counts them. */
static int transhipments_of(const struct routings *r, const struct plan *p)
{
	int n = 0;

	for (size_t i = 1; i < p->count; i++)
		n += (r->query.counted & CARRY_BIT(service_of(r, &p->rides[i - 1])->carry)) &&
		     (r->query.counted & CARRY_BIT(service_of(r, &p->rides[i])->carry));
	return n;
}

static bool is_asked_for(const struct routings *r, minute departs, uint32_t from, minute arrives)
{
	const int32_t leaves = day_at(r, from, departs), comes = day_at(r, r->query.to, arrives);

	return leaves >= r->departs.first && leaves <= r->departs.last && comes >= r->arrives.first &&
	       comes <= r->arrives.last;
}

static void keep(struct routings *r, const struct plan *p, minute latest)
{
	const struct plan_ride *first = &p->rides[0];
	const uint32_t place = service_of(r, first)->stops[first->board].place;
	const minute departs = first_leg(r, p).departs;

	if (!is_asked_for(r, departs, place, p->arrives))
		return;
	r->list = arena_grow(r->a, r->list, r->count, &r->room, sizeof *r->list);
	r->list[r->count++] = (struct routing){.plan = *p,
		.received = begun(r, p, service_of(r, first)->stops[first->board].cut_off[CUT_OFF_GATE]),
		.latest = latest,
		.departs = departs,
		.arrives = p->arrives,
		.transhipments = transhipments_of(r, p),
		.reference = reference_of(r, p)};
}

/* ---- all ---- */

static int by_time(const void *a, const void *b)
{
	const struct routing *x = a, *y = b;

	if (x->departs != y->departs)
		return x->departs < y->departs ? -1 : 1;
	if (x->arrives != y->arrives)
		return x->arrives < y->arrives ? -1 : 1;
	return strcmp(x->reference, y->reference);
}

static int64_t worth(int64_t amount, bool unknown)
{
	return unknown ? INT64_MAX : amount;
}

/* Whether it departs no sooner, and is in nothing worse. */
static bool beats(const struct routing *x, const struct routing *y)
{
	const struct plan_cost *a = &x->plan.cost, *b = &y->plan.cost;

	return x->departs >= y->departs && x->arrives <= y->arrives && x->transhipments <= y->transhipments &&
	       x->plan.count <= y->plan.count &&
	       worth(a->price, a->unpriced) <= worth(b->price, b->unpriced) &&
	       worth(a->grams, a->uncounted) <= worth(b->grams, b->uncounted);
}

/* In order; of two that beat each other the later one. */
static void leave_the_best(struct routings *r)
{
	bool *beaten = arena_alloc_array(r->a, r->count + 1, sizeof *beaten);
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < r->count && !beaten[i]; k++)
			beaten[i] = k != i && !beaten[k] && beats(&r->list[k], &r->list[i]);
	for (size_t i = 0; i < r->count; i++)
		if (!beaten[i])
			r->list[n++] = r->list[i];
	r->count = n;
}

/* The same services from the same stops to the same stops. */
static bool is_like(const struct routings *r, const struct routing *x, const struct routing *y)
{
	const struct network_trip *trips = r->w->network->trips;
	size_t i = 0;

	if (x->plan.count != y->plan.count)
		return false;
	while (i < x->plan.count &&
		trips[x->plan.rides[i].trip].service == trips[y->plan.rides[i].trip].service &&
		x->plan.rides[i].board == y->plan.rides[i].board &&
		x->plan.rides[i].alight == y->plan.rides[i].alight)
		i++;
	return i == x->plan.count;
}

static void number(struct routings *r)
{
	int most = 0;

	for (size_t i = 0; i < r->count; i++) {
		size_t k = 0;

		while (k < i && !is_like(r, &r->list[k], &r->list[i]))
			k++;
		r->list[i].number = k < i ? r->list[k].number : ++most;
	}
}

/* What the searches that are left will find is left to them. */
static void leave_the_rest(struct routings *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].latest < r->rest)
			r->list[n++] = r->list[i];
	r->count = n;
}

/* From that minute on: where the next search begins; MINUTE_NEVER: nothing more departs. */
static minute search(struct routings *r, struct search_space *space, minute at)
{
	minute next = MINUTE_NEVER;
	struct plan *plans;
	size_t n;

	r->query.at = at;
	n = search_plans(space, &r->query, r->a, &plans);
	for (size_t i = 0; i < n; i++) {
		minute latest;

		if (!plans[i].count) /* by a shuttle alone: nothing departs */
			continue;
		latest = begun(r, &plans[i], first_leg(r, &plans[i]).cut_off);
		latest = latest < at ? at : latest;
		next = latest < next ? latest + 1 : next;
		keep(r, &plans[i], latest);
	}
	return next > r->until ? MINUTE_NEVER : next;
}

void routings_find(struct routings *r, struct search_space *space)
{
	r->rest = r->from > r->until ? MINUTE_NEVER : r->from;
	for (int i = 0; r->rest != MINUTE_NEVER && i < SEARCHES_MOST; i++)
		r->rest = search(r, space, r->rest);
	if (r->count)
		qsort(r->list, r->count, sizeof *r->list, by_time);
	leave_the_best(r);
	leave_the_rest(r);
	number(r);
}
