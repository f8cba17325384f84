/*
 * The outlook of one container: what is expected next, when it arrives where, and what stands in its way.
 *
 * Made from the folded box and `now`; the same events give the same outlook in any order.  Only the trip
 * under way counts: what came before its empty pick-up, or its return from the trip before, is over.  What
 * cannot be told is left out rather than
 * guessed.
 *
 * - Of what was said of one move at one place the latest word (`said`) counts, an estimate or a plan.  What
 * was taken back, has happened, or is implied by what happened at that place is no longer expected.
 * - Next is the first thing expected behind the last fact.
 * - The arrival is the latest word on arriving at the destination; where nobody told of that, at the last
 *   place where it is expected.
 * - Where somebody told an itinerary, next, arrival and destination are what that comes to (itinerary.h).
 * - What holds it, and until when, domain/hold.h says.
 * - Silent: under way, and for longer than is usual for the mode nothing has happened and nobody has said
 *   anything.  At sea an arrival still ahead is enough of an answer; who has arrived at the destination is
 *   not under way.
 * - Overdue: expected, not reported, and more than a day past (a time known to the day: that day's end).
 */
#ifndef DOMAIN_OUTLOOK_H
#define DOMAIN_OUTLOOK_H

#include "domain/itinerary.h"

enum block_code {
#define BLOCK(name, code, severity, text) BLOCK_##name,
#include "domain/outlook.def"
#undef BLOCK
	BLOCK_CODES
};

struct block_row {
	const char *code, *severity, *text;
};
extern const struct block_row block_rows[BLOCK_CODES];

#define OUTLOOK_BLOCKS  8 /* told at most; of more holds the first ones */
#define OUTLOOK_REASONS 4 /* words of the sender a block */

struct block {
	enum block_code code;
	struct moment since;            /* INSTANT_NONE: not known */
	const char *place, *place_text; /* NULL: not known */
	const char *reasons[OUTLOOK_REASONS];
	size_t reason_count;
};

struct outlook {                  /* text and events belong to the box's */
	const struct event *last; /* the fact the journey stands on; NULL: none yet */
	const struct event *next; /* NULL: nothing is expected, or nobody told */
	const struct event *eta;
	const char *destination; /* a place's code; NULL: not known */
	const bool *outdated;    /* an event each: expected once, and replaced by a later word or come true */
	struct block blocks[OUTLOOK_BLOCKS];
	size_t block_count;
};

/* Of a box as journey_fold left it: its events in the order of the timeline, and which of them are void.
 * number_failed: the number's check digit does not hold.  ahead: the itinerary of its latest trip; NULL:
 * nobody told one. */
void outlook_make(struct outlook *o, struct arena *scratch, const struct journey *j,
	const struct event *const *events, const bool *voided, size_t n, const struct itinerary *ahead,
	bool number_failed, instant now);

#endif
