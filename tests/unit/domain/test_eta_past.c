/* Estimates against what came, on a made past: what is learned at a moment is asked about what lay ahead of
 * it. */
#include "domain/eta_made.h"

#include "domain/eta_score.h"

#include <stdlib.h>

#define TRAINS 700
#define ASKED  24 /* moments, nine days apart */

static struct made_way ways[TRAINS];
static struct spread spreads[MADE_STEPS];

struct asked_all {
	struct eta_asked *rows;
	size_t count;
};

static instant timetable_of(const struct made_way *w, int step)
{
	return w->scheduled[step];
}

/* Where it stands, and what such a lane usually takes from there. */
static instant lane_of(const struct made_way *w, int stands, int step)
{
	instant t = w->at[stands];

	for (int s = stands; s < step; s++)
		t += (instant)(spreads[s].median * INSTANT_SECOND);
	return t;
}

static void ask(struct asked_all *all, struct arena *a, const struct made_way *w, instant now)
{
	static const int ends[ETA_GOALS] = {[ETA_ARRIVAL] = 3, [ETA_DELIVERED] = MADE_STEPS};
	int stands = made_stands(w, now);
	struct eta_step steps[MADE_STEPS];
	struct eta_box box;
	struct eta e;

	if (stands < 0 || stands == MADE_STEPS)
		return;
	box = made_box(steps, spreads, w, stands);
	eta_make(&e, a, &box, now);
	for (int g = 0; g < ETA_GOALS; g++)
		if (e.goals[g].asked && w->at[ends[g]] > now)
			all->rows[all->count++] =
				(struct eta_asked){.corridor = stands <= 1 ? "before" : "past",
					.goal = (enum eta_goal)g,
					.asked = now,
					.happened = w->at[ends[g]],
					.estimate = e.goals[g],
					.scheduled = timetable_of(w, ends[g]),
					.told = INSTANT_NONE,
					.lane = lane_of(w, stands, ends[g])};
	arena_reset(a);
}

static size_t ask_all(struct arena *a, struct eta_score **lines, double missing, double late)
{
	struct asked_all all = {arena_alloc_array(a, 100000, sizeof *all.rows), 0};
	struct arena scratch = ARENA_INIT;
	size_t n;

	for (uint64_t seed = 1; seed <= 3; seed++) {
		made_ways(ways, TRAINS, seed * 77, missing, late);
		for (int k = 0; k < ASKED; k++) {
			instant now = MADE_BEGIN + (100 + 9 * k) * INSTANT_DAY + k * 5 % 24 * HOUR;

			for (int s = 0; s < MADE_STEPS; s++)
				assert_true(made_learn(&spreads[s], ways, TRAINS, s, now));
			for (int i = 0; i < TRAINS; i++)
				ask(&all, &scratch, &ways[i], now);
		}
	}
	n = eta_score(a, all.rows, all.count, lines);
	arena_free(&scratch);
	return n;
}

static void check(const struct eta_score *s, double within)
{
	print_message("%s %s: n %zu, off %.1f h (90 %%: %.1f h; timetable %.1f, lane %.1f), covered %.3f, "
		      "%.0f h wide\n",
		s->corridor ? s->corridor : "all", eta_goal_words[s->goal], s->n, s->error / HOURS,
		s->error_90 / HOURS, s->timetable.error / HOURS, s->lane.error / HOURS, s->covered,
		s->width / HOURS);
	assert_true(s->n > 500 && s->unknown == 0);
	assert_true(fabs(s->covered - ETA_COVERAGE) <= within);
}

static void intervals_hold_the_truth_as_often_as_they_say_and_beat_the_timetable(void **state)
{
	struct arena a = ARENA_INIT;
	struct eta_score *lines;
	size_t n = ask_all(&a, &lines, 0, 0);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		if (lines[i].lead != STRETCH_LEADS)
			continue;
		check(&lines[i], 0.03);
		if (lines[i].corridor)
			continue;
		assert_true(lines[i].timetable.n == lines[i].n);
		assert_true(lines[i].error < 0.75 * lines[i].timetable.error);
		assert_true(lines[i].error < lines[i].lane.error);
	}
	arena_free(&a);
}

/* A fifth of the ends is never told, the others come four hours late. */
static void what_is_not_told_or_late_spoils_them_little(void **state)
{
	struct arena a = ARENA_INIT;
	struct eta_score *lines;
	size_t n = ask_all(&a, &lines, 0.2, 4);

	(void)state;
	for (size_t i = 0; i < n; i++)
		if (lines[i].lead == STRETCH_LEADS && !lines[i].corridor)
			check(&lines[i], 0.05);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say_and_beat_the_timetable),
		cmocka_unit_test(what_is_not_told_or_late_spoils_them_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
