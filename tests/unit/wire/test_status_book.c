/* What a status code means, by who says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/status_book.h"

static const struct status_code rows[] = {
	{.sender = "", .list = "UN", .status = "24", .event = "ARRI", .name = "wrong"},
	{.sender = "RAILCO", .list = "ZZZ", .status = "D", .event = "DISC"},
	{.sender = "", .list = "ZZZ", .status = "D", .event = "DEPA"},
	{.sender = "RAILCO", .list = "", .status = "D", .event = "LOAD"},
	{.sender = "RAILCO", .list = "UN", .status = "1", .event = NULL},
	{.sender = "", .list = "UN", .status = "1", .event = "ARRI"},
	{.sender = "", .list = "UN", .status = "24", .event = "DEPA", .name = "right"},
};

static void who_says_it_decides(void **state)
{
	static const struct {
		const char *sender[3], *list, *status, *event; /* "-": none; "": no move */
	} cases[] = {
		{{NULL, NULL, NULL}, "UN", "24", "DEPA"},
		{{"RAILCO", NULL, NULL}, "UN", "24", "DEPA"},
		{{"RAILCO", NULL, NULL}, "UN", "1", ""},
		{{"SEACO", NULL, NULL}, "UN", "1", "ARRI"},
		{{"RAILCO", NULL, NULL}, "ZZZ", "D", "DISC"},
		{{"RAILCO", NULL, NULL}, "QQQ", "D", "LOAD"},
		{{"SEACO", "", "RAILCO"}, "ZZZ", "D", "DISC"},
		{{"SEACO", NULL, NULL}, "ZZZ", "D", "DEPA"},
		{{"SEACO", NULL, NULL}, "QQQ", "D", "-"},
		{{"RAILCO", NULL, NULL}, NULL, "D", "LOAD"},
		{{NULL, NULL, NULL}, NULL, "D", "-"},
		{{NULL, NULL, NULL}, "UN", "2", "-"},
		{{NULL, NULL, NULL}, "UN", NULL, "-"},
	};
	struct arena a = ARENA_INIT;
	struct status_book b;

	(void)state;
	status_book_make(&b, &a, rows, sizeof rows / sizeof *rows);
	assert_int_equal(b.count, 6);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct status_asked asked = {{cases[i].sender[0], cases[i].sender[1], cases[i].sender[2]},
			cases[i].list, cases[i].status};
		const struct status_code *found = status_book_find(&b, &asked);
		const char *event = !found ? "-" : found->event ? found->event : "";

		if (strcmp(event, cases[i].event) != 0)
			fail_msg("case %zu: %s, not %s", i, event, cases[i].event);
	}
	arena_free(&a);
}

static void an_empty_book_says_nothing(void **state)
{
	struct status_asked asked = {{"RAILCO", NULL, NULL}, "UN", "24"};
	struct status_book b = {.rows = NULL};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_null(status_book_find(&b, &asked));
	status_book_make(&b, &a, NULL, 0);
	assert_null(status_book_find(&b, &asked));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_says_it_decides),
		cmocka_unit_test(an_empty_book_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
