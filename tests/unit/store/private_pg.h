/*
 * A private PostgreSQL for a test program: made in a new directory, migrated, ended and removed behind it.
 */
#ifndef TEST_PRIVATE_PG_H
#define TEST_PRIVATE_PG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/cluster.h"
#include "store/conn.h"
#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct private_pg {
	char top[64], dir[80]; /* dir is the cluster's, in top */
	struct cluster *cluster;
};

#define assert_done(call, f)                                                                                 \
	do {                                                                                                 \
		if (!(call))                                                                                 \
			fail_msg("%s: %s", #call, (f).text);                                                 \
	} while (0)

/* A new directory that the user who runs PostgreSQL for root can reach. */
static inline void private_dir(struct private_pg *p)
{
	const char *where = getenv("TMPDIR");

	snprintf(p->top, sizeof p->top, "%s/unit-XXXXXX", where ? where : "/tmp");
	assert_non_null(mkdtemp(p->top));
	assert_int_equal(chmod(p->top, 0711), 0);
	snprintf(p->dir, sizeof p->dir, "%s/d", p->top);
}

static inline void private_remove(const struct private_pg *p)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		execl("/bin/rm", "rm", "-rf", p->top, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static inline bool private_open(struct private_pg *p, enum cluster_use use, struct fault *f)
{
	struct cluster_settings s = {.dir = p->dir, .use = use};

	return cluster_open(&p->cluster, &s, f);
}

/* A group's setup and teardown. */
static inline int private_setup(void **state)
{
	static struct private_pg p;
	struct fault f = {0};

	private_dir(&p);
	if (!private_open(&p, CLUSTER_TOOL, &f) || !migrate_run(cluster_owner_url(p.cluster), NULL, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return -1;
	}
	*state = &p;
	return 0;
}

static inline int private_teardown(void **state)
{
	struct private_pg *p = *state;

	cluster_close(p->cluster);
	private_remove(p);
	return 0;
}

/* What a statement of one column answers, its rows joined by '|', NULL as "-"; in the arena. */
static inline const char *ask(struct conn *c, struct arena *a, const char *sql, const struct param *p)
{
	const char *value = p ? p->bytes : NULL;
	int length = p ? p->length : 0, format = p ? p->binary : 0;
	struct text all = TEXT_INIT;
	const char *said;
	PGresult *r;

	assert_int_equal(PQsetnonblocking(c->pg, 0), 0);
	r = PQexecParams(c->pg, sql, p ? 1 : 0, NULL, &value, &length, &format, 0);
	assert_int_equal(PQsetnonblocking(c->pg, 1), 0);
	if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(r));
	for (int i = 0; i < PQntuples(r); i++) {
		if (i)
			text_byte(&all, '|');
		text_say(&all, PQgetisnull(r, i, 0) ? "-" : PQgetvalue(r, i, 0));
	}
	PQclear(r);
	said = arena_strdup(a, text_string(&all));
	text_free(&all);
	return said;
}

static inline struct conn *private_conn(const struct private_pg *p)
{
	struct fault f = {0};
	struct conn *c = conn_open(cluster_owner_url(p->cluster), "test", 60000, 0, &f);

	if (!c)
		fail_msg("%s", f.text);
	return c;
}

#endif
