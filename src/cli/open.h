/*
 * How a verb gets at the database: --data DIR (the private PostgreSQL, default) or --database URL.
 */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "service/service.h"
#include "store/cluster.h"
#include "store/db.h"

struct opened {
	struct cluster *cluster; /* NULL with --database */
	struct db *db;
	const char *owner_url; /* of the owner: migrations */
};

/* DIR when none is given: /var/lib/landbridge for root, else $XDG_DATA_HOME/landbridge or
 * ~/.local/share/landbridge. Migrates a private cluster by itself; checks the schema of another's.
 * connections: size of the pool. */
bool open_database(struct opened *o, const char *data, const char *database, enum cluster_use use,
	int connections, int statement_ms, struct fault *f);
void close_database(struct opened *o);

#endif
