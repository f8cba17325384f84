/* What listeners were told lately: each change once, from wherever one has come to, or the word that the
 * database must be asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/tellings.h"

#include <stdio.h>
#include <string.h>

static struct tellings tellings;

static int let_go(void **state)
{
	(void)state;
	tellings_end(&tellings);
	return 0;
}

/* A change up to a point: one box for each viewer that is named; "-" before a viewer: nothing for that one.
 */
static void told(uint64_t until, const char *const *viewers, size_t n)
{
	static const char *boxes[] = {"CSQU3054383"}, *places[] = {"CNLYG"};
	struct change_view views[4] = {{0}};
	struct changes c = {.until = until, .views = views, .count = n};

	for (size_t i = 0; i < n; i++) {
		bool nothing = viewers[i][0] == '-';

		views[i] = (struct change_view){viewers[i] + nothing, nothing ? 0 : 1, boxes, places,
			nothing ? 0 : 1, nothing ? 0 : 1, false};
	}
	tellings_add(&tellings, &c);
}

#define TOLD(until, ...)                                                                                     \
	told(until, (const char *const[]){__VA_ARGS__}, sizeof(const char *[]){__VA_ARGS__} / sizeof(char *))

static enum tellings_next next(const char *viewer, uint64_t *point)
{
	struct saying *s = NULL;
	enum tellings_next found = tellings_next(&tellings, viewer, point, &s);

	assert_true((s != NULL) == (found == TELL_THIS));
	if (s) {
		char id[32];

		snprintf(id, sizeof id, "id: %016llx\n", (unsigned long long)*point);
		assert_memory_equal(s->bytes, id, strlen(id));
	}
	saying_let_go(s);
	return found;
}

static void each_change_is_told_once_and_in_order(void **state)
{
	uint64_t point = 100;

	(void)state;
	assert_int_equal(next("", &point), TELL_BEHIND); /* nothing is known yet */
	tellings_begin(&tellings, 100);
	assert_int_equal(next("", &point), TELL_NOTHING);
	TOLD(105, "", "P");
	TOLD(105, "", "P"); /* nothing new is over */
	TOLD(110, "", "-P");
	assert_int_equal(next("", &point), TELL_THIS);
	assert_int_equal(point, 105);
	assert_int_equal(next("", &point), TELL_THIS);
	assert_int_equal(point, 110);
	assert_int_equal(next("", &point), TELL_NOTHING);
	point = 100;
	assert_int_equal(next("P", &point), TELL_THIS);
	assert_int_equal(point, 105);
	assert_int_equal(next("P", &point), TELL_NOTHING);
	assert_int_equal(point, 110);
}

static void who_is_not_between_start_and_head_is_behind(void **state)
{
	static const struct {
		const char *viewer;
		uint64_t point;
		enum tellings_next found;
	} rows[] = {
		{"", 99, TELL_BEHIND},   /* before all */
		{"", 100, TELL_THIS},    /* the start */
		{"", 103, TELL_BEHIND},  /* in the middle of a change */
		{"", 110, TELL_NOTHING}, /* head */
		{"", 111, TELL_BEHIND},  /* beyond: another daemon's, or none */
		{"Q", 100, TELL_BEHIND}, /* nobody asked for that one then */
		{"Q", 105, TELL_THIS},
	};

	(void)state;
	tellings_begin(&tellings, 100);
	TOLD(105, "");
	TOLD(110, "", "Q");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t point = rows[i].point;

		if (next(rows[i].viewer, &point) != rows[i].found)
			fail_msg("'%s' at %llu", rows[i].viewer, (unsigned long long)rows[i].point);
	}
}

static void the_oldest_is_forgotten_and_who_stood_there_is_behind(void **state)
{
	uint64_t point = 100;

	(void)state;
	tellings_begin(&tellings, 100);
	for (uint64_t i = 1; i <= TELLINGS + 2; i++)
		TOLD(100 + i, "");
	assert_int_equal(tellings.count, TELLINGS);
	assert_int_equal(next("", &point), TELL_BEHIND);
	point = 102;
	for (int i = 0; i < TELLINGS; i++)
		assert_int_equal(next("", &point), TELL_THIS);
	assert_int_equal(next("", &point), TELL_NOTHING);
	assert_int_equal(point, 100 + TELLINGS + 2);
}

static void too_much_at_once_leaves_everybody_behind(void **state)
{
	struct changes c = {.until = 200, .too_many = true};
	uint64_t point = 105;

	(void)state;
	tellings_begin(&tellings, 100);
	TOLD(105, "");
	tellings_add(&tellings, &c);
	assert_int_equal(next("", &point), TELL_BEHIND);
	point = 200;
	assert_int_equal(next("", &point), TELL_NOTHING);
}

static void a_feed_that_went_back_is_another_one(void **state)
{
	struct changes c = {.until = 90};
	uint64_t point = 105;

	(void)state;
	tellings_begin(&tellings, 100);
	TOLD(105, "");
	tellings_add(&tellings, &c);
	assert_int_equal(next("", &point), TELL_BEHIND);
	point = 90;
	TOLD(95, "");
	assert_int_equal(next("", &point), TELL_THIS);
	assert_int_equal(point, 95);
}

static void points_are_read_as_they_are_told(void **state)
{
	static const struct {
		const char *id;
		uint64_t point;
	} rows[] = {
		{"0000000000000001", 1},
		{"00000000000002ea", 746},
		{"ffffffffffffffff", UINT64_MAX},
		{"0000000000000000", 0},
		{"00000000000002EA", 0},
		{"2ea", 0},
		{"", 0},
		{"00000000000002ea0", 0},
		{" 0000000000002ea", 0},
		{"-0000000000002ea", 0},
		{"0x000000000002ea", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (point_read(rows[i].id) != rows[i].point)
			fail_msg("%s", rows[i].id);
}

static void a_saying_is_an_event_as_browsers_read_it(void **state)
{
	static const char *boxes[] = {"A", "B"}, *places[] = {"CNLYG"};
	struct change_view v = {"", 3, boxes, places, 2, 1, true};
	static const char expected[] =
		"id: 0000000000000010\nevent: events\ndata: "
		"{\"containers\":[\"A\",\"B\"],\"more\":true,\"places\":[\"CNLYG\"],\"count\":3}\n\n";
	struct saying *s = saying_of_changes(&v, 16);

	(void)state;
	assert_int_equal(s->length, strlen(expected));
	assert_memory_equal(s->bytes, expected, s->length);
	saying_let_go(s);
	v.events = 0;
	assert_null(saying_of_changes(&v, 16));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(each_change_is_told_once_and_in_order, let_go),
		cmocka_unit_test_teardown(who_is_not_between_start_and_head_is_behind, let_go),
		cmocka_unit_test_teardown(the_oldest_is_forgotten_and_who_stood_there_is_behind, let_go),
		cmocka_unit_test_teardown(too_much_at_once_leaves_everybody_behind, let_go),
		cmocka_unit_test_teardown(a_feed_that_went_back_is_another_one, let_go),
		cmocka_unit_test_teardown(points_are_read_as_they_are_told, let_go),
		cmocka_unit_test_teardown(a_saying_is_an_event_as_browsers_read_it, let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
