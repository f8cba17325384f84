/*
 * Customs transit of a container: procedures from papers and references, with offices, time limit, seals and
 * state; and whether the box is under bond.
 *
 * A procedure is opened by its paper (T1, T2, EAEU transit, TIR, Chinese transit), or, where nobody told of a
 * paper, by a reference whose number can be nothing else: a master reference number of the Union's system
 * (year, country, 12 more, a letter of transit J to M, a check digit by ISO 6346), a carnet (two letters and
 * eight digits).  It has arrived when the box came to the office of destination since; where that is not
 * known, that is not known.  It is discharged by a release of customs that names it later than the one that
 * opened it, or at the office of destination since the arrival, or by a paper that cancels it.  Arrived but not discharged, and a limit that
 * is near or past before the arrival, are exceptions.
 */
#ifndef DOMAIN_TRANSIT_H
#define DOMAIN_TRANSIT_H

#include "domain/line.h"

enum transit_kind {
#define TRANSIT(name, word, papers, text) TRANSIT_##name,
#include "domain/transit.def"
#undef TRANSIT
	TRANSIT_KINDS
};
extern const char *const transit_kind_words[TRANSIT_KINDS];
extern const char *const transit_kind_texts[TRANSIT_KINDS];

enum transit_state { TRANSIT_OPENED, TRANSIT_ARRIVED, TRANSIT_DISCHARGED, TRANSIT_STATES };
extern const char *const transit_state_words[TRANSIT_STATES]; /* opened arrived discharged */
enum transit_limit { LIMIT_NOT_KNOWN, LIMIT_FAR, LIMIT_NEAR, LIMIT_PAST, LIMIT_KEPT, TRANSIT_LIMITS };
extern const char *const transit_limit_words[TRANSIT_LIMITS]; /* not-told far near past kept */

#define TRANSIT_NEAR (2 * INSTANT_DAY) /* a limit is near so long before it */

struct transit {
	enum transit_kind kind;
	const char *number;
	const struct line_paper *paper; /* NULL: only a reference names it */
	const struct event *first;      /* that names it; NULL: none does */
	enum transit_state state;
	const struct event *arrived, *discharged; /* NULL: not told */
	enum transit_limit limit;                 /* kept: arrived before it */
};

struct transit_world {
	void *self;
	bool (*same_place)(void *self, const char *a, const char *b); /* or of one border complex */
};

/* Those of the trip, papers first; `bonded`: one is not discharged. */
size_t transits_find(struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count, const struct transit_world *w, instant now, struct transit **transits,
	bool *bonded);
/* What a number can be nothing else than; TRANSIT_KINDS: it may be anything. */
enum transit_kind transit_of_number(const char *number);

#endif
