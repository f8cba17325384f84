#include "store/conn.h"

#include "system/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

static const char *const sql_text[] = {
#define SQL(name, text) text,
#include "sql.def"
#undef SQL
};

static const char *const sql_name[] = {
#define SQL(name, text) #name,
#include "sql.def"
#undef SQL
};

/* As it is of then: made for other tables, it is another statement. */
static const char *const sql_name_back[] = {
#define SQL(name, text) #name " as of",
#include "sql.def"
#undef SQL
};

static const char *name_of(const struct conn *c, enum sql s)
{
	return c->back ? sql_name_back[s] : sql_name[s];
}

int64_t conn_limit(const struct conn *c)
{
	if (c->until)
		return c->until;
	return c->each_ms ? clock_monotonic_ms() + c->each_ms : 0;
}

void conn_deadline(struct conn *c, int ms)
{
	c->until = clock_monotonic_ms() + (ms > 0 ? ms : 0);
}

static int ms_until(int64_t limit)
{
	int64_t left;

	if (!limit)
		return -1;
	left = limit - clock_monotonic_ms();
	return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

int conn_wait_socket(PGconn *pg, short events, int64_t limit, short *revents)
{
	struct pollfd p = {PQsocket(pg), events, 0};
	int n;

	if (p.fd < 0)
		return -1;
	do
		n = poll(&p, 1, ms_until(limit));
	while (n < 0 && errno == EINTR);
	*revents = p.revents;
	return n;
}

bool conn_wait(struct conn *c, int64_t limit, struct fault *f)
{
	for (;;) {
		int unsent = PQflush(c->pg), n;
		short got;

		/* A server that hung up may have said why: what it sent is read before the fault is made. */
		if (unsent < 0 && !PQconsumeInput(c->pg))
			return conn_lost(c, f);
		if (unsent <= 0 && !PQisBusy(c->pg))
			return true;
		if (unsent < 0)
			return conn_lost(c, f);
		n = conn_wait_socket(c->pg, (short)(POLLIN | (unsent ? POLLOUT : 0)), limit, &got);
		if (n < 0)
			return conn_lost(c, f);
		if (n == 0) {
			c->broken = true;
			return fault_say(f, FAULT_BUSY, "the database took longer than it may");
		}
		if ((got & ~POLLOUT) && !PQconsumeInput(c->pg))
			return conn_lost(c, f);
	}
}

/* Reads what is left of an answer, so that the next statement can be sent. */
static bool drain(struct conn *c, int64_t limit, struct fault *f)
{
	for (;;) {
		PGresult *r;

		if (!conn_wait(c, limit, f))
			return false;
		r = PQgetResult(c->pg);
		if (!r)
			return true;
		PQclear(r);
	}
}

static bool good(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

/* The one result of a statement; the caller's to clear. NULL with a fault. */
static PGresult *answer(struct conn *c, int64_t limit, struct fault *f)
{
	PGresult *r;
	struct fault other;

	if (!conn_wait(c, limit, f))
		return NULL;
	r = PQgetResult(c->pg);
	if (!good(r)) {
		conn_fault(c, r, f);
		PQclear(r);
		/* After a fatal error nothing more comes; the fault that counts is the first. */
		if (!c->broken && !drain(c, limit, &other))
			c->broken = true;
		return NULL;
	}
	if (drain(c, limit, f))
		return r;
	PQclear(r);
	return NULL;
}

bool conn_prepare(struct conn *c, enum sql s, int64_t limit, struct fault *f)
{
	PGresult *r;

	if (c->prepared[c->back][s])
		return true;
	if (!PQsendPrepare(c->pg, name_of(c, s), sql_text[s], 0, NULL))
		return conn_lost(c, f);
	r = answer(c, limit, f);
	if (!r)
		return false;
	PQclear(r);
	c->prepared[c->back][s] = true;
	return true;
}

/* A statement whose text begins so (tools/sql.awk puts it there for "-- binary") answers in binary form. */
static bool is_binary(enum sql s)
{
	return strncmp(sql_text[s], "/*binary*/", 10) == 0;
}

#define PARAMS_MOST  32
#define SWOLLEN_FROM (1u << 20) /* bytes of one statement; libpq never gives the room back */

bool conn_send(struct conn *c, enum sql s, const struct param *p, int params, struct fault *f)
{
	const char *values[PARAMS_MOST];
	int lengths[PARAMS_MOST], formats[PARAMS_MOST];
	size_t sent = 0;

	if (params > PARAMS_MOST)
		return fault_say(f, FAULT_INTERNAL, "statement %s has %d parameters", name_of(c, s), params);
	for (int i = 0; i < params; i++) {
		values[i] = p[i].bytes;
		lengths[i] = p[i].length;
		formats[i] = p[i].binary;
		sent += p[i].binary ? (size_t)p[i].length : 0;
	}
	c->swollen |= sent > SWOLLEN_FROM;
	if (!PQsendQueryPrepared(c->pg, name_of(c, s), params, values, lengths, formats, is_binary(s)))
		return conn_lost(c, f);
	return true;
}

static bool plans_are_old(struct conn *c)
{
	c->uses++;
	return c->uses % 4096 == 0 || (c->uses & (c->uses - 1)) == 0;
}

static bool query(struct conn *c, enum sql s, const struct param *p, int params, struct arena *a,
	struct rows **r, struct fault *f)
{
	int64_t limit = conn_limit(c);
	PGresult *result;

	if (!conn_prepare(c, s, limit, f) || !conn_send(c, s, p, params, f))
		return false;
	result = answer(c, limit, f);
	if (!result)
		return false;
	db_tell(c->db, true);
	if (r)
		*r = rows_of(a, result);
	else
		PQclear(result);
	return true;
}

bool conn_plans_fresh(struct conn *c, struct arena *a, struct fault *f)
{
	return PQtransactionStatus(c->pg) != PQTRANS_IDLE || !plans_are_old(c) ||
	       query(c, SQL_plans_forget, NULL, 0, a, NULL, f);
}

bool conn_query(struct conn *c, enum sql s, const struct param *p, int params, struct arena *a,
	struct rows **r, struct fault *f)
{
	if (c->broken)
		return fault_say(f, FAULT_NO_DATABASE, "the connection to the database is lost");
	return conn_plans_fresh(c, a, f) && query(c, s, p, params, a, r, f);
}

bool conn_script(struct conn *c, const char *text, struct fault *f)
{
	int64_t limit = conn_limit(c);
	bool ok = true;

	if (!PQsendQuery(c->pg, text))
		return conn_lost(c, f);
	for (;;) {
		PGresult *r;

		if (!conn_wait(c, limit, ok ? f : &(struct fault){0}))
			return false;
		r = PQgetResult(c->pg);
		if (!r)
			return ok;
		if (ok && !good(r))
			ok = conn_fault(c, r, f);
		PQclear(r);
	}
}

#define COPY_PIECE (64u << 10) /* sent at once: libpq keeps a copy of what it has not sent yet */

/* The server waits for the rows of a COPY. */
static bool copy_begin(struct conn *c, enum sql s, int64_t limit, struct fault *f)
{
	PGresult *r;
	bool fine;

	if (!PQsendQuery(c->pg, sql_text[s]))
		return conn_lost(c, f);
	if (!conn_wait(c, limit, f))
		return false;
	r = PQgetResult(c->pg);
	fine = PQresultStatus(r) == PGRES_COPY_IN || conn_fault(c, r, f);
	PQclear(r);
	if (!fine && !c->broken && !drain(c, limit, &(struct fault){0}))
		c->broken = true;
	return fine;
}

bool conn_copy(struct conn *c, enum sql s, const char *bytes, size_t n, struct fault *f)
{
	int64_t limit = conn_limit(c);
	PGresult *r;

	if (c->broken)
		return fault_say(f, FAULT_NO_DATABASE, "the connection to the database is lost");
	if (!copy_begin(c, s, limit, f))
		return false;
	for (size_t at = 0; at < n; at += COPY_PIECE) {
		size_t piece = n - at < COPY_PIECE ? n - at : COPY_PIECE;

		if (PQputCopyData(c->pg, bytes + at, (int)piece) != 1)
			return conn_lost(c, f);
		if (!conn_wait(c, limit, f))
			return false;
	}
	if (PQputCopyEnd(c->pg, NULL) != 1)
		return conn_lost(c, f);
	r = answer(c, limit, f);
	PQclear(r);
	return r;
}

/* BEGIN and its kind: nothing goes in, and the server's tag says what it did. */
static bool simple(struct conn *c, enum sql s, const char *expect, struct fault *f)
{
	int64_t limit = conn_limit(c);
	PGresult *result;
	bool ok;

	if (c->broken)
		return fault_say(f, FAULT_NO_DATABASE, "the connection to the database is lost");
	if (!conn_prepare(c, s, limit, f) || !conn_send(c, s, NULL, 0, f))
		return false;
	result = answer(c, limit, f);
	if (!result)
		return false;
	ok = strcmp(PQcmdStatus(result), expect) == 0;
	PQclear(result);
	return ok || fault_say(f, FAULT_INTERNAL, "the transaction had failed before and was rolled back");
}

bool conn_begin(struct conn *c, struct fault *f)
{
	return simple(c, SQL_tx_begin, "BEGIN", f);
}

bool conn_commit(struct conn *c, struct fault *f)
{
	return simple(c, SQL_tx_commit, "COMMIT", f);
}

void conn_rollback(struct conn *c)
{
	struct fault f;

	if (!c->broken && PQtransactionStatus(c->pg) != PQTRANS_IDLE &&
		!simple(c, SQL_tx_rollback, "ROLLBACK", &f))
		c->broken = true;
}
