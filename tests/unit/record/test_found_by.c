#include "record/found_by.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_reference_is_found_as_its_kind(void **state)
{
	static const struct {
		const char *kind;
		enum found_by as;
	} rows[] = {
		{"BKG", FOUND_BY_BOOKING},
		{"TRD", FOUND_BY_BILL},
		{"HBL", FOUND_BY_BILL},
		{"WAYBILL", FOUND_BY_WAYBILL},
		{"CUSTOMS", FOUND_BY_CUSTOMS},
		{"CIM-SMGS", FOUND_BY_WAYBILL},
		{"TRAIN-INDEX", FOUND_BY_TRAIN},
		{"GU-23", FOUND_BY_DOCUMENT},
		{"DELIVERY", FOUND_BY_DOCUMENT},
		{"XYZ", FOUND_BY_DOCUMENT},
		{"EQUIPMENT", FOUND_BYS},
		{"EVENT", FOUND_BYS},
		{"CALL", FOUND_BYS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(found_by_reference(rows[i].kind), rows[i].as);
}

static void a_value_has_one_form(void **state)
{
	static const struct {
		const char *raw, *value;
	} rows[] = {
		{"BK-77/1", "BK771"},
		{" bk 77.1 ", "BK771"},
		{"\xD0\x92K77", "BK77"}, /* Cyrillic Ve */
		{"\xEF\xBC\xA2\xEF\xBC\xAB", "BK"},
		{"A&B_1", "A&B_1"},
		{"--", NULL},
		{"", NULL},
	};
	char value[FOUND_BY_ROOM], most[FOUND_BY_ROOM + 1];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(found_by_value(rows[i].raw, value), rows[i].value != NULL);
		if (rows[i].value)
			assert_string_equal(value, rows[i].value);
	}
	memset(most, 'A', sizeof most);
	most[FOUND_BY_ROOM - 1] = '\0';
	assert_true(found_by_value(most, value));
	most[FOUND_BY_ROOM - 1] = 'A';
	most[FOUND_BY_ROOM] = '\0';
	assert_false(found_by_value(most, value));
}

struct list {
	struct arena arena;
	const char *told;
};

static void tell(void *self, enum found_by kind, const char *raw)
{
	struct list *l = self;

	l->told = arena_printf(&l->arena, "%s%s=%s ", l->told, found_by_words[kind], raw);
}

static void an_event_is_found_by_all_it_carries(void **state)
{
	struct reference references[] = {{"BKG", "B1"}, {"EQUIPMENT", "CSQU3054383"}, {"RELEASE", "R1"}};
	const char *seals[] = {"CA:S1", "S2"};
	struct event e = {.references = references,
		.reference_count = 3,
		.seals = seals,
		.seal_count = 2,
		.transport = {
			.mode = MODE_RAIL, .name = "CR EXPRESS", .train = "X8005", .wagon = "62345678"}};
	struct list l = {ARENA_INIT, ""};

	(void)state;
	found_by_all(&e, tell, &l);
	assert_string_equal(l.told, "booking=B1 document=R1 seal=S1 seal=S2 train=X8005 wagon=62345678 ");
	e = (struct event){.transport = {.mode = MODE_VESSEL, .name = "EVER BRIDGE", .imo = "9227273"}};
	l.told = "";
	found_by_all(&e, tell, &l);
	assert_string_equal(l.told, "vessel=9227273 vessel=EVER BRIDGE ");
	arena_free(&l.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reference_is_found_as_its_kind),
		cmocka_unit_test(a_value_has_one_form),
		cmocka_unit_test(an_event_is_found_by_all_it_carries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
