/* Who may ask without a key: loopback names, our own pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/origin.h"

#include <stdio.h>

static void only_loopback_names_are_loopback(void **state)
{
	static const struct {
		const char *host;
		bool loopback;
	} rows[] = {
		{"localhost", true},
		{"LocalHost:8080", true},
		{"127.0.0.1", true},
		{"127.0.0.1:8080", true},
		{"127.1.2.3:1", true},
		{"[::1]", true},
		{"[::1]:8080", true},
		{"box.localhost:80", true},
		{NULL, false},
		{"", false},
		{":8080", false},
		{".localhost", false},
		{"localhost:", false},
		{"localhost:80x", false},
		{"localhost.evil.example", false},
		{"evil.example", false},
		{"evillocalhost", false},
		{"127.0.0.1.evil.example", false},
		{"127.0.0.1.2", false},
		{"127.0.0", false},
		{"127...1", false},
		{"127.0.0.", false},
		{"1127.0.0.1", false},
		{"10.0.0.1", false},
		{"[::1", false},
		{"[::2]", false},
		{"[::1]x", false},
		{"localhost@evil.example", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (host_is_loopback(rows[i].host) != rows[i].loopback)
			fail_msg("%s", rows[i].host ? rows[i].host : "NULL");
}

static void an_origin_is_ours_when_it_is_the_host(void **state)
{
	(void)state;
	assert_true(origin_is_ours(NULL, "localhost:8080"));
	assert_true(origin_is_ours("http://localhost:8080", "localhost:8080"));
	assert_false(origin_is_ours("http://localhost:3000", "localhost:8080"));
	assert_false(origin_is_ours("https://localhost:8080", "localhost:8080"));
	assert_false(origin_is_ours("http://evil.example", "localhost:8080"));
	assert_false(origin_is_ours("null", "localhost:8080"));
	assert_false(origin_is_ours("", "localhost:8080"));
	assert_false(origin_is_ours("http://localhost:8080", NULL));
}

static void fetch_metadata_of_other_sites_is_foreign(void **state)
{
	(void)state;
	assert_true(fetch_site_is_ours(NULL));
	assert_true(fetch_site_is_ours("same-origin"));
	assert_true(fetch_site_is_ours("none"));
	assert_false(fetch_site_is_ours("same-site"));
	assert_false(fetch_site_is_ours("cross-site"));
	assert_false(fetch_site_is_ours(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_loopback_names_are_loopback),
		cmocka_unit_test(an_origin_is_ours_when_it_is_the_host),
		cmocka_unit_test(fetch_metadata_of_other_sites_is_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
