/*
 * The past of the database, for measuring how good estimates would have been (domain/eta_trial.h).
 */
#ifndef SERVICE_ETA_PAST_H
#define SERVICE_ETA_PAST_H

#include "domain/eta_trial.h"
#include "service/service.h"

struct eta_past_asked {
	instant now;
	instant since;  /* of what happened before, only is learned */
	int boxes_most; /* an even choice of them */
	bool recorded;  /* what was recorded by then was known, else what had been said */
	void *self;     /* told how many boxes were read; progress NULL: nobody */
	void (*progress)(void *self, size_t boxes);
};

/* Lines are the arena's; *trips: how many that are over there were. */
bool eta_past_score(struct service *s, struct conn *c, struct arena *a, const struct eta_past_asked *asked,
	struct eta_score **lines, size_t *n, size_t *trips, struct fault *f);

#endif
