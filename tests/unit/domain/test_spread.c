/* What is learned from tallies, against the distributions that they were drawn from. */
#include "domain/eta_made.h"

#define NOW (MADE_BEGIN + 300 * INSTANT_DAY)

static struct spread spread, other;

static double shares_of_lognormal(double share)
{
	/* quantiles of the normal distribution */
	return share == 0.1 ? -1.2816 : share == 0.5 ? 0 : 1.2816;
}

static void quantiles_are_those_of_what_was_seen(void **state)
{
	static const double shares[] = {0.1, 0.5, 0.9};

	(void)state;
	made_lognormal(&spread, 100, 0.4, NOW);
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		double hours = spread_at(&spread, shares[i]) / HOURS;

		if (fabs(hours / (100 * exp(0.4 * shares_of_lognormal(shares[i]))) - 1) > 0.05)
			fail_msg("%.1f: %.1f h", shares[i], hours);
		assert_true(fabs(spread_below(&spread, hours * HOURS) - shares[i]) < 1e-6);
	}
	assert_true(spread.passings > 1400 && spread.passings < 2600);
}

static void few_passings_draw_a_pool_to_themselves(void **state)
{
	struct tally_week week = {.week = tally_week_of(NOW) - 2};
	struct spread few, blend;

	(void)state;
	made_lognormal(&other, 1, 0.4, NOW); /* of like ones that take a hundredth */
	for (int i = 0; i < 20; i++)
		tally_add(&week.tally, &(struct tally_entry){.seconds = 50 * HOURS + i,
					       .passing = tally_passing("TRAIN", i),
					       .told_late = -1});
	assert_false(spread_make(&few, &week, 1, 13, NOW));
	assert_false(spread_usable(&few));
	spread_blend(&blend, &few, &other, 100);
	assert_true(spread_usable(&blend));
	/* twenty of its own and ten as the pool has them */
	assert_true(fabs(spread_below(&blend, 45 * HOURS) - spread_below(&other, 0.45 * HOURS) / 3) < 0.03);
	assert_true(fabs(spread_below(&blend, 55 * HOURS) - 2.0 / 3 -
			    spread_below(&other, 0.55 * HOURS) / 3) < 0.05);
	assert_true(spread_at(&blend, 0.5) < 55 * HOURS && spread_at(&blend, 0.9) > 80 * HOURS);
}

/* As many begin every hour, and the half of them takes longer than 100 hours: of those that began in the last
 * 160, more short ones than long ones have ended. */
static void count_steady(struct tally_week *week, bool running)
{
	struct chance c = {3};

	*week = (struct tally_week){.week = tally_week_of(NOW) - 1};
	for (int i = 0; i < 3000; i++) {
		double ago = 160 * chance_share(&c), lasts = chance_hours(&c, 100, 0.4);
		struct tally_entry e = {.seconds = fmin(ago, lasts) * HOURS,
			.running = lasts > ago,
			.passing = tally_passing("TRAIN", i),
			.told_late = -1};

		if (running || !e.running)
			tally_add(&week->tally, &e);
	}
}

static void what_still_goes_on_counts_as_lasting_at_least_so_long(void **state)
{
	static struct tally_week week;

	(void)state;
	count_steady(&week, true);
	assert_true(spread_make(&spread, &week, 1, 13, NOW));
	if (fabs(spread.median / HOURS - 100) > 5)
		fail_msg("%.1f h", spread.median / HOURS);
	assert_true(fabs(spread_at(&spread, 0.8) / HOURS / (100 * exp(0.4 * 0.8416)) - 1) < 0.1);
	/* Left out, it would leave out the long ones: the data do need it. */
	count_steady(&week, false);
	assert_true(spread_make(&spread, &week, 1, 13, NOW));
	assert_true(spread.median / HOURS < 90);
}

/* A third of the ends is never told: what is never told to end is no long one. */
static void what_was_never_told_to_end_does_not_last_for_ever(void **state)
{
	static struct tally_week weeks[2];
	struct chance c = {4};

	(void)state;
	for (int i = 0; i < 2; i++)
		weeks[i] = (struct tally_week){.week = tally_week_of(NOW) - 9 + 5 * i};
	for (int i = 0; i < 3000; i++) {
		bool old = i % 2, told = chance_below(&c, 3) != 0;
		struct tally_entry e = {.seconds = told ? chance_hours(&c, 20, 0.4) * HOURS : 28 * 24 * HOURS,
			.running = !told,
			.passing = tally_passing("TRAIN", i),
			.told_late = -1};

		if (old && !told)
			weeks[0].tally.untold++;
		else
			tally_add(&weeks[old ? 0 : 1].tally, &e);
	}
	assert_true(spread_make(&spread, weeks, 2, 13, NOW));
	assert_true(fabs(spread.untold - 1 / 3.0) < 0.03);
	assert_true(fabs(spread.median / HOURS / 20 - 1) < 0.05);
	assert_true(spread_at(&spread, 0.9) / HOURS < 20 * exp(0.4 * 1.2816) * 1.1);
}

/* Of two hundred in the long run, and twenty of the last week that took three times as long. */
static void of_late_it_takes_longer(void **state)
{
	static struct tally_week weeks[10];
	struct chance c = {5};

	(void)state;
	memset(weeks, 0, sizeof weeks);
	for (int i = 0; i < 10; i++)
		weeks[i].week = tally_week_of(NOW) - 9 + i;
	for (int i = 0; i < 220; i++) {
		double late = i < 200 ? 1 : 3;
		struct tally_entry e = {.seconds = late * chance_hours(&c, 20, 0.4) * HOURS,
			.passing = tally_passing("TRAIN", i),
			.told_late = -1};

		tally_add(&weeks[i < 200 ? i % 9 : 9].tally, &e);
	}
	assert_true(spread_make(&spread, weeks, 10, 8, NOW));
	assert_true(spread.level == 1);
	spread_level(&spread, weeks, 10, 0.5, NOW);
	if (spread.level < 1.8 || spread.level > 3)
		fail_msg("%.2f", spread.level);
	memset(&weeks[9].tally, 0, sizeof weeks[9].tally);
	for (int i = 0; i < 20; i++) /* who still stands there says so too */
		tally_add(&weeks[9].tally, &(struct tally_entry){.seconds = 50 * HOURS, .running = true});
	assert_true(spread_make(&spread, weeks, 10, 8, NOW));
	spread_level(&spread, weeks, 10, 0.5, NOW);
	assert_true(spread.level > 1.3);
}

/* Beyond all that was seen a queue does not get the longer the longer it has been waited for. */
static void the_tail_is_as_long_as_the_longer_ones_are(void **state)
{
	static struct tally_week week;
	struct chance c = {6};
	double values[3];

	(void)state;
	week.week = tally_week_of(NOW) - 1;
	for (int i = 0; i < 60; i++)
		tally_add(&week.tally, &(struct tally_entry){.seconds = chance_hours(&c, 20, 0.8) * HOURS,
					       .passing = tally_passing("TRAIN", i),
					       .told_late = -1});
	assert_true(spread_make(&spread, &week, 1, 13, NOW));
	spread_grid(&spread, 400 * HOURS, values, 3); /* e^(0.8 * 3.7) times as long as usual */
	if (values[1] < 420 * HOURS || values[1] > 560 * HOURS)
		fail_msg("%.0f h", values[1] / HOURS);
}

static void too_few_passings_make_no_spread(void **state)
{
	static struct tally_week week;

	(void)state;
	week.week = tally_week_of(NOW) - 1;
	for (int i = 0; i < SPREAD_LEAST; i++) {
		assert_false(spread_make(&spread, &week, 1, 13, NOW));
		assert_true(spread.passings == i);
		for (int box = 0; box < 50; box++)
			tally_add(&week.tally, &(struct tally_entry){.seconds = (10 + i) * HOURS,
						       .passing = tally_passing("TRAIN", i)});
	}
	assert_true(spread_make(&spread, &week, 1, 13, NOW));
	assert_true(spread.since == tally_week_begins(week.week));
	assert_true(spread.until == spread.since + 7 * INSTANT_DAY);
}

static void count(struct tally_week *w, int ago, double hours, int n)
{
	struct chance c = {(uint64_t)ago + 1};

	w->week = tally_week_of(NOW) - ago;
	for (int i = 0; i < n; i++)
		tally_add(&w->tally, &(struct tally_entry){.seconds = chance_hours(&c, hours, 0.2) * HOURS,
					     .passing = tally_passing("TRAIN", ago * 1000 + i),
					     .told_late = -1});
}

static void the_late_past_weighs_more_and_a_rise_is_told(void **state)
{
	static struct tally_week weeks[20];

	(void)state;
	for (int i = 0; i < 20; i++)
		count(&weeks[i], 19 - i, i < 18 ? 40 : 80, 20);
	assert_true(spread_make(&spread, weeks, 20, 1, NOW));
	assert_true(spread_make(&other, weeks, 20, 52, NOW));
	assert_true(spread.median > 1.5 * other.median);
	assert_true(fabs(spread.rising - 2) < 0.2);
	assert_true(spread.effective < other.effective);
}

/* Four trains a week ago and many long before: they count, until there are enough. */
static void few_of_late_reach_further_back(void **state)
{
	static struct tally_week weeks[3];

	(void)state;
	count(&weeks[0], 40, 40, 30);
	count(&weeks[1], 20, 40, 30);
	count(&weeks[2], 1, 80, 4);
	assert_true(spread_make(&spread, weeks, 3, 1, NOW));
	assert_true(spread.effective >= SPREAD_LEAST);
	assert_true(spread.median / HOURS < 45);
}

/* Behind the longest one that was seen too. */
static void what_has_lasted_long_will_last_the_longer(void **state)
{
	static double values[101];
	double last = 0;

	(void)state;
	made_lognormal(&spread, 50, 0.5, NOW);
	for (double hours = 250; hours < 1500; hours *= 1.5) {
		spread_grid(&spread, hours * HOURS, values, 101);
		assert_true(values[0] >= hours * HOURS);
		for (int k = 1; k < 101; k++)
			assert_true(values[k] >= values[k - 1]);
		assert_true(values[90] - hours * HOURS > last);
		last = values[90] - hours * HOURS;
	}
}

static void nothing_lasts_other_than_it_was_seen_to(void **state)
{
	static struct tally_week week;
	static double values[101];

	(void)state;
	week.week = tally_week_of(NOW) - 1;
	for (int i = 0; i < 40; i++)
		tally_add(&week.tally,
			&(struct tally_entry){.seconds = 10 * HOURS, .passing = (uint32_t)i + 1});
	assert_true(spread_make(&spread, &week, 1, 13, NOW));
	spread_grid(&spread, -INFINITY, values, 101);
	for (int k = 0; k < 101; k++)
		assert_true(fabs(values[k] / HOURS - 10) < 0.3);
	spread_grid(&spread, 30 * HOURS, values, 101);
	assert_true(values[0] >= 30 * HOURS && isfinite(values[100]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_passings_draw_a_pool_to_themselves),
		cmocka_unit_test(quantiles_are_those_of_what_was_seen),
		cmocka_unit_test(what_still_goes_on_counts_as_lasting_at_least_so_long),
		cmocka_unit_test(what_was_never_told_to_end_does_not_last_for_ever),
		cmocka_unit_test(of_late_it_takes_longer),
		cmocka_unit_test(the_tail_is_as_long_as_the_longer_ones_are),
		cmocka_unit_test(too_few_passings_make_no_spread),
		cmocka_unit_test(the_late_past_weighs_more_and_a_rise_is_told),
		cmocka_unit_test(few_of_late_reach_further_back),
		cmocka_unit_test(what_has_lasted_long_will_last_the_longer),
		cmocka_unit_test(nothing_lasts_other_than_it_was_seen_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
