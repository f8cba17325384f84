/* By which places one comes from here to there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/way_made.h"

#include <math.h>

static const char *told(struct arena *a, struct passages *p, const char *from, const char *to, enum mode by)
{
	const struct passage_point *points;
	size_t n = passages_find(p, from, to, by, &points);
	const char *s = "";

	for (size_t i = 0; i < n; i++)
		s = arena_printf(
			a, "%s%s%s", s, i ? points[i].by == MODE_RAIL ? " - " : " ~ " : "", points[i].place);
	return s;
}

static void the_way_goes_over_the_places_of_the_corridors_by_that_mode_or_by_any(void **state)
{
	static const struct {
		const char *from, *to;
		enum mode by;
		const char *way;
	} rows[] = {
		{"CNLYG", "KZALA", MODE_RAIL, "CNLYG - CNSIA - CNAKL - KZDOS - KZALA"},
		{"KZALA", "CNSIA", MODE_RAIL, "KZALA - KZDOS - CNAKL - CNSIA"},
		{"CNLYG", "AZTOV", MODE_RAIL, ""},
		{"KZALA", "AZTOV", MODE_UNKNOWN, "KZALA - KZAAU ~ AZBAK - AZTOV"},
		{"JPOSA", "CNLYG", MODE_VESSEL, "JPOSA ~ CNLYG"},
		{"CNLYG", "CNLYG", MODE_RAIL, ""},
		{"CNLYG", "NLRTM", MODE_RAIL, ""},
	};
	struct arena a = ARENA_INIT;
	struct passages *p = made_passages(&a);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int again = 0; again < 2; again++)
			assert_string_equal(told(&a, p, rows[i].from, rows[i].to, rows[i].by), rows[i].way);
	arena_free(&a);
}

static void it_is_as_long_as_the_line_with_its_bends_else_as_the_crow_flies(void **state)
{
	struct arena a = ARENA_INIT;
	struct passages *p = made_passages(&a);
	double line = passages_km(p, "CNSIA", "CNAKL", MODE_RAIL),
	       crow = passages_km(p, "CNSIA", "AZTOV", MODE_RAIL);

	(void)state;
	assert_true(line > 2400 && line < 2700);
	assert_true(crow > 5000 && crow < 5600);
	assert_true(passages_km(p, "CNSIA", "NLRTM", MODE_RAIL) == 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_way_goes_over_the_places_of_the_corridors_by_that_mode_or_by_any),
		cmocka_unit_test(it_is_as_long_as_the_line_with_its_bends_else_as_the_crow_flies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
