/*
 * One box while its outlook is made: for the outlook's own files.
 */
#ifndef DOMAIN_OUTLOOK_BOX_H
#define DOMAIN_OUTLOOK_BOX_H

#include "domain/line.h"
#include "domain/outlook.h"

struct outlook_box {
	struct arena *arena;
	const struct journey *journey;
	const struct event *const *events;
	const bool *voided;
	bool *live;     /* still expected */
	bool *outdated; /* expected once */
	size_t count;
	size_t trip; /* the first event of the trip under way */
	size_t last; /* of the last fact; count: none */
	instant now;
};

static inline bool is_fact(const struct outlook_box *b, size_t i)
{
	return !b->voided[i] && b->events[i]->classifier == CLASSIFIER_ACT;
}

/* Next, arrival and destination as an itinerary has them. */
void outlook_follow(struct outlook *o, struct arena *a, const struct itinerary *i);
/* Adds what blocks, once last, next, arrival and destination are there. */
void outlook_block(struct outlook *o, const struct outlook_box *b, bool number_failed);

#endif
