/*
 * Inside the private PostgreSQL: its directory, its making, its postmaster.
 *
 *   DIR/landbridge-data   says that the directory is ours; the first file made in it
 *   DIR/NAME.lock         serve, cluster, start: see cluster.h
 *   DIR/pg                PostgreSQL's data; DIR/pg.new while initdb works, so that pg is whole or not there
 *   DIR/run               the socket, unless its name would be too long for one: then /tmp/landbridge-HASH
 *   DIR/log               postgresql.log
 *
 * Run by root, DIR is root's, pg, run and log are the user's.
 */
#ifndef STORE_CLUSTER_PARTS_H
#define STORE_CLUSTER_PARTS_H

#include "base/arena.h"
#include "store/cluster.h"
#include "system/process.h"

#define CLUSTER_PORT "5432" /* part of the socket's name; nothing listens on TCP */

struct cluster {
	struct arena arena;
	struct cluster_settings s;
	const char *dir, *pg, *run, *log, *log_file;
	const char *bin;                          /* of the PostgreSQL in use */
	int major;                                /* its version */
	struct process_user user;                 /* who runs it */
	int serve_lock, cluster_lock, start_lock; /* -1: not open */
	pid_t postmaster;                         /* 0: not known to run */
	bool adopted;                             /* it is no child of ours */
	const char *owner_url, *runtime_url, *first_url;
};

/* The user to run a program as; NULL: as we are. */
const struct process_user *cluster_other_user(const struct cluster *c);
void cluster_tell(const struct cluster *c, const char *text);

/* cluster_dir.c: DIR and what stands in it, the names, the locks */
bool cluster_dir_there(const char *dir); /* somebody has made it ours */
bool cluster_dir_make(struct cluster *c, struct fault *f);
bool cluster_dir_parts(struct cluster *c, struct fault *f); /* run and log; under the start lock */
/* Makes a directory of mode 0700 for the user, or checks that the one that is there is such. */
bool cluster_subdir(const struct cluster *c, const char *path, struct fault *f);
bool cluster_locks_take(struct cluster *c, struct fault *f);

/* cluster_find.c: the programs */
bool cluster_find(struct cluster *c, struct fault *f);

/* cluster_make.c: initdb and the settings */
bool cluster_make(struct cluster *c, struct fault *f);       /* where pg is missing */
bool cluster_configure(struct cluster *c, struct fault *f);  /* writes pg/landbridge.conf where it changes */
bool cluster_make_roles(struct cluster *c, struct fault *f); /* roles and database; PostgreSQL runs */

/* Whether words, or the disk itself, tell that it is full; then the fault is said. */
bool cluster_no_room(const struct cluster *c, const char *words, struct fault *f);
/* Of a program's output the line that tells most: the last one with an error in it, else the last; in the
 * arena. */
const char *cluster_last_words(struct arena *a, const char *output);

/* cluster_start.c: the postmaster; all under the start lock but postmaster_runs */
bool postmaster_runs(struct cluster *c);
bool postmaster_start(struct cluster *c, struct fault *f); /* adopts or starts, waits until it is ready */
void postmaster_stop(struct cluster *c);

#endif
