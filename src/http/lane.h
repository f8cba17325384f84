/*
 * A lane: threads of its own for requests that may take long, so that no worker waits for them.
 *
 * A worker that waits stalls every connection it serves.  So the connection is suspended, the request handed
 * over, worked on with one of the lane's own database connections, and the connection resumed exactly once:
 * the worker then sends the answer.  A lane that is full says so at once.
 *
 * Requests that may be worked on together cost less so.  So only a few threads begin at the same time, and
 * each takes its share of all that has come meanwhile; nothing ever waits only for company.  A thread that
 * takes long (it waits for a lock, or its request is big) no longer counts, and another begins beside it.
 */
#ifndef HTTP_LANE_H
#define HTTP_LANE_H

#include "base/fault.h"
#include "store/db.h"
#include "system/urgency.h"

struct request;
struct lane;

struct lane_settings {
	const char *name;
	int threads;
	int abreast; /* of them at work at the same time, but for those that take long; 0: all */
	int waiting; /* requests that may wait for a thread */
	struct db *db;
	int wait_ms;                            /* for a connection */
	enum urgency urgency;                   /* of its threads */
	int together;                           /* requests given to work at once, at most LIMIT_TOGETHER */
	bool (*joins)(const struct request *r); /* whether it may be one of several; NULL: none may */
	/* With the conn of each set, one for all.  Of each either the answer is there, or again is set. */
	void (*work)(struct request *const *r, size_t n);
};

bool lane_open(struct lane **lane, const struct lane_settings *s, struct fault *f);
/* Suspends the request's connection and queues it.  False with BUSY when the lane is full or shut; the
 * connection is then not suspended. */
bool lane_take(struct lane *lane, struct request *r, struct fault *f);
int lane_depth(struct lane *lane); /* waiting and running */
const char *lane_name(const struct lane *lane);
/* Takes no more, answers what waits with BUSY, lets end what runs, ends the threads.  False: one was still at
 * work after wait_ms; the lane and all it uses must then stay. */
bool lane_shut(struct lane *lane, int wait_ms);
void lane_free(struct lane *lane); /* after lane_shut */

#endif
