/*
 * The TAF TSI decoder: where trains and wagons are in Europe, in XML by the sector's schema (2.1 to 3.4).
 *
 * A message is a TAF message, whatever wrappers stand around it: its type is the root's name without
 * "Message", its directory the version, its reference the sender's identifier.  Messages that are not about
 * a train or wagon under way are refused by name.  Elements are a table (taf_elements.def): what has no row
 * there is told once a message and passed over.  Memory is bounded by one message, and where its events are
 * handed over by 256 of them.
 */
#ifndef WIRE_RAIL_TAF_H
#define WIRE_RAIL_TAF_H

#include "wire/decode.h"

bool taf_sniff(const char *bytes, size_t n);
void *taf_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
void taf_hand_over(void *self, decode_events *events);
void taf_hint(void *self, const struct decode_hint *hint);
bool taf_feed(void *self, const void *bytes, size_t n);
bool taf_end(void *self);
uint64_t taf_safe_offset(const void *self);
const char *taf_state(const void *self, struct arena *a);
bool taf_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void taf_free(void *self);

/* For people: message i, element i, running status i; false behind the last. */
bool taf_message_row(size_t i, const char *cells[4]);
bool taf_element_row(size_t i, const char *cells[4]);
bool taf_status_row(size_t i, const char *cells[4]);

#endif
