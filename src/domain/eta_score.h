/*
 * How good the estimates were: error and coverage, beside those of the schedule as it was first told and as
 * it was last, of who told last and of the lane's median.
 *
 * Errors are absolute, in seconds, of the likely time against when it happened.  Lead is the time from asking
 * to that.  An estimate is compared only where both gave a time, so a part that is never estimated makes
 * nobody better; what was not estimated is counted apart.
 */
#ifndef DOMAIN_ETA_SCORE_H
#define DOMAIN_ETA_SCORE_H

#include "domain/eta.h"

struct eta_asked { /* asked before it happened; others are not scored */
	const char *corridor;
	enum eta_goal goal;
	instant asked, happened;
	struct eta_interval estimate;
	/* The first plan, the one that stood then, the latest live estimate, and the lane's median;
	 * INSTANT_NONE: nothing. */
	instant booked, scheduled, told, lane;
};

struct eta_against {
	size_t n;
	double error, own; /* means: its, and ours on the same */
};

struct eta_score {
	const char *corridor; /* NULL: all of them */
	enum eta_goal goal;
	int lead; /* into stretch_lead_words; STRETCH_LEADS: all */
	size_t n, unknown;
	double error, error_90; /* mean, and what 90 % are within */
	double covered;         /* share of n */
	double width;           /* of the intervals, mean */
	struct eta_against booked, timetable, told, lane;
};

/* A line a corridor, goal and lead, and for all of each; in that order, all last.  Lines are the arena's. */
size_t eta_score(struct arena *a, const struct eta_asked *asked, size_t n, struct eta_score **lines);

#endif
