/* Batches: all or nothing, in one go. */
#include "private_pg.h"

#define FIRST 1000 /* numbers of schema_version no migration has */

struct fixture {
	struct arena a;
	struct conn *c;
	struct batch *b;
	struct fault f;
};

static void begin(struct fixture *x, void **state)
{
	*x = (struct fixture){.a = ARENA_INIT, .c = private_conn(*state)};
	x->b = batch_new(x->c, &x->a);
}

static void end(struct fixture *x)
{
	ask(x->c, &x->a, "delete from schema_version where number >= 1000", NULL);
	arena_free(&x->a);
	conn_close(x->c);
}

static void add_number(struct fixture *x, int number, const char *name, struct rows **r)
{
	struct param *p = arena_alloc_array(&x->a, 3, sizeof *p);

	p[0] = p_int(&x->a, number);
	p[1] = P_TEXT(name);
	p[2] = p_int(&x->a, 0);
	batch_add(x->b, SQL_schema_version_add, p, 3, r);
}

static const char *numbers(struct fixture *x)
{
	return ask(x->c, &x->a, "select number from schema_version where number >= 1000 order by 1", NULL);
}

static void statements_travel_together_and_answer(void **state)
{
	struct fixture x;
	struct rows *added = NULL, *seen = NULL;

	begin(&x, state);
	batch_begin(x.b);
	add_number(&x, FIRST, "one", &added);
	batch_add(x.b, SQL_schema_state, NULL, 0, &seen);
	add_number(&x, FIRST + 1, "two", NULL);
	batch_commit(x.b);
	assert_done(batch_run(x.b, &x.f), x.f);
	assert_int_equal(rows_affected(added), 1);
	assert_int_equal(rows_int(seen, 0, 0), FIRST);
	assert_string_equal(numbers(&x), "1000|1001");
	end(&x);
}

static void one_that_fails_in_the_middle_leaves_nothing(void **state)
{
	for (int explicitly = 0; explicitly < 2; explicitly++) {
		struct fixture x;

		begin(&x, state);
		if (explicitly)
			batch_begin(x.b);
		add_number(&x, FIRST, "one", NULL);
		add_number(&x, FIRST, "the same again", NULL);
		add_number(&x, FIRST + 1, "not reached", NULL);
		if (explicitly)
			batch_commit(x.b);
		assert_false(batch_run(x.b, &x.f));
		assert_int_equal(x.f.code, FAULT_CLASH);
		assert_string_equal(x.f.sqlstate, "23505");
		assert_false(x.c->broken);
		conn_rollback(x.c);
		assert_string_equal(numbers(&x), "");
		/* and the connection is as good as before */
		add_number(&x, FIRST + 2, "another batch", NULL);
		assert_done(batch_run(x.b, &x.f), x.f);
		assert_string_equal(numbers(&x), "1002");
		end(&x);
	}
}

static void a_transaction_spans_batches_until_its_commit(void **state)
{
	struct fixture x;
	struct conn *other = private_conn(*state);

	begin(&x, state);
	batch_begin(x.b);
	add_number(&x, FIRST, "one", NULL);
	assert_done(batch_run(x.b, &x.f), x.f);
	assert_string_equal(ask(other, &x.a, "select max(number) < 1000 from schema_version", NULL), "t");
	add_number(&x, FIRST + 1, "two", NULL);
	batch_commit(x.b);
	assert_done(batch_run(x.b, &x.f), x.f);
	assert_string_equal(ask(other, &x.a, "select max(number) from schema_version", NULL), "1001");
	conn_close(other);
	end(&x);
}

static void a_commit_of_what_failed_before_is_no_commit(void **state)
{
	struct fixture x;

	begin(&x, state);
	assert_done(conn_prepare(x.c, SQL_tx_commit, 0, &x.f), x.f);
	assert_done(conn_begin(x.c, &x.f), x.f);
	assert_false(conn_script(x.c, "select 1/0", &x.f));
	batch_commit(x.b);
	assert_false(batch_run(x.b, &x.f));
	conn_rollback(x.c);
	end(&x);
}

/* Far more than the buffers of a socket in both directions: who only sends, hangs. */
static void a_batch_larger_than_all_buffers_goes_through(void **state)
{
	struct fixture x;
	size_t length = 16 << 10;
	char *name;
	struct rows *last = NULL;

	begin(&x, state);
	name = arena_alloc(&x.a, length + 1);
	memset(name, 'n', length);
	batch_begin(x.b);
	for (int i = 0; i < 1500; i++) {
		add_number(&x, FIRST + i, name, NULL);
		batch_add(x.b, SQL_schema_state, NULL, 0, i == 1499 ? &last : NULL);
	}
	batch_commit(x.b);
	assert_done(batch_run(x.b, &x.f), x.f);
	assert_int_equal(rows_int(last, 0, 0), FIRST + 1499);
	end(&x);
}

static void one_whose_connection_is_cut_tells_so_and_leaves_nothing(void **state)
{
	struct fixture x;
	struct conn *other = private_conn(*state);

	begin(&x, state);
	batch_begin(x.b);
	add_number(&x, FIRST, "one", NULL);
	assert_done(batch_run(x.b, &x.f), x.f);
	assert_string_equal(
		ask(other, &x.a,
			arena_printf(&x.a, "select pg_terminate_backend(%d, 60000)", PQbackendPID(x.c->pg)),
			NULL),
		"t");
	add_number(&x, FIRST + 1, "two", NULL);
	batch_commit(x.b);
	assert_false(batch_run(x.b, &x.f));
	assert_int_equal(x.f.code, FAULT_NO_DATABASE);
	assert_true(x.c->broken);
	assert_false(batch_run(x.b, &x.f));
	conn_close(x.c);
	x.c = other;
	assert_string_equal(numbers(&x), "");
	end(&x);
}

/* Questions, each with its own arena; `bad` asks for an event whose id is none. */
struct asking_all {
	struct arena a[5];
	struct question q[5], *all[5];
	struct param p[5][2];
};

static void prepare(struct asking_all *x, size_t n, size_t bad)
{
	memset(x, 0, sizeof *x);
	for (size_t i = 0; i < n; i++) {
		x->p[i][0] = P_NULL;
		x->p[i][1] = P_TEXT("no id");
		x->q[i] = i == bad ? (struct question){.sql = SQL_event_by_id, .p = x->p[i], .params = 2}
				   : (struct question){.sql = SQL_schema_state};
		x->q[i].arena = &x->a[i];
		x->all[i] = &x->q[i];
	}
}

static void let_go(struct asking_all *x)
{
	for (size_t i = 0; i < 5; i++)
		arena_free(&x->a[i]);
}

/* Wherever it stands among them, and also on a connection that has never seen the statements. */
static void a_question_that_fails_spoils_no_other(void **state)
{
	for (size_t n = 1; n <= 5; n++)
		for (size_t bad = 0; bad <= n; bad++) {
			struct fixture x;
			struct asking_all all;

			begin(&x, state);
			for (int again = 0; again < 2; again++) {
				prepare(&all, n, bad);
				conn_ask(x.c, all.all, n);
				for (size_t i = 0; i < n; i++) {
					assert_int_equal(all.q[i].rows != NULL, i != bad);
					assert_int_equal(all.q[i].fault.code != FAULT_NONE, i == bad);
					if (i != bad)
						assert_true(rows_int(all.q[i].rows, 0, 0) > 0);
				}
				assert_false(x.c->broken);
				let_go(&all);
			}
			end(&x);
		}
}

static void questions_over_a_cut_connection_all_have_the_fault(void **state)
{
	struct fixture x;
	struct asking_all all;
	struct conn *other = private_conn(*state);

	begin(&x, state);
	ask(other, &x.a, arena_printf(&x.a, "select pg_terminate_backend(%d, 60000)", PQbackendPID(x.c->pg)),
		NULL);
	prepare(&all, 4, 9);
	conn_ask(x.c, all.all, 4);
	assert_true(x.c->broken);
	for (size_t i = 0; i < 4; i++) {
		assert_null(all.q[i].rows);
		assert_int_equal(all.q[i].fault.code, FAULT_NO_DATABASE);
	}
	let_go(&all);
	conn_close(x.c);
	x.c = other;
	end(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_travel_together_and_answer),
		cmocka_unit_test(one_that_fails_in_the_middle_leaves_nothing),
		cmocka_unit_test(a_transaction_spans_batches_until_its_commit),
		cmocka_unit_test(a_commit_of_what_failed_before_is_no_commit),
		cmocka_unit_test(a_batch_larger_than_all_buffers_goes_through),
		cmocka_unit_test(one_whose_connection_is_cut_tells_so_and_leaves_nothing),
		cmocka_unit_test(a_question_that_fails_spoils_no_other),
		cmocka_unit_test(questions_over_a_cut_connection_all_have_the_fault),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
