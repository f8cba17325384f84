/* Events of boxes, wagons and trains made by hand, and all orders of a few of them. */
#ifndef TESTS_UNIT_DOMAIN_RAIL_MADE_H
#define TESTS_UNIT_DOMAIN_RAIL_MADE_H

#include "base/text.h"
#include "domain/journey.h"
#include "domain/ride.h"
#include "domain/settle.h"
#include "domain/train.h"

#include <stdbool.h>
#include <string.h>

/* Hours of 2026-06-15, UTC. */
#define HOURS(n) ((INT64_C(1781481600) + (n)*3600) * INSTANT_SECOND)
#define BOX      "LYGU7000010"
#define WAGON_CR "5312345"
#define WAGON_RU "94312071"
#define X8155    "TRAIN:X8155/2026-06-15"
#define INDEX042 "TRAIN:70850421301/2026-06-19"

/* Its id follows from what it says. */
static inline struct event rail_event(const char *subject, const char *code, int hour, const char *place,
	const char *wagon, const char *train)
{
	struct event e = {.subject_kind = strchr(subject, ':') ? SUBJECT_TRANSPORT : SUBJECT_CONTAINER,
		.subject = subject,
		.code = code,
		.happened = {.at = HOURS(hour), .precision = PRECISION_MINUTE},
		.said = HOURS(hour + 1),
		.sender = "RAILWAY",
		.place = place,
		.transport = {.mode = MODE_RAIL, .wagon = wagon, .key = train}};
	unsigned hash = 2166136261u;

	for (const char *s = subject; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	for (const char *s = code; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	hash = (hash ^ (unsigned)hour) * 16777619u;
	memcpy(e.id, &hash, sizeof hash);
	return e;
}

/* All that is known, in the order in which it came. */
struct rail_known {
	struct arena *a;
	const struct event *const *events;
	size_t n;
};

static inline const char *rail_complex(void *self, const char *place)
{
	(void)self;
	return strcmp(place, "CNAKL") == 0 || strcmp(place, "KZDOS") == 0 ? "dostyk-alashankou" : place;
}

static inline bool rail_changes_gauge(void *self, const char *place)
{
	(void)self;
	return strcmp(place, "CNAKL") == 0 || strcmp(place, "KZDOS") == 0 || strcmp(place, "PLMAA") == 0;
}

static inline bool rail_same_train(void *self, const char *a, const char *b)
{
	(void)self;
	return strcmp(a, b) == 0;
}

/* What counts of a subject, sorted. */
static inline size_t rail_events_of(void *self, const char *subject, const struct event *const **events)
{
	struct rail_known *k = self;
	const struct event **mine = arena_alloc_array(k->a, k->n + 1, sizeof *mine);
	bool *voided = arena_alloc_array(k->a, k->n + 1, sizeof *voided);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->events[i]->subject, subject) == 0)
			mine[n++] = k->events[i];
	events_settle(k->a, mine, n, voided);
	for (size_t i = 0; i < n; i++)
		if (!voided[i] && (!kept || memcmp(mine[kept - 1]->id, mine[i]->id, 16) != 0))
			mine[kept++] = mine[i];
	*events = mine;
	return kept;
}

static inline struct ride_world rail_world(struct rail_known *k)
{
	return (struct ride_world){k, rail_events_of, rail_same_train, rail_complex};
}

/* The next order of n numbers; false: that was the last one. */
static inline bool next_order(int *order, size_t n)
{
	size_t i = n, k = n;
	int swap;

	while (i > 1 && order[i - 2] >= order[i - 1])
		i--;
	if (i < 2)
		return false;
	while (order[k - 1] <= order[i - 2])
		k--;
	swap = order[i - 2];
	order[i - 2] = order[k - 1];
	order[k - 1] = swap;
	for (k = n; i < k; i++, k--) {
		swap = order[i - 1];
		order[i - 1] = order[k - 1];
		order[k - 1] = swap;
	}
	return true;
}

typedef void rail_teller(struct text *out, struct rail_known *k);

/* What `tell` says of these events, which must be the same in every order, and each of them twice. */
static inline void told_in_all_orders(
	struct text *out, const struct event *events, size_t n, rail_teller *tell)
{
	const struct event *list[2 * 8];
	struct text other = TEXT_INIT;
	struct arena a = ARENA_INIT;
	int order[8];

	text_clear(out);
	for (size_t i = 0; i < n; i++)
		order[i] = (int)i;
	do {
		struct text *to = out->length ? &other : out;

		for (size_t i = 0; i < n; i++)
			list[i] = &events[order[i]];
		text_clear(to);
		tell(to, &(struct rail_known){&a, list, n});
		if (to == &other)
			assert_string_equal(text_string(&other), text_string(out));
		arena_reset(&a);
	} while (next_order(order, n));
	for (size_t i = 0; i < n; i++)
		list[n + i] = &events[i];
	text_clear(&other);
	tell(&other, &(struct rail_known){&a, list, 2 * n});
	assert_string_equal(text_string(&other), text_string(out));
	text_free(&other);
	arena_free(&a);
}

/* The box's own events, as journey_fold leaves them, each once. */
static inline size_t rail_own(struct rail_known *k, const struct event ***events)
{
	return rail_events_of(k, BOX, (const struct event *const **)events);
}

#endif
