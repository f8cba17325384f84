#include "store/post_store.h"

#include "store/column.h"

#define KEEP_PARAMS (INTAKE_PARAMS + 5)

void post_claim_later(struct batch *b, struct arena *a, const struct subject *subjects, size_t n,
	struct post_claim *claim, struct rows **locked)
{
	struct param *p = arena_alloc_array(a, 4, sizeof *p);

	subjects_columns(a, subjects, n, p);
	p[2] = P_TEXT(claim->sender);
	p[3] = P_BYTES(claim->sha256, 32);
	batch_add(b, SQL_post_claim, p, 4, &claim->same);
	if (n)
		journeys_read_later(b, p, locked);
}

bool post_keep_later(
	struct batch *b, struct arena *a, struct conn *c, const struct post_kept *kept, struct fault *f)
{
	struct param *p = arena_alloc_array(a, KEEP_PARAMS, sizeof *p);

	intake_columns(a, kept->intake, kept->piece, kept->piece_length, p);
	if (!messages_column(a, c, kept->messages, kept->message_count, &p[INTAKE_PARAMS], f))
		return false;
	references_columns(a, kept->events, kept->event_count, &p[INTAKE_PARAMS + 1]);
	batch_add(b, SQL_post_keep, p, KEEP_PARAMS, NULL);
	return true;
}
