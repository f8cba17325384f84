/* What a search is made of: only for src/domain/search*.c. */
#ifndef DOMAIN_SEARCH_INSIDE_H
#define DOMAIN_SEARCH_INSIDE_H

#include "domain/search.h"

struct search_way {             /* how a box is ready at a node, or goes on from it */
	uint32_t edge;          /* that is taken, before or next */
	uint32_t board, alight; /* legs of the ride before, or next; NETWORK_NONE: none */
};

/* What a scan writes on.  Forth: `out`, when a box is ready at the node; `into`, when it comes into it. Back:
 * the latest that it may. */
struct search_scan {
	minute *out, *into;     /* of each node */
	struct search_way *way; /* of each node: forth how it is ready, back how it goes on */
	uint64_t *aboard;       /* bits of trips: aboard from the leg on that is looked at */
	uint64_t *met;          /* of those that it was aboard of at all */
	uint32_t *leg;          /* of a trip: where it was boarded, or will be left */
	uint16_t *last;         /* of a trip that was met, back: the last stop from which it makes it */
};

struct search_space {
	const struct network *n;
	const struct search_query *q;
	struct search_scan forth, back;
	minute since;                   /* when it sets out */
	uint32_t round;                 /* of a search: what carries another one is old */
	uint8_t *service_no, *place_no; /* what the query does not take */
	bool refuses, avoids_places;    /* any service, any place */
	int64_t *rates;                 /* millionths, by number of the currency; -1: none */
	bool *sizes;                    /* of each that is priced, by number: is the cargo of it; 0: any */
	struct pareto *pareto;          /* NULL: not yet asked for */
	struct arena *a;
};

static inline bool search_bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static inline void search_set(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void search_unset(uint64_t *bits, uint32_t i)
{
	bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

void search_scan_make(struct search_scan *scan, struct arena *a, const struct network *n);
/* As it is before a scan: all nodes at `at`. */
void search_scan_clear(struct search_scan *scan, const struct network *n, minute at);

/* From where the query begins, over all legs that depart before `until` and not later than so many minutes
 * after it is at the goal (SEARCH_NO_LIMIT). */
void search_forth(struct search_space *s, minute until, int32_t horizon);
/* From where it goes, to be there by the deadline; met: only over trips that search_forth() has met. */
void search_back(struct search_space *s, minute deadline, bool met);

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
	return l->cut_off != NETWORK_NO_BOARD &&
	       !(s->refuses && s->service_no[s->n->trips[l->trip].service]) &&
	       (!s->q->left || search_fits_left(s->q, l->trip));
}

static inline const struct network_leg *search_leg_at(const struct search_space *s, uint32_t i)
{
	return &s->n->legs[i];
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
