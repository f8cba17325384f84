#include "store/judge_store.h"

#include "domain/listed.h"
#include "store/column.h"

#define LOCK "7092026111" /* of one judge at a time; any number that nobody else uses */

bool judge_begin(struct conn *c, struct arena *a, bool *alone, struct fault *f)
{
	struct param key = P_TEXT(LOCK);
	struct rows *r;

	if (!conn_query(c, SQL_judge_begin, &key, 1, a, &r, f))
		return false;
	*alone = rows_bool(r, 0, 0);
	return true;
}

bool judge_follow(struct conn *c, struct arena *a, instant now, int most, int *events, struct fault *f)
{
	struct param p[] = {
		p_int(a, most), p_instant(a, now), p_texts(a, listing_types, listing_type_count)};
	struct rows *r;

	if (!conn_query(c, SQL_judge_follow, p, 3, a, &r, f))
		return false;
	*events = (int)rows_int(r, 0, 0);
	return true;
}

bool judge_due(struct conn *c, struct arena *a, instant now, int most, struct judge_box **boxes, size_t *n,
	struct fault *f)
{
	struct param p[] = {p_instant(a, now), p_int(a, most)};
	struct rows *r;

	if (!conn_query(c, SQL_judge_due, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*boxes = arena_alloc_array(a, *n + 1, sizeof **boxes);
	for (size_t i = 0; i < *n; i++)
		(*boxes)[i] = (struct judge_box){rows_text(r, (int)i, 0), rows_instant(r, (int)i, 1)};
	return true;
}

/* Columns of one statement, opened and closed together. */
static void open_columns(struct column *c, struct arena *a, const uint32_t *types, int n)
{
	for (int i = 0; i < n; i++)
		column_open(&c[i], a, types[i]);
}

static void close_columns(struct column *c, struct param *p, int n)
{
	for (int i = 0; i < n; i++)
		p[i] = column_close(&c[i]);
}

#define TRIP_COLUMNS 16

static void put_trips(struct batch *b, struct arena *a, const struct judged *j)
{
	static const uint32_t types[TRIP_COLUMNS] = {OID_TEXT, OID_INT4, OID_UUID, OID_INT4, OID_TEXT,
		OID_INT4, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ, OID_TEXT, OID_TEXT, OID_TIMESTAMPTZ, OID_INT4,
		OID_TEXT, OID_TEXT, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ};
	struct param *p = arena_alloc_array(a, TRIP_COLUMNS, sizeof *p);
	struct column c[TRIP_COLUMNS];

	if (!j->trip_count)
		return;
	open_columns(c, a, types, TRIP_COLUMNS);
	for (size_t i = 0; i < j->trip_count; i++) {
		const struct judged_trip *t = &j->trips[i];

		wire_array_text(&c[0].array, t->container);
		wire_array_int4(&c[1].array, t->number);
		wire_array_uuid(&c[2].array, t->id);
		wire_array_int4(&c[3].array, t->arrangement);
		wire_array_text(&c[4].array, t->status);
		wire_array_int4(&c[5].array, t->ended);
		wire_array_instant(&c[6].array, t->opened);
		wire_array_instant(&c[7].array, t->closed);
		wire_array_text(&c[8].array, t->origin);
		wire_array_text(&c[9].array, t->destination);
		wire_array_instant(&c[10].array, t->deadline);
		wire_array_int4(&c[11].array, t->routing);
		wire_array_text(&c[12].array, t->next_code);
		wire_array_text(&c[13].array, t->next_place);
		wire_array_instant(&c[14].array, t->next_due);
		wire_array_instant(&c[15].array, t->arrives);
	}
	close_columns(c, p, TRIP_COLUMNS);
	batch_add(b, SQL_trips_put, p, TRIP_COLUMNS, NULL);
}

static void put_carried(struct batch *b, struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	struct column transport, container;

	if (!j->on_count)
		return;
	column_open(&transport, a, OID_TEXT);
	column_open(&container, a, OID_TEXT);
	for (size_t i = 0; i < j->on_count; i++) {
		wire_array_text(&transport.array, j->on[i].transport);
		wire_array_text(&container.array, j->on[i].container);
	}
	p[0] = column_close(&transport);
	p[1] = column_close(&container);
	batch_add(b, SQL_carried_put, p, 2, NULL);
}

#define WRONG_COLUMNS 9

static void put_alerts(struct batch *b, struct arena *a, const struct judged *j, instant now)
{
	static const uint32_t types[WRONG_COLUMNS] = {OID_TEXT, OID_TEXT, OID_INT4, OID_TEXT, OID_UUID,
		OID_TIMESTAMPTZ, OID_TEXT, OID_INT8, OID_UUID};
	struct param *p = arena_alloc_array(a, WRONG_COLUMNS + 2, sizeof *p);
	struct column c[WRONG_COLUMNS];

	open_columns(c, a, types, WRONG_COLUMNS);
	for (size_t i = 0; i < j->wrong_count; i++) {
		const struct judged_wrong *w = &j->wrong[i];

		wire_array_text(&c[0].array, w->container);
		wire_array_text(&c[1].array, w->code);
		wire_array_int4(&c[2].array, w->cause_kind);
		wire_array_text(&c[3].array, w->cause);
		wire_array_uuid(&c[4].array, w->trip);
		wire_array_instant(&c[5].array, w->since);
		wire_array_text(&c[6].array, w->place);
		wire_array_int8(&c[7].array, w->seconds);
		wire_array_uuid(&c[8].array, w->event);
	}
	p[0] = p_texts(a, j->containers, j->count);
	close_columns(c, p + 1, WRONG_COLUMNS);
	p[WRONG_COLUMNS + 1] = p_instant(a, now);
	batch_add(b, SQL_alerts_put, p, WRONG_COLUMNS + 2, NULL);
}

static struct param instants(struct arena *a, const instant *t, size_t n)
{
	struct column c;

	column_open(&c, a, OID_TIMESTAMPTZ);
	for (size_t i = 0; i < n; i++)
		wire_array_instant(&c.array, t[i]);
	return column_close(&c);
}

static void put_done(struct batch *b, struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	p[0] = p_texts(a, j->containers, j->count);
	p[1] = instants(a, j->due, j->count);
	p[2] = instants(a, j->again, j->count);
	batch_add(b, SQL_judge_done, p, 3, NULL);
}

void judged_later(struct batch *b, struct arena *a, const struct judged *j, instant now)
{
	struct param *p = arena_alloc(a, sizeof *p);

	*p = p_texts(a, j->containers, j->count);
	batch_add(b, SQL_trips_drop, p, 1, NULL);
	put_trips(b, a, j);
	put_carried(b, a, j);
	put_alerts(b, a, j, now);
	put_done(b, a, j);
}
