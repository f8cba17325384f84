/* A box's story, told event by event, and what its trips and itinerary come to. */
#ifndef TESTS_UNIT_DOMAIN_TRIP_MADE_H
#define TESTS_UNIT_DOMAIN_TRIP_MADE_H

#include "base/text.h"
#include "domain/itinerary.h"
#include "domain/settle.h"

#include <stdarg.h>
#include <string.h>

/* Hours from 2026-06-15, UTC. */
#define HOURS(n) ((INT64_C(1781481600) + (n)*INT64_C(3600)) * INSTANT_SECOND)
#define BOX      "LYGU7000010"
#define MOST     48

struct story {
	struct arena arena;
	struct event events[MOST]; /* of the box and of transports */
	struct reference papers[MOST][4];
	const char *remarks[MOST][8];
	size_t count;
	enum arrangement arrangement;
	struct facts facts;
	struct trips trips;
	struct itinerary itinerary;
	const struct event *sorted[MOST];
	bool voided[MOST];
	size_t own;
	instant transfer; /* what every transfer takes */
	size_t turn;      /* in which order its events come */
};

static inline struct event *tell(struct story *s, const char *code, const char *place, int hour)
{
	struct event *e = &s->events[s->count];

	*e = (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = BOX,
		.code = code,
		.happened = {.at = HOURS(hour), .precision = PRECISION_MINUTE},
		.said = HOURS(hour + 1),
		.sender = "HUB",
		.source = SOURCE_TERMINAL,
		.place = place,
		.load_state = LOAD_LADEN,
		.references = s->papers[s->count],
		.remarks = s->remarks[s->count]};
	s->count++;
	for (size_t i = 0; i < sizeof s->count; i++)
		e->id[i] = (uint8_t)(s->count >> (8 * i));
	return e;
}

static inline struct event *empty(struct event *e)
{
	e->load_state = LOAD_EMPTY;
	return e;
}

static inline struct event *by(struct event *e, enum mode mode, const char *key)
{
	e->transport.mode = mode;
	e->transport.key = key;
	return e;
}

static inline struct event *ahead(struct event *e, enum classifier classifier, int said)
{
	e->classifier = classifier;
	e->said = HOURS(said);
	return e;
}

static inline struct event *plan(struct story *s, const char *code, const char *place, int hour, int said)
{
	return ahead(tell(s, code, place, hour), CLASSIFIER_PLN, said);
}

static inline struct event *paper(struct event *e, const char *kind, const char *value)
{
	e->references[e->reference_count++] = (struct reference){kind, value};
	return e;
}

/* Of a transport: its call. */
static inline struct event *call(struct story *s, const char *key, enum mode mode, const char *code,
	const char *place, int hour, int said)
{
	struct event *e = ahead(tell(s, code, place, hour), CLASSIFIER_EST, said);

	e->subject_kind = SUBJECT_TRANSPORT;
	e->subject = key;
	return by(e, mode, key);
}

static inline struct leg leg(
	enum mode mode, const char *from, const char *to, const char *key, int departs, int arrives)
{
	return (struct leg){.mode = mode,
		.from = from,
		.to = to,
		.transport = key,
		.departs = {.at = HOURS(departs), .precision = PRECISION_MINUTE},
		.arrives = {.at = HOURS(arrives), .precision = PRECISION_MINUTE},
		.cut_off = INSTANT_NONE};
}

static inline struct event *told_itinerary(struct story *s, int said, const struct leg *legs, size_t n)
{
	struct event *e = ahead(tell(s, EVENT_ITINERARY, NULL, said), CLASSIFIER_PLN, said);

	e->source = SOURCE_PERSON;
	for (size_t i = 0; i < n; i++)
		e->remarks[e->remark_count++] = leg_write(&s->arena, &legs[i]);
	return e;
}

static inline const char *story_complex(void *self, const char *place)
{
	(void)self;
	if (strcmp(place, "XLYGB") == 0)
		return "CNLYG";
	return strcmp(place, "CNAKL") == 0 || strcmp(place, "KZDOS") == 0 ? "dostyk-alashankou" : place;
}

static inline bool story_same_train(void *self, const char *a, const char *b)
{
	(void)self;
	return strcmp(a, b) == 0;
}

static inline size_t story_events_of(void *self, const char *subject, const struct event *const **events)
{
	struct story *s = self;
	const struct event **mine = arena_alloc_array(&s->arena, MOST, sizeof *mine);
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->events[i].subject, subject) == 0)
			mine[n++] = &s->events[i];
	*events = mine;
	return n;
}

static inline bool story_is_border(void *self, const char *place)
{
	return strcmp(story_complex(self, place), place) != 0;
}

static inline instant story_transfer(void *self, const char *place, enum mode from, enum mode to)
{
	(void)place;
	(void)from;
	(void)to;
	return ((struct story *)self)->transfer;
}

/* As one event of the box says; once, however often it is folded. */
static inline void tell_arrangement(struct story *s)
{
	size_t i = 0;

	while (i < s->count && s->events[i].subject_kind != SUBJECT_CONTAINER)
		i++;
	if (s->arrangement && i < s->count && s->events[i].reference_count < 4)
		paper(&s->events[i], REFERENCE_ARRANGEMENT, arrangement_words[s->arrangement]);
	s->arrangement = ARRANGEMENT_UNKNOWN;
}

static inline void fold(struct story *s)
{
	struct ride_world ride = {s, story_events_of, story_same_train, story_complex};

	tell_arrangement(s);
	s->own = 0;
	for (size_t i = 0; i < s->count; i++) {
		size_t k = (i + s->turn) % s->count;
		const struct event *e = &s->events[s->turn % 2 ? s->count - 1 - k : k];

		if (e->subject_kind == SUBJECT_CONTAINER)
			s->sorted[s->own++] = e;
	}
	events_settle(&s->arena, s->sorted, s->own, s->voided);
	s->facts = facts_make(&s->arena, &ride, s->sorted, s->voided, s->own);
	s->trips = trips_make(&s->arena, &s->facts, s->sorted, s->voided, s->own);
}

static inline const struct itinerary *itinerary_of(struct story *s)
{
	struct ride_world *ride = arena_alloc(&s->arena, sizeof *ride);
	struct itinerary_world w = {
		.ride = ride, .self = s, .is_border = story_is_border, .transfer = story_transfer};

	*ride = (struct ride_world){s, story_events_of, story_same_train, story_complex};
	fold(s);
	itinerary_make(&s->itinerary, &s->arena, &w, &s->facts, &s->trips.list[s->trips.count - 1]);
	return &s->itinerary;
}

/* "3+1 returned | 2+0": what was reported and planned of each trip, and its end. */
static inline const char *trips_told(struct story *s)
{
	char *told = arena_strdup(&s->arena, "");

	for (size_t i = 0; i < s->trips.count; i++) {
		const struct trip *t = &s->trips.list[i];

		size_t reported = 0;

		for (size_t k = t->first; k < t->until; k++)
			reported += s->facts.list[k]->speaker != NULL;
		told = arena_printf(&s->arena, "%s%s%zu+%zu%s%s", told, i ? " | " : "", reported,
			t->plan_count, t->end ? " " : "", t->end ? trip_end_words[t->end] : "");
	}
	return told;
}

#endif
