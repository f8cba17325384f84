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

#endif
