/*
 * What is known of dated transports that are on their way or to come, and how much is booked on them, in the
 * database: for the network of routes.
 */
#ifndef STORE_LIVE_STORE_H
#define STORE_LIVE_STORE_H

#include "record/event.h"
#include "store/db.h"

struct live_row { /* one call of a transport, as told last */
	const char *transport, *place;
	bool departs, fact, taken_back;
	instant at, planned, said; /* INSTANT_NONE: not told */
	enum mode mode;
	const char *imo, *name, *voyage, *carrier; /* NULL: not told */
};
/* By transport and time. */
bool live_calls(struct conn *c, struct arena *a, instant since, instant until, struct live_row **rows,
	size_t *n, struct fault *f);

struct live_carried { /* so many boxes of a size and type ("": not known) */
	const char *transport, *size;
	int64_t boxes;
	int64_t kg, unweighed; /* of all of them together, but for so many of which nobody told it */
};
/* Of keys, each with one of those that are the same transport, by which it is told.  By that. */
bool live_booked(struct conn *c, struct arena *a, const char *const *keys, const char *const *told_by,
	size_t count, struct live_carried **rows, size_t *n, struct fault *f);

struct live_planned { /* a box on a leg that is planned on a route */
	const char *container, *route, *place;
	const char *transport, *size; /* NULL, "": not told */
	int32_t day;                  /* 0: not told */
	int64_t kg;                   /* -1: not told */
	instant departs;              /* INSTANT_NONE: not told */
};
/* Of legs that are told to leave then or later; by container and leg. */
bool live_planned(struct conn *c, struct arena *a, instant since, struct live_planned **rows, size_t *n,
	struct fault *f);

/* Another one whenever anything was told that the judge has understood: a text to compare. */
bool live_mark(struct conn *c, struct arena *a, const char **mark, struct fault *f);

#endif
