/* What was ordered to be loaded after an itinerary was told. */
#include "domain/itinerary_inside.h"

#include <string.h>

/* The leg that begins there, of two the nearer in time; NULL: none. */
static struct leg *leg_of_order(const struct itinerary_making *m, const struct event *e)
{
	instant at = moment_sorts(&e->happened), nearest = INT64_MAX;
	struct leg *found = NULL;

	for (size_t k = 0; k < m->i->leg_count; k++) {
		struct leg *l = &m->i->legs[k];
		instant apart = at > l->departs.at ? at - l->departs.at : l->departs.at - at;

		if (l->mode != e->transport.mode || l->departs.at == INSTANT_NONE ||
			!same_spot(m, l->from, e->place) || apart >= nearest)
			continue;
		nearest = apart;
		found = l;
	}
	return found;
}

static bool is_order(const struct event *e)
{
	static const char *const onto[] = {"LOAD", "ABRD", NULL};

	return itinerary_carries(e) && !e->via && e->classifier == CLASSIFIER_PLN && is_by(e->code, onto) &&
	       e->happened.at != INSTANT_NONE;
}

static bool said_before(const struct event *a, const struct event *b)
{
	return a->said != b->said ? a->said < b->said : memcmp(a->id, b->id, sizeof a->id) < 0;
}

/* The next of the orders said since one, of all; NULL: none. */
static const struct event *next_order(const struct itinerary_making *m, const struct event *since)
{
	const struct event *next = NULL;

	for (size_t k = 0; k < m->t->plan_count; k++) {
		const struct event *e = m->t->plans[k];

		if (is_order(e) && said_before(since, e) && (!next || said_before(e, next)))
			next = e;
	}
	return next;
}

/* As long under way as the one that was told. */
static void change_leg(struct itinerary_making *m, struct leg *l, const struct event *e)
{
	struct leg_state *s = &m->i->states[l - m->i->legs];
	instant later = moment_sorts(&e->happened) - l->departs.at;

	s->replanned = later < 0 ? REPLANNED_ADVANCED : REPLANNED_ROLLED;
	s->moved += later;
	l->transport = e->transport.key;
	l->vehicle = e->transport.name ? e->transport.name : e->transport.train;
	l->voyage = e->transport.voyage;
	l->departs.at += later;
	if (l->arrives.at != INSTANT_NONE)
		l->arrives.at += later;
	l->cut_off = INSTANT_NONE;
}

void itinerary_orders(struct itinerary_making *m, const struct event *told)
{
	for (const struct event *e = next_order(m, told); e; e = next_order(m, e)) {
		struct leg *l = leg_of_order(m, e);

		if (l && l->transport && !same_carrier(m, l->transport, e->transport.key) &&
			!was_loaded_on(m, l->transport, l->from))
			change_leg(m, l, e);
	}
}
