/* The server as the files of this floor share it. */
#ifndef HTTP_WITHIN_H
#define HTTP_WITHIN_H

#include "http/auth.h"
#include "http/lane.h"
#include "http/metrics.h"
#include "http/peer.h"
#include "http/server.h"
#include "http/streams.h"

#include <pthread.h>
#include <stdatomic.h>

#define SAY_FIRST_MS 250 /* the database's own time-out speaks first: it leaves the connection whole */

struct MHD_Daemon;

struct server {
	struct server_settings set;
	int listener;
	bool loopback; /* of the address it listens at */
	int port;
	char host[64], url[128];
	struct MHD_Daemon *daemon;
	struct lane *write, *slow;
	struct body_budget budget;
	struct auth *auth;
	struct metrics *metrics;
	struct peers peers;
	struct streams streams;
	struct text openapi;

	_Atomic bool ready, draining;
	_Atomic int running; /* requests begun and not yet completed */
	pthread_mutex_t idle_lock;
	pthread_cond_t idle; /* running came to 0 while draining */
	_Atomic bool ended;  /* for the threads below */
	pthread_t sweeper, watcher, judge;
	bool sweeping, watching, judging;
};

#endif
