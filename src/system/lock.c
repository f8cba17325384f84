#include "system/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define POLL_MS 20

int lock_open(const char *path, struct fault *f)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		fault_say(f, FAULT_ENVIRONMENT, "cannot write %s: %s", path, strerror(errno));
	return fd;
}

/* flock has no deadline of its own, and an alarm is no choice in a threaded program. */
bool lock_take(int fd, enum lock_kind kind, int wait_ms)
{
	int how = (kind == LOCK_ALONE ? LOCK_EX : LOCK_SH) | LOCK_NB;

	for (;;) {
		if (flock(fd, how) == 0)
			return true;
		if (errno != EINTR && errno != EWOULDBLOCK)
			return false;
		if (wait_ms <= 0)
			return false;
		poll(NULL, 0, POLL_MS);
		wait_ms -= POLL_MS;
	}
}

void lock_give(int fd)
{
	flock(fd, LOCK_UN);
}

void lock_sign(int fd)
{
	char pid[16];
	int n = snprintf(pid, sizeof pid, "%d\n", (int)getpid());

	/* Only a courtesy: where it cannot be written the lock holds all the same. */
	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n)
		return;
}

pid_t lock_signed(int fd)
{
	char pid[16] = "";
	ssize_t n = pread(fd, pid, sizeof pid - 1, 0);

	return n > 0 ? (pid_t)strtol(pid, NULL, 10) : 0;
}
