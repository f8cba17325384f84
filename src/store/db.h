/*
 * The door to PostgreSQL: a pool of connections and the prepared statements of sql/query/.
 *
 * Every statement is a file; its name is the enum's.  Statements are prepared on first use a connection.  All
 * parameters are parameters: nothing is pasted into SQL.  Results are libpq's text format unless a
 * statement's first comment says binary. A connection belongs to one thread between db_take and db_give.
 * SQLSTATEs become faults by the table in store/sqlstate.def: 40001 and 40P01 are BUSY with fault.sqlstate
 * set, so that a caller may run its transaction again; a lost connection is NO_DATABASE.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/instant.h"
#include "system/urgency.h"

#include <stdbool.h>
#include <stdint.h>

enum sql {
#define SQL(name, text) SQL_##name,
#include "sql.def"
#undef SQL
	SQLS
};

struct db_settings {
	const char *conninfo; /* libpq connection string or URL */
	int most;             /* connections */
	int connect_ms;       /* deadline of one connect */
	int statement_ms;     /* statement_timeout set on every connection; 0: none */
	const char *name;     /* application_name */
	bool watched;         /* who finds the database away is told so at once; db_probe finds it back */
	enum urgency urgency; /* of the server processes behind the connections; PLAIN but for a private
				 PostgreSQL, whose processes are on this machine */
};

struct db; /* a pool; thread-safe */
struct conn;

bool db_open(struct db **db, const struct db_settings *s,
	struct fault *f);     /* connects once, to find faults early */
void db_close(struct db *db); /* all connections must have been given back */
/*
 * A connection within wait_ms, or NULL: BUSY when all are out, NO_DATABASE when PostgreSQL does not answer.
 * After a failed connect a breaker answers NO_DATABASE at once for a while (back-off 100 ms doubling to 2 s),
 * then one caller tries again.
 */
struct conn *db_take(struct db *db, int wait_ms, struct fault *f);
/* Makes connections until there are so many (at most those there may be), one after the other; `first` has
 * each before anybody else, to ask what makes it ready.  Stops where the database does not answer. */
void db_fill(struct db *db, int many, void (*first)(void *self, struct conn *c), void *self);
void db_give(struct conn *c); /* one in a failed or open transaction is closed, not reused */
/* Looks whether the database answers, whatever the breaker says; within wait_ms. */
void db_probe(struct db *db, int wait_ms);
bool db_up(struct db *db); /* what the breaker knows, without asking: true unless the last connect or query
			      found it gone */
struct db_use {
	int taken; /* connections that somebody has, or is making */
	int open;  /* and those that wait for somebody */
	int most;  /* there may be */
};
struct db_use db_use(struct db *db);
/* Sets the deadline of what the connection does from now on; past it the connection is broken and the fault
 * is BUSY. Default: statement_ms + 1 s. */
void conn_deadline(struct conn *c, int ms);

/* A parameter; binary ones are in PostgreSQL's wire form.  NULL bytes: SQL NULL. */
struct param {
	const char *bytes;
	int length; /* of binary ones; ignored for text */
	bool binary;
};
#define P_NULL    ((struct param){NULL, 0, false})
#define P_TEXT(s) ((struct param){(s), 0, false})
#define P_BYTES(b, n)                                                                                        \
	((struct param){(const char *)(b), (int)(n), true}) /* bytea, uuid, arrays built by store/wire.h */
struct param p_int(struct arena *a, int64_t n);             /* as text */
struct param p_instant(struct arena *a, instant t);         /* timestamptz as text; INSTANT_NONE: NULL */
struct param p_bool(bool b);
struct param p_uuid(const uint8_t id[16]);

struct rows; /* the answer to one statement; let go by its arena */
bool conn_query(struct conn *c, enum sql s, const struct param *p, int params, struct arena *a,
	struct rows **r, struct fault *f);

/*
 * Questions of several askers that travel together (pipeline mode, one sync), for statements that only read.
 * Each gets its own rows, in its own arena, or its own fault: one that fails spoils no other.
 */
struct question {
	enum sql sql;
	const struct param *p;
	int params;
	struct arena *arena;
	bool brief;        /* few rows of one subject: nobody need be afraid to wait for it */
	struct rows *rows; /* set where fault is FAULT_NONE */
	struct fault fault;
};
void conn_ask(struct conn *c, struct question *const *asked, size_t n);

int rows_count(const struct rows *r);    /* NULL, as where nothing was asked: 0 */
int rows_affected(const struct rows *r); /* by insert, update, delete */
const char *rows_text(
	const struct rows *r, int row, int column); /* NULL for SQL NULL; lives as long as the arena */
int rows_length(const struct rows *r, int row, int column);
instant rows_binary_instant(
	const struct rows *r, int row, int column); /* of a timestamptz in binary form; not for NULL */
int64_t rows_binary_int(const struct rows *r, int row,
	int column); /* of a number that is not negative, or a boolean, in binary form; 0 for NULL */
/* Of a text[] in either form: its elements and how many; none for NULL.  The arena's. */
const char **rows_words(const struct rows *r, int row, int column, struct arena *a, size_t *n);
/* These read either form. */
int64_t rows_int(const struct rows *r, int row, int column); /* 0 for NULL */
bool rows_bool(const struct rows *r, int row, int column);
/* Of a timestamptz in binary form, else of a column given as microseconds since 1970 (bigint); NULL:
 * INSTANT_NONE. */
instant rows_instant(const struct rows *r, int row, int column);
bool rows_uuid(const struct rows *r, int row, int column, uint8_t id[16]); /* false for NULL */

/* A transaction.  Statements of one batch travel together (pipeline mode, one sync) and all must succeed. */
bool conn_begin(struct conn *c, struct fault *f);
bool conn_commit(struct conn *c, struct fault *f); /* false also when the server answered ROLLBACK */
void conn_rollback(struct conn *c);

struct batch;
struct batch *batch_new(struct conn *c, struct arena *a);
/* Queues a statement; *r is set when batch_run returns true (NULL r: not wanted). Parameters must live until
 * then. */
void batch_add(struct batch *b, enum sql s, const struct param *p, int params, struct rows **r);
/* Of a statement whose rows somebody makes into something: called when all have succeeded, in the order in
 * which they were queued. */
typedef void batch_taker(void *self, struct arena *a, struct rows *r);
void batch_add_taken(
	struct batch *b, enum sql s, const struct param *p, int params, batch_taker *take, void *self);
void batch_begin(struct batch *b);  /* queues BEGIN */
void batch_commit(struct batch *b); /* queues COMMIT */
bool batch_run(struct batch *b, struct fault *f);

#endif
