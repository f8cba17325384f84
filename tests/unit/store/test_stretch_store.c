/* What is learned of stretches: put, read at once, put again. */
#include "store/private_pg.h"

#include "base/arena.h"
#include "store/stretch_store.h"

struct at_work {
	struct arena arena;
	struct conn *c;
};

static const struct stretch run = {STRETCH_RUN, "CNLYG", "CNSIA", MODE_RAIL, ""},
			    border = {STRETCH_BORDER, "dostyk", "dostyk", MODE_RAIL, "CN-KZ"},
			    back = {STRETCH_BORDER, "dostyk", "dostyk", MODE_RAIL, "KZ-CN"};

static struct at_work start(const struct private_pg *p)
{
	struct at_work w = {ARENA_INIT, private_conn(p)};

	ask(w.c, &w.arena, "truncate stretch_week", NULL);
	return w;
}

static void stop(struct at_work *w)
{
	conn_close(w->c);
	arena_free(&w->arena);
}

static struct stretch_known *known(struct at_work *w, const struct stretch *s, int32_t week, int hours)
{
	struct stretch_known *k = arena_alloc(&w->arena, sizeof *k);

	k->stretch = *s;
	k->week.week = week;
	k->week.tally.untold = 300;
	for (int i = 0; i < 100; i++)
		tally_add(
			&k->week.tally, &(struct tally_entry){.seconds = hours * 3600.0 + 60 * i * i - 90000,
						.running = i % 3 == 0,
						.passing = tally_passing("TRAIN", i),
						.told_late = 100});
	return k;
}

static void put(struct at_work *w, const struct stretch_known *const *k, size_t n)
{
	struct batch *b = batch_new(w->c, &w->arena);
	struct fault f = {0};

	batch_begin(b);
	stretches_put_later(b, &w->arena, k, n);
	batch_commit(b);
	assert_done(batch_run(b, &f), f);
}

static struct stretch_weeks *read_back(struct at_work *w, const struct stretch *s, size_t n, int32_t since)
{
	struct stretch_weeks *weeks;
	struct fault f = {0};

	assert_done(stretches_read(w->c, &w->arena, s, n, since, &weeks, &f), f);
	return weeks;
}

static void what_is_put_is_read_of_each_stretch_by_week(void **state)
{
	struct at_work w = start(*state);
	const struct stretch_known *const all[] = {
		known(&w, &run, 2952, 50), known(&w, &border, 2951, 40), known(&w, &run, 2950, 60)};
	const struct stretch asked[] = {border, back, run, border};
	struct stretch_weeks *weeks;

	put(&w, all, 3);
	put(&w, all, 0);
	weeks = read_back(&w, asked, 4, 0);
	assert_int_equal(weeks[0].count, 1);
	assert_int_equal(weeks[1].count, 0);
	assert_int_equal(weeks[2].count, 2);
	assert_int_equal(weeks[3].count, 1);
	assert_int_equal(weeks[2].weeks[0].week, 2950);
	assert_memory_equal(&weeks[2].weeks[0].tally, &all[2]->week.tally, sizeof(struct tally));
	assert_memory_equal(&weeks[2].weeks[1].tally, &all[0]->week.tally, sizeof(struct tally));
	assert_memory_equal(&weeks[0].weeks[0].tally, &all[1]->week.tally, sizeof(struct tally));
	weeks = read_back(&w, asked, 4, 2951);
	assert_int_equal(weeks[2].count, 1);
	assert_int_equal(read_back(&w, asked, 0, 0)[0].count, 0);
	stop(&w);
}

static void what_is_put_again_takes_the_place(void **state)
{
	struct at_work w = start(*state);
	const struct stretch_known *first[] = {known(&w, &run, 2952, 50)},
				   *then[] = {known(&w, &run, 2952, 90)};
	struct stretch_weeks *weeks;

	put(&w, first, 1);
	put(&w, then, 1);
	weeks = read_back(&w, &run, 1, 0);
	assert_int_equal(weeks->count, 1);
	assert_memory_equal(&weeks->weeks[0].tally, &then[0]->week.tally, sizeof(struct tally));
	stop(&w);
}

static void old_weeks_are_forgotten(void **state)
{
	struct at_work w = start(*state);
	const struct stretch_known *const all[] = {known(&w, &run, 2950, 50), known(&w, &run, 2952, 50)};
	struct fault f = {0};
	int forgotten;

	put(&w, all, 2);
	assert_done(stretches_forget(w.c, &w.arena, 2952, &forgotten, &f), f);
	assert_int_equal(forgotten, 1);
	assert_int_equal(read_back(&w, &run, 1, 0)->count, 1);
	stop(&w);
}

static void bytes_that_are_none_of_ours_are_said_to_be(void **state)
{
	struct at_work w = start(*state);
	const struct stretch_known *const all[] = {known(&w, &run, 2950, 50)};
	struct stretch_weeks *weeks;
	struct fault f = {0};

	put(&w, all, 1);
	ask(w.c, &w.arena, "update stretch_week set tally = substr(tally, 1, 100)", NULL);
	assert_false(stretches_read(w.c, &w.arena, &run, 1, 0, &weeks, &f));
	assert_int_equal(f.code, FAULT_INTERNAL);
	stop(&w);
}

static void who_only_runs_the_program_may_do_all_of_it(void **state)
{
	struct at_work w = start(*state);
	const struct stretch_known *const all[] = {known(&w, &run, 2950, 50)};
	int forgotten;
	struct fault f = {0};

	ask(w.c, &w.arena, "set role landbridge_runtime", NULL);
	put(&w, all, 1);
	assert_int_equal(read_back(&w, &run, 1, 0)->count, 1);
	assert_done(stretches_forget(w.c, &w.arena, 3000, &forgotten, &f), f);
	stop(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_put_is_read_of_each_stretch_by_week),
		cmocka_unit_test(what_is_put_again_takes_the_place),
		cmocka_unit_test(old_weeks_are_forgotten),
		cmocka_unit_test(bytes_that_are_none_of_ours_are_said_to_be),
		cmocka_unit_test(who_only_runs_the_program_may_do_all_of_it),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
