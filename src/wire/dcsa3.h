/*
 * DCSA Track & Trace 3.0: what of an event the standard can say, the other way round from wire/dcsa_in.
 *
 * Source: the redesign with GET and POST /events, snapshot of May 2026.  Its code lists are open and nothing
 * is required, so more can be said than in 2.2; what has no word of the standard's (NOTE, HAND, a hold of a
 * container) is said only where it came as 3.0 itself.  Codes are full words.  Bounds are the standard's: a
 * name beyond its own is left out, a subject beyond it makes the event unsayable.
 *
 * eventID: what came as 3.0 keeps its publisher's id, because a later word or a retraction of the publisher's
 * comes under that id, and with originatingParties it is one event wherever it is read; all else has our own
 * id, which is one of one event for ever.  eventUpdatedDateTime is when it was said, else when we learnt it.
 * What is said under one eventID goes out as it came in: later words, and retractions with isRetracted.
 *
 * Room is found so: our kinds of reference that are documents in documentReferences, SERVICE, VOYAGE and CALL
 * in the transport call, others in shipmentReferences under DCSA's type or, where there is none, our own
 * word. A train that left on another day than the event's names its own call (TRAIN:K123/2026-06-15@CNLYG),
 * as nothing else tells the day.  Codes of places of ours and texts as received are locationName.
 */
#ifndef WIRE_DCSA3_H
#define WIRE_DCSA3_H

#include "base/text.h"
#include "record/event.h"

#define DCSA3_EQUIPMENT_MOST 11 /* characters of equipmentReference */

/* The types of eventTypes that one of ours is divided into. */
enum dcsa3_type { DCSA3_SHIPMENT, DCSA3_TRANSPORT, DCSA3_EQUIPMENT, DCSA3_IOT, DCSA3_REEFER, DCSA3_TYPES };
extern const char *const dcsa3_type_names[DCSA3_TYPES + 1]; /* NULL at the end */
enum dcsa3_type dcsa3_type_of(enum event_type type, const char *code);
/* The nth (from 0) code of events of type IOT or REEFER; NULL behind the last. */
const char *dcsa3_code(enum dcsa3_type type, size_t nth);

/* Whether it has words there; *why (static words): what is missing. */
bool dcsa3_says(const struct event *e, const char **why);
/* One whole event; recorded: when we learnt it.  False with *why: nothing was written. */
bool dcsa3_event(struct text *out, const struct event *e, instant recorded, const char **why);
/* That the event does not hold, since `updated`: its id, and isRetracted. */
void dcsa3_retracted(struct text *out, const struct event *e, instant updated);

#endif
