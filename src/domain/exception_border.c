/* What stands on its train at a border. */
#include "domain/exception_inside.h"

#include <string.h>

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

/* What is lifted off there waits for what takes it on, and in no queue. */
static bool stays_aboard(const char *code)
{
	return is(code, "ARRI") || is(code, "WAYP") || is(code, "LOAD") || is(code, EVENT_ABOARD);
}

/* What it is on goes no further. */
static bool ends_there(const struct assessing *x, const char *border)
{
	const struct itinerary_world *w = x->s->world;
	const struct itinerary *i = x->s->itinerary;
	const struct expected *e = i->next ? exception_end_of(i, i->next->leg) : NULL;

	return e && e->state == EXPECTED_AHEAD && e->place &&
	       is(w->ride->complex_of(w->ride->self, e->place), border);
}

const char *exception_stands_at(const struct assessing *x, const struct fact **came)
{
	const struct itinerary_world *w = x->s->world;
	const struct trip *t = x->s->trip;
	const struct fact *last = exception_last_move(x);
	const char *border;
	bool stands, tracks_end;

	if (!w || !w->is_border || !last || !last->place || !stays_aboard(last->code) ||
		last->transport->mode == MODE_VESSEL || !w->is_border(w->self, last->place))
		return NULL;
	border = w->ride->complex_of(w->ride->self, last->place);
	*came = last;
	stands = ends_there(x, border);
	tracks_end = w->changes_gauge && w->changes_gauge(w->self, last->place);
	for (size_t k = t->until; k-- > t->first;) {
		const struct fact *f = x->s->facts->list[k];

		if (!f->speaker || !journey_moves(f->code))
			continue;
		if (!f->place || !is(w->ride->complex_of(w->ride->self, f->place), border))
			break;
		if (!stays_aboard(f->code)) {
			tracks_end &= is(f->code, "DEPA"); /* else it was lifted over */
			break;
		}
		stands |= !is(f->code, "WAYP");
		*came = f;
		if (is(f->code, "LOAD")) /* what came before was on another train */
			break;
	}
	return stands || tracks_end ? border : NULL;
}

void exception_border_queue(struct assessing *x)
{
	const struct fact *came;
	const char *border = exception_stands_at(x, &came);

	if (border)
		exception_tell(x, &(struct exception){.code = EXCEPTION_BORDER_QUEUE,
					  .cause = border,
					  .since = exception_at(came),
					  .fact = came,
					  .place = came->place});
}
