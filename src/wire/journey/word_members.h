/* The members of people's words on journeys, as a table (word_members.def). */
#ifndef WIRE_JOURNEY_WORD_MEMBERS_H
#define WIRE_JOURNEY_WORD_MEMBERS_H

#include "wire/edifact/groups.h"

enum word_object { WORD_WORD, WORD_LEG, WORD_TRANSPORT };

struct word_member { /* a row of word_members.def */
	enum word_object object;
	const char *name;
	int slot;
	enum disposition disposition;
	const char *caption;
};
extern const struct word_member word_members[]; /* name NULL at the end */

#endif
