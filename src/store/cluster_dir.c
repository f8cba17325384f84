#include "base/limits.h"
#include "store/cluster_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER      "landbridge-data"
#define DIR_MOST    900   /* bytes; PostgreSQL takes names of 1023, and adds to ours */
#define USE_LOCK_MS 90000 /* whoever left last may still be stopping PostgreSQL */
#define SOCKET_NAME "/.s.PGSQL." CLUSTER_PORT
#define PG_USER     "postgres"

static const char marker_text[] =
	"This directory holds the database of landbridge. Made and used by landbridge serve.\n";

static bool mkdir_all(char *path, mode_t last, struct fault *f)
{
	for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
		int made;

		if (slash)
			*slash = '\0';
		made = mkdir(path, slash ? 0755 : last);
		if (made != 0 && errno != EEXIST)
			return fault_say(f, FAULT_ENVIRONMENT,
				"cannot make the directory %s: %s; use another --data", path,
				strerror(errno));
		if (!slash)
			return true;
		*slash = '/';
	}
}

static bool name_is_plain(const char *dir)
{
	for (; *dir; dir++)
		if ((unsigned char)*dir < ' ' || *dir == 0x7F)
			return false;
	return true;
}

static bool too_long(const char *dir, struct fault *f)
{
	return fault_say(f, FAULT_ENVIRONMENT,
		"the name of the directory is %zu bytes long and PostgreSQL takes %d: use a shorter --data",
		strlen(dir), DIR_MOST);
}

/* Makes DIR and the directories above it; sets c->dir, absolute and without links. */
static bool make_dir(struct cluster *c, struct fault *f)
{
	char *path, *real;

	if (!*c->s.dir || !name_is_plain(c->s.dir))
		return fault_say(f, FAULT_ENVIRONMENT,
			"--data wants the name of a directory, without control characters");
	if (strlen(c->s.dir) > DIR_MOST)
		return too_long(c->s.dir, f);
	path = arena_strdup(&c->arena, c->s.dir);
	for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
		path[n - 1] = '\0';
	if (!mkdir_all(path, geteuid() == 0 ? 0711 : 0700, f))
		return false;
	real = realpath(path, NULL);
	if (!real)
		return fault_say(f, FAULT_ENVIRONMENT, "cannot reach %s: %s; use another --data", path,
			strerror(errno));
	c->dir = arena_strdup(&c->arena, real);
	free(real);
	return strlen(c->dir) <= DIR_MOST || too_long(c->dir, f);
}

/* A file system of its own has lost+found, which is nobody's content. */
static bool is_empty(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	bool empty = d;

	while (empty && (e = readdir(d)))
		empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
			strcmp(e->d_name, "lost+found") == 0;
	if (d)
		closedir(d);
	return empty;
}

static bool cannot_write(const struct cluster *c, struct fault *f)
{
	return fault_say(f, FAULT_ENVIRONMENT,
		"cannot write in %s: %s; make it writable, or use another --data", c->dir, strerror(errno));
}

/* The marker is the first file in DIR, so a directory with files and without it is somebody else's. */
static bool mark(struct cluster *c, struct fault *f)
{
	char *marker = arena_printf(&c->arena, "%s/" MARKER, c->dir);
	int fd;

	if (access(marker, F_OK) == 0)
		return true;
	if (!is_empty(c->dir) && access(marker, F_OK) != 0)
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s is not empty and was not made by landbridge: give --data a new or an empty "
			"directory",
			c->dir);
	fd = open(marker, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return errno == EEXIST || cannot_write(c, f);
	/* What it says is for people; that it is there is enough for us. */
	if (write(fd, marker_text, sizeof marker_text - 1) < 0)
		cannot_write(c, f);
	close(fd);
	return true;
}

bool cluster_dir_there(const char *dir)
{
	struct arena a = ARENA_INIT;
	bool there = access(arena_printf(&a, "%s/" MARKER, dir), F_OK) == 0 ||
		     (errno != ENOENT && errno != ENOTDIR); /* what we may not look into is told later */

	arena_free(&a);
	return there;
}

static bool not_yours(const struct cluster *c, uid_t owner, struct fault *f)
{
	struct process_user u;

	process_user_of(owner, &u);
	return fault_say(f, FAULT_ENVIRONMENT, "%s belongs to the user %s: run as %s, or use another --data",
		c->dir, u.name, u.name);
}

/* Who runs PostgreSQL: we; for root, who does not, the one whose DIR or DIR/pg it is, else `postgres`. */
static bool choose_user(struct cluster *c, const struct stat *dir, struct fault *f)
{
	struct stat pg;

	process_user_of(geteuid(), &c->user);
	if (geteuid() != 0)
		return dir->st_uid == geteuid() || not_yours(c, dir->st_uid, f);
	if (lstat(c->pg, &pg) == 0 && pg.st_uid != 0) {
		process_user_of(pg.st_uid, &c->user);
		return true;
	}
	if (dir->st_uid != 0) {
		process_user_of(dir->st_uid, &c->user);
		return true;
	}
	return process_user_find(PG_USER, &c->user) ||
	       fault_say(f, FAULT_ENVIRONMENT,
		       "PostgreSQL does not run as root and there is no user " PG_USER
		       ": apt-get install postgresql-15, or run landbridge as an ordinary user");
}

/* Root's DIR must let the user through to what is the user's in it. */
static bool let_through(const struct cluster *c, const struct stat *dir, struct fault *f)
{
	const char *const argv[] = {"/bin/sh", "-c", "cd \"$1\"", "sh", c->dir, NULL};
	struct text said = TEXT_INIT;
	int status = 0;
	bool ok;

	if (!cluster_other_user(c))
		return true;
	if (dir->st_uid == 0 && (dir->st_mode & 0011) != 0011 &&
		chmod(c->dir, (dir->st_mode | 0011) & 07777) != 0)
		return cannot_write(c, f);
	ok = process_run(argv, &c->user, &said, &status, f);
	text_free(&said);
	if (ok && status != 0)
		return fault_say(f, FAULT_ENVIRONMENT,
			"the user %s, who runs PostgreSQL for root, cannot reach %s: a directory above it is "
			"closed to others; "
			"open it (chmod o+x), or use another --data",
			c->user.name, c->dir);
	return ok;
}

static uint64_t hash(const char *s) /* FNV-1a */
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

/* A value of a conninfo: quotes and backslashes escaped. */
static char *conninfo(struct cluster *c, const char *user, const char *database)
{
	char *host = arena_alloc(&c->arena, 2 * strlen(c->run) + 1), *to = host;

	for (const char *s = c->run; *s; s++) {
		if (*s == '\'' || *s == '\\')
			*to++ = '\\';
		*to++ = *s;
	}
	return arena_printf(&c->arena,
		"host='%s' port=" CLUSTER_PORT
		" user=%s dbname=%s sslmode=disable gssencmode=disable options=''",
		host, user, database);
}

static void set_names(struct cluster *c)
{
	c->pg = arena_printf(&c->arena, "%s/pg", c->dir);
	c->log = arena_printf(&c->arena, "%s/log", c->dir);
	c->log_file = arena_printf(&c->arena, "%s/postgresql.log", c->log);
	c->run = arena_printf(&c->arena, "%s/run", c->dir);
	/* libpq takes a comma for the end of a host. */
	if (strlen(c->run) + strlen(SOCKET_NAME) > LIMIT_SOCKET_PATH || strchr(c->run, ','))
		c->run = arena_printf(&c->arena, "/tmp/landbridge-%016llx", (unsigned long long)hash(c->dir));
	c->owner_url = conninfo(c, "landbridge", "landbridge");
	c->runtime_url = conninfo(c, "landbridge_app", "landbridge");
	c->first_url = conninfo(c, "landbridge", "postgres");
}

bool cluster_dir_make(struct cluster *c, struct fault *f)
{
	struct stat dir;

	if (!make_dir(c, f))
		return false;
	set_names(c);
	if (stat(c->dir, &dir) != 0)
		return cannot_write(c, f);
	return choose_user(c, &dir, f) && mark(c, f) && let_through(c, &dir, f);
}

bool cluster_subdir(const struct cluster *c, const char *path, struct fault *f)
{
	const struct process_user *u = cluster_other_user(c);
	bool made = mkdir(path, 0700) == 0;
	int fd;
	struct stat s;

	if (!made && errno != EEXIST)
		return fault_say(f, FAULT_ENVIRONMENT, "cannot make %s: %s", path, strerror(errno));
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && made && u && fchown(fd, u->uid, u->gid) != 0) {
		close(fd);
		return fault_say(
			f, FAULT_ENVIRONMENT, "cannot give %s to %s: %s", path, u->name, strerror(errno));
	}
	if (fd < 0 || fstat(fd, &s) != 0 || s.st_uid != c->user.uid || (s.st_mode & 0077)) {
		if (fd >= 0)
			close(fd);
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s is not a directory of the user %s alone (mode 0700): remove it, or use another "
			"--data",
			path, c->user.name);
	}
	close(fd);
	return true;
}

bool cluster_dir_parts(struct cluster *c, struct fault *f)
{
	return cluster_subdir(c, c->run, f) && cluster_subdir(c, c->log, f);
}

static int open_lock(struct cluster *c, const char *name, struct fault *f)
{
	int fd = lock_open(arena_printf(&c->arena, "%s/%s", c->dir, name), f);

	if (fd < 0)
		cannot_write(c, f);
	return fd;
}

static bool serve_lock_take(struct cluster *c, struct fault *f)
{
	c->serve_lock = open_lock(c, "serve.lock", f);
	if (c->serve_lock < 0)
		return false;
	if (!lock_take(c->serve_lock, LOCK_ALONE, 0))
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s is in use by another landbridge serve (process %d): stop it, or use another "
			"--data",
			c->dir, (int)lock_signed(c->serve_lock));
	lock_sign(c->serve_lock);
	return true;
}

bool cluster_locks_take(struct cluster *c, struct fault *f)
{
	if (c->s.use == CLUSTER_SERVE && !serve_lock_take(c, f))
		return false;
	c->cluster_lock = open_lock(c, "cluster.lock", f);
	c->start_lock = open_lock(c, "start.lock", f);
	if (c->cluster_lock < 0 || c->start_lock < 0)
		return false;
	return lock_take(c->cluster_lock, LOCK_SHARED, USE_LOCK_MS) ||
	       fault_say(f, FAULT_ENVIRONMENT,
		       "another process has been stopping PostgreSQL in %s for too long", c->dir);
}
