/* What a box borrows from its wagons and trains. */
#include "domain/journey.h"
#include "domain/ride.h"
#include "domain/train.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	char code[5];
	bool wagon, train;
} borrowed_codes[] = {
#define BORROWED(code, wagon, train) {code, wagon, train},
#include "domain/ride.def"
#undef BORROWED
};

struct borrowing {
	struct arena *a;
	const struct ride_world *w;
	const char *container;
	const struct event *const *own;
	const bool *voided;
	size_t n;
	struct event *taken;
	size_t count, room;
};

/* One stretch of a ride: events of the subject strictly between two events. */
struct stretch {
	const struct ride_span *ride, *consist; /* consist NULL: the wagon's own events */
	const struct event *from, *to;
};

static bool holds(const struct borrowing *b, size_t i)
{
	return !(b->voided && b->voided[i]) && !b->own[i]->via;
}

static bool between(const struct stretch *s, const struct event *e)
{
	return event_compare(s->from, e) < 0 && (!s->to || event_compare(e, s->to) < 0) &&
	       e->happened.at - s->ride->since <= RIDE_LONGEST;
}

static bool may_borrow(const struct event *e, bool from_train)
{
	if (e->happened.at == INSTANT_NONE ||
		(strcmp(e->code, EVENT_ABOARD) == 0 && e->classifier != CLASSIFIER_ACT))
		return false;
	for (size_t i = 0; i < sizeof borrowed_codes / sizeof *borrowed_codes; i++)
		if (strcmp(borrowed_codes[i].code, e->code) == 0)
			return from_train ? borrowed_codes[i].train : borrowed_codes[i].wagon;
	return false;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_place(const struct borrowing *b, const struct event *x, const struct event *y)
{
	if (x->place && y->place)
		return same_text(
			b->w->complex_of(b->w->self, x->place), b->w->complex_of(b->w->self, y->place));
	return !x->place && !y->place && same_text(x->place_text, y->place_text);
}

static instant apart(const struct event *x, const struct event *y)
{
	instant a = moment_sorts(&x->happened), b = moment_sorts(&y->happened);

	return a > b ? a - b : b - a;
}

/* The same kind of word about the same place. */
static bool same_word(const struct borrowing *b, const struct event *x, const struct event *y)
{
	return strcmp(x->code, y->code) == 0 && x->classifier == y->classifier && same_place(b, x, y);
}

static const char *train_of(const struct event *e)
{
	return train_is_key(e->transport.key) ? e->transport.key : NULL;
}

static bool same_train(const struct borrowing *b, const char *x, const char *y)
{
	return x && y && (strcmp(x, y) == 0 || b->w->same_train(b->w->self, x, y));
}

/* An event of the box and one of what it is on speak of the same vehicle: by the wagon where both name one,
 * else by the train; one that names neither speaks of what it is on. */
static bool same_vehicle(
	const struct borrowing *b, const struct event *own, const struct stretch *s, const char *train)
{
	const char *wagon = ride_wagon(b->a, own), *own_train = train_of(own);

	if (wagon && s->ride->wagon)
		return strcmp(wagon, s->ride->wagon) == 0;
	if (own_train && train)
		return same_train(b, own_train, train);
	return !wagon && !own_train;
}

static bool tells_itself(
	const struct borrowing *b, const struct stretch *s, const struct event *e, const char *train)
{
	for (size_t i = 0; i < b->n; i++)
		if (holds(b, i) && same_word(b, b->own[i], e) && apart(b->own[i], e) <= RIDE_SAME_WITHIN &&
			same_vehicle(b, b->own[i], s, train))
			return true;
	return false;
}

/* Its own events of this ride say that it is in that train. */
static bool names_train(const struct borrowing *b, const struct stretch *s, const char *train)
{
	for (size_t i = 0; i < b->n; i++)
		if (holds(b, i) && event_compare(b->own[i], s->ride->from) >= 0 &&
			(!s->ride->to || event_compare(b->own[i], s->ride->to) < 0) &&
			same_train(b, train_of(b->own[i]), train))
			return true;
	return false;
}

/* Told already, of the wagon or by another: of one vehicle the same fact has the same time; a train's is left
 * where the wagon's own stands. */
static bool is_taken(const struct borrowing *b, const struct event *e, bool from_train)
{
	for (size_t i = 0; i < b->count; i++) {
		bool of_wagon = strncmp(b->taken[i].via, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;

		if (!same_word(b, &b->taken[i], e))
			continue;
		if (from_train && of_wagon ? apart(&b->taken[i], e) <= RIDE_SAME_WITHIN
					   : apart(&b->taken[i], e) == 0)
			return true;
	}
	return false;
}

/* What is in it as the box's last word before tells. */
static enum load_state load_state_at(const struct borrowing *b, const struct event *e)
{
	enum load_state state = LOAD_UNKNOWN;

	for (size_t i = 0; i < b->n && event_compare(b->own[i], e) < 0; i++)
		if (holds(b, i) && b->own[i]->classifier == CLASSIFIER_ACT &&
			b->own[i]->load_state != LOAD_UNKNOWN)
			state = b->own[i]->load_state;
	return state;
}

/* What is said of the wagon as such is not the box's: what it weighs, its seals, where it is to go.  How far
 * it still has to go is. */
static void leave_to_wagon(struct borrowing *b, struct event *copy)
{
	const char **kept = arena_alloc_array(b->a, copy->measure_count + 1, sizeof *kept);
	size_t n = 0;

	for (size_t i = 0; i < copy->measure_count; i++)
		if (strncmp(copy->measures[i], "R:", 2) == 0)
			kept[n++] = copy->measures[i];
	copy->measures = kept;
	copy->measure_count = n;
	copy->seals = NULL;
	copy->seal_count = 0;
	copy->load_place = copy->discharge_place = copy->destination = NULL;
}

/* A name without a day may be any day's train: it is the one that the wagon is in, where that bears it. */
static bool is_called(const struct ride_span *in, const struct event *e)
{
	const char *key = in->from->transport.key, *name = e->transport.train;
	size_t n = strlen(name);

	return key && strncmp(key, "TRAIN:", 6) == 0 && strncmp(key + 6, name, n) == 0 && key[6 + n] == '/';
}

static void take(
	struct borrowing *b, const struct stretch *s, const struct event *e, const struct ride_span *in)
{
	struct event *copy;

	b->taken = arena_grow(b->a, b->taken, b->count, &b->room, sizeof *b->taken);
	copy = &b->taken[b->count++];
	*copy = *e;
	copy->via = e->subject;
	copy->subject_kind = SUBJECT_CONTAINER;
	copy->subject = b->container;
	copy->number_failed = b->n && b->own[0]->number_failed;
	copy->load_state = load_state_at(b, e);
	copy->size_type = NULL;
	copy->stowage = s->ride->place;
	leave_to_wagon(b, copy);
	if (!copy->transport.key && in && (!copy->transport.train || is_called(in, copy))) {
		copy->transport = in->from->transport;
		copy->transport.call = NULL;
	}
	copy->transport.mode = MODE_RAIL;
	copy->transport.wagon = s->ride->wagon;
}

/* In which of the trains the wagon was when that happened. */
static const struct ride_span *train_at(const struct ride_span *consists, size_t n, const struct event *e)
{
	for (size_t i = n; i--;)
		if (consists[i].classifier == CLASSIFIER_ACT && event_compare(consists[i].from, e) <= 0 &&
			(!consists[i].to || event_compare(e, consists[i].to) < 0))
			return &consists[i];
	return NULL;
}

static void borrow_wagon(struct borrowing *b, const struct stretch *s, const struct event *const *events,
	size_t n, const struct ride_span *consists, size_t consist_count)
{
	for (size_t i = 0; i < n; i++) {
		const struct event *e = events[i];
		const struct ride_span *in = train_at(consists, consist_count, e);
		const char *train = train_of(e) ? train_of(e) : in ? in->train : NULL;

		if (!between(s, e) || !may_borrow(e, false))
			continue;
		if (strcmp(e->code, EVENT_ABOARD) == 0 && names_train(b, s, train))
			continue;
		if (!tells_itself(b, s, e, train) && !is_taken(b, e, false))
			take(b, s, e, in);
	}
}

static void borrow_train(struct borrowing *b, const struct stretch *s)
{
	const struct event *const *events;
	size_t n = b->w->events_of(b->w->self, s->consist->train, &events);

	for (size_t i = 0; i < n; i++)
		if (between(s, events[i]) && may_borrow(events[i], true) &&
			!tells_itself(b, s, events[i], s->consist->train) && !is_taken(b, events[i], true))
			take(b, s, events[i], s->consist);
}

static int in_order(const void *x, const void *y)
{
	return event_compare(*(const struct event *const *)x, *(const struct event *const *)y);
}

/* Who tells in which train the wagon is: its own events, and the box's while it is on it. */
static size_t statements(struct borrowing *b, const struct ride_span *ride, const struct event *const *events,
	size_t n, const struct event ***all)
{
	size_t count = n;

	*all = arena_alloc_array(b->a, n + b->n + 1, sizeof **all);
	if (n)
		memcpy(*all, events, n * sizeof **all);
	for (size_t i = 0; i < b->n; i++)
		if (holds(b, i) && train_of(b->own[i]) && event_compare(ride->from, b->own[i]) <= 0 &&
			(!ride->to || event_compare(b->own[i], ride->to) < 0))
			(*all)[count++] = b->own[i];
	qsort(*all, count, sizeof **all, in_order);
	return count;
}

static const struct event *later(const struct event *a, const struct event *b)
{
	return event_compare(a, b) >= 0 ? a : b;
}

static const struct event *earlier(const struct event *a, const struct event *b)
{
	return !a ? b : !b || event_compare(a, b) <= 0 ? a : b;
}

static void borrow_on(struct borrowing *b, const struct ride_span *ride, bool trains)
{
	struct stretch s = {ride, NULL, ride->from, ride->to};
	const struct event *const *events = NULL, **all;
	struct ride_span *consists;
	size_t n = 0, count;

	if (ride->wagon)
		n = b->w->events_of(b->w->self, arena_printf(b->a, RIDE_WAGON "%s", ride->wagon), &events);
	count = statements(b, ride, events, n, &all);
	count = consist_spans(b->a, all, NULL, count, &consists);
	if (!trains)
		borrow_wagon(b, &s, events, n, consists, count);
	for (size_t i = 0; trains && i < count; i++) {
		s.consist = &consists[i];
		s.from = later(ride->from, consists[i].from);
		s.to = earlier(ride->to, consists[i].to);
		if (consists[i].classifier == CLASSIFIER_ACT && (!s.to || event_compare(s.from, s.to) < 0))
			borrow_train(b, &s);
	}
}

size_t ride_borrow(struct arena *a, const struct ride_world *w, const char *container,
	const struct event *const *sorted, const bool *voided, size_t n, struct event **borrowed)
{
	struct borrowing b = {
		.a = a, .w = w, .container = container, .own = sorted, .voided = voided, .n = n};
	struct ride_span *spans;
	size_t count = ride_spans(a, sorted, voided, n, &spans);

	/* those of the wagons first: they are nearer to the box */
	for (int trains = 0; trains < 2; trains++)
		for (size_t i = 0; i < count; i++)
			if (spans[i].classifier == CLASSIFIER_ACT)
				borrow_on(&b, &spans[i], trains);
	*borrowed = b.taken;
	return b.count;
}
