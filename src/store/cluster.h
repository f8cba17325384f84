/*
 * The private PostgreSQL: made, started, adopted and stopped by us, reached by a Unix socket only.
 *
 * The newest installed PostgreSQL (15+); DIR/pg is its data, DIR/run (0700) its
 * socket directory, found by a short name when DIR is long; durable settings.  Lock files in DIR:
 * `serve.lock` held exclusively by one daemon; `cluster.lock` held shared by everybody who uses the cluster
 * (serve, import, track, key ...); the last to leave stops the postmaster; `start.lock` held while one starts
 * it. A cluster left by a kill -9 is adopted.  The postmaster is a session of its own.  Run by root,
 * PostgreSQL and its directory belong to the unprivileged user `postgres`.
 */
#ifndef STORE_CLUSTER_H
#define STORE_CLUSTER_H

#include "base/fault.h"

#include <stdbool.h>

struct cluster;

enum cluster_use {
	CLUSTER_SERVE, /* the daemon */
	CLUSTER_TOOL,  /* a verb that brings something, and makes what is missing as the daemon does */
	CLUSTER_GUEST, /* a verb that only asks: where nothing is it makes nothing and says so */
};

struct cluster_settings {
	const char *dir;
	enum cluster_use use;
	void (*progress)(void *self, const char *text); /* long work is told; may be NULL */
	void *self;
};

/* Makes DIR where it is missing, takes the locks, starts or adopts PostgreSQL, waits until it answers, makes
 * roles and database. Faults (ENVIRONMENT) tell the next step: no PostgreSQL installed, DIR in use by another
 * daemon (its pid), made by another version (which), full, read-only, owned by another. */
bool cluster_open(struct cluster **c, const struct cluster_settings *s, struct fault *f);
const char *cluster_owner_url(const struct cluster *c);   /* conninfo of the owner role: migrations */
const char *cluster_runtime_url(const struct cluster *c); /* conninfo of the runtime role: everything else */
/* Of a daemon that root started: becomes the user PostgreSQL runs as, for good, once its address is bound.
 * Any other user could neither reach the socket nor revive or stop the cluster. Nothing to do for others. */
bool cluster_become_user(struct cluster *c, struct fault *f);
/* Starts the postmaster again where it died (kill -9, out of memory); cheap when it runs. Called by a watcher
 * each second. */
bool cluster_revive(struct cluster *c, struct fault *f);
void cluster_close(struct cluster *c); /* stops PostgreSQL when nobody else uses it */

#endif
