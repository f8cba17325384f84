/* Parts of a hub, and how long boxes have stood there. */
#include "domain/hub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_facility_says_which_part_and_else_the_place(void **state)
{
	static const struct {
		const char *type, *kinds, *area;
	} rows[] = {
		{"POTE", "port rail road city", "port"}, {"RAMP", "port rail road city", "rail-yard"},
		{"INTE", NULL, "rail-yard"}, {"BOCR", "border", "rail-yard"},
		{"DEPO", "port rail road city", "park"}, {"COFS", "port", "park"}, {"CLOC", "city", "other"},
		{NULL, "port rail road city", "port"}, {NULL, "rail road dry-port", "park"},
		{NULL, "rail border gauge-change", "rail-yard"}, {NULL, "rail", "rail-yard"},
		{NULL, "road city airport", "other"}, {NULL, NULL, "other"}, {"CLOC", "port", "port"},
		{NULL, "airport", "other"}, /* no port */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(hub_area_words[hub_area_of(rows[i].type, rows[i].kinds)], rows[i].area);
}

static void an_age_ends_where_its_days_do(void **state)
{
	static const instant now = 1000 * INSTANT_DAY;
	static const struct {
		int64_t ago;
		const char *age;
	} rows[] = {
		{-INSTANT_DAY, "1d"},
		{0, "1d"},
		{INSTANT_DAY - 1, "1d"},
		{INSTANT_DAY, "3d"},
		{3 * INSTANT_DAY - 1, "3d"},
		{3 * INSTANT_DAY, "7d"},
		{7 * INSTANT_DAY, "14d"},
		{14 * INSTANT_DAY - 1, "14d"},
		{14 * INSTANT_DAY, "older"},
		{900 * INSTANT_DAY, "older"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(hub_age_words[hub_age_of(now - rows[i].ago, now)], rows[i].age);
	assert_int_equal(hub_age_of(INSTANT_NONE, now), AGE_OLDER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_facility_says_which_part_and_else_the_place),
		cmocka_unit_test(an_age_ends_where_its_days_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
