/*
 * Labels of a search for plans: only for src/domain/search*.c.
 *
 * A label is one way to be ready at a node, or to be where the query goes.  Labels of a node of which one is
 * no worse than another in time and in all that counts are not both kept.  They are looked at minute by
 * minute: when a trip's door closes all that are ready there board it that did not catch an earlier one of
 * its pattern, so that each label rides each pattern once, and whole rides are what is counted.
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
	uint32_t trip;          /* of the ride before that; NETWORK_NONE: none */
	uint16_t board, alight; /* its stops */
};

struct bag {
	uint32_t round, first;
};

struct door { /* the trip of it that is waited for, or was the last */
	uint32_t round, trip;
	minute closed; /* who was ready by then has boarded; MINUTE_PAST */
};

struct pareto {
	struct search_space *s;
	struct arena *a;
	struct label *labels;
	size_t label_count, label_room;
	struct bag *nodes;  /* of each two: labels that have come into it, and are ready at it */
	struct door *doors; /* of each that boards */
	uint32_t *riders;   /* labels that board now */
	size_t rider_count, rider_room;
	struct agenda agenda;              /* nodes at which one is ready, and behind them doors that close */
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

/* From where the query begins until p->until. */
void pareto_scan(struct pareto *p);

#endif
