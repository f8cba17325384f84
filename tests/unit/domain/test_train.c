#include "domain/train.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rail_made.h"

#define DAY 20619 /* 2026-06-15 */

static void a_key_ends_with_its_day(void **state)
{
	static const char *const wrong[] = {NULL, "", "TRAIN:X8155", "TRAIN:/2026-06-15",
		"TRAIN:X/2026-02-30", "TRAIN:X/2026-6-015", "IMO9227273/031W", "WAGON:94312071",
		"TRAIN:X/2026-06-1a"};
	int32_t day;

	(void)state;
	assert_true(train_day_of(X8155, &day));
	assert_int_equal(day, DAY);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(train_day_of(wrong[i], &day));
}

static void past_midnight_it_bears_the_next_day(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(train_key_past_midnight(&a, "TRAIN:X8155/2026-06-30"), "TRAIN:X8155/2026-07-01");
	assert_string_equal(train_key_past_midnight(&a, "TRAIN:/X/2026-12-31"), "TRAIN:/X/2027-01-01");
	arena_free(&a);
}

static void names_hold_for_their_window(void **state)
{
	static const struct {
		enum train_kind kind;
		int apart;
		bool same;
	} rows[] = {{TRAIN_NUMBER, 0, true}, {TRAIN_NUMBER, 1, false}, {TRAIN_INDEX, 30, true},
		{TRAIN_INDEX, 31, false}, {TRAIN_PROGRAMME, 1, false}, {TRAIN_TAF, 0, true}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(train_same_day(rows[i].kind, DAY, DAY + rows[i].apart), rows[i].same);
		assert_int_equal(train_same_day(rows[i].kind, DAY + rows[i].apart, DAY), rows[i].same);
	}
}

/* One train under three keys: the plan's number joins two of them, the index the third; a fourth bears an
 * equal number on another railway, a fifth on another day. */
static const struct train_name names[] = {
	{"X8155", TRAIN_NUMBER, "TRAIN:X8155/2026-06-15", DAY, "33", ""},
	{"CKELYG0061", TRAIN_PROGRAMME, "TRAIN:X8155/2026-06-15", DAY, "", ""},
	{"CKELYG0061", TRAIN_PROGRAMME, "TRAIN:1402/2026-06-15", DAY, "", ""},
	{"70850421301", TRAIN_INDEX, "TRAIN:1402/2026-06-15", DAY, "27", ""},
	{"70850421301", TRAIN_INDEX, "TRAIN:70850421301/2026-06-19", DAY + 4, "27", ""},
	{"X8155", TRAIN_NUMBER, "TRAIN:X8155A/2026-06-15", DAY, "51", ""},
	{"X8155", TRAIN_NUMBER, "TRAIN:X8155/2026-06-16", DAY + 1, "33", ""},
};

#define NAMES (sizeof names / sizeof *names)

static void names_join_keys_in_every_order(void **state)
{
	static const char *const expected[NAMES] = {"TRAIN:1402/2026-06-15", "TRAIN:1402/2026-06-15",
		"TRAIN:1402/2026-06-15", "TRAIN:1402/2026-06-15", "TRAIN:1402/2026-06-15",
		"TRAIN:X8155A/2026-06-15", "TRAIN:X8155/2026-06-16"};
	int order[NAMES] = {0, 1, 2, 3, 4, 5, 6};
	struct arena a = ARENA_INIT;

	(void)state;
	do {
		struct train_name list[NAMES];
		const char *class_of[NAMES];

		for (size_t i = 0; i < NAMES; i++)
			list[i] = names[order[i]];
		train_classes(&a, list, NAMES, class_of);
		for (size_t i = 0; i < NAMES; i++)
			assert_string_equal(class_of[i], expected[order[i]]);
		arena_reset(&a);
	} while (next_order(order, NAMES));
	arena_free(&a);
}

static void an_event_tells_names_of_its_train(void **state)
{
	struct reference references[] = {{"TRAIN-NUMBER", "1402"}, {"TRAIN-INDEX", "7085 042 1301"},
		{"TRAIN-PROGRAMME", "cke-lyg-0061"}, {"BKG", "1"}};
	struct event e = rail_event(RIDE_WAGON WAGON_RU, "ABRD", 0, "KZDOS", NULL, INDEX042);
	struct train_name got[8];
	struct arena a = ARENA_INIT;

	(void)state;
	e.references = references;
	e.reference_count = 4;
	e.transport.carrier = "27";
	assert_int_equal(train_names_of(&a, &e, got, 8), 3);
	assert_int_equal(got[0].kind, TRAIN_NUMBER);
	assert_string_equal(got[0].name, "1402");
	assert_int_equal(got[1].kind, TRAIN_INDEX);
	assert_string_equal(got[1].name, "70850421301");
	assert_string_equal(got[1].told, "7085 042 1301");
	assert_string_equal(got[1].train, INDEX042);
	assert_int_equal(got[1].day, DAY + 4);
	assert_string_equal(got[1].railway, "27");
	assert_int_equal(got[2].kind, TRAIN_PROGRAMME);
	assert_string_equal(got[2].name, "CKELYG0061");
	assert_string_equal(got[2].told, "cke-lyg-0061");
	e.reference_count = 0;
	assert_int_equal(train_names_of(&a, &e, got, 8), 1);
	assert_int_equal(got[0].kind, TRAIN_INDEX);
	e.transport.key = NULL;
	assert_int_equal(train_names_of(&a, &e, got, 8), 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_ends_with_its_day),
		cmocka_unit_test(past_midnight_it_bears_the_next_day),
		cmocka_unit_test(names_hold_for_their_window),
		cmocka_unit_test(names_join_keys_in_every_order),
		cmocka_unit_test(an_event_tells_names_of_its_train),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
