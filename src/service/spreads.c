#include "service/spreads.h"

#include "base/hashed.h"
#include "domain/eta_held.h"
#include "store/stretch_store.h"

#define AT_ONCE 64 /* stretches: a year of one takes half a megabyte */
#define WEEKS   52

struct known {
	struct stretch stretch;
	bool pooled;           /* its pools are in the list as well */
	struct spread *spread; /* NULL: nothing is known */
};

struct spreads {
	struct arena *a;
	struct known *list; /* each once: boxes of one train ask for the same */
	size_t count, room;
	struct hashed by_stretch;
};

struct spreads *spreads_make(struct arena *a)
{
	struct spreads *s = arena_alloc(a, sizeof *s);

	s->a = a;
	return s;
}

static uint32_t hash_of(const struct stretch *s)
{
	uint32_t h = hashed_text(hashed_text(HASHED, s->from), s->to);

	return hashed_byte(hashed_byte(hashed_text(h, s->direction), (uint8_t)s->kind), (uint8_t)s->mode);
}

static struct known *find(const struct spreads *s, const struct stretch *stretch, uint32_t hash)
{
	struct hashed_at at = hashed_first(&s->by_stretch, hash);

	while (hashed_next(&s->by_stretch, &at))
		if (stretch_compare(&s->list[at.row].stretch, stretch) == 0)
			return &s->list[at.row];
	return NULL;
}

static struct known *name(struct spreads *s, const struct stretch *stretch)
{
	uint32_t hash = hash_of(stretch);
	struct known *k = find(s, stretch, hash);

	if (k)
		return k;
	hashed_add(&s->by_stretch, s->a, hash, s->count);
	s->list = arena_grow(s->a, s->list, s->count, &s->room, sizeof *s->list);
	k = &s->list[s->count++];
	*k = (struct known){.stretch = *stretch};
	return k;
}

void spreads_name(struct spreads *s, const struct stretch *stretch)
{
	name(s, stretch);
}

void spreads_name_pooled(struct spreads *s, const struct stretch_world *w, const struct stretch *stretch)
{
	struct known *k = name(s, stretch);

	if (k->pooled)
		return;
	k->pooled = true;
	for (int which = STRETCH_OWN + 1; which < STRETCH_POOLS; which++) {
		struct stretch pool;

		if (stretch_pool(w, stretch, (enum stretch_pool)which, s->a, &pool) > 0)
			name(s, &pool);
	}
}

void spreads_name_way(struct spreads *s, const struct stretch_world *w, const struct eta_way *way)
{
	struct stretch *runs;
	size_t n = eta_way_runs(way, s->a, &runs);

	for (size_t i = 0; i < n; i++)
		spreads_name_pooled(s, w, &runs[i]);
	for (enum eta_goal g = 0; g < ETA_GOALS; g++) {
		struct stretch held = eta_held_by(g);

		spreads_name_pooled(s, w, &held);
	}
	for (size_t i = 0; i < way->count; i++) {
		const struct eta_way_step *step = &way->steps[i];

		spreads_name_pooled(s, w, &step->stretch);
		if (step->plan.at != INSTANT_NONE)
			spreads_name_pooled(s, w, &step->plan.past);
		for (size_t k = 0; k < step->told_count; k++)
			spreads_name_pooled(s, w, &step->told[k].past);
	}
}

static void learn(struct spreads *s, struct known *k, const struct stretch_weeks *w, instant now)
{
	if (!w->count)
		return;
	k->spread = arena_alloc(s->a, sizeof *k->spread);
	stretch_learn(k->spread, k->stretch.kind, w->weeks, w->count, now);
}

static bool read_some(struct spreads *s, struct conn *c, size_t from, size_t n, instant now, struct fault *f)
{
	struct arena scratch = ARENA_INIT;
	struct stretch stretches[AT_ONCE];
	struct stretch_weeks *weeks;
	bool good;

	for (size_t i = 0; i < n; i++)
		stretches[i] = s->list[from + i].stretch;
	good = stretches_read(c, &scratch, stretches, n, tally_week_of(now) - WEEKS, &weeks, f);
	for (size_t i = 0; good && i < n; i++)
		learn(s, &s->list[from + i], &weeks[i], now);
	arena_free(&scratch);
	return good;
}

bool spreads_read(struct spreads *s, struct conn *c, instant now, struct fault *f)
{
	for (size_t from = 0; from < s->count; from += AT_ONCE)
		if (!read_some(s, c, from, s->count - from < AT_ONCE ? s->count - from : AT_ONCE, now, f))
			return false;
	return true;
}

static const struct spread *spread_of(void *self, const struct stretch *stretch)
{
	const struct known *k = find(self, stretch, hash_of(stretch));

	return k ? k->spread : NULL;
}

struct eta_past spreads_past(const struct spreads *s)
{
	return (struct eta_past){(void *)(uintptr_t)s, spread_of};
}
