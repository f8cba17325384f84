/* Who gets the processor first.  The runtime of a turn is not told back by every Linux: it is not asked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "system/urgency.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int niceness(pid_t who)
{
	return getpriority(PRIO_PROCESS, (id_t)who);
}

static void *quick_then_back(void *self)
{
	int *seen = self;

	urgency_set(URGENCY_QUICK);
	seen[0] = niceness(0);
	urgency_set(URGENCY_BACK);
	seen[1] = niceness(0);
	return NULL;
}

static void a_thread_gives_way_alone(void **state)
{
	const int before = niceness(0);
	int seen[2];
	pthread_t t;

	(void)state;
	assert_int_equal(pthread_create(&t, NULL, quick_then_back, seen), 0);
	pthread_join(t, NULL);
	assert_int_equal(seen[0], before);
	assert_int_equal(seen[1], before > 10 ? before : 10);
	assert_int_equal(niceness(0), before);
}

static void a_process_gives_way_as_a_session_too(void **state)
{
	const pid_t child = fork();
	char path[48], told[64] = "";
	FILE *f;

	(void)state;
	if (child == 0) {
		setsid();
		for (;;)
			pause();
	}
	while (getsid(child) != child)
		usleep(1000);
	while (!urgency_set_process(child, URGENCY_BACK))
		usleep(10000);
	assert_true(niceness(child) >= 10);
	snprintf(path, sizeof path, "/proc/%ld/autogroup", (long)child);
	f = fopen(path, "r"); /* where Linux has no such share there is none to read */
	if (f && fgets(told, sizeof told, f))
		assert_non_null(strstr(told, "nice 10"));
	if (f)
		fclose(f);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* Of a process that somebody started in a session of his, at this terminal (NULL: none), as the head of a
 * group of its own or not: 1 it leads a session now, 2 it gives way. */
static int steps_back(const char *terminal, bool as_head)
{
	const pid_t shell = fork();
	int status = 0;

	if (shell == 0) {
		pid_t started;

		setsid();
		if (terminal && open(terminal, O_RDWR) < 0)
			_exit(9);
		started = fork();
		if (started == 0) {
			if (as_head)
				setpgid(0, 0);
			urgency_step_back();
			_exit((getsid(0) == getpid()) + 2 * (niceness(0) >= 10));
		}
		waitpid(started, &status, 0);
		_exit(WEXITSTATUS(status));
	}
	waitpid(shell, &status, 0);
	return WEXITSTATUS(status);
}

static void who_shares_a_session_leaves_it(void **state)
{
	(void)state;
	assert_int_equal(steps_back(NULL, false), 3);
	assert_int_equal(steps_back(NULL, true), 2);
}

static void at_a_terminal_it_stays_to_be_interrupted(void **state)
{
	const int master = posix_openpt(O_RDWR | O_NOCTTY);

	(void)state;
	assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	assert_int_equal(steps_back(ptsname(master), false), 2);
	close(master);
}

static void one_that_has_gone_is_not_asked_again(void **state)
{
	const pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
	assert_true(urgency_set_process(child, URGENCY_BACK));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thread_gives_way_alone),
		cmocka_unit_test(a_process_gives_way_as_a_session_too),
		cmocka_unit_test(who_shares_a_session_leaves_it),
		cmocka_unit_test(at_a_terminal_it_stays_to_be_interrupted),
		cmocka_unit_test(one_that_has_gone_is_not_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
