/* In which order facts happened, where their times alone do not tell. */
#include "domain/fact_inside.h"
#include "domain/journey.h"

bool fact_can_follow(const struct ride_world *w, const struct fact *before, const struct fact *f)
{
	unsigned stand = before ? fact_leaves(before) : 0;

	if (!before)
		return true;
	if (!(fact_needs(f) & stand))
		return false;
	if (stand == STAND_ABOARD)
		return !vehicles_differ(w, before->transport, f->transport);
	return stand != STAND_GROUND ||
	       (!places_differ(w, before->place, f->place) &&
		       !facilities_differ(before->facility, before->facility_list, f->facility,
			       f->facility_list));
}

/* How much better the line is with it between these two than without; NULL: nothing there. */
static int worth(const struct ride_world *w, const struct fact *before, const struct fact *f,
	const struct fact *after)
{
	int sum = fact_can_follow(w, before, f);

	if (after)
		sum += fact_can_follow(w, f, after) - fact_can_follow(w, before, after);
	return sum;
}

/* Where among those that may have happened before or after it; the latest of the best places. */
static size_t spot_for(const struct ride_world *w, const struct fact_list *moves, const struct fact *f,
	bool *chosen)
{
	size_t best = moves->count;
	int most = -3;

	for (size_t i = moves->count;; i--) {
		const struct fact *before = i ? moves->list[i - 1] : NULL;
		int sum = worth(w, before, f, i < moves->count ? moves->list[i] : NULL);

		if (sum > most) {
			most = sum;
			best = i;
		}
		if (!before || before->until < f->from)
			return best;
		*chosen = true;
	}
}

static void put(struct arena *a, struct fact_list *l, struct fact *f, size_t at)
{
	fact_append(a, l, f);
	for (size_t i = l->count - 1; i > at; i--)
		l->list[i] = l->list[i - 1];
	l->list[at] = f;
}

bool facts_order(struct arena *a, const struct ride_world *w, struct fact_list *facts)
{
	struct fact_list moves = {0}, rest = {0};
	bool chosen = false;
	size_t i = 0, k = 0;

	for (size_t n = 0; n < facts->count; n++) {
		struct fact *f = facts->list[n];

		if (fact_moves(f))
			put(a, &moves, f, spot_for(w, &moves, f, &chosen));
		else
			fact_append(a, &rest, f);
	}
	/* what moves nothing stands by its time */
	for (size_t n = 0; n < facts->count; n++) {
		bool move = k == rest.count ||
			    (i < moves.count &&
				    event_compare(moves.list[i]->speaker, rest.list[k]->speaker) < 0);

		facts->list[n] = move ? moves.list[i++] : rest.list[k++];
	}
	return chosen;
}
