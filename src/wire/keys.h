/*
 * What every decoder must name alike: dated transports, their calls, and whose zone a local time is in.
 *
 * Two formats that speak of the same voyage must come to the same key, or the vessel falls apart into two.
 */
#ifndef WIRE_KEYS_H
#define WIRE_KEYS_H

#include "base/arena.h"
#include "wire/decode.h"

#define MOST_TRANSPORT_KEY 100 /* bytes of a call's key: the transport's, "@" and a place */

/* "IMO9227273/031W", "CALLSIGN:3ERX3/031W", "VESSEL:BRIDGE STAR/031W", "TRAIN:K123/2026-06-15"; NULL where it
 * cannot be told apart from others.  date: the day a train leaves; NULL: not known.  *too_long: it has a
 * name, but one too long to be found by. */
const char *transport_key_of(
	struct arena *a, const struct transport_ref *t, const struct civil *date, bool *too_long);
/* key "@" place; NULL where one is not known. */
const char *transport_call_of(struct arena *a, const char *key, const char *place);
/* The zone of the sender, else of the place, else the only one of its country.  NULL: nobody knows. */
const struct zone *zone_for(const struct decode_world *w, const char *sender, const char *type,
	const char *place, enum zone_source *source);

#endif
