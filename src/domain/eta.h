/*
 * When a box will have arrived, been discharged, be available, be delivered: an interval each, with reasons.
 *
 * Input is where the box stands, the stretches that its way still has, each with what is learned of it
 * (domain/spread.h), its timetable and what others told of its end, and `now`.  The times of the stretches
 * are added up along some thousand ways that together are as varied as the past was; an estimate's share of
 * the ways is its likelihood.
 *
 * - The stretch under way has taken some time already: only what is longer counts (also longer than all that
 *   was seen).  That it has not ended is known up to the last sign of it; since then it may have, and nobody
 *   told: as often as ends were not told in the past, or told late.  So silence widens the interval.
 * - What waits for a departure never ends before the timetable says: slack absorbs delay.  What was scheduled
 *   before the last fact is moved by the delay that is left of it.
 * - What somebody told of an end counts by how far off such tellings were in the past, as the fourth power of
 *   their narrowness beside the learned one's: both err together, so they are leant on each other, not
 *   multiplied; up to a fifth of the ways do not listen, so that where the two disagree the interval has
 * both.  It never makes a stretch shorter than it can be.  What would have passed is not listened to.
 * - A stretch of which too little is known can be passed over only by a telling whose past errors are known.
 *   Else what lies behind it is not estimated, and the reason says which it is.
 * - Nothing is in the past.
 *
 * The interval is to hold the truth ETA_COVERAGE of the time (domain/eta_held.h sees to that).  Seconds,
 * instants UTC.  Boxes of one train are estimated each by itself.
 */
#ifndef DOMAIN_ETA_H
#define DOMAIN_ETA_H

#include "base/arena.h"
#include "domain/spread.h"
#include "domain/stretch.h"

#define ETA_COVERAGE 0.8
#define ETA_STEPS    24 /* more are not estimated */
#define ETA_REASONS  64

enum eta_goal { ETA_ARRIVAL, ETA_DISCHARGE, ETA_AVAILABLE, ETA_DELIVERED, ETA_GOALS };
extern const char *const eta_goal_words[ETA_GOALS]; /* arrival discharge available delivered */

enum eta_reason_code {
#define REASON(name, word, text) ETA_##name,
#include "domain/eta.def"
#undef REASON
	ETA_REASON_CODES
};
extern const char *const eta_reason_words[ETA_REASON_CODES];

struct eta_told { /* of the end of a step; of one source the latest counts */
	const char *who;
	instant at, said;
	const struct spread *past; /* how late it came then, at such a lead time; negative: early */
};

struct eta_step {
	struct stretch stretch;
	/* Of `stretch`, or of a pool that it belongs to: then it is multiplied by `scale`, else that is 1. */
	const struct spread *spread;
	double scale;
	bool pooled;
	unsigned goals;                 /* 1 << enum eta_goal each: what its end is */
	instant scheduled;              /* its end; INSTANT_NONE: nobody told */
	const struct spread *timetable; /* how late the timetable's ends came; NULL: not known */
	const struct eta_told *told;
	size_t told_count;
};

struct eta_past { /* asked for what is learned of a stretch or pool; NULL, or too few passings: not enough */
	void *self;
	const struct spread *(*spread_of)(void *self, const struct stretch *stretch);
};
/* Sets spread, scale and pooled of a step whose stretch is set: of the stretch itself, else of the nearest
 * pool of which enough is known. */
void eta_learn(
	struct eta_step *s, struct arena *a, const struct stretch_world *w, const struct eta_past *past);

struct eta_box {
	instant since;     /* the last fact: the first step began; INSTANT_NONE: there is no step */
	instant scheduled; /* when that should have been; INSTANT_NONE: nobody told */
	instant heard; /* the last sign that the first step goes on; since, where there is none behind it */
	const struct eta_step *steps; /* the one it is in, and those behind it */
	size_t count;
};

struct eta_reason {
	enum eta_reason_code code;
	uint32_t step;
	const char *who;
	double amount, of; /* as eta.def says */
};

struct eta_interval {
	bool asked; /* a step has this goal */
	bool known; /* else the last reason says why not */
	instant likely, from, until;
	instant added_from, added_until; /* as added up, whatever was learned of how such hold */
	double passings;                 /* of the least known step */
	instant since, period;           /* of the past it was learned from: first and last day */
	uint32_t steps;                  /* reasons of steps before this one are its own */
};

struct eta {
	struct eta_interval goals[ETA_GOALS];
	struct eta_reason reasons[ETA_REASONS];
	size_t reason_count;
};

void eta_make(struct eta *e, struct arena *scratch, const struct eta_box *box, instant now);

/*
 * What is shown: no to and fro.  An estimate replaces the one that stands when the likely time moved by an
 * hour and a quarter of the interval, or the interval became half as wide again or two thirds, or what stood
 * lies in the past.
 */
bool eta_moved(const struct eta_interval *stands, const struct eta_interval *fresh, instant now);

struct eta_made {
	instant at;
	struct eta_interval interval;
};
/* The one that stands after all of them, in whatever order they are given; sorts them.  NULL: there is none.
 */
const struct eta_made *eta_standing(struct eta_made *made, size_t n);

#endif
