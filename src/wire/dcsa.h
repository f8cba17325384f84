/*
 * DCSA Track & Trace 2.2: what of an event the standard can say.
 *
 * Source: TNT_v2.2.0 (event domain 1.0.4).  Strict outward: an event without a required field, or with a
 * value outside an enumeration, cannot be said. dcsa_body writes the members that never change once the event
 * is known, as JSON without the outer braces and without eventID and eventCreatedDateTime (which the database
 * knows).  A member the standard bounds is left out when it is too long (names) or makes the event unsayable
 * (required ones).
 *
 * SHIPMENT events are those whose subject is a document: "BKG:4006531400" is documentTypeCode BKG with
 * documentID 4006531400.  A remark "REASON:..." is its reason; of TRANSPORT events "DELAY:..." and
 * "CHANGE:..." are delayReasonCode and changeRemark.  References go out by the table in dcsa.c, SERVICE as
 * the call's carrierServiceCode; an event of a container that is not an EQUIPMENT event names it as reference
 * EQ.
 */
#ifndef WIRE_DCSA_H
#define WIRE_DCSA_H

#include "record/event.h"

/* The enumerations of 2.2, each ending with NULL. */
extern const char *const dcsa_equipment_codes[];
extern const char *const dcsa_transport_codes[];
extern const char *const dcsa_shipment_codes[];
extern const char *const dcsa_document_types[];

bool dcsa_in(const char *const *list, const char *word);
/* The codes that events of a type may have. */
const char *const *dcsa_codes_of(enum event_type type);

/* Whether 2.2 can express it. */
bool dcsa_says(const struct event *e);
/* False: 2.2 cannot express it; *why (static words) then says what is missing. */
bool dcsa_body(struct text *out, const struct event *e, const char **why);
/* One whole event from the stored body. created: recorded. */
void dcsa_event(struct text *out, const uint8_t id[16], instant created, const char *body, size_t n);

#endif
