/* What folds tell of boxes on rail and of wagons, written over what stood there. */
#include "codes/code.h"
#include "store/column.h"
#include "store/rail_store.h"

#include <stdlib.h>
#include <string.h>

/* As text; NULL of no event. */
static const char *id_of(struct arena *a, const struct event *e)
{
	struct text *t = arena_text(a);

	if (!e)
		return NULL;
	text_uuid(t, e->id);
	return text_string(t);
}

static struct param names_of(struct arena *a, const struct rail_box *boxes, size_t n)
{
	const char **names = arena_alloc_array(a, n + 1, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = boxes[i].container;
	return p_texts(a, names, n);
}

#define RIDE_COLUMNS 8

static size_t ride_columns(struct param *p, struct arena *a, const struct rail_box *boxes, size_t n)
{
	static const uint32_t oids[] = {
		OID_TEXT, OID_INT4, OID_TEXT, OID_TEXT, OID_TEXT, OID_INT8, OID_INT8, OID_INT4};
	struct column c[RIDE_COLUMNS];
	size_t count = 0;

	columns_open(c, a, oids, RIDE_COLUMNS);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < boxes[i].span_count; k++, count++) {
			const struct ride_span *s = &boxes[i].spans[k];

			wire_array_text(&c[0].array, boxes[i].container);
			wire_array_int4(&c[1].array, (int32_t)k);
			wire_array_text(&c[2].array, s->wagon);
			wire_array_text(&c[3].array, s->train);
			wire_array_text(&c[4].array, s->place);
			wire_array_int8(&c[5].array, s->since);
			wire_array_int8(&c[6].array, s->until);
			wire_array_int4(&c[7].array, (int32_t)s->classifier);
		}
	columns_close(p, c, RIDE_COLUMNS);
	return count;
}

static void add_rides(
	struct batch *b, struct arena *a, enum sql statement, const struct rail_box *boxes, size_t n)
{
	struct param *p = arena_alloc_array(a, RIDE_COLUMNS, sizeof *p);

	if (ride_columns(p, a, boxes, n))
		batch_add(b, statement, p, RIDE_COLUMNS, NULL);
}

static void add_half(struct column c[3], struct arena *a, const char *wagon, const struct event *e)
{
	wire_array_text(&c[0].array, wagon);
	wire_array_int8(&c[1].array, e ? e->happened.at : INSTANT_NONE);
	wire_array_text(&c[2].array, id_of(a, e));
}

#define CHANGE_COLUMNS 14

static size_t change_columns(struct param *p, struct arena *a, const struct rail_box *boxes, size_t n)
{
	static const uint32_t oids[] = {OID_TEXT, OID_INT4, OID_TEXT, OID_TEXT, OID_TEXT, OID_INT8, OID_TEXT,
		OID_TEXT, OID_INT8, OID_TEXT, OID_INT4, OID_INT4, OID_INT4, OID_TEXT};
	struct column c[14];
	size_t count = 0;

	columns_open(c, a, oids, CHANGE_COLUMNS);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < boxes[i].change_count; k++, count++) {
			const struct gauge_change *g = &boxes[i].changes[k];

			wire_array_text(&c[0].array, boxes[i].container);
			wire_array_int4(&c[1].array, (int32_t)k);
			wire_array_text(&c[2].array, g->complex);
			wire_array_text(&c[3].array, g->on ? g->on->place : g->off->place);
			add_half(c + 4, a, g->off_wagon, g->off);
			add_half(c + 7, a, g->on_wagon, g->on);
			wire_array_int4(&c[10].array, g->from);
			wire_array_int4(&c[11].array, g->to);
			wire_array_int4(&c[12].array, (int32_t)g->kind);
			wire_array_text(&c[13].array, g->act);
		}
	columns_close(p, c, CHANGE_COLUMNS);
	return count;
}

static void add_changes(
	struct batch *b, struct arena *a, enum sql statement, const struct rail_box *boxes, size_t n)
{
	struct param *p = arena_alloc_array(a, CHANGE_COLUMNS, sizeof *p);

	if (change_columns(p, a, boxes, n))
		batch_add(b, statement, p, CHANGE_COLUMNS, NULL);
}

void rail_boxes_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n)
{
	struct param *names = arena_alloc(a, sizeof *names);

	if (!n)
		return;
	*names = names_of(a, boxes, n);
	batch_add(b, SQL_rides_drop, names, 1, NULL);
	add_rides(b, a, SQL_rides_add, boxes, n);
	add_changes(b, a, SQL_gauge_add, boxes, n);
}

void rail_boxes_differ_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n,
	struct rows **rides, struct rows **changes)
{
	struct param *p = arena_alloc_array(a, 1 + RIDE_COLUMNS, sizeof *p),
		     *q = arena_alloc_array(a, 1 + CHANGE_COLUMNS, sizeof *q);

	p[0] = q[0] = names_of(a, boxes, n);
	ride_columns(p + 1, a, boxes, n);
	change_columns(q + 1, a, boxes, n);
	batch_add(b, SQL_rides_differ, p, 1 + RIDE_COLUMNS, rides);
	batch_add(b, SQL_gauge_differ, q, 1 + CHANGE_COLUMNS, changes);
}

void rail_boxes_as_of_later(struct batch *b, struct arena *a, const struct rail_box *boxes, size_t n)
{
	add_rides(b, a, SQL_as_of_rides, boxes, n);
	add_changes(b, a, SQL_as_of_gauge_changes, boxes, n);
}

/* As CODE_WAGON_UIC and its like stand in a row: 0 UIC, 1 CIS, 2 CR, 3 none of them. */
static int system_of(const char *number, bool *failed)
{
	size_t n = strlen(number);
	enum code_kind kind = n == 12 ? CODE_WAGON_UIC : n == 8 ? CODE_WAGON_CIS : CODE_WAGON_CR;
	struct code_answer answer = code_judge(kind, number);

	*failed = answer.verdict == CODE_FAILS;
	return answer.verdict == CODE_NOT_THIS ? 3 : (int)(kind - CODE_WAGON_UIC);
}

static void add_wagon(struct column c[14], struct arena *a, const struct rail_wagon *w)
{
	static const struct moment never = {.at = INSTANT_NONE};
	const struct event *e = w->last;
	const struct moment *since = e ? &e->happened : &never;
	const struct ride_span *now = NULL;
	bool failed;

	for (size_t i = 0; i < w->consist_count; i++)
		if (w->consists[i].classifier == CLASSIFIER_ACT)
			now = w->consists[i].to ? NULL : &w->consists[i];
	wire_array_text(&c[0].array, w->number);
	wire_array_int4(&c[1].array, system_of(w->number, &failed));
	wire_array_bool(&c[2].array, failed);
	wire_array_int4(&c[3].array, gauge_of_wagon(w->number));
	wire_array_text(&c[4].array, w->type);
	wire_array_text(&c[5].array, e ? e->place : NULL);
	wire_array_text(&c[6].array, e ? e->place_text : NULL);
	wire_array_text(&c[7].array, e ? e->code : NULL);
	wire_array_int8(&c[8].array, since->at);
	wire_array_int4(&c[9].array, since->offset);
	wire_array_int4(&c[10].array, (int32_t)since->precision);
	wire_array_int4(&c[11].array, (int32_t)since->zone_source);
	wire_array_text(&c[12].array, now ? now->train : NULL);
	wire_array_text(&c[13].array, id_of(a, e));
}

#define WAGON_COLUMNS 14

static void put_wagons(struct batch *b, struct arena *a, enum sql statement, const struct rail_wagon *wagons,
	size_t n, struct rows **r)
{
	struct param *p = arena_alloc_array(a, WAGON_COLUMNS, sizeof *p);
	static const uint32_t oids[] = {OID_TEXT, OID_INT4, OID_BOOL, OID_INT4, OID_TEXT, OID_TEXT, OID_TEXT,
		OID_TEXT, OID_INT8, OID_INT4, OID_INT4, OID_INT4, OID_TEXT, OID_TEXT};
	struct column c[14];

	columns_open(c, a, oids, WAGON_COLUMNS);
	for (size_t i = 0; i < n; i++)
		add_wagon(c, a, &wagons[i]);
	columns_close(p, c, WAGON_COLUMNS);
	batch_add(b, statement, p, WAGON_COLUMNS, r);
}

#define CONSIST_COLUMNS 7

static size_t consist_columns(struct param *p, struct arena *a, const struct rail_wagon *wagons, size_t n)
{
	static const uint32_t oids[] = {OID_TEXT, OID_INT4, OID_TEXT, OID_INT4, OID_INT8, OID_INT8, OID_INT4};
	struct column c[CONSIST_COLUMNS];
	size_t count = 0;

	columns_open(c, a, oids, CONSIST_COLUMNS);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < wagons[i].consist_count; k++, count++) {
			const struct ride_span *s = &wagons[i].consists[k];
			long place = s->place ? strtol(s->place, NULL, 10) : 0;

			wire_array_text(&c[0].array, wagons[i].number);
			wire_array_int4(&c[1].array, (int32_t)k);
			wire_array_text(&c[2].array, s->train);
			wire_array_int4(&c[3].array, place > 0 && place < 1000 ? (int32_t)place : 0);
			wire_array_int8(&c[4].array, s->since);
			wire_array_int8(&c[5].array, s->until);
			wire_array_int4(&c[6].array, (int32_t)s->classifier);
		}
	columns_close(p, c, CONSIST_COLUMNS);
	return count;
}

static void add_consists(
	struct batch *b, struct arena *a, enum sql statement, const struct rail_wagon *wagons, size_t n)
{
	struct param *p = arena_alloc_array(a, CONSIST_COLUMNS, sizeof *p);

	if (consist_columns(p, a, wagons, n))
		batch_add(b, statement, p, CONSIST_COLUMNS, NULL);
}

static struct param numbers_of(struct arena *a, const struct rail_wagon *wagons, size_t n)
{
	const char **numbers = arena_alloc_array(a, n + 1, sizeof *numbers);

	for (size_t i = 0; i < n; i++)
		numbers[i] = wagons[i].number;
	return p_texts(a, numbers, n);
}

void rail_wagons_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n)
{
	struct param *numbers = arena_alloc(a, sizeof *numbers);

	if (!n)
		return;
	*numbers = numbers_of(a, wagons, n);
	batch_add(b, SQL_consists_drop, numbers, 1, NULL);
	add_consists(b, a, SQL_consists_add, wagons, n);
	put_wagons(b, a, SQL_wagons_put, wagons, n, NULL);
}

void rail_wagons_differ_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n,
	struct rows **known, struct rows **consists)
{
	struct param *p = arena_alloc_array(a, 1 + CONSIST_COLUMNS, sizeof *p);

	p[0] = numbers_of(a, wagons, n);
	consist_columns(p + 1, a, wagons, n);
	batch_add(b, SQL_consists_differ, p, 1 + CONSIST_COLUMNS, consists);
	put_wagons(b, a, SQL_wagons_differ, wagons, n, known);
}

void rail_wagons_as_of_later(struct batch *b, struct arena *a, const struct rail_wagon *wagons, size_t n)
{
	add_consists(b, a, SQL_as_of_consists, wagons, n);
	put_wagons(b, a, SQL_as_of_wagons, wagons, n, NULL);
}
