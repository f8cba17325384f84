/* Processes and locks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "system/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(const char *script, const struct process_user *user, struct text *said)
{
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct fault f = {0};
	int status = 0;

	if (!process_run(argv, user, said, &status, &f))
		fail_msg("%s", f.text);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void output_and_status_come_back(void **state)
{
	struct text said = TEXT_INIT;

	(void)state;
	assert_int_equal(run("echo out; echo err >&2; exit 3", NULL, &said), 3);
	assert_string_equal(text_string(&said), "out\nerr\n");
	text_free(&said);
}

static void a_program_that_is_not_there_ends_with_127(void **state)
{
	const char *const argv[] = {"/nonexistent", NULL};
	struct text said = TEXT_INIT;
	struct fault f = {0};
	int status = 0;

	(void)state;
	assert_true(process_run(argv, NULL, &said, &status, &f));
	assert_int_equal(WEXITSTATUS(status), 127);
	text_free(&said);
}

/* Blocked signals, our descriptors and PG* variables would all change what PostgreSQL does.  Below make the C
 * library's own two signals (32, 33) are ignored: posix_spawn leaves them so, and nobody may set them. */
static void a_child_starts_clean(void **state)
{
	struct text said = TEXT_INIT;
	sigset_t all, before;
	int ours = dup(STDERR_FILENO);
	char script[256];

	(void)state;
	setenv("PGOPTIONS", "-c fsync=off", 1);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	signal(SIGPIPE, SIG_IGN);
	snprintf(script, sizeof script,
		"echo \"[$PGOPTIONS]\"; grep -E '^Sig(Blk|Ign)' /proc/self/status | sed "
		"'s/^\\(SigIgn:.0000000\\)18/\\100/'; test -e /proc/self/fd/%d "
		"&& echo leaked; pwd",
		ours);
	assert_int_equal(run(script, NULL, &said), 0);
	sigprocmask(SIG_SETMASK, &before, NULL);
	signal(SIGPIPE, SIG_DFL);
	unsetenv("PGOPTIONS");
	close(ours);
	assert_string_equal(
		text_string(&said), "[]\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n/\n");
	text_free(&said);
}

/* Only root can become another; anybody else must be told. */
static void a_child_of_root_is_the_user_and_no_more(void **state)
{
	struct process_user u;
	struct text said = TEXT_INIT;

	(void)state;
	assert_true(process_user_find("nobody", &u));
	assert_false(process_user_find("no-such-user-here", &u));
	assert_string_equal(u.name, "nobody");
	if (geteuid() == 0) {
		assert_int_equal(run("id -u; id -ru; id -G; id -g", &u, &said), 0);
		char expected[128];
		snprintf(expected, sizeof expected, "%u\n%u\n%u\n%u\n", u.uid, u.uid, u.gid, u.gid);
		assert_string_equal(text_string(&said), expected);
	} else {
		assert_int_equal(run("id -u", &u, &said), 126);
	}
	text_free(&said);
}

static void a_lock_is_shared_or_alone(void **state)
{
	char path[] = "/tmp/unit-lock-XXXXXX";
	int made = mkstemp(path), one, two;
	struct fault f = {0};

	(void)state;
	assert_true(made >= 0);
	one = lock_open(path, &f);
	two = lock_open(path, &f);
	assert_true(one >= 0 && two >= 0);
	assert_int_equal(lock_signed(one), 0);
	lock_sign(one);
	assert_int_equal(lock_signed(two), getpid());
	assert_true(lock_take(one, LOCK_SHARED, 0));
	assert_true(lock_take(two, LOCK_SHARED, 0));
	assert_false(lock_take(two, LOCK_ALONE, 0));
	lock_give(one);
	assert_true(lock_take(two, LOCK_ALONE, 0));
	assert_false(lock_take(one, LOCK_SHARED, 30));
	close(two); /* as a process that ends does */
	assert_true(lock_take(one, LOCK_ALONE, 0));
	close(one);
	close(made);
	unlink(path);
}

static void a_lock_that_cannot_be_made_is_told(void **state)
{
	struct fault f = {0};

	(void)state;
	assert_int_equal(lock_open("/nonexistent/lock", &f), -1);
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_non_null(strstr(f.text, "/nonexistent/lock"));
}

static void a_dead_child_is_not_alive(void **state)
{
	pid_t pid = fork();
	siginfo_t ended;

	(void)state;
	if (pid == 0)
		_exit(0);
	assert_true(process_alive(getpid()));
	/* ended, but not yet waited for: kill(pid, 0) still finds it */
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	assert_int_equal(kill(pid, 0), 0);
	assert_false(process_alive(pid));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_and_status_come_back),
		cmocka_unit_test(a_program_that_is_not_there_ends_with_127),
		cmocka_unit_test(a_child_starts_clean),
		cmocka_unit_test(a_child_of_root_is_the_user_and_no_more),
		cmocka_unit_test(a_lock_is_shared_or_alone),
		cmocka_unit_test(a_lock_that_cannot_be_made_is_told),
		cmocka_unit_test(a_dead_child_is_not_alive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
