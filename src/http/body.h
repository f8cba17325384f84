/*
 * The body of a request while it arrives: in memory up to LIMIT_BODY_MEMORY, beyond that in an unlinked spool
 * file that is mapped at the end, all bodies together within one budget.
 *
 * libmicrohttpd 0.9.75 cannot answer in mid-upload.  So a body past its limit is swallowed (up to twice the
 * limit, then the connection is cut) and the fault is told once it has ended.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "base/fault.h"
#include "base/text.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct body_budget {
	uint64_t one, all; /* bytes: a body, all bodies under way */
	_Atomic uint64_t used;
	const char *spool; /* directory of spool files */
};

struct body {
	struct body_budget *budget;
	struct text memory;
	int fd;        /* -1: in memory */
	uint64_t got;  /* bytes that came */
	uint64_t held; /* bytes of the budget this body holds */
	void *map;
	size_t mapped;
};

enum body_step { BODY_ON, BODY_FAULT, BODY_CUT };

void body_start(struct body *b, struct body_budget *budget);
/* BODY_FAULT: f says why; the rest is to be passed to body_swallow. */
enum body_step body_take(struct body *b, const char *bytes, size_t n, struct fault *f);
/* BODY_CUT: more than anybody is owed; end the connection. */
enum body_step body_swallow(struct body *b, size_t n);
/* The whole body; the bytes live until body_free. */
bool body_whole(struct body *b, const char **bytes, size_t *n, struct fault *f);
void body_free(struct body *b);

#endif
