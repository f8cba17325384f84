/*
 * The itinerary of one trip: by which legs the box is to come where, what of that has happened, what is next.
 *
 * It is told in one piece, by a person or a planner (ITIN, the latest word counts), or made of what single
 * messages plan and tell: a dated transport on which the box is to be loaded here and unloaded there is a
 * leg. At every end of a leg something is expected: a table (itinerary.def) says what.  What happened is
 * matched with what is expected in order, so that a place visited twice is told apart by where it stands in
 * the itinerary; the two sides of a border are one place.
 *
 * - Re-planned: the box took another transport for the same leg; an earlier one (advanced), a later one
 *   (rolled), or one of which nobody says when it goes.  Who orders it loaded on another after an itinerary
 *   was told changes that leg; what it is loaded on a day after it should have left is a later one, named or
 *   not.
 * - Misdirected: on a transport that is known to call nowhere where the box has yet to go, or unloaded where
 *   no leg ends.  It ends with an itinerary that starts where the box is.
 * - Misrouted: the itinerary does not end where the papers say, or arrives at the deadline or later.
 * - A late call pushes what follows.  Where it leaves less than the transfer takes, or comes after the
 *   cut-off, the connection is missed, found before it happens.
 *
 * Times are the latest word of whoever told of the call of that transport there, or of the box's move; the
 * words before stay with it.  What is pushed is computed and told apart from what was said.  A function of
 * the set of events.  Rules: the domain's, docs/journeys.md.
 */
#ifndef DOMAIN_ITINERARY_H
#define DOMAIN_ITINERARY_H

#include "domain/trips.h"
#include "record/leg.h"

enum expected_at {
#define EXPECTED(code, at, by, counts) EXPECTED_##at##_##code,
#include "domain/itinerary.def"
#undef EXPECTED
	EXPECTED_KINDS
};

enum expected_state {
	EXPECTED_AHEAD,
	EXPECTED_DONE,    /* reported */
	EXPECTED_IMPLIED, /* a later one happened, nobody reported this */
};

struct said_time { /* what somebody said of when */
	const struct event *event;
	instant at;
};

struct expected { /* one thing at one end of a leg, in the order in which they are to come */
	enum expected_at kind;
	const char *code, *place;
	size_t leg;
	bool counts; /* of the box itself; false: of what it is on, told if at all */
	enum expected_state state;
	const struct fact *fact; /* what happened; NULL */
	struct said_time
		planned; /* the latest plan; event NULL: of the itinerary itself; at none: nobody said */
	struct said_time *estimates; /* live words, the latest first; those of plans are none */
	size_t estimate_count;
	instant due; /* the best there is: what was said last, pushed by what comes before it; INSTANT_NONE */
	bool pushed; /* later than anybody said */
};

enum replanned { REPLANNED_NOT, REPLANNED_ADVANCED, REPLANNED_ROLLED, REPLANNED_OTHER };

struct leg_state {
	enum replanned replanned;
	const char *taken; /* the transport that it took; NULL: none yet */
	bool unnamed;      /* it went with a later one than that of the leg, and nobody says which */
	instant closes;   /* when that which was told at first took no more; INSTANT_NONE: not said, or nobody
			     told it whole */
	instant moved;    /* by how much the one ordered since goes later than the one that was told */
	bool missed;      /* the connection to it: found ahead, or seen */
	instant short_by; /* how much too late, where missed */
};

enum routing { ROUTING_NONE, ROUTING_ROUTED, ROUTING_MISROUTED, ROUTINGS };
extern const char *const routing_words[ROUTINGS]; /* not-routed routed misrouted */

struct itinerary {
	const struct event *told; /* ITIN; NULL: made of single plans and facts */
	instant said;             /* INSTANT_NONE: not known */
	struct leg *legs;
	struct leg_state *states; /* a leg each */
	size_t leg_count;
	struct expected *expected;
	size_t expected_count;
	const struct expected *next;      /* that counts; NULL: nothing, or not told, or misdirected */
	const char *origin, *destination; /* of the papers where they say, else of the legs; NULL */
	instant deadline;
	enum routing routing;
	const struct fact *misdirected; /* by what; NULL: it is not */
};

struct itinerary_world {
	const struct ride_world *ride; /* events_of: of vessels and barges too */
	void *self;
	/* Trains wait there for another railway, gauge or customs. */
	bool (*is_border)(void *self, const char *place);
	/* What a transfer there from one mode to another takes at the least. */
	instant (*transfer)(void *self, const char *place, enum mode from, enum mode to);
	/* The tracks of one gauge end there: what comes on a train is lifted off it.  NULL: not known. */
	bool (*changes_gauge)(void *self, const char *place);
};

/* What it takes on that leg, or is to take; NULL: not known. */
const char *itinerary_carrier(const struct itinerary *i, size_t leg);

void itinerary_make(struct itinerary *i, struct arena *a, const struct itinerary_world *w,
	const struct facts *f, const struct trip *t);

#endif
