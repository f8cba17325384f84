/* Who gets the processor first.  The runtime of a turn is not told back by every Linux: it is not asked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "system/urgency.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
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
		cmocka_unit_test(one_that_has_gone_is_not_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
