/*
 * The frame of decoders whose messages stand one behind another between signs of their own (wire/rail/tgnl.h,
 * wire/mot/mot.h): what they are given at the beginning, where they are, what is told outside of messages.
 *
 * It is the first member of such a decoder, whose table row (wire/decode.c) names these verbs as they are.
 */
#ifndef WIRE_FRAMED_H
#define WIRE_FRAMED_H

#include "base/arena.h"
#include "wire/decode.h"

struct framed {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	struct decode_hint hint;
	decode_events *hand_over;
	struct arena arena; /* of the message under way */
	bool failed;        /* an error that is of no message was told */
	bool outside_told;  /* something stands outside of all messages */
	uint32_t line;
	uint64_t at;         /* bytes that were fed */
	uint64_t begin, end; /* of the message or record under way; behind the last message */
};

void framed_start(struct framed *f, const struct decode_world *world, const struct decode_limits *limits,
	const struct decode_sink *sink);
void framed_hand_over(void *self, decode_events *events);
void framed_hint(void *self, const struct decode_hint *hint);
/* Of no message, as severe as whoever delivers has it. */
void framed_tell(
	struct framed *f, enum severity severity, const char *code, const char *text, uint64_t offset);
/* "bytes-between", told once. */
void framed_outside(struct framed *f, enum severity severity, const char *text, uint64_t offset);
/* One more message begins at `begin`; false, told, where there may be no more. */
bool framed_more(struct framed *f);
/* "no-message", where there was none and nothing says why. */
void framed_done(struct framed *f, const char *text);
uint64_t framed_safe_offset(const void *self);
const char *framed_state(const void *self, struct arena *a);
bool framed_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);

#endif
