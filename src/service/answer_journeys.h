/*
 * Journeys: the trips of a container with their itineraries, and what people say of them.
 */
#ifndef SERVICE_ANSWER_JOURNEYS_H
#define SERVICE_ANSWER_JOURNEYS_H

#include "service/answers.h"
#include "service/ingest.h"
#include "service/story.h"

/* {"container","journeys":[...]}, the latest first. */
bool answer_journeys(struct asking *q, const char *container);
/* One of them, by its id or that of any event in it; UNKNOWN. */
bool answer_journey(struct asking *q, const char *id);

/* One journey of a story, whole: an object. */
bool journey_write(struct asking *q, struct json *j, const struct world *w, const struct story *s,
	const struct told_trip *t);

/* A person's word, or several in an array (wire/journey/word_read.h): what they leave out of id, said and who
 * is filled in, and they are taken in as a delivery of their own. */
bool journeys_tell(struct asking *q, const char *sender, const char *bytes, size_t n, struct receipt *r);

#endif
