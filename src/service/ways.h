/*
 * The network of the routes that the hub keeps, with dated trips for some weeks: what plans are searched in.
 *
 * Trips are moved, cancelled and added by what ships and trains tell, and have the room that is left on them.
 *
 * Immutable once made, shared by all threads; made anew aside and swapped when routes, transfers or
 * restrictions are set, when places change, each day, and when something else is told.  A record that cannot
 * be in it (its place has gone, or another rule is for the same transfer) is left out, and why is told.
 */
#ifndef SERVICE_WAYS_H
#define SERVICE_WAYS_H

#include "domain/live.h"
#include "domain/network.h"
#include "domain/plan_border.h"
#include "domain/search.h"
#include "record/leg.h"
#include "service/rates.h"
#include "service/routes.h"

#define WAYS_DAYS_BEFORE 45 /* trips that left so long ago may still run */
#define WAYS_DAYS        135

struct ways_left_out {
	const char *name, *why;
};

struct ways_run { /* of a dated transport, by one of its keys */
	const char *key;
	bool first; /* of the keys of one */
	struct live_match match;
	uint32_t trip; /* NETWORK_NONE: it is not clear which, or it does not run */
};

struct ways_taken_of {      /* a trip */
	uint32_t boxes;     /* that have their room on it */
	uint32_t unweighed; /* of which nobody told what they weigh: their mass is not in what is left */
};

struct ways_planned { /* a box that has its room on a trip by its itinerary's word for a route alone */
	const char *container;
	uint32_t trip;
};

struct ways { /* counted */
	struct world *world;
	struct timetable timetable; /* places: those that it has to do with */
	struct network *network;
	const struct route *routes;      /* of each service */
	const uint32_t *place_of;        /* of each place the world's number */
	const uint32_t *slot_of;         /* of each place of the world ours; MEMBER_NO_PLACE */
	const char *const *restrictions; /* the name of each */
	const struct rate *rates;
	size_t rate_count;
	const struct ways_left_out *left_out;
	size_t left_out_count;
	const struct ways_run *runs; /* by key */
	size_t run_count;
	const uint32_t *run_at;         /* of each trip which of them, and one; 0: none */
	const struct search_left *left; /* of each trip */
	const struct ways_taken_of *taken;
	const struct ways_planned *planned; /* by container */
	size_t planned_count;
	struct borders borders; /* what is learned of them */
	int64_t number;         /* of the words that it was made from */
	uint32_t told;          /* what was told of transports, as a number */
	instant took;           /* to make it */
	int32_t day;            /* on which */
	instant set;            /* the latest of those words; INSTANT_NONE: there is none */
};

/* From the database, as it is now. */
struct ways *ways_make(struct conn *c, struct world *w, instant now, struct fault *f);
struct ways *ways_hold(struct ways *ways); /* NULL: NULL */
void ways_release(struct ways *ways);
/* What the transport of that key is; NULL: none of its trips, as far as is known. */
const struct ways_run *ways_run(const struct ways *ways, const char *key);
/* Which transport is that trip; NULL: nobody told. */
const struct ways_run *ways_run_of(const struct ways *ways, uint32_t trip);
/* The service of a route; NETWORK_NONE: it is not in the network. */
uint32_t ways_service(const struct ways *ways, const char *name);
/* The trip of a route that is left from there on its date (PLANNED_NO_DATE), or at that time; NETWORK_NONE:
 * none that runs (domain/planned.h). */
uint32_t ways_trip(
	const struct ways *ways, const char *route, const char *place, int32_t date, instant departs);
/* The trip that a leg of that box is: of its ship or train, else of its route; NETWORK_NONE.  *counted: it
 * has its room there, as far as was told when this was made. */
uint32_t ways_leg_trip(const struct ways *ways, const char *container, const struct leg *l, bool *counted);
/* What a box takes of a trip's room; size "", kg -1: not told. */
struct search_left ways_room_of(const char *size, int64_t kg);
/* Hundredths of a TEU by the first character of a size and type code (ISO 6346: the length). */
int32_t ways_teu(const char *size);

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
/* The place itself, or one of its complex that something stops at. */
uint32_t ways_stop(const struct ways *ways, const char *code);
const struct place *ways_place_at(const struct ways *ways, uint32_t place);

#endif
