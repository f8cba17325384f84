/* How late what was told beforehand came: of moves, and of the legs of itineraries. */
#include "domain/stretch.h"
#include "record/leg.h"

#include <stdlib.h>
#include <string.h>

struct word { /* of when something will be */
	const struct event *event;
	const char *code, *place;
	instant at, until; /* it stood until then: whoever said it said it anew */
};

struct words {
	struct arena *a;
	const struct stretch_world *w;
	struct word *list;
	size_t count, room;
};

static void add(struct words *all, const struct event *e, const char *code, const char *place,
	const struct moment *when)
{
	if (!place || when->at == INSTANT_NONE || e->said == INSTANT_NONE)
		return;
	all->list = arena_grow(all->a, all->list, all->count, &all->room, sizeof *all->list);
	all->list[all->count++] =
		(struct word){e, code, all->w->complex_of(all->w->self, place), when->at, INT64_MAX};
}

static bool is_whole(const struct event *e)
{
	return strcmp(e->code, EVENT_ITINERARY) == 0;
}

static void add_all(struct words *all, const struct event *e)
{
	struct leg *legs;
	size_t n = is_whole(e) ? legs_read(all->a, e, &legs) : 0;

	for (size_t i = 0; i < n; i++) {
		add(all, e, "DEPA", legs[i].from, &legs[i].departs);
		add(all, e, "ARRI", legs[i].to, &legs[i].arrives);
	}
	if (!is_whole(e) && e->classifier != CLASSIFIER_ACT)
		add(all, e, e->code, e->place, &e->happened);
}

static int by_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* Whether one took the place of the other: 0. */
static int about_the_same(const struct word *x, const struct word *y)
{
	int d = by_text(x->event->sender, y->event->sender);

	d = d ? d : by_text(x->event->subject, y->event->subject);
	d = d ? d : (int)x->event->classifier - (int)y->event->classifier;
	d = d ? d : by_text(x->code, y->code);
	return d ? d : by_text(x->place, y->place);
}

static int in_order(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int d = about_the_same(x, y);

	d = d ? d : (x->event->said > y->event->said) - (x->event->said < y->event->said);
	return d ? d : (x->at > y->at) - (x->at < y->at);
}

static void order(struct words *all)
{
	if (all->count)
		qsort(all->list, all->count, sizeof *all->list, in_order);
	for (size_t i = 0; i + 1 < all->count; i++)
		if (about_the_same(&all->list[i], &all->list[i + 1]) == 0)
			all->list[i].until = all->list[i + 1].event->said;
}

static bool same_text(const char *a, const char *b)
{
	return !a || !b || strcmp(a, b) == 0;
}

/* What its train told is of its train, whatever each of them calls that; an itinerary is of the box, whatever
 * it took. */
static bool of_that(const struct word *x, const struct fact *f)
{
	return x->event->via || is_whole(x->event) || same_text(f->transport->key, x->event->transport.key);
}

/* The first fact since it was said that it can have been said of; NULL: none. */
static const struct fact *come_true(const struct words *all, const struct facts *facts, const struct word *x)
{
	instant said = x->event->said;

	for (size_t i = 0; i < facts->count; i++) {
		const struct fact *f = facts->list[i];

		if (f->speaker && f->place && strcmp(f->code, x->code) == 0 && f->when.at >= said &&
			f->when.at - said < RIDE_LONGEST &&
			strcmp(all->w->complex_of(all->w->self, f->place), x->place) == 0 && of_that(x, f))
			return f;
	}
	return NULL;
}

static void note(const struct words *all, const struct word *x, const struct fact *f, int lead, instant since,
	struct stretch_seen *s)
{
	const struct event *e = x->event;

	*s = (struct stretch_seen){.began = since, .ended = f->when.at};
	s->stretch =
		(struct stretch){.kind = e->classifier == CLASSIFIER_EST ? STRETCH_ESTIMATE : STRETCH_PLAN,
			.from = e->sender ? e->sender : "",
			.to = stretch_told_of(all->a, x->code, x->place),
			.mode = f->transport->mode,
			.direction = stretch_lead_words[lead]};
	s->entry.seconds = (double)(f->when.at - x->at) / INSTANT_SECOND;
	s->entry.told_late = -1;
	s->entry.passing = tally_passing(f->transport->key ? f->transport->key : e->subject, f->when.at);
}

size_t stretch_tellings(struct arena *a, const struct stretch_world *w, const struct facts *facts,
	const struct event *const *events, size_t n, struct stretch_seen **seen)
{
	struct words all = {.a = a, .w = w};
	size_t count = 0, room = 0;

	*seen = NULL;
	for (size_t i = 0; i < n; i++)
		add_all(&all, events[i]);
	order(&all);
	for (size_t i = 0; i < all.count; i++) {
		const struct word *x = &all.list[i];
		const struct fact *f = come_true(&all, facts, x);
		instant until = f && f->when.at < x->until ? f->when.at : x->until, since = x->event->said;

		for (int lead = STRETCH_LEADS; f && lead-- > 0 && since <= until;) {
			if (stretch_lead(x->at - since) != lead)
				continue;
			*seen = arena_grow(a, *seen, count, &room, sizeof **seen);
			note(&all, x, f, lead, since, &(*seen)[count++]);
			since = x->at - stretch_lead_from(lead) + INSTANT_SECOND;
		}
	}
	return count;
}
