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
	uint64_t raw_most;      /* bytes of an intake that is given back over HTTP */
};

struct service {
	struct db *db;
	struct world *world; /* the current one; read through service_world */
	pthread_mutex_t world_lock;
	struct service_settings settings;
};

/* Loads the embedded reference data into the database where it is newer or missing there, then the world from
 * the database. */
bool service_open(struct service *s, struct db *db, const struct service_settings *settings, struct fault *f);
void service_close(struct service *s);
struct world *service_world(struct service *s);                 /* held: release it */
bool service_reload_places(struct service *s, struct fault *f); /* after places were added */

#endif
