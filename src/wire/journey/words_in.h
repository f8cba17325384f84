/*
 * What people say of journeys, as a delivery: one word, an array of them, or lines (word_read.h).
 */
#ifndef WIRE_JOURNEY_WORDS_IN_H
#define WIRE_JOURNEY_WORDS_IN_H

#include "wire/decode.h"

bool words_in_sniff(const char *bytes, size_t n);
void *words_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);

#endif
