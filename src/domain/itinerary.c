#include "domain/itinerary_inside.h"

const char *const routing_words[] = {"not-routed", "routed", "misrouted"};

void itinerary_make(struct itinerary *i, struct arena *a, const struct itinerary_world *w,
	const struct facts *f, const struct trip *t)
{
	struct itinerary_making m = {.a = a, .w = w, .f = f, .t = t, .i = i};

	*i = (struct itinerary){.said = INSTANT_NONE, .deadline = INSTANT_NONE};
	itinerary_legs(&m);
	itinerary_match(&m);
	itinerary_when(&m);
}
