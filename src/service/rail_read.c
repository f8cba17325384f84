/* What was told of the wagons and trains that boxes name, read with a few statements for all of them. */
#include "domain/hub.h"
#include "domain/settle.h"
#include "record/leg.h"
#include "service/rail_inside.h"

#include <stdlib.h>
#include <string.h>

struct planned {                  /* by which keys itineraries name trains, and by which those were told of */
	struct train_name *names; /* those, then what they are called where they leave past midnight */
	struct train_planned *found;
	size_t own_count, name_count, found_count;
};

struct reading {
	struct conn *c;
	struct arena *a;
	const struct world *w;
	const char *viewer;
	const struct event *const *own;
	size_t n;
	struct rail *r;
	struct fault *fault;
	struct planned planned;
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
static void ask_wagons(struct reading *d, struct batch *b)
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
	if (count)
		rail_events_later(b, d->a, asked, settle_asked(asked, count), d->viewer, &d->r->wagons,
			&d->r->wagon_count);
}

static const char *train_of(const struct event *e)
{
	return train_is_key(e->transport.key) ? e->transport.key : NULL;
}

static int by_class(const void *x, const void *y)
{
	const struct rail_member *a = x, *b = y;
	int order = strcmp(a->class, b->class);

	return order ? order : (a->name > b->name) - (a->name < b->name);
}

static void class_names(struct rail *r, struct arena *a)
{
	r->classes = arena_alloc_array(a, r->name_count + 1, sizeof *r->classes);
	r->members = arena_alloc_array(a, r->name_count + 1, sizeof *r->members);
	train_classes(a, r->names, r->name_count, r->classes);
	for (size_t i = 0; i < r->name_count; i++)
		r->members[i] = (struct rail_member){r->classes[i], &r->names[i]};
	qsort(r->members, r->name_count, sizeof *r->members, by_class);
}

static int by_plan(const void *x, const void *y)
{
	return strcmp(((const struct rail_plan *)x)->key, ((const struct rail_plan *)y)->key);
}

/* A key that leads to several trains leads to none: nobody knows which is meant. */
static void keep_plans(struct rail *r, struct arena *a, const struct planned *p)
{
	r->plans = arena_alloc_array(a, p->name_count + 1, sizeof *r->plans);
	for (size_t i = 0, until; i < p->found_count; i = until) {
		const char *class = rail_class_of(r, p->found[i].train);
		bool one = true;

		for (until = i; until < p->found_count && p->found[until].of == p->found[i].of; until++)
			one &= strcmp(class, rail_class_of(r, p->found[until].train)) == 0;
		if (one)
			r->plans[r->plan_count++] = (struct rail_plan){p->names[p->found[i].of].train, class};
	}
	if (r->plan_count)
		qsort(r->plans, r->plan_count, sizeof *r->plans, by_plan);
}

/* What all keys of these trains were told, about when the boxes were on them. */
static bool read_trains(struct reading *d, const struct words *keys, instant from, instant until)
{
	struct rail *r = d->r;
	struct rail_asked *asked;
	size_t count = 0;

	if (!rail_names(d->c, d->a, keys->list, keys->count, &r->names, &r->name_count, d->fault))
		return false;
	class_names(r, d->a);
	keep_plans(r, d->a, &d->planned);
	asked = arena_alloc_array(d->a, keys->count + r->name_count + 1, sizeof *asked);
	for (size_t i = 0; i < keys->count; i++)
		asked[count++] = (struct rail_asked){keys->list[i], from, until};
	for (size_t i = 0; i < r->name_count; i++)
		asked[count++] = (struct rail_asked){r->names[i].train, from, until};
	count = settle_asked(asked, count);
	return rail_events(d->c, d->a, asked, count, d->viewer, &r->trains, &r->train_count, d->fault);
}

/* What itineraries plan with may be told of by another name. */
static void ask_planned(struct reading *d, struct batch *b)
{
	struct planned *p = &d->planned;
	struct words named = {0};
	struct leg *legs;

	for (size_t i = 0; i < d->n; i++)
		for (size_t k = legs_read(d->a, d->own[i], &legs); k--;)
			add_word(d->a, &named, legs[k].transport);
	settle_words(&named);
	p->names = arena_alloc_array(d->a, 2 * named.count + 1, sizeof *p->names);
	for (size_t i = 0; i < named.count; i++)
		p->own_count += train_name_of_key(d->a, named.list[i], &p->names[p->own_count]);
	p->name_count = p->own_count;
	for (size_t i = 0; i < p->own_count; i++)
		p->name_count += train_name_of_key(
			d->a, train_key_past_midnight(d->a, p->names[i].train), &p->names[p->name_count]);
	if (p->name_count)
		rail_trains_planned_later(b, d->a, p->names, p->name_count, &p->found, &p->found_count);
}

static bool read_named(struct reading *d)
{
	struct batch *b = batch_new(d->c, d->a);

	ask_wagons(d, b);
	ask_planned(d, b);
	return batch_run(b, d->fault);
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
	for (size_t i = 0; i < d->planned.found_count; i++)
		if (d->planned.found[i].of < d->planned.own_count)
			add_word(d->a, &keys, d->planned.found[i].train);
	settle_words(&keys);
	return !keys.count || until == INSTANT_NONE ||
	       read_trains(d, &keys, from - RIDE_LONGEST, until + RIDE_LONGEST + INSTANT_DAY);
}

/* In the order of their codes. */
static void know_places(struct reading *d, const struct words *codes)
{
	struct rail *r = d->r;

	r->places = arena_alloc_array(d->a, codes->count + 1, sizeof *r->places);
	for (size_t i = 0; i < codes->count; i++) {
		const struct place *p = world_place(d->w, codes->list[i]);

		if (p)
			r->places[r->place_count++] =
				(struct rail_place){codes->list[i], p->complex ? p->complex : codes->list[i],
					hub_has_word(p->kinds, "gauge-change")};
	}
}

static void ask_places(struct reading *d, struct batch *b)
{
	struct words places = {0};

	for (size_t i = 0; i < d->n; i++)
		add_word(d->a, &places, d->own[i]->place);
	for (size_t i = 0; i < d->r->wagon_count; i++)
		add_word(d->a, &places, d->r->wagons[i].event.place);
	for (size_t i = 0; i < d->r->train_count; i++)
		add_word(d->a, &places, d->r->trains[i].event.place);
	settle_words(&places);
	if (d->w)
		know_places(d, &places);
	else if (places.count)
		rail_places_later(b, d->a, places.list, places.count, &d->r->places, &d->r->place_count);
}

static void ask_sight(struct reading *d, struct batch *b)
{
	struct words boxes = {0};

	d->r->sees_all = !d->viewer;
	if (!d->viewer || !(d->r->wagon_count + d->r->train_count))
		return;
	for (size_t i = 0; i < d->n; i++)
		add_word(d->a, &boxes, d->own[i]->subject);
	settle_words(&boxes);
	rail_whole_later(b, d->a, d->viewer, boxes.list, boxes.count, &d->r->whole, &d->r->whole_count);
}

static bool read_around(struct reading *d)
{
	struct batch *b = batch_new(d->c, d->a);

	ask_places(d, b);
	ask_sight(d, b);
	return batch_run(b, d->fault);
}

bool rail_is_whole(const struct rail *r, const char *container)
{
	return r->sees_all ||
	       (r->whole_count && bsearch(&container, r->whole, r->whole_count, sizeof *r->whole, by_word));
}

/* Whether what they tell of may be in two places, which may be one border complex. */
static bool any_two_places(const struct event *const *own, size_t n)
{
	const char *first = NULL;

	for (size_t i = 0; i < n; i++) {
		if (own[i]->place && first && strcmp(own[i]->place, first) != 0)
			return true;
		first = first ? first : own[i]->place;
	}
	return false;
}

bool rail_read(struct rail **r, struct conn *c, struct arena *a, const struct world *w, const char *viewer,
	const struct event *const *own, size_t n, struct fault *f)
{
	struct reading d = {.c = c, .a = a, .w = w, .viewer = viewer, .own = own, .n = n, .fault = f};
	bool any = any_two_places(own, n);

	*r = NULL;
	for (size_t i = 0; i < n && !any; i++)
		any = ride_names(own[i]) || strcmp(own[i]->code, EVENT_ITINERARY) == 0;
	if (!any)
		return true;
	d.r = *r = arena_alloc(a, sizeof **r);
	return read_named(&d) && find_trains(&d) && read_around(&d);
}

/* Of wagons themselves */

static bool is_fact(const struct event *e)
{
	return e->classifier == CLASSIFIER_ACT && e->happened.at != INSTANT_NONE && journey_moves(e->code);
}

/* Its events stand together. */
static struct rail_wagon fold_wagon(struct arena *a, const struct rail_event *events, size_t n)
{
	const struct event **own = arena_alloc_array(a, n, sizeof *own);
	bool *voided = arena_alloc_array(a, n, sizeof *voided);
	struct rail_wagon w = {.number = events->event.subject + strlen(RIDE_WAGON)};
	struct ride_span *consists;

	for (size_t i = 0; i < n; i++)
		own[i] = &events[i].event;
	events_settle(a, own, n, voided);
	w.consist_count = consist_spans(a, own, voided, n, &consists);
	w.consists = consists;
	for (size_t i = 0; i < n; i++) {
		if (voided[i])
			continue;
		w.last = is_fact(own[i]) ? own[i] : w.last;
		w.type = own[i]->size_type ? own[i]->size_type : w.type;
	}
	return w;
}

bool rail_wagons_read(struct conn *c, struct arena *a, const char *const *numbers, size_t n,
	struct rail_wagon **wagons, size_t *count, struct fault *f)
{
	struct rail_asked *asked = arena_alloc_array(a, n + 1, sizeof *asked);
	struct rail_event *events;
	size_t told;

	*wagons = arena_alloc_array(a, n + 1, sizeof **wagons);
	*count = 0;
	for (size_t i = 0; i < n; i++)
		asked[i] = (struct rail_asked){arena_printf(a, RIDE_WAGON "%s", numbers[i]), 0, INSTANT_LAST};
	if (!rail_events(c, a, asked, n, NULL, &events, &told, f))
		return false;
	for (size_t i = 0, until; i < told; i = until) {
		for (until = i + 1; until < told; until++)
			if (strcmp(events[until].event.subject, events[i].event.subject) != 0)
				break;
		(*wagons)[(*count)++] = fold_wagon(a, events + i, until - i);
	}
	return true;
}
