/* Rows found by their texts: all of them, those of one text as they were put, none of another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hashed.h"

#include <stdio.h>
#include <string.h>

#define ROWS 3000

static void every_row_is_found_by_its_text(void **state)
{
	static char texts[ROWS][8]; /* each third text twice */
	struct arena a = ARENA_INIT;
	struct hashed h;

	(void)state;
	hashed_make(&h, &a, ROWS);
	for (unsigned i = 0; i < ROWS; i++) {
		snprintf(texts[i], sizeof texts[i], "%u", i % 2000);
		hashed_put(&h, hashed_text(HASHED, texts[i]), i);
	}
	for (unsigned i = 0; i < ROWS; i++) {
		struct hashed_at at = hashed_first(&h, hashed_text(HASHED, texts[i]));
		unsigned same = 0, itself = 0, before = 0;

		while (hashed_next(&h, &at)) {
			if (strcmp(texts[at.row], texts[i]) == 0) {
				assert_true(!same || at.row > before);
				before = at.row;
			}
			same += strcmp(texts[at.row], texts[i]) == 0;
			itself += at.row == i;
		}
		assert_int_equal(itself, 1);
		assert_int_equal(same, i % 2000 < ROWS - 2000 ? 2 : 1);
	}
	arena_free(&a);
}

static void one_that_grows_keeps_all_rows(void **state)
{
	static char texts[ROWS][8];
	struct arena a = ARENA_INIT;
	struct hashed h = {.slots = NULL};

	(void)state;
	for (unsigned i = 0; i < ROWS; i++) {
		snprintf(texts[i], sizeof texts[i], "%u", i);
		hashed_add(&h, &a, hashed_text(HASHED, texts[i]), i);
		assert_true(h.mask / 2 >= i); /* half of it is free */
	}
	for (unsigned i = 0; i < ROWS; i++) {
		struct hashed_at at = hashed_first(&h, hashed_text(HASHED, texts[i]));
		unsigned found = 0;

		while (hashed_next(&h, &at))
			found += at.row == i;
		assert_int_equal(found, 1);
	}
	arena_free(&a);
}

static void nothing_is_found_where_nothing_is(void **state)
{
	struct arena a = ARENA_INIT;
	struct hashed h = {.slots = NULL};
	struct hashed_at at = hashed_first(&h, hashed_text(HASHED, "A"));

	(void)state;
	assert_false(hashed_next(&h, &at));
	hashed_make(&h, &a, 0);
	at = hashed_first(&h, hashed_text(HASHED, "A"));
	assert_false(hashed_next(&h, &at));
	arena_free(&a);
}

/* "AB" and "C" are not "A" and "BC". */
static void texts_in_a_row_keep_their_ends(void **state)
{
	(void)state;
	assert_int_not_equal(
		hashed_text(hashed_text(HASHED, "AB"), "C"), hashed_text(hashed_text(HASHED, "A"), "BC"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_found_by_its_text),
		cmocka_unit_test(one_that_grows_keeps_all_rows),
		cmocka_unit_test(nothing_is_found_where_nothing_is),
		cmocka_unit_test(texts_in_a_row_keep_their_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
