/*
 * The EDIFACT decoder: interchanges (UNB..UNZ, UNG..UNE) and their messages (UNH..UNT), ISO 9735 versions 1
 * to 4.
 *
 * Lenient: counts and references that disagree, a missing UNB or UNZ are warnings.  A message is refused when
 * its UNT is missing, when the bytes end inside it, when its type is not taken, or when nothing in it could
 * be made an event (but for acknowledgements).  Memory is bounded by one message.
 */
#ifndef WIRE_EDIFACT_EDIFACT_H
#define WIRE_EDIFACT_EDIFACT_H

#include "wire/decode.h"

struct edifact;
struct message_kind;

/* The message types that are taken; NULL behind the last. */
const struct message_kind *edifact_kind(size_t i);

bool edifact_sniff(const char *bytes, size_t n);
void *edifact_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
void edifact_hand_over(void *self, decode_events *events);
bool edifact_feed(void *self, const void *bytes, size_t n);
bool edifact_end(void *self);
uint64_t edifact_safe_offset(const void *self);
const char *edifact_state(const void *self, struct arena *a);
bool edifact_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void edifact_free(void *self);

#endif
