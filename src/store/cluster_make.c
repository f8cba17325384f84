#include "store/cluster_parts.h"
#include "store/conn.h"
#include "store/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define CONNECT_MS 10000
#define LITTLE     (UINT64_C(48) << 20) /* bytes free below which a failure is put down to the full disk */

static bool is_full(const struct cluster *c)
{
	struct statvfs s;

	return statvfs(c->dir, &s) == 0 && (uint64_t)s.f_bavail * s.f_frsize < LITTLE;
}

bool cluster_no_room(const struct cluster *c, const char *words, struct fault *f)
{
	static const char *const telling[] = {
		"No space left", "Disk quota", "Check free disk space", "wrote only"};
	bool told = is_full(c);

	for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
		told = told || strstr(words, telling[i]);
	if (!told)
		return false;
	fault_say(f, FAULT_ENVIRONMENT,
		"there is no room left on the disk of %s: make room, or use another --data", c->dir);
	return true;
}

/* Where in a line an error is told: behind the time and the pid of a server's; NULL: it tells none. */
static const char *telling_part(const char *line, size_t n)
{
	static const char *const words[] = {"FATAL:  ", "PANIC:  "};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const char *at = memmem(line, n, words[i], strlen(words[i]));

		if (at)
			return at + strlen(words[i]);
	}
	return memmem(line, n, "error: ", 7) ? line : NULL;
}

const char *cluster_last_words(struct arena *a, const char *output)
{
	const char *best = "it said nothing", *line = output;
	size_t length = strlen(best);
	bool sure = false;

	while (*line) {
		size_t n = strcspn(line, "\n");
		const char *telling = telling_part(line, n);

		if (telling || (n && !sure)) {
			best = telling ? telling : line;
			length = (size_t)(line + n - best);
			sure = sure || telling;
		}
		line += n + (line[n] == '\n');
	}
	return arena_strndup(a, best, length);
}

static bool run_initdb(struct cluster *c, const char *dir, struct fault *f)
{
	const char *const argv[] = {arena_printf(&c->arena, "%s/initdb", c->bin), "-D", dir,
		"--username=landbridge", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8",
		"--locale=C.UTF-8", "--no-instructions", NULL};
	struct text said = TEXT_INIT;
	int status = 0;
	bool ok = process_run(argv, cluster_other_user(c), &said, &status, f);

	if (ok && status != 0) {
		ok = false;
		if (!cluster_no_room(c, text_string(&said), f))
			fault_say(f, FAULT_ENVIRONMENT, "initdb cannot make the database in %s: %s", c->dir,
				cluster_last_words(&c->arena, text_string(&said)));
	}
	text_free(&said);
	return ok;
}

/* What is left of an initdb that was cut short. */
static bool remove_tree(const char *dir, struct fault *f)
{
	const char *const argv[] = {"/bin/rm", "-rf", "--one-file-system", dir, NULL};
	struct text said = TEXT_INIT;
	int status = 0;
	bool ok;

	if (access(dir, F_OK) != 0)
		return true;
	ok = process_run(argv, NULL, &said, &status, f);
	text_free(&said);
	return ok && (status == 0 || fault_say(f, FAULT_ENVIRONMENT, "cannot remove %s: remove it", dir));
}

static bool put_file(const char *path, int flags, const char *text, const struct process_user *owner)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
	size_t n = strlen(text);
	bool ok;

	if (fd < 0)
		return false;
	ok = (!owner || fchown(fd, owner->uid, owner->gid) == 0) && write(fd, text, n) == (ssize_t)n &&
	     fsync(fd) == 0;
	close(fd);
	return ok;
}

static bool cannot_put(const struct cluster *c, const char *path, struct fault *f)
{
	int error = errno;

	if (error != ENOSPC || !cluster_no_room(c, strerror(error), f))
		fault_say(f, FAULT_ENVIRONMENT, "cannot write %s: %s", path, strerror(error));
	return false;
}

static void sync_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

bool cluster_make(struct cluster *c, struct fault *f)
{
	const char *fresh = arena_printf(&c->arena, "%s/pg.new", c->dir);
	const char *conf = arena_printf(&c->arena, "%s/postgresql.conf", fresh);

	if (access(arena_printf(&c->arena, "%s/PG_VERSION", c->pg), F_OK) == 0)
		return true;
	if (access(c->pg, F_OK) == 0)
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s is no PostgreSQL database (it has no PG_VERSION): use another --data", c->pg);
	cluster_tell(c, arena_printf(&c->arena, "making the database in %s", c->dir));
	if (!remove_tree(fresh, f) || !cluster_subdir(c, fresh, f) || !run_initdb(c, fresh, f))
		return false;
	if (!put_file(conf, O_APPEND,
		    "\n# landbridge.conf is written at each start; what stands in local.conf comes after "
		    "it.\n"
		    "include = 'landbridge.conf'\ninclude_if_exists = 'local.conf'\n",
		    NULL))
		return cannot_put(c, conf, f);
	if (rename(fresh, c->pg) != 0)
		return cannot_put(c, c->pg, f);
	sync_dir(c->dir);
	return true;
}

static bool same_text(const char *path, const char *text)
{
	char old[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n;

	if (fd < 0)
		return false;
	n = read(fd, old, sizeof old);
	close(fd);
	return n == (ssize_t)strlen(text) && memcmp(old, text, (size_t)n) == 0;
}

bool cluster_configure(struct cluster *c, struct fault *f)
{
	const char *path = arena_printf(&c->arena, "%s/landbridge.conf", c->pg);
	const char *fresh = arena_printf(&c->arena, "%s.new", path);
	struct text text = TEXT_INIT;
	bool ok = true;

	settings_write(&text, c->run);
	if (!same_text(path, text_string(&text))) {
		unlink(fresh);
		ok = (put_file(fresh, O_EXCL, text_string(&text), cluster_other_user(c)) &&
			     rename(fresh, path) == 0) ||
		     cannot_put(c, path, f);
	}
	text_free(&text);
	return ok;
}

bool cluster_make_roles(struct cluster *c, struct fault *f)
{
	static const enum sql make[] = {
		SQL_cluster_make_runtime, SQL_cluster_make_app, SQL_cluster_make_database};
	struct conn *conn = conn_open(c->first_url, "landbridge", CONNECT_MS, 0, f);
	struct rows *r;
	bool ok;

	if (!conn)
		return false;
	ok = conn_query(conn, SQL_cluster_state, NULL, 0, &c->arena, &r, f);
	for (int i = 0; ok && i < 3; i++)
		if (!rows_bool(r, 0, i))
			ok = conn_query(conn, make[i], NULL, 0, &c->arena, NULL, f);
	conn_close(conn);
	if (!ok && f->code == FAULT_NO_ROOM)
		cluster_no_room(c, "No space left", f);
	return ok;
}
