/*
 * Journeys: the trips of a container with their itineraries, and what people say of them.
 */
#ifndef SERVICE_ANSWER_JOURNEYS_H
#define SERVICE_ANSWER_JOURNEYS_H

#include "service/answers.h"
#include "service/cargo.h"
#include "service/estimate.h"
#include "service/ingest.h"
#include "service/story.h"

/* {"container","journeys":[...]}, the latest first. */
bool answer_journeys(struct asking *q, const char *container);
/* One of them, by its id or that of any event in it; UNKNOWN. */
bool answer_journey(struct asking *q, const char *id);

/* What stands beside the stories of some containers: estimates, and where others say that cargo came from. */
struct journeys_beside {
	struct estimates estimates;
	struct cargo_told cargo;
};
bool journeys_beside(struct journeys_beside *b, struct asking *q, const char *const *containers, size_t n);
/* One journey of a story, whole: an object. */
bool journey_write(struct asking *q, struct json *j, const struct journeys_beside *b, const struct story *s,
	const struct told_trip *t);

/* A person's word, or several in an array (wire/journey/word_read.h): what they leave out of id, said and who
 * is filled in, and they are taken in as a delivery of their own. */
bool journeys_tell(struct asking *q, const char *sender, const char *bytes, size_t n, struct receipt *r);

#endif
