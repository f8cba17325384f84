/* A lot of an import stores what a post of the same bytes stores, each event once. */
#include "service/fixture.h"

#include "service/ingest_steps.h"
#include "service/ingest_write.h"

static bool write_steps(struct writing *w, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);

	batch_begin(b);
	if (!writing_claim_later(w, b, f) || !batch_run(b, f) || !writing_events_copy(w, f) ||
		!writing_fold(w, f) || !journeys_copy(w->conn, w->journeys, w->journey_count, f) ||
		!writing_save_later(w, b, f))
		return false;
	batch_commit(b);
	return batch_run(b, f);
}

/* How many of the events were new. */
static uint64_t give_lot(struct bench *b, struct transports_told *told, const char *bytes)
{
	struct part p;
	uint8_t id[16];
	struct share share = {.part = &p, .intake = id};
	struct writing w;
	struct fault f = {0};
	const char *format;
	struct world *world = service_world(&b->service);

	part_open(&p, "local", NULL, 0);
	part_decode(&p, world, NULL, bytes, strlen(bytes), &format);
	assert_done(intake_new_id(id, &f) && writing_open(&w, b->conn, &share, 1, &f), f);
	w.told = told;
	assert_done(write_steps(&w, &f), f);
	writing_close(&w);
	part_close(&p);
	world_release(world);
	return share.new_events;
}

/* All of it but when and by whose delivery. */
#define STORED                                                                                               \
	"select concat_ws('|', (select string_agg((to_jsonb(e) - 'xid' - 'recorded' - 'intake' - 'line' - "  \
	"'message')::text, '|' order by id, subject) from event e), (select string_agg((to_jsonb(j) - "      \
	"'changed')::text, '|' order by container) from journey j), (select string_agg(t::text, '|' order "  \
	"by key) from transport t), (select string_agg(c::text, '|' order by number) from container c))"

static void a_lot_stores_what_a_post_stores(void **state)
{
	struct bench *b = *state;
	const char **boxes = boxes_of(b, 7000, 6, false), *bytes[12], *posted;
	uint64_t seed = 20261128;

	forget(b);
	for (int k = 0; k < 12; k++) {
		struct receipt r = post(b, bytes[k] = random_message(b, &seed, boxes, 6, k));

		receipt_free(&r);
	}
	posted = asked(b, STORED, NULL);
	forget(b);
	for (int k = 0; k < 12; k++)
		give_lot(b, NULL, bytes[k]);
	assert_string_equal(asked(b, STORED, NULL), posted);
}

static void an_event_that_a_lot_says_twice_counts_once(void **state)
{
	struct bench *b = *state;
	const char *boxes[] = {box(&b->arena, 7100), box(&b->arena, 7100), box(&b->arena, 7101)};
	struct move m = GATE_IN;
	const char *bytes = interchange_of(&b->arena, "T1", &m, boxes, 3);

	forget(b);
	assert_int_equal(give_lot(b, NULL, bytes), 2);
	assert_int_equal(give_lot(b, NULL, bytes), 0);
	assert_int_equal(count(b, "select count(*) from event"), 2);
	boxes[0] = box(&b->arena, 7102);
	assert_int_equal(give_lot(b, NULL, interchange_of(&b->arena, "T2", &m, boxes, 3)), 1);
}

#define SHIP                                                                                                 \
	"UNB+UNOA:2+LBTTERM+LBTHUB+260615:1200+%s'UNH+1+COARRI:D:95B:UN:SMDG16'BGM+46+%s+9'"                 \
	"DTM+137:202606151200:203'TDT+20+%s+1++COS:172:20+++9100009:146:11:BENCH'LOC+9+CNLYG:139:6'"         \
	"NAD+MS+CNLYG:160:20'EQD+CN+%s+45G1:102:5++2+5'DTM+203:202606151000:203'CNT+16:1'UNT+9+1'UNZ+1+%s'"

static void give_ship(struct bench *b, struct transports_told *told, const char *voyage, const char *number)
{
	const char *bytes = arena_printf(&b->arena, SHIP, number, number, voyage, number, number);

	assert_int_equal(give_lot(b, told, bytes), 1);
}

static void a_lot_tells_not_again_of_a_ship_that_the_one_before_it_told(void **state)
{
	struct bench *b = *state;
	struct transports_told told = {0};

	forget(b);
	give_ship(b, &told, "001W", box(&b->arena, 7200));
	assert_int_equal(count(b, "select count(*) from transport"), 1);
	assert_int_equal(count(b, "select count(*) from transport_call"), 1);
	asked(b, "truncate transport, transport_call", NULL); /* so that it is seen who tells */
	give_ship(b, &told, "001W", box(&b->arena, 7201));
	give_ship(b, &told, "001W", box(&b->arena, 7202));
	assert_int_equal(count(b, "select count(*) from transport"), 0);
	give_ship(b, &told, "002W", box(&b->arena, 7203));
	assert_int_equal(count(b, "select count(*) from transport"), 1);
	give_ship(b, &told, "001W", box(&b->arena, 7204));
	assert_int_equal(count(b, "select count(*) from transport"), 2);
	transports_forget(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lot_stores_what_a_post_stores),
		cmocka_unit_test(an_event_that_a_lot_says_twice_counts_once),
		cmocka_unit_test(a_lot_tells_not_again_of_a_ship_that_the_one_before_it_told),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
