#include "store/estimate_store.h"

#include "store/column.h"

#include <string.h>

enum { CONTAINER, TRIP, GOAL, AT, ASKED, LIKELY, FROM, UNTIL, TOLD, ADDED_FROM, ADDED_UNTIL, COLUMNS };

static const uint32_t types[COLUMNS] = {OID_TEXT, OID_UUID, OID_INT4, OID_TIMESTAMPTZ, OID_INT4,
	OID_TIMESTAMPTZ, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ, OID_TEXT, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ};

static void read_row(const struct rows *r, int row, struct estimate_kept *k)
{
	*k = (struct estimate_kept){.container = rows_text(r, row, CONTAINER),
		.goal = (enum eta_goal)rows_int(r, row, GOAL),
		.made = {rows_instant(r, row, AT), {.asked = rows_bool(r, row, ASKED),
							   .likely = rows_instant(r, row, LIKELY),
							   .from = rows_instant(r, row, FROM),
							   .until = rows_instant(r, row, UNTIL),
							   .added_from = rows_instant(r, row, ADDED_FROM),
							   .added_until = rows_instant(r, row, ADDED_UNTIL)}},
		.told = rows_text(r, row, TOLD)};
	k->made.interval.known = k->made.interval.likely != INSTANT_NONE;
	rows_uuid(r, row, TRIP, k->trip);
}

struct asked {
	struct estimate_kept **kept;
	size_t *count;
};

static void take_them(void *self, struct arena *a, struct rows *r)
{
	const struct asked *x = self;

	*x->count = (size_t)rows_count(r);
	*x->kept = arena_alloc_array(a, *x->count + 1, sizeof **x->kept);
	for (size_t i = 0; i < *x->count; i++)
		read_row(r, (int)i, &(*x->kept)[i]);
}

static void ask(struct batch *b, struct arena *a, enum sql sql, const char *const *containers, size_t n,
	struct estimate_kept **kept, size_t *count)
{
	struct param *p = arena_alloc(a, sizeof *p);
	struct asked *x = arena_alloc(a, sizeof *x);

	*p = p_texts(a, containers, n);
	*x = (struct asked){kept, count};
	batch_add_taken(b, sql, p, 1, take_them, x);
}

void estimates_later(struct batch *b, struct arena *a, const char *const *containers, size_t n,
	struct estimate_kept **kept, size_t *count)
{
	ask(b, a, SQL_estimates_of, containers, n, kept, count);
}

bool estimates_read_all(struct conn *c, struct arena *a, const char *const *containers, size_t n,
	struct estimate_kept **kept, size_t *count, struct fault *f)
{
	struct batch *b = batch_new(c, a);

	ask(b, a, SQL_estimates_all, containers, n, kept, count);
	return batch_run(b, f);
}

const struct estimate_kept *estimates_of_one(
	const struct estimate_kept *kept, size_t count, const char *container, size_t *n)
{
	size_t from = 0, until = count;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(kept[middle].container, container) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	for (*n = 0; from + *n < count && strcmp(kept[from + *n].container, container) == 0;)
		++*n;
	return *n ? &kept[from] : NULL;
}

void estimates_thin_later(struct batch *b, struct arena *a, const char *const *containers, size_t n,
	instant before, instant span)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	if (!n)
		return;
	p[0] = p_texts(a, containers, n);
	p[1] = p_instant(a, before);
	p[2] = p_int(a, span / INSTANT_SECOND);
	batch_add(b, SQL_estimates_thin, p, 3, NULL);
}

static instant if_known(const struct eta_interval *e, instant t)
{
	return e->known ? t : INSTANT_NONE;
}

void estimates_put_later(
	struct batch *b, struct arena *a, const struct estimate_kept *made, size_t n, instant at)
{
	struct param *p = arena_alloc_array(a, COLUMNS, sizeof *p);
	struct column c[COLUMNS];

	if (!n)
		return;
	columns_open(c, a, types, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		const struct eta_interval *e = &made[i].made.interval;

		wire_array_text(&c[CONTAINER].array, made[i].container);
		wire_array_uuid(&c[TRIP].array, made[i].trip);
		wire_array_int4(&c[GOAL].array, (int32_t)made[i].goal);
		wire_array_int4(&c[ASKED].array, e->asked);
		wire_array_instant(&c[LIKELY].array, if_known(e, e->likely));
		wire_array_instant(&c[FROM].array, if_known(e, e->from));
		wire_array_instant(&c[UNTIL].array, if_known(e, e->until));
		wire_array_text(&c[TOLD].array, made[i].told);
		wire_array_instant(&c[ADDED_FROM].array, if_known(e, e->added_from));
		wire_array_instant(&c[ADDED_UNTIL].array, if_known(e, e->added_until));
	}
	columns_close(p, c, COLUMNS);
	p[AT] = p_instant(a, at);
	batch_add(b, SQL_estimates_put, p, COLUMNS, NULL);
}
