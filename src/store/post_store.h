/*
 * The statements of a post, put together so that a message needs few of them: each statement costs PostgreSQL
 * about as much as the rows it writes.
 */
#ifndef STORE_POST_STORE_H
#define STORE_POST_STORE_H

#include "store/event_store.h"
#include "store/intake.h"
#include "store/journey_store.h"

struct post_claim {
	const char *sender;
	const uint8_t *sha256;
	struct rows *same; /* out: the intake with these bytes (intake_of_row), no row where there is none */
};

/* As journeys_lock_later and intake_find; any number of subjects, none too. */
void post_claim_later(struct batch *b, struct arena *a, const struct subject *subjects, size_t n,
	struct post_claim *claim, struct rows **locked);

struct post_kept {
	const struct intake *intake;
	const char *piece; /* the first of its bytes */
	size_t piece_length;
	const struct message_row *messages;
	size_t message_count;
	struct stored_event *const *events;
	size_t event_count;
};

/* As intake_add_later, messages_add_later and references_add_later; SQLSTATE 23505 as the first. */
bool post_keep_later(
	struct batch *b, struct arena *a, struct conn *c, const struct post_kept *kept, struct fault *f);

#endif
