/*
 * How estimates held: what came, against the intervals that had been given, and the intervals made as wide as
 * would have held.
 *
 * What is added up of stretches takes them for independent and for what they were; where they are not (one
 * queue delays all that comes behind it), the interval is too narrow, and nothing in it says so.  So it is
 * learned like anything else (domain/stretch.h): an entry is by how many of its half widths the truth lay off
 * the likely time, below nought before it.  The interval then reaches as far as all but the outer tenth on
 * each side did (conformal prediction; that of few a little farther is what is added up already).  The likely
 * time stays.
 *
 * What has come of a goal is of a few trains at first, and they share their queues: it counts beside
 * SPREAD_LEAST passings that held as they were to.  Those of other goals say nothing of it.
 *
 * Learned from what has come alone, and from intervals as they were added up, so that it does not feed on
 * itself.
 */
#ifndef DOMAIN_ETA_HELD_H
#define DOMAIN_ETA_HELD_H

#include "domain/eta.h"
#include "domain/trips.h"

/* Under which they are learned: those of one goal together, as seconds a day of which is a half width. */
struct stretch eta_held_by(enum eta_goal goal);

struct eta_came {                    /* at the end of a trip */
	instant happened[ETA_GOALS]; /* INSTANT_NONE: not, or nobody told */
	uint32_t passing; /* tally_passing of what brought it: so many boxes of one train are one */
};
/* place: where the trip is bound. */
void eta_came_of(struct eta_came *came, const struct stretch_world *w, const char *container,
	const struct facts *f, const struct trip *t, const char *place);

/* Of an estimate that stood at that time, and is known; it came after that. */
struct stretch_seen eta_held_seen(
	enum eta_goal goal, instant stood, const struct eta_interval *given, const struct eta_came *came);

/* What stood at the begin of each such span since 1970 is looked at, whatever moved between: who moves often
 * is not looked at more often. */
#define ETA_HELD_EVERY (2 * INSTANT_DAY)
/* Of the estimates of one goal of a trip, by when they were made. */
size_t eta_held_all(struct arena *a, enum eta_goal goal, const struct eta_made *made, size_t n,
	const struct eta_came *came, struct stretch_seen **seen);

/* Makes the intervals as wide as held in the past, where some have come, and says so in the reasons. */
void eta_hold(struct eta *e, const struct eta_past *past, instant now);

#endif
