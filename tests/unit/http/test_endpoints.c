/* The table of endpoints: found by method and path, parameters checked, described. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/endpoints.h"
#include "http/openapi.h"

#include <jansson.h>

static struct arena arena = ARENA_INIT;

static int let_go(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static enum found find(const char *method, const char *path, const struct endpoint **e, const char **allow)
{
	struct piece pieces[QUERY_CAPTURES];

	return endpoint_find(&arena, method, path, strlen(path), e, pieces, allow);
}

static void endpoints_are_found_by_method_and_path(void **state)
{
	static const struct {
		const char *method, *path;
		enum found found;
		const char *pattern_or_allow;
	} rows[] = {
		{"GET", "/healthz", FOUND, "/healthz"},
		{"HEAD", "/healthz", FOUND, "/healthz"},
		{"POST", "/healthz", FOUND_OTHER_METHOD, "GET, HEAD"},
		{"POST", "/api/v1/messages", FOUND, "/api/v1/messages"},
		{"DELETE", "/api/v1/messages", FOUND_OTHER_METHOD, "POST, GET, HEAD"},
		{"DELETE", "/api/v1/keys/7", FOUND, "/api/v1/keys/{id}"},
		{"GET", "/api/v1/keys/7", FOUND_OTHER_METHOD, "DELETE"},
		{"DELETE", "/api/v1/keys", FOUND_OTHER_METHOD, "GET, HEAD, POST"},
		{"OPTIONS", "/v2/events", FOUND_OTHER_METHOD, "GET, HEAD"},
		{"get", "/healthz", FOUND_OTHER_METHOD, "GET, HEAD"},
		{"GET", "/api/v1/intakes/1/raw", FOUND, "/api/v1/intakes/{id}/raw"},
		{"GET", "/api/v1/intakes/1/replay", FOUND_OTHER_METHOD, "POST"},
		{"GET", "/v2/events/7", FOUND, "/v2/events/{eventID}"},
		{"GET", "/no-such-file", FOUND_NONE, NULL},
		{"POST", "/no-such-file", FOUND_NONE, NULL},
		{"GET", "/api/v1/", FOUND_NONE, NULL},
		{"GET", "", FOUND_NONE, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct endpoint *e;
		const char *allow;

		assert_int_equal(find(rows[i].method, rows[i].path, &e, &allow), rows[i].found);
		if (rows[i].found == FOUND)
			assert_string_equal(e->path, rows[i].pattern_or_allow);
		else if (rows[i].found == FOUND_OTHER_METHOD)
			assert_string_equal(allow, rows[i].pattern_or_allow);
		else
			assert_null(e);
	}
}

static void parameters_are_those_of_the_endpoint(void **state)
{
	static const struct {
		const char *path, *query;
		bool good;
	} rows[] = {
		{"/api/v1/containers", "prefix=LYG&limit=10&cursor=x", true},
		{"/api/v1/containers", "status=in-terminal", true},
		{"/api/v1/containers", "status=lost", false},
		{"/api/v1/containers", "limit=0", false},
		{"/api/v1/containers", "limit=1001", false},
		{"/api/v1/containers", "limit=ten", false},
		{"/api/v1/containers", "colour=red", false},
		{"/api/v1/containers/A", "limit=1", false},
		{"/v2/events", "limit=100000", true},
		{"/v2/events", "limit=0", false},
		{"/v2/events", "eventCreatedDateTime:gte=x", true},
		{"/v2/events", "eventCreatedDateTime:ne=x", false},
		{"/v2/events", "EquipmentReference=x", false},
		{"/events", "limit=100000&cursor=x&eventTypes=IOT,REEFER", true},
		{"/events", "limit=0", false},
		{"/events", "eventType=IOT", false},
		{"/v1/port-schedules", "UNLocationCode=CNLYG&date=2026-12-01", true},
		{"/v1/port-schedules", "UNLocationCode=CNLYG", false},
		{"/v1/port-schedules", "date=2026-12-01", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct endpoint *e;
		const char *allow;
		struct pair blamed = {0};
		struct query q;
		struct fault f = {0};

		assert_int_equal(find("GET", rows[i].path, &e, &allow), FOUND);
		assert_true(query_parse(&arena, rows[i].query, &q, &f));
		if (endpoint_check(e, &q, &blamed, &f) != rows[i].good)
			fail_msg("%s?%s: %s", rows[i].path, rows[i].query, f.text);
		assert_int_equal(blamed.name == NULL, rows[i].good);
	}
}

static int limit_of(const char *raw)
{
	struct query q;
	struct fault f = {0};

	assert_true(query_parse(&arena, raw, &q, &f));
	return endpoint_limit(&q);
}

static void a_page_has_a_hundred_rows_and_never_more_than_a_thousand(void **state)
{
	(void)state;
	assert_int_equal(limit_of(""), 100);
	assert_int_equal(limit_of("limit=1"), 1);
	assert_int_equal(limit_of("limit=100000"), 1000);
}

/* Every $ref leads somewhere. */
static void check_refs(json_t *all, json_t *part)
{
	const char *key;
	json_t *value;
	size_t i;

	if (json_is_array(part)) {
		json_array_foreach(part, i, value) check_refs(all, value);
		return;
	}
	json_object_foreach(part, key, value)
	{
		if (strcmp(key, "$ref") == 0) {
			const char *name = strrchr(json_string_value(value), '/') + 1;

			if (!json_object_get(
				    json_object_get(json_object_get(all, "components"), "schemas"), name))
				fail_msg("no schema %s", name);
		} else {
			check_refs(all, value);
		}
	}
}

static void the_description_has_every_endpoint(void **state)
{
	struct text out = TEXT_INIT;
	json_error_t why;
	json_t *all;

	(void)state;
	openapi_write(&out);
	all = json_loads(text_string(&out), JSON_REJECT_DUPLICATES, &why);
	if (!all)
		fail_msg("%s at %d", why.text, why.position);
	for (size_t i = 0; i < endpoint_count; i++) {
		json_t *path = json_object_get(json_object_get(all, "paths"), endpoints[i].path);
		bool reads = strcmp(endpoints[i].method, "GET") == 0,
		     ends = strcmp(endpoints[i].method, "DELETE") == 0,
		     puts = strcmp(endpoints[i].method, "PUT") == 0;
		json_t *operation = json_object_get(path, reads  ? "get"
							  : ends ? "delete"
							  : puts ? "put"
								 : "post");

		assert_non_null(operation);
		assert_string_equal(
			json_string_value(json_object_get(operation, "summary")), endpoints[i].summary);
	}
	check_refs(all, all);
	json_decref(all);
	text_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(endpoints_are_found_by_method_and_path, let_go),
		cmocka_unit_test_teardown(parameters_are_those_of_the_endpoint, let_go),
		cmocka_unit_test_teardown(a_page_has_a_hundred_rows_and_never_more_than_a_thousand, let_go),
		cmocka_unit_test(the_description_has_every_endpoint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
