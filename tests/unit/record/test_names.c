/* A diagnostic's JSON, and names that stand in the database and in answers: they never change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "record/message.h"

static void a_diagnostic_says_where(void **state)
{
	static const struct {
		struct diagnostic d;
		const char *json;
	} cases[] = {
		{{SEVERITY_WARNING, "check-digit", "It is 3", "CSQU3054384", "EQD", 4, 2, 1, 0, 0, NULL, 118},
			"{\"severity\":\"warning\",\"code\":\"check-digit\",\"text\":\"It is 3\","
			"\"subject\":\"CSQU3054384\",\"segment\":4,"
			"\"tag\":\"EQD\",\"element\":2,\"component\":1,\"offset\":118}"},
		{{SEVERITY_ERROR, "x", "y", NULL, NULL, 0, 0, 0, 7, 3, NULL, NO_OFFSET},
			"{\"severity\":\"error\",\"code\":\"x\",\"text\":\"y\",\"row\":7,\"column\":3}"},
		{{SEVERITY_INFORMATION, "x", "y", NULL, NULL, 0, 0, 0, 0, 0, "$[2].a", 0},
			"{\"severity\":\"information\",\"code\":\"x\",\"text\":\"y\",\"path\":\"$[2].a\","
			"\"offset\":0}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = TEXT_INIT;
		struct json j = {&t, false};

		diagnostic_write(&j, &cases[i].d);
		assert_string_equal(t.bytes, cases[i].json);
		text_free(&t);
	}
}

static void names_never_change(void **state)
{
	(void)state;
	assert_string_equal(severity_names[SEVERITY_ERROR], "error");
	assert_string_equal(subject_kind_names[SUBJECT_DOCUMENT], "document");
	assert_string_equal(event_type_names[EVENT_SHIPMENT], "SHIPMENT");
	assert_string_equal(classifier_names[CLASSIFIER_PLN], "PLN");
	assert_null(load_state_names[LOAD_UNKNOWN]);
	assert_string_equal(load_state_names[LOAD_LADEN], "LADEN");
	assert_null(mode_names[MODE_UNKNOWN]);
	assert_string_equal(mode_names[MODE_MULTIMODAL], "MULTIMODAL");
	assert_string_equal(function_names[FUNCTION_REPLACE], "replace");
	assert_string_equal(function_names[FUNCTION_RETRACT], "retract");
	assert_string_equal(zone_source_names[ZONE_NOBODY], "nobody");
	assert_string_equal(verdict_names[VERDICT_WARNINGS], "accepted-with-warnings");
	assert_string_equal(verdict_names[VERDICT_REJECTED], "rejected");
	assert_true(event_code_known("GTIN") && event_code_known("WAYP") && event_code_known(EVENT_NOTE));
	assert_false(event_code_known("XXXX") || event_code_known("") || event_code_known("gtin"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_diagnostic_says_where),
		cmocka_unit_test(names_never_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
