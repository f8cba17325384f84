/* What was loaded and discharged against what was planned and listed. */
#include "domain/exception_inside.h"
#include "domain/listed.h"

#include <string.h>

static const struct listings no_lists;

static const struct listings *lists_of(const struct assessing *x)
{
	return x->s->lists ? x->s->lists : &no_lists;
}

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

static bool is_there(const struct assessing *x, const char *place, const char *other)
{
	const struct ride_world *w = x->s->world->ride;

	return place && other && is(w->complex_of(w->self, place), w->complex_of(w->self, other));
}

/* When it left there, as whoever told of it says (*word), or its wagons; INSTANT_NONE: it has not. */
static instant departed(
	const struct assessing *x, const char *carrier, const char *place, const struct event **word)
{
	const struct ride_world *w = x->s->world ? x->s->world->ride : NULL;
	const struct listings *l = lists_of(x);
	const struct event *const *calls;
	size_t n = w && carrier ? w->events_of(w->self, carrier, &calls) : 0;

	*word = NULL;
	if (!w || !carrier)
		return INSTANT_NONE;
	while (n--) {
		if (!is(calls[n]->code, "DEPA") || calls[n]->classifier != CLASSIFIER_ACT ||
			!is_there(x, calls[n]->place, place))
			continue;
		*word = calls[n];
		return moment_sorts(&calls[n]->happened);
	}
	for (size_t i = 0; i < l->departure_count; i++)
		if ((is(l->departures[i].transport, carrier) ||
			    w->same_train(w->self, l->departures[i].transport, carrier)) &&
			is_there(x, l->departures[i].place, place))
			return l->departures[i].at;
	return INSTANT_NONE;
}

instant exception_departed(const struct assessing *x, const struct expected *e, const struct event **word)
{
	return departed(x, itinerary_carrier(x->s->itinerary, e->leg), e->place, word);
}

/* It was told to be somewhere else since then. */
static bool is_elsewhere(const struct assessing *x, const struct expected *e, instant since)
{
	const struct fact *last = exception_last_move(x);

	return last && last->place && exception_at(last) >= since && !is_there(x, last->place, e->place);
}

/* Who is still on what leads there was not left behind: it missed the connection, and that is told; nor was
 * who is told of on the way since. */
static bool was_not_there(struct assessing *x, const struct expected *e, const struct exception *what)
{
	instant fires = what->since + (what->sure ? 0 : exception_rows[what->code].hours * HOUR);

	return what->code == EXCEPTION_NOT_LOADED && x->now >= fires &&
	       (is_elsewhere(x, e, what->since) || exception_left_before(x, e) != INSTANT_NONE);
}

/* Who loads tells of it hours after the departure: until then it is not confirmed.  Then, or once a list of
 * what is aboard does not have it, it was left behind; of what was ordered the order tells. */
static void not_loaded(struct assessing *x, const struct expected *e)
{
	const struct event *word;
	instant left = exception_departed(x, e, &word);
	const char *carrier = itinerary_carrier(x->s->itinerary, e->leg);
	instant closed = carrier && e->place
				 ? listed_closed(lists_of(x), x->s->facts, x->s->trip, carrier, e->place)
				 : INSTANT_NONE;
	struct exception what = {.code = EXCEPTION_NOT_LOADED,
		.cause = carrier,
		.thing = e,
		.word = word,
		.place = e->place,
		.since = left != INSTANT_NONE ? left : closed,
		.sure = left != INSTANT_NONE && closed != INSTANT_NONE};
	size_t told = x->out->count;

	if (what.since == INSTANT_NONE)
		return;
	if (listed_order(lists_of(x), x->s->facts, x->s->trip, carrier, e->place, "LOAD"))
		what.code = EXCEPTION_SHORT;
	if (was_not_there(x, e, &what))
		return;
	exception_tell(x, &what);
	what.code = EXCEPTION_NOT_CONFIRMED;
	if (left != INSTANT_NONE && told == x->out->count)
		exception_tell(x, &what);
}

static void not_discharged(struct assessing *x, const struct expected *e)
{
	const struct event *word;
	instant left = exception_departed(x, e, &word);
	const char *carrier = itinerary_carrier(x->s->itinerary, e->leg);
	const struct event *order = left != INSTANT_NONE ? listed_order(lists_of(x), x->s->facts, x->s->trip,
								   carrier, e->place, "DISC")
							 : NULL;

	if (order)
		exception_tell(x, &(struct exception){.code = EXCEPTION_SHORT,
					  .cause = carrier,
					  .since = left,
					  .thing = e,
					  .word = order,
					  .place = e->place});
}

/* Shifted to the quay, and its ship left since: whether it is on it again the bayplan of the departure tells,
 * and no grace. */
static void not_reloaded(struct assessing *x)
{
	const struct fact *f = exception_last_move(x);
	const struct event *word;
	const char *ship = f ? f->transport->key : NULL;
	instant left, closed;

	if (!f || !fact_restows(f) || !is(f->code, "DISC") || !ship || !f->place)
		return;
	left = departed(x, ship, f->place, &word);
	closed = listed_closed(lists_of(x), x->s->facts, x->s->trip, ship, f->place);
	if (left < f->from)
		return;
	exception_tell(x, &(struct exception){
				  .code = closed > f->until ? EXCEPTION_NOT_LOADED : EXCEPTION_NOT_CONFIRMED,
				  .cause = ship,
				  .since = left,
				  .fact = f,
				  .word = word,
				  .place = f->place,
				  .sure = true});
}

static void otherwise_than_listed(struct assessing *x)
{
	static const enum exception_code codes[LISTED] = {[LISTED_SHORT] = EXCEPTION_SHORT,
		[LISTED_OVER] = EXCEPTION_OVER,
		[LISTED_MISPLACED] = EXCEPTION_MISPLACED};
	struct listed found[LISTED];
	size_t n = listed_find(lists_of(x), x->s->facts, x->s->trip, found);

	for (size_t i = 0; i < n; i++)
		exception_tell(x, &(struct exception){.code = codes[found[i].what],
					  .cause = found[i].transport,
					  .since = moment_sorts(&found[i].word->happened),
					  .word = found[i].word,
					  .place = found[i].place,
					  .sure = found[i].what == LISTED_SHORT});
}

void exceptions_of_lists(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	for (size_t k = 0; k < i->expected_count && !i->misdirected; k++) { /* else nothing is expected */
		const struct expected *e = &i->expected[k];

		if (e->state != EXPECTED_AHEAD)
			continue;
		if (e->kind == EXPECTED_START_LOAD)
			not_loaded(x, e);
		else if (e->kind == EXPECTED_END_DISC)
			not_discharged(x, e);
	}
	not_reloaded(x);
	otherwise_than_listed(x);
}
