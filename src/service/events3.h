/*
 * DCSA 3.0 GET /events: {"events":[...]} from whole events, written by wire/dcsa3.
 *
 * The statement is driven by the container, else the document, else it is a stretch of the feed.  Of what was
 * said under one eventID the last word is told; what was taken back by its publisher, or cancelled or
 * replaced by a later message, is told with isRetracted and the time of that.  Events that 3.0 has no words
 * for are left out, and their number is told as feedback; so a page may have fewer events than its limit,
 * even none, and only the page without a cursor is the last.
 */
#ifndef SERVICE_EVENTS3_H
#define SERVICE_EVENTS3_H

#include "service/answers.h"

struct events3_query {
	const char *equipment, *booking, *transport_document; /* NULL: any; all that are given must hold */
	uint32_t types;                                       /* bits of enum dcsa3_type; 0: any */
	instant updated_from, updated_until;                  /* both included; INSTANT_NONE: open */
};

/* Sets the question; with its rows events3_tell writes the answer and q->next. */
bool events3_ask(struct asking *q, const struct events3_query *e, struct question *a);
bool events3_tell(struct asking *q, const struct question *a);

#endif
