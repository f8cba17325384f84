#include "service/rebuild_inside.h"

#include "service/ingest_rail.h"
#include "service/rail.h"

static bool look(struct rebuild_some *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, x->arena);
	struct rows *known, *consists;
	struct rail_wagon *wagons;
	size_t n;

	if (!rail_wagons_read(x->conn, x->arena, x->names, x->count, &wagons, &n, f))
		return false;
	rail_wagons_differ_later(b, x->arena, wagons, n, &known, &consists);
	if (!batch_run(b, f))
		return false;
	rebuild_mark(x, known, REBUILT_WAGON);
	rebuild_mark(x, consists, REBUILT_CONSIST);
	return true;
}

bool rebuild_look_at_wagons(struct rebuild_some *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, x->arena);
	bool good;

	rebuild_open(x);
	batch_add(b, SQL_tx_begin_reading, NULL, 0, NULL);
	if (!batch_run(b, f))
		return false;
	good = look(x, f);
	conn_rollback(x->conn);
	return good;
}

bool rebuild_mend_wagons(struct rebuild_some *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, x->arena);
	size_t n;
	const char **numbers = rebuild_those(x, ~0u, &n);
	bool good;

	if (!n)
		return true;
	batch_begin(b);
	rail_claim_later(b, x->arena, RAIL_VEHICLES);
	good = batch_run(b, f) && rail_fold_wagons(x->conn, x->arena, numbers, n, f);
	if (good) {
		b = batch_new(x->conn, x->arena);
		batch_commit(b);
		good = batch_run(b, f);
	}
	if (!good)
		conn_rollback(x->conn);
	return good;
}
