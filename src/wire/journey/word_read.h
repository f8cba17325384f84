/*
 * What people say of journeys, in JSON of our own: one object is one word, and one message.
 *
 * It becomes one event of the container, from whoever delivers it, that a later word with the same id takes the
 * place of and that a word "takes-back" voids, whoever of that party says so: like an event of DCSA 3.0
 * (FUNCTION_OVERRIDE, FUNCTION_RETRACT).  Who says it and why are remarks (WHO, WHY).
 */
#ifndef WIRE_JOURNEY_WORD_READ_H
#define WIRE_JOURNEY_WORD_READ_H

#include "wire/dcsa_in/taking.h"
#include "wire/edifact/groups.h"

#define WORD_FORMAT "JOURNEY"
/* Who says it, as far as taking back goes: anybody of the party that delivers it. */
#define WORD_SENDER "people"
#define WORD_LEGS   50 /* of one itinerary */
#define WORD_ID     100

enum word_object { WORD_WORD, WORD_LEG, WORD_TRANSPORT };

struct word_member { /* a row of word_members.def */
	enum word_object object;
	const char *name;
	int slot;
	enum disposition disposition;
	const char *caption;
};
extern const struct word_member word_members[]; /* name NULL at the end */

/* Fills t->event and t->message; what is wrong is said, and refuses it. */
void word_read(struct taking *t, const struct node *root);

#endif
