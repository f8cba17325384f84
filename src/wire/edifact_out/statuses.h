/*
 * By which status an event is told in an IFTSTA.
 *
 * The UN's (UN/ECE Recommendation 24, as data/status_codes.csv has it), where exactly that status means
 * exactly this event; else one of this program's own list: two letters, and E or P behind them where it is
 * expected or planned.  Each is a row of data/status_codes.csv under the list's name (OWN_NAME), so that
 * whoever has that table reads it.
 */
#ifndef WIRE_EDIFACT_OUT_STATUSES_H
#define WIRE_EDIFACT_OUT_STATUSES_H

#include "record/event.h"

struct status_out {
	const char *event;             /* NULL: any other, its code in words (4404) */
	const char *code[CLASSIFIERS]; /* 4405 an..3 */
	bool by_time;                  /* the qualifier of its time says whether it is expected or planned */
};

/* NULL: there is no room for it. */
const struct status_out *status_code_out(const struct event *e);
/* Whether a code is of this program's list; those of the UN are digits. */
bool status_is_own(const struct status_out *s, enum classifier classifier);
/* All of them from 0; NULL behind the last. */
const struct status_out *status_out_at(size_t i);

#endif
