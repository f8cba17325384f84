/*
 * Ways that a box may go on: a fixed set of points that fill the space of all outcomes evenly (a Korobov
 * lattice), so that the same input gives the same times, and near ones near times.  Only for eta.c.
 */
#ifndef DOMAIN_ETA_PATHS_H
#define DOMAIN_ETA_PATHS_H

#include "domain/eta.h"

#define ETA_PATHS 1021

struct paths {
	bool known;
	double at[ETA_PATHS];     /* seconds from now at which the last step taken ends */
	double weight[ETA_PATHS]; /* how likely the way is */
	bool unheard[ETA_PATHS];  /* the step under way has ended on it, and nobody told */
	double grid[ETA_PATHS];   /* scratch */
	uint32_t order[ETA_PATHS];
};

/* All end now, as likely as each other. */
void paths_begin(struct paths *p);
/* The step under way: it has lasted `lasted` seconds, and up to `heard` of them it is known to. */
void paths_start(struct paths *p, const struct eta_step *s, double lasted, double heard);
void paths_go(struct paths *p, const struct eta_step *s, uint32_t step);
/* They end no earlier than that. */
void paths_not_before(struct paths *p, double seconds);
/* Leans the ends on one told for `at`; least[k]: no way may end before.  The weight given it, 0 to 1; below
 * 0: what was told has passed. */
double paths_lean(struct paths *p, const struct spread *past, double at, const double *least);
/* They end when was told, but not before what was added up so far; step: of which. */
bool paths_told(struct paths *p, const struct spread *past, double at, uint32_t step);
/* Whether that a step has ended by now is believed, nobody having told: the weights become that much less. */
void paths_doubt(struct paths *p, const struct eta_step *s);
/* Seconds from now between which all but that share on each side end, and the middle: from, likely, until.
 * That the step under way has ended unheard draws the middle, and makes the interval no narrower: who is
 * silent is no surer. */
void paths_between(struct paths *p, double outside, double seconds[3]);
double paths_passed(const struct paths *p); /* share that has ended by now */

#endif
