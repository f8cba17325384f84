/* Binary parameters: PostgreSQL itself says what it read. */
#include "private_pg.h"

#include "store/wire.h"

static const uint8_t some_id[16] = {0, 1, 2, 3, 4, 5, 0x86, 7, 0x88, 9, 10, 11, 12, 13, 14, 0xFF};

static const char *as_array(struct private_pg *p, struct arena *a, struct text *t, const char *sql)
{
	struct conn *c = private_conn(p);
	const char *said = ask(c, a, sql, &P_BYTES(t->bytes, t->length));

	conn_close(c);
	text_free(t);
	return said;
}

static void text_arrays_keep_nulls_utf8_and_empty_strings(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct wire_array w;

	wire_array_open(&w, &t, OID_TEXT);
	wire_array_text(&w, "plain");
	wire_array_text(&w, NULL);
	wire_array_text(&w, "");
	wire_array_text(&w, "连云港 Достык \xF0\x9F\x9A\x82 \"{},\\");
	wire_array_close(&w);
	assert_string_equal(
		as_array(*state, &a, &t, "select coalesce(x, '(null)') from unnest($1::text[]) x"),
		"plain|(null)||连云港 Достык \xF0\x9F\x9A\x82 \"{},\\");
	arena_free(&a);
}

static void an_array_may_be_empty(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct wire_array w;

	wire_array_open(&w, &t, OID_UUID);
	wire_array_close(&w);
	assert_string_equal(as_array(*state, &a, &t, "select $1::uuid[]"), "{}");
	arena_free(&a);
}

static void ten_thousand_elements_arrive_in_order(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct wire_array w;

	text_say(&t, "what stands before an array does not matter");
	wire_array_open(&w, &t, OID_INT4);
	for (int32_t i = 0; i < 10000; i++)
		wire_array_int4(&w, i - 5000);
	wire_array_close(&w);
	assert_int_equal(w.count, 10000);
	memmove(t.bytes, t.bytes + w.at, t.length - w.at);
	t.length -= w.at;
	assert_string_equal(as_array(*state, &a, &t,
				    "select count(*) || ' ' || bool_and(x = n - 5001) from "
				    "unnest($1::int[]) with ordinality u (x, n)"),
		"10000 true");
	arena_free(&a);
}

static void uuids_arrive(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct wire_array w;

	wire_array_open(&w, &t, OID_UUID);
	wire_array_uuid(&w, some_id);
	wire_array_uuid(&w, NULL);
	wire_array_close(&w);
	assert_string_equal(as_array(*state, &a, &t, "select x from unnest($1::uuid[]) x"),
		"00010203-0405-8607-8809-0a0b0c0d0eff|-");
	arena_free(&a);
}

static void put_record(struct wire_array *w, bool nulls, instant when)
{
	static const char *const seals[] = {"A1", NULL, "铅封"};
	size_t record = wire_record_open(w, 8);

	wire_field_uuid(w, some_id);
	wire_field_text(w, nulls ? NULL : "Ж");
	wire_field_text_array(w, seals, nulls ? 0 : 3);
	wire_field_int2(w, -2);
	wire_field_int4(w, INT32_MIN);
	wire_field_int8(w, INT64_MAX);
	wire_field_bool(w, !nulls);
	wire_field_instant(w, nulls ? INSTANT_NONE : when);
	wire_record_close(w, record);
}

static void records_arrive_field_by_field(void **state)
{
	struct arena a = ARENA_INIT;
	struct text t = TEXT_INIT;
	struct wire_array w;
	struct fault f = {0};
	struct conn *c = private_conn(*state);
	const instant when = INT64_C(1781527694123456); /* 2026-06-15 12:48:14.123456 UTC */
	uint32_t oid;

	ask(c, &a,
		"create type wire_test as (u uuid, t text, s text[], i2 int2, i4 int4, i8 int8, b bool, w "
		"timestamptz)",
		NULL);
	oid = conn_type_oid(c, "wire_test", &f);
	assert_int_not_equal(oid, 0);
	wire_array_open(&w, &t, oid);
	put_record(&w, false, when);
	put_record(&w, true, when);
	put_record(&w, false, INT64_C(-1000001)); /* before 1970, and before PostgreSQL's 2000 */
	wire_array_close(&w);
	assert_string_equal(
		ask(c, &a, "select x::text from unnest($1::wire_test[]) x", &P_BYTES(t.bytes, t.length)),
		"(00010203-0405-8607-8809-0a0b0c0d0eff,Ж,\"{A1,NULL,铅封}\",-2,-2147483648,"
		"9223372036854775807,t,"
		"\"2026-06-15 12:48:14.123456+00\")|"
		"(00010203-0405-8607-8809-0a0b0c0d0eff,,,-2,-2147483648,9223372036854775807,f,)|"
		"(00010203-0405-8607-8809-0a0b0c0d0eff,Ж,\"{A1,NULL,铅封}\",-2,-2147483648,"
		"9223372036854775807,t,"
		"\"1969-12-31 23:59:58.999999+00\")");
	text_free(&t);
	arena_free(&a);
	conn_close(c);
}

static void a_type_of_ours_is_found_and_a_missing_one_told(void **state)
{
	struct conn *c = private_conn(*state);
	struct fault f = {0};
	uint32_t oid = conn_type_oid(c, "event_in", &f);

	assert_int_not_equal(oid, 0);
	assert_int_equal(conn_type_oid(c, "event_in", &f), oid);
	assert_int_equal(conn_type_oid(c, "no_such_type", &f), 0);
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_non_null(strstr(f.text, "no_such_type"));
	conn_close(c);
}

static void parameters_arrive_as_they_were_meant(void **state)
{
	struct private_pg *p = *state;
	struct conn *c = private_conn(p);
	struct arena a = ARENA_INIT;
	struct param cases[] = {p_int(&a, INT64_MIN), p_instant(&a, INT64_C(1781527694000001)),
		p_instant(&a, -1), p_instant(&a, INSTANT_NONE), p_bool(true), p_uuid(some_id), P_NULL};
	static const char *const sql[] = {"select $1::bigint", "select $1::timestamptz",
		"select $1::timestamptz", "select $1::timestamptz", "select $1::boolean", "select $1::uuid",
		"select $1::text"};
	static const char *const said[] = {"-9223372036854775808", "2026-06-15 12:48:14.000001+00",
		"1969-12-31 23:59:59.999999+00", "-", "t", "00010203-0405-8607-8809-0a0b0c0d0eff", "-"};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(ask(c, &a, sql[i], &cases[i]), said[i]);
	arena_free(&a);
	conn_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_arrays_keep_nulls_utf8_and_empty_strings),
		cmocka_unit_test(an_array_may_be_empty),
		cmocka_unit_test(ten_thousand_elements_arrive_in_order),
		cmocka_unit_test(uuids_arrive),
		cmocka_unit_test(records_arrive_field_by_field),
		cmocka_unit_test(a_type_of_ours_is_found_and_a_missing_one_told),
		cmocka_unit_test(parameters_arrive_as_they_were_meant),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
