/* The way of a box with what is learned of its steps. */
#include "domain/eta_way.h"

/* From the begin of one run to the end of a later one. */
static struct stretch through(const struct eta_way_step *first, const struct eta_way_step *last)
{
	struct stretch run = first->stretch;

	run.to = last->stretch.to;
	return run;
}

static bool is_run(const struct eta_way_step *s)
{
	return s->stretch.kind == STRETCH_RUN;
}

size_t eta_way_runs(const struct eta_way *way, struct arena *a, struct stretch **runs)
{
	size_t n = 0, room = 0;

	*runs = NULL;
	for (size_t i = 0; i < way->count; i++)
		for (size_t k = i + 2; is_run(&way->steps[i]) && k < way->count && is_run(&way->steps[k]) &&
				       way->steps[k - 1].stretch.kind == STRETCH_BORDER;
			k += 2) {
			*runs = arena_grow(a, *runs, n, &room, sizeof **runs);
			(*runs)[n++] = through(&way->steps[i], &way->steps[k]);
		}
	return n;
}

static bool some_known(const struct spread *s)
{
	return s && s->passings >= SPREAD_SOME;
}

/* The border behind the run that step k is. */
static const struct spread *next_border(const struct eta_way *way, size_t k, const struct eta_past *past)
{
	const struct stretch *s = k + 1 < way->count ? &way->steps[k + 1].stretch : NULL;

	return s && s->kind == STRETCH_BORDER ? past->spread_of(past->self, s) : NULL;
}

/* A border where nobody was ever seen to stop is none to this railway: the run over it is one, where that is
 * known, or some were seen to stop at the border behind it.  Returns the last step of the run that begins
 * with step i. */
static size_t runs_through(
	const struct eta_way *way, size_t i, const struct eta_past *past, struct stretch *run)
{
	size_t last = i;

	*run = way->steps[i].stretch;
	for (size_t k = i; is_run(&way->steps[i]) && k + 2 < way->count; k += 2) {
		const struct stretch *border = &way->steps[k + 1].stretch;
		const struct spread *seen = past->spread_of(past->self, border);
		struct stretch longer = through(&way->steps[i], &way->steps[k + 2]);

		if (border->kind != STRETCH_BORDER || !is_run(&way->steps[k + 2]) ||
			(seen && seen->passings > 0))
			break;
		if (!spread_usable(past->spread_of(past->self, &longer)) &&
			!some_known(next_border(way, k + 2, past)))
			continue;
		*run = longer;
		last = k + 2;
	}
	return last;
}

/* How late such words came there, what few there were drawing to itself those of anywhere. */
static const struct spread *past_of(const struct eta_telling *t, struct arena *a,
	const struct stretch_world *w, const struct eta_past *past)
{
	struct eta_step word = {.stretch = t->past};

	eta_learn(&word, a, w, past);
	return word.spread;
}

static void hear_told(struct eta_step *to, const struct eta_way_step *s, struct arena *a,
	const struct stretch_world *w, const struct eta_past *past)
{
	struct eta_told *told = arena_alloc_array(a, s->told_count + 1, sizeof *told);

	for (size_t k = 0; k < s->told_count; k++)
		told[k] = (struct eta_told){
			s->told[k].who, s->told[k].at, s->told[k].said, past_of(&s->told[k], a, w, past)};
	to->told = told;
	to->told_count = s->told_count;
	to->scheduled = s->plan.at;
	if (s->plan.at != INSTANT_NONE)
		to->timetable = past_of(&s->plan, a, w, past);
}

struct eta_box eta_way_box(const struct eta_way *way, struct arena *a, const struct stretch_world *w,
	const struct eta_past *past)
{
	struct eta_step *steps = arena_alloc_array(a, way->count + 1, sizeof *steps);
	size_t n = 0;

	for (size_t i = 0, last; i < way->count; i = last + 1) {
		struct eta_step *to = &steps[n++];

		last = runs_through(way, i, past, &to->stretch);
		to->goals = way->steps[last].goals;
		hear_told(to, &way->steps[last], a, w, past);
		if (way->steps[i].alone) {
			to->spread = past->spread_of(past->self, &to->stretch);
			to->scale = 1;
		} else {
			eta_learn(to, a, w, past);
		}
	}
	return (struct eta_box){.since = way->since,
		.scheduled = way->scheduled,
		.heard = way->heard,
		.steps = steps,
		.count = n};
}
