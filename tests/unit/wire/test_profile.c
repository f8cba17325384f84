/* Profiles: read, written, wrong ones told; what the columns of a heading are guessed to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "wire/sheet/guess.h"
#include "wire/sheets_heard.h"

static void a_profile_comes_back_as_it_was_written(void **state)
{
	static const char json[] =
		"{\"name\":\"mine\",\"partner\":\"ktz\",\"kind\":\"dislocation\",\"language\":\"ru\","
		"\"sheets\":[\"Лист1\",\"D*\"],"
		"\"headerRows\":1,\"dateOrder\":\"dmy\",\"zone\":\"Europe/"
		"Moscow\",\"classifier\":\"PLN\",\"rows\":\"all-or-none\","
		"\"guess\":false,\"columns\":[{\"field\":\"wagon\",\"words\":[\"номер "
		"вагона\",\"вагон\"]},{\"field\":\"station\",\"position\":4},"
		"{\"field\":\"time\",\"zone\":\"Asia/Almaty\"},{\"field\":\"railway\",\"constant\":\"20\"}]}";
	struct arena a = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f = {.code = FAULT_NONE};
	struct sheet_profile *p = profile_read(&a, json, sizeof json - 1, &f);

	(void)state;
	assert_non_null(p);
	assert_int_equal(p->kind, SHEET_DISLOCATION);
	assert_string_equal(p->sheets, "Лист1|D*");
	assert_true(p->all_or_none);
	assert_true(p->exact);
	assert_true(profile_takes_sheet(p, "Лист1"));
	assert_true(profile_takes_sheet(p, "Data"));
	assert_true(profile_takes_sheet(p, NULL));
	assert_false(profile_takes_sheet(p, "Лист2"));
	profile_write(&out, p);
	assert_string_equal(text_string(&out), json);
	text_free(&out);
	arena_free(&a);
}

static void what_is_wrong_with_a_profile_is_said(void **state)
{
	static const struct {
		const char *json, *says;
	} rows[] = {
		{"", "byte 0"},
		{"[]", "a profile is an object"},
		{"{}", "the kind is missing"},
		{"{\"kind\":\"nothing\"}", "$.kind: one of dislocation, train-list"},
		{"{\"kind\":\"customs\",\"colour\":1}", "$.colour: no profile has such a member"},
		{"{\"kind\":\"customs\",\"zone\":7}", "$.zone: a text"},
		{"{\"kind\":\"customs\",\"headerRows\":9}", "$.headerRows: a whole number from 0 to 2"},
		{"{\"kind\":\"customs\",\"dateOrder\":\"ydm\"}", "$.dateOrder: one of guess, ymd, dmy, mdy"},
		{"{\"kind\":\"customs\",\"guess\":1}", "$.guess: true or false"},
		{"{\"kind\":\"customs\",\"columns\":{}}", "$.columns: an array"},
		{"{\"kind\":\"customs\",\"columns\":[{}]}", "$.columns[0]: the field is missing"},
		{"{\"kind\":\"customs\",\"columns\":[{\"field\":\"moon\"}]}",
			"$.columns[0]: \"moon\" is no field"},
		{"{\"kind\":\"customs\",\"columns\":[{\"field\":\"area\"}]}",
			"the kind customs has no field \"area\""},
		{"{\"kind\":\"customs\",\"columns\":[{\"field\":\"container\"},{\"field\":\"container\"}]}",
			"$.columns[1]: this field or position stands there twice"},
		{"{\"kind\":\"customs\",\"columns\":[{\"field\":\"container\",\"position\":-1}]}",
			"$.columns[0].position"},
		{"{\"kind\":\"customs\",\"columns\":[{\"field\":\"container\",\"words\":[\"a|b\"]}]}",
			"$.columns[0].words[0]"},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {.code = FAULT_NONE};

		if (profile_read(&a, rows[i].json, strlen(rows[i].json), &f) || !strstr(f.text, rows[i].says))
			fail_msg("%s: %s", rows[i].json, f.text);
		assert_int_equal(f.code, FAULT_BAD_BODY);
	}
	arena_free(&a);
}

/* Every kind, every language: shipped, named after what it is, and its template's own heading is read by it.
 */
static void shipped_profiles_read_their_own_headings(void **state)
{
	struct arena a = ARENA_INIT;
	struct heading_book book;

	(void)state;
	heading_book_make(&book, &a);
	for (unsigned k = 0; k < SHEET_KINDS; k++)
		for (unsigned l = 0; l < SHEET_LANGUAGES; l++) {
			char name[64];
			const struct sheet_profile *p;
			struct headings h;
			struct column_guess g[FIELDS];
			size_t n;

			snprintf(
				name, sizeof name, "%s-%s", sheet_kind_rows[k].word, sheet_language_words[l]);
			p = world_profile(sheets_world, name);
			if (!p)
				fail_msg("no profile %s", name);
			assert_int_equal(p->kind, k);
			assert_int_equal(p->language, l);
			h.count = p->field_count;
			h.text = arena_alloc_array(&a, h.count, sizeof *h.text);
			for (size_t i = 0; i < p->field_count; i++) {
				const char *words = sheet_field_rows[p->fields[i].field].words[l];

				h.text[i] = arena_strndup(&a, words, strcspn(words, "|"));
			}
			if (kind_guess(&book, &h, NULL) != k)
				fail_msg("%s is taken for %u", name, kind_guess(&book, &h, NULL));
			assert_int_equal(headings_language(&h), l);
			n = profile_guess(&a, &book, (enum sheet_kind)k, &h, NULL, 0, g, FIELDS);
			if (n != p->field_count)
				fail_msg("%s: %zu of %zu", name, n, p->field_count);
			for (size_t i = 0; i < n; i++)
				if (g[i].column != i + 1 || g[i].field != p->fields[i].field)
					fail_msg("%s: column %zu \"%s\" is taken for %s", name, i + 1,
						h.text[i], sheet_field_rows[g[i].field].word);
		}
	arena_free(&a);
}

static void says_its_field(const struct heading_book *b, enum sheet_field f, enum sheet_language l)
{
	const char *words = sheet_field_rows[f].words[l];
	char heading[400], lower[500];

	snprintf(heading, sizeof heading, "%.*s", (int)strcspn(words, "|"), words);
	snprintf(lower, sizeof lower, "Passed over %u|%s", f, heading);
	for (unsigned twice = 0; twice < 2; twice++) {
		assert_true(heading_fields(b, heading) >> f & 1);
		assert_int_equal(heading_fits(b, heading, f), 99);
		assert_int_equal(heading_fields(b, lower), heading_fields(b, heading));
		assert_true(heading_fits(b, lower, f) >= 90);
		assert_int_equal(heading_rank(b, lower, f), UINT16_MAX);
		assert_int_equal(heading_fields(b, "Colour"), 0);
	}
}

/* Some 300 headings, more than are remembered, and all of them again: no answer is another's. */
static void a_heading_says_the_same_when_it_comes_again(void **state)
{
	struct arena a = ARENA_INIT;
	struct heading_book book;

	(void)state;
	heading_book_make(&book, &a);
	for (unsigned again = 0; again < 2; again++)
		for (unsigned l = 0; l < SHEET_LANGUAGES; l++)
			for (unsigned f = 0; f < FIELDS; f++)
				says_its_field(&book, (enum sheet_field)f, (enum sheet_language)l);
	arena_free(&a);
}

static struct row made_row(struct arena *a, const char *const *texts, size_t n)
{
	struct cell *cells = arena_alloc_array(a, n, sizeof *cells);

	for (size_t i = 0; i < n; i++)
		if (*texts[i])
			cells[i] = (struct cell){.kind = CELL_TEXT, .text = texts[i]};
	return (struct row){.count = n, .cells = cells};
}

static void a_fingerprint_is_that_of_the_words(void **state)
{
	static const char *const one[] = {"Container", "Wagon No.", ""},
				 *const other[] =
					 {
						 "WAGON",
						 "",
						 "container",
					 },
				 *const third[] = {"Container", "Seal", ""};
	struct arena a = ARENA_INIT;
	struct row x = made_row(&a, one, 3), y = made_row(&a, other, 3), z = made_row(&a, third, 3);

	(void)state;
	assert_int_equal(strlen(profile_fingerprint(&a, &x, 1)), 16);
	assert_string_not_equal(profile_fingerprint(&a, &x, 1), profile_fingerprint(&a, &y, 1));
	assert_string_not_equal(profile_fingerprint(&a, &x, 1), profile_fingerprint(&a, &z, 1));
	x.cells = made_row(&a, (const char *const[]){"wagon", "CONTAINER."}, 2).cells;
	x.count = 2;
	assert_string_equal(profile_fingerprint(&a, &x, 1), profile_fingerprint(&a, &y, 1));
	arena_free(&a);
}

static const struct sheet_profile *only;

static const struct sheet_profile *the_only_profile(void *self, const struct profile_asked *asked)
{
	(void)self;
	return asked->name && strcmp(asked->name, only->name) == 0 ? only : NULL;
}

static void a_profile_maps_columns_that_no_word_would(void **state)
{
	static const char json[] = "{\"name\":\"odd\",\"kind\":\"dislocation\",\"dateOrder\":\"mdy\","
				   "\"zone\":\"Asia/Almaty\",\"classifier\":\"EST\","
				   "\"columns\":[{\"field\":\"wagon\",\"words\":[\"alpha\"]},{\"field\":"
				   "\"time\",\"position\":2},"
				   "{\"field\":\"operation\",\"constant\":\"ПРИБ\"},{\"field\":\"station\","
				   "\"words\":[\"gamma ray\"]}]}";
	static const char sheet[] =
		"Alpha;Beta;Gamma-Ray;Container\n94312071;03/04/2026 10:00;Somewhere;LYGU7000010\n";
	struct decode_world w = world_decode(sheets_world);
	struct arena a = ARENA_INIT;
	struct fault f;
	struct heard h;

	(void)state;
	only = profile_read(&a, json, sizeof json - 1, &f);
	assert_non_null(only);
	w.profile = the_only_profile;
	sheets_hint.profile = "odd";
	sheet_heard_by(&h, &w, sheet, sizeof sheet - 1, 4096);
	sheets_hint.profile = NULL;
	assert_true(heard_has(&h, "DISLOCATION"));
	assert_true(heard_has(&h, "\"eventCode\":\"ARRI\",\"classifier\":\"EST\""));
	assert_true(heard_has(&h, "\"at\":\"2026-03-04T10:00:00+05:00\""));
	assert_true(heard_has(&h, "\"zoneFrom\":\"sender\""));
	assert_true(heard_has(&h, "\"placeText\":\"Somewhere\""));
	assert_true(heard_has(&h, "\"wagon\":\"94312071\""));
	assert_true(heard_has_not(&h, "date-doubt"));
	heard_free(&h);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_profile_comes_back_as_it_was_written),
		cmocka_unit_test(what_is_wrong_with_a_profile_is_said),
		cmocka_unit_test(shipped_profiles_read_their_own_headings),
		cmocka_unit_test(a_heading_says_the_same_when_it_comes_again),
		cmocka_unit_test(a_fingerprint_is_that_of_the_words),
		cmocka_unit_test(a_profile_maps_columns_that_no_word_would),
	};

	sheets_hint = (struct decode_hint){.sender = "local", .received = INSTANT_NONE};
	return cmocka_run_group_tests(tests, sheets_open, sheets_close);
}
