#include "service/ways_borders.h"

#include "service/eta_world.h"
#include "service/spreads.h"

#include <string.h>

#define COMPLEX_MOST 32
#define LATE         0.9 /* share of the passings that take no longer */

static const struct {
	enum carry carry;
	enum mode mode;
} bearers[] = {{CARRY_RAIL, MODE_RAIL}, {CARRY_ROAD, MODE_TRUCK}};

struct asked { /* one passing that plans may have */
	struct border_past past;
	struct stretch stretch;
};

struct reading {
	struct ways *w;
	struct arena *a, *scratch;
	struct eta_world world;
	struct asked *list;
	size_t count, room;
};

static const char *word_of(struct reading *r, uint32_t place)
{
	return r->world.stretch.complex_of(r->world.stretch.self, ways_place_at(r->w, place)->code);
}

static void ask(struct reading *r, uint32_t complex, const char *from, const char *into)
{
	for (size_t i = 0; i < sizeof bearers / sizeof *bearers; i++) {
		const char *word = word_of(r, complex);
		struct asked x = {
			.past = {.complex = complex, .from = from, .into = into, .carry = bearers[i].carry},
			.stretch = {STRETCH_BORDER, word, word, bearers[i].mode,
				arena_printf(r->scratch, "%s-%s", from, into)}};

		r->list = arena_grow(r->scratch, r->list, r->count, &r->room, sizeof *r->list);
		r->list[r->count++] = x;
	}
}

/* From each of its countries into each other one. */
static void ask_all(struct reading *r, uint32_t complex)
{
	const char *codes[COMPLEX_MOST], *countries[COMPLEX_MOST];
	size_t n = world_complex(r->w->world, ways_place_at(r->w, complex)->code, codes, COMPLEX_MOST),
	       count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct place *p = world_place(r->w->world, codes[i]);
		size_t k = 0;

		while (p && k < count && strcmp(countries[k], p->country) != 0)
			k++;
		if (p && p->country && k == count)
			countries[count++] = p->country;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (i != k)
				ask(r, complex, countries[i], countries[k]);
}

/* One number for all places of a border: the first of them. */
static void find_borders(struct reading *r)
{
	const struct timetable *t = &r->w->timetable;
	uint32_t *complex_of = arena_alloc_array(r->a, t->place_count + 1, sizeof *complex_of);

	r->w->borders.complex_of = complex_of;
	for (uint32_t i = 0; i < t->place_count; i++) {
		uint32_t k = 0;

		complex_of[i] = NETWORK_NONE;
		if (!r->world.stretch.is_border(r->world.stretch.self, t->places[i].code))
			continue;
		while (k < i && (complex_of[k] == NETWORK_NONE || strcmp(word_of(r, k), word_of(r, i)) != 0))
			k++;
		complex_of[i] = k;
		if (k == i)
			ask_all(r, i);
	}
}

static int32_t minutes(const struct eta_step *s, double share)
{
	return (int32_t)(s->scale * spread_at(s->spread, share) / 60 + 0.5);
}

static void keep_learned(struct reading *r, const struct spreads *spreads)
{
	const struct eta_past learned = spreads_past(spreads);
	struct border_past *list = arena_alloc_array(r->a, r->count + 1, sizeof *list);

	for (size_t i = 0; i < r->count; i++) {
		struct eta_step step = {.stretch = r->list[i].stretch};
		struct border_past *to = &list[r->w->borders.count];

		eta_learn(&step, r->scratch, &r->world.stretch, &learned);
		if (!spread_usable(step.spread))
			continue;
		*to = r->list[i].past;
		to->likely = minutes(&step, 0.5);
		to->late = minutes(&step, LATE);
		to->level = step.spread->level;
		to->passings = (int32_t)step.spread->passings;
		to->pooled = step.pooled;
		r->w->borders.count++;
	}
	r->w->borders.list = list;
}

bool ways_borders_read(struct ways *w, struct conn *c, struct arena *a, instant now, struct fault *f)
{
	struct arena scratch = ARENA_INIT;
	struct reading r = {.w = w, .a = a, .scratch = &scratch};
	struct spreads *spreads = spreads_make(&scratch);
	bool good = eta_world_make(&r.world, &scratch, w->world, f);

	w->borders = (struct borders){.now = (minute)(now / INSTANT_SECOND / 60),
		.drift = (int32_t)(stretch_rows[STRETCH_BORDER].drift * 7 * DAY_MINUTES)};
	if (good) {
		find_borders(&r);
		for (size_t i = 0; i < r.count; i++)
			spreads_name_pooled(spreads, &r.world.stretch, &r.list[i].stretch);
		good = spreads_read(spreads, c, now, f);
	}
	if (good)
		keep_learned(&r, spreads);
	arena_free(&scratch);
	return good;
}
