/* The dated transports and calls that events name: added once, never changed, so that writers of one vessel
 * do not queue for its row. */
#include "store/column.h"
#include "store/event_store.h"

#include <stdlib.h>
#include <string.h>

static int by_line(const struct stored_event *x, const struct stored_event *y)
{
	return (x->line > y->line) - (x->line < y->line);
}

static int by_key(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;
	int order = strcmp((*x)->event.transport.key, (*y)->event.transport.key);

	return order ? order : by_line(*x, *y);
}

static int by_call(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;

	int order = strcmp((*x)->event.transport.call, (*y)->event.transport.call);

	return order ? order : by_line(*x, *y);
}

static void add_transports(struct param *p, struct arena *a, struct stored_event **events, size_t n)
{
	struct column c[7];

	for (int i = 0; i < 7; i++)
		column_open(&c[i], a, i == 1 ? OID_INT4 : OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const struct transport_ref *t = &events[i]->event.transport;

		if (i && strcmp(t->key, events[i - 1]->event.transport.key) == 0)
			continue;
		wire_array_text(&c[0].array, t->key);
		wire_array_int4(&c[1].array, (int32_t)t->mode);
		wire_array_text(&c[2].array, t->imo);
		wire_array_text(&c[3].array, t->call_sign);
		wire_array_text(&c[4].array, t->name ? t->name : t->train);
		wire_array_text(&c[5].array, t->voyage);
		wire_array_text(&c[6].array, t->carrier);
	}
	for (int i = 0; i < 7; i++)
		p[i] = column_close(&c[i]);
}

static void add_calls(struct param *p, struct arena *a, struct stored_event **events, size_t n)
{
	struct column c[3];

	for (int i = 0; i < 3; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const char *call = events[i]->event.transport.call;

		if (i && strcmp(call, events[i - 1]->event.transport.call) == 0)
			continue;
		wire_array_text(&c[0].array, call);
		wire_array_text(&c[1].array, events[i]->event.transport.key);
		wire_array_text(&c[2].array, events[i]->event.place);
	}
	for (int i = 0; i < 3; i++)
		p[i] = column_close(&c[i]);
}

static int by_service(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;
	int order = strcmp((*x)->event.transport.service, (*y)->event.transport.service);

	return order ? order : by_call(a, b);
}

static bool same_service(const struct transport_ref *x, const struct transport_ref *y)
{
	return strcmp(x->service, y->service) == 0 && strcmp(x->call, y->call) == 0;
}

/* The services that the events say make their calls; few formats tell. */
static size_t add_services(struct param *p, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct stored_event **served = arena_alloc_array(a, n + 1, sizeof *served);
	struct column c[2];
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (events[i]->event.transport.service && events[i]->event.transport.call)
			served[count++] = events[i];
	qsort(served, count, sizeof *served, by_service);
	column_open(&c[0], a, OID_TEXT);
	column_open(&c[1], a, OID_TEXT);
	for (size_t i = 0; i < count; i++) {
		const struct transport_ref *t = &served[i]->event.transport;

		if (i && same_service(t, &served[i - 1]->event.transport))
			continue;
		wire_array_text(&c[0].array, t->service);
		wire_array_text(&c[1].array, t->call);
	}
	p[0] = column_close(&c[0]);
	p[1] = column_close(&c[1]);
	return count;
}

/* Consecutive events mostly name the same transport: one of each run is enough. */
static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

void transports_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct stored_event **keyed = arena_alloc_array(a, n + 1, sizeof *keyed);
	struct stored_event **called = arena_alloc_array(a, n + 1, sizeof *called);
	struct param *p = arena_alloc_array(a, 12, sizeof *p);
	size_t keys = 0, calls = 0, services = add_services(p + 10, a, events, n);

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		if (e->transport.key &&
			!(keys && same(keyed[keys - 1]->event.transport.key, e->transport.key)))
			keyed[keys++] = events[i];
		if (e->transport.key && e->transport.call && e->place &&
			!(calls && same(called[calls - 1]->event.transport.call, e->transport.call)))
			called[calls++] = events[i];
	}
	if (!keys && !services)
		return;
	qsort(keyed, keys, sizeof *keyed, by_key);
	qsort(called, calls, sizeof *called, by_call);
	add_transports(p, a, keyed, keys);
	add_calls(p + 7, a, called, calls);
	batch_add(b, SQL_transports_add, p, 12, NULL);
}
