/*
 * CONTRL: the acknowledgement of one interchange, as ISO 9735 has it, version 3 or 4.
 *
 * Both versions say it with the same segments: UCI for the interchange, UCM for each message, UCS and UCD for
 * what is wrong in it.  Action (0083): UCI says 7, the interchange was taken and each message is told of, or
 * 8, it was received, where nobody asked for more and nothing was refused; a message is 7, accepted, or 4,
 * refused.  Text is ISO 8859-1 (UNOC), or UTF-8 (UNOY, which only version 4 has) where that has not all its
 * letters.  The same input gives the same bytes.
 */
#ifndef WIRE_EDIFACT_OUT_CONTRL_H
#define WIRE_EDIFACT_OUT_CONTRL_H

#include "base/text.h"
#include "record/message.h"

/* As diagnostics have them: segments count from UNH = 1, elements from the first behind the tag; 0: none. */
struct contrl_error {
	unsigned segment, element, component;
	unsigned code; /* 0085 */
};

struct contrl_message {
	const char *reference;                                       /* UNH 0062 */
	const char *type, *version, *release, *agency, *association; /* S009: CODECO D 95B UN SMDG20 */
	enum verdict verdict;
	/* Why it was refused, in the order of its segments; none: it is not described. */
	const struct contrl_error *errors;
	size_t count;
};

struct contrl_told {
	const struct interchange *of; /* what is answered: sender and recipient change sides */
	bool asked;                   /* an acknowledgement is owed, not only that it was received */
	int version;                  /* 3 or 4 */
	const struct contrl_message *m;
	size_t count;
	const char *reference; /* of the answer, at most 14 letters and digits */
	instant now;
};

/* Adds the interchange to out. */
void contrl_write(struct text *out, const struct contrl_told *t);
/* The error code (0085) for a diagnostic's code; 18, not described, where the list has none. */
unsigned contrl_code_of(const char *diagnostic_code, int version);

#endif
