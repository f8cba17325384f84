/*
 * Zones: the rules for local times in gaps and overlaps, the footer's rule, and files that are broken.
 *
 * Files of the machine's tzdata are read for what is history; what could change is made by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/chance.h"
#include "base/fault.h"
#include "base/text.h"
#include "system/clock.h"

#define HOUR 3600

static struct arena arena;
static struct fault fault;

static int empty_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct zone *zone(const char *name)
{
	struct zone *z = clock_zone(&arena, name, &fault);

	assert_non_null(z);
	assert_string_equal(zone_name(z), name);
	return z;
}

static int local_offset(const struct zone *z, int year, int month, int day, int hour, int minute)
{
	return zone_offset_of_local(z, &(struct civil){year, month, day, hour, minute, 0, 0});
}

static void gaps_take_the_offset_before_and_overlaps_the_first(void **state)
{
	static const struct {
		const char *zone;
		int year, month, day, hour, minute, offset;
	} cases[] = {
		/* China's summer time, 1986 to 1991 */
		{"Asia/Shanghai", 1986, 5, 4, 1, 59, 8 * HOUR},
		{"Asia/Shanghai", 1986, 5, 4, 2, 30, 8 * HOUR}, /* gap */
		{"Asia/Shanghai", 1986, 5, 4, 3, 0, 9 * HOUR},
		{"Asia/Shanghai", 1986, 9, 14, 0, 59, 9 * HOUR},
		{"Asia/Shanghai", 1986, 9, 14, 1, 30, 9 * HOUR}, /* twice: the first */
		{"Asia/Shanghai", 1986, 9, 14, 2, 0, 8 * HOUR},
		{"Asia/Shanghai", 1991, 4, 14, 2, 0, 8 * HOUR},
		{"Asia/Shanghai", 1991, 4, 14, 3, 0, 9 * HOUR},
		{"Asia/Shanghai", 1991, 9, 15, 1, 59, 9 * HOUR},
		{"Asia/Shanghai", 1991, 9, 15, 2, 0, 8 * HOUR},
		{"Asia/Shanghai", 1992, 6, 15, 12, 0, 8 * HOUR},
		{"Asia/Shanghai", 2026, 6, 15, 12, 0, 8 * HOUR},
		{"Europe/Berlin", 2026, 3, 29, 1, 59, 1 * HOUR},
		{"Europe/Berlin", 2026, 3, 29, 2, 30, 1 * HOUR}, /* gap */
		{"Europe/Berlin", 2026, 3, 29, 3, 0, 2 * HOUR},
		{"Europe/Berlin", 2026, 10, 25, 1, 59, 2 * HOUR},
		{"Europe/Berlin", 2026, 10, 25, 2, 30, 2 * HOUR}, /* twice: the first */
		{"Europe/Berlin", 2026, 10, 25, 3, 0, 1 * HOUR},
		/* Kazakhstan set its clocks back on 2024-03-01 */
		{"Asia/Almaty", 2024, 2, 29, 22, 59, 6 * HOUR},
		{"Asia/Almaty", 2024, 2, 29, 23, 30, 6 * HOUR}, /* twice: the first */
		{"Asia/Almaty", 2024, 3, 1, 0, 0, 5 * HOUR},
		{"Asia/Almaty", 2026, 6, 15, 12, 0, 5 * HOUR},
		/* Samoa left out 2011-12-30: a gap of a whole day */
		{"Pacific/Apia", 2011, 12, 29, 23, 59, -10 * HOUR},
		{"Pacific/Apia", 2011, 12, 30, 12, 0, -10 * HOUR},
		{"Pacific/Apia", 2011, 12, 31, 0, 0, 14 * HOUR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(local_offset(zone(cases[i].zone), cases[i].year, cases[i].month,
					 cases[i].day, cases[i].hour, cases[i].minute),
			cases[i].offset);
}

/* The C library reads the same files with code of its own. */
static void every_offset_is_the_c_librarys(void **state)
{
	static const char *const names[] = {"Asia/Shanghai", "Europe/Berlin", "Asia/Almaty", "Asia/Tashkent",
		"Asia/Bishkek", "Europe/Istanbul", "Europe/Moscow", "Europe/Minsk", "Europe/Warsaw",
		"Asia/Tokyo", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
		"Europe/Dublin", "UTC"};
	struct chance c = {1900};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct zone *z = zone(names[i]);

		setenv("TZ", names[i], 1);
		tzset();
		for (int n = 0; n < 2000; n++) {
			time_t at = (time_t)chance_below(&c, 6311433600u) - 2208988800; /* 1900 to 2100 */
			struct tm tm;

			assert_non_null(localtime_r(&at, &tm));
			assert_int_equal(zone_offset_at(z, at * INSTANT_SECOND), tm.tm_gmtoff);
		}
	}
	unsetenv("TZ");
	tzset();
}

static void a_local_time_that_was_is_found_again_at_its_first_occurrence(void **state)
{
	static const char *const names[] = {"Asia/Shanghai", "Europe/Berlin", "Asia/Almaty", "Pacific/Apia"};
	struct chance c = {86};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct zone *z = zone(names[i]);

		for (int n = 0; n < 5000; n++) {
			instant t = ((instant)chance_below(&c, 6311433600u) - 2208988800) * INSTANT_SECOND;
			struct civil local = instant_to_civil(t, zone_offset_at(z, t));
			int offset = zone_offset_of_local(z, &local);
			instant found = civil_to_instant(&local, offset);

			assert_int_equal(zone_offset_at(z, found), offset);
			assert_true(found <= t);
		}
	}
}

/* Hand-made files */

static void big(struct text *t, uint64_t n, int bytes)
{
	while (bytes--)
		text_byte(t, (char)(n >> (8 * bytes)));
}

struct made {
	char version;
	int times;
	int64_t at[4];
	int to[4]; /* indexes of types */
	int types;
	int32_t offsets[4];
	const char *footer;
};

static void block(struct text *t, const struct made *m, int time_size, bool empty)
{
	int times = empty ? 0 : m->times;

	text_add(t, "TZif", 4);
	text_byte(t, m->version);
	for (int i = 0; i < 15; i++)
		text_byte(t, '\0');
	big(t, 0, 4);
	big(t, 0, 4);
	big(t, 0, 4);
	big(t, (uint64_t)times, 4);
	big(t, (uint64_t)m->types, 4);
	big(t, 4, 4);
	for (int i = 0; i < times; i++)
		big(t, (uint64_t)m->at[i], time_size);
	for (int i = 0; i < times; i++)
		text_byte(t, (char)m->to[i]);
	for (int i = 0; i < m->types; i++) {
		big(t, (uint64_t)(int64_t)m->offsets[i], 4);
		big(t, 0, 2);
	}
	text_add(t, "LMT", 4);
}

static void make(struct text *t, const struct made *m)
{
	text_clear(t);
	block(t, m, 4, m->version != '\0');
	if (m->version == '\0')
		return;
	block(t, m, 8, false);
	text_printf(t, "\n%s\n", m->footer);
}

static const struct zone *made_zone(const char *footer)
{
	struct made m = {'2', 1, {0}, {1}, 2, {600, 1200}, footer};
	struct text t = TEXT_INIT;
	struct zone *z;

	make(&t, &m);
	z = zone_read(&arena, "Made/Here", t.bytes, t.length, &fault);
	text_free(&t);
	return z;
}

static int at(const struct zone *z, const char *text)
{
	instant t = 0;
	int offset;

	assert_true(instant_read(text, strlen(text), &t, &offset));
	return zone_offset_at(z, t);
}

static void the_footer_rules_behind_the_last_transition(void **state)
{
	static const struct {
		const char *footer, *when;
		int offset;
	} cases[] = {
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2090-03-26T00:59:59Z",
			3600}, /* the last Sunday of March 2090 */
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2090-03-26T01:00:00Z", 7200},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2090-10-29T00:59:59Z", 7200},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2090-10-29T01:00:00Z", 3600},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2090-12-31T23:59:59Z", 3600},
		/* south of the equator summer goes over the turn of the year */
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2090-01-15T00:00:00Z", 39600},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2090-06-15T00:00:00Z", 36000},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2090-12-15T00:00:00Z", 39600},
		/* winter time as the exception, and a time of day before midnight */
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2090-07-01T00:00:00Z", 3600},
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2090-12-01T00:00:00Z", 0},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2090-03-26T00:59:59Z", -7200},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2090-03-26T01:00:00Z", -3600},
		/* days counted through the year: J60 is March 1 always, 59 is February 29 in a leap year */
		{"AAA0BBB,J60/0,J300/0", "2092-02-29T23:59:59Z", 0},
		{"AAA0BBB,J60/0,J300/0", "2092-03-01T00:00:00Z", 3600},
		{"AAA0BBB,J60/0,J300/0", "2090-03-01T00:00:00Z", 3600},
		{"AAA0BBB,J59/0,J300/0", "2092-02-27T23:59:59Z", 0},
		{"AAA0BBB,J59/0,J300/0", "2092-02-28T00:00:00Z", 3600},
		{"AAA0BBB,59/0,300/0", "2092-02-29T00:00:00Z", 3600},
		{"AAA0BBB,59/0,300/0", "2090-02-28T23:59:59Z", 0},
		{"AAA0BBB,59/0,300/0", "2090-03-01T00:00:00Z", 3600},
		/* summer time all the year, as RFC 8536 spells it */
		{"XXX3EDT4,0/0,J365/23", "2090-01-01T03:00:00Z", -14400},
		{"XXX3EDT4,0/0,J365/23", "2090-07-01T00:00:00Z", -14400},
		{"<+0545>-5:45", "2090-07-01T00:00:00Z", 20700},
		{"", "2090-07-01T00:00:00Z", 1200}, /* no rule: the last offset stays */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct zone *z = made_zone(cases[i].footer);

		assert_non_null(z);
		assert_int_equal(at(z, cases[i].when), cases[i].offset);
		assert_int_equal(at(z, "1969-12-31T23:59:59Z"), 600); /* before the first transition */
	}
}

static void a_footer_that_is_none_is_refused(void **state)
{
	static const char *const cases[] = {"C-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0",
		"CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,J366,J5", "CET-1CEST,366,5",
		"CET-168", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0x", "CET-30", "CET-1CEST,M3.5.0/168,M10.5.0",
		"CET-1:60", "CET-99999999999999999999"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_null(made_zone(cases[i]));
}

static void a_file_of_version_one_is_read(void **state)
{
	struct made m = {'\0', 2, {-100, 100}, {1, 2}, 3, {60, 120, 180}, NULL};
	struct text t = TEXT_INIT;
	const struct zone *z;

	(void)state;
	make(&t, &m);
	z = zone_read(&arena, "One", t.bytes, t.length, &fault);
	assert_non_null(z);
	assert_int_equal(zone_offset_at(z, -101 * INSTANT_SECOND), 60);
	assert_int_equal(zone_offset_at(z, -100 * INSTANT_SECOND - 1), 60);
	assert_int_equal(zone_offset_at(z, -100 * INSTANT_SECOND), 120);
	assert_int_equal(zone_offset_at(z, 100 * INSTANT_SECOND - 1), 120);
	assert_int_equal(zone_offset_at(z, 100 * INSTANT_SECOND), 180);
	text_free(&t);
}

static void a_broken_file_is_a_fault_that_names_it(void **state)
{
	static const struct made bad[] = {
		{'2', 2, {100, 100}, {0, 1}, 2, {0, 60}, ""},    /* times that do not ascend */
		{'2', 1, {100}, {2}, 2, {0, 60}, ""},            /* a type that is not there */
		{'2', 1, {100}, {1}, 2, {0, 26 * HOUR + 1}, ""}, /* an offset beyond all clocks */
		{'2', 0, {0}, {0}, 0, {0}, ""},                  /* no type at all */
	};
	struct made good = {'2', 2, {-100, 100}, {1, 0}, 2, {0, 60}, "CET-1CEST,M3.5.0,M10.5.0/3"};
	struct text t = TEXT_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&t, &bad[i]);
		assert_null(zone_read(&arena, "Bad/Zone", t.bytes, t.length, &fault));
		assert_int_equal(fault.code, FAULT_ENVIRONMENT);
		assert_non_null(strstr(fault.text, "Bad/Zone"));
	}
	make(&t, &good);
	assert_non_null(zone_read(&arena, "Good", t.bytes, t.length, &fault));
	for (size_t n = 0; n < t.length; n++) { /* a copy each, so that reading past its end is seen */
		char *cut = malloc(n ? n : 1);

		assert_non_null(cut);
		memcpy(cut, t.bytes, n);
		assert_null(zone_read(&arena, "Cut", cut, n, &fault));
		free(cut);
	}
	text_free(&t);
}

static void a_file_with_any_byte_changed_gives_offsets_within_a_day_or_a_fault(void **state)
{
	struct made m = {'2', 2, {-100, 100}, {1, 0}, 2, {0, 60}, "CET-1CEST,M3.5.0,M10.5.0/3"};
	struct text t = TEXT_INIT;

	(void)state;
	make(&t, &m);
	for (size_t i = 0; i < t.length; i++)
		for (int flip = 1; flip < 256; flip <<= 1) {
			const struct zone *z;

			t.bytes[i] = (char)(t.bytes[i] ^ flip);
			z = zone_read(&arena, "Flip", t.bytes, t.length, &fault);
			if (z) {
				int offset = local_offset(z, 2090, 3, 26, 2, 30);

				assert_true(offset >= -26 * HOUR && offset <= 26 * HOUR);
			}
			t.bytes[i] = (char)(t.bytes[i] ^ flip);
			arena_reset(&arena);
		}
	text_free(&t);
}

/* The machine's directory */

static void names_that_lead_elsewhere_are_no_zones(void **state)
{
	static const char *const cases[] = {"", "../../../etc/passwd", "Europe/../../passwd",
		"/etc/localtime", "Europe/Ber lin", "Europe/Berlin\n", "zone1970.tab", "Europe", "No/Such",
		"Europe/Berlin/"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fault.code = FAULT_NONE;
		assert_null(clock_zone(&arena, cases[i], &fault));
		assert_int_equal(fault.code, FAULT_ENVIRONMENT);
	}
}

static void a_country_with_one_time_has_one_zone(void **state)
{
	static const struct {
		const char *country, *zone;
	} cases[] = {{"CN", "Asia/Shanghai"}, {"KZ", "Asia/Almaty"}, {"UZ", "Asia/Tashkent"},
		{"DE", "Europe/Berlin"}, {"KG", "Asia/Bishkek"}, {"TR", "Europe/Istanbul"},
		{"JP", "Asia/Tokyo"}, {"KR", "Asia/Seoul"}, {"PL", "Europe/Warsaw"}, {"BY", "Europe/Minsk"},
		{"RU", NULL}, {"US", NULL}, {"ZZ", NULL}, {"", NULL}, {"D", NULL}, {"DEU", NULL},
		{"de", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *name = clock_country_zone(&arena, cases[i].country);

		if (!cases[i].zone) {
			assert_null(name);
			continue;
		}
		assert_non_null(name);
		assert_string_equal(name, cases[i].zone);
		assert_non_null(clock_zone(&arena, name, &fault));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(gaps_take_the_offset_before_and_overlaps_the_first, empty_arena),
		cmocka_unit_test_teardown(every_offset_is_the_c_librarys, empty_arena),
		cmocka_unit_test_teardown(
			a_local_time_that_was_is_found_again_at_its_first_occurrence, empty_arena),
		cmocka_unit_test_teardown(the_footer_rules_behind_the_last_transition, empty_arena),
		cmocka_unit_test_teardown(a_footer_that_is_none_is_refused, empty_arena),
		cmocka_unit_test_teardown(a_file_of_version_one_is_read, empty_arena),
		cmocka_unit_test_teardown(a_broken_file_is_a_fault_that_names_it, empty_arena),
		cmocka_unit_test_teardown(
			a_file_with_any_byte_changed_gives_offsets_within_a_day_or_a_fault, empty_arena),
		cmocka_unit_test_teardown(names_that_lead_elsewhere_are_no_zones, empty_arena),
		cmocka_unit_test_teardown(a_country_with_one_time_has_one_zone, empty_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
