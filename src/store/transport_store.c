/* The dated transports and calls that events name: added once, never changed, so that writers of one vessel
 * do not queue for its row. */
#include "base/hashed.h"
#include "store/column.h"
#include "store/event_store.h"

#include <stdlib.h>
#include <string.h>

/* One telling: what the transaction before said (NULL: none that counts), and what is said now. */
struct telling {
	const struct transports_told *before;
	struct transports_told now;
};

static bool is_in(const struct transports_told *t, uint32_t hash, const char *name)
{
	for (struct hashed_at at = hashed_first(&t->names, hash); hashed_next(&t->names, &at);)
		if (strcmp(t->name[at.row], name) == 0)
			return true;
	return false;
}

/* Said now; whether it need be, since the one before did not. */
static bool is_news(struct telling *t, char kind, const char *of, const char *name)
{
	struct transports_told *now = &t->now;
	const char *whole;
	uint32_t hash;

	if (!t->before)
		return true;
	whole = arena_printf(&now->arena, "%c%s\n%s", kind, of, name);
	hash = hashed_text(HASHED, whole);
	now->name = arena_grow(&now->arena, now->name, now->count, &now->room, sizeof *now->name);
	now->name[now->count] = whole;
	hashed_add(&now->names, &now->arena, hash, now->count++);
	return !is_in(t->before, hash, whole);
}

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

static size_t add_transports(
	struct param *p, struct arena *a, struct stored_event **events, size_t n, struct telling *told)
{
	struct column c[7];
	size_t count = 0;

	for (int i = 0; i < 7; i++)
		column_open(&c[i], a, i == 1 ? OID_INT4 : OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const struct transport_ref *t = &events[i]->event.transport;

		if ((i && strcmp(t->key, events[i - 1]->event.transport.key) == 0) ||
			!is_news(told, 'T', "", t->key))
			continue;
		count++;
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
	return count;
}

static size_t add_calls(
	struct param *p, struct arena *a, struct stored_event **events, size_t n, struct telling *told)
{
	struct column c[3];
	size_t count = 0;

	for (int i = 0; i < 3; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const char *call = events[i]->event.transport.call;

		if ((i && strcmp(call, events[i - 1]->event.transport.call) == 0) ||
			!is_news(told, 'C', "", call))
			continue;
		count++;
		wire_array_text(&c[0].array, call);
		wire_array_text(&c[1].array, events[i]->event.transport.key);
		wire_array_text(&c[2].array, events[i]->event.place);
	}
	for (int i = 0; i < 3; i++)
		p[i] = column_close(&c[i]);
	return count;
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
static size_t add_services(
	struct param *p, struct arena *a, struct stored_event *const *events, size_t n, struct telling *told)
{
	size_t all = servings_of(a, events, n, NULL), count = 0;
	struct serving *servings = arena_alloc_array(a, all + 1, sizeof *servings);
	struct column c[2];

	servings_of(a, events, n, servings);
	qsort(servings, all, sizeof *servings, by_service);
	for (int i = 0; i < 2; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < all; i++) {
		if ((i && by_service(&servings[i], &servings[i - 1]) == 0) ||
			!is_news(told, 'S', servings[i].service, servings[i].call))
			continue;
		count++;
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

/* How many rows the statement is to add. */
static size_t transports_columns(
	struct param *p, struct arena *a, struct stored_event *const *events, size_t n, struct telling *told)
{
	struct stored_event **keyed = arena_alloc_array(a, n + 1, sizeof *keyed);
	struct stored_event **called = arena_alloc_array(a, n + 1, sizeof *called);
	size_t keys = 0, calls = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		if (e->transport.key &&
			!(keys && same(keyed[keys - 1]->event.transport.key, e->transport.key)))
			keyed[keys++] = events[i];
		if (e->transport.key && e->transport.call && e->place &&
			!(calls && same(called[calls - 1]->event.transport.call, e->transport.call)))
			called[calls++] = events[i];
	}
	qsort(keyed, keys, sizeof *keyed, by_key);
	qsort(called, calls, sizeof *called, by_call);
	return add_transports(p, a, keyed, keys, told) + add_calls(p + 7, a, called, calls, told) +
	       add_services(p + 10, a, events, n, told);
}

void transports_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n,
	struct transports_told *told)
{
	struct param *p = arena_alloc_array(a, 12, sizeof *p);
	struct telling t = {.before = told};

	if (transports_columns(p, a, events, n, &t))
		batch_add(b, SQL_transports_add, p, 12, NULL);
	if (!told)
		return;
	transports_forget(told);
	*told = t.now;
}

void transports_forget(struct transports_told *told)
{
	arena_free(&told->arena);
	*told = (struct transports_told){0};
}
