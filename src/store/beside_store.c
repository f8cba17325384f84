#include "store/beside_store.h"

#include "store/column.h"

#include <string.h>

bool heard_read(struct conn *c, struct arena *a, const char *const *senders, size_t n, instant **heard,
	struct fault *f)
{
	struct param p = p_texts(a, senders, n);
	struct rows *r;

	if (!conn_query(c, SQL_heard_of, &p, 1, a, &r, f))
		return false;
	*heard = arena_alloc_array(a, n + 1, sizeof **heard);
	for (int i = 0; i < (int)n; i++)
		(*heard)[i] = rows_instant(r, i, 0);
	return true;
}

static struct listing listing_of(struct arena *a, const struct rows *r, int row)
{
	const char *call = rows_text(r, row, 0), *at = strrchr(call, '@');

	return (struct listing){.transport = at ? arena_strndup(a, call, (size_t)(at - call)) : call,
		.place = at ? at + 1 : NULL,
		.code = rows_text(r, row, 1),
		.classifier = (enum classifier)rows_int(r, row, 2),
		.sender = rows_text(r, row, 3),
		.document = rows_text(r, row, 4),
		.function = (enum function)rows_int(r, row, 5),
		.said = rows_instant(r, row, 6)};
}

bool listings_read(struct conn *c, struct arena *a, const char *const *calls, size_t n, struct listings *l,
	struct fault *f)
{
	struct param p = p_texts(a, calls, n);
	struct listing *list;
	struct rows *r;

	*l = (struct listings){.list = NULL};
	if (!n)
		return true;
	if (!conn_query(c, SQL_listings_of, &p, 1, a, &r, f))
		return false;
	l->count = (size_t)rows_count(r);
	list = arena_alloc_array(a, l->count + 1, sizeof *list);
	for (size_t i = 0; i < l->count; i++)
		list[i] = listing_of(a, r, (int)i);
	l->list = list;
	return true;
}

bool departures_read(struct conn *c, struct arena *a, const char *const *calls, size_t n, struct listings *l,
	struct fault *f)
{
	struct param p = p_texts(a, calls, n);
	struct departure *list;
	struct rows *r;

	if (!n)
		return true;
	if (!conn_query(c, SQL_departures_of, &p, 1, a, &r, f))
		return false;
	l->departure_count = (size_t)rows_count(r);
	list = arena_alloc_array(a, l->departure_count + 1, sizeof *list);
	for (int i = 0; i < rows_count(r); i++)
		list[i] = (struct departure){rows_text(r, i, 0), rows_text(r, i, 1), rows_instant(r, i, 2)};
	l->departures = list;
	return true;
}

bool cooling_read(struct conn *c, struct arena *a, const char *const *containers, size_t n, instant now,
	struct reefer_watch **watches, struct fault *f)
{
	struct param p[] = {
		p_texts(a, containers, n), p_texts(a, reefer_alarms, reefer_alarm_count), p_instant(a, now)};
	struct rows *r;

	if (!conn_query(c, SQL_cooling_of, p, 3, a, &r, f))
		return false;
	*watches = arena_alloc_array(a, n + 1, sizeof **watches);
	for (size_t i = 0; i < n; i++)
		(*watches)[i] = (struct reefer_watch){false, INSTANT_NONE};
	for (int i = 0; i < rows_count(r); i++)
		(*watches)[rows_int(r, i, 0) - 1] = (struct reefer_watch){true, rows_instant(r, i, 1)};
	return true;
}
