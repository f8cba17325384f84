#include "store/conn.h"

#include "system/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define GRACE_MS 1000 /* the server's own statement_timeout speaks first */

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

static const struct {
	const char *state;
	enum fault_code fault;
} states[] = {
#define SQLSTATE(state, fault, text) {state, FAULT_##fault},
#include "store/sqlstate.def"
#undef SQLSTATE
};

enum fault_code sqlstate_fault(const char *state)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
			return states[i].fault;
	return FAULT_INTERNAL;
}

/* libpq's words end in a line break and may have several lines; a fault is one line. */
static void one_line(char *to, size_t room, const char *from)
{
	size_t n = 0;

	for (; *from && n + 1 < room; from++) {
		if (*from != '\n' && *from != '\t')
			to[n++] = *from;
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	while (n && to[n - 1] == ' ')
		n--;
	to[n] = '\0';
}

bool conn_lost(struct conn *c, struct fault *f)
{
	char words[400];

	one_line(words, sizeof words, PQerrorMessage(c->pg));
	c->broken = true;
	db_tell(c->db, false);
	return fault_say(
		f, FAULT_NO_DATABASE, "the database does not answer: %s", words[0] ? words : "it hung up");
}

bool conn_fault(struct conn *c, const PGresult *r, struct fault *f)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *said = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	enum fault_code code;
	char words[400];

	if (!state)
		return conn_lost(c, f);
	code = sqlstate_fault(state);
	one_line(words, sizeof words, said ? said : "no words");
	fault_say(f, code, "the database says: %s (SQLSTATE %s)", words, state);
	memcpy(f->sqlstate, state, strnlen(state, 5));
	f->sqlstate[5] = '\0';
	/* What was prepared here is no good any more: a new connection is. */
	if (code == FAULT_NO_DATABASE || PQstatus(c->pg) == CONNECTION_BAD || strcmp(state, "0A000") == 0 ||
		strcmp(state, "26000") == 0)
		c->broken = true;
	if (code == FAULT_NO_DATABASE)
		db_tell(c->db, false);
	return false;
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

/* Waits for the socket; 1 ready, 0 past the limit, -1 failed. */
static int wait_socket(PGconn *pg, short events, int64_t limit, short *revents)
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
		n = wait_socket(c->pg, (short)(POLLIN | (unsent ? POLLOUT : 0)), limit, &got);
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

static bool connect_poll(PGconn *pg, int64_t limit, struct fault *f)
{
	PostgresPollingStatusType want = PGRES_POLLING_WRITING;
	char words[400];
	short got;

	while (PQstatus(pg) != CONNECTION_BAD && want != PGRES_POLLING_OK && want != PGRES_POLLING_FAILED) {
		int n = wait_socket(pg, want == PGRES_POLLING_READING ? POLLIN : POLLOUT, limit, &got);

		if (n == 0)
			return fault_say(
				f, FAULT_NO_DATABASE, "the database did not answer a connect in time");
		if (n < 0)
			break;
		want = PQconnectPoll(pg);
	}
	if (want == PGRES_POLLING_OK)
		return true;
	one_line(words, sizeof words, PQerrorMessage(pg));
	/* No SQLSTATE comes with a failed connect in libpq 15: these two are told by their words. */
	return fault_say(f,
		strstr(words, "too many clients") || strstr(words, "connection slots") ? FAULT_BUSY
										       : FAULT_NO_DATABASE,
		"no connection to the database: %s", words);
}

static PGconn *connect_start(const char *conninfo, const char *name)
{
	const char *const keys[] = {"fallback_application_name", "dbname", "client_encoding", NULL};
	const char *const values[] = {name ? name : "landbridge", conninfo, "UTF8", NULL};

	return PQconnectStartParams(keys, values, 1);
}

static void notice_drop(void *self, const PGresult *r)
{
	(void)self;
	(void)r;
}

static bool session_begin(struct conn *c, int statement_ms, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct rows *r;
	struct param p = p_int(&a, statement_ms);
	bool ok = conn_query(c, SQL_session_settings, &p, 1, &a, &r, f);

	arena_free(&a);
	return ok;
}

struct conn *conn_open(
	const char *conninfo, const char *name, int connect_ms, int statement_ms, struct fault *f)
{
	int64_t limit = clock_monotonic_ms() + connect_ms;
	struct conn *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	c->pg = connect_start(conninfo, name);
	if (!c->pg)
		abort();
	if (!connect_poll(c->pg, limit, f))
		goto failed;
	PQsetNoticeReceiver(c->pg, notice_drop, NULL);
	if (PQsetnonblocking(c->pg, 1) != 0) {
		conn_lost(c, f);
		goto failed;
	}
	c->until = limit;
	if (!session_begin(c, statement_ms, f) || !conn_prepare(c, SQL_tx_rollback, limit, f))
		goto failed; /* in a failed transaction nothing can be prepared any more, a rollback neither
			      */
	c->until = 0;
	c->each_ms = statement_ms ? statement_ms + GRACE_MS : 0;
	return c;
failed:
	conn_close(c);
	return NULL;
}

void conn_close(struct conn *c)
{
	if (c) {
		PQfinish(c->pg);
		free(c);
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

	if (c->prepared[s])
		return true;
	if (!PQsendPrepare(c->pg, sql_name[s], sql_text[s], 0, NULL))
		return conn_lost(c, f);
	r = answer(c, limit, f);
	if (!r)
		return false;
	PQclear(r);
	c->prepared[s] = true;
	return true;
}

/* A statement whose text begins so (tools/sql.awk puts it there for "-- binary") answers in binary form. */
static bool is_binary(enum sql s)
{
	return strncmp(sql_text[s], "/*binary*/", 10) == 0;
}

#define PARAMS_MOST 32

bool conn_send(struct conn *c, enum sql s, const struct param *p, int params, struct fault *f)
{
	const char *values[PARAMS_MOST];
	int lengths[PARAMS_MOST], formats[PARAMS_MOST];

	if (params > PARAMS_MOST)
		return fault_say(f, FAULT_INTERNAL, "statement %s has %d parameters", sql_name[s], params);
	for (int i = 0; i < params; i++) {
		values[i] = p[i].bytes;
		lengths[i] = p[i].length;
		formats[i] = p[i].binary;
	}
	if (!PQsendQueryPrepared(c->pg, sql_name[s], params, values, lengths, formats, is_binary(s)))
		return conn_lost(c, f);
	return true;
}

bool conn_query(struct conn *c, enum sql s, const struct param *p, int params, struct arena *a,
	struct rows **r, struct fault *f)
{
	int64_t limit = conn_limit(c);
	PGresult *result;

	if (c->broken)
		return fault_say(f, FAULT_NO_DATABASE, "the connection to the database is lost");
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
