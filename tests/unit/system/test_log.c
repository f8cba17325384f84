/* The log: one line, one write, nothing that breaks a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "system/log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char said[4096];

/* What the log wrote to standard error meanwhile is in `said`. */
#define LOGGED(call)                                                                                         \
	do {                                                                                                 \
		int ends[2], kept = dup(STDERR_FILENO);                                                      \
		ssize_t n;                                                                                   \
		assert_int_equal(pipe(ends), 0);                                                             \
		dup2(ends[1], STDERR_FILENO);                                                                \
		close(ends[1]);                                                                              \
		call;                                                                                        \
		dup2(kept, STDERR_FILENO);                                                                   \
		close(kept);                                                                                 \
		n = read(ends[0], said, sizeof said - 1);                                                    \
		said[n > 0 ? n : 0] = '\0';                                                                  \
		close(ends[0]);                                                                              \
	} while (0)

static void a_line_has_time_level_words_and_pairs(void **state)
{
	(void)state;
	LOGGED(log_line(
		LOG_INFO, "request", "method", "GET", "path", "/a b", "key", (char *)NULL, "n", "7", NULL));
	assert_memory_equal(said, "ts=20", 5);
	assert_int_equal(said[strlen("ts=2026-01-01T00:00:00.000")], 'Z');
	assert_non_null(strstr(said, "Z level=info msg=request method=GET path=\"/a b\" n=7\n"));
}

static void nothing_from_outside_breaks_a_line(void **state)
{
	(void)state;
	LOGGED(log_line(LOG_WARN, "two words", "v", "a\nlevel=error \"x\" \x1b[31m \xff", "empty", "", "eq",
		"a=b", NULL));
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
	assert_null(strchr(said, '\x1b'));
	assert_non_null(strstr(said, "msg=\"two words\" v=\"a\\nlevel=error \\\"x\\\" "));
	assert_non_null(strstr(said, "empty=\"\" eq=\"a=b\"\n"));
}

static void what_is_below_the_threshold_is_not_written(void **state)
{
	enum log_level level = LOG_INFO;

	(void)state;
	assert_true(log_level_of("error", &level));
	assert_int_equal(level, LOG_ERROR);
	assert_false(log_level_of("loud", &level));
	LOGGED(log_line(LOG_DEBUG, "hidden", NULL));
	assert_string_equal(said, "");
	log_threshold(LOG_DEBUG);
	LOGGED(log_line(LOG_DEBUG, "shown", NULL));
	assert_non_null(strstr(said, "level=debug msg=shown\n"));
	log_threshold(LOG_INFO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_time_level_words_and_pairs),
		cmocka_unit_test(nothing_from_outside_breaks_a_line),
		cmocka_unit_test(what_is_below_the_threshold_is_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
