#include "domain/trip.h"

#include "domain/journey.h"

#include <string.h>

static bool is(const struct event *e, const char *code)
{
	return strcmp(e->code, code) == 0;
}

static bool is_empty_pickup(const struct event *e)
{
	return e->load_state == LOAD_EMPTY && (is(e, "GTOT") || is(e, "PICK"));
}

static bool is_empty_return(const struct event *e)
{
	return e->load_state == LOAD_EMPTY && is(e, "GTIN");
}

bool trip_ends(const struct event *e)
{
	return is(e, "DROP") || is_empty_return(e);
}

size_t trip_begins(const struct event *const *events, const bool *voided, size_t n)
{
	size_t begun = 0, returned = 0; /* behind the return; 0: it is none */
	bool laden = false;             /* an empty that gates in before it was laden is only on its way */

	for (size_t i = 0; i < n; i++) {
		const struct event *e = events[i];

		if (voided[i] || e->classifier != CLASSIFIER_ACT || !journey_moves(e->code))
			continue;
		if (is_empty_pickup(e)) {
			begun = i;
			returned = 0;
			laden = false;
		} else if (e->load_state == LOAD_LADEN) {
			begun = returned ? returned : begun;
			returned = 0;
			laden = true;
		} else if (laden && is_empty_return(e)) {
			returned = i + 1;
		}
	}
	return begun;
}
