/* The same messages give the same state, in whatever order, however often and from however many hands they
 * come. */
#include "service/fixture.h"

#include "domain/journey.h"
#include "store/event_store.h"
#include "store/journey_store.h"

#include <pthread.h>

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void assert_same_journey(const char *container, const struct journey *a, const struct journey *b)
{
	if (a->status != b->status || !same(a->place, b->place) || !same(a->facility, b->facility) ||
		!same(a->transport, b->transport) || !same(a->vehicle, b->vehicle) ||
		!same(a->voyage, b->voyage) || !same(a->code, b->code) || !same(a->size_type, b->size_type) ||
		a->mode != b->mode || a->load_state != b->load_state || a->classifier != b->classifier ||
		a->since.at != b->since.at || a->since.offset != b->since.offset || a->said != b->said ||
		a->voids != b->voids || memcmp(a->event, b->event, 16) != 0)
		fail_msg("%s: stored %s at %s by %s, folded %s at %s by %s", container,
			journey_status_words[a->status], a->place, a->code, journey_status_words[b->status],
			b->place, b->code);
}

static int by_number(const void *a, const void *b)
{
	return strcmp(((const struct subject *)a)->number, ((const struct subject *)b)->number);
}

/* The stored journeys of these boxes equal the fold of all their events. */
static void assert_folded(struct bench *b, const char *const *boxes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct subject *subjects = arena_alloc_array(&a, n, sizeof *subjects);
	struct stored_journey *journeys;
	struct event *events;
	struct rows *locked;
	struct batch *batch = batch_new(b->conn, &a);
	struct fault f = {0};
	size_t count, at = 0;

	for (size_t i = 0; i < n; i++)
		subjects[i] = (struct subject){boxes[i], false, NULL};
	qsort(subjects, n, sizeof *subjects, by_number);
	batch_begin(batch);
	journeys_lock_later(batch, &a, subjects, n, &locked);
	assert_done(batch_run(batch, &f), f);
	assert_done(events_of(b->conn, &a, boxes, n, NULL, &events, &count, &f), f);
	conn_rollback(b->conn);
	assert_int_equal(rows_count(locked), n);
	journeys = journeys_of_rows(&a, locked, subjects, n);
	for (size_t i = 0; i < n; i++) {
		const struct event **own = arena_alloc_array(&a, count + 1, sizeof *own);
		struct journey folded;
		size_t k = 0;

		for (; at < count && strcmp(events[at].subject, journeys[i].container) == 0; at++)
			own[k++] = &events[at];
		assert_true(k > 0);
		journey_fold(&folded, &a, NULL, own, k, NULL);
		assert_same_journey(journeys[i].container, &journeys[i].journey, &folded);
		assert_string_equal(
			asked(b, "select coalesce(size_type, '') from container where number = $1",
				journeys[i].container),
			folded.size_type ? folded.size_type : "");
	}
	assert_int_equal(at, count);
	arena_free(&a);
}

struct hand { /* one of several that post at the same time */
	struct bench *b;
	const char *const *bytes;
	size_t count;
	pthread_barrier_t *start;
	struct receipt *receipts;
	struct fault fault;
	bool fine;
};

static void *run_hand(void *self)
{
	struct hand *h = self;
	struct conn *c = db_take(h->b->db, 60000, &h->fault);

	h->fine = c != NULL;
	pthread_barrier_wait(h->start);
	for (size_t i = 0; h->fine && i < h->count; i++)
		h->fine = try_post(h->b, c, h->bytes[i], NULL, &h->receipts[i], &h->fault);
	if (c)
		db_give(c);
	return NULL;
}

#define HANDS_MOST 8

/* Each hand posts its list; all begin together. */
static void post_together(struct bench *b, struct hand *hands, size_t n)
{
	pthread_t threads[HANDS_MOST];
	pthread_barrier_t start;

	assert_true(n <= HANDS_MOST);
	pthread_barrier_init(&start, NULL, (unsigned)n);
	for (size_t i = 0; i < n; i++) {
		hands[i].b = b;
		hands[i].start = &start;
		hands[i].receipts = arena_alloc_array(&b->arena, hands[i].count, sizeof(struct receipt));
		assert_int_equal(pthread_create(&threads[i], NULL, run_hand, &hands[i]), 0);
	}
	for (size_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&start);
	for (size_t i = 0; i < n; i++)
		if (!hands[i].fine)
			fail_msg("hand %zu: %s", i, hands[i].fault.text);
}

static void the_same_bytes_from_many_hands_are_one_intake(void **state)
{
	struct bench *b = *state;
	struct hand hands[HANDS_MOST] = {0};
	struct move m = GATE_IN;
	int accepted = 0;

	for (unsigned round = 0; round < 10; round++) {
		const char *number = box(&b->arena, 1000 + round);
		const char *bytes =
			interchange_of(&b->arena, arena_printf(&b->arena, "H%u", round), &m, &number, 1);

		for (size_t i = 0; i < HANDS_MOST; i++)
			hands[i] = (struct hand){.bytes = &bytes, .count = 1};
		post_together(b, hands, HANDS_MOST);
		for (size_t i = 0; i < HANDS_MOST; i++) {
			accepted += hands[i].receipts[0].status == RECEIPT_ACCEPTED;
			assert_memory_equal(hands[i].receipts[0].intake, hands[0].receipts[0].intake, 16);
			receipt_free(&hands[i].receipts[0]);
		}
		assert_int_equal(accepted, round + 1);
		assert_string_equal(asked(b, "select count(*) from event where subject = $1", number), "1");
		assert_folded(b, &number, 1);
	}
}

static void opposite_orders_in_parallel_end_in_the_fold(void **state)
{
	enum { BOXES = 500 };
	struct bench *b = *state;
	const char *given = getenv("LANDBRIDGE_TEST_ROUNDS");
	int rounds = given ? (int)strtol(given, NULL, 10) : 8;
	const char **forth = boxes_of(b, 2000, BOXES, false), **back = boxes_of(b, 2000, BOXES, true);

	for (int round = 0; round < rounds; round++) {
		struct move in = GATE_IN, out = GATE_IN;
		struct hand hands[2] = {0};
		const char *bytes[2];

		out.kind = "36";
		in.document = arena_printf(&b->arena, "LBI%d", round);
		out.document = arena_printf(&b->arena, "LBO%d", round);
		in.happened = arena_printf(&b->arena, "202606%02d1200", 1 + (round * 7) % 28);
		out.happened = arena_printf(&b->arena, "202606%02d1200", 1 + (round * 11 + 3) % 28);
		bytes[0] =
			interchange_of(&b->arena, arena_printf(&b->arena, "I%d", round), &in, forth, BOXES);
		bytes[1] =
			interchange_of(&b->arena, arena_printf(&b->arena, "O%d", round), &out, back, BOXES);
		for (int i = 0; i < 2; i++)
			hands[i] = (struct hand){.bytes = &bytes[i], .count = 1};
		post_together(b, hands, 2);
		for (int i = 0; i < 2; i++) {
			assert_int_equal(hands[i].receipts[0].new_events, BOXES);
			receipt_free(&hands[i].receipts[0]);
		}
		assert_folded(b, forth, BOXES);
	}
}

/* Ship reports of several hands name the same voyages: events of ships, in opposite orders as well. */
static const char *ship_reports(struct bench *b, unsigned from, bool backwards, const char *reference)
{
	enum { SHIPS = 6 };
	struct text t = TEXT_INIT;
	const char *whole;

	begin_interchange(&t, reference);
	for (unsigned i = 0; i < SHIPS; i++) {
		unsigned ship = backwards ? SHIPS - 1 - i : i;

		text_printf(&t, "UNH+%u+COARRI:D:95B:UN:SMDG12'BGM+44+SHIP%u+9'DTM+137:202606151200:203'",
			i + 1, ship);
		text_printf(&t, "TDT+20+0%u1W+1++LBC:172:20+++LBSH%u:103::LANDBRIDGE %u'", ship, ship, ship);
		text_printf(&t, "LOC+11+CNLYG:139:6'DTM+132:2026061%u0800:203'", ship);
		text_printf(&t, "NAD+CF+LBC:160:20'EQD+CN+%s+22G1:102:5++3+5'", box(&b->arena, from + ship));
		text_printf(&t, "DTM+203:202606151100:203'LOC+11+CNLYG:139:6'CNT+16:1'UNT+11+%u'", i + 1);
	}
	end_interchange(&t, SHIPS, reference);
	whole = arena_strndup(&b->arena, t.bytes, t.length);
	text_free(&t);
	return whole;
}

static void the_same_ships_in_opposite_orders_do_not_lock_up(void **state)
{
	struct bench *b = *state;

	for (unsigned round = 0; round < 8; round++) {
		struct hand hands[4] = {0};
		const char *bytes[4];

		for (unsigned i = 0; i < 4; i++) {
			/* boxes of their own, ships in common */
			bytes[i] = ship_reports(b, 3000 + round * 100 + i * 10, i % 2,
				arena_printf(&b->arena, "V%u-%u", round, i));
			hands[i] = (struct hand){.bytes = &bytes[i], .count = 1};
		}
		post_together(b, hands, 4);
		for (unsigned i = 0; i < 4; i++)
			receipt_free(&hands[i].receipts[0]);
	}
	assert_true(count(b, "select count(*) from event where subject_kind = 1") > 0);
	assert_int_equal(count(b, "select count(*) - count(distinct (subject, code, happened)) from event "
				  "where subject_kind = 1"),
		0);
	assert_int_equal(count(b, "select count(*) from event e where transport is not null and not exists "
				  "(select from transport t where t.key = e.transport)"),
		0);
}

/* What all journeys and events of the boxes are, without what tells when they were stored. */
static const char *world_state(struct bench *b, const char *first, const char *last)
{
	const char *range = arena_printf(&b->arena, "%s-%s", first, last);
	const char *journeys = asked(b,
		"select md5(string_agg((j.container, j.status, j.place, j.code, j.since, j.said, j.event, "
		"j.voids, j.load_state)::text, ';' order by container)) "
		"from journey j where container between split_part($1, '-', 1) and split_part($1, '-', 2)",
		range);
	const char *events = asked(b,
		"select md5(string_agg(id::text || subject, ';' order by id, subject)) from event where "
		"subject between split_part($1, '-', 1) and split_part($1, '-', 2)",
		range);

	return arena_printf(&b->arena, "%s %s", journeys, events);
}

static void shuffle(uint64_t *seed, const char **list, size_t n)
{
	for (size_t i = n - 1; i > 0; i--) {
		size_t k = next(seed) % (i + 1);
		const char *swap = list[i];

		list[i] = list[k];
		list[k] = swap;
	}
}

static void post_all(struct bench *b, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct receipt r = post(b, list[i]);

		receipt_free(&r);
	}
}

static void any_order_and_repetition_gives_the_same_state(void **state)
{
	enum { BOXES = 5, MESSAGES = 30, ORDERS = 6 };
	struct bench *b = *state;
	const char **boxes = boxes_of(b, 5000, BOXES, false);
	const char *messages[MESSAGES + MESSAGES / 3];
	const char *given = getenv("LANDBRIDGE_TEST_SEED"), *first = NULL;
	uint64_t seed = given ? strtoull(given, NULL, 10) : 20260615;

	print_message("seed %llu (LANDBRIDGE_TEST_SEED sets another)\n", (unsigned long long)seed);
	for (int i = 0; i < MESSAGES; i++)
		messages[i] = random_message(b, &seed, boxes, BOXES, i);
	for (int order = 0; order < ORDERS; order++) {
		const char *now;

		for (int i = 0; i < MESSAGES / 3; i++)
			messages[MESSAGES + i] = messages[next(&seed) % MESSAGES];
		forget(b);
		post_all(b, messages, sizeof messages / sizeof *messages);
		assert_folded(b, boxes, BOXES);
		now = world_state(b, boxes[0], boxes[BOXES - 1]);
		if (!first)
			first = now;
		assert_string_equal(now, first);
		shuffle(&seed, messages, MESSAGES);
	}
}

static void many_hands_with_random_messages_end_in_the_fold(void **state)
{
	enum { BOXES = 8, HANDS = 6, EACH = 12 };
	struct bench *b = *state;
	const char **boxes = boxes_of(b, 6000, BOXES, false);
	const char *messages[HANDS][EACH];
	struct hand hands[HANDS] = {0};
	uint64_t seed = 7;

	for (int h = 0; h < HANDS; h++) {
		for (int i = 0; i < EACH; i++)
			messages[h][i] = random_message(b, &seed, boxes, BOXES, h * EACH + i);
		hands[h] = (struct hand){.bytes = messages[h], .count = EACH};
	}
	forget(b);
	post_together(b, hands, HANDS);
	for (int h = 0; h < HANDS; h++)
		for (int i = 0; i < EACH; i++)
			receipt_free(&hands[h].receipts[i]);
	assert_folded(b, boxes, BOXES);
}

/* The same with bodies that are written in slices, a few events each. */
static int slices_setup(void **state)
{
	int failed = bench_setup(state);

	if (!failed)
		((struct bench *)*state)->service.settings.slice_events = 2;
	return failed;
}

/* Nothing is cancelled here: only that two sizes were said asks for all of a box's events. */
static void the_size_said_last_wins_in_every_order(void **state)
{
	static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	static const char *const sizes[] = {"22G1", "45G1", NULL};
	static const char *const happened[] = {"202606151130", "202606161130", "202606171130"};
	struct bench *b = *state;

	forget(b);
	for (unsigned i = 0; i < 6; i++) {
		const char *number = box(&b->arena, 900 + i);

		for (int k = 0; k < 3; k++) {
			struct move m = GATE_IN;
			int n = orders[i][k];
			struct receipt r;

			m.document = arena_printf(&b->arena, "LBZ%d", n);
			m.happened = happened[n];
			m.size = sizes[n];
			r = post(b, interchange_of(&b->arena, m.document, &m, &number, 1));
			assert_int_equal(r.new_events, 1);
			receipt_free(&r);
		}
		assert_string_equal(
			asked(b, "select size_type from container where number = $1", number), "45G1");
		assert_folded(b, &number, 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_size_said_last_wins_in_every_order),
		cmocka_unit_test(the_same_bytes_from_many_hands_are_one_intake),
		cmocka_unit_test(opposite_orders_in_parallel_end_in_the_fold),
		cmocka_unit_test(the_same_ships_in_opposite_orders_do_not_lock_up),
		cmocka_unit_test(any_order_and_repetition_gives_the_same_state),
		cmocka_unit_test(many_hands_with_random_messages_end_in_the_fold),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown) +
	       cmocka_run_group_tests_name("in slices", tests, slices_setup, bench_teardown);
}
