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

struct serving {
	const char *service, *call;
};

static int by_service(const void *a, const void *b)
{
	const struct serving *x = a, *y = b;
	int order = strcmp(x->service, y->service);

	return order ? order : strcmp(x->call, y->call);
}

/* What of an event's references its call is found by: a service, or the sender's own name for the call. */
static const char *name_of(struct arena *a, const struct reference *r)
{
	if (strcmp(r->kind, "SERVICE") == 0)
		return r->value;
	return strcmp(r->kind, "CALL") == 0 ? arena_printf(a, "CALL:%s", r->value) : NULL;
}

static size_t servings_of(struct arena *a, struct stored_event *const *events, size_t n, struct serving *out)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		for (size_t k = 0; e->transport.call && k < e->reference_count; k++) {
			const char *name = name_of(a, &e->references[k]);

			if (!name)
				continue;
			if (out)
				out[count] = (struct serving){name, e->transport.call};
			count++;
		}
	}
	return count;
}

/* The services that the events say make their calls, and the names that senders have for those; few formats
 * tell. */
static size_t add_services(struct param *p, struct arena *a, struct stored_event *const *events, size_t n)
{
	size_t count = servings_of(a, events, n, NULL);
	struct serving *servings = arena_alloc_array(a, count + 1, sizeof *servings);
	struct column c[2];

	servings_of(a, events, n, servings);
	qsort(servings, count, sizeof *servings, by_service);
	for (int i = 0; i < 2; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < count; i++) {
		if (i && by_service(&servings[i], &servings[i - 1]) == 0)
			continue;
		wire_array_text(&c[0].array, servings[i].service);
		wire_array_text(&c[1].array, servings[i].call);
	}
	for (int i = 0; i < 2; i++)
		p[i] = column_close(&c[i]);
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
