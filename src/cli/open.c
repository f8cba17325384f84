#include "cli/open.h"

#include "base/limits.h"
#include "store/migrate.h"
#include "system/urgency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONNECT_MS 5000

static void tell(void *self, const char *text)
{
	(void)self;
	fprintf(stderr, "landbridge: %s\n", text);
}

/* Where the database lives when nobody says: in the arena. */
static const char *default_dir(struct arena *a, struct fault *f)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (geteuid() == 0)
		return "/var/lib/landbridge";
	if (data && data[0] == '/')
		return arena_printf(a, "%s/landbridge", data);
	if (home && home[0] == '/')
		return arena_printf(a, "%s/.local/share/landbridge", home);
	fault_say(f, FAULT_ENVIRONMENT, "HOME is not set: say where the database lives with --data DIR");
	return NULL;
}

static bool open_private(struct opened *o, const char *data, enum cluster_use use, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct cluster_settings s = {.dir = data ? data : default_dir(&a, f), .use = use, .progress = tell};
	bool ok = s.dir && cluster_open(&o->cluster, &s, f);

	arena_free(&a);
	if (!ok)
		return false;
	o->owner_url = cluster_owner_url(o->cluster);
	return migrate_run(o->owner_url, NULL, f);
}

bool open_database(struct opened *o, const char *data, const char *database, enum cluster_use use,
	int connections, int statement_ms, struct fault *f)
{
	struct db_settings s = {.most = connections,
		.connect_ms = CONNECT_MS,
		.statement_ms = statement_ms,
		.name = "landbridge"};
	bool ok;

	*o = (struct opened){NULL, NULL, database};
	if (data && database)
		return fault_say(f, FAULT_USAGE, "--data and --database exclude each other");
	ok = database ? migrate_check(database, f) : open_private(o, data, use, f);
	s.urgency = o->cluster ? URGENCY_BACK : URGENCY_PLAIN;
	if (use == CLUSTER_TOOL)
		urgency_step_back(); /* PostgreSQL, where this started it, does not */
	s.conninfo = o->cluster ? cluster_runtime_url(o->cluster) : database;
	if (ok && db_open(&o->db, &s, f))
		return true;
	close_database(o);
	return false;
}

void close_database(struct opened *o)
{
	db_close(o->db);
	cluster_close(o->cluster);
	*o = (struct opened){NULL, NULL, NULL};
}
