/* Wagons and trains: what is told of them is told of the boxes that ride on them, whichever comes first, from
 * however many hands. */
#include "service/fixture.h"

#include "domain/train.h"
#include "service/ingest_steps.h"
#include "service/ingest_write.h"
#include "service/rail.h"
#include "service/refold.h"

#include <pthread.h>

#define HOURS(n) ((INT64_C(1781481600) + (n)*3600) * INSTANT_SECOND) /* of 2026-06-15, UTC */
#define BOX      "LYGU7000010"
#define CR       "5312345"
#define RU       "94312071"
#define X8155    "TRAIN:X8155/2026-06-15"
#define INDEX042 "TRAIN:70850421301/2026-06-19"

static struct event told(const char *subject, const char *code, int hour, const char *place,
	const char *wagon, const char *train)
{
	return (struct event){.subject_kind = strchr(subject, ':') ? SUBJECT_TRANSPORT : SUBJECT_CONTAINER,
		.subject = subject,
		.type = strchr(subject, ':') ? EVENT_TRANSPORT : EVENT_EQUIPMENT,
		.code = code,
		.happened = {.at = HOURS(hour), .precision = PRECISION_MINUTE},
		.said = HOURS(hour + 1),
		.document = "D1",
		.place = place,
		.transport = {.mode = MODE_RAIL, .wagon = wagon, .key = train}};
}

static struct event named(struct event e, const char *kind, const char *name)
{
	static struct reference references[8];
	static size_t n;
	struct reference *r = &references[n++ % 8];

	*r = (struct reference){kind, name};
	e.references = r;
	e.reference_count = 1;
	return e;
}

static void fill(struct part *p, const struct event *events, size_t n, const char *party)
{
	struct message m = {.line = 1,
		.format = "EDIFACT",
		.type = "IFTSTA",
		.reference = "1",
		.sender = "RAILWAY",
		.said = HOURS(0),
		.verdict = VERDICT_ACCEPTED};
	struct event *copies;
	struct decode_sink sink;

	part_open(p, "RAILWAY", party, 0);
	copies = arena_alloc_array(&p->arena, n + 1, sizeof *copies);
	memcpy(copies, events, n * sizeof *copies);
	m.events = copies;
	m.event_count = n;
	sink = part_sink(p);
	sink.message(sink.self, &m);
}

static bool write_all(struct writing *w, struct conn *c, struct fault *f)
{
	struct batch *b = batch_new(c, &w->arena);

	batch_begin(b);
	if (!writing_claim_later(w, b, f) || !writing_events_later(w, b, f) || !batch_run(b, f) ||
		!writing_fold(w, f))
		return false;
	b = batch_new(c, &w->arena);
	if (!writing_save_later(w, b, f))
		return false;
	batch_commit(b);
	return batch_run(b, f);
}

/* Takes these events in as one delivery. */
static bool try_give(struct conn *c, const struct event *events, size_t n, const char *party, struct fault *f)
{
	for (int tries = 1;; tries++) {
		struct part p;
		uint8_t id[16];
		struct share share = {.part = &p, .intake = id, .party = party};
		struct writing w;
		bool fine;

		fill(&p, events, n, party);
		*f = (struct fault){0};
		fine = intake_new_id(id, f) && writing_open(&w, c, &share, 1, f) && write_all(&w, c, f);
		if (!fine)
			conn_rollback(c);
		writing_close(&w);
		part_close(&p);
		if (fine || tries == TRIES || !fault_runs_again(f))
			return fine;
	}
}

static void give_as(struct bench *b, const struct event *events, size_t n, const char *party)
{
	struct fault f;

	if (!try_give(b->conn, events, n, party, &f))
		fail_msg("%s", f.text);
}

static void give(struct bench *b, const struct event *e)
{
	give_as(b, e, 1, NULL);
}

#define JOURNEY                                                                                              \
	"select concat_ws(' ', status, coalesce(place, '-'), coalesce(code, '-'), coalesce(wagon, '-'), "    \
	"coalesce(transport, '-')) from journey where container = $1"
#define RAIL                                                                                                 \
	"select concat_ws('|', (select string_agg(concat_ws(' ', wagon, train, since, until), ',' order by " \
	"line) from ride where container = $1), (select string_agg(concat_ws(' ', complex, off_wagon, "      \
	"on_wagon, from_gauge, to_gauge), ',' order by line) from gauge_change where container = $1), "      \
	"(select string_agg(concat_ws(' ', wagon, train, place, since, until), ',' order by wagon, line) "   \
	"from consist), (select string_agg(concat_ws(' ', number, place, code, train, gauge), ',' order by " \
	"number) from wagon))"

/* What is stored of the box, and what a reader folds. */
static const char *known(struct bench *b, const char *viewer)
{
	const char *box = BOX;
	struct arena *a = &b->arena;
	struct text t = TEXT_INIT;
	struct event *own;
	struct rail *r;
	struct timeline line;
	struct fault f = {0};
	const char *told;
	size_t n;

	assert_done(events_of(b->conn, a, &box, 1, viewer, &own, &n, &f), f);
	assert_done(rail_read_all(&r, b->conn, a, viewer, own, n, &f), f);
	rail_timeline_all(r, a, box, own, n, &line);
	for (size_t i = 0; i < line.count; i++)
		text_printf(&t, "%s %s%s%s\n", line.events[i]->code,
			line.events[i]->place ? line.events[i]->place : "-",
			line.events[i]->via ? " via " : "", line.events[i]->via ? line.events[i]->via : "");
	text_printf(&t, "%s %s", journey_status_words[line.state.status],
		line.state.place ? line.state.place : "-");
	told = arena_strdup(a, text_string(&t));
	text_free(&t);
	return told;
}

/* A whole way: loaded on one wagon, over the border onto another, that wagon's train by another name. */
static size_t a_way(struct event *e)
{
	size_t n = 0;

	e[n++] = told(BOX, "LOAD", 1, "CNLYG", CR, X8155);
	e[n++] = told(X8155, "DEPA", 5, "CNLYG", NULL, X8155);
	e[n++] = told("WAGON:" CR, "ARRI", 80, "CNAKL", NULL, NULL);
	e[n++] = told(BOX, "DISC", 94, "CNAKL", CR, NULL);
	e[n++] = told(BOX, "LOAD", 99, "KZDOS", RU, NULL);
	e[n++] = named(told("WAGON:" RU, "ABRD", 102, "KZDOS", NULL, INDEX042), "TRAIN-NUMBER", "1402");
	e[n++] = told("TRAIN:1402/2026-06-19", "WAYP", 120, "KZKGF", NULL, "TRAIN:1402/2026-06-19");
	e[n++] = told("WAGON:" RU, "ARRI", 200, "PLMAA", NULL, NULL);
	return n;
}

static const char *all_known(struct bench *b)
{
	return arena_printf(
		&b->arena, "%s\n%s\n%s", asked(b, JOURNEY, BOX), asked(b, RAIL, BOX), known(b, NULL));
}

static void the_whole_way_is_the_same_in_every_order(void **state)
{
	struct bench *b = *state;
	struct event e[8];
	size_t n = a_way(e);
	const char *expected = NULL;
	uint64_t seed = 42;

	for (int round = 0; round < 14; round++) {
		size_t order[8];

		for (size_t i = 0; i < n; i++)
			order[i] = round == 1 ? n - 1 - i : i;
		for (size_t i = n - 1; round > 1 && i > 0; i--) {
			size_t k = next(&seed) % (i + 1), swap = order[i];

			order[i] = order[k];
			order[k] = swap;
		}
		forget(b);
		for (size_t i = 0; i < n; i++)
			give(b, &e[order[i]]);
		if (round % 4 == 3) /* each once more */
			for (size_t i = 0; i < n; i++)
				give(b, &e[order[n - 1 - i]]);
		if (!expected)
			expected = all_known(b);
		assert_string_equal(all_known(b), expected);
	}
	assert_string_equal(asked(b, JOURNEY, BOX), "on-board PLMAA ARRI " RU " " INDEX042);
	assert_string_equal(known(b, NULL),
		"LOAD CNLYG\nDEPA CNLYG via " X8155 "\nARRI CNAKL via WAGON:" CR "\nDISC CNAKL\nLOAD KZDOS\n"
		"ABRD KZDOS via WAGON:" RU "\nWAYP KZKGF via TRAIN:1402/2026-06-19\nARRI PLMAA via WAGON:" RU
		"\non-board PLMAA");
	assert_string_equal(asked(b,
				    "select concat_ws(' ', off_wagon, on_wagon, from_gauge, to_gauge) from "
				    "gauge_change where container = $1",
				    BOX),
		CR " " RU " 1435 1520");
	forget(b);
	give_as(b, e, n, NULL);
	assert_string_equal(all_known(b), expected);
}

static void half_a_change_of_gauge_waits_for_the_other(void **state)
{
	struct bench *b = *state;
	struct event e[8];

	a_way(e);
	forget(b);
	give(b, &e[0]);
	give(b, &e[3]);
	assert_string_equal(asked(b,
				    "select concat_ws(' ', place, off_wagon, coalesce(on_wagon, '-'), "
				    "to_gauge) from gauge_change",
				    NULL),
		"CNAKL " CR " - 1520");
	give(b, &e[4]);
	assert_string_equal(
		asked(b, "select concat_ws(' ', place, off_wagon, on_wagon, to_gauge) from gauge_change",
			NULL),
		"KZDOS " CR " " RU " 1520");
}

struct hand { /* one of two that write at the same time */
	struct bench *b;
	const struct event *events;
	size_t count;
	pthread_barrier_t *start;
	struct fault fault;
	bool fine;
};

static void *run_hand(void *self)
{
	struct hand *h = self;
	struct conn *c = db_take(h->b->db, 60000, &h->fault);

	h->fine = c != NULL;
	pthread_barrier_wait(h->start);
	h->fine = h->fine && try_give(c, h->events, h->count, NULL, &h->fault);
	if (c)
		db_give(c);
	return NULL;
}

static void give_together(struct bench *b, struct hand *hands, size_t n)
{
	pthread_t threads[4];
	pthread_barrier_t start;

	pthread_barrier_init(&start, NULL, (unsigned)n);
	for (size_t i = 0; i < n; i++) {
		hands[i].b = b;
		hands[i].start = &start;
		assert_int_equal(pthread_create(&threads[i], NULL, run_hand, &hands[i]), 0);
	}
	for (size_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&start);
	for (size_t i = 0; i < n; i++)
		if (!hands[i].fine)
			fail_msg("hand %zu: %s", i, hands[i].fault.text);
}

/* Who loads the box, who puts its wagon into a train and who tells of the train, all at once. */
static void hands_at_the_same_time_end_in_the_fold(void **state)
{
	struct bench *b = *state;
	struct event e[8];

	a_way(e);
	for (int round = 0; round < 10; round++) {
		struct hand hands[3] = {{.events = &e[4], .count = 1}, {.events = &e[5], .count = 1},
			{.events = &e[6], .count = 1}};

		forget(b);
		give(b, &e[0]);
		give_together(b, hands, 3);
		assert_string_equal(
			asked(b, JOURNEY, BOX), "on-board KZKGF WAYP " RU " TRAIN:1402/2026-06-19");
	}
}

struct waiting { /* one that begins while another holds what it needs */
	struct hand hand;
	pthread_t thread;
};

/* The first has added its event and does not commit until the second waits for it. */
static void second_waits_for_first(struct bench *b, const struct event *first, const struct event *second)
{
	struct part p;
	uint8_t id[16];
	struct share share = {.part = &p, .intake = id};
	struct writing w;
	struct fault f = {0};
	struct waiting x = {.hand = {.b = b, .events = second, .count = 1}};
	pthread_barrier_t start;
	struct batch *batch;

	fill(&p, first, 1, NULL);
	assert_done(intake_new_id(id, &f) && writing_open(&w, b->conn, &share, 1, &f), f);
	batch = batch_new(b->conn, &w.arena);
	batch_begin(batch);
	assert_done(writing_claim_later(&w, batch, &f) && writing_events_later(&w, batch, &f) &&
			    batch_run(batch, &f) && writing_fold(&w, &f),
		f);
	pthread_barrier_init(&start, NULL, 1);
	x.hand.start = &start;
	assert_int_equal(pthread_create(&x.thread, NULL, run_hand, &x.hand), 0);
	while (!count(b, "select count(*) from pg_locks where locktype = 'advisory' and classid = 3306 and "
			 "not granted"))
		asked(b, "select pg_sleep(0.01)", NULL);
	batch = batch_new(b->conn, &w.arena);
	assert_done(writing_save_later(&w, batch, &f), f);
	batch_commit(batch);
	assert_done(batch_run(batch, &f), f);
	writing_close(&w);
	part_close(&p);
	pthread_join(x.thread, NULL);
	pthread_barrier_destroy(&start);
	if (!x.hand.fine)
		fail_msg("%s", x.hand.fault.text);
}

static void loading_and_wagon_meet_in_both_commit_orders(void **state)
{
	struct bench *b = *state;
	struct event load = told(BOX, "LOAD", 1, "CNLYG", CR, NULL);
	struct event wagon = told("WAGON:" CR, "ARRI", 80, "CNAKL", NULL, NULL);

	forget(b);
	second_waits_for_first(b, &load, &wagon);
	assert_string_equal(asked(b, JOURNEY, BOX), "on-board CNAKL ARRI " CR " -");
	forget(b);
	second_waits_for_first(b, &wagon, &load);
	assert_string_equal(asked(b, JOURNEY, BOX), "on-board CNAKL ARRI " CR " -");
}

static void a_party_sees_of_a_wagon_what_it_told_itself(void **state)
{
	struct bench *b = *state;
	struct event load = told(BOX, "LOAD", 1, "CNLYG", CR, NULL);
	struct event arri = told("WAGON:" CR, "ARRI", 80, "CNAKL", NULL, NULL);
	struct event wayp = told("WAGON:" CR, "WAYP", 40, "CNURC", NULL, NULL);

	forget(b);
	asked(b, "insert into party (name) values ('P1'), ('P2') on conflict do nothing", NULL);
	asked(b, "delete from access", NULL);
	give_as(b, &load, 1, "P1");
	give_as(b, &wayp, 1, "P1");
	give_as(b, &arri, 1, "P2");
	assert_string_equal(known(b, "P1"), "LOAD CNLYG\nWAYP CNURC via WAGON:" CR "\non-board CNURC");
	assert_string_equal(known(b, NULL),
		"LOAD CNLYG\nWAYP CNURC via WAGON:" CR "\nARRI CNAKL via WAGON:" CR "\non-board CNAKL");
	asked(b, "update access set scope = 'all' where party = 'P1' and subject = $1", BOX);
	assert_string_equal(known(b, "P1"),
		"LOAD CNLYG\nWAYP CNURC via WAGON:" CR "\nARRI CNAKL via WAGON:" CR "\non-board CNAKL");
	asked(b, "delete from access", NULL);
}

static void boxes_that_wait_are_folded_anew(void **state)
{
	struct bench *b = *state;
	struct event load = told(BOX, "LOAD", 1, "CNLYG", CR, NULL);
	struct event arri = told("WAGON:" CR, "ARRI", 80, "CNAKL", NULL, NULL);
	struct fault f = {0};
	bool more = true;

	forget(b);
	assert_done(refold_some(b->conn, &more, &f), f);
	assert_false(more);
	give(b, &load);
	/* as a program left it that knew nothing of rides */
	asked(b, "delete from ride", NULL);
	asked(b, "update journey set voids = false", NULL);
	give(b, &arri);
	assert_string_equal(asked(b, JOURNEY, BOX), "on-board CNLYG LOAD " CR " -");
	asked(b, "insert into refold_due (container) values ($1)", BOX);
	assert_done(refold_some(b->conn, &more, &f), f);
	assert_string_equal(asked(b, JOURNEY, BOX), "on-board CNAKL ARRI " CR " -");
	assert_int_equal(count(b, "select count(*) from refold_due"), 0);
	assert_int_equal(count(b, "select count(*) from ride"), 1);
	assert_string_equal(asked(b, "select voids from journey where container = $1", BOX), "t");
}

/* The containers that something was told of since. */
static const char *changed_since(struct bench *b, const char *from)
{
	struct param p[] = {P_TEXT(from), P_NULL, P_TEXT("{\"\"}"), P_TEXT("100"), P_TEXT("100")};
	struct fault f = {0};
	struct rows *r;

	assert_done(conn_query(b->conn, SQL_changes_since, p, 5, &b->arena, &r, &f), f);
	return rows_text(r, 0, 4);
}

static void who_listens_hears_of_the_boxes_on_a_wagon(void **state)
{
	struct bench *b = *state;
	struct event load = told(BOX, "LOAD", 1, "CNLYG", CR, NULL);
	struct event arri = told("WAGON:" CR, "ARRI", 80, "CNAKL", NULL, NULL);
	const char *from;

	forget(b);
	give(b, &load);
	from = asked(b, "select pg_snapshot_xmax(pg_current_snapshot())::text", NULL);
	assert_string_equal(changed_since(b, from), "{}");
	give(b, &arri);
	/* what is committed is told once all that began before it is over */
	for (int i = 0; i < 6000 && strcmp(changed_since(b, from), "{}") == 0; i++)
		asked(b, "select pg_sleep(0.01)", NULL);
	assert_string_equal(changed_since(b, from), "{" BOX "}");
}

static void who_tells_nothing_of_rail_writes_none(void **state)
{
	struct bench *b = *state;
	struct event e = told(BOX, "GTIN", 1, "CNLYG", NULL, NULL);

	forget(b);
	e.transport.mode = MODE_TRUCK;
	e.transport.wagon = "1234567";
	give(b, &e);
	assert_int_equal(count(b, "select count(*) from ride"), 0);
	assert_string_equal(asked(b, "select voids from journey where container = $1", BOX), "f");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_way_is_the_same_in_every_order),
		cmocka_unit_test(half_a_change_of_gauge_waits_for_the_other),
		cmocka_unit_test(hands_at_the_same_time_end_in_the_fold),
		cmocka_unit_test(loading_and_wagon_meet_in_both_commit_orders),
		cmocka_unit_test(a_party_sees_of_a_wagon_what_it_told_itself),
		cmocka_unit_test(boxes_that_wait_are_folded_anew),
		cmocka_unit_test(who_listens_hears_of_the_boxes_on_a_wagon),
		cmocka_unit_test(who_tells_nothing_of_rail_writes_none),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
