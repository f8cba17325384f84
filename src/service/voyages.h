/*
 * Dated voyages of the ships in the timetable: what they are called, when they call where, as planned, as
 * expected, and as it was.
 *
 * Planned is the timetable.  Expected is what the network has otherwise, a trip that was moved, or, before
 * that, what was said of that voyage's call; actual only the latter.  A voyage is known by its ship and its
 * told number.
 */
#ifndef SERVICE_VOYAGES_H
#define SERVICE_VOYAGES_H

#include "service/answers.h"
#include "service/ways.h"

enum voyage_end { VOYAGE_ARRIVES, VOYAGE_DEPARTS, VOYAGE_ENDS };
enum voyage_as { VOYAGE_PLANNED, VOYAGE_EXPECTED, VOYAGE_ACTUAL, VOYAGE_AS };

struct voyage_call {
	minute at[VOYAGE_ENDS][VOYAGE_AS]; /* MINUTE_NEVER: not known */
};

struct voyage {
	uint32_t service;
	int32_t date;
	int trip_number;            /* as struct network_trip has it */
	const char *number;         /* as told, else its date */
	bool told;                  /* the number was */
	const char *universal;      /* voyage reference; NULL */
	struct route_vessel vessel; /* its own, else the route's */
	struct voyage_call *calls;  /* of each stop; NULL until it was timed */
};

/* All of these must fit; NULL: any.  The place, the facility and the days are of one call: some time of it is
 * on the first day or later, some on the last or earlier, on the clock there. */
struct voyages_asked {
	const char *imo, *vessel, *code, *universal, *voyage, *universal_voyage, *facility, *operator;
	uint32_t place; /* of the timetable; MEMBER_NO_PLACE: any */
	int32_t first, last;
};

#define VOYAGES_AROUND 400 /* days before and behind today that are looked at */

/* What a trip is called; without its calls. */
struct voyage voyage_of(
	struct arena *a, const struct ways *w, uint32_t service, int32_t date, int trip_number);
/* Whole voyages of which a call fits, of services that have a code, by service and date. */
bool voyages_find(struct asking *q, const struct ways *w, const struct voyages_asked *asked,
	struct voyage **voyages, size_t *n);
/* Whether it is a call that was asked for. */
bool voyage_calls(
	const struct ways *w, const struct voyages_asked *asked, const struct voyage *v, size_t stop);
/* For its files: what was said of the calls of these. */
bool voyages_tell(struct asking *q, const struct ways *w, struct voyage *voyages, size_t n);

#endif
