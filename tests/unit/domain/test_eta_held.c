/* How estimates held, and intervals made as wide as would have held. */
#include "domain/eta_made.h"

#include "domain/eta_held.h"

#define NOW (MADE_BEGIN + 300 * INSTANT_DAY)

static struct spread learned;

static const struct spread *spread_of(void *self, const struct stretch *s)
{
	(void)self;
	return s->kind == STRETCH_HELD && strcmp(s->to, "arrival") == 0 ? &learned : NULL;
}

static const struct eta_past past = {NULL, spread_of};

static struct eta_interval interval(double likely, double before, double behind)
{
	struct eta_interval e = {.asked = true, .known = true, .steps = 3};

	e.likely = NOW + (instant)(likely * (double)HOUR);
	e.from = e.added_from = e.likely - (instant)(before * (double)HOUR);
	e.until = e.added_until = e.likely + (instant)(behind * (double)HOUR);
	return e;
}

/* Of n trains those that lie evenly between so many half widths before and behind. */
static void learn(int n, double before, double behind)
{
	struct tally_week week = {.week = tally_week_of(NOW) - 2};
	struct eta_interval e = interval(0, 10, 20);

	for (int i = 0; i < n; i++) {
		double halves = -before + (before + behind) * (i + 0.5) / n;
		struct eta_came came = {.passing = tally_passing("TRAIN", i)};
		struct stretch_seen seen;

		came.happened[ETA_ARRIVAL] =
			e.likely + (instant)(halves * (halves < 0 ? 10 : 20) * (double)HOUR);
		seen = eta_held_seen(ETA_ARRIVAL, NOW - 14 * INSTANT_DAY, &e, &came);
		tally_add(&week.tally, &seen.entry);
	}
	spread_make(&learned, &week, 1, 4, NOW);
}

static struct eta hold(double likely)
{
	struct eta e = {
		.goals = {[ETA_ARRIVAL] = interval(likely, 10, 20), [ETA_DELIVERED] = interval(90, 10, 20)}};

	eta_hold(&e, &past, NOW);
	return e;
}

static double hours_of(instant t)
{
	return (double)(t - NOW) / (double)HOUR;
}

static void intervals_that_held_too_seldom_are_made_wider_on_the_side_where_they_failed(void **state)
{
	struct eta e;

	(void)state;
	learn(100, 1, 3);
	e = hold(50);
	assert_true(e.goals[ETA_ARRIVAL].likely == NOW + 50 * HOUR);
	/* between -0.6 and 2.6 of them lie eight of ten, but thirty more are taken to have held */
	assert_true(hours_of(e.goals[ETA_ARRIVAL].from) < 43.5 && hours_of(e.goals[ETA_ARRIVAL].from) > 42);
	assert_true(hours_of(e.goals[ETA_ARRIVAL].until) > 93 && hours_of(e.goals[ETA_ARRIVAL].until) < 97);
	assert_int_equal(e.reason_count, 1);
	assert_int_equal(e.reasons[0].code, ETA_HELD);
	assert_int_equal(e.reasons[0].step, 2);
	assert_true(fabs(e.reasons[0].amount - 0.5) < 0.03 && e.reasons[0].of > 1.6);
	/* of which nothing is learned: as it was */
	assert_true(hours_of(e.goals[ETA_DELIVERED].until) == 110);
}

static void what_held_too_often_is_made_narrower_and_nothing_lies_in_the_past(void **state)
{
	struct eta e;

	(void)state;
	learn(100, 0.5, 0.5);
	e = hold(50);
	assert_true(hours_of(e.goals[ETA_ARRIVAL].from) > 44 && hours_of(e.goals[ETA_ARRIVAL].until) < 62);
	learn(100, 5, 0.5);
	e = hold(1);
	assert_true(e.goals[ETA_ARRIVAL].from == NOW);
}

/* Ten trains, of one queue may be, widen it by a quarter of what they say; seven not at all. */
static void few_that_did_not_hold_widen_it_a_little(void **state)
{
	struct eta e;

	(void)state;
	learn(10, 1, 5);
	e = hold(50);
	assert_true(hours_of(e.goals[ETA_ARRIVAL].until) > 84 && hours_of(e.goals[ETA_ARRIVAL].until) < 92);
	learn(7, 1, 5);
	e = hold(50);
	assert_true(hours_of(e.goals[ETA_ARRIVAL].until) == 70);
	assert_int_equal(e.reason_count, 0);
}

/* It is looked at every other day, by what stood then, as long as it had not come. */
static void each_second_day_counts_by_what_stood_then(void **state)
{
	struct arena a = ARENA_INIT;
	instant day = NOW / ETA_HELD_EVERY * ETA_HELD_EVERY;
	struct eta_came came = {.happened = {day + 5 * INSTANT_DAY}};
	struct eta_made made[] = {{day - INSTANT_DAY, interval(80, 10, 10)},
		{day + HOUR, interval(90, 10, 10)}, {day + 2 * HOUR, interval(100, 10, 10)},
		{day + 3 * INSTANT_DAY, {.asked = true}}};
	struct stretch_seen *seen;

	(void)state;
	assert_int_equal(eta_held_all(&a, ETA_ARRIVAL, made, 4, &came, &seen), 2);
	assert_true(seen[0].began == day && seen[1].began == day + ETA_HELD_EVERY);
	assert_true(seen[0].ended == came.happened[ETA_ARRIVAL]);
	assert_string_equal(seen[0].stretch.to, "arrival");
	/* one that says not what was added up teaches nothing */
	made[0].interval.added_from = INSTANT_NONE;
	assert_int_equal(eta_held_all(&a, ETA_ARRIVAL, made, 4, &came, &seen), 1);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_that_held_too_seldom_are_made_wider_on_the_side_where_they_failed),
		cmocka_unit_test(what_held_too_often_is_made_narrower_and_nothing_lies_in_the_past),
		cmocka_unit_test(few_that_did_not_hold_widen_it_a_little),
		cmocka_unit_test(each_second_day_counts_by_what_stood_then),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
