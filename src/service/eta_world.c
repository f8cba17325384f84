#include "service/eta_world.h"

#include "domain/hub.h"
#include "service/eta_passages.h"

#include <string.h>

#define COMPLEX_MOST 16

static const char *complex_of(void *self, const char *place)
{
	const struct place *p = world_place(((const struct eta_world *)self)->world, place);

	return p && p->complex ? p->complex : place;
}

/* The places that a word names: itself, or the members of a complex. */
static size_t places_of(const struct eta_world *e, const char *word, const struct place *places[COMPLEX_MOST])
{
	const char *codes[COMPLEX_MOST];
	const struct place *p = world_place(e->world, word);
	size_t n, kept = 0;

	if (p) {
		places[0] = p;
		return 1;
	}
	n = world_complex_named(e->world, word, codes, COMPLEX_MOST);
	for (size_t i = 0; i < n; i++)
		if ((places[kept] = world_place(e->world, codes[i])))
			kept++;
	return kept;
}

static const char *country_of(void *self, const char *word)
{
	const struct place *places[COMPLEX_MOST];
	size_t n = places_of(self, word, places);

	for (size_t i = 1; i < n; i++)
		if (strcmp(places[i]->country, places[0]->country) != 0)
			return NULL;
	return n ? places[0]->country : NULL;
}

static bool is_border(void *self, const char *word)
{
	const struct place *places[COMPLEX_MOST];
	size_t n = places_of(self, word, places);

	for (size_t i = 0; i < n; i++)
		if (hub_has_word(places[i]->kinds, "border") ||
			hub_has_word(places[i]->kinds, "gauge-change"))
			return true;
	return false;
}

static const char *place_of(const struct eta_world *e, const char *word)
{
	const struct place *places[COMPLEX_MOST];

	return places_of(e, word, places) ? places[0]->code : word;
}

static double km(void *self, const char *from, const char *to, enum mode mode)
{
	const struct eta_world *e = self;

	return passages_km(e->passages, place_of(e, from), place_of(e, to), mode);
}

static size_t points(
	void *self, const char *from, const char *to, enum mode by, const struct passage_point **found)
{
	return passages_find(((const struct eta_world *)self)->passages, from, to, by, found);
}

bool eta_world_make(struct eta_world *e, struct arena *a, struct world *w, struct fault *f)
{
	*e = (struct eta_world){.world = w};
	e->stretch = (struct stretch_world){e, complex_of, country_of, is_border, km};
	e->way = (struct eta_way_world){&e->stretch, e, points};
	e->passages = eta_passages(a, w, f);
	return e->passages != NULL;
}
