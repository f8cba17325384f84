/* A history as comma-separated values, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "wire/sheet/history.h"

#include <stdlib.h>
#include <string.h>

static const struct emit_head nobody = {.now = 0};

/* What stands in the column of an event's line; the caller frees it. */
static char *cell(const struct emit_head *head, const char *column, const struct event *e)
{
	struct emitted emitted = {e, INSTANT_NONE};
	struct text t = TEXT_INIT;

	for (size_t i = 0; i < sheet_column_count; i++)
		if (strcmp(sheet_columns[i].name, column) == 0) {
			text_say(&t, "");
			sheet_cell(&t, &sheet_columns[i], head, &emitted);
			return t.bytes;
		}
	fail_msg("no column %s", column);
	return NULL;
}

static void assert_cell(const char *column, const struct event *e, const char *wanted)
{
	char *got = cell(&nobody, column, e);

	assert_string_equal(got, wanted);
	free(got);
}

static struct event gate(void)
{
	return (struct event){.subject = "CSQU3054383",
		.code = "GTIN",
		.happened = {.at = INSTANT_NONE},
		.said = INSTANT_NONE};
}

/* The whole of one event whose only cell of interest is the document's. */
static char *document_field(const char *document)
{
	struct event e = gate();
	struct emitted emitted = {&e, INSTANT_NONE};
	struct emit_told told = {0, 0};
	struct text t = TEXT_INIT;
	char *at, *field;

	e.document = document;
	e.sender = "<";
	sheet_write_csv(&t, &nobody, &emitted, 1, &told);
	assert_int_equal(told.said, 1);
	assert_int_equal(told.left_out, 0);
	at = strstr(t.bytes, "<,") + 2;
	field = strndup(at, (size_t)(strstr(at, ",,original,") - at));
	text_free(&t);
	return field;
}

static void test_cells_are_quoted_and_kept_from_running(void **state)
{
	static const struct {
		const char *document, *field;
	} rows[] = {
		{"GATE77", "GATE77"},
		{"A,B", "\"A,B\""},
		{"say \"so\"", "\"say \"\"so\"\"\""},
		{"two\nlines", "\"two\nlines\""},
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@A", "'@A"},
		{"\tA", "'\tA"},
		{"\rA", "\"'\rA\""},
		{"\nA", "\"'\nA\""},
		{"=A,\"B\"", "\"'=A,\"\"B\"\"\""},
		{"\xEF\xBC\x9D"
		 "1",
			"'\xEF\xBC\x9D"
			"1"},
		{"\xEF\xBC\xA0", "'\xEF\xBC\xA0"},
		{"\xEF\xBC\x81", "\xEF\xBC\x81"}, /* full width, and harmless */
		{"'=1", "''=1"},
		{"''=1", "'''=1"},
		{"''", "'''"},
		{"'A", "'A"},
		{"'", "'"},
		{"A=1", "A=1"},
		{" =1", " =1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *field = document_field(rows[i].document);

		assert_string_equal(field, rows[i].field);
		free(field);
	}
}

static void test_a_file_begins_with_its_mark_and_names_its_columns(void **state)
{
	struct emit_told told = {0, 0};
	struct text t = TEXT_INIT;

	(void)state;
	sheet_write_csv(&t, &nobody, NULL, 0, &told);
	assert_memory_equal(t.bytes,
		"\xEF\xBB\xBF"
		"container,eventCode,classifier,happened,",
		43);
	assert_string_equal(strchr(t.bytes, '\r'), "\r\n");
	text_free(&t);
}

static void test_times_keep_their_offset_or_are_empty(void **state)
{
	struct event e = gate();

	(void)state;
	assert_cell("happened", &e, "");
	assert_cell("precision", &e, "");
	e.happened = (struct moment){0, 28800, PRECISION_DAY, ZONE_OF_PLACE, "19700101"};
	assert_cell("happened", &e, "1970-01-01T08:00:00+08:00");
	assert_cell("precision", &e, "day");
	assert_cell("zoneFrom", &e, "place");
	e.happened.zone_source = ZONE_NOBODY;
	assert_cell("happened", &e, "");
	assert_cell("happenedText", &e, "19700101");
	assert_cell("zoneFrom", &e, "nobody");
	e.said = 0;
	e.said_offset = -12600;
	assert_cell("said", &e, "1969-12-31T20:30:00-03:30");
}

static void test_several_words_are_joined_so_that_they_come_apart(void **state)
{
	static struct reference references[] = {{"BKG", "A|B"}, {"TRD", "C\\"}};
	static const char *seals[] = {"CA:1", "\\|"};
	struct event e = gate();

	(void)state;
	assert_cell("seals", &e, "");
	e.references = references;
	e.reference_count = 2;
	e.seals = seals;
	e.seal_count = 2;
	assert_cell("references", &e, "BKG:A\\|B|TRD:C\\\\");
	assert_cell("seals", &e, "CA:1|\\\\\\|");
}

static void test_what_is_no_container_has_a_column_of_its_own(void **state)
{
	struct event e = gate();

	(void)state;
	assert_cell("container", &e, "CSQU3054383");
	assert_cell("otherSubject", &e, "");
	assert_cell("checkDigit", &e, "valid");
	e.subject_kind = SUBJECT_TRANSPORT;
	e.subject = "IMO9227273/031W";
	assert_cell("container", &e, "");
	assert_cell("otherSubject", &e, "IMO9227273/031W");
	assert_cell("checkDigit", &e, "");
}

static const char *name_of(const void *places, const char *code)
{
	assert_string_equal(code, "CNLYG");
	return places;
}

static void test_a_place_has_its_name_where_the_head_knows_it(void **state)
{
	const struct emit_head head = {.place_name = name_of, .places = "Lianyungang"};
	const struct emit_head ignorant = {.place_name = name_of};
	struct event e = gate();
	char *name;

	(void)state;
	e.place = "CNLYG";
	name = cell(&head, "placeName", &e);
	assert_string_equal(name, "Lianyungang");
	free(name);
	name = cell(&ignorant, "placeName", &e);
	assert_string_equal(name, "");
	free(name);
	assert_cell("placeName", &e, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_are_quoted_and_kept_from_running),
		cmocka_unit_test(test_a_file_begins_with_its_mark_and_names_its_columns),
		cmocka_unit_test(test_times_keep_their_offset_or_are_empty),
		cmocka_unit_test(test_several_words_are_joined_so_that_they_come_apart),
		cmocka_unit_test(test_what_is_no_container_has_a_column_of_its_own),
		cmocka_unit_test(test_a_place_has_its_name_where_the_head_knows_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
