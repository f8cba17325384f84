#include "store/cluster.h"

#include "store/cluster_parts.h"
#include "system/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#define ANSWER_MS     30000
#define START_LOCK_MS 120000 /* another one may be at initdb, or at a long recovery */

const struct process_user *cluster_other_user(const struct cluster *c)
{
	return geteuid() == 0 && c->user.uid != 0 ? &c->user : NULL;
}

void cluster_tell(const struct cluster *c, const char *text)
{
	if (c->s.progress)
		c->s.progress(c->s.self, text);
}

static void let_go(struct cluster *c)
{
	int locks[] = {c->start_lock, c->serve_lock, c->cluster_lock};

	for (size_t i = 0; i < sizeof locks / sizeof locks[0]; i++)
		if (locks[i] >= 0)
			close(locks[i]);
	arena_free(&c->arena);
	free(c);
}

static bool start_lock_take(struct cluster *c, struct fault *f)
{
	return lock_take(c->start_lock, LOCK_ALONE, START_LOCK_MS) ||
	       fault_say(f, FAULT_ENVIRONMENT,
		       "another process has been starting PostgreSQL in %s for too long", c->dir);
}

/* One that was adopted may have been dying, or stopping: it did not answer, and is started instead. */
static bool answers(struct cluster *c, struct fault *f)
{
	int64_t limit = clock_monotonic_ms() + ANSWER_MS;

	for (;;) {
		if (!postmaster_start(c, f))
			return false;
		if (cluster_make_roles(c, f))
			return true;
		if (f->code != FAULT_NO_DATABASE || clock_monotonic_ms() > limit)
			return false;
		poll(NULL, 0, 20);
	}
}

/* The locks are held by one who may be alone: what is missing is made. */
static bool bring_up(struct cluster *c, struct fault *f)
{
	bool ok;

	if (!start_lock_take(c, f))
		return false;
	ok = cluster_find(c, f) && cluster_dir_parts(c, f) && cluster_make(c, f) && answers(c, f);
	lock_give(c->start_lock);
	return ok;
}

bool cluster_open(struct cluster **out, const struct cluster_settings *s, struct fault *f)
{
	struct cluster *c;

	if (s->use == CLUSTER_GUEST && !cluster_dir_there(s->dir))
		return fault_say(f, FAULT_ENVIRONMENT,
			"there is no data directory at %s: `landbridge serve` makes one; where yours is "
			"elsewhere, "
			"say --data DIR",
			s->dir);
	c = calloc(1, sizeof *c);
	if (!c)
		abort();
	c->s = *s;
	c->serve_lock = c->cluster_lock = c->start_lock = -1;
	if (!cluster_dir_make(c, f) || !cluster_locks_take(c, f)) {
		let_go(c);
		return false;
	}
	if (!bring_up(c, f)) {
		cluster_close(c);
		return false;
	}
	*out = c;
	return true;
}

const char *cluster_owner_url(const struct cluster *c)
{
	return c->owner_url;
}

const char *cluster_runtime_url(const struct cluster *c)
{
	return c->runtime_url;
}

bool cluster_become_user(struct cluster *c, struct fault *f)
{
	const struct process_user *u = cluster_other_user(c);

	return !u || process_become(u, f);
}

bool cluster_revive(struct cluster *c, struct fault *f)
{
	bool ok;

	if (postmaster_runs(c))
		return true;
	if (!start_lock_take(c, f))
		return false;
	ok = cluster_dir_parts(c, f) && postmaster_start(c, f);
	lock_give(c->start_lock);
	return ok;
}

void cluster_close(struct cluster *c)
{
	if (!c)
		return;
	/* Changing the kind of lock lets go of the old one first: of several who leave at once, the last gets
	 * it. */
	if (lock_take(c->cluster_lock, LOCK_ALONE, 0))
		postmaster_stop(c);
	let_go(c);
}
