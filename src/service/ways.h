/*
 * The network of the routes that the hub keeps, with dated trips for some weeks: what plans are searched in.
 *
 * Immutable once made, shared by all threads; made anew aside and swapped when routes, transfers or
 * restrictions are set, when places change, and each day.  A record that cannot be in it (its place has gone,
 * or another rule is for the same transfer) is left out, and why is told.
 */
#ifndef SERVICE_WAYS_H
#define SERVICE_WAYS_H

#include "domain/network.h"
#include "domain/search.h"
#include "service/rates.h"
#include "service/routes.h"

#define WAYS_DAYS_BEFORE 45 /* trips that left so long ago may still run */
#define WAYS_DAYS        135

struct ways_left_out {
	const char *name, *why;
};

struct ways { /* counted */
	struct world *world;
	struct timetable timetable; /* places: those that it has to do with */
	struct network *network;
	const struct route *routes; /* of each service */
	const uint32_t *place_of;   /* of each place the world's number */
	const uint32_t *slot_of;    /* of each place of the world ours; MEMBER_NO_PLACE */
	const struct rate *rates;
	size_t rate_count;
	const struct ways_left_out *left_out;
	size_t left_out_count;
	int64_t number; /* of the words that it was made from */
	int32_t day;    /* on which */
	instant set;    /* the latest of those words; INSTANT_NONE: there is none */
};

/* From the database, as it is now. */
struct ways *ways_make(struct conn *c, struct world *w, instant now, struct fault *f);
struct ways *ways_hold(struct ways *ways); /* NULL: NULL */
void ways_release(struct ways *ways);
/* A space to search in, for one thread until it is given back. */
struct ways_space {
	struct search_space *search;
	struct ways_space *next; /* of those that nobody has */
	struct arena arena;
};
struct ways_space *ways_space(struct ways *ways);
void ways_space_back(struct ways *ways, struct ways_space *space);
/* Our place of a code, by its own or another that the world knows; MEMBER_NO_PLACE: nothing goes there. */
uint32_t ways_place(const struct ways *ways, const char *code);
const struct place *ways_place_at(const struct ways *ways, uint32_t place);

#endif
