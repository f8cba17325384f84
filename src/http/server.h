/*
 * The HTTP server: binds, serves, drains.
 *
 * Two lanes.  Fast: single-statement reads run in a libmicrohttpd worker under a short deadline.  Slow: every
 * POST, replay, raw intake and big page is suspended and handed to a lane's own threads and connections.  A
 * full lane answers 503 at once; /healthz never waits for the database; while PostgreSQL is away every other
 * answer is 503 with Retry-After.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/fault.h"
#include "http/body.h"
#include "http/listen.h"
#include "service/service.h"
#include "store/cluster.h"
#include "store/db.h"

#include <stdbool.h>
#include <stdint.h>

/* libmicrohttpd 0.9.75 takes up to 128 events a turn of a worker: beyond that, connections of one worker wait
 * for each other. */
#define SERVER_CONNECTIONS_A_WORKER 125

struct server_settings {
	const char *listen;                /* HOST:PORT as it was asked for */
	const struct listening *listening; /* bound; the server's from now on */
	int workers;                       /* 0: as many as there are cores, at least 4 */
	int connections;                   /* at most, all workers together */
	int idle_ms; /* a connection that says nothing; twice that for a whole request head */
	int write_threads, write_waiting;
	int slow_threads, slow_waiting;
	int fast_ms;  /* deadline of a read in a worker */
	int slow_ms;  /* of a read in the slow lane */
	int write_ms; /* of a write */
	int streams;  /* listeners at most, beside the connections */
	int beat_ms;  /* each of them hears from us at least so often */
	int drain_ms; /* what runs when asked to stop may take that long */
	uint64_t body_most, bodies_most;
	const char *spool;        /* directory of spool files */
	const char *inner_secret; /* a bearer token this process uses for itself, NULL: none */
	struct service *service;
	struct db *fast, *slow, *write; /* as many connections as workers and threads */
	struct cluster *cluster;        /* revived each second; NULL: not ours */
};

struct server;

int server_workers(const struct server_settings *s); /* the number that 0 stands for */
/* Takes the bound address.  Refuses one that is not loopback while there is no key (says the next step). */
bool server_bind(struct server **s, const struct server_settings *set, struct fault *f);
bool server_start(struct server *s, struct fault *f);
const char *server_url(const struct server *s); /* "http://127.0.0.1:8080/": what a person opens */
int server_port(const struct server *s);
const char *server_host(const struct server *s); /* a numeric address that reaches this server from here */
void server_set_ready(struct server *s);         /* /readyz is 200 from now on */
/* Refuses what is new, lets end what runs, sends the answers, stops.  False: something would not end in time
 * and the threads are still there; leave the process with _exit. */
bool server_stop(struct server *s);
void server_free(struct server *s);

/* for this floor */
int64_t server_now_us(void); /* monotonic */
struct body_budget *server_budget(struct server *s);

#endif
