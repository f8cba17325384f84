/*
 * Lists of journeys: those under way, as the judge keeps them, and those of all boxes under a paper.
 */
#ifndef SERVICE_JOURNEY_LIST_H
#define SERVICE_JOURNEY_LIST_H

#include "service/answers.h"

struct journeys_asked { /* NULL: any */
	const char *status, *destination, *place, *code;
};

/* {"journeys":[...],"next"}: those that are not over, by container, in short.  A party sees those of the
 * boxes of which it sees all.  Of then they are folded, at most LIMIT_AS_OF boxes a page: a page may have
 * few, or none, and still a next. */
bool answer_journey_list(struct asking *q, const struct journeys_asked *asked);
/* {"reference","journeys":[...],"next"}: whole ones, of each container that the reference leads to those that
 * bear it; where only a paper lists the container, its latest. */
bool answer_journeys_under(struct asking *q, const char *reference);

#endif
