/*
 * Learning: what boxes teach of stretches is counted into what is known of these, and what they taught before
 * out of it.
 *
 * What is known stays the sum of what boxes teach now, whichever way that came about: done in the transaction
 * in which they are judged, by the one who judges.
 */
#ifndef SERVICE_LEARN_H
#define SERVICE_LEARN_H

#include "service/eta_world.h"
#include "store/stretch_store.h"

/* boxes: each once, with what it teaches now. */
bool learn(struct batch *b, struct conn *c, struct arena *a, const struct eta_world *w,
	const struct lessons_kept *boxes, size_t n, struct fault *f);

#endif
