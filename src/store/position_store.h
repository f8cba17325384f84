/*
 * Positions in the database: what was told, each once, and which of them tell where a box was.
 */
#ifndef STORE_POSITION_STORE_H
#define STORE_POSITION_STORE_H

#include "base/arena.h"
#include "domain/track.h"
#include "record/position.h"
#include "store/db.h"

struct stored_position {
	struct position position;
	const char *party; /* who delivered it; NULL: the hub itself */
	uint32_t message;  /* line of its message in the intake */
	const uint8_t *intake;
};

/* Queues them, sorted; nothing where there are none. */
void positions_add_later(
	struct batch *b, struct arena *a, struct stored_position *const *positions, size_t n);

struct tracker_span {                       /* a device told where something was */
	const char *device, *since, *until; /* as the database writes them; infinite where open */
	const char *subject;                /* what it was on: the thing itself, or what carried it */
	bool whole;                         /* the viewer sees what anybody told there */
};
#define TRACKER_SPANS 200 /* looked at for one thing, the nearest and latest */

struct tracker_spans {
	struct tracker_span *list;
	size_t count;
};
/* Queues the question; of a container, WAGON:number or TRAIN:key. */
void tracker_spans_later(
	struct batch *b, struct arena *a, const char *viewer, const char *subject, struct tracker_spans *s);

struct position_row {
	struct position position;
	const char *hash; /* hexadecimal */
	const char *intake, *message, *sender;
	const struct tracker_span *span;
	struct track_point before, after; /* it in its device's track */
	bool second;                      /* another of its instant comes before it ... */
	bool same;                        /* ... and tells of the same place */
};

struct positions_query {
	const char *viewer;
	const struct tracker_span *spans;
	size_t span_count;
	const char *since, *until;      /* as a span has them; NULL: open */
	bool held;                      /* what is held back by itself too */
	const char *at, *device, *hash; /* to go on behind; NULL: from the latest */
	int most;
};
/* The latest first. */
bool positions_read(struct conn *c, struct arena *a, const struct positions_query *q,
	struct position_row **rows, size_t *n, struct fault *f);

/* The datum of each device's positions as it was told of it; DATUMS: it was not. */
bool tracker_datums_read(struct conn *c, struct arena *a, const char *const *devices, size_t n,
	enum datum *datums, struct fault *f);

#endif
