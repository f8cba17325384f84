#include "store/conn.h"

#include "system/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define GRACE_MS 1000 /* the server's own statement_timeout speaks first */

static bool connect_poll(PGconn *pg, int64_t limit, struct fault *f)
{
	PostgresPollingStatusType want = PGRES_POLLING_WRITING;
	char words[400];
	short got;

	while (PQstatus(pg) != CONNECTION_BAD && want != PGRES_POLLING_OK && want != PGRES_POLLING_FAILED) {
		int n = conn_wait_socket(pg, want == PGRES_POLLING_READING ? POLLIN : POLLOUT, limit, &got);

		if (n == 0)
			return fault_say(
				f, FAULT_NO_DATABASE, "the database did not answer a connect in time");
		if (n < 0)
			break;
		want = PQconnectPoll(pg);
	}
	if (want == PGRES_POLLING_OK)
		return true;
	conn_words(words, sizeof words, PQerrorMessage(pg));
	/* No SQLSTATE comes with a failed connect in libpq 15: these two are told by their words. */
	if (strstr(words, "too many clients") || strstr(words, "connection slots"))
		return fault_say(f, FAULT_BUSY, "the database has no connection left");
	return fault_say(f, FAULT_NO_DATABASE, "no connection to the database: %s", words);
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

void conn_urge(struct conn *c, enum urgency u)
{
	int process = PQbackendPID(c->pg);

	if (!c->urged)
		c->urged = u == URGENCY_PLAIN || process <= 0 || urgency_set_process(process, u);
}

void conn_close(struct conn *c)
{
	if (c) {
		PQfinish(c->pg);
		free(c);
	}
}
