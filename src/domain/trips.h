/*
 * The trips of one container, one behind the other: what a journey of it is, from which fact to which.
 *
 * A trip begins with the empty pick-up, with what is stuffed or comes laden after the trip before was over,
 * or where a person says so; it ends by the arrangement under which the box travels.  The line's own box is
 * on its trip until it came back empty, at whichever depot; a shipper's, a railway's and a one-way box until
 * it was delivered or, so many days after it was, stripped.  Who says nothing of an arrangement has a trip
 * end by whatever of these comes first and the next begin.  Moves of an empty box before it was laden are
 * stock's (domain/stock.h), not trips, until the pick-up that a laden move follows.
 *
 * How it travels, an event of the trip says (its reference ARRANGEMENT: a message's code of who supplied the
 * box, a person); where none does, the trip before: a box stays whose it is, but is leased one way once.
 *
 * A person says by an event that a trip begins (JBEG) or ends (JEND) at a time, or that it goes on across it
 * (JONE); taken back, that never was.  Plans and papers' events belong to the trip whose paper they name,
 * else to the one within whose time they fall, else to the next; where there is none, they are one that has
 * not begun.
 *
 * A trip has no number of its own in the messages: it is known by the id of the first event in it, and found
 * by the id of any.  All of it is a function of the set of events.  Rules: the domain's, docs/journeys.md.
 */
#ifndef DOMAIN_TRIPS_H
#define DOMAIN_TRIPS_H

#include "domain/fact.h"
#include "domain/journey.h"
#include "record/arrangement.h"

enum trip_end {
#define TRIP_END(name, word, text) TRIP_##name,
#include "domain/trips.def"
#undef TRIP_END
	TRIP_ENDS
};

extern const char *const trip_end_words[TRIP_ENDS];

struct trip {
	uint8_t id[16];
	size_t first, until;        /* facts [first, until); the same: only plans are known */
	const struct event **plans; /* told ahead, and what papers and people say, in order of the timeline */
	size_t plan_count;
	enum arrangement arrangement;
	enum journey_status status;
	const struct fact *laden;     /* the first laden move; NULL: none yet */
	const struct fact *delivered; /* handed over, or fetched at its last place to be */
	const struct fact *stripped, *returned;
	enum trip_end end;
	instant opened; /* of the first move; INSTANT_NONE: not begun */
	instant closed; /* when it ended, or will by itself; INSTANT_NONE: open */
};

struct trips {
	struct trip *list; /* in order of time */
	size_t count;
};

/* A box that is not stripped again after this is not coming back. */
#define TRIP_STRIPPED_DAYS 14
/* What was told ahead belongs to what begins so long after it, at most. */
#define TRIP_AHEAD (90 * INSTANT_DAY)

/* f: of facts_make over the same events. */
struct trips trips_make(struct arena *a, const struct facts *f, const struct event *const *sorted,
	const bool *voided, size_t n);
/* The trip that holds this event, as a fact's observation or a plan; NULL: none does. */
const struct trip *trips_find(const struct trips *t, const struct facts *f, const uint8_t id[16]);

#endif
