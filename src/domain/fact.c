#include "domain/fact_inside.h"
#include "domain/journey.h"

#include <string.h>

void fact_append(struct arena *a, struct fact_list *l, struct fact *f)
{
	l->list = arena_grow(a, l->list, l->count, &l->room, sizeof(struct fact *));
	l->list[l->count++] = f;
}

static bool counts(const struct event *e)
{
	return e->classifier == CLASSIFIER_ACT && e->subject_kind == SUBJECT_CONTAINER && e->code &&
	       (fact_code_bit(e->code) || event_in_stock(e)) && e->happened.at != INSTANT_NONE;
}

unsigned fact_run_codes(const struct event *e)
{
	return fact_code_bit(e->code) | (e->happened.precision > PRECISION_MINUTE ? FACT_RUN_VAGUE : 0) |
	       (fact_rests(e) ? FACT_RUN_LOOSE : 0);
}

/* The last run of moves none of which is further than the window from the next. */
static struct fact_run last_run(
	const struct event *const *sorted, const bool *voided, size_t n, instant loose_until)
{
	struct fact_run run = {INSTANT_NONE, INSTANT_NONE, 0};

	for (size_t i = n; i--;) {
		instant at = moment_sorts(&sorted[i]->happened);

		if ((voided && voided[i]) || !counts(sorted[i]))
			continue;
		if (run.until == INSTANT_NONE)
			run.until = at;
		else if (run.since - at > FACT_WINDOW)
			break;
		run.since = at;
		run.codes |= fact_run_codes(sorted[i]);
	}
	if (run.since != INSTANT_NONE && loose_until >= run.since)
		run.codes |= FACT_RUN_LOOSE;
	return run;
}

struct facts facts_make(struct arena *a, const struct ride_world *w, const struct event *const *sorted,
	const bool *voided, size_t n)
{
	struct fact_list list = {0};
	instant loose;

	facts_group(a, w, sorted, voided, n, &list);
	loose = facts_order(a, w, &list);
	facts_carry(&list);
	facts_conflict(a, w, &list);
	facts_infer(a, w, &list);
	return (struct facts){list.list, list.count, last_run(sorted, voided, n, loose)};
}

bool facts_tell_move(const struct facts *f, size_t i)
{
	const struct fact *x = f->list[i], *before = i ? f->list[i - 1] : NULL;

	if (before && before->because != x)
		before = NULL;
	if (fact_in_stock(x))
		return before != NULL;
	if (strcmp(x->code, "STRP") == 0)
		return before && strcmp(before->code, "DROP") == 0;
	return x->speaker && fact_moves(x);
}

const struct fact *facts_last_move(const struct facts *f)
{
	for (size_t i = f->count; i--;)
		if (facts_tell_move(f, i))
			return f->list[i];
	return NULL;
}
