/*
 * The room that is left on dated trips: what their routes have, without what is booked.
 *
 * Boxes of which it is known that they are, were or are to be on a ship or train that is a trip take theirs
 * there; those that are planned on a route alone, on the trip of its date (domain/planned.h).
 */
#ifndef SERVICE_WAYS_ROOM_H
#define SERVICE_WAYS_ROOM_H

#include "service/ways.h"
#include "store/live_store.h"

struct ways_taken { /* as told */
	struct live_carried *carried;
	struct live_planned *planned; /* by container */
	size_t carried_count, planned_count;
};

/* keys: of transports, told_by: of each the one by which its trip is found. */
bool ways_taken_read(struct ways_taken *t, struct conn *c, struct arena *a, const char *const *keys,
	const char *const *told_by, size_t n, instant now, struct fault *f);
/* A number that is another one when what is taken is. */
uint32_t ways_taken_number(uint32_t h, const struct ways_taken *t);
/* w->left, w->taken and w->planned: when its network and runs stand.  All of it is the arena's. */
void ways_room_make(struct ways *w, struct arena *a, const struct ways_taken *t);

#endif
