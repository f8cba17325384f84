/* Posts that are taken in together end as if they had come one after the other. */
#include "service/fixture.h"

#include "store/conn.h"

#include <pthread.h>

#define GROUP_MOST 16

struct group {
	struct delivery d[GROUP_MOST];
	struct receipt r[GROUP_MOST];
	struct fault f[GROUP_MOST];
	size_t n;
};

static void add(struct group *g, const char *bytes, const char *party)
{
	assert_true(g->n < GROUP_MOST);
	g->d[g->n++] = (struct delivery){.sender = party ? party : "local",
		.party = party,
		.channel = "post",
		.bytes = bytes,
		.length = strlen(bytes)};
}

static void run(struct bench *b, struct group *g, struct conn *c)
{
	ingest_posts(&b->service, c, g->d, g->r, g->f, g->n);
}

static void run_well(struct bench *b, struct group *g)
{
	run(b, g, b->conn);
	for (size_t i = 0; i < g->n; i++)
		if (g->f[i].code)
			fail_msg("%zu: %s", i, g->f[i].text);
}

static void let_go(struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		receipt_free(&g->r[i]);
	g->n = 0;
}

static const char *one(struct bench *b, const char *reference, unsigned n)
{
	struct move m = GATE_IN;
	const char *number = box(&b->arena, n);

	return interchange_of(&b->arena, reference, &m, &number, 1);
}

static const char *broken(struct bench *b, unsigned n)
{
	return arena_printf(&b->arena,
		"UNB+UNOA:2+LBTTERM+LBTHUB+260615:1200+B%u'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+LBB%u+9'", n,
		n);
}

static const char *id_of(struct bench *b, const struct receipt *r)
{
	struct text t = TEXT_INIT;
	const char *id;

	text_uuid(&t, r->intake);
	id = arena_strdup(&b->arena, t.bytes);
	text_free(&t);
	return id;
}

static void the_same_bytes_twice_in_a_group_are_a_duplicate_of_the_first(void **state)
{
	struct bench *b = *state;
	struct group g = {0};
	const char *bytes = one(b, "G1", 1), *was = one(b, "G0", 2);
	struct receipt before = post(b, was);
	long long intakes = count(b, "select count(*) from intake");

	add(&g, bytes, NULL);
	add(&g, one(b, "G2", 3), NULL);
	add(&g, bytes, NULL);
	add(&g, was, NULL);
	add(&g, was, NULL);
	run_well(b, &g);
	assert_int_equal(g.r[0].status, RECEIPT_ACCEPTED);
	assert_int_equal(g.r[1].status, RECEIPT_ACCEPTED);
	for (int i = 2; i < 5; i++) {
		assert_int_equal(g.r[i].status, RECEIPT_DUPLICATE);
		assert_int_equal(g.r[i].new_events, 0);
		assert_int_equal(g.r[i].events, 1);
		assert_memory_equal(g.r[i].intake, i == 2 ? g.r[0].intake : before.intake, 16);
		assert_non_null(strstr(g.r[i].json.bytes, "\"status\":\"duplicate\""));
	}
	assert_int_equal(count(b, "select count(*) from intake"), intakes + 2);
	assert_string_equal(asked(b, "select status from journey where container = $1", box(&b->arena, 3)),
		"in-terminal");
	let_go(&g);
	receipt_free(&before);
}

static void an_event_of_two_deliveries_is_new_with_the_first(void **state)
{
	struct bench *b = *state;
	struct group g = {0};

	/* the order of the ids of their intakes and the order in which they came are not the same thing */
	for (int i = 0; i < GROUP_MOST; i++)
		add(&g, one(b, arena_printf(&b->arena, "E%d", i), 10), NULL);
	run_well(b, &g);
	for (int i = 0; i < GROUP_MOST; i++) {
		assert_int_equal(g.r[i].new_events, i == 0);
		assert_int_equal(g.r[i].status, i ? RECEIPT_DUPLICATE : RECEIPT_ACCEPTED);
		assert_string_equal(
			asked(b,
				"select i.new_events || ' ' || m.new_events || ' ' || i.status from intake i "
				"join message m on m.intake = i.id where i.id = $1::uuid",
				id_of(b, &g.r[i])),
			i ? "0 0 accepted" : "1 1 accepted");
	}
	assert_string_equal(asked(b, "select intake from event where subject = $1", box(&b->arena, 10)),
		id_of(b, &g.r[0]));
	let_go(&g);
}

static void what_is_refused_is_kept_and_disturbs_nobody(void **state)
{
	struct bench *b = *state;
	struct group g = {0};

	add(&g, broken(b, 20), NULL);
	add(&g, one(b, "R1", 21), NULL);
	add(&g, broken(b, 20), NULL);
	add(&g, "hello", NULL);
	add(&g, one(b, "R2", 22), NULL);
	run_well(b, &g);
	for (int i = 0; i < 5; i++) {
		bool good = i == 1 || i == 4;

		assert_int_equal(g.r[i].status, good ? RECEIPT_ACCEPTED : RECEIPT_REJECTED);
		assert_int_equal(g.r[i].new_events, good);
		assert_string_equal(
			asked(b, "select status from intake where id = $1::uuid", id_of(b, &g.r[i])),
			good ? "accepted" : "rejected");
		assert_string_equal(
			asked(b,
				"select convert_from(bytes, 'UTF8') from intake_chunk where intake = "
				"$1::uuid",
				id_of(b, &g.r[i])),
			g.d[i].bytes);
		assert_string_equal(
			asked(b, "select receipt from intake where id = $1::uuid", id_of(b, &g.r[i])),
			text_string(&g.r[i].json));
	}
	assert_memory_not_equal(g.r[0].intake, g.r[2].intake, 16);
	let_go(&g);
}

static void each_party_sees_what_it_told_and_no_more(void **state)
{
	struct bench *b = *state;
	struct group g = {0};

	add(&g, one(b, "P1", 30), "carrier");
	add(&g, one(b, "P2", 31), "railway");
	add(&g, one(b, "P3", 32), NULL);
	add(&g, one(b, "P4", 31), "carrier");
	add(&g, one(b, "P5", 31), "carrier");
	run_well(b, &g);
	assert_string_equal(
		asked(b, "select party from access where subject = $1", box(&b->arena, 30)), "carrier");
	assert_string_equal(asked(b,
				    "select string_agg(party, ' ' order by party) from access where subject "
				    "= $1",
				    box(&b->arena, 31)),
		"carrier railway");
	assert_string_equal(
		asked(b, "select count(*) from access where subject = $1", box(&b->arena, 32)), "0");
	assert_string_equal(
		asked(b, "select party from intake where id = $1::uuid", id_of(b, &g.r[1])), "railway");
	let_go(&g);
}

/* The database says no to intakes of one content type, whatever the program thinks of them. */
static void say_no_to_poison(struct bench *b)
{
	asked(b,
		"create function no_poison() returns trigger language plpgsql as "
		"$$ begin raise exception 'poison'; end $$",
		NULL);
	asked(b,
		"create trigger no_poison before insert on intake for each row when (new.content_type = "
		"'x/poison') execute function no_poison()",
		NULL);
}

static void one_that_fails_does_not_fail_the_others(void **state)
{
	struct bench *b = *state;
	struct group g = {0};
	const char *bytes = one(b, "F2", 41);

	say_no_to_poison(b);
	add(&g, one(b, "F1", 40), NULL);
	add(&g, bytes, NULL);
	g.d[1].content_type = "x/poison";
	add(&g, bytes, NULL);
	add(&g, one(b, "F3", 42), "carrier");
	add(&g, bytes, NULL);
	run(b, &g, b->conn);
	asked(b, "drop function no_poison cascade", NULL);
	assert_int_equal(g.f[1].code, FAULT_INTERNAL);
	assert_non_null(strstr(g.f[1].text, "poison"));
	for (int i = 0; i < 5; i++) {
		if (i == 1)
			continue;
		assert_done(!g.f[i].code, g.f[i]);
		assert_int_equal(g.r[i].status, i == 4 ? RECEIPT_DUPLICATE : RECEIPT_ACCEPTED);
		assert_int_equal(g.r[i].new_events, i != 4);
	}
	assert_memory_equal(g.r[4].intake, g.r[2].intake, 16);
	assert_string_equal(
		asked(b, "select count(*) from event where subject = $1", box(&b->arena, 41)), "1");
	let_go(&g);
}

static void who_waits_for_a_lock_gives_the_others_back(void **state)
{
	struct bench *b = *state;
	struct group g = {0};
	struct receipt r = post(b, one(b, "W0", 50));

	receipt_free(&r);
	asked(b, "begin", NULL);
	asked(b, "select from journey where container = $1 for update", box(&b->arena, 50));
	add(&g, one(b, "W1", 51), NULL);
	add(&g, one(b, "W2", 50), NULL);
	add(&g, one(b, "W3", 52), NULL);
	run(b, &g, b->conn);
	for (size_t i = 0; i < g.n; i++)
		assert_true(ingest_is_blocked(&g.f[i]));
	let_go(&g);
	r = post(b, one(b, "W1", 51));
	assert_int_equal(r.status, RECEIPT_ACCEPTED);
	receipt_free(&r);
	asked(b, "rollback", NULL);
	r = post(b, one(b, "W2", 50));
	assert_int_equal(r.status, RECEIPT_DUPLICATE); /* known from other bytes */
	receipt_free(&r);
	assert_string_equal(
		asked(b, "select count(*) from journey where container = $1", box(&b->arena, 52)), "0");
}

static void a_lost_connection_fails_all_and_stores_none(void **state)
{
	struct bench *b = *state;
	struct group g = {0};
	struct fault f = {0};
	struct conn *c = db_take(b->db, 60000, &f);
	long long before = count(b, "select count(*) from intake");

	assert_non_null(c);
	asked(b, "select pg_terminate_backend($1::int, 60000)",
		arena_printf(&b->arena, "%d", PQbackendPID(c->pg)));
	for (unsigned i = 0; i < 3; i++)
		add(&g, one(b, arena_printf(&b->arena, "L%u", i), 60 + i), NULL);
	run(b, &g, c);
	db_give(c);
	for (size_t i = 0; i < g.n; i++)
		assert_int_equal(g.f[i].code, FAULT_NO_DATABASE);
	assert_int_equal(count(b, "select count(*) from intake"), before);
	run_well(b, &g);
	for (size_t i = 0; i < g.n; i++)
		assert_int_equal(g.r[i].status, RECEIPT_ACCEPTED);
	let_go(&g);
}

/* --- random groups */

#define WORLD                                                                                                \
	"select concat_ws(' ', (select md5(string_agg((j.container, j.status, j.place, j.code, j.since, "    \
	"j.said, j.event, j.voids, j.load_state)::text, ';' order by container)) from journey j), "          \
	"(select md5(string_agg((e.id, e.subject, e.message, i.sha256, i.sender)::text, ';' order by e.id, " \
	"e.subject)) from event e join intake i on i.id = e.intake), "                                       \
	"(select md5(string_agg(r::text, ';' order by r::text)) from event_reference r), "                   \
	"(select md5(string_agg(l::text, ';' order by l::text)) from lookup l), "                            \
	"(select md5(string_agg(a::text, ';' order by a::text)) from access a), "                            \
	"(select md5(string_agg((k.number, k.number_failed)::text, ';' order by k.number)) from container "  \
	"k), "                                                                                               \
	"(select md5(string_agg(w, ';' order by w)) from (select (i.sha256, i.sender, i.party, i.status, "   \
	"i.messages, i.events, i.new_events, c.line, c.bytes)::text from intake i join intake_chunk c on "   \
	"c.intake = i.id) t (w)), "                                                                          \
	"(select md5(string_agg(w, ';' order by w)) from (select (i.sha256, i.sender, m.line, m.reference, " \
	"m.status, m.events, m.new_events, m.diagnostics)::text from message m join intake i on i.id = "     \
	"m.intake) t (w)))"

enum { LIST = 48, BOXES = 5 };

struct list {
	const char *bytes[LIST], *party[LIST];
	const char *told[LIST]; /* the receipt of each, as comparable words */
	uint8_t intake[LIST][16];
};

static void make_list(struct bench *b, struct list *l, uint64_t *seed)
{
	static const char *const parties[] = {NULL, "carrier", "railway"};
	const char **boxes = boxes_of(b, 7000, BOXES, false);

	for (int i = 0; i < LIST; i++) {
		uint64_t dice = next(seed) % 10;

		if (i && dice < 2)
			l->bytes[i] = l->bytes[next(seed) % (uint64_t)i];
		else if (dice == 2)
			l->bytes[i] = broken(b, (unsigned)(next(seed) % 3));
		else
			l->bytes[i] = random_message(b, seed, boxes, BOXES, (int)(next(seed) % 1000));
		l->party[i] = parties[next(seed) % 3];
	}
}

/* Everything in a receipt but its intake's id, for which the first delivery with that id stands. */
static void tell(struct bench *b, struct list *l, int i, const struct receipt *r)
{
	const char *id = id_of(b, r), *at = text_string(&r->json), *hit;
	struct text t = TEXT_INIT;
	int first = 0;

	memcpy(l->intake[i], r->intake, 16);
	while (memcmp(l->intake[first], r->intake, 16) != 0)
		first++;
	text_printf(&t, "%d %d %llu %llu %llu ", first, (int)r->status, (unsigned long long)r->messages,
		(unsigned long long)r->events, (unsigned long long)r->new_events);
	for (; (hit = strstr(at, id)) != NULL; at = hit + strlen(id)) {
		text_add(&t, at, (size_t)(hit - at));
		text_byte(&t, '#');
	}
	text_say(&t, at);
	l->told[i] = arena_strdup(&b->arena, t.bytes);
	text_free(&t);
}

/* most 1: one after the other */
static void take_list(struct bench *b, struct list *l, size_t most, uint64_t *seed)
{
	struct group g = {0};

	for (int i = 0; i < LIST;) {
		size_t n = 1 + next(seed) % most;

		while (g.n < n && i + (int)g.n < LIST)
			add(&g, l->bytes[i + (int)g.n], l->party[i + (int)g.n]);
		run_well(b, &g);
		for (size_t k = 0; k < g.n; k++)
			tell(b, l, i + (int)k, &g.r[k]);
		i += (int)g.n;
		let_go(&g);
	}
}

static void any_grouping_ends_as_one_after_the_other(void **state)
{
	enum { LISTS = 6, GROUPINGS = 3 };
	struct bench *b = *state;
	const char *given = getenv("LANDBRIDGE_TEST_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 20260616;

	print_message("seed %llu (LANDBRIDGE_TEST_SEED sets another)\n", (unsigned long long)seed);
	for (int i = 0; i < LISTS; i++) {
		struct list single = {0}, grouped;
		const char *world;

		make_list(b, &single, &seed);
		grouped = single;
		forget(b);
		take_list(b, &single, 1, &seed);
		world = asked(b, WORLD, NULL);
		for (int k = 0; k < GROUPINGS; k++) {
			forget(b);
			take_list(b, &grouped, GROUP_MOST, &seed);
			for (int m = 0; m < LIST; m++)
				assert_string_equal(grouped.told[m], single.told[m]);
			assert_string_equal(asked(b, WORLD, NULL), world);
		}
	}
}

struct hand {
	struct bench *b;
	struct list list;
	pthread_barrier_t *start;
	uint64_t seed;
	size_t accepted, new_events;
	struct fault fault;
};

/* What waited too long in company is given again by itself, as the server does. */
static bool again_alone(struct hand *h, struct conn *c, struct group *g, size_t i)
{
	if (!ingest_is_blocked(&g->f[i]))
		return false;
	return ingest_post(&h->b->service, c, &g->d[i], &g->r[i], &g->f[i]);
}

static void count_group(struct hand *h, struct conn *c, struct group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->f[i].code && !again_alone(h, c, g, i)) {
			h->fault = g->f[i];
			continue;
		}
		h->accepted++;
		h->new_events += g->r[i].new_events;
	}
}

static void *run_hand(void *self)
{
	struct hand *h = self;
	struct conn *c = db_take(h->b->db, 60000, &h->fault);

	pthread_barrier_wait(h->start);
	for (int i = 0; c && i < LIST;) {
		struct group g = {0};
		size_t n = 1 + next(&h->seed) % GROUP_MOST;

		while (g.n < n && i < LIST) {
			add(&g, h->list.bytes[i], h->list.party[i]);
			i++;
		}
		run(h->b, &g, c);
		count_group(h, c, &g);
		let_go(&g);
	}
	if (c)
		db_give(c);
	return NULL;
}

static void groups_of_many_hands_store_each_event_once(void **state)
{
	enum { HANDS = 4 };
	struct bench *b = *state;
	static struct hand hands[HANDS];
	pthread_t threads[HANDS];
	pthread_barrier_t start;
	uint64_t seed = 11, every = 0;

	forget(b);
	pthread_barrier_init(&start, NULL, HANDS);
	make_list(b, &hands[0].list, &seed);
	for (int i = 0; i < HANDS; i++) {
		if (i % 2) /* two and two bring the same bytes */
			hands[i].list = hands[i - 1].list;
		else
			make_list(b, &hands[i].list, &seed);
		hands[i].b = b;
		hands[i].start = &start;
		hands[i].seed = (uint64_t)i + 1;
		assert_int_equal(pthread_create(&threads[i], NULL, run_hand, &hands[i]), 0);
	}
	for (int i = 0; i < HANDS; i++) {
		pthread_join(threads[i], NULL);
		if (hands[i].accepted != LIST)
			fail_msg("hand %d: %s", i, hands[i].fault.text);
		every += hands[i].new_events;
	}
	pthread_barrier_destroy(&start);
	assert_int_equal(count(b, "select count(*) from event"), every);
	assert_int_equal(count(b, "select sum(new_events) from intake"), every);
	assert_int_equal(count(b, "select sum(new_events) from message"), every);
	assert_int_equal(count(b, "select count(*) from intake i where status <> 'rejected' and "
				  "messages <> (select count(*) from message m where m.intake = i.id)"),
		0);
	assert_int_equal(count(b, "select count(*) - count(distinct (sender, sha256)) from intake where "
				  "status <> 'rejected'"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_bytes_twice_in_a_group_are_a_duplicate_of_the_first),
		cmocka_unit_test(an_event_of_two_deliveries_is_new_with_the_first),
		cmocka_unit_test(what_is_refused_is_kept_and_disturbs_nobody),
		cmocka_unit_test(each_party_sees_what_it_told_and_no_more),
		cmocka_unit_test(one_that_fails_does_not_fail_the_others),
		cmocka_unit_test(who_waits_for_a_lock_gives_the_others_back),
		cmocka_unit_test(a_lost_connection_fails_all_and_stores_none),
		cmocka_unit_test(any_grouping_ends_as_one_after_the_other),
		cmocka_unit_test(groups_of_many_hands_store_each_event_once),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
