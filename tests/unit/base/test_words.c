#include "base/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_list_becomes_a_set(void **state)
{
	const char *words[] = {"b", "a", "\xD0\x96", "b", "", "a"};

	(void)state;
	assert_int_equal(words_once(words, 6), 4);
	assert_string_equal(words[0], "");
	assert_string_equal(words[1], "a");
	assert_string_equal(words[2], "b");
	assert_string_equal(words[3], "\xD0\x96");
	assert_ptr_equal(words_find(words, 4, "b"), &words[2]);
	assert_null(words_find(words, 4, "c"));
}

static void nothing_is_a_set(void **state)
{
	(void)state;
	assert_int_equal(words_once(NULL, 0), 0);
	assert_null(words_find(NULL, 0, "a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_becomes_a_set),
		cmocka_unit_test(nothing_is_a_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
