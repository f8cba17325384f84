/*
 * Where trackers say that things were.
 *
 * A position is a thing's where its device was on it at the time of the fix: a box's own, else of the wagon
 * it rode on, else of the train.  In which datum it was given is known from the position itself, else from
 * its tracker, else from its partner; else it is WGS 84.  Answers have WGS 84, and how they came to it.  All
 * of it is worked out when asked for, so that what is told of a device later holds of what it sent before.
 *
 * A party sees positions of a box that it may see: all of them where it sees whatever anybody told of the
 * box, else those that it delivered itself.
 */
#ifndef SERVICE_POSITIONS_H
#define SERVICE_POSITIONS_H

#include "service/answers.h"
#include "service/world.h"
#include "store/position_store.h"

struct positions_asked {
	const char *container, *wagon, *train, *device; /* exactly one */
	const char *since, *until;                      /* RFC 3339; NULL: open */
};

/* {"positions":[...],"next"}: the latest first, what is held back among them. */
bool answer_positions(struct asking *q, const struct positions_asked *asked);

/* "WAGON:94312071"; NULL with a fault. */
const char *subject_of_wagon(struct arena *a, const char *wagon, struct fault *f);
/* "TRAIN:X8155/2026-06-15" of a train's key, or of its number and day with a '/' between; NULL with a fault.
 */
const char *subject_of_train(struct arena *a, const char *train, struct fault *f);
/* {"container"} or {"wagon"} or {"train"} as a member; nothing for NULL. */
void part_subject(struct json *j, const char *subject);

struct box_position { /* of a box; row NULL: none */
	const struct position_row *row;
	enum datum told; /* of its device; DATUMS: not told */
	const char *container;
};
/* The latest of a box that is later than `after`; of those within an hour of it the nearest to the box. */
bool box_position_read(struct asking *q, const char *container, const struct tracker_spans *spans,
	instant after, struct box_position *p);
/* "position"; nothing where there is none. */
void part_position(struct json *j, const struct world *w, const struct box_position *p);

#endif
