#include "service/rail_inside.h"

#include "domain/settle.h"

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

static int by_key(const void *key, const void *plan)
{
	return strcmp(key, ((const struct rail_plan *)plan)->key);
}

/* A train that nobody gave a name is one by itself, but for who only planned with it. */
const char *rail_class_of(const struct rail *r, const char *key)
{
	size_t i = name_at(r, key);
	const struct rail_plan *p;

	if (i < r->name_count && strcmp(r->names[i].train, key) == 0)
		return r->classes[i];
	p = r->plan_count ? bsearch(key, r->plans, r->plan_count, sizeof *r->plans, by_key) : NULL;
	return p ? p->class : key;
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
	return rail_read(r, c, a, NULL, viewer, pointers(a, own, n), n, f);
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

struct gathered {
	const struct event **events;
	size_t count, room;
};

static void gather(const struct sight *s, struct gathered *g, const struct rail_event *events, size_t n,
	const char *subject)
{
	for (size_t i = first_of(events, n, subject); i < n && strcmp(events[i].event.subject, subject) == 0;
		i++) {
		if (!s->whole && !events[i].seen)
			continue;
		g->events = arena_grow(s->a, g->events, g->count, &g->room, sizeof *g->events);
		g->events[g->count++] = &events[i].event;
	}
}

static size_t member_at(const struct rail *r, const char *class)
{
	size_t from = 0, until = r->name_count;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(r->members[middle].class, class) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

/* Whether the i-th name is of that class. */
static bool is_member(const struct rail *r, size_t i, const char *class)
{
	return i < r->name_count && strcmp(r->members[i].class, class) == 0;
}

/* By all of its keys; names of one key stand together. */
static void gather_train(const struct sight *s, struct gathered *g, const char *key)
{
	const struct rail *r = s->r;
	const char *class = rail_class_of(r, key), *last = NULL;

	if (name_at(r, key) == r->name_count || strcmp(r->names[name_at(r, key)].train, key) != 0)
		gather(s, g, r->trains, r->train_count, key);
	for (size_t i = member_at(r, class); is_member(r, i, class); i++) {
		const char *train = r->members[i].name->train;

		if (!last || strcmp(last, train) != 0)
			gather(s, g, r->trains, r->train_count, train);
		last = train;
	}
}

static size_t events_of_subject(void *self, const char *subject, const struct event *const **events)
{
	const struct sight *s = self;
	struct gathered g = {0};
	bool *voided;
	size_t kept = 0;

	if (strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0)
		gather(s, &g, s->r->wagons, s->r->wagon_count, subject);
	else
		gather_train(s, &g, subject);
	if (!g.count)
		return 0;
	voided = arena_alloc_array(s->a, g.count, sizeof *voided);
	events_settle(s->a, g.events, g.count, voided);
	for (size_t i = 0; i < g.count; i++)
		if (!voided[i])
			g.events[kept++] = g.events[i];
	*events = g.events;
	return kept;
}

static bool same_train(void *self, const char *a, const char *b)
{
	const struct sight *s = self;

	return strcmp(rail_class_of(s->r, a), rail_class_of(s->r, b)) == 0;
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

size_t rail_told(const struct rail *r, struct arena *a, const char *container, const char *subject,
	const struct event *const **events)
{
	struct sight s = sight_of(r, a, container);

	return r ? events_of_subject(&s, subject, events) : 0;
}

bool rail_same_train(const struct rail *r, const char *a, const char *b)
{
	return strcmp(a, b) == 0 || (r && strcmp(rail_class_of(r, a), rail_class_of(r, b)) == 0);
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
	const char *class = r && key ? rail_class_of(r, key) : NULL;
	size_t n = 0;

	for (size_t i = class ? member_at(r, class) : 0; class && is_member(r, i, class) && n < most; i++)
		if (!is_told(names, n, r->members[i].name->told))
			names[n++] = r->members[i].name;
	return n;
}

size_t rail_keys(const struct rail *r, const char *key, const char **keys, size_t most)
{
	const char *class = r ? rail_class_of(r, key) : key;
	size_t n = 0;

	keys[n++] = key;
	for (size_t i = r ? member_at(r, class) : 0; r && is_member(r, i, class) && n < most; i++) {
		const char *train = r->members[i].name->train;

		if (strcmp(train, key) != 0 && strcmp(train, keys[n - 1]) != 0)
			keys[n++] = train;
	}
	return n;
}
