#include "system/urgency.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
	int niceness;
	uint64_t turn_ns; /* 0: as the system has it */
} urgencies[] = {
	[URGENCY_PLAIN] = {0, 0},
	[URGENCY_QUICK] = {0, 100000},
	[URGENCY_BACK] = {10, 0},
};

/* As of sched_setattr(2), for which glibc has neither a declaration nor a function. */
struct attributes {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

static void set(pid_t who, enum urgency u)
{
	struct attributes a = {.size = sizeof a,
		.nice = getpriority(PRIO_PROCESS, (id_t)who), /* who began below that stays there */
		.runtime = urgencies[u].turn_ns};

	if (a.nice < urgencies[u].niceness)
		a.nice = urgencies[u].niceness;
	syscall(SYS_sched_setattr, who, &a, 0);
}

void urgency_set(enum urgency u)
{
	set(0, u);
}

/* The kernel takes one such word in a tenth of a second from all who are not root. */
static bool set_session(pid_t process, int niceness)
{
	char path[48], word[8];
	int fd, n = snprintf(word, sizeof word, "%d", niceness);
	bool again;

	snprintf(path, sizeof path, "/proc/%ld/autogroup", (long)process);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return true;
	again = write(fd, word, (size_t)n) < 0 && errno == EAGAIN;
	close(fd);
	return !again;
}

static bool has_terminal(void)
{
	int fd = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

void urgency_step_back(void)
{
	urgency_set(URGENCY_BACK);
	if (getsid(0) == getpid() || (!has_terminal() && setsid() >= 0))
		set_session(getpid(), urgencies[URGENCY_BACK].niceness);
}

bool urgency_set_process(pid_t process, enum urgency u)
{
	set(process, u);
	return u != URGENCY_BACK || set_session(process, urgencies[u].niceness);
}
