/*
 * A box as it was known at a time of the past: folded from what had been told of it, and of what it rode on,
 * by then.  Only for trials (domain/eta_trial.h).
 */
#ifndef DOMAIN_ETA_THEN_H
#define DOMAIN_ETA_THEN_H

#include "domain/eta_trial.h"
#include "domain/trips.h"

struct eta_then { /* of whose world only that counts which had been told */
	struct arena *a;
	const struct eta_trial_box *box;
	const struct itinerary_world *world;
	struct ride_world ride;
	struct itinerary_world itinerary;
	instant now;
};

/* then is held as long as what is folded of it. */
void eta_then_go_back(struct eta_then *then, struct arena *a, const struct eta_trial_box *box, instant now);

struct eta_folded {
	struct facts facts;
	const struct event **events;
	bool *voided;
	size_t count;
	struct trips trips;
};
/* The arena's that it went back with. */
void eta_then_fold(struct eta_folded *f, const struct eta_then *then);

#endif
