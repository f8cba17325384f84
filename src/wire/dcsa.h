/*
 * DCSA Track & Trace 2.2: what of an event the standard can say.
 *
 * Source: TNT_v2.2.0 (event domain 1.0.4).  Strict outward: an event without a required field, or with a
 * value outside an enumeration, cannot be said. dcsa_body writes the members that never change once the event
 * is known, as JSON without the outer braces and without eventID and eventCreatedDateTime (which the database
 * knows).  A member the standard bounds is left out when it is too long (names) or makes the event unsayable
 * (required ones).
 */
#ifndef WIRE_DCSA_H
#define WIRE_DCSA_H

#include "record/event.h"

/* Whether 2.2 can express it. */
bool dcsa_says(const struct event *e);
/* False: 2.2 cannot express it; *why (static words) then says what is missing. */
bool dcsa_body(struct text *out, const struct event *e, const char **why);
/* One whole event from the stored body. created: recorded. */
void dcsa_event(struct text *out, const uint8_t id[16], instant created, const char *body, size_t n);

#endif
