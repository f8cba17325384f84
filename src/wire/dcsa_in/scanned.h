/*
 * The frame of decoders each of whose messages is a value in a stream of JSON, as scan.h finds them (events
 * of DCSA, positions of trackers): what they are given at the beginning, where they are, what is told outside
 * of messages, what is refused before anyone looks into it.
 *
 * It is the first member of such a decoder, whose table row (wire/decode.c) names these verbs as they are.
 */
#ifndef WIRE_DCSA_IN_SCANNED_H
#define WIRE_DCSA_IN_SCANNED_H

#include "wire/dcsa_in/scan.h"
#include "wire/dcsa_in/taking.h"

struct scanned;

struct scanned_kind {
	const char *format, *type;      /* of its messages; type NULL: `finish` says it */
	const char *thing, *a_thing;    /* "event", "an event" */
	const char *too_large, *shapes; /* diagnostics: too many bytes, no object */
	/* Reads an object into `taking`. */
	void (*take)(struct scanned *s, const struct node *root);
	/* The message is taken or refused: hands it over.  False: no more is wanted. */
	bool (*finish)(struct scanned *s);
	/* The stream has an oddity that scan.h names. */
	void (*odd)(void *self, const char *code, const char *text, uint64_t offset);
};

struct scanned {
	const struct scanned_kind *kind;
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	decode_events *hand_over;
	struct scan scan;
	struct arena arena; /* of the message under way */
	struct taking taking;
	uint32_t line, told;
	bool failed; /* an error that is of no message was told */
};

/* One of `size` bytes, zeroed behind the frame. */
void *scanned_new(const struct scanned_kind *kind, size_t size, const struct decode_world *world,
	const struct decode_limits *limits, const struct decode_sink *sink);
/* Of no message, as severe as whoever delivers has it. */
void scanned_tell(
	struct scanned *s, enum severity severity, const char *code, const char *text, uint64_t offset);
/* The `finish` of a message whose events are taking's own: identifies and hands them over. */
bool scanned_finish_events(struct scanned *s);
void scanned_hint(void *self, const struct decode_hint *hint);
void scanned_hand_over(void *self, decode_events *events);
bool scanned_feed(void *self, const void *bytes, size_t n);
bool scanned_end(void *self);
uint64_t scanned_safe_offset(const void *self);
const char *scanned_state(const void *self, struct arena *a);
bool scanned_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void scanned_free(void *self);

#endif
