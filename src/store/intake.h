/*
 * Intakes and their messages in the database: the bytes as received, what became of them, and how far an
 * import has come.
 *
 * *_later functions queue their statement on a batch; what they point to must live in the batch's arena until
 * it has run.
 */
#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H

#include "base/arena.h"
#include "record/message.h"
#include "store/db.h"
#include "store/wire.h"

struct intake {
	uint8_t id[16];
	uint8_t sha256[32];
	const char *sender, *party, *channel, *format, *content_type, *name;
	uint64_t length;
	const char *status; /* importing, accepted, accepted-with-warnings, rejected */
	uint64_t messages, events, new_events;
	const char *receipt;
	bool unkept; /* its bytes are not stored, nor its messages */
};

/* The intake that holds these bytes already. */
bool intake_find(struct conn *c, struct arena *a, const char *sender, const uint8_t sha256[32],
	struct intake *found, bool *there, struct fault *f);
struct refused_kept { /* of a sender's posts within a day */
	uint64_t count, bytes;
};
bool refused_kept(
	struct conn *c, struct arena *a, const char *sender, struct refused_kept *kept, struct fault *f);
void intake_of_row(const struct rows *r, int row, struct intake *i); /* of intake_find, post_claim */

/* Adds it with piece 0 of its bytes (NULL: none yet).  SQLSTATE 23505 where the same bytes of the same sender
 * came in between. */
void intake_add_later(struct batch *b, struct arena *a, const struct intake *i, const char *piece, size_t n);
void intake_chunk_later(
	struct batch *b, struct arena *a, const uint8_t id[16], uint32_t line, const char *bytes, size_t n);
void intake_done_later(struct batch *b, struct arena *a, const struct intake *i);
/* What replay needs; UNKNOWN where there is none. */
bool intake_for_replay(
	struct conn *c, struct arena *a, const uint8_t id[16], struct intake *i, struct fault *f);
/* A piece of its bytes; NULL bytes behind the last one. */
bool intake_chunk(struct conn *c, struct arena *a, const uint8_t id[16], uint32_t line, const char **bytes,
	size_t *n, struct fault *f);

struct message_row { /* a message and what became of its events */
	const struct message *message;
	uint64_t new_events;
	const char *diagnostics; /* JSON array */
};
/* Writes it as a message_in. */
void message_write(struct wire_array *w, const struct message_row *row);
bool messages_add_later(struct batch *b, struct arena *a, struct conn *c, const uint8_t intake[16],
	const struct message_row *rows, size_t n, struct fault *f);
/* Those that were refused or warned about, the first most of them: line, format, reference, status, events,
 * diagnostics. */
bool messages_odd(struct conn *c, struct arena *a, const uint8_t intake[16], int most, struct rows **r,
	struct fault *f);

struct import_part {  /* committed parts: of one, or the sums of all with the last one's place */
	int64_t line; /* -1: none yet */
	uint64_t until;
	const char *state;
	uint64_t messages, rejected, warned, events, new_events;
	const char *diagnostics; /* of no message: JSON objects with commas between; never NULL */
	bool warns;              /* one of those is a warning or worse */
};
void import_part_later(
	struct batch *b, struct arena *a, const uint8_t intake[16], const struct import_part *p);
bool import_parts(
	struct conn *c, struct arena *a, const uint8_t intake[16], struct import_part *sums, struct fault *f);
/* One import of the same bytes at a time: *got is false where another holds them. */
bool import_lock(struct conn *c, struct arena *a, const uint8_t sha256[32], bool *got, struct fault *f);
void import_unlock(struct conn *c, struct arena *a, const uint8_t sha256[32]);

#endif
