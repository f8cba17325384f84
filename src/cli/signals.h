/*
 * The signals that ask the daemon to stop: SIGTERM, SIGINT, and SIGHUP when the terminal it runs on goes
 * away.
 *
 * Without a terminal, or under nohup, SIGHUP asks for nothing: there are no settings to read anew, and it is
 * passed over with a line in the log.
 */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <stdbool.h>

struct signals {
	int fd; /* -1: not open */
	bool terminal;
};

/* From now on they end nothing by themselves.  Before any thread is made. */
void signals_open(struct signals *s);
/* Waits for the next that asks to stop. */
int signals_next(const struct signals *s);
const char *signals_name(int number);

#endif
