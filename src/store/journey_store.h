/*
 * Containers and their journeys in the database: added, locked, saved.
 */
#ifndef STORE_JOURNEY_STORE_H
#define STORE_JOURNEY_STORE_H

#include "base/arena.h"
#include "domain/journey.h"
#include "store/db.h"

struct subject { /* a container that a transaction touches */
	const char *number;
	bool number_failed;
	const char *size_type; /* what a new one's row is to say; NULL: nothing yet */
};

struct stored_journey {
	const char *container;
	int64_t number; /* of the journey: 1, 2, 3 ... */
	struct journey journey;
	bool changed;
	bool is_new;           /* not in the database yet */
	const char *size_type; /* what the container's row says */
};

/* The containers as three columns. */
void subjects_columns(struct arena *a, const struct subject *subjects, size_t n, struct param p[3]);
/* Queues two statements: containers that are missing are added, then the journeys there are locked and read.
 * A container without one is new with this transaction, which holds it.  Sorted by number, each once. */
void journeys_lock_later(
	struct batch *b, struct arena *a, const struct subject *subjects, size_t n, struct rows **r);
/* Only the second of them; numbers is the first of those columns. */
void journeys_read_later(struct batch *b, const struct param *numbers, struct rows **r);
/* Queues the first of them alone; p are those columns. */
void subjects_add_later(struct batch *b, const struct param *p);
/* Queues the lock alone: they are read later, by the same transaction. */
void journeys_hold_later(struct batch *b, const struct param *numbers);
/* What the lock has read, and a fresh journey for each container that had none; in the order of subjects. */
struct stored_journey *journeys_of_rows(
	struct arena *a, const struct rows *r, const struct subject *subjects, size_t n);
/* Queues those that are new, those that changed, and the size-types that the containers' rows do not say. */
bool journeys_save_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct fault *f);
/* Adds those that are new, as journeys_save_later would: for many at once.  They are as the database has them
 * then. */
bool journeys_copy(struct conn *c, struct stored_journey *journeys, size_t n, struct fault *f);
/* Queues the question which of them, at least one and all new, are not as they are kept: one container a row.
 */
bool journeys_differ_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct rows **differ, struct fault *f);
/* Queues new ones as what was known at the moment that the connection has gone back to (store/as_of.h). */
bool journeys_as_of_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct fault *f);

struct grant { /* a party's sight of a subject */
	const char *party, *subject;
};
/* Queues them: sorted, each once. */
void access_grant_later(struct batch *b, struct arena *a, const struct grant *grants, size_t n);

#endif
