#include "store/stretch_store.h"

#include "store/column.h"

#include <stdlib.h>
#include <string.h>

enum { KIND, ORIGIN, TARGET, MODE, DIRECTION, KEY_COLUMNS, WEEK = KEY_COLUMNS, TALLY, COLUMNS };

static const uint32_t types[COLUMNS] = {[KIND] = OID_TEXT,
	[ORIGIN] = OID_TEXT,
	[TARGET] = OID_TEXT,
	[MODE] = OID_INT4,
	[DIRECTION] = OID_TEXT,
	[WEEK] = OID_INT4,
	[TALLY] = OID_BYTEA};

static int by_key(const void *a, const void *b)
{
	const struct stretch_known *x = *(const struct stretch_known *const *)a;
	const struct stretch_known *y = *(const struct stretch_known *const *)b;
	int d = stretch_compare(&x->stretch, &y->stretch);

	return d ? d : (x->week.week > y->week.week) - (x->week.week < y->week.week);
}

static void open_columns(struct column *c, struct arena *a, int columns)
{
	for (int i = 0; i < columns; i++)
		column_open(&c[i], a, types[i]);
}

static void add_key(struct column *c, const struct stretch *s)
{
	wire_array_text(&c[KIND].array, stretch_rows[s->kind].word);
	wire_array_text(&c[ORIGIN].array, s->from);
	wire_array_text(&c[TARGET].array, s->to);
	wire_array_int4(&c[MODE].array, (int32_t)s->mode);
	wire_array_text(&c[DIRECTION].array, s->direction);
}

void stretches_put_later(struct batch *b, struct arena *a, const struct stretch_known *const *known, size_t n)
{
	const struct stretch_known **sorted = arena_alloc_array(a, n + 1, sizeof *sorted);
	struct param *p = arena_alloc_array(a, COLUMNS, sizeof *p);
	struct text *bytes = arena_text(a);
	struct column c[COLUMNS];

	if (!n)
		return;
	for (size_t i = 0; i < n; i++)
		sorted[i] = known[i];
	qsort(sorted, n, sizeof *sorted, by_key);
	open_columns(c, a, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		add_key(c, &sorted[i]->stretch);
		wire_array_int4(&c[WEEK].array, sorted[i]->week.week);
		text_clear(bytes);
		tally_write(bytes, &sorted[i]->week.tally);
		wire_array_bytes(&c[TALLY].array, bytes->bytes, bytes->length);
	}
	for (int i = 0; i < COLUMNS; i++)
		p[i] = column_close(&c[i]);
	batch_add(b, SQL_stretches_put, p, COLUMNS, NULL);
}

bool stretches_read_known(
	struct conn *c, struct arena *a, struct stretch_known *const *known, size_t n, struct fault *f)
{
	struct column columns[KEY_COLUMNS + 1];
	struct param p[KEY_COLUMNS + 1];
	struct rows *r;

	open_columns(columns, a, KEY_COLUMNS + 1);
	for (size_t i = 0; i < n; i++) {
		add_key(columns, &known[i]->stretch);
		wire_array_int4(&columns[WEEK].array, known[i]->week.week);
	}
	for (int i = 0; i < KEY_COLUMNS + 1; i++)
		p[i] = column_close(&columns[i]);
	if (!conn_query(c, SQL_stretches_in, p, KEY_COLUMNS + 1, a, &r, f))
		return false;
	for (int i = 0; i < rows_count(r); i++) {
		struct stretch_known *k = known[rows_binary_int(r, i, 0) - 1];

		if (!tally_read(rows_text(r, i, 1), (size_t)rows_length(r, i, 1), &k->week.tally))
			return fault_say(f, FAULT_INTERNAL,
				"what is known of a stretch in week %d cannot be read", k->week.week);
	}
	return true;
}

static bool read_row(const struct rows *r, int row, struct arena *a, struct stretch_weeks *known,
	size_t *room, struct fault *f)
{
	struct stretch_weeks *k = &known[rows_binary_int(r, row, 0) - 1];
	struct tally_week *w;

	k->weeks = arena_grow(a, k->weeks, k->count, &room[k - known], sizeof *k->weeks);
	w = &k->weeks[k->count++];
	w->week = (int32_t)rows_binary_int(r, row, 1);
	return tally_read(rows_text(r, row, 2), (size_t)rows_length(r, row, 2), &w->tally) ||
	       fault_say(f, FAULT_INTERNAL, "what is known of a stretch in week %d cannot be read", w->week);
}

bool stretches_read(struct conn *c, struct arena *a, const struct stretch *stretches, size_t n, int32_t since,
	struct stretch_weeks **known, struct fault *f)
{
	size_t *room = arena_alloc_array(a, n + 1, sizeof *room);
	struct param p[KEY_COLUMNS + 1];
	struct column columns[KEY_COLUMNS];
	struct rows *r;

	*known = arena_alloc_array(a, n + 1, sizeof **known);
	open_columns(columns, a, KEY_COLUMNS);
	for (size_t i = 0; i < n; i++)
		add_key(columns, &stretches[i]);
	for (int i = 0; i < KEY_COLUMNS; i++)
		p[i] = column_close(&columns[i]);
	p[KEY_COLUMNS] = p_int(a, since);
	if (!conn_query(c, SQL_stretches_of, p, KEY_COLUMNS + 1, a, &r, f))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		if (!read_row(r, i, a, *known, room, f))
			return false;
	return true;
}

bool stretches_forget(struct conn *c, struct arena *a, int32_t before, int *forgotten, struct fault *f)
{
	struct param p[] = {p_int(a, before)};
	struct rows *r;

	if (!conn_query(c, SQL_stretches_forget, p, 1, a, &r, f))
		return false;
	*forgotten = rows_affected(r);
	return true;
}

bool lessons_read(struct conn *c, struct arena *a, struct lessons_kept *boxes, size_t n, struct fault *f)
{
	struct column containers;
	struct param p[1];
	struct rows *r;

	column_open(&containers, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&containers.array, boxes[i].container);
		boxes[i].lessons = "";
	}
	p[0] = column_close(&containers);
	if (!conn_query(c, SQL_lessons_of, p, 1, a, &r, f))
		return false;
	for (int row = 0; row < rows_count(r); row++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(boxes[i].container, rows_text(r, row, 0)) == 0)
				boxes[i].lessons = rows_text(r, row, 1);
	return true;
}

void lessons_put_later(struct batch *b, struct arena *a, const struct lessons_kept *boxes, size_t n)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	struct column containers, lessons;

	if (!n)
		return;
	column_open(&containers, a, OID_TEXT);
	column_open(&lessons, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&containers.array, boxes[i].container);
		wire_array_text(&lessons.array, boxes[i].lessons);
	}
	p[0] = column_close(&containers);
	p[1] = column_close(&lessons);
	batch_add(b, SQL_lessons_put, p, 2, NULL);
}
