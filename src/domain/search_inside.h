/* What a search is made of: only for src/domain/search*.c. */
#ifndef DOMAIN_SEARCH_INSIDE_H
#define DOMAIN_SEARCH_INSIDE_H

#include "domain/search.h"

struct search_node { /* of a search for one arrival: how a box is ready at it, or may last alight into it */
	uint32_t round; /* of which the rest is; else nothing is known */
	minute at;
	uint32_t edge;          /* that is taken, before or next */
	uint32_t board, alight; /* legs of the ride before, or next */
};

struct search_trip {
	uint32_t round;
	uint32_t leg; /* where it was boarded, or will be left; NETWORK_NONE: not aboard */
};

struct search_space {
	const struct network *n;
	const struct search_query *q;
	uint32_t round;                 /* of a search: what carries another one is old */
	struct search_node *into, *out; /* a box that alights into the node; that boards out of it */
	struct search_trip *trips;
	uint8_t *service_no, *place_no; /* what the query does not take */
	bool avoids_places;
	struct pareto *pareto; /* NULL: not yet asked for */
	struct arena *a;
};

/* Takes up a query. */
void search_begin(struct search_space *s, const struct search_query *q);

/* Whether the query may be aboard on the leg at all. */
static inline bool search_passes(const struct search_space *s, const struct network_leg *l)
{
	const struct network *n = s->n;

	return !(s->avoids_places &&
		       (s->place_no[n->nodes[l->from].place] || s->place_no[n->nodes[l->to].place])) &&
	       !(l->restricted && network_closed(n, l, s->q->cargo.commodity, s->q->cargo.dangerous));
}

bool search_fits_left(const struct search_query *q, uint32_t trip);

/* Whether it may board there, wherever the box is. */
static inline bool search_takes(const struct search_space *s, const struct network_leg *l)
{
	return l->cut_off != NETWORK_NO_BOARD && !s->service_no[s->n->trips[l->trip].service] &&
	       (!s->q->left || search_fits_left(s->q, l->trip));
}

static inline const struct network_leg *search_leg_at(const struct search_space *s, uint32_t i)
{
	return &s->n->legs[i];
}

static inline bool search_is_aboard(const struct search_space *s, const struct network_leg *l)
{
	return s->trips[l->trip].round == s->round && s->trips[l->trip].leg != NETWORK_NONE;
}

static inline void search_set_aboard(struct search_space *s, const struct network_leg *l, uint32_t leg)
{
	s->trips[l->trip] = (struct search_trip){s->round, leg};
}

/* The ride from the one leg to the other of one trip, without how it is come by. */
static inline struct plan_ride search_ride(const struct search_space *s, uint32_t board, uint32_t alight)
{
	const struct network_leg *first = search_leg_at(s, board), *last = search_leg_at(s, alight);

	return (struct plan_ride){.edge = NETWORK_NONE,
		.trip = first->trip,
		.board = first->stop,
		.alight = (uint16_t)(last->stop + 1)};
}

/* What a ride and a transfer add. */
void search_ride_cost(
	const struct search_space *s, uint32_t trip, unsigned board, unsigned alight, struct plan_cost *c);
void search_edge_cost(const struct search_space *s, uint32_t edge, struct plan_cost *c);
void search_plan_cost(const struct search_space *s, struct plan *p);

/* Whether constraints are of a whole plan, so that the first arrival at a node need not be the best. */
static inline bool search_is_bound(const struct search_query *q)
{
	return q->required_count || q->max_transfers >= 0 || q->max_price >= 0;
}

/* The same answers where they are: from plans that are best in all that is bound. */
bool search_earliest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);
bool search_latest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);

#endif
