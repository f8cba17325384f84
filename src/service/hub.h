/*
 * A hub while its answer is made: the boxes that are there, and what comes and goes.
 *
 * A hub is a place, or all places of a border complex.  The same records are made of the journeys, for who
 * may see all, and of what a party may see.
 */
#ifndef SERVICE_HUB_H
#define SERVICE_HUB_H

#include "domain/hub.h"
#include "service/as_of.h"
#include "service/boxes.h"

#define HUB_PLACES   64
#define HUB_BACKWARD INSTANT_DAY        /* what came and went is told of so long */
#define HUB_FORWARD  (14 * INSTANT_DAY) /* and what is expected so far ahead */

struct hub_vehicle {
	enum mode mode;
	const char *key, *name, *imo, *voyage, *wagon;
};

struct hub_box {
	const char *number, *place, *facility, *facility_list;
	const char *facility_type, *facility_name; /* the name is JSON */
	const char *code;                          /* of the last fact */
	enum journey_status status;
	enum load_state load;
	struct moment since;
	const char *destination;    /* NULL: nobody said, or it was not looked for */
	struct hub_vehicle vehicle; /* of the last fact, where it is recent */
};

/* A vehicle that comes or goes, with how many boxes. */
struct hub_call {
	bool departs, own; /* own: told of the vehicle itself, not of a box */
	const char *subject;
	enum classifier classifier;
	struct moment when; /* the first of them */
	const char *other;  /* where from, or where to; NULL: not known */
	struct hub_vehicle vehicle;
	int64_t count;
};

struct hub {
	struct asking *q;
	const struct world *w;
	instant now;
	const char *places[HUB_PLACES];
	size_t place_count;
	struct hub_box *boxes; /* the longest there first */
	struct hub_call *calls;
	size_t box_count, box_room, call_count, call_room;
	bool cut;
};

/* boxes, and calls as they were told, one a box or vehicle. */
bool hub_gather(struct hub *h);
/* A call for each vehicle, soonest first. */
void hub_group_calls(struct hub *h);
/* Stands there: neither gone nor on what it came with. */
bool hub_stands(const struct hub_box *b);
/* Came, on its way, and has not gone on. */
bool hub_waits(const struct hub_box *b);

/* As a parameter: codes of arrivals and departures. */
const char *hub_words(struct arena *a, const char *const *words);

#endif
