/*
 * Facts: what happened to a box, made of all that was said of it.
 *
 * Several observations of one thing are one fact: same code, place (a border complex is one place), load
 * state, direction, vehicle and papers as far as both say them, within a window of time by who speaks, with
 * no opposite move between, and no two of one sender.  A table says whose word counts (fact.def); the others
 * stay visible.  A fact that needs another which nobody told of brings it along, inferred: it has a range of
 * time instead of one, and is gone when somebody tells.  Two stays that were both reported and overlap in
 * time, on two vehicles or on one and on the ground elsewhere, are in conflict; what is missing is none.
 *
 * Only what is told as having happened counts, and only what holds (`voided`).  All of it is a function of
 * the set of events, whatever the order in which they came.  Who learnt what when is not known here.  Rules:
 * the domain's, see docs/facts.md.
 */
#ifndef DOMAIN_FACT_H
#define DOMAIN_FACT_H

#include "base/arena.h"
#include "domain/ride.h"
#include "record/event.h"

struct fact {
	const char *code;
	const struct event *speaker;       /* whose word counts; NULL: inferred */
	const struct event **observations; /* all of it: the speaker first, then by rank */
	size_t observation_count;
	struct moment when;  /* the speaker's; inferred: none */
	instant from, until; /* it happened between, both included; INSTANT_NONE: not known */
	/* As the speaker says; what it does not say, as the first of the others does. */
	const char *place, *place_text, *facility, *facility_list;
	enum load_state load_state;
	const struct transport_ref *transport; /* never NULL */
	/* Of an inferred one: the fact before it, and the one that could not be without it. */
	const struct fact *after, *because;
	const struct fact *conflicts_with; /* the last fact that excludes it; NULL: none */
};

struct facts {
	struct fact **list; /* in the order in which they happened */
	size_t count;
	/* Of the last run of moves, none of which is further than FACT_WINDOW from the next: what decides
	 * whether a later word can be taken in without the others (domain/journey.h). */
	struct fact_run {
		instant since,
			until;  /* the first and the last, as they sort; INSTANT_NONE: none has a time */
		unsigned codes; /* fact_run_codes of each, FACT_RUN_LOOSE, FACT_RUN_UNKNOWN */
	} run;
};

/* No two observations further apart are one fact. */
#define FACT_WINDOW (2 * INSTANT_DAY)
/* Beside the bits of the codes: a time is known only to the hour or day; where a move stands in the run may
 * depend on what was before; nothing of it is known. */
#define FACT_RUN_VAGUE   (1u << 12)
#define FACT_RUN_LOOSE   (1u << 13)
#define FACT_RUN_UNKNOWN (1u << 14)

/* sorted, voided: as events_settle leaves them, what is borrowed among them; voided may be NULL.  Of the
 * world same_train and complex_of are asked; w NULL: every train and place is its own. */
struct facts facts_make(struct arena *a, const struct ride_world *w, const struct event *const *sorted,
	const bool *voided, size_t n);
/* The last one that moved the box and was reported; NULL: none.  What was stripped where nobody told that it
 * was delivered was so; what a yard's stock has that nobody told to have come has. */
const struct fact *facts_last_move(const struct facts *f);
bool facts_tell_move(const struct facts *f, size_t i);

/* Told as a half of a restow: it changes nothing of where the box is to be. */
bool fact_restows(const struct fact *f);
/* Told by a yard's stock: it moves nothing, but a box that was told of elsewhere has come. */
bool fact_in_stock(const struct fact *f);

/* 0: first; who speaks of such a fact before whom. */
unsigned fact_rank(const char *code, enum source_kind source);
/* Two observations of these sources are one fact only so far apart. */
instant fact_window(enum source_kind a, enum source_kind b);
unsigned fact_code_bit(const char *code); /* a bit of its own for every code that moves a box; else 0 */
unsigned fact_run_codes(const struct event *e);
/* What it says of where the box is rests on what was before: what it is aboard of, whether what is stripped
 * was delivered there, or what a yard has came there just then. */
bool fact_rests(const struct event *e);

#endif
