#include "domain/ride.h"

#include "codes/code.h"
#include "domain/gauge.h"
#include "domain/train.h"

#include <string.h>

/* Digits of a wagon number: 7 of a Chinese one, behind its type or alone, 8 of a 1520 mm one, 12 of UIC. */
static const char *digits_of(const char *code)
{
	size_t n = strlen(code), digits = strspn(code, "0123456789");

	if (digits == n)
		return n == 7 || n == 8 || n == 12 ? code : NULL;
	if (digits || n < 8 || strspn(code + n - 7, "0123456789") != 7)
		return NULL;
	return code + n - 7;
}

const char *ride_wagon_digits(const struct transport_ref *t, char room[RIDE_WAGON_ROOM])
{
	char changed[128];

	if (t->mode != MODE_RAIL || !t->wagon ||
		!code_normalise(t->wagon, room, RIDE_WAGON_ROOM, changed, sizeof changed))
		return NULL;
	return digits_of(room);
}

const char *ride_wagon(struct arena *a, const struct event *e)
{
	char room[RIDE_WAGON_ROOM];
	const char *digits = ride_wagon_digits(&e->transport, room);

	return digits ? arena_strdup(a, digits) : NULL;
}

static const char *train_of(const struct event *e)
{
	return train_is_key(e->transport.key) ? e->transport.key : NULL;
}

bool ride_names(const struct event *e)
{
	char room[RIDE_WAGON_ROOM];

	return e->transport.mode == MODE_RAIL && (train_of(e) || ride_wagon_digits(&e->transport, room));
}

static bool is(const struct event *e, const char *codes)
{
	const char *at = strstr(codes, e->code);

	return strlen(e->code) == 4 && at && (at - codes) % 5 == 0;
}

/* It stands, or is on something else than a train. */
static bool ends_ride(const struct event *e)
{
	enum mode mode = e->transport.mode;

	if (is(e, "DISC GTIN STRP DROP"))
		return true;
	if (is(e, "GTOT PICK"))
		return mode != MODE_RAIL;
	return is(e, "LOAD ABRD ARRI DEPA WAYP") && mode != MODE_RAIL && mode != MODE_UNKNOWN &&
	       mode != MODE_MULTIMODAL;
}

struct spanning {
	struct arena *a;
	struct ride_span *spans;
	size_t count, room;
	bool open; /* the last one */
};

static void close_span(struct spanning *s, const struct event *by)
{
	if (!s->open)
		return;
	s->open = false;
	s->spans[s->count - 1].to = by;
	s->spans[s->count - 1].until = by->happened.at;
}

static void open_span(struct spanning *s, const struct ride_span *pattern, const struct event *by)
{
	struct ride_span *span;

	close_span(s, by);
	s->spans = arena_grow(s->a, s->spans, s->count, &s->room, sizeof *s->spans);
	span = &s->spans[s->count++];
	*span = *pattern;
	span->since = by->happened.at;
	span->until = INSTANT_NONE;
	span->classifier = by->classifier == CLASSIFIER_ACT ? CLASSIFIER_ACT : CLASSIFIER_PLN;
	span->from = by;
	span->to = NULL;
	s->open = true;
}

static bool differ(const char *a, const char *b)
{
	return a && b && strcmp(a, b) != 0;
}

/* What it says of where it is becomes part of the span under way, or begins another. */
static void board(struct spanning *s, const struct event *e, const char *wagon, const char *train)
{
	struct ride_span *now = s->open ? &s->spans[s->count - 1] : NULL;
	struct ride_span next = {.wagon = wagon, .train = train, .place = wagon ? e->stowage : NULL};

	if (!now || differ(now->wagon, wagon)) {
		open_span(s, &next, e);
		return;
	}
	if (differ(now->train, train)) {
		/* loaded anew, it may be on any wagon; otherwise its wagon goes on in another train */
		if (!wagon && !is(e, "LOAD")) {
			next.wagon = now->wagon;
			next.place = now->place;
		}
		if (wagon && !next.place)
			next.place = now->place;
		open_span(s, &next, e);
		return;
	}
	now->wagon = now->wagon ? now->wagon : wagon;
	now->train = now->train ? now->train : train;
	now->place = next.place ? next.place : now->place;
}

/* Who takes it off a wagon of another gauge than it is on speaks of what was before; of the same gauge, it
 * was on that one, and some list has it on a wrong one.  Who hands it over may name either side's. */
static bool speaks_of_another(const struct spanning *s, const struct event *e, const char *wagon)
{
	const char *now = s->open ? s->spans[s->count - 1].wagon : NULL;

	if (!differ(now, wagon))
		return false;
	return is(e, "HAND") || (is(e, "DISC") && gauge_of_wagon(now) != gauge_of_wagon(wagon));
}

static void take_ride(struct spanning *s, const struct event *e)
{
	const char *wagon = ride_wagon(s->a, e), *train;

	train = e->transport.mode == MODE_RAIL ? train_of(e) : NULL;
	if (speaks_of_another(s, e, wagon))
		return;
	if (ends_ride(e))
		close_span(s, e);
	else if ((wagon || train) && (e->classifier == CLASSIFIER_ACT || is(e, "LOAD ABRD")))
		board(s, e, wagon, train);
	else if (is(e, "GTOT PICK"))
		close_span(s, e);
}

/* A wagon's own event is about that wagon; a box's is about the one it is on. */
static const char *consist_wagon(struct arena *a, const struct event *e)
{
	size_t prefix = strlen(RIDE_WAGON);

	return strncmp(e->subject, RIDE_WAGON, prefix) == 0 ? e->subject + prefix : ride_wagon(a, e);
}

/* Set out of its train, or put into one. */
static void take_consist(struct spanning *s, const struct event *e)
{
	const char *train = train_of(e);
	struct ride_span next = {.wagon = consist_wagon(s->a, e), .train = train};
	struct ride_span *now = s->open ? &s->spans[s->count - 1] : NULL;

	if (e->subject_kind == SUBJECT_TRANSPORT && is(e, "ABRD"))
		next.place = e->stowage;
	if (is(e, "DISC DROP GTIN")) {
		if (now && !differ(now->train, train))
			close_span(s, e);
	} else if (train && (e->classifier == CLASSIFIER_ACT || is(e, "ABRD LOAD"))) {
		if (!now || differ(now->train, train))
			open_span(s, &next, e);
		else if (next.place)
			now->place = next.place;
	}
}

typedef void span_taker(struct spanning *s, const struct event *e);

static size_t spans_of(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	span_taker *take, struct ride_span **spans)
{
	struct spanning s = {.a = a};

	for (int plans = 0; plans < 2; plans++, s.open = false)
		for (size_t i = 0; i < n; i++) {
			const struct event *e = sorted[i];

			if ((voided && voided[i]) || e->via || e->happened.at == INSTANT_NONE ||
				(e->classifier != CLASSIFIER_ACT) != plans)
				continue;
			take(&s, e);
		}
	*spans = s.count > RIDE_MOST ? s.spans + s.count - RIDE_MOST : s.spans;
	return s.count > RIDE_MOST ? RIDE_MOST : s.count;
}

size_t ride_spans(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	struct ride_span **spans)
{
	return spans_of(a, sorted, voided, n, take_ride, spans);
}

size_t consist_spans(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	struct ride_span **spans)
{
	return spans_of(a, sorted, voided, n, take_consist, spans);
}
