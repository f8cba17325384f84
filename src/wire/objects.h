/*
 * JSON objects that are a message each: one, an array of them, or lines, in pieces of any size.
 *
 * The frame of decoders that read such objects one by one as trees (wire/dcsa_in/tree.h): what a format says
 * about itself is a row, what an object comes to is its own.
 */
#ifndef WIRE_OBJECTS_H
#define WIRE_OBJECTS_H

#include "wire/dcsa_in/scan.h"
#include "wire/dcsa_in/taking.h"

struct objects_kind {
	const char *format, *type; /* type: of a message that does not get that far */
	const char *one, *several; /* "word", "words", for what is said of them */
	/* Fills the message and its event; what is wrong is said. */
	void (*take)(struct taking *t, const struct node *root);
};

void *objects_new(const struct objects_kind *kind, const struct decode_world *world, const struct decode_limits *limits,
	const struct decode_sink *sink);
void objects_hint(void *self, const struct decode_hint *hint);
void objects_hand_over(void *self, decode_events *events);
bool objects_feed(void *self, const void *bytes, size_t n);
bool objects_end(void *self);
uint64_t objects_safe_offset(const void *self);
const char *objects_state(const void *self, struct arena *a);
bool objects_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void objects_free(void *self);

#endif
