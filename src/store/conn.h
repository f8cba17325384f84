/*
 * Inside the store: what a connection is, and the one way to wait for it.
 *
 * Nothing above the store includes this.  A connection is non-blocking; whatever is sent, conn_wait sends and
 * reads together, since otherwise both sides hang on full buffers.  A connection that lost its place in the
 * protocol, ran past its deadline or was cut is `broken`: it is closed when given back, never reused.
 */
#ifndef STORE_CONN_H
#define STORE_CONN_H

#include "store/db.h"

#include <libpq-fe.h>

#define CONN_TYPES 8 /* OIDs of our own types remembered a connection */

struct conn {
	PGconn *pg;
	struct db *db;     /* NULL: not of a pool */
	struct conn *next; /* in the pool's list of free ones */
	bool broken;
	bool urged;   /* the server process behind it has its urgency */
	bool swollen; /* has sent so much at once that its buffer is large for good: closed when given back */
	int each_ms;  /* deadline of one operation; 0: none */
	int64_t given_at; /* back to the pool, monotonic ms */
	uint32_t uses;    /* transactions and single statements so far */
	int64_t until;    /* conn_deadline's, monotonic ms; 0: not set */
	bool back; /* it reads what was known at a moment (store/as_of.h): names of tables mean others */
	bool prepared[2][SQLS]; /* as it is, and as it was: a plan belongs to the tables it was made for */
	struct {
		char name[32];
		uint32_t oid;
	} types[CONN_TYPES];
};

/* Connects within connect_ms and makes the session's settings. NULL with a fault; never a half-open one. */
struct conn *conn_open(
	const char *conninfo, const char *name, int connect_ms, int statement_ms, struct fault *f);
void conn_close(struct conn *c);
/* Of the server process behind it; again and again until the system has taken it. */
void conn_urge(struct conn *c, enum urgency u);

int64_t conn_limit(
	const struct conn *c); /* monotonic ms at which an operation begun now must be done; 0: never */
/* Until an answer can be taken without blocking; false with a fault (BUSY past the limit, NO_DATABASE when
 * cut). */
bool conn_wait(struct conn *c, int64_t limit, struct fault *f);
/* One wait for the socket: 1 ready, 0 past the limit, -1 failed. */
int conn_wait_socket(PGconn *pg, short events, int64_t limit, short *revents);
/*
 * Counts a use and forgets the kept plans where they are old.  A plan is kept because making it costs more
 * than running it; but one that was made while a table was small may be wrong when that has grown.  So after
 * 1, 2, 4, 8 ... uses, and after every 4096; between transactions only: inside one they have just been used.
 */
bool conn_plans_fresh(struct conn *c, struct arena *a, struct fault *f);
bool conn_prepare(struct conn *c, enum sql s, int64_t limit, struct fault *f);
bool conn_send(struct conn *c, enum sql s, const struct param *p, int params, struct fault *f);
/* Sends a "copy ... from stdin" all of its bytes; in a transaction, since it is no prepared statement. */
bool conn_copy(struct conn *c, enum sql s, const char *bytes, size_t n, struct fault *f);
/* Runs a text of several statements, as it stands in a migration. */
bool conn_script(struct conn *c, const char *text, struct fault *f);
/* Turns what libpq said into a fault; always false. r may be NULL: the connection itself failed. */
bool conn_fault(struct conn *c, const PGresult *r, struct fault *f);
/* libpq's words may be several lines; a fault is one. */
void conn_words(char *to, size_t room, const char *from);
bool conn_lost(struct conn *c, struct fault *f); /* breaks it; NO_DATABASE; always false */

struct rows *rows_of(struct arena *a, PGresult *r);
enum fault_code sqlstate_fault(const char *state);
void db_tell(struct db *db, bool up); /* what a query found; db may be NULL */

#endif
