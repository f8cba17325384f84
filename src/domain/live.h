/*
 * Which dated trip of a timetable a dated transport is, and what its calls make of that trip.
 *
 * Rules, the first that fits (live_rules): the route names that voyage; it names that ship or train; or the
 * transport is of the route's operator and way of carrying and calls at two of its stops, in order.  Of the
 * dates that the first call allows the nearest counts, within the rule's hours, and by what was planned where
 * that is known: a plan is nearer to the timetable than what became of it.  Where another date or route is
 * nearly as near, or another transport is for that trip, nobody knows: it is told, and left alone.  A trip is
 * one transport's.
 *
 * The trip is moved from each call on; an estimate that was told before a fact is out of
 * date.  One of which all calls were taken back is cancelled.  One that a route names, at two of its stops
 * and near no date of its, is an extra trip.
 */
#ifndef DOMAIN_LIVE_H
#define DOMAIN_LIVE_H

#include "domain/timetable.h"

enum live_rule { LIVE_VOYAGE, LIVE_NAMED, LIVE_LIKE, LIVE_RULES };
extern const char *const live_rule_words[LIVE_RULES]; /* voyage named like */

struct live_call {
	uint32_t place;
	bool departs, fact, taken_back;
	minute at;      /* as told last */
	minute planned; /* MINUTE_NEVER: not told */
	minute said;
};

struct live_transport {
	const char *key;
	enum carry carry;                   /* NONE: of no service */
	const char *imo, *voyage, *carrier; /* NULL: not told */
	const char *const *names;           /* of the ship, or numbers of the train */
	size_t name_count;
	int32_t day;                   /* in a train's key; INT32_MIN: none */
	const struct live_call *calls; /* in order of time */
	size_t call_count;
};

struct live_voyage { /* of a route on one date */
	int32_t date;
	const char *imo, *name, *number; /* NULL: not told */
};

struct live_service {        /* what a route of the timetable is called, and its trips */
	const char *carrier; /* a code; NULL */
	const char *imo, *name;
	const char *const *trains; /* numbers */
	size_t train_count;
	const struct live_voyage *voyages;
	size_t voyage_count;
};

enum live_state { LIVE_NONE, LIVE_TRIP, LIVE_EXTRA, LIVE_UNCLEAR };

struct live_match { /* of each transport */
	enum live_state state;
	enum live_rule rule;
	uint32_t service; /* unclear: of one that it may be */
	int32_t date;
	int32_t number; /* extra: from 1 on */
};

/* services: of each of the timetable; matches: of each transport; patches: the arena's. */
size_t live_patches(struct arena *a, const struct timetable *t, const struct live_service *services,
	const struct live_transport *transports, size_t n, struct live_match *matches,
	struct timetable_patch **patches);

#endif
