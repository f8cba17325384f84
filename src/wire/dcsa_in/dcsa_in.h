/*
 * The DCSA decoder: Track & Trace events in JSON, 2.2, 3.0 and 3.0.0-Beta-1, each event a message of
 * its own.
 *
 * A message's type is the event's ("EQUIPMENT", "RETRACTION"), its directory the version, its reference the
 * publisher's eventID.  A message is refused when it is no JSON, or when nothing says what happened, when, or
 * to whom; other events of the same bytes are not touched.  Where the brackets around the events break,
 * reading ends with what was whole.  Memory is bounded by one event.
 */
#ifndef WIRE_DCSA_IN_DCSA_IN_H
#define WIRE_DCSA_IN_DCSA_IN_H

#include "wire/decode.h"

bool dcsa_in_sniff(const char *bytes, size_t n);
void *dcsa_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
void dcsa_in_hint(void *self, const struct decode_hint *hint);
void dcsa_in_hand_over(void *self, decode_events *events);
bool dcsa_in_feed(void *self, const void *bytes, size_t n);
bool dcsa_in_end(void *self);
uint64_t dcsa_in_safe_offset(const void *self);
const char *dcsa_in_state(const void *self, struct arena *a);
bool dcsa_in_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void dcsa_in_free(void *self);

#endif
