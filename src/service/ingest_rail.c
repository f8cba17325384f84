#include "service/ingest_rail.h"

#include "base/words.h"
#include "domain/journey.h"
#include "domain/train.h"
#include "service/ingest_chain.h"
#include "service/rail.h"
#include "store/rail_store.h"

#include <stdlib.h>
#include <string.h>

#define KIN_AT_ONCE 128 /* wagons, or boxes that ride */
#define NAMES_MOST  8   /* that one event tells of its train */

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool is_vehicle(const struct event *e)
{
	return e->subject_kind == SUBJECT_TRANSPORT &&
	       (begins(e->subject, RIDE_WAGON) || train_is_key(e->subject));
}

static bool names_train_anew(const struct event *e)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (begins(e->references[i].kind, "TRAIN-"))
			return train_is_key(e->transport.key);
	return false;
}

enum rail_part rail_part_of(const struct event *e)
{
	if (is_vehicle(e))
		return RAIL_VEHICLES;
	if (e->transport.mode != MODE_RAIL || !ride_names(e))
		return RAIL_NONE;
	return names_train_anew(e) ? RAIL_VEHICLES : RAIL_BOXES;
}

enum rail_part rail_part_of_all(struct stored_event *const *events, size_t n)
{
	enum rail_part most = RAIL_NONE;

	for (size_t i = 0; i < n && most < RAIL_VEHICLES; i++) {
		enum rail_part part = rail_part_of(&events[i]->event);

		most = part > most ? part : most;
	}
	return most;
}

void rail_claim_later(struct batch *b, struct arena *a, enum rail_part part)
{
	if (part != RAIL_NONE)
		rail_lock_later(b, a, part == RAIL_BOXES);
}

/* What is told of: wagons by their digits, trains by their keys, and about when. */
struct touched {
	struct arena *a;
	const char **wagons, **trains;
	size_t wagon_count, train_count, wagon_room, train_room;
	instant from, until;
};

static void add_train(struct touched *t, const char *key)
{
	t->trains = arena_grow(t->a, t->trains, t->train_count, &t->train_room, sizeof *t->trains);
	t->trains[t->train_count++] = key;
}

static void add_wagon(struct touched *t, const char *digits)
{
	t->wagons = arena_grow(t->a, t->wagons, t->wagon_count, &t->wagon_room, sizeof *t->wagons);
	t->wagons[t->wagon_count++] = digits;
}

static void widen(struct touched *t, const struct event *e)
{
	instant at = e->happened.at;

	if (at == INSTANT_NONE)
		return;
	t->from = at < t->from ? at : t->from;
	t->until = at > t->until ? at : t->until;
}

static void settle(struct touched *t)
{
	t->wagon_count = words_once(t->wagons, t->wagon_count);
	t->train_count = words_once(t->trains, t->train_count);
}

static struct touched touched_by(struct arena *a, struct stored_event *const *events, size_t n, bool only_new)
{
	struct touched t = {.a = a, .from = INT64_MAX, .until = INSTANT_NONE};

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		if (only_new && !events[i]->is_new)
			continue;
		if (is_vehicle(e) || names_train_anew(e))
			widen(&t, e);
		if (!is_vehicle(e))
			continue;
		if (begins(e->subject, RIDE_WAGON))
			add_wagon(&t, e->subject + strlen(RIDE_WAGON));
		else
			add_train(&t, e->subject);
	}
	settle(&t);
	return t;
}

/* The trains by all of their keys. */
static bool all_keys(struct conn *c, struct touched *t, struct fault *f)
{
	struct train_name *names;
	size_t n;

	if (!t->train_count)
		return true;
	if (!rail_names(c, t->a, t->trains, t->train_count, &names, &n, f))
		return false;
	for (size_t i = 0; i < n; i++)
		add_train(t, names[i].train);
	settle(t);
	return true;
}

static bool riders_of(
	struct conn *c, struct touched *t, struct subject **riders, size_t *count, struct fault *f)
{
	const char **numbers;

	*riders = NULL;
	*count = 0;
	if ((!t->wagon_count && !t->train_count) || t->until == INSTANT_NONE)
		return true;
	if (!all_keys(c, t, f) || !rail_riders(c, t->a, t->wagons, t->wagon_count, t->trains, t->train_count,
					  t->from, t->until, &numbers, count, f))
		return false;
	*riders = arena_alloc_array(t->a, *count + 1, sizeof **riders);
	for (size_t i = 0; i < *count; i++)
		(*riders)[i].number = numbers[i];
	return true;
}

bool rail_kin(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	enum rail_part part, struct subject **kin, size_t *count, struct fault *f)
{
	struct touched t;

	*kin = NULL;
	*count = 0;
	if (part != RAIL_VEHICLES)
		return true;
	t = touched_by(a, events, n, false);
	return riders_of(c, &t, kin, count, f);
}

static int by_name(const void *x, const void *y)
{
	const struct train_name *a = x, *b = y;
	int order = strcmp(a->train, b->train);

	order = order ? order : (int)a->kind - (int)b->kind;
	order = order ? order : strcmp(a->name, b->name);
	order = order ? order : strcmp(a->railway, b->railway);
	return order ? order : strcmp(a->told, b->told);
}

/* The names that new events tell, in the order of their keys, each once. */
static struct train_name *names_of(
	struct arena *a, struct stored_event *const *events, size_t n, size_t *count)
{
	struct train_name *names = NULL;
	size_t room = 0, kept = 0;

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		struct train_name some[NAMES_MOST];
		size_t k = events[i]->is_new ? train_names_of(a, &events[i]->event, some, NAMES_MOST) : 0;

		while (k--) {
			names = arena_grow(a, names, *count, &room, sizeof *names);
			names[(*count)++] = some[k];
		}
	}
	if (*count)
		qsort(names, *count, sizeof *names, by_name);
	for (size_t i = 0; i < *count; i++)
		if (!kept || by_name(&names[kept - 1], &names[i]) != 0)
			names[kept++] = names[i];
	*count = kept;
	return names;
}

/* Trains that got another name are touched: they may be one with others now. */
static bool add_names(
	struct conn *c, struct touched *t, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct batch *b = batch_new(c, t->a);
	struct rows *joined;
	size_t count;
	struct train_name *names = names_of(t->a, events, n, &count);

	if (!count)
		return true;
	rail_names_later(b, t->a, names, count, &joined);
	if (!batch_run(b, f))
		return false;
	for (int i = 0; i < rows_count(joined); i++)
		add_train(t, rows_text(joined, i, 0));
	settle(t);
	return true;
}

bool rail_fold_wagons(struct conn *c, struct arena *a, const char **numbers, size_t n, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct rail_wagon *wagons;
	size_t count;

	if (!rail_wagons_read(c, a, numbers, n, &wagons, &count, f))
		return false;
	rail_wagons_later(b, a, wagons, count);
	return batch_run(b, f);
}

/* A sheet may tell of thousands, each with a history of years: only some are in memory at once. */
static bool fold_wagons(struct conn *c, const struct touched *t, struct fault *f)
{
	struct arena a = ARENA_INIT;
	bool fine = true;

	for (size_t i = 0; fine && i < t->wagon_count; i += KIN_AT_ONCE) {
		size_t left = t->wagon_count - i;

		fine = rail_fold_wagons(c, &a, t->wagons + i, left < KIN_AT_ONCE ? left : KIN_AT_ONCE, f);
		arena_reset(&a);
	}
	arena_free(&a);
	return fine;
}

/* However many there are, only some are in memory at once. */
static bool fold_riders(struct conn *c, struct subject *riders, size_t count,
	struct stored_event *const *events, size_t n, struct fault *f)
{
	struct arena a = ARENA_INIT;
	bool fine = true;

	for (size_t i = 0; fine && i < count; i += KIN_AT_ONCE) {
		fine = chain_fold_kin(
			c, &a, riders + i, count - i < KIN_AT_ONCE ? count - i : KIN_AT_ONCE, events, n, f);
		arena_reset(&a);
	}
	arena_free(&a);
	return fine;
}

bool rail_fold(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	enum rail_part part, struct fault *f)
{
	struct subject *riders;
	struct touched t;
	size_t count;

	if (part == RAIL_NONE)
		return true;
	t = touched_by(a, events, n, true);
	if (!add_names(c, &t, events, n, f) || !fold_wagons(c, &t, f))
		return false;
	if (part != RAIL_VEHICLES)
		return true;
	if (!riders_of(c, &t, &riders, &count, f))
		return false;
	return fold_riders(c, riders, count, events, n, f);
}
