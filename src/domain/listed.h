/*
 * Lists against reality: what a list says is to be, or is, loaded or discharged at a call, and what was.
 *
 * A list is an order (COPRAR), or tells what is aboard (BAPLIE at departure, a train list).  Who stands on it
 * the box's own events tell, each with the list's sender and document; that there is a list at all is known
 * of its others (struct listing), so that a box on none can be told.  A list that takes the place of an
 * earlier one under its document takes all of that back.
 *
 * - short: an order to load or discharge it, and the transport left without that; or a list alone has it
 * aboard, and the yard that it was loaded in tells of it since.
 * - over: loaded or discharged there, where there are lists, and on none of them.
 * - misplaced: on one list for another port, wagon or cell than on another, or than it was loaded for.
 *
 * A list of what is aboard closes a call: who is not on it, nor reported, was left behind.
 */
#ifndef DOMAIN_LISTED_H
#define DOMAIN_LISTED_H

#include "domain/itinerary.h"

struct listing { /* what all rows of a list share */
	const char *transport, *place;
	const char *code; /* LOAD DISC; ABRD: aboard */
	enum classifier classifier;
	const char *sender, *document; /* document "": it has none */
	enum function function;        /* of its latest word */
	instant said;                  /* that; when it came, where it does not say */
};

struct departure { /* as its wagons tell, who may call it by its number alone */
	const char *transport, *place;
	instant at;
};

struct listings {
	const struct listing *list;
	size_t count;
	const struct departure *departures; /* of the transports on which it is, or is to be */
	size_t departure_count;
	const struct ride_world *ride; /* knows trains by all of their names; NULL: by their keys alone */
};

/* Types of messages that are lists. */
extern const char *const listing_types[];
extern const size_t listing_type_count;

/* The box's own word on one of these orders, of that code at that call; NULL: it is on none. */
const struct event *listed_order(const struct listings *l, const struct facts *f, const struct trip *t,
	const char *transport, const char *place, const char *code);
/* When a list of what is aboard was made there that does not have it; INSTANT_NONE: there is none. */
instant listed_closed(const struct listings *l, const struct facts *f, const struct trip *t,
	const char *transport, const char *place);

enum listed_what { LISTED_SHORT, LISTED_OVER, LISTED_MISPLACED, LISTED };

struct listed {
	enum listed_what what;
	const char *transport, *place;
	const struct event *word; /* by which it is so */
};

/* Of the transport that it is on, or that it was discharged from last: at most one of each. */
size_t listed_find(
	const struct listings *l, const struct facts *f, const struct trip *t, struct listed out[LISTED]);

#endif
