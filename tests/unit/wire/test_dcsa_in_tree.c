/* The JSON reader under the DCSA decoder: it takes what jansson takes, and says where each value stood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/text.h"
#include "wire/dcsa_in/tree.h"
#include "wire/dcsa_samples.h"

static void values_are_read(void **state)
{
	static const struct {
		const char *json, *text;
		enum node_kind kind;
	} rows[] = {
		{"null", NULL, NODE_NULL},
		{" true ", NULL, NODE_TRUE},
		{"false", NULL, NODE_FALSE},
		{"0", "0", NODE_NUMBER},
		{"-12.50e+3", "-12.50e+3", NODE_NUMBER},
		{"\"\"", "", NODE_STRING},
		{"\"a\\n\\\"\\\\\\/\\b\\f\\r\\t\"", "a\n\"\\/\b\f\r\t", NODE_STRING},
		{"\"\\u00e9\\u4E2d\\uD83D\\uDE82\"", "é中🚂", NODE_STRING},
		{"\"plain \\u0041 then plain\"", "plain A then plain", NODE_STRING},
		{"[]", NULL, NODE_ARRAY},
		{"{ }", NULL, NODE_OBJECT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = ARENA_INIT;
		struct tree_fault f;
		struct node *n = tree_read(&a, rows[i].json, strlen(rows[i].json), &f);

		assert_non_null(n);
		assert_int_equal(n->kind, rows[i].kind);
		if (rows[i].text) {
			assert_string_equal(n->text, rows[i].text);
			assert_int_equal(n->length, strlen(rows[i].text));
		}
		arena_free(&a);
	}
}

static void nodes_know_where_they_stand(void **state)
{
	static const char json[] = " {\"a\": [1, {\"b c\": \"x\"}, 22],\"dd\":null}";
	struct arena a = ARENA_INIT;
	struct tree_fault f;
	const struct node *n = tree_read(&a, json, sizeof json - 1, &f), *list = n->child, *dd = list->next;

	(void)state;
	assert_int_equal(n->offset, 1);
	assert_int_equal(list->offset, strchr(json, '[') - json);
	assert_string_equal(node_path(&a, "$[7]", list->child->next->next), "$[7].a[2]");
	assert_int_equal(list->child->next->next->offset, strstr(json, "22") - json);
	assert_string_equal(node_path(&a, "$", list->child->next->child), "$.a[1][?]");
	assert_string_equal(node_path(&a, "$", dd), "$.dd");
	assert_int_equal(dd->offset, strstr(json, "null") - json);
	assert_string_equal(node_path(&a, "$", n), "$");
	assert_null(dd->next);
	arena_free(&a);
}

/* What jansson takes is taken, with the same meaning of every text. */
static void assert_alike(const struct node *n, const json_t *j)
{
	const struct node *child = n->child;
	size_t i;

	switch (n->kind) {
	case NODE_STRING:
		assert_true(json_is_string(j));
		assert_int_equal(n->length, json_string_length(j));
		assert_memory_equal(n->text, json_string_value(j), n->length);
		break;
	case NODE_NUMBER:
		assert_true(json_is_number(j));
		break;
	case NODE_ARRAY:
		assert_true(json_is_array(j));
		for (i = 0; child; child = child->next)
			assert_alike(child, json_array_get(j, i++));
		assert_int_equal(i, json_array_size(j));
		break;
	case NODE_OBJECT:
		assert_true(json_is_object(j));
		for (i = 0; child; child = child->next, i++)
			assert_alike(child, json_object_get(j, child->key));
		assert_int_equal(i, json_object_size(j));
		break;
	default:
		assert_int_equal(n->kind == NODE_NULL, json_is_null(j));
		assert_int_equal(n->kind == NODE_TRUE, json_is_true(j));
	}
}

/* Numbers too large for jansson are no fault of the text. */
static bool is_number_fault(const json_error_t *e)
{
	return json_error_code(e) == json_error_numeric_overflow;
}

static void assert_same_verdict(const char *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct tree_fault f = {NULL, NULL, 0};
	struct node *ours = tree_read(&a, bytes, n, &f);
	json_error_t e;
	json_t *theirs = json_loadb(bytes, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);

	if (!ours != !theirs && !(ours && is_number_fault(&e)))
		fail_msg("%.*s\nours: %s, theirs: %s", (int)n, bytes, ours ? "taken" : f.text,
			theirs ? "taken" : e.text);
	if (ours && theirs)
		assert_alike(ours, theirs);
	if (!ours)
		assert_true(f.offset <= n && f.code && f.text);
	json_decref(theirs);
	arena_free(&a);
}

static void the_verdict_is_janssons(void **state)
{
	static const char *const rows[] = {"", " ", "{", "[", "\"", "nul", "nulll", "+1", "-", "01", "1.",
		".5", "1e", "1e+", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'",
		"[1 2]", "\"\\x\"", "\"\\u12\"", "\"\\u000g\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"",
		"\"\\uD800x\"", "\"\t\"", "\"\x7F\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"",
		"\"\xC0\x80\"", "\"\xE4\xB8\"", "[1]x", "[1]]", "{\"a\":1,\"\\u0061\":2}", "// c\n1", "NaN",
		"Infinity", "-0", "1E5", "1e400", "123456789012345678901234567890"};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_same_verdict(rows[i], strlen(rows[i]));
	assert_same_verdict("\"a\0b\"", 5);
}

/* jansson reads on behind a NUL that follows a whole value. */
static void a_nul_behind_the_value_is_not_taken(void **state)
{
	struct arena a = ARENA_INIT;
	struct tree_fault f;

	(void)state;
	assert_null(tree_read(&a, "1\0", 2, &f));
	assert_int_equal(f.offset, 1);
	arena_free(&a);
}

static void the_verdict_of_changed_samples_is_janssons(void **state)
{
	static const char to[] = "\"\\{}[]:,0ex u-+.\x80\xC3\n";
	static const char sample[] = SAMPLE_TRANSPORT;
	size_t n = sizeof sample - 1;
	char bytes[sizeof sample];

	(void)state;
	memcpy(bytes, sample, sizeof sample);
	for (size_t at = 0; at < n; at++)
		for (size_t k = 0; k < sizeof to; k++) {
			bytes[at] = to[k];
			assert_same_verdict(bytes, n);
			bytes[at] = sample[at];
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_read),
		cmocka_unit_test(nodes_know_where_they_stand),
		cmocka_unit_test(the_verdict_is_janssons),
		cmocka_unit_test(a_nul_behind_the_value_is_not_taken),
		cmocka_unit_test(the_verdict_of_changed_samples_is_janssons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
