/*
 * Listeners of GET /api/v1/stream: who is told of changes as they happen (server-sent events).
 *
 * One thread a daemon asks the database for all of them, each second at most and only while somebody listens;
 * behind what changed it asks whose key is still in use, so that nobody hears what came after its key was
 * revoked.
 * A listener with nothing to hear is a suspended connection; it is resumed (exactly once) when there is
 * something for it, when a heartbeat is due, when its key was revoked and when the daemon stops.  What a
 * listener has not taken yet stands in no queue: it is a point of the feed (http/tellings.h), so one that is
 * slow, or comes back, costs no memory and loses nothing.  While the database is away listeners stay, get
 * their heartbeats, and go on where they were.
 */
#ifndef HTTP_STREAMS_H
#define HTTP_STREAMS_H

#include "base/fault.h"
#include "http/tellings.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

struct request;

struct listener {
	struct listener *next, **link;
	struct request *request;
	struct MHD_Connection *mhd;
	int fd;
	const char *viewer, *key_id; /* the request's; key_id NULL: it came without a key */
	uint64_t point;              /* told until there; 0: wherever the feed stands when that is known */
	bool greeted, lost;          /* lost: it named a point that is none, or too old */
	bool behind;                 /* the database is to be asked for it alone */
	bool parked;                 /* its connection is suspended */
	bool ended;
	struct saying *saying; /* on its way, and how much of it went */
	size_t sent;
	int64_t beat_ms; /* when it hears from us at the latest */
};

struct streams {
	struct db *db;
	int most, cycle_ms, ask_ms; /* cycle_ms: from one heartbeat to the next */
	pthread_mutex_t lock;
	pthread_cond_t wanted, fewer;
	struct listener *first;
	int count;
	struct tellings tellings;
	int64_t next_ms, not_before_ms;
	bool ended, asked; /* asked: one waits for the database */
	bool failing;      /* it was said already */
	pthread_t thread;
	bool started;
	_Atomic uint64_t told; /* changes, to any listener */
};

void streams_init(struct streams *s, struct db *db, int most, int cycle_ms, int ask_ms);
bool streams_start(struct streams *s, struct fault *f);
/* Ends every stream, and the thread. */
void streams_stop(struct streams *s);
void streams_free(struct streams *s);
int streams_count(struct streams *s);
void streams_beat(struct streams *s); /* each second or oftener: wakes whose heartbeat is due */

/* The endpoint: takes the listener in, or BUSY when there are as many as may be. */
bool stream_show(struct request *r);
enum MHD_Result stream_respond(
	struct request *r, struct MHD_Response **m); /* its response, without headers */
void stream_leave(struct request *r);                /* its connection is over */

/* for streams_ask.c; the lock is held */
void stream_stir(struct streams *s, struct listener *l); /* there may be something for it */
void *streams_ask(void *streams);                        /* the thread */

#endif
