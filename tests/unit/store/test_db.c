/* The pool, transactions and faults, against a real PostgreSQL. */
#include "private_pg.h"

#include <poll.h>
#include <pthread.h>

#define LONG_MS 60000 /* a wait that ends long before, unless something is broken */

static struct db *pool(const struct private_pg *p, int most, int statement_ms)
{
	struct db_settings s = {.conninfo = cluster_owner_url(p->cluster),
		.most = most,
		.connect_ms = LONG_MS,
		.statement_ms = statement_ms,
		.name = "test"};
	struct fault f = {0};
	struct db *db = NULL;

	assert_done(db_open(&db, &s, &f), f);
	return db;
}

static struct conn *take(struct db *db)
{
	struct fault f = {0};
	struct conn *c = db_take(db, LONG_MS, &f);

	if (!c)
		fail_msg("%s", f.text);
	return c;
}

static void every_state_has_its_fault(void **state)
{
	static const struct {
		const char *state;
		enum fault_code fault;
	} rows[] = {
		{"08006", FAULT_NO_DATABASE},
		{"57P01", FAULT_NO_DATABASE},
		{"57P03", FAULT_NO_DATABASE},
		{"25006", FAULT_NO_DATABASE},
		{"40001", FAULT_BUSY},
		{"40P01", FAULT_BUSY},
		{"55P03", FAULT_BUSY},
		{"57014", FAULT_BUSY},
		{"53300", FAULT_BUSY},
		{"53100", FAULT_NO_ROOM},
		{"53200", FAULT_NO_ROOM},
		{"23505", FAULT_CLASH},
		{"22021", FAULT_BAD_BODY},
		{"42501", FAULT_ENVIRONMENT},
		{"42P01", FAULT_ENVIRONMENT},
		{"23502", FAULT_INTERNAL},
		{"42601", FAULT_INTERNAL},
		{"", FAULT_INTERNAL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (sqlstate_fault(rows[i].state) != rows[i].fault)
			fail_msg("%s is %s", rows[i].state, fault_name(sqlstate_fault(rows[i].state)));
}

static void a_full_pool_is_busy_and_one_given_back_is_had(void **state)
{
	struct db *db = pool(*state, 2, 0);
	struct conn *one = take(db), *two = take(db), *again;
	struct fault f = {0};

	assert_null(db_take(db, 0, &f));
	assert_int_equal(f.code, FAULT_BUSY);
	assert_null(db_take(db, 30, &f));
	assert_int_equal(f.code, FAULT_BUSY);
	assert_true(db_up(db));
	db_give(one);
	again = take(db);
	assert_ptr_equal(again, one);
	db_give(again);
	db_give(two);
	db_close(db);
}

static void *takes_and_gives(void *db)
{
	for (int i = 0; i < 200; i++) {
		struct fault f = {0};
		struct conn *c = db_take(db, LONG_MS, &f);
		struct arena a = ARENA_INIT;

		if (!c || !conn_query(c, SQL_schema_there, NULL, 0, &a, NULL, &f))
			return "failed";
		arena_free(&a);
		db_give(c);
	}
	return NULL;
}

static void more_threads_than_connections_all_get_their_turn(void **state)
{
	struct db *db = pool(*state, 2, 0);
	pthread_t threads[6];

	for (int i = 0; i < 6; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, takes_and_gives, db), 0);
	for (int i = 0; i < 6; i++) {
		void *said;

		assert_int_equal(pthread_join(threads[i], &said), 0);
		assert_null(said);
	}
	db_close(db);
}

static int pid_of(struct conn *c)
{
	return PQbackendPID(c->pg);
}

/* Leaves a connection in what `script` makes of it, gives it back; whether the next one taken is the same. */
static bool reused_after(struct db *db, const char *script)
{
	struct conn *c = take(db);
	struct fault f = {0};
	int first = pid_of(c), second;

	conn_script(c, script, &f);
	db_give(c);
	c = take(db);
	second = pid_of(c);
	db_give(c);
	return first == second;
}

static void one_in_a_transaction_is_not_reused(void **state)
{
	struct db *db = pool(*state, 1, 0);

	assert_true(reused_after(db, "select 1"));
	assert_true(reused_after(db, "select 1/0"));
	assert_true(reused_after(db, "begin; select 1; commit"));
	assert_false(reused_after(db, "begin; select 1"));
	assert_false(reused_after(db, "begin; select 1/0"));
	db_close(db);
}

static void a_statement_past_its_time_is_busy_and_the_connection_lives(void **state)
{
	struct db *db = pool(*state, 1, 1000);
	struct conn *c = take(db);
	struct fault f = {0};

	c->each_ms = LONG_MS; /* the server's own deadline is what is asked for here */
	assert_false(conn_script(c, "select pg_sleep(600)", &f));
	assert_int_equal(f.code, FAULT_BUSY);
	assert_string_equal(f.sqlstate, "57014");
	assert_false(c->broken);
	assert_done(conn_script(c, "select 1", &f), f);
	db_give(c);
	db_close(db);
}

static void past_the_callers_deadline_the_connection_is_given_up(void **state)
{
	struct db *db = pool(*state, 1, 0);
	struct conn *c = take(db);
	struct fault f = {0};
	int first = pid_of(c);

	conn_deadline(c, 50);
	assert_false(conn_script(c, "select pg_sleep(600)", &f));
	assert_int_equal(f.code, FAULT_BUSY);
	assert_string_equal(f.sqlstate, "");
	db_give(c);
	c = take(db);
	assert_int_not_equal(pid_of(c), first);
	assert_done(conn_script(c, "select 1", &f), f);
	db_give(c);
	db_close(db);
}

static void terminate(struct private_pg *p, int pid)
{
	struct arena a = ARENA_INIT;
	struct conn *c = private_conn(p);

	/* the second argument waits until it is gone */
	assert_string_equal(
		ask(c, &a, arena_printf(&a, "select pg_terminate_backend(%d, 60000)", pid), NULL), "t");
	arena_free(&a);
	conn_close(c);
}

static void an_idle_one_that_was_cut_is_not_handed_out(void **state)
{
	struct db *db = pool(*state, 1, 0);
	struct conn *c = take(db);
	struct fault f = {0};
	int first = pid_of(c);

	db_give(c);
	terminate(*state, first);
	poll(NULL, 0, 50); /* one given back just now is not looked at */
	c = take(db);
	assert_int_not_equal(pid_of(c), first);
	assert_done(conn_script(c, "select 1", &f), f);
	db_give(c);
	db_close(db);
}

static void one_that_is_cut_in_use_tells_so(void **state)
{
	struct db *db = pool(*state, 1, 0);
	struct conn *c = take(db);
	struct arena a = ARENA_INIT;
	struct fault f = {0};

	assert_done(conn_begin(c, &f), f);
	terminate(*state, pid_of(c));
	assert_false(conn_query(c, SQL_schema_there, NULL, 0, &a, NULL, &f));
	assert_int_equal(f.code, FAULT_NO_DATABASE);
	assert_false(db_up(db));
	assert_false(conn_commit(c, &f));
	conn_rollback(c);
	db_give(c);
	c = take(db);
	assert_true(db_up(db));
	db_give(c);
	arena_free(&a);
	db_close(db);
}

static void a_failed_transaction_does_not_commit(void **state)
{
	struct db *db = pool(*state, 1, 0);
	struct conn *c = take(db);
	struct fault f = {0};
	int first = pid_of(c);

	assert_done(conn_begin(c, &f), f);
	assert_false(conn_script(c, "select 1/0", &f));
	assert_int_equal(f.code, FAULT_INTERNAL);
	assert_string_equal(f.sqlstate, "22012");
	assert_false(conn_commit(c, &f));
	assert_done(conn_begin(c, &f), f);
	assert_false(conn_script(c, "select 1/0", &f));
	conn_rollback(c);
	assert_done(conn_begin(c, &f), f);
	assert_done(conn_commit(c, &f), f);
	db_give(c);
	c = take(db);
	assert_int_equal(pid_of(c), first);
	db_give(c);
	db_close(db);
}

static void a_database_that_is_not_there_opens_the_breaker(void **state)
{
	struct db_settings s = {.conninfo = "host=/nonexistent dbname=x", .most = 2, .connect_ms = 1000};
	struct fault f = {0};
	struct db *db = NULL;

	(void)state;
	assert_false(db_open(&db, &s, &f));
	assert_int_equal(f.code, FAULT_NO_DATABASE);
	assert_null(db);
}

static void a_schema_that_moved_is_no_mistake_of_ours(void **state)
{
	struct private_pg *p = *state;
	struct db *db = pool(p, 1, 0);
	struct conn *other = private_conn(p), *c = take(db);
	struct arena a = ARENA_INIT;
	struct rows *r;
	struct fault f = {0};

	ask(other, &a, "create schema moved", NULL);
	ask(other, &a, "create table moved.schema_version (number bigint, min_reader bigint)", NULL);
	assert_done(conn_query(c, SQL_schema_state, NULL, 0, &a, &r, &f), f);
	ask(c, &a, "set search_path to moved, public", NULL);
	assert_false(conn_query(c, SQL_schema_state, NULL, 0, &a, &r, &f));
	assert_int_equal(f.code, FAULT_BUSY);
	db_give(c);
	c = take(db);
	assert_done(conn_query(c, SQL_schema_state, NULL, 0, &a, &r, &f), f);
	assert_int_equal(rows_int(r, 0, 0), migrate_newest());
	db_give(c);
	ask(other, &a, "drop schema moved cascade", NULL);
	conn_close(other);
	arena_free(&a);
	db_close(db);
}

static void a_pools_use_is_told(void **state)
{
	struct db *db = pool(*state, 3, 0);
	struct conn *a = take(db), *b = take(db);
	struct db_use use = db_use(db);

	assert_int_equal(use.taken, 2);
	assert_int_equal(use.open, 2);
	assert_int_equal(use.most, 3);
	db_give(a);
	use = db_use(db);
	assert_int_equal(use.taken, 1);
	assert_int_equal(use.open, 2);
	conn_begin(b, &(struct fault){0}); /* is not given back as it is: closed */
	db_give(b);
	use = db_use(db);
	assert_int_equal(use.taken, 0);
	assert_int_equal(use.open, 1);
	db_close(db);
}

static void note(void *self, struct conn *c)
{
	int *pids = self;

	while (*pids)
		pids++;
	*pids = pid_of(c);
}

static void a_filled_pool_has_its_connections_before_they_are_asked_for(void **state)
{
	struct db *db = pool(*state, 3, 0);
	int shown[4] = {0};
	struct conn *one, *two;

	db_fill(db, 9, note, shown);
	assert_int_equal(db_use(db).open, 3);
	assert_int_equal(db_use(db).taken, 0);
	assert_true(shown[1] && !shown[2]); /* the first was there */
	db_fill(db, 3, note, shown);
	assert_false(shown[2]);
	one = take(db);
	two = take(db);
	assert_int_equal(pid_of(one), shown[1]);
	assert_int_equal(pid_of(two), shown[0]);
	db_give(one);
	db_give(two);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_has_its_fault),
		cmocka_unit_test(a_pools_use_is_told),
		cmocka_unit_test(a_filled_pool_has_its_connections_before_they_are_asked_for),
		cmocka_unit_test(a_full_pool_is_busy_and_one_given_back_is_had),
		cmocka_unit_test(more_threads_than_connections_all_get_their_turn),
		cmocka_unit_test(one_in_a_transaction_is_not_reused),
		cmocka_unit_test(a_statement_past_its_time_is_busy_and_the_connection_lives),
		cmocka_unit_test(past_the_callers_deadline_the_connection_is_given_up),
		cmocka_unit_test(an_idle_one_that_was_cut_is_not_handed_out),
		cmocka_unit_test(one_that_is_cut_in_use_tells_so),
		cmocka_unit_test(a_failed_transaction_does_not_commit),
		cmocka_unit_test(a_database_that_is_not_there_opens_the_breaker),
		cmocka_unit_test(a_schema_that_moved_is_no_mistake_of_ours),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
