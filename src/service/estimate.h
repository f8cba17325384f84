/*
 * Estimates of boxes' arrival, discharge, availability and delivery (domain/eta.h): made by the judge, read
 * by the answers.
 *
 * What is shown is what stands: an estimate is kept when it moved, with its reasons, so that it does not go
 * to and fro, all answers say the same, and what stood at a moment can be told.  Only the judge makes any.
 */
#ifndef SERVICE_ESTIMATE_H
#define SERVICE_ESTIMATE_H

#include "service/story.h"
#include "store/estimate_store.h"

/* Queues what boxes teach, and estimates of their open trips that moved.  again: when each is to be judged
 * anew though nobody tells of it; made earlier where that is so. */
bool estimate_boxes(struct batch *b, struct conn *c, const struct stories *s, instant now, instant *again,
	struct fault *f);

/* (*differ)[i]: what box i teaches is not what is kept as taught by it. */
bool estimate_lessons_differ(
	struct conn *c, const struct stories *s, instant now, bool **differ, struct fault *f);

/* What stands of some boxes: of those of which the asker may see all, as the estimates are made of that. */
struct estimates {
	struct estimate_kept *list;
	size_t count;
	instant now;
	bool all;
	const char **whole; /* else these boxes, sorted */
	size_t whole_count;
};
void estimates_for_later(struct batch *b, struct estimates *e, const struct asking *q,
	const char *const *containers, size_t n);
bool estimates_for(struct estimates *e, struct asking *q, const char *const *containers, size_t n);
/* "estimate":{"arrival":{...},...} of the box's trip (NULL: its only one that is open), where any stands. */
void part_estimate(struct json *j, const struct estimates *e, const char *container, const uint8_t *trip);

#endif
