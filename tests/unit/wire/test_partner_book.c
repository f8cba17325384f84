#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes/code.h"
#include "wire/partner_ask.h"
#include "wire/partner_book.h"

#include <string.h>

static struct partner partners[] = {{.name = "zug", .contrl = 4}, {.name = "hafen", .contrl = 3}};
static struct partner_sign signs[] = {{SIGN_UNB, "HAFEN", "hafen"}, {SIGN_NAD, "ZUGCO", "zug"},
	{SIGN_KEY, "ZUG-KEY", "zug"}, {SIGN_MAIL, "BOX@EXAMPLE.DE", "hafen"}, {SIGN_FOLDER, "GONE", "nobody"},
	{SIGN_DEVICE, "LOCK-7", "zug"}, {SIGN_FOLDER, "ZUG", "zug"}};
static struct partner_code codes[] = {{"zug", "STATION-NAME", "ДОСТЫКЭКСП", "KZDOS"},
	{"zug", "FACILITY", "T1", "CNLYG:SMDG:LNOCT"}, {"hafen", "FACILITY", "T1", "DEHAM:SMDG:CTA"}};
static struct partner_severity severities[] = {{"zug", "check-digit", SEVERITY_ERROR},
	{"zug", "zone-missing", SEVERITIES}, {"hafen", "check-digit", SEVERITY_INFORMATION}};
/* a zone is nothing but a pointer here */
#define ZONE(n) ((const struct zone *)&partners_zones[n])
static const char partners_zones[8];
static struct partner_zone zones[] = {{"zug", "", "", ZONE(0)}, {"zug", "CODECO", "", ZONE(1)},
	{"zug", "DISLOCATION", "time", ZONE(2)}, {"zug", "", "eta", ZONE(3)},
	{"hafen", "COARRI", "", ZONE(4)}};

static struct arena arena = ARENA_INIT;
static struct partner_book book;

static int set_up(void **state)
{
	const struct partner_rows rows = {partners, signs, codes, severities, zones, 2, 7, 3, 3, 5};

	static char station[64]; /* as codes are kept: look-alikes are one letter */

	(void)state;
	code_loosely(codes[0].code, strlen(codes[0].code), station);
	codes[0].code = station;
	partner_book_make(&book, &arena, &rows);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void whoever_signs_is_found_in_the_order_that_is_asked(void **state)
{
	static const struct {
		struct partner_asked asked;
		const char *name;
	} rows[] = {
		{{.unb = "HAFEN"}, "hafen"},
		{{.unb = "Hafen"}, "hafen"},
		{{.nad = "HAFEN"}, NULL}, /* a sign of another kind */
		{{.nad = "zugco", .unb = "HAFEN"}, "zug"},
		{{.nad = "OTHER", .unb = "HAFEN"}, "hafen"},
		{{.unb = "OTHER", .mail = "box@example.de", .key = "zug-key"}, "hafen"},
		{{.folder = "zug", .mail = "x"}, "zug"},
		{{.device = "lock-7"}, "zug"},
		{{.key = "zug-key"}, "zug"},
		{{.forced = "hafen", .nad = "ZUGCO"}, "hafen"},
		{{.forced = "nobody", .nad = "ZUGCO"}, "zug"},
		{{.folder = "gone"}, NULL}, /* of a partner that is no more */
		{{.unb = ""}, NULL},
		{{.unb = NULL}, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct partner *p = partner_book_find(&book, &rows[i].asked);

		assert_int_equal(p != NULL, rows[i].name != NULL);
		if (p)
			assert_string_equal(p->name, rows[i].name);
	}
	assert_int_equal(partner_book_named(&book, "zug")->contrl, 4);
}

static void a_code_means_what_its_own_partner_says_however_it_is_written(void **state)
{
	(void)state;
	assert_string_equal(partner_book_meaning(&book, "zug", "STATION-NAME", "ДОСТЫК-ЭКСП."), "KZDOS");
	assert_string_equal(partner_book_meaning(&book, "zug", "FACILITY", "t 1"), "CNLYG:SMDG:LNOCT");
	assert_string_equal(partner_book_meaning(&book, "hafen", "FACILITY", "T1"), "DEHAM:SMDG:CTA");
	assert_null(partner_book_meaning(&book, "zug", "PLACE", "T1"));
	assert_null(partner_book_meaning(&book, "zug", "FACILITY", "T2"));
	assert_null(partner_book_meaning(&book, "zug", "FACILITY", ""));
	assert_null(partner_book_meaning(&book, NULL, "FACILITY", "T1"));
}

static void severities_and_zones_are_the_closest_that_are_set(void **state)
{
	(void)state;
	assert_int_equal(
		partner_book_severity(&book, "zug", "check-digit", SEVERITY_WARNING), SEVERITY_ERROR);
	assert_int_equal(
		partner_book_severity(&book, "hafen", "check-digit", SEVERITY_WARNING), SEVERITY_INFORMATION);
	assert_int_equal(
		partner_book_severity(&book, "zug", "zone-missing", SEVERITY_INFORMATION), SEVERITIES);
	assert_int_equal(
		partner_book_severity(&book, "zug", "date-format", SEVERITY_WARNING), SEVERITY_WARNING);
	assert_int_equal(
		partner_book_severity(&book, NULL, "check-digit", SEVERITY_WARNING), SEVERITY_WARNING);
	assert_ptr_equal(partner_book_zone(&book, "zug", "IFTSTA", NULL), ZONE(0));
	assert_ptr_equal(partner_book_zone(&book, "zug", "CODECO", NULL), ZONE(1));
	assert_ptr_equal(partner_book_zone(&book, "zug", "CODECO", "time"), ZONE(1));
	assert_ptr_equal(partner_book_zone(&book, "zug", "DISLOCATION", "time"), ZONE(2));
	assert_ptr_equal(partner_book_zone(&book, "zug", "DISLOCATION", "since"), ZONE(0));
	assert_ptr_equal(partner_book_zone(&book, "zug", NULL, "eta"), ZONE(3));
	assert_null(partner_book_zone(&book, "hafen", "CODECO", NULL));
	assert_null(partner_book_zone(&book, NULL, "CODECO", NULL));
}

static void signs_are_kept_in_one_way(void **state)
{
	char kept[8];

	(void)state;
	assert_true(partner_sign_kept(" ab-c\t", kept, sizeof kept));
	assert_string_equal(kept, "AB-C");
	assert_true(partner_sign_kept("жд", kept, sizeof kept));
	assert_string_equal(kept, "жд");
	assert_false(partner_sign_kept(" ", kept, sizeof kept));
	assert_false(partner_sign_kept(NULL, kept, sizeof kept));
	assert_false(partner_sign_kept("12345678", kept, sizeof kept));
}

static void a_book_of_nobody_knows_nobody(void **state)
{
	static const struct partner_book none;

	(void)state;
	assert_null(partner_book_find(&none, &(struct partner_asked){.unb = "HAFEN", .forced = "hafen"}));
	assert_null(partner_book_meaning(&none, "zug", "FACILITY", "T1"));
	assert_null(partner_book_zone(&none, "zug", "CODECO", NULL));
	assert_int_equal(
		partner_book_severity(&none, "zug", "check-digit", SEVERITY_WARNING), SEVERITY_WARNING);
}

static enum severity always_ignored(void *self, const char *partner, const char *code, enum severity usual)
{
	(void)self, (void)partner, (void)code, (void)usual;
	return SEVERITIES;
}

static void an_error_to_everybody_is_one_to_every_partner(void **state)
{
	const struct decode_world w = {.severity = always_ignored};
	const struct partner p = {.name = "zug"};

	(void)state;
	assert_int_equal(severity_for(&w, &p, "x", SEVERITY_WARNING), SEVERITIES);
	assert_int_equal(severity_for(&w, &p, "x", SEVERITY_ERROR), SEVERITY_ERROR);
	assert_int_equal(severity_for(&w, NULL, "x", SEVERITY_WARNING), SEVERITY_WARNING);
}

static void a_facility_is_meant_by_place_list_and_code(void **state)
{
	static const char *const wrong[] = {"", "CNLYG", "CNLYG:SMDG", "CNLYG::X", ":SMDG:X", "CNLYG:SMDG:"};
	const char *place, *list, *code;

	(void)state;
	assert_true(facility_meant(&arena, "CNLYG:SMDG:LNOCT", &place, &list, &code));
	assert_string_equal(place, "CNLYG");
	assert_string_equal(list, "SMDG");
	assert_string_equal(code, "LNOCT");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(facility_meant(&arena, wrong[i], &place, &list, &code));
	assert_false(facility_meant(&arena, NULL, &place, &list, &code));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_signs_is_found_in_the_order_that_is_asked),
		cmocka_unit_test(a_code_means_what_its_own_partner_says_however_it_is_written),
		cmocka_unit_test(severities_and_zones_are_the_closest_that_are_set),
		cmocka_unit_test(signs_are_kept_in_one_way),
		cmocka_unit_test(a_book_of_nobody_knows_nobody),
		cmocka_unit_test(an_error_to_everybody_is_one_to_every_partner),
		cmocka_unit_test(a_facility_is_meant_by_place_list_and_code),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
