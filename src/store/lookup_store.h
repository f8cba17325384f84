/*
 * What containers are found by: kept with each batch of events, and looked up.
 *
 * Most of it costs nothing to keep: a booking, a bill or another paper whose number is written as it is
 * looked for (record/found_by.h), and a ship's IMO number where DCSA 2.2 can say the event, are found by the
 * indexes of the events themselves.  The table lookup has the rest, a row a container: seals, wagons, trains,
 * and whatever is written otherwise; and a row for each name of a ship that has an IMO number.
 */
#ifndef STORE_LOOKUP_STORE_H
#define STORE_LOOKUP_STORE_H

#include "record/found_by.h"
#include "store/event_store.h"

/* Queues it, of the events that are new. */
void lookups_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n);

struct found {
	const char *value; /* as it was looked for */
	enum found_by kind;
	const char *container;
	/* What its events carry: of a ship by its name the IMO number, else the value; NULL: not they, but
	 * `by` */
	const char *carried;
	const char *by; /* "SMGS:27145566", "WAGON:94312071", a train's key; NULL: its own events */
};

/* What these values name, at most `most`, in no order; of each value the first, then of each the second.  The
 * viewer (a party; NULL: all) may know that it told of the container, but not what others told: whoever asks
 * has to see for himself that an event carries it.
 */
bool lookup_find(struct conn *c, struct arena *a, const char *const *values, size_t n, const char *viewer,
	size_t most, struct found **found, size_t *count, struct fault *f);

/* The same of what stands on papers and on rail: what covers the container or names it, the wagon it rides
 * on, the train that wagon is in.  These the viewer may see, and nothing of it was taken back. */
bool lookup_through(struct conn *c, struct arena *a, const char *const *values, size_t n, const char *viewer,
	size_t most, struct found **found, size_t *count, struct fault *f);

struct found_events {
	struct event *events; /* container by container, in the order in which they were asked for */
	instant *recorded;
	size_t *container; /* which of them, from 0 */
	size_t count;
};

/* The newest of what the viewer may see of each container, at most `most` of each and `all` of all. */
bool lookup_events(struct conn *c, struct arena *a, const char *const *containers, size_t n,
	const char *viewer, int most, int all, struct found_events *found, struct fault *f);

#endif
