/*
 * What all verbs and endpoints share: the database, the world, the limits.
 */
#ifndef SERVICE_SERVICE_H
#define SERVICE_SERVICE_H

#include "service/world.h"
#include "store/db.h"

#include <pthread.h>

struct service_settings {
	uint32_t messages_most; /* a posted intake; LIMIT_MESSAGES */
	uint32_t slice_events;  /* of a post that are held at once; 0: 1024 */
	/* what is kept of a sender's posts that are refused within a day; LIMIT_REFUSED_BYTES, _COUNT */
	uint64_t refused_most; /* bytes */
	uint32_t refusals_most;
	uint64_t raw_most; /* bytes of an intake that is given back over HTTP */
};

struct service {
	struct db *db;
	struct world *world; /* the current one; read through service_world */
	int64_t lists;       /* the number of lists that it was made from */
	struct ways *ways;  /* the current network of routes; read through service_ways; NULL: not made yet */
	uint32_t ways_mark; /* of what had been told of anything when that was last looked for */
	instant ways_next;  /* and before that it is not looked for again */
	pthread_mutex_t world_lock;
	struct service_settings settings;
};

/* Loads the embedded reference data into the database where it is newer or missing there, then the world from
 * the database. */
bool service_open(struct service *s, struct db *db, const struct service_settings *settings, struct fault *f);
void service_close(struct service *s);
struct world *service_world(struct service *s); /* held: release it */
struct ways *service_ways(struct service *s);   /* held, too; NULL: there is none yet */
/* Makes the network anew where routes, places or the day have changed since. */
bool service_keep_ways(struct service *s, struct conn *c, struct fault *f);
bool service_reload_places(struct service *s, struct fault *f); /* after a list was loaded */
bool service_reload_with(
	struct service *s, struct conn *c, struct fault *f); /* the same by that connection */
/* Reloads them, and the network of routes, where another process has loaded a list or set a route since;
 * cheap where none has.  Called by a watcher each second, with a connection to ask by. */
bool service_keep_up(struct service *s, struct conn *c, struct fault *f);

#endif
