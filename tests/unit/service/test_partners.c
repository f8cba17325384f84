#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/fixture.h"
#include "service/partners.h"
#include "service/unknown.h"

static struct asking asks(struct bench *b, struct service *s, struct text *out, struct fault *f)
{
	text_clear(out);
	*f = (struct fault){0};
	return (struct asking){
		.service = s, .conn = b->conn, .arena = &b->arena, .limit = 100, .out = out, .fault = f};
}

/* Saves a partner through a service. */
static void put(struct bench *b, struct service *s, const char *name, const char *body)
{
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = asks(b, s, &out, &f);
	json_t *json = json_loads(body, 0, NULL);
	bool made;

	assert_non_null(json);
	if (!partners_put(&q, name, json, &made))
		fail_msg("put: %s", f.text);
	json_decref(json);
	text_free(&out);
}

static const char *mapped(struct bench *b, const char *name, const char *body)
{
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = asks(b, &b->service, &out, &f);
	json_t *json = json_loads(body, 0, NULL);
	const char *answer;

	assert_non_null(json);
	if (!unknown_map(&q, name, json))
		fail_msg("map: %s", f.text);
	json_decref(json);
	answer = arena_strdup(&b->arena, text_string(&out));
	text_free(&out);
	return answer;
}

static const char *value_of(struct bench *b, const char *sql)
{
	struct arena *a = &b->arena;

	return ask(b->owner, a, sql, NULL);
}

static const char *at(struct bench *b, const char *reference, unsigned n, const char *place)
{
	struct move m = GATE_IN;
	const char *number = box(&b->arena, n);

	m.document = reference;
	m.place = place;
	return interchange_of(&b->arena, reference, &m, &number, 1);
}

static enum severity check_digit_of(struct service *s)
{
	struct world *w = service_world(s);
	struct decode_world d = world_decode(w);
	const struct partner *p = d.partner(d.self, &(struct partner_asked){.unb = "LBTTERM"});
	enum severity severity =
		p ? d.severity(d.self, p->name, "check-digit", SEVERITY_WARNING) : SEVERITY_WARNING;

	world_release(w);
	return severity;
}

static void another_daemon_keeps_up_with_what_was_saved(void **state)
{
	struct bench *b = *state;
	struct service other;
	struct fault f = {0};

	if (!service_open(&other, b->db, &b->service.settings, &f))
		fail_msg("%s", f.text);
	put(b, &other, "terminal",
		"{\"signs\":[{\"kind\":\"unb\",\"value\":\"LBTTERM\"}],\"strictness\":{\"check-digit\":"
		"\"error\"}}");
	assert_int_equal(check_digit_of(&other), SEVERITY_ERROR);
	assert_int_equal(check_digit_of(&b->service), SEVERITY_WARNING); /* it has not looked yet */
	assert_true(service_keep_up(&b->service, b->conn, &f));
	assert_int_equal(check_digit_of(&b->service), SEVERITY_ERROR);
	service_close(&other);
}

static void a_code_is_counted_once_a_delivery_and_gone_when_it_is_mapped(void **state)
{
	struct bench *b = *state;
	struct receipt first, second, again;
	struct fault f = {0};

	put(b, &b->service, "terminal", "{\"signs\":[{\"kind\":\"unb\",\"value\":\"LBTTERM\"}]}");
	first = post_as(b, at(b, "P1", 501, "HALT-9"), NULL);
	second = post_as(b, at(b, "P2", 502, "halt9"), NULL);
	assert_string_equal(value_of(b, "select string_agg(concat_ws('/', partner, list, code, times), ',') "
					"from unknown_code"),
		"terminal/PLACE/HALT9/1,terminal/PLACE/HALT9/1");
	/* decoded again and nothing is known of it still: counted once */
	assert_true(ingest_replay(&b->service, b->conn, first.intake, NULL, &again, &f));
	assert_int_equal(again.new_events + again.mended, 0);
	receipt_free(&again);
	assert_string_equal(value_of(b, "select sum(times) from unknown_code"), "2");
	assert_string_equal(
		mapped(b, "terminal", "{\"list\":\"PLACE\",\"code\":\"Halt 9\",\"meaning\":\"KZDOS\"}"),
		"{\"mapped\":true,\"replayed\":2,\"newEvents\":0,\"mendedEvents\":2,\"failed\":0,\"waiting\":"
		"[]}");
	assert_string_equal(value_of(b, "select count(*) from unknown_code"), "0");
	assert_string_equal(
		value_of(b, "select string_agg(concat_ws('/', j.place, e.place, e.place_text, "
			    "e.zone_source), ',' order by e.subject) from event e join journey j "
			    "on j.container = e.subject and j.event = e.id where e.place = 'KZDOS'"),
		"KZDOS/KZDOS/HALT-9/2,KZDOS/KZDOS/halt9/2");
	receipt_free(&first);
	receipt_free(&second);
}

/* The feed goes by transaction and line: who follows it hears of it once more, behind what it has heard. */
static void what_is_mended_stands_at_the_feeds_end(void **state)
{
	struct bench *b = *state;
	struct receipt early = post_as(b, at(b, "F1", 511, "HALT-8"), NULL);
	struct receipt late = post_as(b, at(b, "F2", 512, "CNLYG"), NULL);

	mapped(b, "terminal", "{\"list\":\"PLACE\",\"code\":\"HALT8\",\"meaning\":\"KZDOS\"}");
	assert_string_equal(
		value_of(b, "select string_agg(document, ',' order by xid, line) from event where "
			    "document in ('F1', 'F2')"),
		"F2,F1");
	receipt_free(&early);
	receipt_free(&late);
}

static void what_was_known_is_not_forgotten_with_its_partner(void **state)
{
	struct bench *b = *state;
	struct receipt r = post_as(b, at(b, "D1", 521, "HALT-8"), NULL), again;
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = asks(b, &b->service, &out, &f);

	assert_true(partners_drop(&q, "terminal"));
	assert_true(ingest_replay(&b->service, b->conn, r.intake, NULL, &again, &f));
	assert_int_equal(again.mended, 0);
	assert_string_equal(value_of(b, "select place from event where document = 'D1'"), "KZDOS");
	assert_string_equal(value_of(b, "select count(*) from place_code where system = 'terminal'"), "0");
	receipt_free(&again);
	receipt_free(&r);
	text_free(&out);
}

static void only_so_many_deliveries_are_decoded_at_once_and_the_rest_is_named(void **state)
{
	struct bench *b = *state;
	const char *answer;
	json_t *json;

	put(b, &b->service, "terminal", "{\"signs\":[{\"kind\":\"unb\",\"value\":\"LBTTERM\"}]}");
	for (unsigned i = 0; i < LIMIT_REPLAYS + 2; i++) {
		struct receipt r =
			post_as(b, at(b, arena_printf(&b->arena, "M%u", i), 600 + i, "HALT-7"), NULL);

		receipt_free(&r);
	}
	answer = mapped(b, "terminal", "{\"list\":\"PLACE\",\"code\":\"HALT7\",\"meaning\":\"KZDOS\"}");
	json = json_loads(answer, 0, NULL);
	assert_int_equal(json_integer_value(json_object_get(json, "replayed")), LIMIT_REPLAYS);
	assert_int_equal(json_array_size(json_object_get(json, "waiting")), 2);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_daemon_keeps_up_with_what_was_saved),
		cmocka_unit_test(a_code_is_counted_once_a_delivery_and_gone_when_it_is_mapped),
		cmocka_unit_test(what_is_mended_stands_at_the_feeds_end),
		cmocka_unit_test(what_was_known_is_not_forgotten_with_its_partner),
		cmocka_unit_test(only_so_many_deliveries_are_decoded_at_once_and_the_rest_is_named),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
