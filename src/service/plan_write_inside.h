/* What writing plans is made of: only for src/service/plan_w*.c. */
#ifndef SERVICE_PLAN_WRITE_INSIDE_H
#define SERVICE_PLAN_WRITE_INSIDE_H

#include "service/plan_write.h"

struct writing {
	struct json *j;
	struct arena *a;
	const struct ways *w;
	struct search_space *s;
	const struct search_query *q;
};

/* By the place's own clock. */
void plan_write_minute(const struct writing *w, const char *key, minute at, uint32_t place);
/* `itinerary`, as POST /api/v1/journeys takes it; only whose box it is for is left to say. */
void plan_write_word(const struct writing *w, const struct plan *p);

static inline struct network_leg plan_leg(const struct writing *w, uint32_t trip, unsigned stop)
{
	return network_leg(w->w->network, trip, stop);
}

#endif
