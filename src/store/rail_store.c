#include "store/rail_store.h"

#include "base/limits.h"
#include "store/column.h"
#include "store/event_read.h"

#include <string.h>

enum { R_RECORDED = EVENT_COLUMNS, R_OVERRULED, R_SEEN, R_INTAKE, R_MESSAGE, R_TYPE, R_FACILITY_NAME };

void rail_lock_later(struct batch *b, struct arena *a, bool of_boxes)
{
	struct param *p = arena_alloc(a, sizeof *p);

	*p = p_bool(of_boxes);
	batch_add(b, SQL_rail_lock, p, 1, NULL);
}

static void read_event(struct rail_event *e, struct arena *a, const struct rows *r, int row)
{
	event_read(&e->event, a, r, row);
	e->event.overruled = rows_bool(r, row, R_OVERRULED);
	e->recorded = rows_instant(r, row, R_RECORDED);
	e->seen = rows_bool(r, row, R_SEEN);
	e->intake = rows_text(r, row, R_INTAKE);
	e->message = rows_text(r, row, R_MESSAGE);
	e->type = rows_text(r, row, R_TYPE);
	e->facility_name = rows_text(r, row, R_FACILITY_NAME);
}

/* Where a list that was asked for goes. */
struct list {
	void *list; /* its pointer */
	size_t *count;
};

static struct list *list_of(struct arena *a, void *list, size_t *count)
{
	struct list *l = arena_alloc(a, sizeof *l);

	*l = (struct list){list, count};
	return l;
}

static void take_events(void *self, struct arena *a, struct rows *r)
{
	const struct list *l = self;
	size_t n = *l->count = (size_t)rows_count(r);
	struct rail_event *events = arena_alloc_array(a, n + 1, sizeof *events);

	for (size_t i = 0; i < n; i++)
		read_event(&events[i], a, r, (int)i);
	*(struct rail_event **)l->list = events;
}

void rail_events_later(struct batch *b, struct arena *a, const struct rail_asked *asked, size_t n,
	const char *viewer, struct rail_event **events, size_t *count)
{
	struct param *p = arena_alloc_array(a, 5, sizeof *p);
	struct column subject, since, until;

	column_open(&subject, a, OID_TEXT);
	column_open(&since, a, OID_INT8);
	column_open(&until, a, OID_INT8);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&subject.array, asked[i].subject);
		wire_array_int8(&since.array, asked[i].since);
		wire_array_int8(&until.array, asked[i].until);
	}
	p[0] = P_TEXT(viewer);
	p[1] = column_close(&subject);
	p[2] = column_close(&since);
	p[3] = column_close(&until);
	p[4] = p_int(a, LIMIT_TIMELINE);
	batch_add_taken(b, SQL_rail_events, p, 5, take_events, list_of(a, events, count));
}

bool rail_events(struct conn *c, struct arena *a, const struct rail_asked *asked, size_t n,
	const char *viewer, struct rail_event **events, size_t *count, struct fault *f)
{
	struct batch *b = batch_new(c, a);

	rail_events_later(b, a, asked, n, viewer, events, count);
	return batch_run(b, f);
}

static const char **first_column(struct arena *a, const struct rows *r, size_t *count)
{
	const char **texts_;

	*count = (size_t)rows_count(r);
	texts_ = arena_alloc_array(a, *count + 1, sizeof *texts_);
	for (size_t i = 0; i < *count; i++)
		texts_[i] = rows_text(r, (int)i, 0);
	return texts_;
}

static void take_texts(void *self, struct arena *a, struct rows *r)
{
	const struct list *l = self;

	*(const char ***)l->list = first_column(a, r, l->count);
}

void rail_whole_later(struct batch *b, struct arena *a, const char *viewer, const char *const *containers,
	size_t n, const char ***whole, size_t *count)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);

	p[0] = P_TEXT(viewer);
	p[1] = p_texts(a, containers, n);
	batch_add_taken(b, SQL_rail_whole, p, 2, take_texts, list_of(a, whole, count));
}

static void take_places(void *self, struct arena *a, struct rows *r)
{
	const struct list *l = self;
	size_t n = *l->count = (size_t)rows_count(r);
	struct rail_place *places = arena_alloc_array(a, n + 1, sizeof *places);

	for (int i = 0; i < (int)n; i++)
		places[i] = (struct rail_place){rows_text(r, i, 0), rows_text(r, i, 1), rows_bool(r, i, 2)};
	*(struct rail_place **)l->list = places;
}

void rail_places_later(struct batch *b, struct arena *a, const char *const *codes, size_t n,
	struct rail_place **places, size_t *count)
{
	struct param *p = arena_alloc(a, sizeof *p);

	*p = p_texts(a, codes, n);
	batch_add_taken(b, SQL_rail_places, p, 1, take_places, list_of(a, places, count));
}

bool rail_names(struct conn *c, struct arena *a, const char *const *trains, size_t n,
	struct train_name **names, size_t *count, struct fault *f)
{
	struct param p[2] = {p_texts(a, trains, n)};
	struct column days;
	struct rows *r;

	column_open(&days, a, OID_INT4);
	for (size_t i = 0; i < TRAIN_KINDS; i++)
		wire_array_int4(&days.array, train_kind_days[i]);
	p[1] = column_close(&days);
	if (!conn_query(c, SQL_train_names, p, 2, a, &r, f))
		return false;
	*count = (size_t)rows_count(r);
	*names = arena_alloc_array(a, *count + 1, sizeof **names);
	for (int i = 0; i < rows_count(r); i++)
		(*names)[i] = (struct train_name){rows_text(r, i, 0),
			(enum train_kind)(rows_int(r, i, 1) % TRAIN_KINDS), rows_text(r, i, 2),
			(int32_t)rows_int(r, i, 3), rows_text(r, i, 4), rows_text(r, i, 5)};
	return true;
}

static void take_planned(void *self, struct arena *a, struct rows *r)
{
	const struct list *l = self;
	size_t n = *l->count = (size_t)rows_count(r);
	struct train_planned *trains = arena_alloc_array(a, n + 1, sizeof *trains);

	for (int i = 0; i < (int)n; i++)
		trains[i] = (struct train_planned){(size_t)rows_int(r, i, 0) - 1, rows_text(r, i, 1)};
	*(struct train_planned **)l->list = trains;
}

void rail_trains_planned_later(struct batch *b, struct arena *a, const struct train_name *names, size_t n,
	struct train_planned **trains, size_t *count)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct column called, kinds, days;

	column_open(&called, a, OID_TEXT);
	column_open(&kinds, a, OID_INT4);
	column_open(&days, a, OID_INT4);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&called.array, names[i].name);
		wire_array_int4(&kinds.array, (int32_t)names[i].kind);
		wire_array_int4(&days.array, names[i].day);
	}
	p[0] = column_close(&called);
	p[1] = column_close(&kinds);
	p[2] = column_close(&days);
	batch_add_taken(b, SQL_trains_planned, p, 3, take_planned, list_of(a, trains, count));
}

void rail_names_later(
	struct batch *b, struct arena *a, const struct train_name *names, size_t n, struct rows **joined)
{
	struct param *p = arena_alloc_array(a, 6, sizeof *p);
	struct column c[6];

	for (int i = 0; i < 6; i++)
		column_open(&c[i], a, i == 1 || i == 3 ? OID_INT4 : OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&c[0].array, names[i].name);
		wire_array_int4(&c[1].array, (int32_t)names[i].kind);
		wire_array_text(&c[2].array, names[i].train);
		wire_array_int4(&c[3].array, names[i].day);
		wire_array_text(&c[4].array, names[i].railway);
		wire_array_text(&c[5].array, names[i].told);
	}
	for (int i = 0; i < 6; i++)
		p[i] = column_close(&c[i]);
	batch_add(b, SQL_train_names_add, p, 6, joined);
}

bool rail_riders(struct conn *c, struct arena *a, const char *const *wagons, size_t wagon_count,
	const char *const *trains, size_t train_count, instant from, instant until, const char ***riders,
	size_t *count, struct fault *f)
{
	struct param p[] = {p_texts(a, wagons, wagon_count), p_texts(a, trains, train_count),
		p_instant(a, from - RIDE_LONGEST), p_instant(a, until + RIDE_LONGEST),
		p_instant(a, from - INSTANT_DAY)};
	struct rows *r;

	if (!conn_query(c, SQL_rail_riders, p, 5, a, &r, f))
		return false;
	*riders = first_column(a, r, count);
	return true;
}
