/* What went with a later transport than planned, and because of whom. */
#include "domain/exception_inside.h"
#include "domain/findings.h"

#include <string.h>

/* What last brought it to where the leg begins before it was loaded there; NULL: nobody told. */
static const struct fact *came_for(const struct assessing *x, const struct leg *l, const struct fact *loaded)
{
	static const char *const comes[] = {"GTIN", "DISC", "ARRI", NULL};
	const struct ride_world *w = x->s->world->ride;
	const struct trip *t = x->s->trip;

	for (size_t k = t->until; l->from && k-- > t->first;) {
		const struct fact *f = x->s->facts->list[k];

		if (f != loaded && f->speaker && f->place && f->from <= loaded->from &&
			is_among(f->code, comes) &&
			same(w->complex_of(w->self, f->place), w->complex_of(w->self, l->from)))
			return f;
	}
	return NULL;
}

static bool was_held(const struct assessing *x, instant at)
{
	const struct findings *f = x->s->findings;

	for (size_t i = 0; f && i < f->hold_count; i++)
		if (f->holds[i].stop != STOP_DAMAGED && f->holds[i].opened->happened.at < at &&
			(!f->holds[i].lifted || f->holds[i].lifted->happened.at > at))
			return true;
	return false;
}

/* Who was there in time and free to go was left by the carrier; who came too late was brought so by its
 * shipper, or by what it came with.  Of who was ordered onto the later one before it came nobody knows. */
static enum rolled_by rolled_by(const struct assessing *x, size_t leg, const struct fact *loaded)
{
	const struct itinerary *i = x->s->itinerary;
	const struct leg_state *s = &i->states[leg];
	const struct fact *came = came_for(x, &i->legs[leg], loaded);

	if (!i->told || s->closes == INSTANT_NONE || !came)
		return ROLLED_BY_UNKNOWN;
	if (came->from <= s->closes)
		return was_held(x, s->closes) ? ROLLED_BY_HOLD : ROLLED_BY_CARRIER;
	if (s->moved)
		return ROLLED_BY_UNKNOWN;
	return leg ? ROLLED_BY_CONNECTION : ROLLED_BY_SHIPPER;
}

void exception_rolled(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	for (size_t k = 0; k < i->leg_count; k++) {
		const struct expected *e = exception_loading(i, k);

		if (i->states[k].replanned == REPLANNED_ROLLED && e && e->fact)
			exception_tell(x, &(struct exception){.code = EXCEPTION_ROLLED,
						  .cause = i->legs[k].transport,
						  .since = exception_at(e->fact),
						  .fact = e->fact,
						  .thing = e,
						  .place = e->place,
						  .rolled_by = rolled_by(x, k, e->fact)});
	}
}
