/*
 * A box's line: its events in the order of the timeline, what it borrows of wagon and train among them, as
 * every finding about it reads them.
 *
 * Voided events count for nothing.  A finding is a function of the line (and of papers, terms, now): it knows
 * no clock, no place beyond its code, and nobody's table.  What cannot be told is left out rather than
 * guessed: KNOWN_NOT is an answer.
 */
#ifndef DOMAIN_LINE_H
#define DOMAIN_LINE_H

#include "base/arena.h"
#include "domain/fact.h"
#include "record/event.h"

#include <string.h>

struct line {
	const struct event *const *events;
	const bool *voided;
	size_t count;
	size_t trip; /* the first event of the trip under way (trip.h) */
};

enum known { KNOWN_NOT, KNOWN_NO, KNOWN_YES, KNOWNS };
extern const char *const known_words[KNOWNS]; /* not-told no yes */

/* What holds of a paper that covers the box: its last word.  Members of papers that nobody gave are NULL. */
struct line_paper {
	const char *kind, *number; /* kind: a word of record/paper.def */
	const char *sender, *place;
	instant issued, until;          /* until: the limit of a transit; INSTANT_NONE */
	const char *seals;              /* as written, apart by blanks, commas or semicolons */
	const char *gross, *gross_unit; /* as written; KGM, TNE */
	const char *office_from, *office_to,
		*guarantee; /* of a transit; places' codes where they are known */
	bool over;          /* cancelled, or another took its place */
};

/* The same line, of each fact only who speaks: what others also reported counts for nothing. */
struct line line_spoken(struct arena *a, const struct line *l, const struct facts *f);

static inline bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Not said fits whatever is said. */
static inline bool fits(const char *a, const char *b)
{
	return !a || !b || strcmp(a, b) == 0;
}

static inline bool is(const struct event *e, const char *code)
{
	return strcmp(e->code, code) == 0;
}

static inline bool is_among(const char *code, const char *const *codes)
{
	for (; *codes; codes++)
		if (strcmp(*codes, code) == 0)
			return true;
	return false;
}

static inline bool same_place(const struct event *a, const struct event *b)
{
	return a->place || b->place ? same(a->place, b->place) : same(a->place_text, b->place_text);
}

static inline bool place_known(const struct event *e)
{
	return e->place || e->place_text;
}

static inline bool is_at(const struct event *e, const char *place)
{
	return e && place && same(e->place, place);
}

static inline bool line_fact(const struct line *l, size_t i)
{
	return !l->voided[i] && l->events[i]->classifier == CLASSIFIER_ACT;
}

/* And is no shifting about on its own ship: of where a box stands that tells nothing. */
static inline bool line_stands(const struct line *l, size_t i)
{
	return line_fact(l, i) && !event_restows(l->events[i]);
}

/* A remark as the sender wrote it, without the qualifier before it; NULL: it is no reason of anything (the
 * name of a place). */
const char *line_reason(const char *remark);
/* One of these words, apart by '|', stands in the text, whatever the case of Latin and Cyrillic letters. */
bool line_says(const char *text, const char *words);
/* The first of its remarks in which one of them stands; NULL: none. */
const char *line_remark(const struct event *e, const char *words);
/* It has exactly this remark. */
bool line_marked(const struct event *e, const char *remark);
/* The value of a reference of that kind; NULL: it has none. */
const char *line_reference(const struct event *e, const char *kind);

#endif
