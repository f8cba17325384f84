/*
 * Holds of a container and of what it rides on: a country and a kind, opened and lifted, history kept.
 *
 * A hold is opened by HOLD, by a selection of customs (CUSS for a scan, CUSI for an inspection), and damage
 * is told alike: something is wrong until somebody says it is not.  It is lifted by a release at that place,
 * or where one of the two names no place; customs that refused a box clear it with a word of their own, which
 * lifts a hold if the same sender says it.  It does not outlast the stay: a box that was there and departed
 * or is elsewhere since, was delivered or returned empty, was let go, whether anybody told so or not. Customs
 * and inspection change holds, never the status.
 */
#ifndef DOMAIN_HOLD_H
#define DOMAIN_HOLD_H

#include "domain/line.h"

enum hold_kind {
#define HOLD(name, word, words) HOLD_##name,
#include "domain/hold.def"
#undef HOLD
	HOLD_KINDS
};
extern const char *const hold_kind_words[HOLD_KINDS];

enum hold_stop { STOP_HELD, STOP_CUSTOMS, STOP_DAMAGED, STOPS }; /* what was told */
enum hold_end { HOLD_OPEN, HOLD_LIFTED, HOLD_GONE_ON, HOLD_ENDS };
extern const char *const hold_end_words[HOLD_ENDS]; /* open lifted gone-on */

struct hold { /* events are the line's */
	enum hold_stop stop;
	enum hold_kind kind;
	char country[3]; /* of its place, ISO 3166; "": not known */
	const struct event *opened;
	const struct event *lifted;    /* what lifted it, or shows that the box has gone on; NULL: open */
	const struct event *inspected; /* told of meanwhile, there; NULL */
	enum hold_end end;
};

/* Codes of what holds a box. */
extern const char *const hold_begins[];
extern const size_t hold_begin_count;

/* Those of the trip, in the order in which they were opened; damage among them. */
size_t holds_find(struct arena *a, const struct line *l, struct hold **holds);

#endif
