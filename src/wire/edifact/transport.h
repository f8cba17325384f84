/*
 * The means of transport of a TDT, the key of a dated transport, and the calls a message's head tells of.
 *
 * Keys: "IMO9227273/031W", else "CALLSIGN:3ERX3/031W", else "VESSEL:NAME/voyage" for ships and barges;
 * "TRAIN:number/yyyy-mm-dd" for trains whose number is known; none for trucks, and none where the voyage is
 * not said, because a ship without its voyage is no dated transport.
 */
#ifndef WIRE_EDIFACT_TRANSPORT_H
#define WIRE_EDIFACT_TRANSPORT_H

#include "wire/edifact/reading.h"

void transport_read(struct reading *r, const struct segment *s, struct transport_ref *t);
/* What an RFF under a TDT of our own says of it. */
void transport_number(struct transport_ref *t, struct slice qualifier, const char *value);
/* Sets t->key; date: the day a train runs, NULL where not known. */
void transport_key(struct reading *r, struct transport_ref *t, const struct civil *date);
/* Sets t->call from t->key and a place. */
void transport_call(struct reading *r, struct transport_ref *t, const char *place);
/* Arrivals and departures that these times tell of at a spot; how many. */
size_t transport_call_events(struct reading *r, const struct times *times, struct spot *spot);
/* Arrivals and departures that stand in the head. */
void transport_events(struct reading *r);

#endif
