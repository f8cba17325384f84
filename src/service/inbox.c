#include "service/inbox.h"

#include "service/inbox_keep.h"
#include "service/inbox_watch.h"
#include "service/ingest.h"
#include "service/receipt.h"
#include "system/clock.h"
#include "system/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK_MS     10000        /* how often it looks where nothing was told */
#define SOON_MS     250          /* and where a file may be complete soon */
#define LATER_MS    2000         /* and after a failure */
#define OPEN_MS     (10 * 60000) /* who was seen to begin and never to close has gone */
#define TAKE_MS     5000         /* a connection comes within this */
#define FOLDER_MOST 100          /* bytes of a folder's name */

struct inbox {
	struct inbox_settings set;
	char *path; /* DIR, absolute */
	struct keep keep;
	struct watch *watch;
	int lock, stop;
	pthread_t thread;
	char told[512]; /* the trouble that was told last */
};

struct waiting { /* a file that may be taken */
	const char *folder, *name;
	struct timespec changed;
};

struct waitings {
	struct arena arena;
	struct waiting *at;
	size_t count, room;
	bool soon; /* one may be complete before long */
};

bool inbox_name_waits(const char *name)
{
	static const char *const endings[] = {".tmp", ".part", ".partial", ".filepart"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t e = strlen(endings[i]);

		if (n >= e && strcasecmp(name + n - e, endings[i]) == 0)
			return true;
	}
	return *name == '.';
}

static bool stopped(const struct inbox *i)
{
	struct pollfd p = {i->stop, POLLIN, 0};

	return poll(&p, 1, 0) != 0;
}

/* Told once, until something else happens. */
static void trouble(struct inbox *i, const char *file, const char *why)
{
	char words[sizeof i->told];

	snprintf(words, sizeof words, "%.200s: %.300s", file, why);
	if (strcmp(words, i->told) == 0)
		return;
	memcpy(i->told, words, sizeof words);
	log_line(LOG_WARN, "the inbox waits", "file", file, "why", why, NULL);
}

static int64_t quiet_ms(const struct stat *st)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return ((int64_t)now.tv_sec - st->st_mtim.tv_sec) * 1000 +
	       (now.tv_nsec - st->st_mtim.tv_nsec) / 1000000;
}

/* A clock that was set back must not keep a file waiting for ever: what seems to come from the future is old.
 */
static bool complete(const struct inbox *i, const char *folder, const char *name, const struct stat *st)
{
	int64_t quiet = quiet_ms(st);

	switch (watch_of(i->watch, folder, name)) {
	case WRITTEN_WHOLE:
		return true;
	case WRITTEN_MADE:
		if (st->st_size) /* linked in, or its first bytes are just being told of */
			break;
		/* fall through */
	case WRITTEN_OPEN:
		return quiet < -OPEN_MS || quiet >= OPEN_MS;
	default:
		break;
	}
	return quiet < -OPEN_MS || quiet >= i->set.quiet_ms;
}

static void look_at(struct inbox *i, struct waitings *w, int dir, const char *folder, const char *name)
{
	struct stat st;

	if (inbox_name_waits(name) || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
		return;
	if (!complete(i, folder, name, &st)) {
		w->soon = true;
		return;
	}
	w->at = arena_grow(&w->arena, w->at, w->count, &w->room, sizeof *w->at);
	w->at[w->count++] = (struct waiting){folder, arena_strdup(&w->arena, name), st.st_mtim};
}

/* Its files; of the top, the folders in it as well, each into *folders. */
static void look_in(
	struct inbox *i, struct waitings *w, const char *folder, const char ***folders, size_t *count)
{
	const char *path = arena_printf(&w->arena, "%s/in/%s", i->path, folder);
	int fd = keep_folder(i->keep.in, folder);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	size_t room = *count;

	if (!d) {
		trouble(i, path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return;
	}
	watch_dir(i->watch, path, folder);
	while ((e = readdir(d))) {
		struct stat st;

		look_at(i, w, dirfd(d), folder, e->d_name);
		if (!folders || *e->d_name == '.' || strlen(e->d_name) > FOLDER_MOST ||
			fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISDIR(st.st_mode))
			continue;
		*folders = arena_grow(&w->arena, *folders, *count, &room, sizeof **folders);
		(*folders)[(*count)++] = arena_strdup(&w->arena, e->d_name);
	}
	closedir(d);
}

static int by_age(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;

	if (x->changed.tv_sec != y->changed.tv_sec)
		return x->changed.tv_sec < y->changed.tv_sec ? -1 : 1;
	if (x->changed.tv_nsec != y->changed.tv_nsec)
		return x->changed.tv_nsec < y->changed.tv_nsec ? -1 : 1;
	return strcmp(x->folder, y->folder) ? strcmp(x->folder, y->folder) : strcmp(x->name, y->name);
}

/* The oldest first. */
static void look(struct inbox *i, struct waitings *w)
{
	const char **folders = NULL;
	size_t count = 0;

	watch_read(i->watch);
	look_in(i, w, "", &folders, &count);
	for (size_t k = 0; k < count; k++)
		look_in(i, w, folders[k], NULL, &count);
	if (w->count)
		qsort(w->at, w->count, sizeof *w->at, by_age);
}

/* The file under its own name, and no other that it or its folder may point to: who writes here may swap
 * either for a link since it was looked at.  -1: it cannot be read now. */
static int open_file(struct inbox *i, const struct waiting *w, const char *file, struct stat *st)
{
	int dir = keep_folder(i->keep.in, w->folder);
	int fd = dir < 0 ? -1 : openat(dir, w->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int why = errno;

	if (dir >= 0)
		close(dir);
	if (fd >= 0 && !fstat(fd, st) && S_ISREG(st->st_mode))
		return fd;
	if (fd >= 0)
		close(fd);
	else if (why != ENOENT)
		trouble(i, file, strerror(why));
	return -1;
}

static bool take_in(
	struct inbox *i, struct arena *a, const struct waiting *w, int fd, struct receipt *r, struct fault *f)
{
	struct delivery d = {.sender = *w->folder ? arena_printf(a, "inbox/%s", w->folder) : "inbox",
		.channel = "inbox",
		.name = w->name,
		.messages_only = true};
	struct conn *c = db_take(i->set.service->db, TAKE_MS, f);
	bool fine = c &&
		    ingest_import(i->set.service, c, arena_printf(a, "/proc/self/fd/%d", fd), &d, NULL, r, f);

	if (c)
		db_give(c);
	return fine;
}

static void told_of(struct inbox *i, const char *file, const struct receipt *r)
{
	struct text id = TEXT_INIT;

	i->told[0] = 0;
	text_uuid(&id, r->intake);
	log_line(LOG_INFO, "taken from the inbox", "file", file, "status", receipt_status_word(r->status),
		"intake", text_string(&id), NULL);
	text_free(&id);
}

/* It is this file alone that cannot be taken now, others may be. */
static bool is_its_own(const struct fault *f)
{
	return f->code != FAULT_NO_DATABASE && f->code != FAULT_BUSY && f->code != FAULT_NO_ROOM &&
	       f->code != FAULT_ENVIRONMENT;
}

/* False: nothing more can be done now. */
static bool take(struct inbox *i, const struct waiting *w)
{
	struct arena a = ARENA_INIT;
	const char *file =
		arena_printf(&a, "%s/in/%s%s%s", i->path, w->folder, *w->folder ? "/" : "", w->name);
	struct receipt r;
	struct fault f = {0};
	struct stat st;
	bool good = true;
	int fd = open_file(i, w, file, &st);

	if (fd >= 0) {
		good = take_in(i, &a, w, fd, &r, &f);
		close(fd);
		if (good) {
			good = keep_file(&i->keep, w->folder, w->name, &st, &r, &f);
			if (good)
				told_of(i, file, &r);
			receipt_free(&r);
		}
		if (good)
			watch_forget(i->watch, w->folder, w->name);
		else
			trouble(i, file, f.text);
		good = good || is_its_own(&f);
	}
	arena_free(&a);
	return good;
}

/* Returns how long nothing need be done. */
static int pass(struct inbox *i)
{
	struct waitings w = {.arena = ARENA_INIT};
	bool good = true;
	int wait;

	look(i, &w);
	for (size_t k = 0; good && k < w.count && !stopped(i); k++)
		good = take(i, &w.at[k]);
	wait = !good ? LATER_MS : w.soon ? SOON_MS : LOOK_MS;
	arena_free(&w.arena);
	return wait;
}

static void *watch_on(void *self)
{
	struct inbox *i = self;

	while (!stopped(i)) {
		int wait = pass(i);
		struct pollfd p[] = {
			{i->stop, POLLIN, 0}, {wait == LATER_MS ? -1 : watch_fd(i->watch), POLLIN, 0}};

		poll(p, 2, wait);
	}
	return NULL;
}

static void let_go(struct inbox *i)
{
	if (i->lock >= 0)
		close(i->lock);
	if (i->stop >= 0)
		close(i->stop);
	if (i->watch)
		watch_free(i->watch);
	keep_close(&i->keep);
	free(i->path);
	free(i);
}

static bool prepare(struct inbox *i, struct fault *f)
{
	i->path = realpath(i->set.dir, NULL);
	if (!i->path)
		return fault_say(f, FAULT_ENVIRONMENT, "--inbox %s: %s; make the directory first", i->set.dir,
			strerror(errno));
	if (!keep_open(&i->keep, i->path, f))
		return false;
	i->lock = open(i->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (i->lock < 0 || flock(i->lock, LOCK_EX | LOCK_NB))
		return fault_say(
			f, FAULT_ENVIRONMENT, "--inbox %s: another daemon takes files from it", i->set.dir);
	i->stop = eventfd(0, EFD_CLOEXEC);
	i->watch = watch_new();
	if (i->stop < 0)
		return fault_say(f, FAULT_ENVIRONMENT, "the inbox cannot be watched: %s", strerror(errno));
	return true;
}

bool inbox_open(struct inbox **opened, const struct inbox_settings *s, struct fault *f)
{
	struct inbox *i = calloc(1, sizeof *i);

	*opened = NULL;
	if (!i)
		return fault_say(f, FAULT_INTERNAL, "no memory for the inbox");
	i->set = *s;
	i->lock = i->stop = -1;
	keep_nothing(&i->keep);
	if (!prepare(i, f)) {
		let_go(i);
		return false;
	}
	if (pthread_create(&i->thread, NULL, watch_on, i)) {
		let_go(i);
		return fault_say(f, FAULT_ENVIRONMENT, "no thread for the inbox");
	}
	*opened = i;
	return true;
}

void inbox_close(struct inbox *i)
{
	uint64_t one = 1;

	if (!i)
		return;
	if (write(i->stop, &one, sizeof one) == sizeof one)
		pthread_join(i->thread, NULL);
	let_go(i);
}
