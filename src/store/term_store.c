#include "store/term_store.h"

#include "store/column.h"

void terms_later(struct batch *b, struct arena *a, const struct terms_query *q, struct rows **r)
{
	struct param *p = arena_alloc_array(a, 4, sizeof *p);

	p[0] = P_TEXT(q->places);
	p[1] = p_instant(a, q->as_of);
	p[2] = P_TEXT(q->after);
	p[3] = p_int(a, q->most);
	batch_add(b, SQL_terms_page, p, 4, r);
}

size_t terms_taken(struct arena *a, const struct rows *r, struct term_row **rows)
{
	size_t n = (size_t)rows_count(r);

	*rows = arena_alloc_array(a, n + 1, sizeof **rows);
	for (int i = 0; i < (int)n; i++)
		(*rows)[i] = (struct term_row){.name = rows_text(r, i, 0),
			.told = rows_text(r, i, 1),
			.set = rows_instant(r, i, 2),
			.by = rows_text(r, i, 3)};
	return n;
}

bool term_words(struct conn *c, struct arena *a, const char *name, int most, struct term_row **rows,
	size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(name), p_int(a, most)};
	struct rows *r;

	if (!conn_query(c, SQL_term_show, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (int i = 0; i < (int)*n; i++)
		(*rows)[i] = (struct term_row){.name = rows_text(r, i, 0),
			.told = rows_text(r, i, 1),
			.set = rows_instant(r, i, 2),
			.by = rows_text(r, i, 3),
			.dropped = rows_bool(r, i, 4)};
	return true;
}

bool terms_save(struct conn *c, struct arena *a, const struct term_row *rows, size_t n, const char *by,
	struct fault *f)
{
	struct column name, place, told;

	column_open(&name, a, OID_TEXT);
	column_open(&place, a, OID_TEXT);
	column_open(&told, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&name.array, rows[i].name);
		wire_array_text(&place.array, rows[i].place);
		wire_array_text(&told.array, rows[i].told);
	}
	struct param p[] = {column_close(&name), column_close(&place), column_close(&told), P_TEXT(by)};
	return conn_query(c, SQL_terms_add, p, 4, a, NULL, f);
}

bool term_remove(struct conn *c, struct arena *a, const char *name, const char *by, struct fault *f)
{
	struct param p[] = {P_TEXT(name), P_TEXT(by)};
	struct rows *r;

	if (!conn_query(c, SQL_term_drop, p, 2, a, &r, f))
		return false;
	return rows_count(r) || fault_say(f, FAULT_UNKNOWN, "no term %.64s", name);
}
