/*
 * The map while its answer is made: places with what stands there, groups with what moves.
 *
 * A group is what one vehicle carries from one place: a ship, a train, a truck; or, where nobody said what
 * carries them, boxes that were said to go to one place.
 */
#ifndef SERVICE_MAP_H
#define SERVICE_MAP_H

#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/boxes.h"

#define NAMED 3 /* containers of a group that are named */

struct standing {
	const char *place;
	int64_t count, in_status[JOURNEY_STATUSES], silent;
	instant oldest;
};

struct moving {
	const char *place;                                /* left */
	const char *transport, *vehicle, *voyage, *plate; /* what carries them */
	const char *bound; /* where nobody said what: the place that was said to be theirs */
	enum mode mode;
	int64_t count;
	instant since, heard;
	bool arrived;                  /* the last fact of all: nobody said that they went on */
	const char *containers[NAMED]; /* by number */
	const char *to;
	instant expected;
};

struct map {
	struct asking *q;
	const struct world *w;
	instant now;
	const char *status;
	const char *places[64]; /* the place asked for and its complex; no count: any */
	size_t places_count;
	struct standing *standing;
	struct moving *moving;
	size_t standing_count, standing_room, moving_count, moving_room;
	int64_t boxes, unplaced;
	bool cut;
};

/* One record a place, the fullest first; one a group, the biggest first; no more than the limits. */
void map_group(struct map *m);
void map_write(struct map *m);

#endif
