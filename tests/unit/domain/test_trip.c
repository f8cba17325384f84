#include "domain/trip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 8

/* "GTOT-" is an empty one, "GTIN+" a laden one, "GTIN" nobody knows; a '~' before it: taken back, a '?':
 * expected. */
static size_t begins(const char *const told[MOST])
{
	static char codes[MOST][5];
	const struct event *list[MOST];
	struct event events[MOST];
	bool voided[MOST];
	size_t n = 0;

	for (; n < MOST && told[n]; n++) {
		const char *code = told[n] + (*told[n] == '~' || *told[n] == '?');

		voided[n] = *told[n] == '~';
		memcpy(codes[n], code, 4);
		events[n] = (struct event){.code = codes[n],
			.classifier = *told[n] == '?' ? CLASSIFIER_EST : CLASSIFIER_ACT,
			.load_state = code[4] == '-'   ? LOAD_EMPTY
				      : code[4] == '+' ? LOAD_LADEN
						       : LOAD_UNKNOWN};
		list[n] = &events[n];
	}
	return trip_begins(list, voided, n);
}

static void a_trip_begins_where_the_box_is_fetched_empty(void **state)
{
	static const struct {
		const char *told[MOST];
		size_t begins;
	} rows[] = {
		{{NULL}, 0},
		{{"GTIN+", "LOAD+"}, 0},
		{{"GTIN+", "GTOT-", "GTIN+"}, 1},
		{{"GTIN+", "PICK-", "GTIN+", "GTOT-"}, 3},
		{{"GTIN+", "~GTOT-", "GTIN+"}, 0},
		{{"GTIN+", "?GTOT-", "GTIN+"}, 0},
		{{"GTIN+", "HOLD-", "GTIN+"}, 0},
		/* returned, and nobody told of the next pick-up */
		{{"GTIN+", "GTIN-", "GTIN+"}, 2},
		{{"GTIN+", "GTIN-", "NOTE", "GTIN+"}, 2},
		{{"GTIN+", "GTIN-"}, 0}, /* the trip that ended is the last one */
		{{"GTIN+", "GTIN-", "GTOT-", "GTIN+"}, 2},
		{{"GTIN+", "~GTIN-", "GTIN+"}, 0},
		{{"GTIN+", "GTIN-", "?GTIN+"}, 0},
		/* brought empty to where it is stuffed; on its way as an empty */
		{{"GTOT-", "GTIN-", "LOAD+"}, 0},
		{{"GTIN-", "LOAD-", "DISC-", "GTIN-"}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(begins(rows[i].told), rows[i].begins);
}

static void delivery_and_the_empty_return_end_it(void **state)
{
	static const struct {
		const char *code;
		enum load_state load;
		bool ends;
	} rows[] = {{"DROP", LOAD_LADEN, true}, {"GTIN", LOAD_EMPTY, true}, {"GTIN", LOAD_LADEN, false},
		{"GTIN", LOAD_UNKNOWN, false}, {"GTOT", LOAD_EMPTY, false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event e = {.code = rows[i].code, .load_state = rows[i].load};

		assert_int_equal(trip_ends(&e), rows[i].ends);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trip_begins_where_the_box_is_fetched_empty),
		cmocka_unit_test(delivery_and_the_empty_return_end_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
