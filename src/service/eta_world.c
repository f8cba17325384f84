#include "service/eta_world.h"

#include "domain/hub.h"
#include "service/eta_passages.h"

#include <string.h>

#define COMPLEX_MOST 16

/* A place, or a complex by its word. */
struct spot {
	const char *word, *complex, *place;
	const char *country; /* NULL: none is known, or two */
	bool border;
};

static void judge_places(struct spot *s, const struct place *const *places, size_t n)
{
	s->place = places[0]->code;
	s->country = places[0]->country;
	for (size_t i = 0; i < n; i++) {
		if (s->country && strcmp(places[i]->country, s->country) != 0)
			s->country = NULL;
		s->border |= hub_has_word(places[i]->kinds, "border") ||
			     hub_has_word(places[i]->kinds, "gauge-change");
	}
}

static struct spot spot_made(struct eta_world *e, const char *word)
{
	struct spot s = {.word = arena_strdup(e->a, word)};
	const char *codes[COMPLEX_MOST];
	const struct place *places[COMPLEX_MOST];
	size_t n = 0, members = 0;

	s.complex = s.place = s.word;
	places[0] = world_place(e->world, word);
	if (places[0]) {
		n = 1;
		s.complex = places[0]->complex ? places[0]->complex : s.word;
	} else {
		members = world_complex_named(e->world, word, codes, COMPLEX_MOST);
	}
	for (size_t i = 0; i < members; i++)
		if ((places[n] = world_place(e->world, codes[i])))
			n++;
	if (n)
		judge_places(&s, places, n);
	return s;
}

static const struct spot *spot_of(void *self, const char *word)
{
	struct eta_world *e = self;
	uint32_t hash = hashed_text(HASHED, word);
	struct hashed_at at = hashed_first(&e->by_word, hash);

	while (hashed_next(&e->by_word, &at))
		if (strcmp(e->spots[at.row].word, word) == 0)
			return &e->spots[at.row];
	hashed_add(&e->by_word, e->a, hash, e->spot_count);
	e->spots = arena_grow(e->a, e->spots, e->spot_count, &e->spot_room, sizeof *e->spots);
	e->spots[e->spot_count] = spot_made(e, word);
	return &e->spots[e->spot_count++];
}

static const char *complex_of(void *self, const char *place)
{
	return spot_of(self, place)->complex;
}

static const char *country_of(void *self, const char *word)
{
	return spot_of(self, word)->country;
}

static bool is_border(void *self, const char *word)
{
	return spot_of(self, word)->border;
}

static double km(void *self, const char *from, const char *to, enum mode mode)
{
	struct eta_world *e = self;

	return passages_km(e->passages, spot_of(self, from)->place, spot_of(self, to)->place, mode);
}

static size_t points(
	void *self, const char *from, const char *to, enum mode by, const struct passage_point **found)
{
	return passages_find(((const struct eta_world *)self)->passages, from, to, by, found);
}

bool eta_world_make(struct eta_world *e, struct arena *a, struct world *w, struct fault *f)
{
	*e = (struct eta_world){.a = a, .world = w};
	e->stretch = (struct stretch_world){e, complex_of, country_of, is_border, km};
	e->way = (struct eta_way_world){&e->stretch, e, points};
	e->passages = eta_passages(a, w, f);
	return e->passages != NULL;
}
