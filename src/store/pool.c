#include "store/conn.h"

#include "system/clock.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define BACK_OFF_FIRST   100 /* ms */
#define BACK_OFF_MOST    2000
#define CONNECT_LEAST_MS 2000 /* a busy machine needs longer for a connection than for a look-up */
#define FRESH_MS         20   /* one given back just now is not looked at again */

/*
 * The last one given back is the first one taken, so that few connections stay hot.  `out` counts those that
 * are taken or being made.
 */
struct db {
	struct db_settings s;
	pthread_mutex_t lock;
	pthread_cond_t given; /* one came back, or went away and left room */
	struct conn *idle;
	int out, idle_count;
	bool probing;       /* one caller is trying a database that was away */
	int back_off;       /* ms; 0: the breaker is closed */
	int64_t away_until; /* monotonic ms */
	struct fault away;  /* what the last connect met */
	atomic_bool up;
};

void db_tell(struct db *db, bool up)
{
	if (db && atomic_load_explicit(&db->up, memory_order_relaxed) != up)
		atomic_store_explicit(&db->up, up, memory_order_relaxed);
}

bool db_up(struct db *db)
{
	return atomic_load_explicit(&db->up, memory_order_relaxed);
}

/* False past limit (monotonic ms). */
static bool cond_wait(struct db *db, int64_t limit)
{
	struct timespec t = {limit / 1000, limit % 1000 * 1000000};

	return pthread_cond_timedwait(&db->given, &db->lock, &t) == 0;
}

/* An idle connection has nothing to read: where there is something, the server said goodbye. */
static bool still_good(struct conn *c)
{
	struct pollfd p = {PQsocket(c->pg), POLLIN, 0};

	if (clock_monotonic_ms() - c->given_at < FRESH_MS)
		return PQstatus(c->pg) == CONNECTION_OK;

	if (p.fd < 0 || poll(&p, 1, 0) < 0)
		return false;
	if (p.revents && (!PQconsumeInput(c->pg) || (p.revents & (POLLHUP | POLLERR))))
		return false;
	return PQstatus(c->pg) == CONNECTION_OK;
}

/* The lock is held.  NULL when none is idle. */
static struct conn *pop(struct db *db)
{
	struct conn *c = db->idle;

	if (c) {
		db->idle = c->next;
		db->idle_count--;
		c->next = NULL;
	}
	return c;
}

static void breaker_opens(struct db *db, const struct fault *f)
{
	db->back_off = db->back_off ? db->back_off * 2 : BACK_OFF_FIRST;
	if (db->back_off > BACK_OFF_MOST)
		db->back_off = BACK_OFF_MOST;
	db->away_until = clock_monotonic_ms() + db->back_off;
	db->away = *f;
	db_tell(db, false);
}

/* Makes a connection; the lock is held before and after, not meanwhile. */
static struct conn *make(struct db *db, int64_t limit, struct fault *f)
{
	int64_t left = limit - clock_monotonic_ms();
	int ms = left < CONNECT_LEAST_MS ? CONNECT_LEAST_MS : (int)(left < INT_MAX ? left : INT_MAX);
	struct conn *c;

	if (ms > db->s.connect_ms)
		ms = db->s.connect_ms;
	db->out++;
	db->probing = db->back_off > 0;
	pthread_mutex_unlock(&db->lock);
	c = conn_open(db->s.conninfo, db->s.name, ms, db->s.statement_ms, f);
	pthread_mutex_lock(&db->lock);
	db->probing = false;
	if (c) {
		c->db = db;
		db->back_off = 0;
		db_tell(db, true);
		return c;
	}
	db->out--;
	if (f->code == FAULT_NO_DATABASE)
		breaker_opens(db, f);
	pthread_cond_signal(&db->given);
	return NULL;
}

static bool breaker_is_open(const struct db *db)
{
	return db->back_off && (db->s.watched || db->probing || clock_monotonic_ms() < db->away_until);
}

/* An idle one that still lives, else NULL.  The lock is held, but not while dead ones are closed. */
static struct conn *take_idle(struct db *db)
{
	struct conn *c;

	while ((c = pop(db))) {
		db->out++;
		if (still_good(c))
			return c;
		pthread_mutex_unlock(&db->lock);
		conn_close(c);
		pthread_mutex_lock(&db->lock);
		db->out--;
		pthread_cond_signal(&db->given);
	}
	return NULL;
}

static struct conn *take(struct db *db, int wait_ms, bool probe, struct fault *f)
{
	int64_t limit = clock_monotonic_ms() + wait_ms;
	struct conn *c;

	pthread_mutex_lock(&db->lock);
	for (;;) {
		c = take_idle(db);
		if (c)
			break;
		if (probe && db->out > 0)
			break; /* somebody is asking it right now, and will know */
		if (!probe && breaker_is_open(db)) {
			*f = db->away;
			break;
		}
		if (db->out < db->s.most) {
			c = make(db, limit, f);
			break;
		}
		if (!cond_wait(db, limit) && !db->idle && db->out >= db->s.most) {
			fault_say(f, FAULT_BUSY, "all %d connections to the database are in use", db->s.most);
			break;
		}
	}
	pthread_mutex_unlock(&db->lock);
	if (!c)
		return NULL;
	c->until = 0;
	conn_urge(c, db->s.urgency);
	return c;
}

struct conn *db_take(struct db *db, int wait_ms, struct fault *f)
{
	return take(db, wait_ms, false, f);
}

void db_probe(struct db *db, int wait_ms)
{
	struct fault f = {0};

	db_give(take(db, wait_ms, true, &f));
}

/* A new one, where fewer than so many are there; else NULL. */
static struct conn *one_more(struct db *db, int many)
{
	int64_t limit = clock_monotonic_ms() + db->s.connect_ms;
	struct conn *c = NULL;
	struct fault f = {0};

	pthread_mutex_lock(&db->lock);
	if (!breaker_is_open(db) && db->out + db->idle_count < (many < db->s.most ? many : db->s.most))
		c = make(db, limit, &f);
	pthread_mutex_unlock(&db->lock);
	if (c)
		conn_urge(c, db->s.urgency);
	return c;
}

void db_fill(struct db *db, int many, void (*first)(void *self, struct conn *c), void *self)
{
	struct conn *c;

	for (int i = 0; i < many && (c = one_more(db, many)); i++) {
		first(self, c);
		db_give(c);
	}
}

void db_give(struct conn *c)
{
	struct db *db;

	if (!c)
		return;
	db = c->db;
	if (c->broken || c->swollen || PQstatus(c->pg) != CONNECTION_OK ||
		PQtransactionStatus(c->pg) != PQTRANS_IDLE || PQpipelineStatus(c->pg) != PQ_PIPELINE_OFF) {
		conn_close(c);
		c = NULL;
	}
	pthread_mutex_lock(&db->lock);
	db->out--;
	if (c) {
		c->given_at = clock_monotonic_ms();
		c->next = db->idle;
		db->idle = c;
		db->idle_count++;
	}
	pthread_cond_signal(&db->given);
	pthread_mutex_unlock(&db->lock);
}

struct db_use db_use(struct db *db)
{
	struct db_use use;

	pthread_mutex_lock(&db->lock);
	use = (struct db_use){db->out, db->out + db->idle_count, db->s.most};
	pthread_mutex_unlock(&db->lock);
	return use;
}

bool db_open(struct db **out, const struct db_settings *s, struct fault *f)
{
	struct db *db = calloc(1, sizeof *db);
	struct conn *c;

	if (!db)
		abort();
	db->s = *s;
	db->s.conninfo = strdup(s->conninfo);
	db->s.name = s->name ? strdup(s->name) : NULL;
	pthread_mutex_init(&db->lock, NULL);
	clock_cond_init(&db->given);
	atomic_init(&db->up, true);
	c = db_take(db, s->connect_ms, f);
	if (!c) {
		db_close(db);
		return false;
	}
	db_give(c);
	*out = db;
	return true;
}

void db_close(struct db *db)
{
	struct conn *c;

	if (!db)
		return;
	while ((c = pop(db)))
		conn_close(c);
	pthread_cond_destroy(&db->given);
	pthread_mutex_destroy(&db->lock);
	free((char *)(uintptr_t)db->s.conninfo);
	free((char *)(uintptr_t)db->s.name);
	free(db);
}
