#include "store/conn.h"

#include <string.h>

/*
 * Statements that travel together: prepared one by one where they are new to the connection, then all sent in
 * pipeline mode with one sync, then all answers read.  Outside a transaction the server runs them as one.
 */

struct queued {
	enum sql sql;
	const struct param *p;
	int params;
	struct rows **rows;
	struct arena *arena; /* the rows' */
	batch_taker *take;
	void *self;
	struct rows *taken; /* rows, where a taker wants them */
};

struct batch {
	struct conn *conn;
	struct arena *arena;
	struct queued *queue;
	size_t count, room;
	size_t good; /* statements answered before the first that failed */
};

struct batch *batch_new(struct conn *c, struct arena *a)
{
	struct batch *b = arena_alloc(a, sizeof *b);

	b->conn = c;
	b->arena = a;
	return b;
}

static void add(struct batch *b, struct queued q)
{
	b->queue = arena_grow(b->arena, b->queue, b->count, &b->room, sizeof *b->queue);
	b->queue[b->count++] = q;
}

void batch_add(struct batch *b, enum sql s, const struct param *p, int params, struct rows **r)
{
	add(b, (struct queued){s, p, params, r, b->arena, NULL, NULL, NULL});
}

void batch_add_taken(
	struct batch *b, enum sql s, const struct param *p, int params, batch_taker *take, void *self)
{
	add(b, (struct queued){s, p, params, NULL, b->arena, take, self, NULL});
}

void batch_begin(struct batch *b)
{
	batch_add(b, SQL_tx_begin, NULL, 0, NULL);
}

void batch_commit(struct batch *b)
{
	batch_add(b, SQL_tx_commit, NULL, 0, NULL);
}

static bool prepare_all(struct batch *b, int64_t limit, struct fault *f)
{
	for (size_t i = 0; i < b->count; i++)
		if (!conn_prepare(b->conn, b->queue[i].sql, limit, f))
			return false;
	return true;
}

static bool send_all(struct batch *b, struct fault *f)
{
	struct conn *c = b->conn;

	for (size_t i = 0; i < b->count; i++)
		if (!conn_send(c, b->queue[i].sql, b->queue[i].p, b->queue[i].params, f))
			return false;
	return PQpipelineSync(c->pg) || conn_lost(c, f);
}

/* Takes a statement's result; false where it failed (or was not run because one before it failed). */
static bool take(struct batch *b, struct queued *q, PGresult *r, bool failed, struct fault *f)
{
	ExecStatusType status = PQresultStatus(r);

	if (failed || (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)) {
		if (!failed)
			conn_fault(b->conn, r, f);
		PQclear(r);
		return false;
	}
	if (q->sql == SQL_tx_commit && strcmp(PQcmdStatus(r), "COMMIT") != 0) {
		PQclear(r);
		return fault_say(f, FAULT_INTERNAL, "the transaction had failed before and was rolled back");
	}
	if (q->rows)
		*q->rows = rows_of(q->arena, r);
	else if (q->take)
		q->taken = rows_of(q->arena, r);
	else
		PQclear(r);
	return true;
}

/* In pipeline mode: one result, then NULL, for each statement; then the sync. */
static bool read_all(struct batch *b, int64_t limit, struct fault *f)
{
	struct conn *c = b->conn;
	bool ok = true;
	size_t i = 0;

	for (;;) {
		PGresult *r;

		if (!conn_wait(c, limit, ok ? f : &(struct fault){0}))
			return false;
		r = PQgetResult(c->pg);
		if (!r) { /* behind each statement's result; where the connection is gone, for ever */
			if (PQstatus(c->pg) == CONNECTION_BAD)
				return ok ? conn_lost(c, f) : false;
			continue;
		}
		if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) {
			PQclear(r);
			return ok;
		}
		if (i == b->count) { /* a fatal error told outside of any statement */
			c->broken = true;
			ok = ok ? conn_fault(c, r, f) : false;
			PQclear(r);
			return false;
		}
		ok = take(b, &b->queue[i++], r, !ok, f) && ok;
		b->good += ok;
	}
}

bool batch_run(struct batch *b, struct fault *f)
{
	struct conn *c = b->conn;
	int64_t limit = conn_limit(c);
	bool ok;

	if (c->broken)
		return fault_say(f, FAULT_NO_DATABASE, "the connection to the database is lost");
	b->good = 0;
	if (!b->count)
		return true;
	if (!conn_plans_fresh(c, b->arena, f) || !prepare_all(b, limit, f))
		return false;
	if (!PQenterPipelineMode(c->pg))
		return conn_lost(c, f);
	ok = send_all(b, f) && read_all(b, limit, f);
	/* An aborted pipeline is still a pipeline; a half-read one cannot be left, and its connection is done
	 * with. */
	if (!PQexitPipelineMode(c->pg))
		c->broken = true;
	if (!ok && c->broken && f->code == FAULT_NONE)
		return conn_lost(c, f);
	for (size_t i = 0; i < b->count && ok; i++)
		if (b->queue[i].take)
			b->queue[i].take(b->queue[i].self, b->arena, b->queue[i].taken);
	b->count = 0;
	if (ok)
		db_tell(c->db, true);
	return ok;
}

static void ask_alone(struct conn *c, struct question *a)
{
	conn_query(c, a->sql, a->p, a->params, a->arena, &a->rows, &a->fault);
}

/* The first that failed has its fault; those behind it were not run, and are asked one by one where they can
 * be. */
static void ask_rest(struct conn *c, struct question *const *asked, size_t n, const struct fault *f)
{
	asked[0]->fault = *f;
	for (size_t i = 1; i < n; i++)
		if (c->broken)
			asked[i]->fault = *f;
		else
			ask_alone(c, asked[i]);
}

static void ask_together(struct conn *c, struct question *const *asked, size_t n, struct arena *scratch)
{
	struct batch *b = batch_new(c, scratch);
	struct fault f = {0};

	for (size_t i = 0; i < n; i++)
		add(b, (struct queued){asked[i]->sql, asked[i]->p, asked[i]->params, &asked[i]->rows,
			       asked[i]->arena, NULL, NULL, NULL});
	if (!batch_run(b, &f))
		ask_rest(c, asked + b->good, n - b->good, &f);
}

void conn_ask(struct conn *c, struct question *const *asked, size_t n)
{
	struct arena scratch = ARENA_INIT;

	if (n == 1)
		ask_alone(c, asked[0]);
	else if (n > 1)
		ask_together(c, asked, n, &scratch);
	arena_free(&scratch);
}
