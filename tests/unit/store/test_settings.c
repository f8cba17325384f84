/* The settings file of the private PostgreSQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/settings.h"

#include <string.h>

static void buffers_are_a_quarter_within_bounds(void **state)
{
	static const struct {
		uint64_t memory, buffers;
	} rows[] = {{64, 128}, {512, 128}, {516, 129}, {16384, 4096}, {32768, 8192}, {1048576, 8192}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(settings_shared_buffers(rows[i].memory), rows[i].buffers);
	assert_true(settings_memory() > 16);
}

static void what_a_receipt_promises_is_set(void **state)
{
	static const char *const lines[] = {"\nfsync = on\n", "\nsynchronous_commit = on\n",
		"\nfull_page_writes = on\n", "\nlisten_addresses = ''\n", "\nwal_compression = lz4\n",
		"\nmax_wal_size = 4GB\n", "\njit = off\n"};
	struct text out = TEXT_INIT;

	(void)state;
	settings_write(&out, "/x/run");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (!strstr(text_string(&out), lines[i]))
			fail_msg("no line %s", lines[i]);
	assert_non_null(strstr(text_string(&out), "unix_socket_directories = '\"/x/run\"'\n"));
	text_free(&out);
}

static void a_name_with_quotes_stays_one_value(void **state)
{
	struct text out = TEXT_INIT;

	(void)state;
	settings_write(&out, "/a'b\"c\\d");
	assert_non_null(strstr(text_string(&out), "unix_socket_directories = '\"/a''b\"\"c\\\\d\"'\n"));
	text_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffers_are_a_quarter_within_bounds),
		cmocka_unit_test(what_a_receipt_promises_is_set),
		cmocka_unit_test(a_name_with_quotes_stays_one_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
