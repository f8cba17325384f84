#include "store/key_store.h"

#include "store/column.h"

#include <string.h>

bool key_row_add(struct conn *c, struct arena *a, const uint8_t id[16], const struct key_row *k,
	const uint8_t sha256[32], struct fault *f)
{
	struct param p[] = {
		p_uuid(id), P_TEXT(k->name), P_TEXT(k->role), P_TEXT(k->party), P_BYTES(sha256, 32)};
	struct rows *r;

	if (conn_query(c, SQL_key_add, p, 5, a, &r, f))
		return true;
	if (strcmp(f->sqlstate, "23505") == 0)
		fault_say(f, FAULT_CLASH,
			"a key named '%s' is in use; revoke it first, or choose another name", k->name);
	return false;
}

bool key_row_revoke(struct conn *c, struct arena *a, const char *name, bool *was_in_use, struct fault *f)
{
	struct param p[] = {P_TEXT(name)};
	struct rows *r;

	if (!conn_query(c, SQL_key_revoke, p, 1, a, &r, f))
		return false;
	*was_in_use = rows_affected(r) > 0;
	return true;
}

bool key_rows(struct conn *c, struct arena *a, struct key_row **keys, size_t *n, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_key_list, NULL, 0, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*keys = arena_alloc_array(a, *n + 1, sizeof **keys);
	for (int i = 0; i < (int)*n; i++)
		(*keys)[i] = (struct key_row){.name = rows_text(r, i, 0),
			.role = rows_text(r, i, 1),
			.party = rows_text(r, i, 2),
			.created = rows_text(r, i, 3),
			.revoked = rows_text(r, i, 4),
			.id = rows_text(r, i, 5)};
	return true;
}

bool key_row_find(struct conn *c, struct arena *a, const uint8_t sha256[32], struct key_row *k, bool *there,
	struct fault *f)
{
	struct param p[] = {P_BYTES(sha256, 32)};
	struct rows *r;

	if (!conn_query(c, SQL_key_find, p, 1, a, &r, f))
		return false;
	*there = rows_count(r) > 0;
	if (*there)
		*k = (struct key_row){.name = rows_text(r, 0, 0),
			.role = rows_text(r, 0, 1),
			.party = rows_text(r, 0, 2),
			.id = rows_text(r, 0, 3)};
	return true;
}

bool keys_lock(struct conn *c, struct arena *a, struct fault *f)
{
	struct rows *r;

	return conn_query(c, SQL_keys_lock, NULL, 0, a, &r, f);
}

bool key_row_of(struct conn *c, struct arena *a, const char *id, struct key_beside *k, struct fault *f)
{
	struct param p[] = {P_TEXT(id)};
	struct rows *r;

	if (!conn_query(c, SQL_key_of_id, p, 1, a, &r, f))
		return false;
	*k = (struct key_beside){.there = rows_count(r) > 0};
	if (k->there) {
		k->row = (struct key_row){.id = id,
			.name = rows_text(r, 0, 0),
			.role = rows_text(r, 0, 1),
			.party = rows_text(r, 0, 2),
			.revoked = rows_text(r, 0, 3)};
		k->others = rows_bool(r, 0, 4);
		k->operators = rows_bool(r, 0, 5);
	}
	return true;
}

bool key_row_revoke_id(struct conn *c, struct arena *a, const char *id, const char **revoked, struct fault *f)
{
	struct param p[] = {P_TEXT(id)};
	struct rows *r;

	if (!conn_query(c, SQL_key_revoke_id, p, 1, a, &r, f))
		return false;
	*revoked = rows_count(r) ? rows_text(r, 0, 0) : NULL;
	return true;
}

bool keys_used(struct conn *c, struct arena *a, const char *const *ids, size_t n, struct keys_used *used,
	struct fault *f)
{
	struct column column;
	struct param p[1];
	struct rows *r;
	uint8_t id[16];

	column_open(&column, a, OID_UUID);
	for (size_t i = 0; i < n; i++)
		if (uuid_read(ids[i], id))
			wire_array_uuid(&column.array, id);
	p[0] = column_close(&column);
	if (!conn_query(c, SQL_keys_in_use, p, 1, a, &r, f))
		return false;
	used->any = rows_bool(r, 0, 0);
	used->ids = rows_words(r, 0, 1, a, &used->count);
	return true;
}

bool key_row_any(struct conn *c, struct arena *a, bool *any, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_key_any, NULL, 0, a, &r, f))
		return false;
	*any = rows_bool(r, 0, 0);
	return true;
}
