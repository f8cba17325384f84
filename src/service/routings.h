/*
 * The ways from a place to another that are worth offering, for service/routings*.c alone: found by searching
 * again and again, each time a minute later than the first of those found before can still be reached.
 */
#ifndef SERVICE_ROUTINGS_H
#define SERVICE_ROUTINGS_H

#include "service/schedule_parts.h"
#include "service/schedules.h"

struct routing {
	struct plan plan;
	minute received; /* the latest that the box must be there */
	minute latest;   /* that a search may begin to find it */
	minute departs, arrives;
	int transhipments;
	int number; /* one of those with the same services and stops, from 1 on */
	const char *reference;
};

struct routings {
	const struct ways *w;
	struct arena *a;
	struct search_query query;
	struct schedules_days departs, arrives; /* local, as asked */
	minute from, until;                     /* of the first search and of the last departure */
	minute rest; /* where the next search would begin, where so many were made; MINUTE_NEVER: none would
		      */
	struct routing *list;
	size_t count, room;
};

/* Those that fit, by departure and arrival; of two that are alike in all else the one that departs later. */
void routings_find(struct routings *r, struct search_space *space);
/* An object. */
void routing_write(struct schedule *s, const struct routings *r, const struct routing *routing);

#endif
