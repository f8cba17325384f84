/* How good estimates were: figures that can be checked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/eta_score.h"

#include <math.h>
#include <string.h>

#define AT(hours) ((INT64_C(1781481600) + (hours)*3600) * INSTANT_SECOND)

/* Asked `lead` hours before hour 1000, off by so many hours, with that much on each side. */
static struct eta_asked row(const char *corridor, int lead, int off, int side)
{
	return (struct eta_asked){.corridor = corridor,
		.goal = ETA_ARRIVAL,
		.asked = AT(1000 - lead),
		.happened = AT(1000),
		.estimate = {.asked = true,
			.known = true,
			.likely = AT(1000 + off),
			.from = AT(1000 + off - side),
			.until = AT(1000 + off + side)},
		.booked = INSTANT_NONE,
		.scheduled = INSTANT_NONE,
		.told = INSTANT_NONE,
		.lane = INSTANT_NONE};
}

static const struct eta_score *line(
	const struct eta_score *lines, size_t n, const char *corridor, enum eta_goal goal, int lead)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].goal == goal && lines[i].lead == lead && !lines[i].corridor == !corridor &&
			(!corridor || strcmp(lines[i].corridor, corridor) == 0))
			return &lines[i];
	return NULL;
}

/* Of all of the goal. */
static const struct eta_score *whole(struct arena *a, const struct eta_asked *rows, size_t n)
{
	struct eta_score *lines;
	size_t count = eta_score(a, rows, n, &lines);

	return &lines[count - 1];
}

static double hours(double seconds)
{
	return seconds / 3600;
}

static void errors_and_coverage_are_those_of_the_rows(void **state)
{
	struct eta_asked rows[10];
	struct arena a = ARENA_INIT;
	struct eta_score *lines;
	const struct eta_score *s;
	size_t n;

	(void)state;
	for (int i = 0; i < 10; i++) /* off by 1, -2, 3 ... -10 hours, six to each side */
		rows[i] = row("kz", 100, i % 2 ? -(i + 1) : i + 1, 6);
	n = eta_score(&a, rows, 10, &lines);
	assert_int_equal(n, 4); /* kz and all, 7d and all */
	s = line(lines, n, "kz", ETA_ARRIVAL, 3);
	assert_non_null(s);
	assert_int_equal(s->n, 10);
	assert_true(hours(s->error) == 5.5 && hours(s->error_90) == 9);
	assert_true(s->covered == 0.6 && hours(s->width) == 12);
	assert_null(lines[n - 1].corridor);
	assert_int_equal(lines[n - 1].lead, STRETCH_LEADS);
	arena_free(&a);
}

static void corridors_leads_and_goals_stand_apart(void **state)
{
	static const int leads[] = {5, 6, 24, 72, 168, 336};
	struct eta_asked rows[13];
	struct arena a = ARENA_INIT;
	struct eta_score *lines;
	size_t n;

	(void)state;
	for (int i = 0; i < 6; i++) {
		rows[i] = row("kz", leads[i], 1, 2);
		rows[6 + i] = row("de", leads[i], 3, 2);
	}
	rows[12] = row("de", 5, 7, 2);
	rows[12].goal = ETA_DELIVERED;
	n = eta_score(&a, rows, 13, &lines);
	for (int i = 0; i < 6; i++) {
		assert_int_equal(line(lines, n, "kz", ETA_ARRIVAL, i)->n, 1);
		assert_true(hours(line(lines, n, NULL, ETA_ARRIVAL, i)->error) == 2);
	}
	assert_true(hours(line(lines, n, "de", ETA_ARRIVAL, STRETCH_LEADS)->error) == 3);
	assert_int_equal(line(lines, n, NULL, ETA_ARRIVAL, STRETCH_LEADS)->n, 12);
	assert_true(hours(line(lines, n, NULL, ETA_DELIVERED, STRETCH_LEADS)->error) == 7);
	assert_int_equal(eta_score(&a, rows, 0, &lines), 0);
	arena_free(&a);
}

/* Ours is compared on the rows that the other has too. */
static void others_are_held_against_the_same_rows(void **state)
{
	struct eta_asked rows[] = {row("kz", 10, 2, 1), row("kz", 10, 4, 1), row("kz", 10, 30, 1)};
	struct arena a = ARENA_INIT;
	const struct eta_score *s;

	(void)state;
	rows[0].scheduled = AT(990);
	rows[1].scheduled = AT(1020);
	rows[0].booked = AT(960);
	rows[2].lane = AT(1001);
	rows[2].told = AT(1012);
	s = whole(&a, rows, 3);
	assert_int_equal(s->timetable.n, 2);
	assert_true(hours(s->timetable.error) == 15 && hours(s->timetable.own) == 3);
	assert_int_equal(s->booked.n, 1);
	assert_true(hours(s->booked.error) == 40 && hours(s->booked.own) == 2);
	assert_int_equal(s->told.n, 1);
	assert_true(hours(s->told.error) == 12 && hours(s->told.own) == 30);
	assert_int_equal(s->lane.n, 1);
	assert_true(hours(s->lane.error) == 1 && hours(s->lane.own) == 30);
	arena_free(&a);
}

static void what_was_not_estimated_is_counted_apart_and_the_past_not_at_all(void **state)
{
	struct eta_asked rows[] = {row("kz", 10, 2, 1), row("kz", 10, 4, 1), row("kz", -5, 9, 1)};
	struct arena a = ARENA_INIT;
	const struct eta_score *s;

	(void)state;
	rows[1].estimate.known = false;
	s = whole(&a, rows, 3);
	assert_int_equal(s->n, 1);
	assert_int_equal(s->unknown, 1);
	assert_true(hours(s->error) == 2 && hours(s->error_90) == 2);
	s = whole(&a, &rows[1], 1);
	assert_true(s->n == 0 && s->error == 0 && s->covered == 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_and_coverage_are_those_of_the_rows),
		cmocka_unit_test(corridors_leads_and_goals_stand_apart),
		cmocka_unit_test(others_are_held_against_the_same_rows),
		cmocka_unit_test(what_was_not_estimated_is_counted_apart_and_the_past_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
