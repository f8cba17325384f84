#include "cli/signals.h"

#include "system/log.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* nohup has it ignored, but what is blocked comes nevertheless. */
static bool hup_is_ignored(void)
{
	struct sigaction was;

	return sigaction(SIGHUP, NULL, &was) == 0 && was.sa_handler == SIG_IGN;
}

static bool has_terminal(void)
{
	int tty = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);

	if (tty < 0)
		return false;
	close(tty);
	return true;
}

void signals_open(struct signals *s)
{
	sigset_t set;

	s->terminal = has_terminal() && !hup_is_ignored();
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	s->fd = signalfd(-1, &set, SFD_CLOEXEC);
}

int signals_next(const struct signals *s)
{
	struct signalfd_siginfo i;

	for (;;) {
		if (read(s->fd, &i, sizeof i) != (ssize_t)sizeof i) {
			if (errno != EINTR && errno != EAGAIN)
				return SIGTERM;
		} else if (i.ssi_signo == SIGHUP && !s->terminal) {
			log_line(LOG_INFO, "passed over", "signal", "SIGHUP", NULL);
		} else {
			return (int)i.ssi_signo;
		}
	}
}

const char *signals_name(int number)
{
	return number == SIGINT ? "SIGINT" : number == SIGHUP ? "SIGHUP" : "SIGTERM";
}
