/* Stays that were reported and exclude each other. */
#include "domain/fact_inside.h"

/* From the first to the last of the moves that say that the box was there; it surely was from the latest that
 * the first may have been to the earliest that the last may have been. */
struct stay {
	struct fact *first, *last;
	bool aboard, open;
};

struct staying {
	struct arena *a;
	const struct ride_world *w;
	struct stay *stays;
	size_t count, room;
};

/* A move between two stays says of both: loaded on that, it was here. */
static bool says_ground(const struct fact *f)
{
	return (fact_leaves(f) & STAND_GROUND || fact_needs(f) & STAND_GROUND) && f->place &&
	       !(fact_needs(f) & STAND_ABOARD && fact_leaves(f) & STAND_ABOARD);
}

static bool says_aboard(const struct fact *f)
{
	return (fact_leaves(f) & STAND_ABOARD || fact_needs(f) & STAND_ABOARD) &&
	       f->transport->mode != MODE_TRUCK && vehicle_is_known(f->transport);
}

static bool same_stay(const struct staying *s, const struct stay *x, const struct fact *f, bool aboard)
{
	if (x->aboard != aboard || !x->open || f->from - x->last->until > RIDE_LONGEST)
		return false;
	return aboard ? !vehicles_differ(s->w, x->first->transport, f->transport)
		      : !places_differ(s->w, x->first->place, f->place);
}

static void take(struct staying *s, struct fact *f, bool aboard)
{
	unsigned there = aboard ? STAND_ABOARD : STAND_GROUND;
	bool begins = !(fact_needs(f) & there), ends = !(fact_leaves(f) & there);

	for (size_t i = s->count; i-- && !begins;)
		if (same_stay(s, &s->stays[i], f, aboard)) {
			s->stays[i].last = f;
			s->stays[i].open = !ends;
			return;
		}
	s->stays = arena_grow(s->a, s->stays, s->count, &s->room, sizeof *s->stays);
	s->stays[s->count++] = (struct stay){f, f, aboard, !ends};
}

/* Both were there for certain for a while. */
static bool overlap(const struct stay *x, const struct stay *y)
{
	return x->first->until < y->last->from && y->first->until < x->last->from;
}

static bool exclude(const struct staying *s, const struct stay *x, const struct stay *y)
{
	if (x->aboard && y->aboard)
		return vehicles_differ(s->w, x->first->transport, y->first->transport);
	if (!x->aboard && !y->aboard)
		return places_differ(s->w, x->first->place, y->first->place);
	return true;
}

static void mark(struct fact *f, const struct fact *other)
{
	if (f != other && !f->conflicts_with)
		f->conflicts_with = other;
}

void facts_conflict(struct arena *a, const struct ride_world *w, struct fact_list *facts)
{
	struct staying s = {.a = a, .w = w};

	for (size_t i = 0; i < facts->count; i++) {
		struct fact *f = facts->list[i];

		if (!f->speaker || !fact_moves(f) || f->when.at == INSTANT_NONE)
			continue;
		if (says_aboard(f))
			take(&s, f, true);
		if (says_ground(f))
			take(&s, f, false);
	}
	for (size_t i = 0; i < s.count; i++)
		for (size_t k = 0; k < i; k++)
			if (overlap(&s.stays[i], &s.stays[k]) && exclude(&s, &s.stays[i], &s.stays[k])) {
				mark(s.stays[i].last, s.stays[k].last);
				mark(s.stays[k].last, s.stays[i].last);
			}
}
