/* What a box teaches, as lines: counted in once, counted out when it is taught otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "domain/lesson.h"

#include <string.h>

#define DAY0 (20454 * INSTANT_DAY)
#define HOUR (3600 * INSTANT_SECOND)
#define MOST 60

static struct stretch_seen any(struct chance *c)
{
	static const char *const places[] = {"CNLYG", "ALASHANKOU", "DEDUI", "KGALA"};
	struct stretch_seen s = {.began = DAY0 + (instant)chance_below(c, 5000) * 600 * INSTANT_SECOND};

	s.stretch = (struct stretch){(enum stretch_kind)chance_below(c, STRETCH_KINDS),
		places[chance_below(c, 4)], places[chance_below(c, 4)], MODE_RAIL,
		chance_below(c, 2) ? "CN-KZ" : ""};
	s.entry.told_late = -1;
	switch (chance_below(c, 4)) {
	case 0:
		s.untold = true;
		break;
	case 1:
		s.entry.running = true;
		break;
	default:
		s.entry.seconds = (double)chance_below(c, 900000) - 200000;
		s.entry.passing = (uint32_t)chance_below(c, 30) + 1;
		if (chance_below(c, 2))
			s.entry.told_late = (double)chance_below(c, 9000);
	}
	return s;
}

/* By one tally a kind: what does not belong together is told apart by its lines. */
static void count(struct tally *tallies, const struct lesson *lessons, size_t n)
{
	for (size_t i = 0; i < n; i++)
		stretch_count(&tallies[lessons[i].seen.stretch.kind], &lessons[i].seen, 1, lessons[i].sign);
}

static const char *text(struct arena *a, const struct stretch_seen *seen, size_t n)
{
	struct text out = TEXT_INIT;
	const char *s;

	lessons_write(&out, a, seen, n);
	s = arena_strdup(a, text_string(&out));
	text_free(&out);
	return s;
}

static void what_is_counted_is_what_is_taught_now_however_it_came_about(void **state)
{
	static struct tally tallies[STRETCH_KINDS], whole[STRETCH_KINDS];
	struct stretch_seen seen[MOST];
	struct arena a = ARENA_INIT;
	struct chance c = {4};
	struct lesson *lessons;
	const char *before = "";

	(void)state;
	for (int i = 0; i < MOST; i++)
		seen[i] = any(&c);
	for (int turn = 0; turn < 200; turn++) { /* some go, some come, in any order */
		size_t n = chance_below(&c, MOST);
		const char *now;

		for (size_t k = 0; k < 5; k++) {
			size_t at = chance_below(&c, MOST), to = chance_below(&c, MOST);
			struct stretch_seen other = seen[at];

			seen[at] = chance_below(&c, 3) ? seen[to] : any(&c);
			seen[to] = other;
		}
		now = text(&a, seen, n);
		count(tallies, lessons, lessons_between(&a, before, now, &lessons));
		memset(whole, 0, sizeof whole);
		count(whole, lessons, lessons_between(&a, "", now, &lessons));
		assert_memory_equal(tallies, whole, sizeof whole);
		assert_int_equal(lessons_between(&a, now, now, &lessons), 0);
		before = now;
	}
	arena_free(&a);
}

static void the_same_is_written_in_any_order_and_read_back(void **state)
{
	struct stretch_seen seen[3], back[3];
	struct arena a = ARENA_INIT;
	struct chance c = {8};
	struct lesson *lessons;
	const char *one;

	(void)state;
	for (int i = 0; i < 3; i++)
		back[2 - i] = seen[i] = any(&c);
	one = text(&a, seen, 3);
	assert_string_equal(one, text(&a, back, 3));
	assert_int_equal(lessons_between(&a, "", one, &lessons), 3);
	for (int i = 0; i < 3; i++)
		seen[i] = lessons[i].seen;
	assert_string_equal(one, text(&a, seen, 3));
	arena_free(&a);
}

static void a_name_that_is_no_line_s_and_a_line_that_is_none_of_ours_teach_nothing(void **state)
{
	struct stretch_seen odd = {
		.stretch = {STRETCH_ESTIMATE, "A\tB", "ARRI", MODE_RAIL, "1d"}, .began = DAY0};
	struct arena a = ARENA_INIT;
	struct lesson *lessons;

	(void)state;
	assert_string_equal(text(&a, &odd, 1), "");
	odd.stretch.from = "A\nB";
	assert_string_equal(text(&a, &odd, 1), "");
	assert_int_equal(
		lessons_between(&a, "", "run\tA\tB\nwhatever\n\nrun\tA\tB\t2\t\t5\t6\n", &lessons), 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_counted_is_what_is_taught_now_however_it_came_about),
		cmocka_unit_test(the_same_is_written_in_any_order_and_read_back),
		cmocka_unit_test(a_name_that_is_no_line_s_and_a_line_that_is_none_of_ours_teach_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
