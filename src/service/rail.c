#include "service/rail_inside.h"

#include <stdlib.h>
#include <string.h>

static size_t name_at(const struct rail *r, const char *key)
{
	size_t from = 0, until = r->name_count;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(r->names[middle].train, key) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

/* A train that nobody gave a name is one by itself. */
static const char *class_of(const struct rail *r, const char *key)
{
	size_t i = name_at(r, key);

	return i < r->name_count && strcmp(r->names[i].train, key) == 0 ? r->classes[i] : key;
}

static const struct event **pointers(struct arena *a, const struct event *events, size_t n)
{
	const struct event **list = arena_alloc_array(a, n + 1, sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i] = &events[i];
	return list;
}

bool rail_read_all(struct rail **r, struct conn *c, struct arena *a, const char *viewer,
	const struct event *own, size_t n, struct fault *f)
{
	return rail_read(r, c, a, viewer, pointers(a, own, n), n, f);
}

/* The world of domain/ride.h, for one box */

struct sight {
	const struct rail *r;
	struct arena *a;
	bool whole; /* of this box the viewer sees all */
};

static size_t first_of(const struct rail_event *events, size_t n, const char *subject)
{
	size_t from = 0, until = n;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(events[middle].event.subject, subject) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

static void gather(const struct sight *s, const struct rail_event *events, size_t n, const char *subject,
	const struct event **out, size_t *count)
{
	for (size_t i = first_of(events, n, subject); i < n && strcmp(events[i].event.subject, subject) == 0;
		i++)
		if (s->whole || events[i].seen)
			out[(*count)++] = &events[i].event;
}

static void gather_train(const struct sight *s, const char *key, const struct event **out, size_t *count)
{
	const struct rail *r = s->r;
	const char *class = class_of(r, key), *last = NULL;

	if (name_at(r, key) == r->name_count || strcmp(r->names[name_at(r, key)].train, key) != 0)
		gather(s, r->trains, r->train_count, key, out, count);
	for (size_t i = 0; i < r->name_count; i++) {
		if (strcmp(r->classes[i], class) != 0 || (last && strcmp(last, r->names[i].train) == 0))
			continue;
		last = r->names[i].train;
		gather(s, r->trains, r->train_count, last, out, count);
	}
}

static size_t events_of_subject(void *self, const char *subject, const struct event *const **events)
{
	const struct sight *s = self;
	bool wagon = strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;
	size_t most = wagon ? s->r->wagon_count : s->r->train_count, n = 0, kept = 0;
	const struct event **all = arena_alloc_array(s->a, most + 1, sizeof *all);
	bool *voided = arena_alloc_array(s->a, most + 1, sizeof *voided);

	if (wagon)
		gather(s, s->r->wagons, most, subject, all, &n);
	else
		gather_train(s, subject, all, &n);
	events_settle(s->a, all, n, voided);
	for (size_t i = 0; i < n; i++)
		if (!voided[i])
			all[kept++] = all[i];
	*events = all;
	return kept;
}

static bool same_train(void *self, const char *a, const char *b)
{
	const struct sight *s = self;

	return strcmp(class_of(s->r, a), class_of(s->r, b)) == 0;
}

static int by_code(const void *code, const void *place)
{
	return strcmp(code, ((const struct rail_place *)place)->code);
}

static const struct rail_place *place_of(const struct rail *r, const char *code)
{
	return r->place_count ? bsearch(code, r->places, r->place_count, sizeof *r->places, by_code) : NULL;
}

static const char *complex_of(void *self, const char *place)
{
	const struct rail_place *p = place_of(((const struct sight *)self)->r, place);

	return p ? p->complex : place;
}

static bool changes_gauge(void *self, const char *place)
{
	const struct rail_place *p = place_of(((const struct sight *)self)->r, place);

	return p && p->changes_gauge;
}

static struct sight sight_of(const struct rail *r, struct arena *a, const char *container)
{
	return (struct sight){r, a, r && rail_is_whole(r, container)};
}

void rail_timeline(const struct rail *r, struct arena *a, const char *container,
	const struct event *const *own, size_t n, struct timeline *t)
{
	struct sight s = sight_of(r, a, container);
	const struct ride_world w = {&s, events_of_subject, same_train, complex_of};
	struct event *borrowed = NULL;
	size_t more = 0;

	t->events = arena_alloc_array(a, n + 1, sizeof *t->events);
	t->voided = arena_alloc_array(a, n + 1, sizeof *t->voided);
	if (n)
		memcpy(t->events, own, n * sizeof *own);
	if (r) {
		events_settle(a, t->events, n, t->voided);
		more = ride_borrow(a, &w, container, t->events, t->voided, n, &borrowed);
	}
	if (more) {
		const struct event **all = arena_alloc_array(a, n + more, sizeof *all);

		memcpy(all, t->events, n * sizeof *all);
		for (size_t i = 0; i < more; i++)
			all[n + i] = &borrowed[i];
		t->events = all;
		t->voided = arena_alloc_array(a, n + more, sizeof *t->voided);
	}
	t->count = n + more;
	t->facts = journey_fold(&t->state, a, r ? &w : NULL, t->events, t->count, t->voided);
}

void rail_timeline_all(const struct rail *r, struct arena *a, const char *container, const struct event *own,
	size_t n, struct timeline *t)
{
	rail_timeline(r, a, container, pointers(a, own, n), n, t);
}

const struct rail_event *rail_source(const struct rail *r, const struct event *e)
{
	bool wagon = e->via && strncmp(e->via, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;
	const struct rail_event *events = wagon ? r->wagons : r->trains;
	size_t n = wagon ? r->wagon_count : r->train_count;

	for (size_t i = e->via ? first_of(events, n, e->via) : n;
		i < n && strcmp(events[i].event.subject, e->via) == 0; i++)
		if (memcmp(events[i].event.id, e->id, sizeof e->id) == 0)
			return &events[i];
	return NULL;
}

instant rail_heard(const struct rail *r, const struct timeline *t)
{
	instant latest = INSTANT_NONE;

	for (size_t i = 0; r && i < t->count; i++) {
		const struct rail_event *from = rail_source(r, t->events[i]);

		if (from && from->recorded > latest)
			latest = from->recorded;
	}
	return latest;
}

struct rail_box rail_box_of(
	const struct rail *r, struct arena *a, const char *container, const struct timeline *t)
{
	struct sight s = sight_of(r, a, container);
	struct gauge_world w = {&s, complex_of, changes_gauge};
	struct rail_box box = {.container = container};
	struct ride_span *spans;
	struct gauge_change *changes;

	box.span_count = ride_spans(a, t->events, t->voided, t->count, &spans);
	box.spans = spans;
	box.change_count = gauge_changes(a, t->events, t->voided, t->count, &w, &changes);
	box.changes = changes;
	return box;
}

static bool is_told(const struct train_name *const *names, size_t n, const char *told)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i]->told, told) == 0)
			return true;
	return false;
}

size_t rail_trains(const struct rail *r, const char *key, const struct train_name **names, size_t most)
{
	const char *class = r && key ? class_of(r, key) : NULL;
	size_t n = 0;

	for (size_t i = 0; class && i < r->name_count && n < most; i++)
		if (strcmp(r->classes[i], class) == 0 && !is_told(names, n, r->names[i].told))
			names[n++] = &r->names[i];
	return n;
}
