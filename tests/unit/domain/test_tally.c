/* Counts of how long things took: they add up, whatever is counted first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "domain/tally.h"

#include <math.h>
#include <string.h>

#define HOUR 3600.0

static struct tally_entry any(struct chance *c)
{
	return (struct tally_entry){.seconds = (double)chance_below(c, 40 * 24 * 3600) - 20 * 24 * HOUR,
		.running = chance_below(c, 4) == 0,
		.passing = (uint32_t)chance_below(c, 200) * UINT32_C(0x9E3779B1) + 1,
		.told_late = (double)chance_below(c, 7200) - 600};
}

static void parts_in_any_order_add_up_to_the_whole(void **state)
{
	static struct tally whole, one, other, merged, back;
	struct tally_entry entries[500];
	struct chance c = {1};

	(void)state;
	for (int i = 0; i < 500; i++)
		entries[i] = any(&c);
	for (int i = 0; i < 500; i++)
		tally_add(&whole, &entries[i]);
	for (int i = 499; i >= 0; i--)
		tally_add(i % 3 ? &one : &other, &entries[i]);
	one.untold = 3;
	other.untold = 4;
	whole.untold = 7;
	merged = one;
	tally_merge(&merged, &other);
	back = other;
	tally_merge(&back, &one);
	assert_memory_equal(&merged, &whole, sizeof whole);
	assert_memory_equal(&back, &whole, sizeof whole);
}

static void what_is_taken_out_again_was_never_there(void **state)
{
	static struct tally t, kept;
	struct tally_entry entries[200];
	struct chance c = {9};

	(void)state;
	for (int i = 0; i < 200; i++) {
		entries[i] = any(&c);
		tally_add(&t, &entries[i]);
		if (i % 3)
			tally_add(&kept, &entries[i]);
	}
	for (int i = 198; i >= 0; i -= 3)
		tally_take_out(&t, &entries[i]);
	assert_memory_equal(&t, &kept, sizeof t);
}

/* Counted by when it began: how long it has lasted is known to who looks. */
static void what_still_goes_on_ages(void **state)
{
	static struct tally_week w, before;

	(void)state;
	before.week = 2900;
	before.tally.began[10] = 4;
	for (int hours = 20; hours < 2000; hours *= 2) {
		double lasted = (hours - 0.5) * HOUR;

		w = before;
		tally_age(
			&w, tally_week_begins(2900) + (10 + hours) * 3600 * INSTANT_SECOND, 60 * INSTANT_DAY);
		assert_int_equal(w.tally.running[tally_class(lasted)], hours < 1440 ? 4 : 0);
		assert_int_equal(w.tally.untold, hours < 1440 ? 0 : 4);
	}
}

static void a_class_holds_what_lies_between_its_edges_and_is_two_per_cent_wide(void **state)
{
	static const double seconds[] = {0, 1, 59, 3600, 86400, 9.9 * 86400, 169 * 86400, -1, -3600, -9e5};

	(void)state;
	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
		int class = tally_class(seconds[i]);
		double width = tally_edge(class + 1) - tally_edge(class);

		assert_true(tally_edge(class) <= seconds[i] && seconds[i] <= tally_edge(class + 1));
		if (width > 0.023 * (900 + fabs(seconds[i])))
			fail_msg("%.0f s lies in a class of %.0f s", seconds[i], width);
	}
	assert_int_equal(tally_class(1e12), TALLY_CLASSES - 1);
	assert_int_equal(tally_class(-1e12), 0);
}

static void the_boxes_of_a_train_are_one_passing(void **state)
{
	static struct tally t;

	(void)state;
	for (int box = 0; box < 50; box++)
		tally_add(&t, &(struct tally_entry){.seconds = HOUR, .passing = tally_passing("TRAIN:1", 0)});
	assert_true(tally_passings(&t) == 1);
	tally_add(&t, &(struct tally_entry){
			      .seconds = HOUR, .running = true, .passing = tally_passing("TRAIN:2", 0)});
	assert_true(tally_passings(&t) == 1); /* it has not passed */
	tally_add(&t, &(struct tally_entry){.seconds = HOUR, .passing = tally_passing("TRAIN:2", 0)});
	assert_true(tally_passings(&t) == 2);
}

static void few_passings_are_counted_and_many_are_known_about(void **state)
{
	(void)state;
	for (int n = 1; n < 20000; n *= 3) {
		static struct tally t;
		double passings;

		memset(&t, 0, sizeof t);
		for (int i = 0; i < n; i++)
			tally_add(&t, &(struct tally_entry){.seconds = HOUR,
					      .passing = tally_passing("CSQU3054383", i * INSTANT_SECOND)});
		passings = tally_passings(&t);
		if (n < TALLY_PASSINGS ? passings != n : fabs(passings / n - 1) > 0.3)
			fail_msg("%d: %.0f", n, passings);
	}
}

static void weeks_begin_on_monday(void **state)
{
	static const struct civil sunday = {2026, 6, 14, 23, 59, 59, 999999},
				  monday = {2026, 6, 15, 0, 0, 0, 0};
	instant before = civil_to_instant(&sunday, 0), after = civil_to_instant(&monday, 0);

	(void)state;
	assert_int_equal(tally_week_of(before) + 1, tally_week_of(after));
	assert_true(tally_week_begins(tally_week_of(after)) == after);
	assert_int_equal(tally_week_of(0), 0);
	assert_int_equal(tally_week_of(-4 * INSTANT_DAY), -1);
}

static void bytes_are_read_back_and_others_are_refused(void **state)
{
	static struct tally t, back;
	struct text bytes = TEXT_INIT;
	struct chance c = {6};

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct tally_entry e = any(&c);

		tally_add(&t, &e);
	}
	for (int i = 0; i < TALLY_HOURS; i += 5)
		t.began[i] = (uint32_t)chance_below(&c, 300);
	t.untold = UINT32_MAX;
	t.told_late = INT64_MAX;
	tally_write(&bytes, &t);
	assert_true(tally_read(bytes.bytes, bytes.length, &back));
	assert_memory_equal(&back, &t, sizeof t);
	for (size_t n = 0; n < 200; n++) /* without its end it lacks passings */
		assert_false(tally_read(bytes.bytes, n, &back));
	for (int i = 0; i < 20000; i++) { /* whatever stands there, nothing breaks */
		size_t at = chance_below(&c, bytes.length);
		char kept = bytes.bytes[at];

		bytes.bytes[at] = (char)chance_next(&c);
		if (tally_read(bytes.bytes, bytes.length, &back))
			assert_true(tally_passings(&back) >= 0);
		bytes.bytes[at] = kept;
	}
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_in_any_order_add_up_to_the_whole),
		cmocka_unit_test(what_is_taken_out_again_was_never_there),
		cmocka_unit_test(what_still_goes_on_ages),
		cmocka_unit_test(a_class_holds_what_lies_between_its_edges_and_is_two_per_cent_wide),
		cmocka_unit_test(the_boxes_of_a_train_are_one_passing),
		cmocka_unit_test(few_passings_are_counted_and_many_are_known_about),
		cmocka_unit_test(weeks_begin_on_monday),
		cmocka_unit_test(bytes_are_read_back_and_others_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
