/*
 * What post, replay and import do alike.
 */
#ifndef SERVICE_INGEST_STEPS_H
#define SERVICE_INGEST_STEPS_H

#include "service/ingest.h"
#include "service/ingest_part.h"

#define TRIES 4 /* the first, and three more after a deadlock or a serialization failure */

/* All of the bytes in one transaction; messages_most 0: no limit. */
bool ingest_bytes(struct service *s, struct conn *c, const struct delivery *d, uint32_t messages_most,
	struct receipt *r, struct fault *f);
bool fault_runs_again(const struct fault *f); /* 40001, 40P01 */
bool fault_is_clash(const struct fault *f);   /* 23505: the same bytes came in between */
void sha256_of(const void *bytes, size_t n, uint8_t hash[32]);
/* A time-ordered id (UUIDv7). */
bool intake_new_id(uint8_t id[16], struct fault *f);
/* What comes from outside as a name is made UTF-8 without control characters. */
struct intake intake_of_delivery(struct arena *a, const struct delivery *d);
/* What its decoder is told besides the bytes, when it first comes and whenever they are decoded again: who
 * sent it, its name, and when it came in, which its id says. */
struct decode_hint intake_hint(struct arena *a, const struct intake *i);
/* As whoever delivered it asked. */
enum how_rows intake_rows(struct arena *a, const struct intake *i);
/* Whether a stored intake can be decoded again as a whole: a fault where its import goes on, where its bytes
 * were not kept, where it is too big. */
bool intake_can_be_decoded(const struct intake *i, struct fault *f);
/* Does so, as it is understood now; sets its format. */
bool intake_decode(struct service *s, struct conn *c, struct arena *a, struct intake *i,
	const struct decode_sink *sink, struct fault *f);
/* The receipt of what is in the part. */
void receipt_of_part(struct receipt *r, struct intake *i, const struct part *p, uint64_t new_events);
void receipt_duplicate(struct receipt *r, const struct intake *first);

#endif
