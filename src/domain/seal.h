/*
 * Seals of a container: applied, changed with a reseal event, broken, found different; navigation seals; on
 * which paper each stands; seals before and after a change of gauge.
 *
 * Numbers are told as "CA:1234567" (issuer, number); a sender that does not say the issuer means any.  Two
 * numbers are one where they differ in blanks, signs and case only.  Who tells some of a box's seals does not
 * say that the others are gone: a telling that shares no number with what that issuer had put on is another
 * seal.  It is `changed` where somebody told why: a reseal or a removal since, an inspection, a re-stuffing
 * or an act of the railway since, or one sender told of both at one place as the two halves of a change of
 * wagon.  Else it is `different`, and wrong.  A seal that one line reads and another does not is nobody's
 * wrong.  Seals of an empty box count for nothing.
 */
#ifndef DOMAIN_SEAL_H
#define DOMAIN_SEAL_H

#include "domain/line.h"

enum seal_step {
#define SEAL(name, word, wrong, text) SEAL_##name,
#include "domain/seal.def"
#undef SEAL
	SEAL_STEPS
};
struct seal_row {
	const char *word;
	bool wrong;
	const char *text;
};
extern const struct seal_row seal_rows[SEAL_STEPS];

enum seal_sort { SEAL_MECHANICAL, SEAL_NAVIGATION, SEAL_SORTS };
extern const char *const seal_sort_words[SEAL_SORTS]; /* mechanical navigation */

struct seal_change {
	enum seal_step step;
	enum seal_sort sort;
	const char *number, *issuer; /* number NULL: not told; issuer NULL: not told */
	const char *before;          /* the number that it took the place of; NULL */
	const struct event *told;
	const struct line_paper *paper; /* a paper that names it; NULL: none does */
	bool gauge;                     /* it came with the change of wagon */
};

struct seal_now {
	const char *number, *issuer;
	enum seal_sort sort;
	const struct event *since, *seen; /* put on; told of last */
	const struct line_paper *paper;
};

struct seals {
	struct seal_change *changes; /* in order */
	size_t change_count;
	struct seal_now *now;
	size_t now_count;
	const struct line_paper **apart; /* papers that hold and name seals, none of which the box ever had */
	size_t apart_count;
	bool wrong; /* a step that is wrong and was not put right by a later reseal, or a paper apart */
};

/* It tells that a seal is broken, missing or tampered with. */
bool seal_broken(const struct event *e);
void seals_find(struct seals *s, struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count);

#endif
