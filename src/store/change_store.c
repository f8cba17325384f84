#include "store/change_store.h"

#include "store/column.h"

#include <stdlib.h>

static struct param p_words(struct arena *a, const char *const *s, size_t n)
{
	struct column c;

	column_open(&c, a, OID_TEXT);
	for (size_t i = 0; i < n; i++)
		wire_array_text(&c.array, s[i]);
	return column_close(&c);
}

static struct param p_point(struct arena *a, uint64_t point)
{
	return point ? P_TEXT(arena_printf(a, "%llu", (unsigned long long)point)) : P_NULL;
}

static void names_of(struct arena *a, const struct rows *r, int row, int column, const char ***names,
	size_t *n, bool *more)
{
	*names = rows_words(r, row, column, a, n);
	if (*n > CHANGE_NAMES) {
		*n = CHANGE_NAMES;
		*more = true;
	}
}

bool changes_since(struct conn *c, struct arena *a, uint64_t from, uint64_t until, const char *const *viewers,
	size_t n, int most, struct changes *out, struct fault *f)
{
	struct param p[] = {p_point(a, from), p_point(a, until), p_words(a, viewers, n), p_int(a, most),
		p_int(a, CHANGE_NAMES)};
	struct rows *r;

	*out = (struct changes){0};
	if (!conn_query(c, SQL_changes_since, p, 5, a, &r, f))
		return false;
	out->count = (size_t)rows_count(r);
	out->views = arena_alloc_array(a, out->count + 1, sizeof *out->views);
	for (int i = 0; i < (int)out->count; i++) {
		struct change_view *v = &out->views[i];

		*v = (struct change_view){
			.viewer = rows_text(r, i, 0), .events = (uint64_t)rows_int(r, i, 3)};
		out->until = strtoull(rows_text(r, i, 1), NULL, 10);
		out->too_many = rows_bool(r, i, 2);
		names_of(a, r, i, 4, &v->containers, &v->container_count, &v->more);
		names_of(a, r, i, 5, &v->places, &v->place_count, &v->more);
	}
	return true;
}
