/*
 * A trial: how good estimates would have been on a past that is known.
 *
 * Of each trip that has arrived it is asked every other day, whatever came, with what was known then of the
 * box and what had been learned by then of all boxes.  Beside
 * it stand what the first plan said, what the plan said then, and the lane's median: how long trips from
 * there to there took that had ended by then.  First all boxes are added, then the answers are scored
 * (domain/eta_score.h).
 */
#ifndef DOMAIN_ETA_TRIAL_H
#define DOMAIN_ETA_TRIAL_H

#include "domain/eta_score.h"
#include "domain/eta_way.h"

struct eta_trial; /* the arena's */

struct eta_trial_box {
	const char *container;
	const struct event *const *events; /* its own, in whatever order */
	size_t count;
	/* Since when it was known, of them and of what the world has of wagons, trains and calls. */
	instant (*known)(void *self, const struct event *e);
	void *self;
	const struct itinerary_world *world;
};

/* since: of what happened before, only is learned.  w is held as long as the trial. */
struct eta_trial *eta_trial_make(struct arena *a, const struct eta_way_world *w, instant since);
void eta_trial_add(struct eta_trial *t, const struct eta_trial_box *box);
size_t eta_trial_trips(const struct eta_trial *t); /* that are over */
size_t eta_trial_score(struct eta_trial *t, struct eta_score **lines);

#endif
