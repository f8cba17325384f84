/* Laws of an estimate: what it never is, what widens it, what it listens to, and what is shown of it. */
#include "domain/eta_made.h"

#include "domain/eta_way.h"

#define NOW (MADE_BEGIN + 300 * INSTANT_DAY)

static struct spread run, border, errors, wide_errors;

static int learn(void **state)
{
	(void)state;
	made_lognormal(&run, 50, 0.2, NOW);
	made_lognormal(&border, 60, 0.6, NOW);
	made_errors(&errors, 2, NOW);
	made_errors(&wide_errors, 400, NOW);
	return 0;
}

static struct eta_step step_of(enum stretch_kind kind, const struct spread *spread)
{
	return (struct eta_step){
		.stretch = {.kind = kind}, .spread = spread, .scale = 1, .scheduled = INSTANT_NONE};
}

/* A run that has lasted some hours, a border, a run to the destination. */
struct scene {
	struct eta_step steps[3];
	struct eta_box box;
};

static void set(struct scene *s, double hours)
{
	s->steps[0] = step_of(STRETCH_RUN, &run);
	s->steps[1] = step_of(STRETCH_BORDER, &border);
	s->steps[2] = step_of(STRETCH_RUN, &run);
	s->steps[2].goals = 1u << ETA_ARRIVAL | 1u << ETA_DELIVERED;
	s->box = (struct eta_box){.since = NOW - (instant)(hours * (double)HOUR),
		.scheduled = INSTANT_NONE,
		.steps = s->steps,
		.count = 3};
	s->box.heard = s->box.since;
}

static struct eta made(const struct eta_box *box, instant now)
{
	struct arena a = ARENA_INIT;
	struct eta e;

	eta_make(&e, &a, box, now);
	arena_free(&a);
	return e;
}

static struct eta_interval arrival(const struct eta_box *box)
{
	return made(box, NOW).goals[ETA_ARRIVAL];
}

static double hours_between(instant a, instant b)
{
	return (double)(b - a) / (double)HOUR;
}

static double width(const struct eta_box *box)
{
	struct eta_interval e = arrival(box);

	return hours_between(e.from, e.until);
}

static const struct eta_reason *reason(const struct eta *e, enum eta_reason_code code)
{
	for (size_t i = 0; i < e->reason_count; i++)
		if (e->reasons[i].code == code)
			return &e->reasons[i];
	return NULL;
}

static void same_goal_same_time_and_of_others_nothing(void **state)
{
	struct scene s;
	struct eta e;

	(void)state;
	set(&s, 10);
	e = made(&s.box, NOW);
	assert_true(e.goals[ETA_ARRIVAL].known);
	assert_true(e.goals[ETA_ARRIVAL].likely == e.goals[ETA_DELIVERED].likely);
	assert_false(e.goals[ETA_DISCHARGE].asked || e.goals[ETA_AVAILABLE].asked);
	assert_true(e.goals[ETA_ARRIVAL].steps == 3 && e.goals[ETA_ARRIVAL].passings > 1000);
	/* medians of 40, 60 and 50 hours; the sum of skew ones has a later median */
	assert_true(fabs(hours_between(NOW, e.goals[ETA_ARRIVAL].likely) - 156) < 10);
	assert_non_null(reason(&e, ETA_USUAL));
}

static void nothing_is_in_the_past(void **state)
{
	struct chance c = {5};

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct scene s;
		struct eta_told told = {"line", NOW + (instant)(chance_below(&c, 200)) * HOUR - 100 * HOUR,
			NOW - HOUR, &errors};
		struct eta_interval e;

		set(&s, (double)chance_below(&c, 1000));
		s.box.heard += (instant)chance_below(&c, (uint64_t)(NOW - s.box.since) + 1);
		s.box.count = 1 + chance_below(&c, 3);
		s.steps[s.box.count - 1].goals = 1u << ETA_ARRIVAL;
		s.steps[0].told = &told;
		s.steps[0].told_count = chance_below(&c, 2);
		s.steps[0].scheduled = chance_below(&c, 2) ? NOW - 30 * HOUR : INSTANT_NONE;
		run.untold = chance_below(&c, 2) ? 0.3 : 0;
		e = arrival(&s.box);
		run.untold = 0;
		assert_true(e.known);
		assert_true(NOW <= e.from && e.from <= e.likely && e.likely <= e.until);
	}
}

static void longer_on_the_way_is_nearer_until_it_takes_longer_than_usual(void **state)
{
	instant last = INT64_MAX;
	struct eta e;

	(void)state;
	for (int hours = 0; hours <= 40; hours += 5) {
		struct scene s;
		instant likely;

		set(&s, hours);
		likely = arrival(&s.box).likely;
		assert_true(likely < last);
		last = likely;
	}
	for (int hours = 80; hours <= 400; hours += 40) {
		struct scene s;

		set(&s, hours);
		e = made(&s.box, NOW);
		assert_non_null(reason(&e, ETA_LONGER));
		assert_true(e.goals[ETA_ARRIVAL].likely > NOW + 110 * HOUR);
	}
}

/* Heard of when it left and never since, or all the time: it may be further than anybody told, or stuck. */
static void silence_widens(void **state)
{
	double last = 0;

	(void)state;
	run.untold = 0.3;
	for (int hours = 30; hours <= 120; hours += 10) {
		struct scene silent, heard;
		double wide;

		set(&silent, hours);
		set(&heard, hours);
		heard.box.heard = NOW;
		wide = width(&silent.box);
		if (wide <= last || wide <= 1.1 * width(&heard.box))
			fail_msg("silent for %d h: %.1f h wide, was %.1f; heard of: %.1f", hours, wide, last,
				width(&heard.box));
		last = wide;
	}
	run.untold = 0;
}

static void silence_is_told_and_that_it_may_have_come_about(void **state)
{
	struct scene s;
	struct eta e;
	const struct eta_reason *r;

	(void)state;
	run.untold = 0.3;
	set(&s, 55);
	e = made(&s.box, NOW);
	run.untold = 0;
	assert_true(fabs(reason(&e, ETA_SILENT)->amount / HOURS - 55) < 0.01);
	/* 68 % of the runs are over by then: 0.3 x 0.68 against 0.32 */
	r = reason(&e, ETA_UNTOLD);
	assert_non_null(r);
	assert_true(fabs(r->amount - 0.39) < 0.05);
	e = made(&s.box, NOW); /* all is told at once: it cannot have come about */
	assert_null(reason(&e, ETA_UNTOLD));
	/* Or it is told six hours late, on the average: in the last of the hours it may have. */
	run.told_late = 6 * HOURS;
	e = made(&s.box, NOW);
	run.told_late = 0;
	r = reason(&e, ETA_UNTOLD);
	assert_non_null(r);
	assert_true(r->amount > 0.2 && r->amount < 0.45);
}

static void who_was_seldom_wrong_is_believed(void **state)
{
	struct eta_told told[] = {{"line", NOW + 300 * HOUR, NOW - HOUR, &errors}};
	struct scene s;
	struct eta_interval plain, led;

	(void)state;
	set(&s, 10);
	plain = arrival(&s.box);
	s.steps[2].told = told;
	s.steps[2].told_count = 1;
	led = arrival(&s.box);
	assert_true(fabs(hours_between(NOW, led.likely) - 300) < 1);
	assert_true(hours_between(led.from, led.until) < 4);
	told[0].past = &wide_errors;
	led = arrival(&s.box);
	assert_true(fabs(hours_between(plain.likely, led.likely)) < 0.1 * 144);
	assert_true(
		fabs(hours_between(led.from, led.until) / hours_between(plain.from, plain.until) - 1) < 0.15);
}

static void of_one_source_the_latest_counts_in_whatever_order(void **state)
{
	const struct eta_told first = {"line", NOW + 200 * HOUR, NOW - 9 * HOUR, &errors},
			      then = {"line", NOW + 300 * HOUR, NOW - HOUR, &errors},
			      other = {"port", NOW + 290 * HOUR, NOW - 2 * HOUR, &errors};
	const struct eta_told orders[][3] = {
		{first, then, other}, {other, then, first}, {then, first, other}};
	struct eta_interval last = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct scene s;
		struct eta_interval e;

		set(&s, 10);
		s.steps[2].told = orders[i];
		s.steps[2].told_count = 3;
		e = arrival(&s.box);
		assert_true(hours_between(NOW, e.likely) >= 288 && hours_between(NOW, e.likely) <= 301);
		if (i)
			assert_memory_equal(&e, &last, sizeof e);
		last = e;
	}
}

static void what_was_told_and_has_passed_is_not_listened_to(void **state)
{
	struct eta_told told = {"line", NOW - 20 * HOUR, NOW - 90 * HOUR, &errors};
	struct scene s;
	struct eta e;
	instant plain;

	(void)state;
	set(&s, 10);
	plain = arrival(&s.box).likely;
	s.steps[0].told = &told;
	s.steps[0].told_count = 1;
	e = made(&s.box, NOW);
	assert_true(e.goals[ETA_ARRIVAL].likely == plain);
	assert_true(fabs(reason(&e, ETA_TOLD_PAST)->amount / HOURS - 20) < 0.01);
}

/* Told that it arrives in an hour, with two days of running before it. */
static void no_word_makes_a_way_shorter_than_it_can_be(void **state)
{
	struct eta_told told = {"line", NOW + HOUR, NOW - HOUR, &errors};
	struct scene s;

	(void)state;
	set(&s, 10);
	s.steps[2].told = &told;
	s.steps[2].told_count = 1;
	assert_true(arrival(&s.box).from > NOW + 60 * HOUR);
}

/* Onto a train that leaves in 200 hours: what comes before it may take its time. */
static void slack_absorbs_delay(void **state)
{
	struct eta_interval early, late, missed;
	struct scene s;
	struct eta e;

	(void)state;
	set(&s, 10);
	s.steps[1] = step_of(STRETCH_TRANSFER, &run);
	s.steps[1].scheduled = NOW + 200 * HOUR;
	early = arrival(&s.box);
	set(&s, 0);
	s.box.scheduled = s.box.since - 10 * HOUR;
	s.steps[0].scheduled = s.box.scheduled + 50 * HOUR;
	s.steps[1] = step_of(STRETCH_TRANSFER, &run);
	s.steps[1].scheduled = NOW + 200 * HOUR;
	e = made(&s.box, NOW);
	late = e.goals[ETA_ARRIVAL];
	assert_true(early.likely == late.likely);
	assert_true(reason(&e, ETA_LATE)->amount == 10 * HOURS && reason(&e, ETA_LATE)->of == 0);
	s.steps[1].scheduled = NOW + 60 * HOUR;
	missed = arrival(&s.box);
	assert_true(missed.likely < early.likely && missed.likely > NOW + 140 * HOUR);
}

static void the_timetable_moves_with_the_delay_that_is_left(void **state)
{
	struct scene s;
	instant likely;

	(void)state;
	set(&s, 0);
	s.box.scheduled = s.box.since;
	for (int i = 0; i < 3; i++)
		s.steps[i].timetable = &errors;
	s.steps[0].scheduled = NOW + 55 * HOUR;
	s.steps[1].scheduled = NOW + 120 * HOUR;
	s.steps[2].scheduled = NOW + 180 * HOUR;
	likely = arrival(&s.box).likely;
	assert_true(fabs(hours_between(NOW, likely) - 180) < 2);
	s.box.scheduled = s.box.since - 24 * HOUR;
	assert_true(fabs(hours_between(NOW, arrival(&s.box).likely) - 204) < 2);
	s.box.scheduled = s.box.since + 24 * HOUR; /* who is early is not the earlier at the end */
	assert_true(fabs(hours_between(NOW, arrival(&s.box).likely) - 180) < 2);
}

/* Of the border in between nobody knows how long it takes, but of the runs. */
static void a_word_over_an_unknown_step_is_not_before_what_the_known_ones_take(void **state)
{
	struct eta_told told = {"line", NOW + 30 * HOUR, NOW - 200 * HOUR, &errors};
	struct spread few = {.passings = 12};
	struct scene s;

	(void)state;
	set(&s, 10);
	s.steps[1].spread = &few;
	s.steps[2].told = &told;
	s.steps[2].told_count = 1;
	assert_true(fabs(hours_between(NOW, arrival(&s.box).likely) - 90) < 3);
	assert_true(width(&s.box) > 20);
	told.at = NOW + 200 * HOUR;
	assert_true(fabs(hours_between(NOW, arrival(&s.box).likely) - 200) < 3);
}

static void too_little_known_is_no_estimate_and_says_of_what(void **state)
{
	struct spread few = {.passings = 12};
	struct eta_told told = {"line", NOW + 100 * HOUR, NOW - HOUR, &errors};
	struct scene s;
	struct eta e;

	(void)state;
	set(&s, 10);
	s.steps[0].goals = 1u << ETA_DISCHARGE;
	s.steps[1].spread = &few;
	e = made(&s.box, NOW);
	assert_true(e.goals[ETA_DISCHARGE].known);
	assert_true(e.goals[ETA_ARRIVAL].asked && !e.goals[ETA_ARRIVAL].known);
	assert_int_equal(reason(&e, ETA_NO_PAST)->step, 1);
	assert_true(reason(&e, ETA_NO_PAST)->amount == 12 && reason(&e, ETA_NO_PAST)->of == SPREAD_LEAST);
	s.steps[1].told = &told; /* who is known to be right leads over it */
	s.steps[1].told_count = 1;
	e = made(&s.box, NOW);
	assert_true(e.goals[ETA_ARRIVAL].known);
	assert_true(fabs(hours_between(NOW, e.goals[ETA_ARRIVAL].likely) - 150) < 3);
	told.past = NULL; /* of whom nothing is known does not */
	assert_false(arrival(&s.box).known);
	s.box.count = 0;
	e = made(&s.box, NOW);
	assert_non_null(reason(&e, ETA_NO_WAY));
	s.box = (struct eta_box){.since = INSTANT_NONE, .scheduled = INSTANT_NONE, .heard = INSTANT_NONE};
	e = made(&s.box, NOW); /* it stands nowhere */
	assert_non_null(reason(&e, ETA_NO_WAY));
	assert_int_equal(e.reason_count, 1);
}

static void a_pool_is_scaled_and_named(void **state)
{
	struct scene s;
	struct eta e;

	(void)state;
	set(&s, 0);
	s.box.count = 1;
	s.steps[0].goals = 1u << ETA_ARRIVAL;
	s.steps[0].scale = 2.5;
	s.steps[0].pooled = true;
	e = made(&s.box, NOW);
	assert_true(fabs(hours_between(NOW, e.goals[ETA_ARRIVAL].likely) - 125) < 3);
	assert_non_null(reason(&e, ETA_POOLED));
	assert_null(reason(&e, ETA_USUAL));
}

static double share_below(double hours)
{
	return (1 + erf(log(hours / 50) / 0.5 / sqrt(2))) / 2;
}

/* Of thirty trains that passed: the next one lies as often outside of what they span as is said. */
static void few_passings_make_the_interval_as_wide_as_they_must(void **state)
{
	struct chance c = {21};
	double covered = 0;

	(void)state;
	for (int i = 0; i < 400; i++) {
		struct tally_week week = {.week = tally_week_of(NOW) - 2};
		struct spread few;
		struct eta_interval e;
		struct scene s;

		for (int k = 0; k < SPREAD_LEAST; k++)
			tally_add(&week.tally,
				&(struct tally_entry){.seconds = chance_hours(&c, 50, 0.5) * HOURS,
					.passing = (uint32_t)k + 1,
					.told_late = -1});
		assert_true(spread_make(&few, &week, 1, 13, NOW));
		set(&s, 0);
		s.box.count = 1;
		s.steps[0].spread = &few;
		s.steps[0].goals = 1u << ETA_ARRIVAL;
		e = arrival(&s.box);
		covered += share_below(hours_between(NOW, e.until)) - share_below(hours_between(NOW, e.from));
	}
	assert_true(fabs(covered / 400 - ETA_COVERAGE) < 0.015);
}

/* What is known: of how many kinds of stretch, the nearest first. */
struct shelf {
	struct spread few;
	int enough; /* enum stretch_pool from which on there is enough; STRETCH_POOLS: nowhere */
};

static const struct spread *take_down(void *self, const struct stretch *s)
{
	struct shelf *shelf = self;
	int which = s->from[0] ? STRETCH_OWN : s->direction[0] ? STRETCH_CORRIDOR : STRETCH_MODE;

	return which >= shelf->enough ? &run : which == STRETCH_OWN ? &shelf->few : NULL;
}

static const char *itself(void *self, const char *place)
{
	(void)self;
	return place;
}

static const char *country(void *self, const char *place)
{
	(void)self;
	return strcmp(place, "CNLYG") == 0 ? "CN" : "KZ";
}

static double three_thousand(void *self, const char *from, const char *to, enum mode mode)
{
	(void)self, (void)from, (void)to, (void)mode;
	return 3000;
}

static void a_pool_stands_in_where_the_stretch_is_too_little_known(void **state)
{
	static const struct stretch_world world = {NULL, itself, country, NULL, three_thousand};
	struct arena a = ARENA_INIT;

	(void)state;
	for (int enough = STRETCH_OWN; enough <= STRETCH_POOLS; enough++) {
		struct shelf shelf = {.few = {.passings = 7}, .enough = enough};
		const struct eta_past past = {&shelf, take_down};
		struct eta_step s = {.stretch = {STRETCH_RUN, "CNLYG", "KZALA", MODE_RAIL, ""}};

		eta_learn(&s, &a, &world, &past);
		assert_true(s.spread == (enough == STRETCH_POOLS ? &shelf.few : &run));
		assert_int_equal(s.pooled, enough == STRETCH_CORRIDOR || enough == STRETCH_MODE);
		assert_true(s.scale == (s.pooled ? 3 : 1));
	}
	arena_free(&a);
}

/* There he was two days late ten times, anywhere else seldom by much. */
static const struct spread *words_of(void *self, const struct stretch *s)
{
	return strcmp(s->to, "ARRI there") == 0 ? self : s->kind == STRETCH_PLAN ? &errors : NULL;
}

static void few_words_of_a_place_draw_those_of_anywhere_to_themselves(void **state)
{
	struct tally_week week = {.week = tally_week_of(NOW) - 2};
	const struct stretch_world w = {NULL, itself, country, NULL, three_thousand};
	struct eta_way way = {.count = 1, .since = NOW};
	struct arena a = ARENA_INIT;
	struct spread own;
	struct eta_past past = {&own, words_of};
	struct eta_box box;

	(void)state;
	for (uint32_t i = 1; i <= 10; i++)
		tally_add(&week.tally,
			&(struct tally_entry){.seconds = 48 * HOURS, .passing = i, .told_late = -1});
	assert_false(spread_make(&own, &week, 1, 13, NOW));
	way.steps[0] = (struct eta_way_step){.stretch = {STRETCH_RUN, "here", "there", MODE_RAIL, ""},
		.alone = true,
		.plan = {
			{STRETCH_PLAN, "line", "ARRI there", MODE_RAIL, "3d"}, "line", NOW + 60 * HOUR, NOW}};
	box = eta_way_box(&way, &a, &w, &past);
	assert_true(spread_usable(box.steps[0].timetable));
	assert_true(fabs(spread_below(box.steps[0].timetable, 24 * HOURS) - 0.5) < 0.02);
	arena_free(&a);
}

static void a_rising_queue_is_told(void **state)
{
	struct scene s;
	struct eta e;

	(void)state;
	set(&s, 0);
	border.rising = 1.5;
	e = made(&s.box, NOW);
	border.rising = 0;
	assert_int_equal(reason(&e, ETA_RISING)->step, 1);
	assert_true(reason(&e, ETA_RISING)->amount == 1.5);
}

/* As the clock runs the shown one stays, until it would be wrong by more than it says of itself. */
static void what_is_shown_does_not_go_to_and_fro(void **state)
{
	struct eta_made history[60], shuffled[60];
	const struct eta_made *stands;
	struct chance c = {9};
	int changes = 0;

	(void)state;
	for (int i = 0; i < 60; i++) {
		instant noise = (instant)chance_below(&c, 120) * 60 * INSTANT_SECOND - HOUR;
		instant likely = NOW + 300 * HOUR + noise + (i >= 40 ? 30 * HOUR : 0);

		history[i] = (struct eta_made){NOW + i * HOUR, {.asked = true,
								       .known = true,
								       .likely = likely,
								       .from = likely - 20 * HOUR,
								       .until = likely + 20 * HOUR}};
	}
	for (int i = 1; i <= 60; i++) {
		struct eta_made so_far[60];
		static instant shown;

		memcpy(so_far, history, sizeof so_far);
		stands = eta_standing(so_far, (size_t)i);
		changes += stands->interval.likely != shown;
		shown = stands->interval.likely;
	}
	assert_int_equal(changes, 2); /* the first, and the delay */
	memcpy(shuffled, history, sizeof shuffled);
	for (size_t i = 59; i > 0; i--) {
		size_t k = chance_below(&c, i + 1);
		struct eta_made kept = shuffled[i];

		shuffled[i] = shuffled[k];
		shuffled[k] = kept;
	}
	stands = eta_standing(shuffled, 60);
	assert_true(stands->at == NOW + 40 * HOUR);
	assert_null(eta_standing(shuffled, 0));
}

static void what_is_shown_follows_what_it_must(void **state)
{
	const struct eta_interval stands = {.asked = true,
		.known = true,
		.likely = NOW + 100 * HOUR,
		.from = NOW + 90 * HOUR,
		.until = NOW + 110 * HOUR};
	static const struct {
		int likely, from, until;
		bool known, moved;
		int later;
	} rows[] = {
		{100, 90, 110, true, false, 0}, {105, 95, 115, true, false, 0},
		{106, 96, 116, true, true, 0},                               /* an hour and a quarter of 20 */
		{94, 84, 104, true, true, 0}, {100, 80, 111, true, true, 0}, /* half as wide again */
		{100, 94, 107, true, true, 0}, {100, 90, 110, false, true, 0},
		{101, 91, 111, true, true, 101}, /* what is shown has passed */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct eta_interval fresh = {.asked = true,
			.known = rows[i].known,
			.likely = NOW + rows[i].likely * HOUR,
			.from = NOW + rows[i].from * HOUR,
			.until = NOW + rows[i].until * HOUR};

		if (eta_moved(&stands, &fresh, NOW + rows[i].later * HOUR) != rows[i].moved)
			fail_msg("row %zu", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_goal_same_time_and_of_others_nothing),
		cmocka_unit_test(nothing_is_in_the_past),
		cmocka_unit_test(longer_on_the_way_is_nearer_until_it_takes_longer_than_usual),
		cmocka_unit_test(silence_widens),
		cmocka_unit_test(silence_is_told_and_that_it_may_have_come_about),
		cmocka_unit_test(who_was_seldom_wrong_is_believed),
		cmocka_unit_test(of_one_source_the_latest_counts_in_whatever_order),
		cmocka_unit_test(what_was_told_and_has_passed_is_not_listened_to),
		cmocka_unit_test(no_word_makes_a_way_shorter_than_it_can_be),
		cmocka_unit_test(slack_absorbs_delay),
		cmocka_unit_test(the_timetable_moves_with_the_delay_that_is_left),
		cmocka_unit_test(a_word_over_an_unknown_step_is_not_before_what_the_known_ones_take),
		cmocka_unit_test(too_little_known_is_no_estimate_and_says_of_what),
		cmocka_unit_test(a_pool_is_scaled_and_named),
		cmocka_unit_test(few_passings_make_the_interval_as_wide_as_they_must),
		cmocka_unit_test(a_pool_stands_in_where_the_stretch_is_too_little_known),
		cmocka_unit_test(few_words_of_a_place_draw_those_of_anywhere_to_themselves),
		cmocka_unit_test(a_rising_queue_is_told),
		cmocka_unit_test(what_is_shown_does_not_go_to_and_fro),
		cmocka_unit_test(what_is_shown_follows_what_it_must),
	};

	return cmocka_run_group_tests(tests, learn, NULL);
}
