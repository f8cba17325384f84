#include "store/profile_store.h"

#include "store/reference_store.h"

bool profiles_read(struct conn *c, struct arena *a, const char ***profiles, size_t *n, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_sheet_profiles_all, NULL, 0, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*profiles = arena_alloc_array(a, *n + 1, sizeof **profiles);
	for (int i = 0; i < (int)*n; i++)
		(*profiles)[i] = rows_text(r, i, 1);
	return true;
}

/* One statement and the count of the lists, or nothing; *r: what it answered. */
static bool change(struct conn *c, struct arena *a, enum sql s, const struct param *p, int n, struct rows **r,
	struct fault *f)
{
	struct batch *b = batch_new(c, a);

	batch_begin(b);
	batch_add(b, s, p, n, r);
	lists_changed_later(b);
	batch_commit(b);
	if (batch_run(b, f))
		return true;
	conn_rollback(c);
	return false;
}

bool profile_save(struct conn *c, struct arena *a, const struct profile_row *p, bool *made, struct fault *f)
{
	struct param params[] = {P_TEXT(p->name), P_TEXT(p->partner), P_TEXT(p->kind), P_TEXT(p->profile)};
	struct rows *r;

	if (!change(c, a, SQL_sheet_profile_put, params, 4, &r, f))
		return false;
	*made = rows_bool(r, 0, 0);
	return true;
}

bool profile_remove(struct conn *c, struct arena *a, const char *name, struct fault *f)
{
	struct param params[] = {P_TEXT(name)};
	struct rows *r;

	return change(c, a, SQL_sheet_profile_drop, params, 1, &r, f) &&
	       (rows_count(r) || fault_say(f, FAULT_UNKNOWN, "no saved profile %.64s", name));
}
