#include "store/live_store.h"

#include "store/column.h"

bool live_calls(struct conn *c, struct arena *a, instant since, instant until, struct live_row **rows,
	size_t *n, struct fault *f)
{
	struct param p[] = {p_instant(a, since), p_instant(a, until)};
	struct rows *r;

	if (!conn_query(c, SQL_calls_live, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (int i = 0; i < rows_count(r); i++)
		(*rows)[i] = (struct live_row){.transport = rows_text(r, i, 0),
			.place = rows_text(r, i, 1),
			.departs = rows_bool(r, i, 2),
			.fact = rows_bool(r, i, 3),
			.taken_back = rows_bool(r, i, 4),
			.at = rows_instant(r, i, 5),
			.planned = rows_instant(r, i, 6),
			.said = rows_instant(r, i, 7),
			.mode = (enum mode)(rows_int(r, i, 8) % MODES),
			.imo = rows_text(r, i, 9),
			.name = rows_text(r, i, 10),
			.voyage = rows_text(r, i, 11),
			.carrier = rows_text(r, i, 12)};
	return true;
}

bool live_booked(struct conn *c, struct arena *a, const char *const *keys, const char *const *told_by,
	size_t count, struct live_carried **rows, size_t *n, struct fault *f)
{
	struct param p[] = {p_texts(a, keys, count), p_texts(a, told_by, count)};
	struct rows *r;

	if (!conn_query(c, SQL_carried_on, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (int i = 0; i < rows_count(r); i++)
		(*rows)[i] = (struct live_carried){rows_text(r, i, 0), rows_text(r, i, 1), rows_int(r, i, 2),
			rows_int(r, i, 3), rows_int(r, i, 4)};
	return true;
}

bool live_planned(struct conn *c, struct arena *a, instant since, struct live_planned **rows, size_t *n,
	struct fault *f)
{
	struct param p = p_instant(a, since);
	struct rows *r;

	if (!conn_query(c, SQL_booked_on, &p, 1, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (int i = 0; i < rows_count(r); i++)
		(*rows)[i] = (struct live_planned){.container = rows_text(r, i, 0),
			.route = rows_text(r, i, 1),
			.place = rows_text(r, i, 2),
			.day = (int32_t)rows_int(r, i, 3),
			.departs = rows_instant(r, i, 4),
			.transport = rows_text(r, i, 5),
			.size = rows_text(r, i, 6),
			.kg = rows_int(r, i, 7)};
	return true;
}

bool live_mark(struct conn *c, struct arena *a, const char **mark, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_judged_until, NULL, 0, a, &r, f))
		return false;
	*mark = rows_text(r, 0, 0);
	return true;
}
