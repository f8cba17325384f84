/*
 * The statements of posts, put together so that a message needs few of them: each statement costs PostgreSQL
 * about as much as the rows it writes, and takes any number of posts at once.
 */
#ifndef STORE_POST_STORE_H
#define STORE_POST_STORE_H

#include "store/event_store.h"
#include "store/intake.h"
#include "store/journey_store.h"

struct post_claim {
	const struct intake *const *intakes; /* sender and sha256 of each post */
	size_t count;
	struct rows *same; /* out: those that hold the same bytes (intake_of_row, post_of_row) */
};

/* As journeys_lock_later and intake_find; any number of subjects, none too. */
void post_claim_later(struct batch *b, struct arena *a, const struct subject *subjects, size_t n,
	struct post_claim *claim, struct rows **locked);
/* Which of the posts (0, 1 ...) a row of same stands for. */
size_t post_of_row(const struct rows *same, int row);

struct post_kept {
	const struct intake *intake;
	const char *piece; /* the first of its bytes; none where the intake is unkept */
	size_t piece_length;
	const struct message_row *messages;
	size_t message_count;
};

/*
 * As intake_add_later, messages_add_later and references_add_later; SQLSTATE 23505 as the first.  kept is in
 * ascending order of (sender, sha256), so that two transactions with the same bytes never wait for each other
 * in a circle.
 */
bool post_keep_later(struct batch *b, struct arena *a, struct conn *c, const struct post_kept *kept,
	size_t count, struct stored_event *const *events, size_t event_count, struct fault *f);

#endif
