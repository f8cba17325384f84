/*
 * Who is connected, and until when each may take for what it is at.
 *
 * libmicrohttpd's own time-out counts from the last byte, so that a peer that sends one byte a second holds
 * its connection for ever.  Here every stage (a request's head, its body, taking the answer) has a deadline;
 * a sweeper shuts the socket of who is past it.
 */
#ifndef HTTP_PEER_H
#define HTTP_PEER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define PEER_RATE  (16 << 10) /* bytes a second that anybody must manage */
#define PEER_GRACE 30000      /* ms beyond that rate */

struct peer {
	struct peer *next, **link;
	int fd;
	_Atomic int64_t until_ms; /* monotonic; 0: no deadline */
	_Atomic bool body;        /* bytes of a body are still to come */
	int64_t seen_until_ms;    /* at the last sweep, where the peer had gone by then; else 0 */
};

struct peers {
	pthread_mutex_t lock;
	struct peer *first;
	int head_ms; /* for a request's head, from the end of the one before */
	_Atomic int count;
};

void peers_start(struct peers *p, int head_ms);
void peers_end(struct peers *p);
struct peer *peer_join(struct peers *p, int fd); /* NULL: no memory */
void peer_leave(struct peers *p, struct peer *peer);
void peer_awaits_head(struct peers *p, struct peer *peer);
void peer_awaits_body(struct peer *peer, int64_t since_ms, uint64_t got); /* and has that much of it */
void peer_takes_answer(struct peer *peer, int64_t since_ms, uint64_t bytes);
void peer_rests(struct peer *peer); /* no deadline */
void peers_sweep(struct peers *p);

#endif
