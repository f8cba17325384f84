/*
 * A message while it is made: what was found odd in it, the events it becomes, and its verdict.
 *
 * For decoders that read records of fields (wire/rail/tgnl.h, wire/mot/mot.h): what is odd is told with the
 * record's number in its message, the field's number in its record, both from 1, and the byte of the intake.
 * All lies in the arena that is given at the beginning; nothing of it outlives the message.
 */
#ifndef WIRE_MAKING_H
#define WIRE_MAKING_H

#include "base/arena.h"
#include "wire/decode.h"

struct making_at { /* where something stands; 0, NULL: nowhere in particular */
	const char *tag;
	uint32_t segment, element;
	uint64_t offset;
};

struct making_unknown {
	enum partner_list list;
	const char *code, *sample;
};

struct making {
	struct arena *arena;
	const struct decode_world *world;
	const struct decode_hint *hint; /* never NULL */
	struct message message;
	struct event *events;
	size_t event_count, event_room, diagnostic_room;
	struct making_unknown *unknown; /* told at the end, when it is known whose they are */
	size_t unknown_count;
	const struct partner *partner; /* of making_partner, once it was asked */
	const char *asked_of;          /* the message's sender, as it was then */
	bool partner_asked;
	bool warned, rejected;
};

void making_start(struct making *m, struct arena *a, const struct decode_world *w,
	const struct decode_hint *hint, const struct message *message);
/* As severe as the message's partner takes it: an error refuses the message; of the others LIMIT_DIAGNOSTICS
 * are kept. */
void making_say(struct making *m, enum severity severity, const char *code, const struct making_at *at,
	const char *subject, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* One more event, with what the message's head says of each; valid until the next is asked for. */
struct event *making_event(struct making *m, const struct making_at *at);
/* Nothing where a part of it is NULL or "". */
void making_reference(struct making *m, struct event *e, const char *kind, const char *value);
void making_seal(struct making *m, struct event *e, const char *issuer, const char *number);
void making_measure(struct making *m, struct event *e, const char *what, const char *value, const char *unit);
void making_remark(struct making *m, struct event *e, const char *what, const char *text);
/* The partner who delivers, else whom the message's sender is known as; NULL: nobody that is known. */
const struct partner *making_partner(struct making *m);
/* The zone set for that partner's column of this type of message, else for whoever delivers; NULL: none. */
const struct zone *making_zone(struct making *m, const char *column);
/* What whoever delivers means by a code, by a map of its own; NULL: not mapped. */
const char *making_meaning(struct making *m, enum partner_list list, const char *code);
/* A code that nobody mapped: told when the message is handed over. */
void making_unknown(struct making *m, enum partner_list list, const char *code, const struct making_at *at);
/* Identifies the events and hands all over; false: the sink said stop. */
bool making_finish(struct making *m, const struct decode_sink *sink, decode_events *hand_over);

#endif
