#include "service/refold.h"

#include "service/ingest_chain.h"
#include "service/ingest_rail.h"

#define AT_ONCE      64
#define LOCK_WAIT_MS "1000"

/* As one who tells of these boxes would: no one who tells of their wagons comes in between. */
static bool fold(struct conn *c, struct arena *a, const char *const *containers, size_t n, struct fault *f)
{
	struct subject *boxes = arena_alloc_array(a, n, sizeof *boxes);
	static const struct param wait = {LOCK_WAIT_MS, 0, false};
	struct batch *b = batch_new(c, a);
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	for (size_t i = 0; i < n; i++)
		boxes[i].number = containers[i];
	batch_begin(b);
	batch_add(b, SQL_tx_lock_wait, &wait, 1, NULL);
	rail_claim_later(b, a, RAIL_BOXES);
	if (!batch_run(b, f) || !chain_fold_kin(c, a, boxes, n, NULL, 0, f))
		return false;
	subjects_columns(a, boxes, n, p);
	b = batch_new(c, a);
	batch_add(b, SQL_refold_done, p, 1, NULL);
	batch_commit(b);
	return batch_run(b, f);
}

bool refold_these(struct conn *c, struct arena *a, const char *const *containers, size_t n, struct fault *f)
{
	bool fine = fold(c, a, containers, n, f);

	if (!fine)
		conn_rollback(c);
	return fine;
}

bool refold_some(struct conn *c, bool *more, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct param most = p_int(&a, AT_ONCE);
	const char **boxes;
	struct rows *r;
	bool fine = conn_query(c, SQL_refold_some, &most, 1, &a, &r, f);
	size_t n = fine ? (size_t)rows_count(r) : 0;

	*more = n == AT_ONCE;
	if (n) {
		boxes = arena_alloc_array(&a, n, sizeof *boxes);
		for (size_t i = 0; i < n; i++)
			boxes[i] = rows_text(r, (int)i, 0);
		fine = refold_these(c, &a, boxes, n, f);
	}
	arena_free(&a);
	return fine;
}
