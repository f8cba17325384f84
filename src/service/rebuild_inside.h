/*
 * What the files of rebuild share: some boxes or wagons, looked at and mended.  Nobody else includes it.
 */
#ifndef SERVICE_REBUILD_INSIDE_H
#define SERVICE_REBUILD_INSIDE_H

#include "service/rebuild.h"

struct rebuild_some {
	struct service *service;
	struct conn *conn;
	struct arena *arena;
	const char **names; /* sorted */
	size_t count;       /* may be less when it returns: there was no room for the last of them */
	unsigned *what;     /* each: bits of what differs */
	bool *waits;        /* each: for the judge; then that is no difference */
	uint64_t events;
};

void rebuild_open(struct rebuild_some *x);
/* Marks what the rows name. */
void rebuild_mark(struct rebuild_some *x, const struct rows *r, enum rebuilt which);
/* Those with any of these bits; *n how many. */
const char **rebuild_those(struct rebuild_some *x, unsigned bits, size_t *n);

bool rebuild_look_at_boxes(struct rebuild_some *x, struct fault *f);
bool rebuild_mend_boxes(struct rebuild_some *x, struct fault *f);
bool rebuild_look_at_wagons(struct rebuild_some *x, struct fault *f); /* names: digits */
bool rebuild_mend_wagons(struct rebuild_some *x, struct fault *f);

#endif
