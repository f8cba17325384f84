#include "service/rail.h"

#include <stdlib.h>
#include <string.h>

struct rail {
	struct rail_event *wagons, *trains; /* sorted by subject */
	size_t wagon_count, train_count;
	struct train_name *names; /* sorted by key */
	const char **classes;
	size_t name_count;
	struct rail_place *places;
	size_t place_count;
	const char **whole; /* boxes of which the viewer sees all; sorted */
	size_t whole_count;
	bool sees_all;
};

/* Reading */

struct reading {
	struct conn *c;
	struct arena *a;
	const char *viewer;
	const struct event *const *own;
	size_t n;
	struct rail *r;
	struct fault *fault;
};

struct words { /* texts, some of them several times */
	const char **list;
	size_t count, room;
};

static void add_word(struct arena *a, struct words *w, const char *s)
{
	if (!s)
		return;
	w->list = arena_grow(a, w->list, w->count, &w->room, sizeof *w->list);
	w->list[w->count++] = s;
}

static int by_word(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Sorted, each once. */
static void settle_words(struct words *w)
{
	size_t kept = 0;

	if (w->count)
		qsort(w->list, w->count, sizeof *w->list, by_word);
	for (size_t i = 0; i < w->count; i++)
		if (!kept || strcmp(w->list[kept - 1], w->list[i]) != 0)
			w->list[kept++] = w->list[i];
	w->count = kept;
}

static int by_subject(const void *x, const void *y)
{
	const struct rail_asked *a = x, *b = y;

	return strcmp(a->subject, b->subject);
}

/* Each once, for as long as any of them asks. */
static size_t settle_asked(struct rail_asked *asked, size_t n)
{
	size_t kept = 0;

	qsort(asked, n, sizeof *asked, by_subject);
	for (size_t i = 0; i < n; i++) {
		if (!kept || by_subject(&asked[kept - 1], &asked[i]) != 0) {
			asked[kept++] = asked[i];
			continue;
		}
		if (asked[i].since < asked[kept - 1].since)
			asked[kept - 1].since = asked[i].since;
		if (asked[i].until > asked[kept - 1].until)
			asked[kept - 1].until = asked[i].until;
	}
	return kept;
}

/* The wagons that boxes name, about when. */
static bool read_wagons(struct reading *d)
{
	struct rail_asked *asked = arena_alloc_array(d->a, d->n + 1, sizeof *asked);
	size_t count = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct event *e = d->own[i];
		const char *wagon = e->happened.at == INSTANT_NONE ? NULL : ride_wagon(d->a, e);

		if (wagon)
			asked[count++] = (struct rail_asked){arena_printf(d->a, RIDE_WAGON "%s", wagon),
				e->happened.at - RIDE_LONGEST, e->happened.at + RIDE_LONGEST + INSTANT_DAY};
	}
	if (!count)
		return true;
	count = settle_asked(asked, count);
	return rail_events(d->c, d->a, asked, count, d->viewer, &d->r->wagons, &d->r->wagon_count, d->fault);
}

static const char *train_of(const struct event *e)
{
	return train_is_key(e->transport.key) ? e->transport.key : NULL;
}

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

/* What all keys of these trains were told, about when the boxes were on them. */
static bool read_trains(struct reading *d, const struct words *keys, instant from, instant until)
{
	struct rail *r = d->r;
	struct rail_asked *asked;
	size_t count = 0;

	if (!rail_names(d->c, d->a, keys->list, keys->count, &r->names, &r->name_count, d->fault))
		return false;
	r->classes = arena_alloc_array(d->a, r->name_count + 1, sizeof *r->classes);
	train_classes(d->a, r->names, r->name_count, r->classes);
	asked = arena_alloc_array(d->a, keys->count + r->name_count + 1, sizeof *asked);
	for (size_t i = 0; i < keys->count; i++)
		asked[count++] = (struct rail_asked){keys->list[i], from, until};
	for (size_t i = 0; i < r->name_count; i++)
		asked[count++] = (struct rail_asked){r->names[i].train, from, until};
	count = settle_asked(asked, count);
	return rail_events(d->c, d->a, asked, count, d->viewer, &r->trains, &r->train_count, d->fault);
}

static bool find_trains(struct reading *d)
{
	struct words keys = {0};
	instant from = INT64_MAX, until = INSTANT_NONE;

	for (size_t i = 0; i < d->n; i++) {
		instant at = d->own[i]->happened.at;

		add_word(d->a, &keys, train_of(d->own[i]));
		if (at == INSTANT_NONE)
			continue;
		from = at < from ? at : from;
		until = at > until ? at : until;
	}
	for (size_t i = 0; i < d->r->wagon_count; i++)
		add_word(d->a, &keys, train_of(&d->r->wagons[i].event));
	settle_words(&keys);
	return !keys.count || until == INSTANT_NONE ||
	       read_trains(d, &keys, from - RIDE_LONGEST, until + RIDE_LONGEST + INSTANT_DAY);
}

static bool read_places(struct reading *d)
{
	struct words places = {0};

	for (size_t i = 0; i < d->n; i++)
		add_word(d->a, &places, d->own[i]->place);
	for (size_t i = 0; i < d->r->wagon_count; i++)
		add_word(d->a, &places, d->r->wagons[i].event.place);
	for (size_t i = 0; i < d->r->train_count; i++)
		add_word(d->a, &places, d->r->trains[i].event.place);
	settle_words(&places);
	return !places.count || rail_places(d->c, d->a, places.list, places.count, &d->r->places,
					&d->r->place_count, d->fault);
}

static bool read_sight(struct reading *d)
{
	struct words boxes = {0};

	d->r->sees_all = !d->viewer;
	if (!d->viewer)
		return true;
	for (size_t i = 0; i < d->n; i++)
		add_word(d->a, &boxes, d->own[i]->subject);
	settle_words(&boxes);
	return rail_whole(
		d->c, d->a, d->viewer, boxes.list, boxes.count, &d->r->whole, &d->r->whole_count, d->fault);
}

bool rail_read(struct rail **r, struct conn *c, struct arena *a, const char *viewer,
	const struct event *const *own, size_t n, struct fault *f)
{
	struct reading d = {c, a, viewer, own, n, NULL, f};
	bool any = false;

	*r = NULL;
	for (size_t i = 0; i < n && !any; i++)
		any = ride_names(own[i]);
	if (!any)
		return true;
	d.r = *r = arena_alloc(a, sizeof **r);
	return read_wagons(&d) && find_trains(&d) && read_places(&d) && read_sight(&d);
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
	return (struct sight){r, a,
		r->sees_all || (r->whole_count && bsearch(&container, r->whole, r->whole_count,
							  sizeof *r->whole, by_word))};
}

void rail_timeline(const struct rail *r, struct arena *a, const char *container,
	const struct event *const *own, size_t n, struct timeline *t)
{
	struct event *borrowed = NULL;
	size_t more = 0;

	t->events = arena_alloc_array(a, n + 1, sizeof *t->events);
	t->voided = arena_alloc_array(a, n + 1, sizeof *t->voided);
	if (n)
		memcpy(t->events, own, n * sizeof *own);
	if (r) {
		struct sight s = sight_of(r, a, container);
		struct ride_world w = {&s, events_of_subject, same_train, complex_of};

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
	journey_fold(&t->state, a, t->events, t->count, t->voided);
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
