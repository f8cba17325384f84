/*
 * Labels of a search for plans: only for src/domain/search*.c.
 *
 * A label is one way to be ready at a node, or to be where the query goes.  Labels of a node of which one is
 * no worse than another in time and in all that counts are not both kept.  Aboard a trip a label keeps where
 * it boarded, for prices are of the whole ride: only those that boarded at the same stop are compared there,
 * and their time no longer.
 */
#ifndef DOMAIN_SEARCH_LABELS_H
#define DOMAIN_SEARCH_LABELS_H

#include "domain/search_inside.h"

#define LABEL_UNKNOWN INT64_MAX /* of a price, of what is emitted: worse than all that is known */

struct label {
	minute ready;
	uint32_t transfers;     /* with the one by which it is ready */
	int64_t price, grams;   /* LABEL_UNKNOWN: part of it is */
	uint8_t touched;        /* places that are required: bits */
	uint32_t next;          /* of its bag; NETWORK_NONE: the last */
	uint32_t before;        /* label; NETWORK_NONE: it begins here */
	uint32_t edge;          /* by which it is ready; NETWORK_NONE: it is aboard already */
	uint32_t board, alight; /* legs of the ride before that; NETWORK_NONE: none */
};

struct aboard { /* a label that boarded there, and goes with the trip */
	uint32_t label;
	uint32_t board; /* leg */
	uint32_t next;
};

struct bag {
	uint32_t round, first;
};

struct pareto {
	struct search_space *s;
	struct arena *a;
	struct label *labels;
	struct aboard *aboard;
	size_t label_count, aboard_count, label_room, aboard_room;
	struct bag *nodes, *trips;         /* labels that are ready at the node; that are aboard */
	uint32_t goal;                     /* node */
	minute until;                      /* what arrives later is of no interest */
	bool hurries;                      /* nothing but the first arrival is */
	bool prices, emissions, transfers; /* are counted */
	uint8_t *touches;                  /* of each place the bit of its being required */
};

static inline uint32_t *pareto_first(const struct pareto *p, struct bag *b)
{
	if (b->round != p->s->round)
		*b = (struct bag){p->s->round, NETWORK_NONE};
	return &b->first;
}

static inline bool label_costs_no_more(const struct label *a, const struct label *b)
{
	return a->price <= b->price && a->grams <= b->grams && a->transfers <= b->transfers &&
	       (a->touched & b->touched) == b->touched;
}

static inline bool label_is_no_worse(const struct label *a, const struct label *b)
{
	return a->ready <= b->ready && label_costs_no_more(a, b);
}

/* All legs that are met, from where the query begins until p->until. */
void pareto_scan(struct pareto *p);

#endif
