/*
 * Boxes on rail: their own events together with those of the wagons and trains they ride on.
 *
 * Whoever reads or folds a box goes through here, so that all come to the same timeline.  Of boxes that were
 * at one place only and never named a wagon or a train nothing is asked of the database.
 */
#ifndef SERVICE_RAIL_H
#define SERVICE_RAIL_H

#include "domain/journey.h"
#include "service/world.h"
#include "store/rail_store.h"

struct rail; /* what is known of the wagons, trains and places of some boxes; the arena's */

/* Reads it for these events of boxes, as far as the viewer (a party; NULL: all) may see: what was told of a
 * wagon or train shows to whom that was told by, and on boxes of which he sees whatever anybody told.  *r
 * NULL: no event names any, nor two places.  Which places are one border and where the gauge changes is known
 * of w, where a world is given, which saves a trip; else asked, as it is when boxes are folded to be kept. */
bool rail_read(struct rail **r, struct conn *c, struct arena *a, const struct world *w, const char *viewer,
	const struct event *const *own, size_t n, struct fault *f);
/* The same of events that stand in one array, and of the database's places. */
bool rail_read_all(struct rail **r, struct conn *c, struct arena *a, const char *viewer,
	const struct event *own, size_t n, struct fault *f);

struct timeline {                    /* of one box */
	const struct event **events; /* in order, what is borrowed among them */
	bool *voided;
	size_t count;
	struct journey state;
	struct facts facts;
};

/* Folds a box's own events, in any order, and what it borrows; r may be NULL. */
void rail_timeline(const struct rail *r, struct arena *a, const char *container,
	const struct event *const *own, size_t n, struct timeline *t);
void rail_timeline_all(const struct rail *r, struct arena *a, const char *container, const struct event *own,
	size_t n, struct timeline *t);
/* Where a borrowed event came from; NULL: it is the box's own. */
const struct rail_event *rail_source(const struct rail *r, const struct event *e);
/* When the latest of what it borrows was learnt; INSTANT_NONE: nothing is borrowed. */
instant rail_heard(const struct rail *r, const struct timeline *t);
/* On what it rides and where its gauge changed, of a folded timeline. */
struct rail_box rail_box_of(
	const struct rail *r, struct arena *a, const char *container, const struct timeline *t);
/* What counts of a wagon or train, under whatever name, as far as who sees that box may see it; in order. */
size_t rail_told(const struct rail *r, struct arena *a, const char *container, const char *subject,
	const struct event *const **events);
bool rail_same_train(const struct rail *r, const char *a, const char *b); /* keys; r may be NULL */
#define RAIL_KEYS_MOST 32
/* Its own key, and of a train all others that it is known by, up to `most`. */
size_t rail_keys(const struct rail *r, const char *key, const char **keys, size_t most);
/* The names of the train of that key, as told, up to `most`: those that differ. */
size_t rail_trains(const struct rail *r, const char *key, const struct train_name **names, size_t most);

/* The wagons of these digits as their own events have them, by number; of which nothing was told is left out.
 */
bool rail_wagons_read(struct conn *c, struct arena *a, const char *const *numbers, size_t n,
	struct rail_wagon **wagons, size_t *count, struct fault *f);

#endif
