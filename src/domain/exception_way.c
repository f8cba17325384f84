/* What is wrong with a box's way: where it goes, when it comes, what is heard of it. */
#include "domain/exception_inside.h"

#include <string.h>

#define TOLD_WITHIN (12 * HOUR) /* who moves a box tells of it */

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

const struct fact *exception_last_move(const struct assessing *x)
{
	const struct trip *t = x->s->trip;

	for (size_t k = t->until; k-- > t->first;)
		if (x->s->facts->list[k]->speaker && journey_moves(x->s->facts->list[k]->code))
			return x->s->facts->list[k];
	return NULL;
}

/* When the word that counts was said; of what is only pushed, the box's last fact. */
static instant word_time(const struct assessing *x, const struct expected *e)
{
	const struct fact *last = exception_last_move(x);

	if (e->estimate_count)
		return e->estimates[0].event->said;
	return last ? exception_at(last) : x->s->itinerary->said;
}

static void misdirected(struct assessing *x)
{
	const struct fact *f = x->s->itinerary->misdirected;

	if (!x->s->itinerary->leg_count)
		exception_cannot(x, EXCEPTION_MISDIRECTED);
	else if (f)
		exception_tell(x, &(struct exception){.code = EXCEPTION_MISDIRECTED,
					  .cause = f->transport->key,
					  .since = exception_at(f),
					  .fact = f,
					  .place = f->place});
}

static void misrouted(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	if (i->routing == ROUTING_NONE)
		exception_cannot(x, EXCEPTION_MISROUTED);
	else if (i->routing == ROUTING_MISROUTED)
		exception_tell(x, &(struct exception){.code = EXCEPTION_MISROUTED,
					  .since = i->said,
					  .word = i->told,
					  .place = i->destination});
}

const struct expected *exception_end_of(const struct itinerary *i, size_t leg)
{
	const struct expected *found = NULL;

	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].leg == leg && (i->expected[k].kind == EXPECTED_END_ARRI ||
							 i->expected[k].kind == EXPECTED_END_DISC ||
							 i->expected[k].kind == EXPECTED_END_GTIN))
			found = &i->expected[k];
	return found;
}

const struct expected *exception_arrival(const struct itinerary *i)
{
	return i->leg_count ? exception_end_of(i, i->leg_count - 1) : NULL;
}

static void late(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;
	const struct expected *e = exception_arrival(i);
	instant due;

	if (i->deadline == INSTANT_NONE || !e) {
		exception_cannot(x, EXCEPTION_LATE);
		return;
	}
	if (e->state != EXPECTED_AHEAD)
		return;
	due = e->due == INSTANT_NONE || e->due < x->now ? x->now : e->due;
	exception_look_again(x, i->deadline);
	if (due >= i->deadline)
		exception_tell(
			x, &(struct exception){.code = EXCEPTION_LATE,
				   .cause = itinerary_carrier(i, e->leg),
				   .since = x->now >= i->deadline ? i->deadline : word_time(x, e),
				   .thing = e,
				   .place = e->place,
				   .by = e->due != INSTANT_NONE && e->due > i->deadline ? e->due - i->deadline
											: 0});
}

/* What was expected at first: the plan, else the estimate that was said first. */
static instant first_due(const struct itinerary *i, const struct expected *e)
{
	const struct leg *l = &i->legs[e->leg];

	if (l->arrives.at != INSTANT_NONE && i->told)
		return moment_sorts(&l->arrives) - i->states[e->leg].moved;
	if (e->planned.event)
		return e->planned.at;
	return e->estimate_count ? e->estimates[e->estimate_count - 1].at : INSTANT_NONE;
}

static void slipped(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;
	const struct expected *e = exception_arrival(i);
	instant first = e ? first_due(i, e) : INSTANT_NONE;

	if (first == INSTANT_NONE || e->due == INSTANT_NONE) {
		exception_cannot(x, EXCEPTION_SLIPPED);
		return;
	}
	if (i->told && e->estimate_count && e->estimates[0].event->said < i->said)
		return; /* it was planned anew since */
	if (e->state == EXPECTED_AHEAD && e->due - first >= SLIPPED_BY)
		exception_tell(x, &(struct exception){.code = EXCEPTION_SLIPPED,
					  .cause = itinerary_carrier(i, e->leg),
					  .since = word_time(x, e),
					  .word = e->estimate_count ? e->estimates[0].event : NULL,
					  .thing = e,
					  .place = e->place,
					  .by = e->due - first});
}

const struct expected *exception_loading(const struct itinerary *i, size_t leg)
{
	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].leg == leg && (i->expected[k].kind == EXPECTED_START_LOAD ||
							 i->expected[k].kind == EXPECTED_START_GTOT))
			return &i->expected[k];
	return NULL;
}

/* It went from the other side of that border before, or was dealt with there since: nobody told yet that it
 * came, and it has. */
static bool is_surely_there(const struct assessing *x, const char *place, instant before)
{
	const struct ride_world *w = x->s->world ? x->s->world->ride : NULL;
	const struct trip *t = x->s->trip;

	for (size_t k = t->until; w && place && k-- > t->first;) {
		const struct fact *f = x->s->facts->list[k];
		bool there = f->speaker && f->place && is(f->place, place);

		if (!f->speaker || exception_at(f) >= before || (!journey_moves(f->code) && !there))
			continue;
		return !journey_moves(f->code) ||
		       (is(f->code, "DEPA") && f->place && !there &&
			       is(w->complex_of(w->self, f->place), w->complex_of(w->self, place)));
	}
	return false;
}

/* What brings it to the end of that leg came there before, and not only to the other side of a border. */
static bool came_before(const struct itinerary *i, size_t leg, instant before)
{
	for (size_t k = 0; k < i->expected_count; k++) {
		const struct expected *e = &i->expected[k];

		if (e->leg == leg && e->kind == EXPECTED_END_ARRI && e->fact && e->place && e->fact->place &&
			is(e->fact->place, e->place) && exception_at(e->fact) < before)
			return true;
	}
	return false;
}

/* Nobody says when it left: when it should have, once who would tell has had time to; of who is on what leads
 * there. */
static instant should_have_left(struct assessing *x, const struct expected *e)
{
	const struct expected *on = exception_loading(x->s->itinerary, e->leg - 1);

	if (e->due == INSTANT_NONE || !on || on->state == EXPECTED_AHEAD)
		return INSTANT_NONE;
	exception_look_again(x, e->due + TOLD_WITHIN);
	return x->now >= e->due + TOLD_WITHIN ? e->due : INSTANT_NONE;
}

instant exception_left_before(struct assessing *x, const struct expected *e)
{
	const struct itinerary *i = x->s->itinerary;
	const struct expected *end = e->leg ? exception_end_of(i, e->leg - 1) : NULL;
	const struct event *word;
	instant left;

	if (!end || end->state != EXPECTED_AHEAD)
		return INSTANT_NONE;
	left = exception_departed(x, e, &word);
	if (left == INSTANT_NONE)
		left = should_have_left(x, e);
	if (left == INSTANT_NONE || came_before(i, e->leg - 1, left) || is_surely_there(x, end->place, left))
		return INSTANT_NONE;
	return left;
}

/* What comes in late is the cause, of all that miss the same one. */
static void missed(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	if (i->leg_count < 2)
		exception_cannot(x, EXCEPTION_MISSED);
	for (size_t k = 1; k < i->leg_count && !i->misdirected; k++) {
		const struct expected *e = exception_loading(i, k);
		instant left = e && e->state == EXPECTED_AHEAD ? exception_left_before(x, e) : INSTANT_NONE;

		if (!e || e->state != EXPECTED_AHEAD || (!i->states[k].missed && left == INSTANT_NONE))
			continue;
		exception_tell(
			x, &(struct exception){.code = EXCEPTION_MISSED,
				   .cause = itinerary_carrier(i, k - 1),
				   .since = i->states[k].missed ? word_time(x, exception_end_of(i, k - 1))
								: left,
				   .thing = e,
				   .place = e->place,
				   .by = i->states[k].short_by});
	}
}

/* After how many hours without a word a box under way is silent: a train is heard of at each border and
 * technical stop, a ship says little between two ports; who left by a gate is on a truck, said or not. */
static int silence_of(const struct fact *last, enum journey_status status)
{
	static const int hours[MODES] = {[MODE_UNKNOWN] = 96,
		[MODE_VESSEL] = 14 * 24,
		[MODE_RAIL] = 72,
		[MODE_TRUCK] = 48,
		[MODE_BARGE] = 96,
		[MODE_AIR] = 48,
		[MODE_MULTIMODAL] = 96};

	enum mode mode = last->transport->mode < MODES ? last->transport->mode : MODE_UNKNOWN;

	return hours[mode == MODE_UNKNOWN && status == JOURNEY_ON_ROAD ? MODE_TRUCK : mode];
}

static bool is_under_way(const struct trip *t)
{
	return t->status == JOURNEY_ON_BOARD || t->status == JOURNEY_ON_ROAD;
}

/* From when on it is the source that is down, if it says nothing; of one that nobody knows never. */
static instant source_down(const struct assessing *x, const char *sender)
{
	instant heard = x->s->heard ? x->s->heard(x->s->self, sender) : INSTANT_NONE;

	return heard == INSTANT_NONE ? INT64_MAX : heard + SOURCE_SILENT;
}

static void silent(struct assessing *x)
{
	const struct fact *last = exception_last_move(x);
	const struct itinerary *i = x->s->itinerary;
	instant word, limit, down;

	if (!last || !is_under_way(x->s->trip))
		return;
	word = x->s->said > exception_at(last) && x->s->said <= x->now ? x->s->said : exception_at(last);
	/* at sea an arrival ahead is answer enough */
	if (last->transport->mode == MODE_VESSEL && i->next && i->next->due > x->now) {
		exception_look_again(x, i->next->due);
		return;
	}
	limit = word + silence_of(last, x->s->trip->status) * HOUR;
	exception_look_again(x, limit);
	if (x->now < limit)
		return;
	down = source_down(x, last->speaker->sender);
	exception_look_again(x, down);
	if (x->now >= down)
		exception_tell(x, &(struct exception){.code = EXCEPTION_SOURCE_DOWN,
					  .cause = last->speaker->sender,
					  .since = down > limit ? down : limit,
					  .fact = last,
					  .place = last->place});
	else
		exception_tell(x, &(struct exception){.code = EXCEPTION_SILENT,
					  .since = limit,
					  .fact = last,
					  .place = last->place});
}

/* What waits at a border is told as that. */
static void overdue(struct assessing *x)
{
	const struct expected *e = x->s->itinerary->next;
	const struct fact *came;

	if (!e || e->due == INSTANT_NONE) {
		exception_cannot(x, EXCEPTION_OVERDUE);
		return;
	}
	if (exception_stands_at(x, &came))
		return;
	exception_tell(x, &(struct exception){.code = EXCEPTION_OVERDUE,
				  .cause = itinerary_carrier(x->s->itinerary, e->leg),
				  .since = e->due,
				  .thing = e,
				  .place = e->place});
}

static void conflict(struct assessing *x)
{
	const struct trip *t = x->s->trip;

	for (size_t k = t->first; k < t->until; k++) {
		const struct fact *f = x->s->facts->list[k];

		if (f->conflicts_with)
			exception_tell(x, &(struct exception){.code = EXCEPTION_CONFLICT,
						  .since = exception_at(f),
						  .fact = f,
						  .place = f->place});
	}
}

void exceptions_of_way(struct assessing *x)
{
	static void (*const rules[])(struct assessing * x) = {misdirected, misrouted, late, slipped, missed,
		exception_rolled, silent, overdue, exception_border_queue, conflict};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		rules[i](x);
}
