/* In which order facts happened, where their times alone do not tell. */
#include "domain/fact_inside.h"
#include "domain/journey.h"

#include <string.h>

/* What leaves from a place was there: nobody departs from where it was before it came here. */
static bool leaves_elsewhere(const struct ride_world *w, const struct fact *before, const struct fact *f)
{
	return strcmp(f->code, "DEPA") == 0 && strcmp(before->code, "DEPA") != 0 &&
	       places_differ(w, before->place, f->place);
}

bool fact_can_follow(const struct ride_world *w, const struct fact *before, const struct fact *f)
{
	unsigned stand = before ? fact_leaves(before) : 0;

	if (!before)
		return true;
	if (!(fact_needs(f) & stand))
		return false;
	if (stand == STAND_ABOARD)
		return !vehicles_differ(w, before->transport, f->transport) &&
		       !leaves_elsewhere(w, before, f);
	return stand != STAND_GROUND || (!places_differ(w, before->place, f->place) &&
						!facilities_differ(before->facility, before->facility_list,
							f->facility, f->facility_list));
}

/* 2: it follows; 1: it may, where nobody told of a departure between; 0: it cannot. */
static int follows(const struct ride_world *w, const struct fact *before, const struct fact *f)
{
	bool arrives_again = before && strcmp(before->code, "ARRI") == 0 && strcmp(f->code, "ARRI") == 0 &&
			     places_differ(w, before->place, f->place);

	if (!fact_can_follow(w, before, f))
		return 0;
	return arrives_again ? 1 : 2;
}

/* How much better the line is with it between these two than without; NULL: nothing there. */
static int worth(
	const struct ride_world *w, const struct fact *before, const struct fact *f, const struct fact *after)
{
	int sum = follows(w, before, f);

	if (after)
		sum += follows(w, f, after) - follows(w, before, after);
	return sum;
}

/* Where among those that may have happened before or after it: the latest of the places that better the line;
 * where none does, by its time. */
static size_t spot_for(
	const struct ride_world *w, const struct fact_list *moves, const struct fact *f, instant *chosen)
{
	size_t end = moves->count, best, by_time;
	int most = 0;

	while (end && moves->list[end - 1]->from > f->until)
		end--;
	best = by_time = end;
	for (size_t i = end;; i--) {
		const struct fact *before = i ? moves->list[i - 1] : NULL;
		int sum = worth(w, before, f, i < moves->count ? moves->list[i] : NULL);

		if (sum > most) {
			most = sum;
			best = i;
		}
		if (before && event_compare(before->speaker, f->speaker) > 0)
			by_time = i - 1;
		if (!before || before->until < f->from)
			return most ? best : by_time;
		if (before->until > *chosen)
			*chosen = before->until;
	}
}

static void put(struct arena *a, struct fact_list *l, struct fact *f, size_t at)
{
	fact_append(a, l, f);
	for (size_t i = l->count - 1; i > at; i--)
		l->list[i] = l->list[i - 1];
	l->list[at] = f;
}

static int worth_at(
	const struct ride_world *w, const struct fact_list *moves, const struct fact *f, size_t at)
{
	return worth(w, at ? moves->list[at - 1] : NULL, f, at < moves->count ? moves->list[at] : NULL);
}

/* Now that all others are there it may stand better elsewhere. */
static void put_again(
	struct arena *a, const struct ride_world *w, struct fact_list *moves, struct fact *f, instant *chosen)
{
	size_t was = 0, best;

	while (moves->list[was] != f)
		was++;
	moves->count--;
	for (size_t i = was; i < moves->count; i++)
		moves->list[i] = moves->list[i + 1];
	best = spot_for(w, moves, f, chosen);
	put(a, moves, f, worth_at(w, moves, f, best) > worth_at(w, moves, f, was) ? best : was);
}

static bool is_vague(const struct fact *f)
{
	return f->when.precision > PRECISION_MINUTE;
}

instant facts_order(struct arena *a, const struct ride_world *w, struct fact_list *facts)
{
	struct fact_list moves = {0}, rest = {0};
	instant chosen = INSTANT_NONE;
	size_t i = 0, k = 0;

	for (int vague = 0; vague < 2; vague++)
		for (size_t n = 0; n < facts->count; n++) {
			struct fact *f = facts->list[n];

			if (fact_moves(f) && is_vague(f) == vague)
				put(a, &moves, f, spot_for(w, &moves, f, &chosen));
		}
	for (size_t n = 0; n < facts->count; n++)
		if (fact_moves(facts->list[n]) && is_vague(facts->list[n]))
			put_again(a, w, &moves, facts->list[n], &chosen);
	for (size_t n = 0; n < facts->count; n++)
		if (!fact_moves(facts->list[n]))
			fact_append(a, &rest, facts->list[n]);
	/* what moves nothing stands by its time */
	for (size_t n = 0; n < facts->count; n++) {
		bool move = k == rest.count || (i < moves.count && event_compare(moves.list[i]->speaker,
									   rest.list[k]->speaker) < 0);

		facts->list[n] = move ? moves.list[i++] : rest.list[k++];
	}
	return chosen;
}
