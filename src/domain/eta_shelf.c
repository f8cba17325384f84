#include "domain/eta_shelf.h"

#include <stdio.h>
#include <string.h>

#define BOARDS_FIRST 1024 /* a power of two */

struct entry {
	struct stretch_seen seen; /* its stretch is the board's */
	double scale;
};

struct board { /* of one stretch or pool */
	char *key;
	struct stretch stretch;
	struct entry *entries;
	size_t count, room;
	struct spread *spread; /* as of then */
	instant then;
};

struct eta_shelf {
	struct arena *a;
	struct arena scratch;
	struct board **boards; /* by the hash of the key, else the next free place */
	size_t count, places;
	instant then;
};

static void let_go(void *shelf)
{
	arena_free(&((struct eta_shelf *)shelf)->scratch);
}

struct eta_shelf *eta_shelf_make(struct arena *a)
{
	struct eta_shelf *s = arena_alloc(a, sizeof *s);

	*s = (struct eta_shelf){.a = a, .places = BOARDS_FIRST};
	s->boards = arena_alloc_array(a, s->places, sizeof(struct board *));
	return arena_later(a, let_go, s);
}

static void write_key(char *key, size_t room, const struct stretch *s)
{
	snprintf(key, room, "%d\t%s\t%s\t%d\t%s", (int)s->kind, s->from, s->to, (int)s->mode, s->direction);
}

static struct board **place_of(struct eta_shelf *s, const char *key)
{
	size_t at = tally_passing(key, 0) & (s->places - 1);

	while (s->boards[at] && strcmp(s->boards[at]->key, key) != 0)
		at = (at + 1) & (s->places - 1);
	return &s->boards[at];
}

static void make_room(struct eta_shelf *s)
{
	struct board **old = s->boards;
	size_t n = s->places;

	if (s->count < n / 2)
		return;
	s->places = n * 2;
	s->boards = arena_alloc_array(s->a, s->places, sizeof(struct board *));
	for (size_t i = 0; i < n; i++)
		if (old[i])
			*place_of(s, old[i]->key) = old[i];
}

static struct board *board_of(struct eta_shelf *s, const struct stretch *stretch)
{
	char key[512];

	write_key(key, sizeof key, stretch);
	return *place_of(s, key);
}

static struct board *board_for(struct eta_shelf *s, const struct stretch *stretch)
{
	struct board *b = board_of(s, stretch);
	char key[512];

	if (b)
		return b;
	make_room(s);
	write_key(key, sizeof key, stretch);
	b = arena_alloc(s->a, sizeof *b);
	*b = (struct board){.key = arena_strdup(s->a, key),
		.stretch = {stretch->kind, arena_strdup(s->a, stretch->from), arena_strdup(s->a, stretch->to),
			stretch->mode, arena_strdup(s->a, stretch->direction)},
		.then = INSTANT_NONE};
	*place_of(s, key) = b;
	s->count++;
	return b;
}

void eta_shelf_add(struct eta_shelf *s, const struct stretch_world *w, const struct stretch_seen *seen)
{
	struct arena scratch = ARENA_INIT;

	for (int which = STRETCH_OWN; which < STRETCH_POOLS; which++) {
		struct stretch pool;
		double scale = stretch_pool(w, &seen->stretch, (enum stretch_pool)which, &scratch, &pool);
		struct board *b = scale > 0 ? board_for(s, &pool) : NULL;

		if (!b)
			continue;
		b->entries = arena_grow(s->a, b->entries, b->count, &b->room, sizeof *b->entries);
		b->entries[b->count] = (struct entry){*seen, scale};
		b->entries[b->count++].seen.stretch = b->stretch;
	}
	arena_free(&scratch);
}

/* As it was known then: what ended later still went on. */
static void count_as_of(struct tally *t, const struct entry *e, instant then)
{
	struct stretch_seen seen = e->seen;
	bool over = seen.ended && seen.ended <= then &&
		    (seen.entry.told_late < 0 ||
			    seen.ended + (instant)(seen.entry.told_late * INSTANT_SECOND) <= then);
	bool telling = stretch_is_told(seen.stretch.kind);

	if (!over && !seen.untold)
		seen.entry.running = true;
	if (over || !telling)
		stretch_count(t, &seen, e->scale, 1);
}

static int32_t first_week(const struct board *b, int32_t until)
{
	int32_t first = until;

	for (size_t i = 0; i < b->count; i++)
		if (tally_week_of(b->entries[i].seen.began) < first)
			first = tally_week_of(b->entries[i].seen.began);
	return first;
}

static struct tally_week *weeks_of(struct eta_shelf *s, int32_t first, size_t n)
{
	struct tally_week *weeks;

	arena_reset(&s->scratch);
	weeks = arena_alloc_array(&s->scratch, n + 1, sizeof *weeks);
	for (size_t i = 0; i < n; i++)
		weeks[i].week = first + (int32_t)i;
	return weeks;
}

static void learn(struct eta_shelf *s, struct board *b)
{
	int32_t week = tally_week_of(s->then), first = first_week(b, week);
	size_t n = (size_t)(week - first) + 1;
	struct tally_week *weeks = weeks_of(s, first, n);

	for (size_t i = 0; i < b->count; i++)
		if (b->entries[i].seen.began < s->then)
			count_as_of(&weeks[tally_week_of(b->entries[i].seen.began) - first].tally,
				&b->entries[i], s->then);
	b->spread = b->spread ? b->spread : arena_alloc(s->a, sizeof *b->spread);
	stretch_learn(b->spread, b->stretch.kind, weeks, n, s->then);
	b->then = s->then;
}

static const struct spread *spread_of(void *self, const struct stretch *stretch)
{
	struct eta_shelf *s = self;
	struct board *b = board_of(s, stretch);

	if (b && b->then != s->then)
		learn(s, b);
	return b ? b->spread : NULL;
}

struct eta_past eta_shelf_past(struct eta_shelf *s, instant then)
{
	s->then = then;
	return (struct eta_past){s, spread_of};
}
