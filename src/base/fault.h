/*
 * What went wrong, in words for the one who can do something about it.
 *
 * A function that can fail takes a struct fault and returns false through fault_say().  The fault travels up
 * to the edge, where it is logged once and turned into an HTTP status or an exit code.  Nothing is logged on
 * the way.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

enum fault_code {
	FAULT_NONE,
#define FAULT(code, status, title) FAULT_##code,
#include "base/fault.def"
#undef FAULT
	FAULTS
};

struct fault {
	enum fault_code code;
	char text[512];
	char sqlstate[6]; /* PostgreSQL's own code where it said one, else "" */
};

/* Records the fault; always false, so that a caller can return it. */
bool fault_say(struct fault *f, enum fault_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4), cold));

int fault_status(enum fault_code code);        /* the HTTP status */
const char *fault_title(enum fault_code code); /* one sentence for a caller */
const char *fault_name(enum fault_code code);  /* "bad-body": stable, for programs */

#endif
