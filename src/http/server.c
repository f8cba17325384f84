#include "http/server.h"

#include "base/limits.h"
#include "http/assets.h"
#include "http/dispatch.h"
#include "http/handlers.h"
#include "http/openapi.h"
#include "http/within.h"
#include "service/answers.h"
#include "service/judge.h"
#include "service/keys.h"
#include "service/refold.h"
#include "system/clock.h"
#include "system/log.h"
#include "system/process.h"
#include "system/urgency.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdarg.h>
#include <unistd.h>

#define WORKERS_MOST  64
#define FILES_BESIDE  256        /* for the database, bodies and the log */
#define LAST_MS       2000       /* for what did not end while draining */
#define JUDGE_MS      300        /* between two looks at what is new */
#define REFOLDS       8          /* lots of boxes that are folded anew in a second */
#define MEMORY_BESIDE (8u << 10) /* of a connection's memory: for the answer's head */

int64_t server_now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct body_budget *server_budget(struct server *s)
{
	return &s->budget;
}

const char *server_url(const struct server *s)
{
	return s->url;
}

const char *server_host(const struct server *s)
{
	return s->host;
}

int server_port(const struct server *s)
{
	return s->port;
}

int server_workers(const struct server_settings *s)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int n = s->workers ? s->workers : cores < 4 ? 4 : (int)cores;

	/* A pool of one is not a pool to libmicrohttpd. */
	return n < 2 ? 2 : n > WORKERS_MOST ? WORKERS_MOST : n;
}

/* As many as there are cores keep PostgreSQL busy; with more the groups that share a transaction are smaller.
 */
static int writes_abreast(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores < 2 ? 2 : (int)cores;
}

/* Who listens beyond this machine without a key would serve everybody. */
static bool check_exposure(struct server *s, struct fault *f)
{
	struct conn *c;
	bool any, asked;

	if (s->loopback)
		return true;
	c = db_take(s->set.write, 5000, f);
	if (!c)
		return false;
	asked = key_any(c, &any, f);
	db_give(c);
	if (!asked)
		return false;
	return any ||
	       fault_say(f, FAULT_ENVIRONMENT,
		       "--listen %s is open to other machines, and there is no key: make one first with "
		       "`landbridge key add NAME --role operator`, or listen at 127.0.0.1",
		       s->set.listen);
}

bool server_bind(struct server **out, const struct server_settings *set, struct fault *f)
{
	struct server *s = calloc(1, sizeof *s);
	const struct listening *l = set->listening;

	*out = s;
	if (!s)
		return fault_say(f, FAULT_ENVIRONMENT, "no memory for the server");
	s->set = *set;
	s->listener = -1;
	s->budget = (struct body_budget){set->body_most, set->bodies_most, 0, set->spool};
	s->metrics = metrics_new();
	peers_start(&s->peers, 2 * set->idle_ms);
	pthread_mutex_init(&s->idle_lock, NULL);
	pthread_cond_init(&s->idle, NULL);
	streams_init(&s->streams, set->slow, set->streams, set->beat_ms, set->slow_ms);
	openapi_write(&s->openapi);
	assets_open();
	s->listener = l->fd;
	s->loopback = l->loopback;
	s->port = l->port;
	memcpy(s->host, l->host, sizeof s->host);
	memcpy(s->url, l->url, sizeof s->url);
	s->auth = auth_new(set->fast, set->fast_ms, s->loopback, set->inner_secret);
	return check_exposure(s, f);
}

static void log_of_library(void *self, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
static void log_of_library(void *self, const char *fmt, va_list args)
{
	char words[300];

	(void)self;
	vsnprintf(words, sizeof words, fmt, args);
	words[strcspn(words, "\r\n")] = '\0';
	log_line(LOG_DEBUG, "http", "said", words, NULL);
}

static bool start_daemon(struct server *s, struct fault *f)
{
	int workers = server_workers(&s->set);
	int most = workers * SERVER_CONNECTIONS_A_WORKER;
	int connections = s->set.connections < most ? s->set.connections : most;
	unsigned idle_s = (unsigned)((s->set.idle_ms + 999) / 1000);

	if (connections < workers)
		connections = workers;
	/* Listeners rest, and each has a place of its own: they keep nobody else out. */
	connections += s->set.streams;
	if (process_files(connections + FILES_BESIDE) < connections + FILES_BESIDE)
		log_line(LOG_WARN, "this process may not have a file open for each connection it may take",
			NULL);
	urgency_set(URGENCY_QUICK); /* of its threads, which begin here */
	s->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
		(uint16_t)s->port, NULL, NULL, dispatch_call, s, MHD_OPTION_EXTERNAL_LOGGER, log_of_library,
		NULL, MHD_OPTION_LISTEN_SOCKET, s->listener, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)workers,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_s,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(LIMIT_HEADER + MEMORY_BESIDE),
		MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)(8u << 10), MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_URI_LOG_CALLBACK, dispatch_line, s, MHD_OPTION_UNESCAPE_CALLBACK,
		dispatch_leave_encoded, s, MHD_OPTION_NOTIFY_COMPLETED, dispatch_completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, dispatch_connection, s, MHD_OPTION_END);
	urgency_set(URGENCY_PLAIN);
	if (!s->daemon)
		return fault_say(f, FAULT_ENVIRONMENT, "the HTTP server does not start: %s", strerror(errno));
	return true;
}

static void nap(struct server *s, int ms)
{
	for (int slept = 0; slept < ms && !atomic_load(&s->ended); slept += 50)
		nanosleep(&(struct timespec){0, 50000000}, NULL);
}

static void *sweep(void *self)
{
	struct server *s = self;

	while (!atomic_load(&s->ended)) {
		peers_sweep(&s->peers);
		streams_beat(&s->streams);
		nap(s, 500);
	}
	return NULL;
}

/* A new connection answers as fast as one that has answered long: what is asked most was asked by it once, of
 * a box that nobody has. */
static void ask_first(void *self, struct conn *c)
{
	struct server *s = self;
	struct arena a = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f = {0};
	struct asking q = {
		.service = s->set.service, .conn = c, .arena = &a, .limit = 1, .out = &out, .fault = &f};

	answer_container(&q, "ZZZU0000000");
	text_free(&out);
	arena_free(&a);
}

/* What others have told the database of places is to be seen here, too. */
static void look_for_places(struct server *s)
{
	struct fault f = {0};
	struct conn *c = db_take(s->set.fast, 0, &f);

	if (!c)
		return; /* away, or every connection busy: the next look is soon */
	if (!service_keep_up(s->set.service, c, &f) && db_up(s->set.fast))
		log_line(LOG_WARN, "new places are not seen yet", "fault", f.text, NULL);
	db_give(c);
}

/* Boxes that an older program folded without what they ride on: a few each second. */
static void fold_waiting(struct server *s)
{
	struct fault f = {0};
	struct conn *c = db_take(s->set.write, 0, &f);
	bool more = c != NULL;

	for (int i = 0; i < REFOLDS && more; i++)
		if (!refold_some(c, &more, &f))
			more = false; /* somebody tells of their wagons: later */
	if (c)
		db_give(c);
}

/* What boxes' journeys come to: as soon as somebody tells of them, and as time goes by.  Behind an import
 * that is much, and look-ups wait for none of it: it goes by the connections that step back, and does so
 * itself. */
static void *judge(void *self)
{
	struct server *s = self;
	struct db *db = s->set.write;
	bool told = false;

	urgency_set(URGENCY_BACK);
	while (!atomic_load(&s->ended)) {
		struct fault f = {0};
		struct conn *c = db_up(db) ? db_take(db, 0, &f) : NULL;
		bool more = false, good = c && judge_some(s->set.service, c, clock_now(), &more, &f);

		if (c && !good && !told && db_up(db))
			log_line(LOG_WARN, "journeys are not judged", "fault", f.text, NULL);
		told = c && !good;
		if (c)
			db_give(c);
		nap(s, more ? 0 : JUDGE_MS);
	}
	return NULL;
}

/* Starts PostgreSQL again where it died, and finds out when one that is not ours goes or is back. */
static void *watch(void *self)
{
	struct server *s = self;
	bool told = false;

	while (!atomic_load(&s->ended)) {
		struct fault f = {0};
		bool good = !s->set.cluster || cluster_revive(s->set.cluster, &f);

		if (good)
			db_probe(s->set.fast, s->set.fast_ms);
		if (good && db_up(s->set.fast))
			db_fill(s->set.fast, server_workers(&s->set), ask_first, s);
		if (good && db_up(s->set.fast))
			look_for_places(s);
		if (good && db_up(s->set.fast))
			fold_waiting(s);
		if (!good && !told)
			log_line(LOG_ERROR, "the database does not start again", "fault", f.text, NULL);
		told = !good;
		nap(s, 1000);
	}
	return NULL;
}

bool server_start(struct server *s, struct fault *f)
{
	struct lane_settings write = {.name = "write",
		.threads = s->set.write_threads,
		.abreast = writes_abreast(),
		.waiting = s->set.write_waiting,
		.db = s->set.write,
		.wait_ms = s->set.write_ms,
		.together = LIMIT_TOGETHER,
		.joins = messages_join,
		.urgency = URGENCY_BACK,
		.work = dispatch_in_lane};
	struct lane_settings slow = {.name = "read",
		.threads = s->set.slow_threads,
		.waiting = s->set.slow_waiting,
		.db = s->set.slow,
		.wait_ms = s->set.slow_ms,
		.together = 1,
		.work = dispatch_in_lane};

	if (!lane_open(&s->write, &write, f) || !lane_open(&s->slow, &slow, f) ||
		!streams_start(&s->streams, f) || !start_daemon(s, f))
		return false;
	s->sweeping = pthread_create(&s->sweeper, NULL, sweep, s) == 0;
	s->watching = pthread_create(&s->watcher, NULL, watch, s) == 0;
	s->judging = pthread_create(&s->judge, NULL, judge, s) == 0;
	if (!s->sweeping || !s->watching || !s->judging)
		return fault_say(f, FAULT_ENVIRONMENT, "no thread for the watchers");
	return true;
}

void server_set_ready(struct server *s)
{
	atomic_store(&s->ready, true);
}

/* Until nothing runs, or the deadline.  True: nothing runs. */
static bool wait_idle(struct server *s, int ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&s->idle_lock);
	while (atomic_load(&s->running) > 0)
		if (pthread_cond_timedwait(&s->idle, &s->idle_lock, &until) != 0)
			break;
	pthread_mutex_unlock(&s->idle_lock);
	return atomic_load(&s->running) == 0;
}

static void end_watchers(struct server *s)
{
	atomic_store(&s->ended, true);
	if (s->sweeping)
		pthread_join(s->sweeper, NULL);
	if (s->watching)
		pthread_join(s->watcher, NULL);
	if (s->judging)
		pthread_join(s->judge, NULL);
	s->sweeping = s->watching = s->judging = false;
}

/* New connections are refused, what is under way may end. */
static bool drain(struct server *s)
{
	MHD_socket listener = MHD_quiesce_daemon(s->daemon);

	if (listener != MHD_INVALID_SOCKET)
		close(listener);
	s->listener = -1;
	return wait_idle(s, s->set.drain_ms);
}

bool server_stop(struct server *s)
{
	bool idle;

	atomic_store(&s->draining, true);
	atomic_store(&s->ready, false);
	streams_stop(&s->streams);
	idle = !s->daemon || drain(s);
	end_watchers(s);
	if ((s->write && !lane_shut(s->write, LAST_MS)) || (s->slow && !lane_shut(s->slow, LAST_MS)))
		return false;
	/* What a lane gave back just now still has to be sent. */
	if (!idle)
		wait_idle(s, LAST_MS);
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	s->daemon = NULL;
	return true;
}

void server_free(struct server *s)
{
	if (!s)
		return;
	if (s->listener >= 0)
		close(s->listener);
	if (s->write)
		lane_free(s->write);
	if (s->slow)
		lane_free(s->slow);
	auth_free(s->auth);
	metrics_free(s->metrics);
	peers_end(&s->peers);
	streams_free(&s->streams);
	pthread_cond_destroy(&s->idle);
	pthread_mutex_destroy(&s->idle_lock);
	text_free(&s->openapi);
	assets_close();
	free(s);
}
