/* Boxes' observations for tests of facts: made in a line, told by somebody. */
#ifndef UNIT_DOMAIN_FACTS_MADE_H
#define UNIT_DOMAIN_FACTS_MADE_H

#include "domain/fact.h"
#include "domain/journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Minutes of 2026-06-15, UTC; hours and days of it. */
#define AT(minutes)  ((INT64_C(1781481600) + (minutes)*60) * INSTANT_SECOND)
#define HOURS(hours) ((hours)*60)
#define DAYS(days)   ((days)*24 * 60)

#define SAID_MOST 32

struct said { /* what is said of one box */
	struct arena arena;
	struct event events[SAID_MOST];
	size_t count;
	const struct event *sorted[SAID_MOST];
	bool voided[SAID_MOST];
	struct journey journey;
	struct facts facts;
};

static inline bool one_train(void *self, const char *a, const char *b)
{
	(void)self;
	return strcmp(a, "TRAIN:X8155/2026-06-15") == 0 && strcmp(b, "TRAIN:41020/2026-06-18") == 0;
}

static inline bool same_train(void *self, const char *a, const char *b)
{
	return strcmp(a, b) == 0 || one_train(self, a, b) || one_train(self, b, a);
}

static inline const char *complex_of(void *self, const char *place)
{
	(void)self;
	return strcmp(place, "CNALA") == 0 || strcmp(place, "KZDOS") == 0 ? "alashankou-dostyk" : place;
}

static const struct ride_world facts_world = {NULL, NULL, same_train, complex_of};

/* Told an hour after; what else is to be told is put into what is returned. */
static inline struct event *say(struct said *s, enum source_kind source, const char *sender, const char *code,
	int minute, const char *place)
{
	struct event *e = &s->events[s->count++];

	assert_true(s->count <= SAID_MOST);
	*e = (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.code = code,
		.classifier = CLASSIFIER_ACT,
		.happened = {.at = AT(minute), .precision = PRECISION_MINUTE},
		.said = AT(minute + 60),
		.sender = sender,
		.source = source,
		.place = place};
	e->id[0] = (uint8_t)s->count;
	return e;
}

static inline struct event *terminal(struct said *s, const char *code, int minute, const char *place)
{
	return say(s, SOURCE_TERMINAL, "TERMINAL", code, minute, place);
}

static inline struct event *railway(struct said *s, const char *code, int minute, const char *place)
{
	return say(s, SOURCE_RAILWAY, "RAILWAY", code, minute, place);
}

static inline struct event *carrier(struct said *s, const char *code, int minute, const char *place)
{
	return say(s, SOURCE_CARRIER, "CARRIER", code, minute, place);
}

static inline struct event *by_ship(struct event *e, const char *key, const char *name)
{
	e->transport.mode = MODE_VESSEL;
	e->transport.key = key;
	e->transport.name = name;
	return e;
}

static inline struct event *by_rail(struct event *e, const char *train, const char *wagon)
{
	e->transport.mode = MODE_RAIL;
	e->transport.key = train;
	e->transport.wagon = wagon;
	return e;
}

static inline void fold_said(struct said *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->sorted[i] = &s->events[i];
	s->facts = journey_fold(&s->journey, &s->arena, &facts_world, s->sorted, s->count, s->voided);
}

/* "GTIN GTOT? LOAD!": a ? behind what is inferred, a ! behind what is in conflict. */
static inline const char *facts_told(struct said *s)
{
	char *told = arena_strdup(&s->arena, "");

	fold_said(s);
	for (size_t i = 0; i < s->facts.count; i++) {
		const struct fact *f = s->facts.list[i];

		told = arena_printf(&s->arena, "%s%s%s%s%s", told, i ? " " : "", f->code,
			f->speaker ? "" : "?", f->conflicts_with ? "!" : "");
	}
	return told;
}

static inline void forget(struct said *s)
{
	arena_free(&s->arena);
	memset(s, 0, sizeof *s);
}

#endif
