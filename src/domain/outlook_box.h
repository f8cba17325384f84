/*
 * One box while its outlook is made: for the outlook's own files.
 */
#ifndef DOMAIN_OUTLOOK_BOX_H
#define DOMAIN_OUTLOOK_BOX_H

#include "domain/outlook.h"

#include <string.h>

struct outlook_box {
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

static inline bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static inline bool is(const struct event *e, const char *code)
{
	return strcmp(e->code, code) == 0;
}

static inline bool is_among(const char *code, const char *const *codes)
{
	for (; *codes; codes++)
		if (strcmp(*codes, code) == 0)
			return true;
	return false;
}

static inline bool same_place(const struct event *a, const struct event *b)
{
	return a->place || b->place ? same(a->place, b->place) : same(a->place_text, b->place_text);
}

static inline bool place_known(const struct event *e)
{
	return e->place || e->place_text;
}

static inline bool is_fact(const struct outlook_box *b, size_t i)
{
	return !b->voided[i] && b->events[i]->classifier == CLASSIFIER_ACT;
}

static inline bool is_at(const struct event *e, const char *place)
{
	return e && place && same(e->place, place);
}

/* Adds what blocks, once last, next, arrival and destination are there. */
void outlook_block(struct outlook *o, const struct outlook_box *b, bool number_failed);

#endif
