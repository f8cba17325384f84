/*
 * Events in the database: added in batches, each at most once, and read back as the fold needs them.
 */
#ifndef STORE_EVENT_STORE_H
#define STORE_EVENT_STORE_H

#include "base/arena.h"
#include "base/hashed.h"
#include "record/event.h"
#include "store/db.h"

struct stored_event {
	struct event event;
	uint32_t message; /* line of its message in the intake */
	uint32_t line;    /* its order within the transaction */
	const uint8_t *intake;
	bool is_new; /* out: the database did not have it */
};

/*
 * Queues n events.  The caller hands them over in ascending order of (id, subject), so that two transactions
 * with the same events never wait for each other in a circle.  With the answer, each row is the line of an
 * event that is new.
 */
bool events_add_later(struct batch *b, struct arena *a, struct conn *c, struct stored_event *const *events,
	size_t n, struct rows **added, struct fault *f);

/* Adds n events of which none is here, as they come, and says who was heard: for many at once it takes half
 * the work of events_add_later.  In a transaction that has locked their subjects; one that is here after all
 * is a clash (23505). */
bool events_copy(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f);
/* Which of n events are here: each row is the place of one among them. */
bool events_known(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct rows **known, struct fault *f);

/* Those of n events that are here and of which more is understood by now than when they came (a place, a
 * facility, a zone) are made so; each row is the line of one, null for a mention of one.  In a transaction
 * that has locked their journeys. */
bool events_mend(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct rows **mended, struct fault *f);

/* The references of those that are new, but for the booking and the transport document that the event itself
 * holds, as four columns: kinds, values, events, subjects. Returns how many. */
size_t references_columns(struct arena *a, struct stored_event *const *events, size_t n, struct param p[4]);
/* Queues them. */
void references_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n);

/* Queues what is new and refers to containers (kind EQUIPMENT) other than its own once more, under each: its
 * mentions, by which the events of a container are found by its number alone. */
void mentions_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n);

/* The names of the dated transports, calls and services that a transaction told.  Begin with an empty one. */
struct transports_told {
	struct arena arena;
	struct hashed names;
	const char **name;
	size_t count, room;
};
/* Queues the dated transports and calls that the events name, sorted, each once: as the first line has it.
 * told: of the transaction before, which commits before this one or neither does; what it told is left out,
 * so that this one does not wait for its rows.  Then it is what this one told.  NULL: there is none such. */
void transports_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n,
	struct transports_told *told);
void transports_forget(struct transports_told *told);

/* All events of these containers that the viewer may see (a party; NULL: all), sorted by container; text is
 * the arena's. */
bool events_of(struct conn *c, struct arena *a, const char *const *containers, size_t n, const char *viewer,
	struct event **events, size_t *count, struct fault *f);
/* Voided events, in the order of their keys, are taken from what DCSA is told: 2.2 has no word for
 * "withdrawn". */
bool events_unsay(
	struct conn *c, struct arena *a, const struct event *const *events, size_t n, struct fault *f);

#endif
