/* A listener that rests: what it is told when there may be something for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/streams.h"

#include <string.h>

static int resumed;

/* Instead of the library's. */
void MHD_resume_connection(struct MHD_Connection *c)
{
	(void)c;
	resumed++;
}

static struct streams streams;

static int start(void **state)
{
	(void)state;
	memset(&streams, 0, sizeof streams);
	streams_init(&streams, NULL, 10, 15000, 1000);
	tellings_begin(&streams.tellings, 100);
	resumed = 0;
	return 0;
}

static int stop(void **state)
{
	(void)state;
	streams_free(&streams);
	return 0;
}

static void tell(uint64_t until)
{
	static const char *boxes[] = {"CSQU3054383"}, *places[] = {"CNLYG"};
	struct change_view view = {"", 1, boxes, places, 1, 1, false};
	struct changes c = {.until = until, .views = &view, .count = 1};

	tellings_add(&streams.tellings, &c);
}

static struct listener at(uint64_t point)
{
	return (struct listener){
		.viewer = "", .point = point, .greeted = true, .parked = true, .beat_ms = INT64_MAX};
}

static void one_that_was_behind_and_is_told_from_memory_is_behind_no_more(void **state)
{
	struct listener l = at(100);

	(void)state;
	l.behind = true; /* it came from another daemon that was a moment ahead, and the database was away */
	tell(105);
	stream_stir(&streams, &l);
	assert_non_null(l.saying);
	assert_int_equal(l.point, 105);
	assert_false(l.behind); /* else what it is told of the database would take the place of this */
	assert_int_equal(resumed, 1);
	saying_let_go(l.saying);
}

static void one_that_memory_has_nothing_for_asks_for_the_database(void **state)
{
	struct listener l = at(99);

	(void)state;
	tell(105);
	stream_stir(&streams, &l);
	assert_null(l.saying);
	assert_true(l.behind && l.parked && streams.asked);
	assert_int_equal(resumed, 0);
}

static void one_whose_key_was_revoked_is_woken_and_told_nothing(void **state)
{
	struct listener l = at(100);

	(void)state;
	l.ended = true;
	tell(105);
	stream_stir(&streams, &l);
	assert_null(l.saying);
	assert_false(l.parked);
	assert_int_equal(resumed, 1);
	assert_int_equal(streams.told, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			one_that_was_behind_and_is_told_from_memory_is_behind_no_more, start, stop),
		cmocka_unit_test_setup_teardown(
			one_that_memory_has_nothing_for_asks_for_the_database, start, stop),
		cmocka_unit_test_setup_teardown(
			one_whose_key_was_revoked_is_woken_and_told_nothing, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
