/*
 * Where the time of a plan goes, and what would make it faster.
 *
 * Each minute from its beginning to its arrival is of one kind.  Running: aboard, stops on the way with it.
 * Border: aboard at a border, changing the gauge, at customs.  Transfer: what else is done between two rides.
 * Waiting: for opening hours, and when all is done for the departure.
 */
#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include "domain/search.h"

struct plan_time { /* minutes */
	int32_t running, waiting, border, transfer;
};

/* A trip that leaves the same place by the same kind of carrying, is there before the one that is taken, and
 * would have been caught by a box that is ready so many minutes earlier. */
struct plan_missed {
	uint32_t trip; /* NETWORK_NONE: none within two weeks */
	uint16_t board, alight;
	int32_t by;    /* minutes */
	int32_t gains; /* minutes by which it arrives earlier where the ride ends */
};

struct plan_why {
	struct plan_cost cost;           /* of the ride and of what is before it */
	struct plan_time before, aboard; /* of a ride; behind the last one `before` alone */
	struct plan_missed missed;
};

/* One of each ride and one for what comes behind; the arena's.  total: all of them together. */
struct plan_why *plan_explain(struct search_space *s, const struct search_query *q, const struct plan *p,
	struct arena *a, struct plan_time *total);

#endif
