/*
 * A spread: how likely what lasts how long (or comes how late), learned from tallies of the past.
 *
 * Later weeks weigh more: a border's queue drifts.  The weight halves with each half-life; where too few
 * passings would carry the estimate the half-life is doubled until they do.  What still goes on is taken for
 * what it is, lasting at least so long (product-limit estimate over the classes): left out, it would leave
 * out the long ones.  Above the median, where few have been seen, the estimate leans on a Pareto tail fitted
 * to what has: so there is always something beyond the longest one.  Inside a class all is even.
 *
 * Seconds throughout.  Under SPREAD_LEAST passings a spread is not usable by itself; from SPREAD_SOME on it
 * draws that of a pool to itself, the more the more passings it has.
 */
#ifndef DOMAIN_SPREAD_H
#define DOMAIN_SPREAD_H

#include "domain/tally.h"

#define SPREAD_LEAST 30 /* passings */
#define SPREAD_SOME  8  /* passings that say something beside a pool */

struct spread {
	double below[TALLY_CLASSES + 1]; /* share of what is below each edge: 0 to 1 */
	double edge[TALLY_CLASSES + 1];
	double alpha, base, from; /* the tail: (x - base) ^ -alpha, from there on; alpha 0: none */
	double passings;          /* it was made of */
	double effective;         /* as good as so many equally recent ones */
	instant since, until;     /* of the weeks they began in */
	double median;
	double level;     /* how long it takes of late, to what it took altogether: 1 as long */
	double rising;    /* the median of late to that of before: 1.2 a fifth longer; 0: not known */
	double untold;    /* share of ends that nobody told */
	double told_late; /* seconds, on the average */
};

/* From the weeks, in their order, as known at `now`; half_life in weeks.  False where there are too few
 * passings to be usable; under SPREAD_SOME only `passings`, since and until are set. */
bool spread_make(struct spread *s, const struct tally_week *weeks, size_t n, double half_life, instant now);

/* Sets how long it takes of late: those of the last weeks, the half-life being `drift` weeks, and what goes
 * on now, against the spread that is made of the same weeks. */
void spread_level(struct spread *s, const struct tally_week *weeks, size_t n, double drift, instant now);

/* Of few passings, SPREAD_SOME at least, and of a pool that is usable and whose seconds are multiplied by
 * `scale`. */
void spread_blend(struct spread *s, const struct spread *few, const struct spread *pool, double scale);

/* Enough is known; s may be NULL. */
bool spread_usable(const struct spread *s);
double spread_below(const struct spread *s, double seconds); /* share */
double spread_at(const struct spread *s, double share);      /* seconds below which that share is */
/* n values, ascending, that are as likely as each other, of what is longer than `beyond` (-INFINITY: of all).
 * Beyond all that was seen the tail goes on. */
void spread_grid(const struct spread *s, double beyond, double *values, size_t n);

#endif
