/* Who waits and who goes another way: one after another, each with the room that those before have left. */
#include "service/disrupt_inside.h"

#include <stdlib.h>
#define WITHIN (30 * DAY_MINUTES) /* behind the first arrival */

static struct disrupt_claim claim_of(const struct disrupt_box *b)
{
	minute by;

	if (b->deadline == INSTANT_NONE || !minute_of(b->deadline, &by))
		by = MINUTE_NEVER;
	return (struct disrupt_claim){
		by, b->cargo.dangerous, b->cargo.reefer, b->waits.arrives, b->container};
}

static int by_turn(const void *x, const void *y)
{
	const struct disrupt_claim left = claim_of(x), right = claim_of(y);

	return disrupt_turn(&left, &right);
}

struct disrupt_way disrupt_way_after(const struct disrupt_box *b)
{
	struct disrupt_way w = b->way;

	w.ready = b->ready_after;
	return w;
}

static struct plan plan_of(struct arena *a, const struct disrupt_followed *f, size_t count)
{
	struct plan p = {
		arena_alloc_array(a, count + 1, sizeof *p.rides), count, f->edge, 0, f->arrives, {0}};

	for (size_t i = 0; i < count; i++) {
		const struct disrupt_leg *l = &f->legs[i];

		p.rides[i] = (struct plan_ride){l->edge, l->trip, l->board, l->alight, l->ready};
	}
	return p;
}

static struct plan_cost cost_of(
	struct disrupting *d, struct disrupt_net *n, const struct disrupt_box *b, struct plan *p)
{
	const struct search_query q = disrupt_query(d, n, b, b->way.place, b->way.ready);

	search_cost(n->space, &q, p);
	return p->cost;
}

static void set_more(struct disrupting *d, struct disrupt_box *b)
{
	struct plan was = plan_of(d->q->arena, &b->was, b->way.count);
	const struct plan_cost old = cost_of(d, &d->before, b, &was),
			       now = cost_of(d, &d->after, b, &b->chosen);

	b->more = (struct plan_cost){now.price - old.price, now.grams - old.grams,
		now.unpriced || old.unpriced, now.uncounted || old.uncounted};
}

/* ---- another way ---- */

/* Aboard what may run no further: from the next stop, when it is to be there. */
static void query_from(struct disrupting *d, const struct disrupt_box *b, struct search_query *q)
{
	const struct network *before = d->before.network, *after = d->after.network;
	const struct disrupt_ride *r = b->way.rides;
	const struct timetable_service *s;

	*q = disrupt_query(d, &d->after, b, b->way.place, b->ready_after);
	q->horizon = WITHIN;
	if (!b->way.aboard)
		return;
	q->aboard = (struct search_aboard){
		network_trip_find(after, r->service, r->date, r->number), r->board, b->way.stop};
	if (q->aboard.trip != NETWORK_NONE)
		return;
	s = &after->timetable->services[r->service];
	q->from = s->stops[b->way.stop + 1].place;
	q->at = network_leg(before, network_trip_find(before, r->service, r->date, r->number), b->way.stop)
			.arrives;
}

/* In the network after; NETWORK_NONE: it does not run there. */
static uint32_t told_trip(const struct disrupting *d, const struct disrupt_box *b, size_t ride)
{
	const struct disrupt_ride *r = &b->way.rides[ride];

	return network_trip_find(d->after.network, r->service, r->date, r->number);
}

/* On which it has its room by what was told. */
static bool is_own(const struct disrupting *d, const struct disrupt_box *b, uint32_t trip)
{
	for (size_t i = 0; i < b->way.told; i++)
		if (told_trip(d, b, i) == trip)
			return true;
	return false;
}

static struct disrupt_followed followed_of(
	struct disrupting *d, const struct disrupt_box *b, const struct plan *p)
{
	const struct network *n = d->after.network;
	struct disrupt_followed f = {
		arena_alloc_array(d->q->arena, p->count + 1, sizeof *f.legs), p->edge, p->arrives, p->count};

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_ride *r = &p->rides[i];

		f.legs[i] = (struct disrupt_leg){.trip = r->trip,
			.board = r->board,
			.alight = r->alight,
			.edge = r->edge,
			.ready = r->ready,
			.departs = network_leg(n, r->trip, r->board).departs,
			.arrives = network_leg(n, r->trip, r->alight - 1u).arrives,
			.own = is_own(d, b, r->trip)};
	}
	return f;
}

/* The one that is there first; of which the price is known, where there is such a one before it would be
 * there by waiting. */
static bool find_other(struct disrupting *d, struct disrupt_box *b, struct plan *found)
{
	const struct plan *best = NULL;
	struct search_query q;
	struct plan *plans;
	size_t n;

	if (!b->way.count || (!b->way.aboard && b->ready_after == MINUTE_NEVER))
		return false; /* it ends where it comes next, or never comes there */
	query_from(d, b, &q);
	n = search_plans(d->after.space, &q, d->q->arena, &plans);
	for (struct plan *p = plans; p < plans + n && p->arrives < b->waits.arrives; p++)
		if (!disrupt_swaps(d->after.network, p) &&
			(!best || (best->cost.unpriced && !p->cost.unpriced)))
			best = p;
	if (best)
		*found = *best;
	return best;
}

/* ---- one box ---- */

static void take_room(struct disrupting *d, struct disrupt_box *b)
{
	const struct search_left room = disrupt_room(&b->cargo);

	for (size_t i = 0; i < b->chosen.count; i++)
		if (!b->takes.legs[i].own)
			disrupt_take(&d->after.left[b->takes.legs[i].trip], &room);
}

/* What it has its room on is not full for it while it looks for a way. */
static void of_own(struct disrupting *d, struct disrupt_box *b,
	void (*own)(struct search_left *left, const struct search_left *room))
{
	for (size_t i = 0; i < b->way.told; i++) {
		const uint32_t trip = told_trip(d, b, i);

		if (trip != NETWORK_NONE)
			own(&d->after.left[trip], &b->said[i].room);
	}
}

static void choose(struct disrupting *d, struct disrupt_box *b)
{
	const struct disrupt_way w = disrupt_way_after(b);
	struct plan other;

	bool found;

	disrupt_follow(d->after.network, d->after.left, &b->cargo, &w, d->q->arena, &b->waits);
	of_own(d, b, disrupt_give);
	found = find_other(d, b, &other);
	of_own(d, b, disrupt_take);
	if (found) {
		b->advice = DISRUPT_CHANGE;
		b->takes = followed_of(d, b, &other);
		b->chosen = other;
	} else if (b->waits.arrives != MINUTE_NEVER) {
		b->advice = DISRUPT_WAIT;
		b->takes = b->waits;
		b->chosen = plan_of(d->q->arena, &b->waits, b->way.count);
		b->nothing = "no other way with room is there earlier than by waiting";
	} else {
		b->nothing = "no way with room leads there, as far as the network reaches";
		return;
	}
	set_more(d, b);
	take_room(d, b);
}

/* What was told since the network was made, or by when it departs alone. */
static void keep_room(struct disrupting *d, const struct disrupt_box *b)
{
	for (size_t i = 0; i < b->way.told; i++) {
		const uint32_t trip = told_trip(d, b, i);

		if (trip != NETWORK_NONE && !b->said[i].counted)
			disrupt_take(&d->after.left[trip], &b->said[i].room);
	}
}

void disrupt_share(struct disrupting *d)
{
	size_t hit = 0;

	for (size_t i = 0; i < d->box_count; i++)
		keep_room(d, &d->boxes[i]);
	for (size_t i = 0; i < d->box_count; i++)
		if (disrupt_hits(d->before.network, &d->boxes[i].was, d->after.network, &d->boxes[i].waits,
			    &d->boxes[i].way))
			d->boxes[hit++] = d->boxes[i];
	d->box_count = hit;
	if (hit)
		qsort(d->boxes, hit, sizeof *d->boxes, by_turn);
	for (size_t i = 0; i < hit; i++)
		choose(d, &d->boxes[i]);
}
