/*
 * From where a box is: what plans of it begin with, from all that the viewer may see of it.
 *
 * - Aboard a ship or train that is a dated trip of the network: from that trip, which it may leave at the
 *   next stop.
 * - Aboard another one, or on the road: from the next place where it is expected, when it is.
 * - Where it stands: from now on.  What holds it is told, for nobody knows until when.
 * What is asked of it otherwise (place, size, mass ...) stays as it was asked.
 */
#ifndef SERVICE_PLANS_BOX_H
#define SERVICE_PLANS_BOX_H

#include "domain/outlook.h"
#include "service/plans.h"
#include "service/story.h"
#include "service/ways.h"

struct plans_box {
	const char *container;
	const char *how; /* "aboard", "arriving", "standing" */
	struct search_aboard aboard;
	const struct ways_run *run; /* that it is on; NULL: none of the network */
	const struct search_left
		*left;     /* of each trip, with the room that it has there itself: plans_box() */
	const char *place; /* where it stands or is expected; aboard: the next stop */
	instant ready;
	struct outlook outlook;
};

/* asked: from, to and what was not said of its cargo are set.  UNKNOWN: nobody told of it; BAD_REQUEST: it is
 * nowhere that a plan could begin. */
bool plans_box(struct asking *q, const struct ways *w, const char *number, instant now,
	struct plans_asked *asked, struct plans_box *box);
/* The same of one whose story was read. */
bool plans_box_of(struct asking *q, const struct ways *w, const struct story *x, instant now,
	struct plans_asked *asked, struct plans_box *box);
void plans_box_write(struct json *j, const struct ways *w, const struct plans_box *box);

#endif
