/*
 * How long the borders on a plan take in truth, beside what is scheduled there.
 *
 * A border is passed from when a plan comes to a border complex until it leaves it, by the same train or by
 * another one.  What is learned of that passing (from which country into which, by what it comes) is how long
 * it mostly takes and how long nine of ten take at most.  A train does not leave before its time; who comes
 * too late for the next one goes by the next of the same service.
 */
#ifndef DOMAIN_PLAN_BORDER_H
#define DOMAIN_PLAN_BORDER_H

#include "domain/search.h"

struct border_past { /* what is learned of one passing */
	uint32_t complex;
	const char *from, *into; /* countries */
	enum carry carry;
	int32_t likely, late; /* minutes, as ever */
	double level;         /* to that as long of late (domain/spread.h) */
	int32_t passings;
	bool pooled; /* of borders like it */
};

struct borders {
	const uint32_t
		*complex_of; /* of each place: one number for all of a border complex; NETWORK_NONE: none */
	const struct border_past *list;
	size_t count;
	minute now;
	int32_t drift; /* minutes in which a time of longer or shorter ones is half over */
};

struct plan_border {
	uint32_t place;                  /* where it comes to it */
	int32_t scheduled, likely, late; /* minutes; the latter as it is to be then */
	const struct border_past *past;
};

/* Those of which something is learned; the arena's.  likely: when the plan arrives if they take as long as
 * they mostly do; MINUTE_NEVER: not known, or nothing is learned. */
size_t plan_borders(const struct network *n, const struct borders *b, const struct search_query *q,
	const struct plan *p, struct arena *a, struct plan_border **borders, minute *likely);

#endif
