/*
 * What stories of boxes ask beside their events: papers, terms of free time, cooling, when senders were
 * heard, lists of the calls that they make, holds of those on the same wagon.  Read with a statement each for
 * all boxes, which travel together, when their timelines are made.
 */
#ifndef SERVICE_BESIDE_H
#define SERVICE_BESIDE_H

#include "domain/findings.h"
#include "domain/listed.h"
#include "service/story.h"

struct beside; /* the arena's */

/* Together with what the batch has in it already. */
bool beside_read(struct beside **b, struct conn *c, struct batch *batch, const struct stories *s,
	const struct stories_asked *asked, struct fault *f);
/* Of that box on that trip; NULL: it has not begun. */
const struct findings *beside_findings(
	const struct beside *b, const struct story *x, const struct trip *t, instant now);
/* Papers that cover the box. */
const struct line_paper *beside_papers(const struct beside *b, const struct story *x, size_t *n);
/* By which word a box is held that is on its wagon, and since when; NULL: none is. */
const struct event *beside_mate_held(const struct beside *b, const struct story *x, instant *since);
const struct listings *beside_lists(const struct beside *b, const struct story *x);
/* For struct situation: self is a struct beside. */
instant beside_heard(void *self, const char *sender);

#endif
