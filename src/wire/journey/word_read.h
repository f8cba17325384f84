/*
 * What people say of journeys, in JSON of our own: one object is one word, and one message.
 *
 * It becomes one event of the container, from whoever delivers it, that a later word with the same id takes
 * the place of and that a word "takes-back" voids, whoever of that party says so: like an event of DCSA 3.0
 * (FUNCTION_OVERRIDE, FUNCTION_RETRACT).  Who says it and why are remarks (WHO, WHY).
 */
#ifndef WIRE_JOURNEY_WORD_READ_H
#define WIRE_JOURNEY_WORD_READ_H

#include "wire/dcsa_in/taking.h"

#define WORD_FORMAT "JOURNEY"
/* Who says it, as far as taking back goes: anybody of the party that delivers it. */
#define WORD_SENDER "people"
#define WORD_LEGS   50 /* of one itinerary */
#define WORD_ID     100

/* Fills t->event and t->message; what is wrong is said, and refuses it. */
void word_read(struct taking *t, const struct node *root);

#endif
