/* What is asked of a disruption, and what is kept of it where it is real: only for src/service/disrupt*.c. */
#ifndef SERVICE_DISRUPT_APPLY_H
#define SERVICE_DISRUPT_APPLY_H

#include "service/disrupt_inside.h"
#include "service/standing.h"

struct disrupt_asked {
	const char *name; /* NULL: a dry run of one without a name */
	bool dry, all;
	const json_t *what, *some; /* some: containers; NULL: none are named */
	const char **containers;   /* that are to be looked at, in order; NULL: all that are under way */
	size_t container_count;
	struct restriction restriction;
	struct standing_row row; /* as it would be kept */
};

bool disrupt_asked_read(
	struct asking *q, const struct ways *w, const json_t *body, struct disrupt_asked *asked);
/* Sets the restriction where it does not say so already; *set: it did not. */
bool disrupt_set(struct asking *q, const char *by, const struct disrupt_asked *asked, bool *set);
/* Tells the itineraries; *applied: how many. */
bool disrupt_apply(struct disrupting *d, const char *by, const struct disrupt_asked *asked, int64_t *applied);

#endif
