/*
 * What was told since: the feed of events between two points, summed up for each of several viewers.
 *
 * A point is a transaction's number below which everything is over (pg_snapshot_xmin): who goes on from the
 * point where an answer ended sees each event once, and misses none that was written before and committed
 * after.
 */
#ifndef STORE_CHANGE_STORE_H
#define STORE_CHANGE_STORE_H

#include "base/arena.h"
#include "store/db.h"

#define CHANGE_NAMES 200 /* containers, and places, that are named */

struct change_view {
	const char *viewer; /* a party; "": who sees all */
	uint64_t events;
	const char **containers, **places;
	size_t container_count, place_count;
	bool more; /* than are named */
};

struct changes {
	uint64_t until;            /* where to go on from */
	bool too_many;             /* events; the views are then of the first ones only */
	struct change_view *views; /* of the viewers, in their order */
	size_t count;
};

/* from 0: nothing but the point where the feed stands; until 0: all that is over; at most `most` events are
 * read.  Text is the arena's. */
bool changes_since(struct conn *c, struct arena *a, uint64_t from, uint64_t until, const char *const *viewers,
	size_t n, int most, struct changes *out, struct fault *f);

#endif
