#include "domain/eta_then.h"

#include "domain/settle.h"

static size_t told_by_then(void *self, const char *subject, const struct event *const **events)
{
	const struct eta_then *t = self;
	const struct event *const *all;
	size_t n = t->world->ride->events_of(t->world->ride->self, subject, &all), kept = 0;
	const struct event **list = arena_alloc_array(t->a, n + 1, sizeof *list);

	for (size_t i = 0; i < n; i++)
		if (t->box->known(t->box->self, all[i]) <= t->now)
			list[kept++] = all[i];
	*events = list;
	return kept;
}

static bool same_train_then(void *self, const char *a, const char *b)
{
	const struct eta_then *t = self;

	return t->world->ride->same_train(t->world->ride->self, a, b);
}

static const char *complex_then(void *self, const char *place)
{
	const struct eta_then *t = self;

	return t->world->ride->complex_of(t->world->ride->self, place);
}

static bool border_then(void *self, const char *place)
{
	const struct eta_then *t = self;

	return t->world->is_border(t->world->self, place);
}

void eta_then_go_back(struct eta_then *t, struct arena *a, const struct eta_trial_box *box, instant now)
{
	const struct itinerary_world *world = box->world;

	*t = (struct eta_then){.a = a, .box = box, .world = world, .now = now};
	t->ride = (struct ride_world){t, told_by_then, same_train_then, complex_then};
	t->itinerary = (struct itinerary_world){
		.ride = &t->ride, .self = t, .is_border = world->is_border ? border_then : NULL};
}

static void add_borrowed(struct eta_folded *f, const struct eta_then *t)
{
	struct event *borrowed;
	size_t n = ride_borrow(t->a, &t->ride, t->box->container, f->events, f->voided, f->count, &borrowed);
	const struct event **all = arena_alloc_array(t->a, f->count + n + 1, sizeof *all);

	for (size_t i = 0; i < f->count; i++)
		all[i] = f->events[i];
	for (size_t i = 0; i < n; i++)
		all[f->count++] = &borrowed[i];
	f->events = all;
	f->voided = arena_alloc_array(t->a, f->count + 1, sizeof *f->voided);
}

/* On what it rode is known only by what had been told of that, too. */
void eta_then_fold(struct eta_folded *f, const struct eta_then *t)
{
	const struct eta_trial_box *box = t->box;

	f->events = arena_alloc_array(t->a, box->count + 1, sizeof *f->events);
	f->voided = arena_alloc_array(t->a, box->count + 1, sizeof *f->voided);
	f->count = 0;
	for (size_t i = 0; i < box->count; i++)
		if (box->known(box->self, box->events[i]) <= t->now)
			f->events[f->count++] = box->events[i];
	events_settle(t->a, f->events, f->count, f->voided);
	add_borrowed(f, t);
	events_settle(t->a, f->events, f->count, f->voided);
	f->facts = facts_make(t->a, &t->ride, f->events, f->voided, f->count);
	f->trips = trips_make(t->a, &f->facts, f->events, f->voided, f->count);
}
