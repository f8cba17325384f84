/*
 * What the writers of DCSA 2.2 and 3.0 do alike: bounds, places, what an event says under the kinds of its
 * remarks.  Strict outward: what breaks a bound of the standard is not said.
 */
#ifndef WIRE_DCSA_SAY_H
#define WIRE_DCSA_SAY_H

#include "base/text.h"
#include "record/event.h"

/* Said, not empty, and at most so many characters. */
bool say_fits(const char *s, size_t most);
/* "key": s, where it fits. */
void say_if(struct json *j, const char *key, const char *s, size_t most);
/* A UN/LOCODE by its shape.  Codes of ours (X and four more) are none: they go out only under the program's
 * own face. */
bool say_locode(const char *place);
/* What the nth (from 0) remark of a kind ("REASON:") says, of those that fit; NULL: there is none. */
const char *say_remark(const struct event *e, const char *kind, size_t most, size_t nth);
/* The size and type where it is four characters that ISO 6346 has; NULL. */
const char *say_size_type(const struct event *e);
/* Whether it is a wagon's own: DCSA has trains' and containers'. */
bool say_of_wagon(const struct event *e);
/* Why its time cannot be said with an offset, to the minute at least; NULL: it can. */
const char *say_no_time(const struct event *e);

#endif
