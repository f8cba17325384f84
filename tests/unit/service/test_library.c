/* The library as another C program meets it: strings in, JSON out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "landbridge/landbridge.h"

#include <jansson.h>

static void codes_are_judged(void **state)
{
	static const struct {
		const char *code, *kind;
		int verdict;
		const char *said, *normal; /* kind and code in the answer; NULL: none */
	} cases[] = {
		{"CSQU 305438-3", NULL, 1, "container", "CSQU3054383"},
		{"CSQU3054383", "container", 1, "container", "CSQU3054383"},
		{"CSQU3054384", NULL, 0, "container", "CSQU3054384"},
		{"cnlyg", NULL, 1, "locode", "CNLYG"},
		{"94012341", NULL, 1, "cis", "94012341"},
		{"532908", "esr", 1, "esr", "532908"}, /* a station only warns */
		{"40HQ", "size-type", 1, "size-type", "40HQ"},
		{"CNLYG", "container", -1, NULL, NULL},
		{"CNLYG", "bogus", -1, NULL, NULL},
		{"\"quoted\"", NULL, -1, NULL, NULL},
		{"", NULL, -1, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[640];
		json_t *answer;
		const char *kind, *code;

		assert_int_equal(lb_check(cases[i].code, cases[i].kind, out, sizeof out), cases[i].verdict);
		answer = json_loads(out, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(answer);
		assert_int_equal(json_is_true(json_object_get(answer, "holds")), cases[i].verdict == 1);
		assert_true(json_string_length(json_object_get(answer, "text")) > 0);
		kind = json_string_value(json_object_get(answer, "kind"));
		code = json_string_value(json_object_get(answer, "code"));
		assert_int_equal(!kind, !cases[i].said);
		if (kind)
			assert_string_equal(kind, cases[i].said);
		if (code)
			assert_string_equal(code, cases[i].normal);
		json_decref(answer);
	}
}

static void an_answer_without_room_is_empty_and_not_cut(void **state)
{
	char whole[640], out[640];
	size_t length;

	(void)state;
	assert_int_equal(lb_check("CSQU3054383", NULL, whole, sizeof whole), 1);
	length = strlen(whole);
	assert_int_equal(lb_check("CSQU3054383", NULL, out, length), 1);
	assert_string_equal(out, "");
	assert_int_equal(lb_check("CSQU3054383", NULL, out, length + 1), 1);
	assert_string_equal(out, whole);
	assert_int_equal(lb_check("CSQU3054383", NULL, NULL, 0), 1);
}

struct seen {
	int messages, between;
	json_t *last; /* the last message */
};

static void see(void *self, const char *json, size_t length)
{
	struct seen *s = self;
	json_t *line = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(line);
	assert_int_equal(json[length], '\0');
	assert_true(json_is_array(json_object_get(line, "diagnostics")));
	if (!json_object_get(line, "message")) {
		assert_int_equal(json_object_size(line), 1);
		s->between++;
		json_decref(line);
		return;
	}
	s->messages++;
	json_decref(s->last);
	s->last = line;
}

/* A train's box comes in through the gate of a terminal. */
static const char gate_in[] = "UNB+UNOA:2+LYGPCT+HUB+260615:1005+77'"
			      "UNH+1+CODECO:D:95B:UN:ITG14'"
			      "BGM+34+GATE-4711+9'"
			      "NAD+CF+CSQ:160:20'"
			      "EQD+CN+CSQU3054383+45G1:102:5+2+3+5'"
			      "DTM+7:202606151000:203'"
			      "LOC+165+CNLYG:139:6+LPCT:TER:ZZZ'"
			      "CNT+16:1'"
			      "UNT+8+1'"
			      "UNZ+1+77'";

static void a_delivery_is_decoded_with_the_places_that_are_built_in(void **state)
{
	struct seen s = {0, 0, NULL};
	json_t *event;
	const char *at;

	(void)state;
	assert_int_equal(lb_decode(gate_in, sizeof gate_in - 1, see, &s), 1);
	assert_int_equal(s.messages, 1);
	assert_string_equal(json_string_value(json_object_get(s.last, "type")), "CODECO");
	assert_int_equal(json_array_size(json_object_get(s.last, "events")), 1);
	event = json_array_get(json_object_get(s.last, "events"), 0);
	assert_string_equal(json_string_value(json_object_get(event, "subject")), "CSQU3054383");
	assert_string_equal(json_string_value(json_object_get(event, "eventCode")), "GTIN");
	at = json_string_value(json_object_get(json_object_get(event, "happened"), "at"));
	assert_non_null(at);
	assert_string_equal(at, "2026-06-15T10:00:00+08:00");
	json_decref(s.last);
}

static void the_same_bytes_give_the_same_lines(void **state)
{
	struct seen first = {0, 0, NULL}, second = {0, 0, NULL};

	(void)state;
	assert_int_equal(lb_decode(gate_in, sizeof gate_in - 1, see, &first), 1);
	assert_int_equal(lb_decode(gate_in, sizeof gate_in - 1, see, &second), 1);
	assert_true(json_equal(first.last, second.last));
	json_decref(first.last);
	json_decref(second.last);
}

static void a_message_without_an_end_is_refused_and_told(void **state)
{
	struct seen s = {0, 0, NULL};
	const char *end = strstr(gate_in, "UNT+");

	(void)state;
	assert_int_equal(lb_decode(gate_in, (size_t)(end - gate_in), see, &s), 0);
	assert_int_equal(s.messages, 1);
	assert_string_equal(json_string_value(json_object_get(s.last, "status")), "rejected");
	assert_true(json_array_size(json_object_get(s.last, "diagnostics")) > 0);
	assert_int_equal(json_array_size(json_object_get(s.last, "events")), 0);
	json_decref(s.last);
}

static void what_has_no_format_we_know_is_refused(void **state)
{
	struct seen s = {0, 0, NULL};

	(void)state;
	assert_int_equal(lb_decode("hello, world", 12, see, &s), -1);
	assert_int_equal(lb_decode("", 0, see, &s), -1);
	assert_int_equal(s.messages + s.between, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_judged),
		cmocka_unit_test(an_answer_without_room_is_empty_and_not_cut),
		cmocka_unit_test(a_delivery_is_decoded_with_the_places_that_are_built_in),
		cmocka_unit_test(the_same_bytes_give_the_same_lines),
		cmocka_unit_test(a_message_without_an_end_is_refused_and_told),
		cmocka_unit_test(what_has_no_format_we_know_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
