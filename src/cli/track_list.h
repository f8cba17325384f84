/*
 * landbridge track FILE|-: whatever references a file has, looked up together, a line each on the terminal.
 */
#ifndef CLI_TRACK_LIST_H
#define CLI_TRACK_LIST_H

#include "record/place.h"
#include "service/service.h"

#include <stdbool.h>

struct track_list {
	const char *as; /* json csv xlsx; NULL: a table for people */
	enum language language;
	instant as_of; /* 0: now; else the connection has gone back there */
};

/* Whether it is to be read rather than looked up: "-", or a file that is there. */
bool track_is_file(const char *operand);
/* Reads the operands (files, "-", references), looks all up and prints.  Returns an exit code. */
int track_list(struct service *s, struct conn *c, char **operands, int n, const struct track_list *how);

#endif
