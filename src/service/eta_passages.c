#include "service/eta_passages.h"

#include "system/embed.h"
#include "wire/sheet/corridors.h"

static const char *complex_of(void *self, const char *place)
{
	const struct place *p = world_place(self, place);

	return p && p->complex ? p->complex : place;
}

static bool where(void *self, const char *place, int32_t *lat, int32_t *lon)
{
	const struct place *p = world_place(self, place);

	if (!p || p->lat == NO_COORDINATE || p->lon == NO_COORDINATE)
		return false;
	*lat = p->lat;
	*lon = p->lon;
	return true;
}

struct passages *eta_passages(struct arena *a, struct world *w, struct fault *f)
{
	const struct embedded *e = embedded_find("data/corridors.csv");
	const struct passage_world world = {w, complex_of, where};
	struct corridors list;

	if (!e) {
		fault_say(f, FAULT_INTERNAL, "this program was built without its corridors");
		return NULL;
	}
	if (!corridors_decode(a, (const char *)e->bytes, e->length, &list, f))
		return NULL;
	return passages_make(a, &world, &list);
}
