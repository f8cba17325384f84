/*
 * What is told of ships and trains that are on their way, as it changes the network: the dated trips that
 * they are (domain/live.h), moved, cancelled or added, and the room that is left on them.
 */
#ifndef SERVICE_WAYS_LIVE_H
#define SERVICE_WAYS_LIVE_H

#include "service/ways.h"

struct ways_told; /* the arena's */

/* What is told, and the number that it comes to: another one when it is otherwise. */
struct ways_told *ways_told_read(
	struct conn *c, struct arena *a, instant now, uint32_t *number, struct fault *f);
/* The timetable's patches; w->timetable and w->slot_of stand.  All that is kept is the arena's. */
void ways_told_patch(struct ways *w, struct arena *a, const struct ways_told *told);
/* Which trips of the network those are, and what is left of them; when that stands. */
void ways_told_trips(struct ways *w, struct arena *a, const struct ways_told *told);

#endif
