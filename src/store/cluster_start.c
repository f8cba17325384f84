#include "store/cluster_parts.h"
#include "store/conn.h"
#include "system/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The postmaster is known by pg/postmaster.pid, as pg_ctl knows it: line 1 its pid, line 8 what it is at.
 * Source: PostgreSQL 15, src/include/utils/pidfile.h.
 */
#define PID_LINE    1
#define STATUS_LINE 8
#define POLL_MS     10
#define TELL_MS     2000    /* a start that takes longer is told */
#define RECOVERY_MS 1800000 /* replaying the log of a crash may take long; while it is at it we wait */
#define ORPHANS_MS  30000   /* processes of a postmaster that was killed end by themselves, or are helped */
#define HARD_MS     5000
#define STOP_MS     90000
#define CONNECT_MS  2000
#define LOG_MOST    (16 << 20)
#define LOG_TAIL    8192

struct pid_file {
	pid_t pid;
	bool ready, stopping;
};

static void nap(void)
{
	poll(NULL, 0, POLL_MS);
}

static const char *line_of(const char *text, int line)
{
	while (--line > 0 && text) {
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
	}
	return text ? text : "";
}

static const char *pid_path(struct cluster *c)
{
	return arena_printf(&c->arena, "%s/postmaster.pid", c->pg);
}

static struct pid_file pid_file_read(struct cluster *c)
{
	struct arena a = ARENA_INIT;
	char text[2048] = "";
	int fd = open(arena_printf(&a, "%s/postmaster.pid", c->pg), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
	const char *status;

	if (fd >= 0)
		close(fd);
	arena_free(&a);
	text[n > 0 ? n : 0] = '\0';
	status = line_of(text, STATUS_LINE);
	return (struct pid_file){.pid = (pid_t)strtol(line_of(text, PID_LINE), NULL, 10),
		.ready = strncmp(status, "ready", 5) == 0,
		.stopping = strncmp(status, "stopping", 8) == 0};
}

/* A pid may be another program's by now: a postmaster of ours works in our directory. */
static bool works_here(const struct cluster *c, pid_t pid)
{
	char cwd[PATH_MAX];

	return pid > 0 && process_alive(pid) && process_cwd(pid, cwd, sizeof cwd) && strcmp(cwd, c->pg) == 0;
}

bool postmaster_runs(struct cluster *c)
{
	if (!c->postmaster)
		return false;
	return c->adopted ? works_here(c, c->postmaster) : process_alive(c->postmaster);
}

/*
 * PostgreSQL refuses to start while the pid of its last postmaster is alive, whoever has it now (after a
 * restart of a container, pids are few).  A pid that cannot be takes its place; the rest of the file, which
 * tells of the shared memory, goes on being checked.  The lock of the socket is no one's but ours, and the
 * start lock is held.
 */
static void disown_stranger(struct cluster *c, pid_t pid)
{
	struct text text = TEXT_INIT;
	char old[2048], cwd[PATH_MAX]; /* without /proc nobody could be told from a stranger */
	int fd = open(pid_path(c), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? 0 : read(fd, old, sizeof old - 1);

	unlink(arena_printf(&c->arena, "%s/.s.PGSQL." CLUSTER_PORT ".lock", c->run));
	if (n > 0 && pid > 0 && process_alive(pid) && process_cwd(getpid(), cwd, sizeof cwd)) {
		old[n] = '\0';
		text_printf(&text, "%d%s", INT_MAX, old + strcspn(old, "\n"));
		/* Where this fails PostgreSQL refuses the file, in words that end up in our fault. */
		n = ftruncate(fd, 0) == 0 ? pwrite(fd, text.bytes, text.length, 0) : -1;
		text_free(&text);
	}
	if (fd >= 0)
		close(fd);
}

static off_t log_length(const struct cluster *c)
{
	struct stat s;

	return stat(c->log_file, &s) == 0 ? s.st_size : 0;
}

static void log_rotate(struct cluster *c)
{
	if (log_length(c) > LOG_MOST)
		rename(c->log_file, arena_printf(&c->arena, "%s.1", c->log_file));
}

/* What the log got since it was `from` bytes long; in the arena. */
static const char *log_since(struct arena *a, const struct cluster *c, off_t from)
{
	char *text = arena_alloc(a, LOG_TAIL + 1);
	off_t length = log_length(c);
	int fd = open(c->log_file, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return "";
	if (length - from > LOG_TAIL)
		from = length - LOG_TAIL;
	n = pread(fd, text, LOG_TAIL, from);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

enum outcome { STARTED, GONE, FAILED };

/* Until the postmaster is ready: it says so in its file. GONE: it ended. */
static enum outcome wait_ready(struct cluster *c, struct fault *f)
{
	int64_t begun = clock_monotonic_ms();
	bool told = false;

	for (;;) {
		struct pid_file file = pid_file_read(c);
		int64_t waited = clock_monotonic_ms() - begun;

		if (file.pid == c->postmaster && file.ready)
			return STARTED;
		if (!postmaster_runs(c))
			return GONE;
		if (waited > TELL_MS && !told) {
			cluster_tell(c, file.stopping ? "waiting for PostgreSQL to stop"
						      : "PostgreSQL is recovering");
			told = true;
		}
		if (waited > RECOVERY_MS) {
			fault_say(f, FAULT_ENVIRONMENT,
				"PostgreSQL in %s is not ready after %d minutes; see %s", c->dir,
				RECOVERY_MS / 60000, c->log_file);
			return FAILED;
		}
		nap();
	}
}

static bool launch(struct cluster *c, struct fault *f)
{
	const char *const argv[] = {arena_printf(&c->arena, "%s/postgres", c->bin), "-D", c->pg, NULL};

	c->adopted = false;
	c->postmaster = process_spawn(argv, cluster_other_user(c), c->log_file, f);
	if (c->postmaster > 0)
		return true;
	c->postmaster = 0;
	return false;
}

/* Backends that outlived a killed postmaster keep its shared memory: they end at once when told. */
static bool orphans_end(struct cluster *c, int64_t since, struct fault *f)
{
	int64_t waited = clock_monotonic_ms() - since;
	int left = process_signal_in(c->pg, "postgres", waited > HARD_MS ? SIGKILL : SIGQUIT);

	if (waited > ORPHANS_MS)
		return fault_say(f, FAULT_ENVIRONMENT,
			"%d processes of a PostgreSQL that was killed still run in %s: end them, then start "
			"again",
			left, c->pg);
	nap();
	return true;
}

/* Why a postmaster of ours ended; true when another try may do better. */
static bool try_again(struct cluster *c, off_t log_from, int64_t since, struct fault *f)
{
	struct arena a = ARENA_INIT;
	const char *words = log_since(&a, c, log_from);
	bool again = false;

	if (strstr(words, "pre-existing shared memory block"))
		again = orphans_end(c, since, f);
	else if (!cluster_no_room(c, words, f))
		fault_say(f, FAULT_ENVIRONMENT, "PostgreSQL does not start: %.300s; see %s",
			cluster_last_words(&a, words), c->log_file);
	arena_free(&a);
	return again;
}

/* The one that runs already, where there is one. */
static bool adopt(struct cluster *c)
{
	struct pid_file file = pid_file_read(c);

	if (!works_here(c, file.pid)) {
		disown_stranger(c, file.pid);
		return false;
	}
	c->adopted = true;
	c->postmaster = file.pid;
	return true;
}

bool postmaster_start(struct cluster *c, struct fault *f)
{
	int64_t since = clock_monotonic_ms();

	if (!adopt(c) && !cluster_configure(c, f))
		return false;
	for (;;) {
		off_t log_from;
		enum outcome now;

		log_rotate(c);
		log_from = log_length(c);
		if (!adopt(c) && !launch(c, f))
			return false;
		now = wait_ready(c, f);
		if (now == STARTED)
			return true;
		if (now == FAILED || (!c->adopted && !try_again(c, log_from, since, f)))
			return false;
		c->postmaster = 0;
	}
}

void postmaster_stop(struct cluster *c)
{
	int64_t limit = clock_monotonic_ms() + STOP_MS;

	if (!postmaster_runs(c) && !adopt(c))
		return;
	kill(c->postmaster,
		SIGINT); /* fast: connections are ended, the log is flushed, a checkpoint is made */
	while (postmaster_runs(c) && clock_monotonic_ms() < limit)
		nap();
	c->postmaster = 0;
	if (strncmp(c->run, c->dir, strlen(c->dir)) != 0)
		rmdir(c->run); /* the short one under /tmp; made again at the next start */
}
