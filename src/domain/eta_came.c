/* What came of a trip, of what is estimated. */
#include "domain/eta_held.h"
#include "domain/journey.h"

#include <string.h>

static const char *const codes[ETA_GOALS] = {"ARRI", "DISC", "AVPU", "DROP"};

static bool is_there(const struct stretch_world *w, const struct fact *f, const char *place)
{
	return f->place && f->when.precision != PRECISION_DAY &&
	       strcmp(w->complex_of(w->self, f->place), w->complex_of(w->self, place)) == 0;
}

static bool has_come(
	const struct stretch_world *w, const struct fact *f, enum eta_goal goal, const char *place)
{
	if (!f->speaker || f->when.at == INSTANT_NONE || strcmp(stretch_code(f), codes[goal]) != 0)
		return false;
	return goal == ETA_DELIVERED ? f->load_state != LOAD_EMPTY : is_there(w, f, place);
}

static const char *brought_by(const struct fact *f)
{
	return f->transport->mode == MODE_TRUCK || f->transport->mode == MODE_UNKNOWN ? NULL
										      : f->transport->key;
}

void eta_came_of(struct eta_came *came, const struct stretch_world *w, const char *container,
	const struct facts *f, const struct trip *t, const char *place)
{
	const char *by = container;

	for (int g = 0; g < ETA_GOALS; g++)
		came->happened[g] = INSTANT_NONE;
	for (size_t k = t->first; k < t->until; k++) {
		const struct fact *x = f->list[k];

		by = brought_by(x) ? brought_by(x) : by;
		for (enum eta_goal g = 0; g < ETA_GOALS; g++)
			if (has_come(w, x, g, place))
				came->happened[g] = x->when.at;
	}
	came->passing = tally_passing(by, by == container ? t->opened : 0);
}
