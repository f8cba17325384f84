/* The private PostgreSQL: who shares it, what survives a kill, what is refused and in which words. */
#include "private_pg.h"

#include "store/cluster_parts.h"
#include "system/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>

#define LONG_MS 60000

/* All tests but those of refusals share one directory: a database is made once. */
static int dir_setup(void **state)
{
	static struct private_pg p;

	private_dir(&p);
	*state = &p;
	return 0;
}

static int dir_teardown(void **state)
{
	private_remove(*state);
	return 0;
}

static pid_t pid_in_file(const struct private_pg *p)
{
	char path[128], line[32] = "";
	FILE *in;

	snprintf(path, sizeof path, "%s/pg/postmaster.pid", p->dir);
	in = fopen(path, "re");
	if (!in)
		return 0;
	if (!fgets(line, sizeof line, in))
		line[0] = '\0';
	fclose(in);
	return (pid_t)strtol(line, NULL, 10);
}

/* Another process that opens the cluster and stays; killed by end_other. */
struct other {
	pid_t pid;
	int says, hears;
};

static _Noreturn void other_runs(struct private_pg *p, enum cluster_use use, int says, int hears)
{
	struct fault f = {0};
	char word = private_open(p, use, &f) ? 'y' : 'n';

	if (write(says, &word, 1) != 1 || read(hears, &word, 1) != 1)
		_exit(1);
	cluster_close(p->cluster);
	_exit(0);
}

static struct other start_other(struct private_pg *p, enum cluster_use use)
{
	int up[2], down[2];
	struct other o;

	assert_int_equal(pipe(up) | pipe(down), 0);
	o.pid = fork();
	if (o.pid == 0) {
		close(up[0]);
		close(down[1]);
		other_runs(p, use, up[1], down[0]);
	}
	close(up[1]);
	close(down[0]);
	o.says = up[0];
	o.hears = down[1];
	return o;
}

static bool other_is_in(const struct other *o)
{
	char word = 'n';

	return read(o->says, &word, 1) == 1 && word == 'y';
}

static void end_other(const struct other *o, bool hard)
{
	int status;

	if (hard)
		kill(o->pid, SIGKILL);
	else
		assert_int_equal(write(o->hears, "x", 1), 1);
	assert_int_equal(waitpid(o->pid, &status, 0), o->pid);
	if (!hard)
		assert_int_equal(status, 0);
	close(o->says);
	close(o->hears);
}

static void open_tool(struct private_pg *p)
{
	struct fault f = {0};

	assert_done(private_open(p, CLUSTER_TOOL, &f), f);
}

static void the_last_to_leave_stops_it(void **state)
{
	struct private_pg *p = *state;
	struct other o;
	pid_t postmaster;

	open_tool(p);
	postmaster = pid_in_file(p);
	assert_true(postmaster > 0 && kill(postmaster, 0) == 0);
	o = start_other(p, CLUSTER_SERVE);
	assert_true(other_is_in(&o));
	assert_int_equal(pid_in_file(p), postmaster);
	cluster_close(p->cluster);
	assert_int_equal(pid_in_file(p), postmaster);
	end_other(&o, false);
	assert_int_equal(pid_in_file(p), 0);
}

static void a_second_daemon_is_refused_and_a_tool_is_not(void **state)
{
	struct private_pg *p = *state;
	struct other o = start_other(p, CLUSTER_SERVE);
	struct fault f = {0};
	char pid[32];

	assert_true(other_is_in(&o));
	assert_false(private_open(p, CLUSTER_SERVE, &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	snprintf(pid, sizeof pid, "process %d", (int)o.pid);
	assert_non_null(strstr(f.text, pid));
	open_tool(p);
	cluster_close(p->cluster);
	end_other(&o, false);
}

static void what_a_killed_daemon_leaves_is_adopted(void **state)
{
	struct private_pg *p = *state;
	struct other o = start_other(p, CLUSTER_SERVE);
	struct fault f = {0};
	pid_t postmaster;

	assert_true(other_is_in(&o));
	postmaster = pid_in_file(p);
	end_other(&o, true);
	assert_done(private_open(p, CLUSTER_SERVE, &f), f);
	assert_int_equal(pid_in_file(p), postmaster);
	cluster_close(p->cluster);
	assert_int_equal(pid_in_file(p), 0);
}

static void set_mark(struct private_pg *p, const char *mark)
{
	struct arena a = ARENA_INIT;
	struct conn *c = private_conn(p);

	ask(c, &a, "create table if not exists mark (m text)", NULL);
	ask(c, &a, "insert into mark values ($1)", &P_TEXT(mark));
	conn_close(c);
	arena_free(&a);
}

static void assert_mark(struct private_pg *p, const char *mark)
{
	struct arena a = ARENA_INIT;
	struct conn *c = private_conn(p);

	assert_string_equal(ask(c, &a, "select count(*) from mark where m = $1", &P_TEXT(mark)), "1");
	conn_close(c);
	arena_free(&a);
}

/* Calls revive, as the watcher does, until the postmaster is another one than `old`. */
static void revive(struct private_pg *p, pid_t old)
{
	int64_t limit = clock_monotonic_ms() + LONG_MS;
	struct fault f = {0};

	do {
		assert_done(cluster_revive(p->cluster, &f), f);
		assert_true(clock_monotonic_ms() < limit);
	} while (pid_in_file(p) == old);
}

static void a_killed_postmaster_is_revived_in_spite_of_orphans(void **state)
{
	struct private_pg *p = *state;
	struct conn *busy;
	pid_t old;

	open_tool(p);
	set_mark(p, "before the kill");
	busy = private_conn(p);
	/* never looks whether its postmaster lives */
	assert_true(PQsendQuery(busy->pg, "select count(*) from generate_series(1, 1000000000000)"));
	assert_true(PQflush(busy->pg) == 0);
	old = pid_in_file(p);
	assert_int_equal(kill(old, SIGKILL), 0);
	revive(p, old);
	assert_mark(p, "before the kill");
	conn_close(busy);
	cluster_close(p->cluster);
}

static void killed_together_both_come_back(void **state)
{
	struct private_pg *p = *state;
	struct other o = start_other(p, CLUSTER_SERVE);
	struct fault f = {0};

	assert_true(other_is_in(&o));
	open_tool(p);
	set_mark(p, "committed");
	cluster_close(p->cluster);
	kill(pid_in_file(p), SIGKILL);
	end_other(&o, true);
	assert_done(private_open(p, CLUSTER_SERVE, &f), f);
	assert_mark(p, "committed");
	cluster_close(p->cluster);
}

static void an_adopted_one_is_revived_too(void **state)
{
	struct private_pg *p = *state;
	struct other o = start_other(p, CLUSTER_TOOL);
	pid_t old;

	assert_true(other_is_in(&o));
	open_tool(p);
	end_other(&o, true); /* it was the postmaster's parent */
	old = pid_in_file(p);
	assert_int_equal(kill(old, SIGKILL), 0);
	revive(p, old);
	assert_mark(p, "committed");
	cluster_close(p->cluster);
}

static bool works(struct db *db, struct fault *f)
{
	struct conn *c = db_take(db, LONG_MS, f);
	struct arena a = ARENA_INIT;
	bool ok = c && conn_query(c, SQL_schema_there, NULL, 0, &a, NULL, f);

	db_give(c);
	arena_free(&a);
	return ok;
}

/* Asks until the answer is as wanted. */
static void wait_works(struct db *db, bool wanted, struct fault *f)
{
	int64_t limit = clock_monotonic_ms() + LONG_MS;

	while (works(db, f) != wanted) {
		assert_true(clock_monotonic_ms() < limit);
		poll(NULL, 0, 10);
	}
}

static void the_pool_knows_that_it_is_away_and_comes_back(void **state)
{
	struct private_pg *p = *state;
	struct db_settings s = {.most = 3, .connect_ms = LONG_MS};
	struct fault f = {0};
	struct db *db = NULL;
	pid_t old;

	open_tool(p);
	s.conninfo = cluster_runtime_url(p->cluster);
	assert_done(db_open(&db, &s, &f), f);
	old = pid_in_file(p);
	assert_int_equal(kill(old, SIGKILL), 0);
	wait_works(db, false, &f);
	assert_int_equal(f.code, FAULT_NO_DATABASE);
	assert_false(works(db, &f)); /* nor is there a connection left that pretends */
	assert_int_equal(f.code, FAULT_NO_DATABASE);
	assert_false(db_up(db));
	revive(p, old);
	wait_works(db, true, &f);
	assert_true(db_up(db));
	db_close(db);
	cluster_close(p->cluster);
}

static void write_in(const struct private_pg *p, const char *name, const char *text)
{
	char path[160];
	int fd;

	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void a_pid_that_is_a_strangers_by_now_is_no_obstacle(void **state)
{
	struct private_pg *p = *state;
	struct other o = start_other(p, CLUSTER_SERVE);
	pid_t old, stranger = fork();
	char path[128], text[2048];
	ssize_t n;
	int fd;

	if (stranger == 0)
		for (;;)
			pause();
	assert_true(other_is_in(&o));
	old = pid_in_file(p);
	kill(old, SIGKILL);
	end_other(&o, true);
	snprintf(path, sizeof path, "%s/pg/postmaster.pid", p->dir);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	n = read(fd, text, sizeof text - 1);
	assert_true(n > 0);
	text[n] = '\0';
	assert_int_equal(ftruncate(fd, 0) | (int)lseek(fd, 0, SEEK_SET), 0);
	dprintf(fd, "%d%s", (int)stranger, strchr(text, '\n'));
	close(fd);
	open_tool(p);
	assert_mark(p, "committed");
	cluster_close(p->cluster);
	kill(stranger, SIGKILL);
	waitpid(stranger, NULL, 0);
}

static void refused(struct private_pg *p, const char *words)
{
	struct fault f = {0};

	if (private_open(p, CLUSTER_SERVE, &f)) {
		cluster_close(p->cluster);
		fail_msg("it opened, and should have said: %s", words);
	}
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	if (!strstr(f.text, words))
		fail_msg("\"%s\" does not tell \"%s\"", f.text, words);
}

static void a_directory_of_another_version_is_refused(void **state)
{
	struct private_pg p;

	(void)state;
	private_dir(&p);
	assert_int_equal(mkdir(p.dir, 0711), 0);
	write_in(&p, "landbridge-data", "");
	snprintf(p.dir, sizeof p.dir, "%s/d/pg", p.top);
	assert_int_equal(mkdir(p.dir, 0700), 0);
	snprintf(p.dir, sizeof p.dir, "%s/d", p.top);
	write_in(&p, "pg/PG_VERSION", "14\n");
	refused(&p, "was made by PostgreSQL 14 and landbridge needs 15");
	write_in(&p, "pg/PG_VERSION", "99\n");
	refused(&p, "was made by PostgreSQL 99, which is not installed: install it");
	private_remove(&p);
}

static void a_directory_with_other_content_is_refused_and_left_alone(void **state)
{
	struct private_pg p;
	char path[128];

	(void)state;
	private_dir(&p);
	assert_int_equal(mkdir(p.dir, 0755), 0);
	write_in(&p, "thesis.txt", "do not touch");
	refused(&p, "is not empty and was not made by landbridge");
	snprintf(path, sizeof path, "%s/serve.lock", p.dir);
	assert_int_equal(access(path, F_OK), -1);
	private_remove(&p);
}

/* Root reaches everything but its PostgreSQL does not; anybody else needs a directory to write in. */
static void a_directory_that_cannot_be_used_is_told(void **state)
{
	struct private_pg p;

	(void)state;
	private_dir(&p);
	if (geteuid() == 0) {
		assert_int_equal(chmod(p.top, 0700), 0);
		refused(&p, "cannot reach");
	} else {
		assert_int_equal(mkdir(p.dir, 0555), 0);
		refused(&p, "make it writable, or use another --data");
	}
	private_remove(&p);
}

static void programs_that_are_not_there_are_told(void **state)
{
	struct private_pg p;

	(void)state;
	private_dir(&p);
	setenv("LANDBRIDGE_PG_BIN", "/nonexistent", 1);
	refused(&p, "LANDBRIDGE_PG_BIN");
	unsetenv("LANDBRIDGE_PG_BIN");
	private_remove(&p);
}

static void names_without_end_are_refused(void **state)
{
	char dir[4096];
	struct cluster_settings s = {.dir = dir, .use = CLUSTER_TOOL};
	struct cluster *c;
	struct fault f = {0};

	(void)state;
	memset(dir, 'x', sizeof dir);
	memcpy(dir, "/tmp/", 5);
	dir[1000] = '\0';
	assert_false(cluster_open(&c, &s, &f));
	assert_non_null(strstr(f.text, "use a shorter --data"));
	dir[0] = '\0';
	assert_false(cluster_open(&c, &s, &f));
}

/* Twice: what an initdb that was cut short left is in the way the first time. */
static void a_long_and_odd_name_works(void **state)
{
	struct private_pg p;
	char dir[400], left[500];
	struct cluster_settings s = {.dir = dir, .use = CLUSTER_SERVE};
	struct fault f = {0};

	(void)state;
	private_dir(&p);
	snprintf(dir, sizeof dir, "%s/%0120d it's, \"港\\", p.top, 7);
	assert_int_equal(mkdir(dir, 0711), 0);
	snprintf(left, sizeof left, "%s/landbridge-data", dir);
	close(open(left, O_WRONLY | O_CREAT, 0644));
	snprintf(left, sizeof left, "%s/pg.new", dir);
	assert_int_equal(mkdir(left, 0700), 0);
	snprintf(left + strlen(left), sizeof left - strlen(left), "/rest");
	assert_int_equal(mkdir(left, 0700), 0);
	for (int i = 0; i < 2; i++) {
		assert_done(cluster_open(&p.cluster, &s, &f), f);
		set_mark(&p, i ? "second" : "first");
		assert_mark(&p, "first");
		cluster_close(p.cluster);
	}
	private_remove(&p);
}

static void the_short_directory_of_another_is_refused(void **state)
{
	struct private_pg p;
	struct cluster c = {.major = 0};
	struct fault f = {0};

	(void)state;
	private_dir(&p);
	assert_int_equal(mkdir(p.dir, 0755), 0);
	process_user_of(geteuid(), &c.user);
	assert_false(cluster_subdir(&c, p.dir, &f));
	assert_non_null(strstr(f.text, "0700"));
	assert_int_equal(chmod(p.dir, 0700), 0);
	assert_done(cluster_subdir(&c, p.dir, &f), f);
	c.user.uid++;
	assert_false(cluster_subdir(&c, p.dir, &f));
	private_remove(&p);
}

static void two_that_come_first_at_once_share_one_database(void **state)
{
	struct private_pg p;
	struct other a, b;

	(void)state;
	private_dir(&p);
	a = start_other(&p, CLUSTER_TOOL);
	b = start_other(&p, CLUSTER_SERVE);
	assert_true(other_is_in(&a));
	assert_true(other_is_in(&b));
	end_other(&b, false);
	end_other(&a, false);
	assert_int_equal(pid_in_file(&p), 0);
	private_remove(&p);
}

static void a_program_is_judged_by_the_line_that_tells(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(cluster_last_words(&a, ""), "it said nothing");
	assert_string_equal(cluster_last_words(&a, "one\ntwo\n\n"), "two");
	assert_string_equal(cluster_last_words(&a, "LOG:  x\ninitdb: error: no locale\ninitdb: removing\n"),
		"initdb: error: no locale");
	assert_string_equal(cluster_last_words(&a, "2026-01-01 00:00:00.000 UTC [7] FATAL:  no such thing\n"
						   "2026-01-01 00:00:00.001 UTC [7] LOG:  shut down\n"),
		"no such thing");
	arena_free(&a);
}

static void a_full_disk_is_told_by_its_words(void **state)
{
	struct cluster c = {.dir = "/"};
	struct fault f = {0};

	(void)state;
	assert_true(cluster_no_room(&c, "could not extend file: No space left on device", &f));
	assert_non_null(strstr(f.text, "make room"));
	assert_true(cluster_no_room(&c, "HINT: Check free disk space.", &f));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_to_leave_stops_it),
		cmocka_unit_test(a_second_daemon_is_refused_and_a_tool_is_not),
		cmocka_unit_test(what_a_killed_daemon_leaves_is_adopted),
		cmocka_unit_test(a_killed_postmaster_is_revived_in_spite_of_orphans),
		cmocka_unit_test(killed_together_both_come_back),
		cmocka_unit_test(an_adopted_one_is_revived_too),
		cmocka_unit_test(the_pool_knows_that_it_is_away_and_comes_back),
		cmocka_unit_test(a_pid_that_is_a_strangers_by_now_is_no_obstacle),
		cmocka_unit_test(a_directory_of_another_version_is_refused),
		cmocka_unit_test(a_directory_with_other_content_is_refused_and_left_alone),
		cmocka_unit_test(a_directory_that_cannot_be_used_is_told),
		cmocka_unit_test(programs_that_are_not_there_are_told),
		cmocka_unit_test(names_without_end_are_refused),
		cmocka_unit_test(a_long_and_odd_name_works),
		cmocka_unit_test(the_short_directory_of_another_is_refused),
		cmocka_unit_test(two_that_come_first_at_once_share_one_database),
		cmocka_unit_test(a_program_is_judged_by_the_line_that_tells),
		cmocka_unit_test(a_full_disk_is_told_by_its_words),
	};

	return cmocka_run_group_tests(tests, dir_setup, dir_teardown);
}
