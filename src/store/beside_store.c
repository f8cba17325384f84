#include "store/beside_store.h"

#include "domain/hold.h"
#include "store/column.h"

#include <string.h>

struct heard {
	size_t n;
	instant **at;
};

static void take_heard(void *self, struct arena *a, struct rows *r)
{
	const struct heard *h = self;

	*h->at = arena_alloc_array(a, h->n + 1, sizeof **h->at);
	for (int i = 0; i < (int)h->n; i++)
		(*h->at)[i] = rows_instant(r, i, 0);
}

void heard_later(struct batch *b, struct arena *a, const char *const *senders, size_t n, instant **heard)
{
	struct param *p = arena_alloc(a, sizeof *p);
	struct heard *h = arena_alloc(a, sizeof *h);

	*p = p_texts(a, senders, n);
	*h = (struct heard){n, heard};
	batch_add_taken(b, SQL_heard_of, p, 1, take_heard, h);
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

static void take_listings(void *self, struct arena *a, struct rows *r)
{
	struct listings *l = self;
	struct listing *list;

	l->count = (size_t)rows_count(r);
	list = arena_alloc_array(a, l->count + 1, sizeof *list);
	for (size_t i = 0; i < l->count; i++)
		list[i] = listing_of(a, r, (int)i);
	l->list = list;
}

static void take_departures(void *self, struct arena *a, struct rows *r)
{
	struct listings *l = self;
	struct departure *list;

	l->departure_count = (size_t)rows_count(r);
	list = arena_alloc_array(a, l->departure_count + 1, sizeof *list);
	for (int i = 0; i < rows_count(r); i++)
		list[i] = (struct departure){rows_text(r, i, 0), rows_text(r, i, 1), rows_instant(r, i, 2)};
	l->departures = list;
}

void listings_later(struct batch *b, struct arena *a, const char *const *calls, size_t n, struct listings *l)
{
	struct param *p = arena_alloc(a, sizeof *p);

	*l = (struct listings){.list = NULL};
	if (!n)
		return;
	*p = p_texts(a, calls, n);
	batch_add_taken(b, SQL_listings_of, p, 1, take_listings, l);
	batch_add_taken(b, SQL_departures_of, p, 1, take_departures, l);
}

struct cooling {
	size_t n;
	struct reefer_watch **watches;
};

static void take_cooling(void *self, struct arena *a, struct rows *r)
{
	const struct cooling *x = self;
	struct reefer_watch *watches = arena_alloc_array(a, x->n + 1, sizeof *watches);

	for (size_t i = 0; i < x->n; i++)
		watches[i] = (struct reefer_watch){false, INSTANT_NONE};
	for (int i = 0; i < rows_count(r); i++)
		watches[rows_int(r, i, 0) - 1] = (struct reefer_watch){true, rows_instant(r, i, 1)};
	*x->watches = watches;
}

void cooling_later(struct batch *b, struct arena *a, const char *const *containers, size_t n, instant now,
	struct reefer_watch **watches)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct cooling *x = arena_alloc(a, sizeof *x);

	p[0] = p_texts(a, containers, n);
	p[1] = p_texts(a, reefer_alarms, reefer_alarm_count);
	p[2] = p_instant(a, now);
	*x = (struct cooling){n, watches};
	batch_add_taken(b, SQL_cooling_of, p, 3, take_cooling, x);
}

struct mates_found {
	const char ***containers;
	size_t *count;
};

static void take_mates(void *self, struct arena *a, struct rows *r)
{
	const struct mates_found *x = self;

	*x->count = (size_t)rows_count(r);
	*x->containers = arena_alloc_array(a, *x->count + 1, sizeof **x->containers);
	for (size_t i = 0; i < *x->count; i++)
		(*x->containers)[i] = rows_text(r, (int)i, 0);
}

void mates_of_later(struct batch *b, struct arena *a, const char *const *wagons, size_t n, instant since,
	const char ***containers, size_t *count)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct mates_found *x = arena_alloc(a, sizeof *x);

	p[0] = p_texts(a, wagons, n);
	p[1] = p_texts(a, hold_begins, hold_begin_count);
	p[2] = p_instant(a, since);
	*x = (struct mates_found){containers, count};
	batch_add_taken(b, SQL_mates_of, p, 3, take_mates, x);
}
