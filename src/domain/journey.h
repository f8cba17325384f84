/*
 * The journey of one container: the fold of its events into where it is and since when.
 *
 * What lists show of it: one row a box (its trips are domain/trips.h), its state that of its last fact that
 * moved it (domain/fact.h), as who speaks of that says.  The fold is a function of the set of events, so the
 * same ones give the same state in any order and however often each comes.  The timeline is in a total order:
 * (when it happened, order inside a transfer ARRI, WAYP < DISC < GTOT < GTIN < LOAD < ABRD < DEPA with an
 * empty pick-up before a laden gate-in, said, id).  A time known only to the day sorts at its noon.
 * What was taken back counts for nothing (domain/settle.h).  The size-type is what the latest event says that
 * says one, a fact or not.
 *
 * An event can be taken in without the others where that is sure to come to the same: it happened long before
 * or long after the last run of moves, or after all of it and is of a code that it has none of.  Otherwise,
 * and where events differ on the size-type, journey_take sets `anew`; a journey with voiding events, or of a
 * box that rides on a wagon or train and borrows their events (domain/ride.h), has `voids`: both are folded
 * from all events. Rules: the domain's, see docs/formats.md and docs/facts.md.
 */
#ifndef DOMAIN_JOURNEY_H
#define DOMAIN_JOURNEY_H

#include "base/arena.h"
#include "domain/fact.h"
#include "record/event.h"

enum journey_status {
#define STATUS(name, word, text) JOURNEY_##name,
#include "domain/journey.def"
#undef STATUS
	JOURNEY_STATUSES
};

extern const char *const journey_status_words[JOURNEY_STATUSES];
extern const char *const journey_status_texts[JOURNEY_STATUSES];
enum journey_status journey_status_of_word(const char *word); /* JOURNEY_STATUSES: none */
bool journey_moves(const char *code);                         /* an event of this code moves the box */
instant moment_sorts(const struct moment *m); /* the instant at which a time stands in the total order */

struct journey { /* text belongs to the events or rows it was made from */
	enum journey_status status;
	const char *place, *place_text, *facility, *facility_list;
	const char *transport, *vehicle, *wagon, *voyage;
	enum mode mode;
	enum load_state load_state;
	const char *size_type; /* of the box */
	bool number_failed;
	const char *code; /* of the last fact; NULL: none yet */
	enum classifier classifier;
	struct moment since;
	instant said;
	uint8_t event[16]; /* the last fact */
	bool voids;
	struct fact_run run; /* of its moves */
	bool anew; /* an event was taken that says what only all of them together tell; not stored */
};

void journey_start(struct journey *j);
/* Takes one event in.  True when the state changed. */
bool journey_take(struct journey *j, const struct event *e);
/* Folds all events of a box, whatever their order; sorts the array of pointers into the order of the
 * timeline. voided[i], where not NULL, tells which of the sorted events were cancelled or replaced.  w as for
 * facts_make; returns the facts. */
struct facts journey_fold(struct journey *j, struct arena *a, const struct ride_world *w,
	const struct event **events, size_t n, bool *voided);
/* The one of two events that the size-type is taken from; a may be NULL. */
const struct event *journey_size_from(const struct event *a, const struct event *b);
/* The timeline's total order: <0, 0, >0. */
int event_compare(const struct event *a, const struct event *b);

#endif
