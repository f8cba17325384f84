/*
 * Rail in JSON: names of trains, rides and changes of gauge, alike wherever they stand.
 */
#ifndef SERVICE_RAIL_WRITE_H
#define SERVICE_RAIL_WRITE_H

#include "base/text.h"
#include "service/rail.h"
#include "service/world.h"

/* "trains": what the train of this key is called, as told; left out where nobody gave it a name. */
void rail_write_trains(struct json *j, const struct rail *r, const char *key);
/* "rides" and "gaugeChanges" of a box; nothing of one that never was on rail. */
void rail_write_rides(struct json *j, const struct world *w, const struct rail *r, struct arena *a,
	const char *container, const struct timeline *t);

struct gauge_side { /* one half of a change */
	const char *wagon, *sender;
	struct moment happened; /* INSTANT_NONE: nobody told of it */
	const char **seals;
	size_t seal_count;
};
struct gauge_told {
	const char *container; /* NULL: stands in the container's own answer */
	const char *place;
	int from, to; /* 0: not known */
	enum gauge_kind kind;
	struct gauge_side off, on;
	const char *act;
};
void rail_write_gauge(struct json *j, const struct world *w, const struct gauge_told *g);

#endif
