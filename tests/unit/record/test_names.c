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
		{{.severity = SEVERITY_WARNING,
			 .code = "check-digit",
			 .text = "It is 3",
			 .subject = "CSQU3054384",
			 .tag = "EQD",
			 .segment = 4,
			 .element = 2,
			 .component = 1,
			 .offset = 118},
			"{\"severity\":\"warning\",\"code\":\"check-digit\",\"text\":\"It is 3\","
			"\"subject\":\"CSQU3054384\",\"segment\":4,"
			"\"tag\":\"EQD\",\"element\":2,\"component\":1,\"offset\":118}"},
		{{.severity = SEVERITY_ERROR,
			 .code = "x",
			 .text = "y",
			 .row = 7,
			 .column = 3,
			 .offset = NO_OFFSET},
			"{\"severity\":\"error\",\"code\":\"x\",\"text\":\"y\",\"row\":7,\"column\":3,"
			"\"cell\":\"C7\"}"},
		{{.severity = SEVERITY_ERROR,
			 .code = "x",
			 .text = "y",
			 .sheet = "Лист1",
			 .row = 1048576,
			 .column = 16384,
			 .offset = NO_OFFSET},
			"{\"severity\":\"error\",\"code\":\"x\",\"text\":\"y\",\"sheet\":\"Лист1\",\"row\":"
			"1048576,\"column\":16384,\"cell\":\"XFD1048576\"}"},
		{{.severity = SEVERITY_INFORMATION, .code = "x", .text = "y", .path = "$[2].a"},
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
	assert_true(event_code_known("GTIN") && event_code_known("WAYP") && event_code_known(EVENT_ABOARD) &&
		    event_code_known(EVENT_NOTE));
	assert_int_equal(paper_of_word("cim-smgs"), PAPER_CIM_SMGS);
	assert_int_equal(paper_of_word("GU-24"), PAPERS);
	assert_int_equal(paper_of_word(NULL), PAPERS);
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
