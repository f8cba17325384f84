/* Answers: what an asker takes, what he has; ids; addresses to listen at; bytes made small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/listen.h"
#include "http/request.h"
#include "http/respond.h"
#include "http/zip.h"

#include <zlib.h>

static void gzip_is_sent_to_who_takes_it(void **state)
{
	static const struct {
		const char *accept;
		bool gzip;
	} rows[] = {
		{NULL, false},
		{"", false},
		{"gzip", true},
		{"GZIP", true},
		{"deflate, gzip", true},
		{"deflate,gzip;q=0.5 , br", true},
		{"gzip ; q=1", true},
		{"gzip;q=0", false},
		{"gzip;q=0.0", false},
		{"gzip; q=0.000, br", false},
		{"gzip;Q=0", false},
		{"gzip;x=y;q=0", false},
		{"gzip;q=0.001", true},
		{"gzip;q=0, gzip", false},
		{"gzip;q=0.0001", true},
		{"deflate, br", false},
		{"xgzip", false},
		{"gzipped", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (accepts_gzip(rows[i].accept) != rows[i].gzip)
			fail_msg("%s", rows[i].accept ? rows[i].accept : "NULL");
}

static void tags_are_compared_weakly(void **state)
{
	const char *etag = "W/\"abc\"";

	(void)state;
	assert_true(etag_matches("W/\"abc\"", etag));
	assert_true(etag_matches("\"abc\"", etag));
	assert_true(etag_matches("\"x\", W/\"abc\"", etag));
	assert_true(etag_matches("*", etag));
	assert_true(etag_matches("\"abc\"", "\"abc\""));
	assert_false(etag_matches(NULL, etag));
	assert_false(etag_matches("", etag));
	assert_false(etag_matches("\"abcd\"", etag));
	assert_false(etag_matches("abc", etag));
	assert_false(etag_matches("\"ab\"", etag));
}

static void ids_of_others_are_kept_when_they_are_plain(void **state)
{
	char longest[66];

	(void)state;
	assert_true(request_id_well_formed("a"));
	assert_true(request_id_well_formed("0af7651916cd43dd-8448.eb_1"));
	assert_false(request_id_well_formed(""));
	assert_false(request_id_well_formed("a b"));
	assert_false(request_id_well_formed("a\"b"));
	assert_false(request_id_well_formed("\xC3\xA9"));
	memset(longest, 'a', 65);
	longest[65] = '\0';
	assert_false(request_id_well_formed(longest));
	longest[64] = '\0';
	assert_true(request_id_well_formed(longest));
}

static void addresses_to_listen_at_are_split(void **state)
{
	static const struct {
		const char *in, *host;
		int port;
	} rows[] = {
		{"127.0.0.1:8080", "127.0.0.1", 8080},
		{"[::1]:0", "::1", 0},
		{"localhost:1", "localhost", 1},
		{":8080", "", 8080},
		{"8080", NULL, 0},
		{"127.0.0.1", NULL, 0},
		{"127.0.0.1:", NULL, 0},
		{"127.0.0.1:65536", NULL, 0},
		{"127.0.0.1:http", NULL, 0},
		{"::1:80", NULL, 0},
		{"[::1:80", NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};
		char host[64];
		int port;
		bool good = listen_split(rows[i].in, host, sizeof host, &port, &f);

		assert_int_equal(good, rows[i].host != NULL);
		if (!good) {
			assert_int_equal(f.code, FAULT_USAGE);
			continue;
		}
		assert_string_equal(host, rows[i].host);
		assert_int_equal(port, rows[i].port);
	}
}

static void what_is_zipped_is_what_was(void **state)
{
	char in[5000], out[5000];
	size_t n;
	unsigned char *small;
	z_stream z = {0};

	(void)state;
	for (size_t i = 0; i < sizeof in; i++)
		in[i] = (char)("landbridge "[i % 11]);
	small = zip(in, sizeof in, 1, &n);
	assert_non_null(small);
	assert_true(n < sizeof in);
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	z.next_in = small;
	z.avail_in = (uInt)n;
	z.next_out = (unsigned char *)out;
	z.avail_out = sizeof out;
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	inflateEnd(&z);
	assert_memory_equal(in, out, sizeof in);
	free(small);
	assert_null(zip(in, ZIP_LEAST - 1, 1, &n)); /* too short to gain */
}

static void fingerprints_tell_every_byte_apart(void **state)
{
	char bytes[40] = {0};
	uint64_t seen[41];

	(void)state;
	seen[0] = fingerprint(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		bytes[i] = 1;
		seen[i + 1] = fingerprint(bytes, sizeof bytes);
		bytes[i] = 0;
	}
	for (size_t i = 0; i < 41; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(seen[i] != seen[k]);
	assert_true(fingerprint(bytes, 8) != fingerprint(bytes, 9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gzip_is_sent_to_who_takes_it),
		cmocka_unit_test(tags_are_compared_weakly),
		cmocka_unit_test(ids_of_others_are_kept_when_they_are_plain),
		cmocka_unit_test(addresses_to_listen_at_are_split),
		cmocka_unit_test(what_is_zipped_is_what_was),
		cmocka_unit_test(fingerprints_tell_every_byte_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
