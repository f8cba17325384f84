/*
 * What is known of the wagons and trains of some boxes, for the files that read it (rail_read.c) and that
 * make timelines of it (rail.c).  Nobody else includes it.
 */
#ifndef SERVICE_RAIL_INSIDE_H
#define SERVICE_RAIL_INSIDE_H

#include "service/rail.h"

struct rail_member { /* a name of a train, under the first key of all that are one train with it */
	const char *class;
	const struct train_name *name;
};

struct rail_plan { /* the key by which an itinerary names a train, and the class of the one that it is */
	const char *key, *class;
};

struct rail {
	struct rail_event *wagons, *trains; /* sorted by subject */
	size_t wagon_count, train_count;
	struct train_name *names;    /* sorted by key */
	const char **classes;        /* of each name */
	struct rail_member *members; /* the names once more, sorted by class */
	size_t name_count;
	struct rail_plan *plans; /* each key once, sorted by it; of which nobody told are none */
	size_t plan_count;
	struct rail_place *places;
	size_t place_count;
	const char **whole; /* boxes of which the viewer sees all; sorted */
	size_t whole_count;
	bool sees_all;
};

const char *rail_class_of(const struct rail *r, const char *key);
/* Whether the viewer sees all of this box. */
bool rail_is_whole(const struct rail *r, const char *container);

#endif
