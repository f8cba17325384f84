#include "domain/custody.h"

#include "line_made.h"

static struct event *by(struct event *e, enum mode mode, const char *carrier)
{
	e->transport.mode = mode;
	e->transport.carrier = carrier;
	return e;
}

/* "terminal LNOCT 1-5, trucker 5-9 gap, ...": a gap is behind the hand */
static const char *custody_of(struct made *m)
{
	struct custody *c;
	size_t n = custody_find(&m->arena, made_line(m), &c);
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(&m->arena, "%s%s%s%s%s %s-%s%s", out, i ? ", " : "", hand_words[c[i].hand],
			c[i].name ? " " : "", c[i].name ? c[i].name : "", made_hour(m, c[i].from),
			made_hour(m, c[i].to), c[i].gap ? " gap" : "");
	return out;
}

#define CUSTODY(m, expected)                                                                                 \
	do {                                                                                                 \
		assert_string_equal(custody_of(&(m)), expected);                                             \
		arena_free(&(m).arena);                                                                      \
	} while (0)

static void the_chain_of_hands_is_terminal_railway_trucker_and_consignee(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	by(made_told(&m, "ARRI", "CNLYG", 1), MODE_VESSEL, "COSU");
	made_told(&m, "DISC", "CNLYG", 2)->facility = "LNOCT";
	by(made_told(&m, "GTOT", "CNLYG", 8), MODE_TRUCK, NULL)->transport.wagon = "苏G12345";
	made_told(&m, "GTIN", "CNLYB", 9);
	by(made_told(&m, "LOAD", "CNLYB", 20), MODE_RAIL, "CR");
	by(made_told(&m, "DEPA", "CNLYB", 21), MODE_RAIL, "CR");
	made_told(&m, "DISC", "UZTAS", 200);
	by(made_told(&m, "GTOT", "UZTAS", 210), MODE_TRUCK, NULL);
	made_told(&m, "DROP", "UZTAS", 215);
	CUSTODY(m, "carrier COSU 1-2, terminal LNOCT 2-8, trucker 苏G12345 8-9, terminal 9-20, railway CR "
		   "20-200, "
		   "terminal 200-210, trucker 210-215, consignee 215--");
}

static void a_handover_names_the_railway_that_has_it_from_then_on(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	by(made_told(&m, "DEPA", "CNLYG", 1), MODE_RAIL, NULL);
	made_told(&m, "HAND", "KZDOS", 50)->operator_code = "KTZ";
	by(made_told(&m, "WAYP", "KZALA", 60), MODE_RAIL, NULL);
	CUSTODY(m, "railway 1-50, railway KTZ 50--");
}

static void another_railway_without_a_handover_is_a_gap(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	by(made_told(&m, "DEPA", "CNLYG", 1), MODE_RAIL, "CR");
	by(made_told(&m, "WAYP", "KZALA", 60), MODE_RAIL, "KTZ");
	CUSTODY(m, "railway CR 1-60 gap, railway KTZ 60--");
}

static void what_nobody_told_between_two_hands_is_a_gap(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	by(made_told(&m, "ARRI", "CNLYG", 1), MODE_VESSEL, NULL);
	by(made_told(&m, "GTOT", "CNLYG", 8), MODE_TRUCK, NULL); /* who took it off the ship? */
	made_told(&m, "GTIN", "CNLYB", 9);
	by(made_told(&m, "DEPA", "CNXSG", 30), MODE_RAIL, NULL); /* who brought it there? */
	CUSTODY(m, "carrier 1-8 gap, trucker 8-9, terminal 9-30 gap, railway 30--");
}

static void the_name_of_a_hand_may_be_told_later(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "DISC", "CNLYG", 1);
	made_told(&m, "GTIN", "CNLYG", 2)->facility = "LNOCT";
	CUSTODY(m, "terminal LNOCT 1--");
}

static void an_empty_that_came_back_is_a_depots(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "DROP", "UZTAS", 1);
	made_told(&m, "GTIN", "UZTAS", 9)->load_state = LOAD_EMPTY;
	CUSTODY(m, "consignee 1-9, depot 9--");
}

static void plans_and_what_was_taken_back_put_it_in_nobodys_hand(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "GTIN", "CNLYG", 1)->function = FUNCTION_CANCEL;
	by(made_told(&m, "LOAD", "CNLYG", 4), MODE_RAIL, NULL)->classifier = CLASSIFIER_PLN;
	CUSTODY(m, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_chain_of_hands_is_terminal_railway_trucker_and_consignee),
		cmocka_unit_test(a_handover_names_the_railway_that_has_it_from_then_on),
		cmocka_unit_test(another_railway_without_a_handover_is_a_gap),
		cmocka_unit_test(what_nobody_told_between_two_hands_is_a_gap),
		cmocka_unit_test(the_name_of_a_hand_may_be_told_later),
		cmocka_unit_test(an_empty_that_came_back_is_a_depots),
		cmocka_unit_test(plans_and_what_was_taken_back_put_it_in_nobodys_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
