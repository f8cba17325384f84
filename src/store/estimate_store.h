/*
 * Estimates that were made, in the database: a row a box, trip and goal each time that it moved.
 */
#ifndef STORE_ESTIMATE_STORE_H
#define STORE_ESTIMATE_STORE_H

#include "domain/eta.h"
#include "store/db.h"

struct estimate_kept {
	const char *container;
	uint8_t trip[16];
	enum eta_goal goal;
	struct eta_made made; /* of the interval its times */
	const char *told;     /* the answer, JSON */
};

/* Queues the question of what stands of these boxes, by container, trip and goal. */
void estimates_later(struct batch *b, struct arena *a, const char *const *containers, size_t n,
	struct estimate_kept **kept, size_t *count);
/* All that is kept of them, in that order and by when they were made, the last being what stands; told is
 * NULL. */
bool estimates_read_all(struct conn *c, struct arena *a, const char *const *containers, size_t n,
	struct estimate_kept **kept, size_t *count, struct fault *f);
/* Those of one container among what was read, and how many; NULL: none. */
const struct estimate_kept *estimates_of_one(
	const struct estimate_kept *kept, size_t count, const char *container, size_t *n);
/* Queues that of those made before a time only what stood at the begin of each span of so long is kept. */
void estimates_thin_later(struct batch *b, struct arena *a, const char *const *containers, size_t n,
	instant before, instant span);
/* Queues them, all made at that time. */
void estimates_put_later(
	struct batch *b, struct arena *a, const struct estimate_kept *made, size_t n, instant at);

#endif
