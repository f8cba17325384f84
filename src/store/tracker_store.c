#include "store/tracker_store.h"

static void run(
	struct batch *b, bool on, const struct param *device, const struct param *is_on, struct rows **r)
{
	batch_begin(b);
	batch_add(b, SQL_tracker_put, device, 4, r);
	if (on)
		batch_add(b, SQL_tracker_on_put, is_on, 5, NULL);
	batch_commit(b);
}

bool tracker_save(struct conn *c, struct arena *a, const struct tracker_set *t, bool *made, struct fault *f)
{
	const struct param device[] = {P_TEXT(t->device), P_TEXT(t->title), P_TEXT(t->datum), P_TEXT(t->by)};
	const struct param on[] = {P_TEXT(t->device), p_instant(a, t->since), p_instant(a, t->until),
		P_TEXT(t->subject), P_TEXT(t->by)};
	struct batch *b = batch_new(c, a);
	struct rows *r;

	run(b, t->on, device, on, &r);
	if (!batch_run(b, f)) {
		conn_rollback(c);
		return false;
	}
	*made = rows_bool(r, 0, 0);
	return true;
}

bool tracker_remove(struct conn *c, struct arena *a, const char *device, instant since, struct fault *f)
{
	struct param p[] = {P_TEXT(device), p_instant(a, since)};
	bool all = since == INSTANT_NONE;
	struct rows *r;

	if (!conn_query(c, all ? SQL_tracker_drop : SQL_tracker_on_drop, p, all ? 1 : 2, a, &r, f))
		return false;
	return rows_count(r) ||
	       fault_say(f, FAULT_UNKNOWN,
		       all ? "nobody told of a device %.128s" : "%.128s was put on nothing at that time",
		       device);
}

bool tracker_read(struct conn *c, struct arena *a, const char *device, struct tracker_row *t, bool *there,
	struct fault *f)
{
	struct param p[] = {P_TEXT(device)};
	struct rows *r;

	if (!conn_query(c, SQL_tracker_show, p, 1, a, &r, f))
		return false;
	*there = rows_count(r) > 0;
	if (*there)
		*t = (struct tracker_row){rows_text(r, 0, 0), rows_text(r, 0, 1), rows_text(r, 0, 2),
			rows_text(r, 0, 3), rows_instant(r, 0, 4)};
	return true;
}

bool tracker_ons_read(struct conn *c, struct arena *a, const char *device, int most, struct tracker_on **ons,
	size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(device), p_int(a, most)};
	struct rows *r;

	if (!conn_query(c, SQL_tracker_ons, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*ons = arena_alloc_array(a, *n + 1, sizeof **ons);
	for (int i = 0; i < rows_count(r); i++)
		(*ons)[i] = (struct tracker_on){
			rows_text(r, i, 2), rows_text(r, i, 3), rows_instant(r, i, 0), rows_instant(r, i, 1)};
	return true;
}

bool trackers_read(struct conn *c, struct arena *a, const char *after, instant now, int most,
	struct tracker_listed **listed, size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(after), p_int(a, most), p_instant(a, now)};
	struct rows *r;

	if (!conn_query(c, SQL_trackers_page, p, 3, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*listed = arena_alloc_array(a, *n + 1, sizeof **listed);
	for (int i = 0; i < rows_count(r); i++)
		(*listed)[i] = (struct tracker_listed){
			{rows_text(r, i, 0), rows_text(r, i, 1), rows_text(r, i, 2), NULL, INSTANT_NONE},
			{rows_text(r, i, 3), rows_text(r, i, 5), rows_instant(r, i, 4), INSTANT_NONE},
			rows_instant(r, i, 6)};
	return true;
}
