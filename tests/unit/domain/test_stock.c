#include "domain/stock.h"

#include "line_made.h"

static struct stock_box box(const char *facility, const char *line, const char *size)
{
	return (struct stock_box){"CNLYG", facility, line, size, AT(1), INSTANT_NONE, INSTANT_NONE};
}

/* "DEPOT COSU 22G1 2/1/0+0": available, reserved, off-hired, asked */
static const char *stock_of(
	struct arena *a, const struct stock_box *boxes, size_t n, const struct stock_order *orders, size_t m)
{
	struct stock_row *rows;
	const char *out = "";
	size_t count = stock_find(a, boxes, n, orders, m, &rows);

	for (size_t i = 0; i < count; i++)
		out = arena_printf(a, "%s%s%s %s %s %d/%d/%d+%d", out, i ? ", " : "",
			rows[i].facility ? rows[i].facility : "-",
			rows[i].operator_code ? rows[i].operator_code : "-",
			rows[i].size_type ? rows[i].size_type : "-", (int)rows[i].count[STOCK_AVAILABLE],
			(int)rows[i].count[STOCK_RESERVED], (int)rows[i].count[STOCK_OFF_HIRED],
			(int)rows[i].asked);
	return out;
}

static void empties_are_stock_by_depot_operator_and_size_type(void **state)
{
	struct stock_box boxes[] = {box("LYGD", "COSU", "22G1"), box("LYGD", "COSU", "45G1"),
		box("LYGD", "COSU", "22G1"), box("LYGD", "MSCU", "22G1"), box(NULL, NULL, NULL)};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(stock_of(&a, boxes, 5, NULL, 0),
		"- - - 1/0/0+0, LYGD COSU 22G1 2/0/0+0, LYGD COSU 45G1 1/0/0+0, LYGD MSCU 22G1 1/0/0+0");
	arena_free(&a);
}

static void a_box_is_available_reserved_or_off_hired(void **state)
{
	struct stock_box b = box("LYGD", "COSU", "22G1");

	(void)state;
	assert_int_equal(stock_state_of(&b), STOCK_AVAILABLE);
	b.ordered = AT(5);
	assert_int_equal(stock_state_of(&b), STOCK_RESERVED);
	b.off_hired = AT(9);
	assert_int_equal(stock_state_of(&b), STOCK_OFF_HIRED);
	b.ordered = AT(10); /* hired again */
	assert_int_equal(stock_state_of(&b), STOCK_RESERVED);
}

static void an_order_that_names_none_reserves_so_many_as_there_are_less_what_was_collected(void **state)
{
	struct stock_box boxes[] = {
		box("LYGD", "COSU", "22G1"), box("LYGD", "COSU", "22G1"), box("LYGD", "MSCU", "22G1")};
	struct stock_order order = {"CNLYG", "LYGD", "COSU", "22G1", 3, 2};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(
		stock_of(&a, boxes, 3, &order, 1), "LYGD COSU 22G1 1/1/0+0, LYGD MSCU 22G1 1/0/0+0");
	order.collected = 0;
	assert_string_equal(
		stock_of(&a, boxes, 3, &order, 1), "LYGD COSU 22G1 0/2/0+1, LYGD MSCU 22G1 1/0/0+0");
	order.operator_code = NULL;
	assert_string_equal(
		stock_of(&a, boxes, 3, &order, 1), "LYGD COSU 22G1 0/2/0+0, LYGD MSCU 22G1 0/1/0+0");
	order.size_type = "45G1";
	assert_string_equal(
		stock_of(&a, boxes, 3, &order, 1), "LYGD COSU 22G1 2/0/0+0, LYGD MSCU 22G1 1/0/0+0");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empties_are_stock_by_depot_operator_and_size_type),
		cmocka_unit_test(a_box_is_available_reserved_or_off_hired),
		cmocka_unit_test(
			an_order_that_names_none_reserves_so_many_as_there_are_less_what_was_collected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
