/*
 * Rail in the database: what was told of wagons and trains, and the caches that are made of it (sql/schema:
 * ride, consist, wagon, train_name, gauge_change).
 */
#ifndef STORE_RAIL_STORE_H
#define STORE_RAIL_STORE_H

#include "domain/gauge.h"
#include "domain/ride.h"
#include "domain/train.h"
#include "store/event_store.h"

/* Queues the wait for others who tell of wagons or trains, or of boxes that name them; of_boxes: this one
 * tells of boxes alone. */
void rail_lock_later(struct batch *b, struct arena *a, bool of_boxes);

struct rail_asked { /* one subject, and about when */
	const char *subject;
	instant since, until;
};

struct rail_event {
	struct event event;
	instant recorded;
	bool seen;                                           /* the viewer may see it whatever rides on it */
	const char *intake, *message, *type, *facility_name; /* where it came from; JSON of the name */
};

/* What was told of them, sorted by subject; all of it, what the viewer may not see too.  This, as all that
 * ends in _later, queues the question: what it is for is set when the batch has run. */
void rail_events_later(struct batch *b, struct arena *a, const struct rail_asked *asked, size_t n,
	const char *viewer, struct rail_event **events, size_t *count);
bool rail_events(struct conn *c, struct arena *a, const struct rail_asked *asked, size_t n,
	const char *viewer, struct rail_event **events, size_t *count, struct fault *f);
/* Of these containers, those of which the viewer sees whatever anybody told, sorted. */
void rail_whole_later(struct batch *b, struct arena *a, const char *viewer, const char *const *containers,
	size_t n, const char ***whole, size_t *count);

struct rail_place {
	const char *code, *complex;
	bool changes_gauge;
};
void rail_places_later(struct batch *b, struct arena *a, const char *const *codes, size_t n,
	struct rail_place **places, size_t *count); /* sorted by code */

/* All names of these trains and of those that may be one with them, sorted by key. */
bool rail_names(struct conn *c, struct arena *a, const char *const *trains, size_t n,
	struct train_name **names, size_t *count, struct fault *f);
/* Those that are known by one of these names on its day; `of`: which of them. */
struct train_planned {
	size_t of;
	const char *train;
};
void rail_trains_planned_later(struct batch *b, struct arena *a, const struct train_name *names, size_t n,
	struct train_planned **trains, size_t *count);
/* Queues names; each row of the answer is the key of a train that has another one now. */
void rail_names_later(
	struct batch *b, struct arena *a, const struct train_name *names, size_t n, struct rows **joined);

/* The containers that ride on these wagons or in these trains between the two times, sorted. */
bool rail_riders(struct conn *c, struct arena *a, const char *const *wagons, size_t wagon_count,
	const char *const *trains, size_t train_count, instant from, instant until, const char ***riders,
	size_t *count, struct fault *f);

struct rail_box { /* what a fold told of one box */
	const char *container;
	const struct ride_span *spans;
	size_t span_count;
	const struct gauge_change *changes;
	size_t change_count;
};
/* Queues them instead of what stood there. */
void rail_boxes_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n);
/* Queues the question of which of them something else is kept: one container a row. */
void rail_boxes_differ_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n,
	struct rows **rides, struct rows **changes);
/* Queues them as what was known at the moment that the connection has gone back to (store/as_of.h). */
void rail_boxes_as_of_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n);

struct rail_wagon {
	const char *number;
	const char *type;
	const struct event *last; /* fact; NULL: none */
	const struct ride_span *consists;
	size_t consist_count;
};
void rail_wagons_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n);
void rail_wagons_differ_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n,
	struct rows **known, struct rows **consists);
void rail_wagons_as_of_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n);

#endif
