/*
 * Boxes as one who asks sees them: folded from the events that he may see, with their outlook.
 *
 * What the map and the hubs count for a party is made of these; and of who may see all, the few that stand
 * for a group.  A party may have thousands, each with a thousand events: they are read a few at a time and
 * told one by one, so that no more than those few are in memory.
 */
#ifndef SERVICE_BOXES_H
#define SERVICE_BOXES_H

#include "domain/outlook.h"
#include "service/answers.h"

struct box {
	const char *number;
	struct journey state;
	struct outlook outlook;
};

/* Told of a box, the one of that number in the order in which they were asked for.  The box and its text are
 * gone when it returns. */
typedef void box_taker(void *self, size_t at, const struct box *b);

bool boxes_of(
	struct asking *q, const char *const *numbers, size_t n, instant now, box_taker *take, void *self);
/* All that the party q->viewer may ask for, up to LIMIT_MAP_SEEN, and none more once there were that many
 * events; *cut where there are more. */
bool boxes_seen(struct asking *q, instant now, size_t events, box_taker *take, void *self, bool *cut);

/* Under way, and not standing anywhere. */
bool status_moves(enum journey_status s);
const char *status_moving_words(struct arena *a); /* those, as a parameter */
/* When anything was last heard of it: its last fact's own time, or when that was said. */
instant journey_heard(const struct journey *j);

/* Where a box goes from here: the next thing expected elsewhere, else where it is said to arrive, else a
 * ship's port of discharge, else its destination.  place NULL: nobody said. */
struct heading {
	const char *place;
	struct moment when; /* INSTANT_NONE: not known */
};
struct heading heading_of(const struct world *w, const struct box *b);

/* "asOf", the first member of an answer. */
void answer_as_of(struct asking *q, struct json *j, instant now);

#endif
