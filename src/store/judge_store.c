#include "store/judge_store.h"

#include "base/words.h"
#include "domain/listed.h"
#include "domain/train.h"
#include "store/column.h"

#include <string.h>

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

bool judge_alone(struct conn *c, struct arena *a, struct fault *f)
{
	struct param key = P_TEXT(LOCK);

	return conn_query(c, SQL_judge_alone, &key, 1, a, NULL, f);
}

bool judge_follow(struct conn *c, struct arena *a, instant now, int most, int *events, struct fault *f)
{
	struct param p[4] = {p_int(a, most), p_instant(a, now)};
	struct column days;
	struct rows *r;

	column_open(&days, a, OID_INT4);
	for (size_t i = 0; i < TRAIN_KINDS; i++)
		wire_array_int4(&days.array, train_kind_days[i]);
	p[2] = column_close(&days);
	p[3] = p_texts(a, listing_types, listing_type_count);
	if (!conn_query(c, SQL_judge_follow, p, 4, a, &r, f))
		return false;
	*events = (int)rows_int(r, 0, 0);
	return true;
}

bool judge_due(struct conn *c, struct arena *a, instant now, int most, const char ***containers, size_t *n,
	struct fault *f)
{
	struct param p[] = {p_instant(a, now), p_int(a, most)};
	struct rows *r;

	if (!conn_query(c, SQL_judge_due, p, 2, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*containers = arena_alloc_array(a, *n + 1, sizeof **containers);
	for (size_t i = 0; i < *n; i++)
		(*containers)[i] = rows_text(r, (int)i, 0);
	return true;
}

#define TRIP_COLUMNS 16

static void trip_columns(struct param *p, struct arena *a, const struct judged *j)
{
	static const uint32_t types[TRIP_COLUMNS] = {OID_TEXT, OID_INT4, OID_UUID, OID_INT4, OID_TEXT,
		OID_INT4, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ, OID_TEXT, OID_TEXT, OID_TIMESTAMPTZ, OID_INT4,
		OID_TEXT, OID_TEXT, OID_TIMESTAMPTZ, OID_TIMESTAMPTZ};
	struct column c[TRIP_COLUMNS];

	columns_open(c, a, types, TRIP_COLUMNS);
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
	columns_close(p, c, TRIP_COLUMNS);
}

#define ON_COLUMNS 3

static void on_columns(struct param *p, struct arena *a, const struct judged *j)
{
	static const uint32_t types[ON_COLUMNS] = {OID_TEXT, OID_TEXT, OID_INT4};
	struct column c[ON_COLUMNS];

	columns_open(c, a, types, ON_COLUMNS);
	for (size_t i = 0; i < j->on_count; i++) {
		wire_array_text(&c[0].array, j->on[i].transport);
		wire_array_text(&c[1].array, j->on[i].container);
		wire_array_int4(&c[2].array, j->on[i].kg);
	}
	columns_close(p, c, ON_COLUMNS);
}

#define BOOKED_COLUMNS 8

static void booked_columns(struct param *p, struct arena *a, const struct judged *j)
{
	static const uint32_t types[BOOKED_COLUMNS] = {
		OID_TEXT, OID_INT4, OID_TEXT, OID_TEXT, OID_INT4, OID_TIMESTAMPTZ, OID_TEXT, OID_INT4};
	struct column c[BOOKED_COLUMNS];

	columns_open(c, a, types, BOOKED_COLUMNS);
	for (const struct judged_booked *b = j->booked; b < j->booked + j->booked_count; b++) {
		wire_array_text(&c[0].array, b->container);
		wire_array_int4(&c[1].array, b->leg);
		wire_array_text(&c[2].array, b->route);
		wire_array_text(&c[3].array, b->place);
		wire_array_int4(&c[4].array, b->day);
		wire_array_instant(&c[5].array, b->departs);
		wire_array_text(&c[6].array, b->transport);
		wire_array_int4(&c[7].array, b->kg);
	}
	columns_close(p, c, BOOKED_COLUMNS);
}

#define WRONG_COLUMNS 9

static void wrong_columns(struct param *p, struct arena *a, const struct judged *j)
{
	static const uint32_t types[WRONG_COLUMNS] = {OID_TEXT, OID_TEXT, OID_INT4, OID_TEXT, OID_UUID,
		OID_TIMESTAMPTZ, OID_TEXT, OID_INT8, OID_UUID};
	struct column c[WRONG_COLUMNS];

	columns_open(c, a, types, WRONG_COLUMNS);
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
	columns_close(p, c, WRONG_COLUMNS);
}

void trips_as_of_later(struct batch *b, struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, TRIP_COLUMNS, sizeof *p);

	if (!j->trip_count)
		return;
	trip_columns(p, a, j);
	batch_add(b, SQL_as_of_trips, p, TRIP_COLUMNS, NULL);
}

/* The parameters of what is kept: the containers, then what was found of them. */

static struct param *trip_params(struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 1 + TRIP_COLUMNS, sizeof *p);

	p[0] = p_texts(a, j->containers, j->count);
	trip_columns(p + 1, a, j);
	return p;
}

static struct param *on_params(struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 1 + ON_COLUMNS, sizeof *p);

	p[0] = p_texts(a, j->containers, j->count);
	on_columns(p + 1, a, j);
	return p;
}

static struct param *booked_params(struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 1 + BOOKED_COLUMNS, sizeof *p);

	p[0] = p_texts(a, j->containers, j->count);
	booked_columns(p + 1, a, j);
	return p;
}

/* With room for one more. */
static struct param *wrong_params(struct arena *a, const struct judged *j)
{
	struct param *p = arena_alloc_array(a, 1 + WRONG_COLUMNS + 1, sizeof *p);

	p[0] = p_texts(a, j->containers, j->count);
	wrong_columns(p + 1, a, j);
	return p;
}

/* What is kept otherwise */

static bool *marks_of(struct arena *a, const struct judged *j, const struct rows *r)
{
	bool *marks = arena_alloc_array(a, j->count + 1, sizeof *marks);
	size_t n = (size_t)rows_count(r);
	const char **names = arena_alloc_array(a, n + 1, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = rows_text(r, (int)i, 0);
	n = words_once(names, n);
	for (size_t i = 0; n && i < j->count; i++)
		marks[i] = words_find(names, n, j->containers[i]) != NULL;
	return marks;
}

bool judged_news(
	struct judged_news *news, struct conn *c, struct arena *a, const struct judged *j, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct rows *trips, *on, *booked, *wrong;

	batch_add(b, SQL_trips_differ, trip_params(a, j), 1 + TRIP_COLUMNS, &trips);
	batch_add(b, SQL_carried_differ, on_params(a, j), 1 + ON_COLUMNS, &on);
	batch_add(b, SQL_booked_differ, booked_params(a, j), 1 + BOOKED_COLUMNS, &booked);
	batch_add(b, SQL_alerts_differ, wrong_params(a, j), 1 + WRONG_COLUMNS, &wrong);
	if (!batch_run(b, f))
		return false;
	*news = (struct judged_news){
		marks_of(a, j, trips), marks_of(a, j, on), marks_of(a, j, booked), marks_of(a, j, wrong)};
	return true;
}

/* What is kept from now on: the statements write what differs. */

static void put_alerts(struct batch *b, struct arena *a, const struct judged *j, instant now)
{
	struct param *p = wrong_params(a, j);
	struct param *causes = arena_alloc_array(a, 4, sizeof *causes);

	p[1 + WRONG_COLUMNS] = causes[3] = p_instant(a, now);
	memcpy(causes, p + 2, 3 * sizeof *causes); /* codes, kinds, causes */
	if (j->wrong_count)
		batch_add(b, SQL_alerts_open, causes, 4, NULL);
	batch_add(b, SQL_alerts_put, p, 1 + WRONG_COLUMNS + 1, NULL);
}

static void put_done(struct batch *b, struct arena *a, const struct judged *j, instant now)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct column again;

	column_open(&again, a, OID_TIMESTAMPTZ);
	for (size_t i = 0; i < j->count; i++)
		wire_array_instant(&again.array, j->again[i]);
	p[0] = p_texts(a, j->containers, j->count);
	p[1] = column_close(&again);
	p[2] = p_instant(a, now);
	batch_add(b, SQL_judge_done, p, 3, NULL);
}

void judged_later(struct batch *b, struct arena *a, const struct judged *j, instant now)
{
	batch_add(b, SQL_trips_put, trip_params(a, j), 1 + TRIP_COLUMNS, NULL);
	batch_add(b, SQL_carried_put, on_params(a, j), 1 + ON_COLUMNS, NULL);
	batch_add(b, SQL_booked_put, booked_params(a, j), 1 + BOOKED_COLUMNS, NULL);
	put_alerts(b, a, j, now);
	put_done(b, a, j, now);
}

bool judge_waits(struct conn *c, struct arena *a, const char *const *containers, size_t n, instant now,
	const char ***waiting, size_t *count, bool *behind, struct fault *f)
{
	struct param p[] = {p_texts(a, containers, n), p_instant(a, now)};
	struct rows *r;

	if (!conn_query(c, SQL_judge_waits, p, 2, a, &r, f))
		return false;
	*behind = rows_bool(r, 0, 1);
	*waiting = arena_alloc_array(a, (size_t)rows_count(r) + 1, sizeof **waiting);
	*count = 0;
	for (int i = 0; i < rows_count(r); i++)
		if (rows_text(r, i, 0))
			(*waiting)[(*count)++] = rows_text(r, i, 0);
	*count = words_once(*waiting, *count);
	return true;
}
