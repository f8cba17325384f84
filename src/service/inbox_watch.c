#include "service/inbox_watch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define SEEN_MOST 4096 /* beyond that all is forgotten, and how quiet a file is decides */

struct seen {
	int wd;
	enum written state;
	char *name;
};

struct dir {
	int wd;
	char *folder;
};

struct watch {
	int fd;
	struct dir *dirs;
	size_t dir_count;
	struct seen *seen;
	size_t count, room;
};

static void *grown(void *p, size_t n)
{
	p = realloc(p, n);
	if (!p)
		abort();
	return p;
}

struct watch *watch_new(void)
{
	struct watch *w = grown(NULL, sizeof *w);

	*w = (struct watch){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
	return w;
}

static void forget_all(struct watch *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->seen[i].name);
	w->count = 0;
}

void watch_free(struct watch *w)
{
	forget_all(w);
	for (size_t i = 0; i < w->dir_count; i++)
		free(w->dirs[i].folder);
	free(w->seen);
	free(w->dirs);
	if (w->fd >= 0)
		close(w->fd);
	free(w);
}

int watch_fd(const struct watch *w)
{
	return w->fd;
}

void watch_dir(struct watch *w, const char *path, const char *folder)
{
	int wd = w->fd < 0 ? -1
			   : inotify_add_watch(w->fd, path,
				     IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM |
					     IN_DELETE | IN_ONLYDIR | IN_DONT_FOLLOW);

	if (wd < 0)
		return;
	for (size_t i = 0; i < w->dir_count; i++)
		if (w->dirs[i].wd == wd)
			return;
	w->dirs = grown(w->dirs, (w->dir_count + 1) * sizeof *w->dirs);
	w->dirs[w->dir_count++] = (struct dir){wd, strdup(folder)};
}

static struct seen *seen_of(const struct watch *w, int wd, const char *name)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->seen[i].wd == wd && strcmp(w->seen[i].name, name) == 0)
			return &w->seen[i];
	return NULL;
}

static void note(struct watch *w, int wd, const char *name, enum written state)
{
	struct seen *s = seen_of(w, wd, name);

	if (s) {
		s->state = state;
		return;
	}
	if (w->count == SEEN_MOST)
		forget_all(w);
	if (w->count == w->room) {
		w->room = w->room ? 2 * w->room : 64;
		w->seen = grown(w->seen, w->room * sizeof *w->seen);
	}
	w->seen[w->count++] = (struct seen){wd, state, strdup(name)};
}

static void drop(struct watch *w, struct seen *s)
{
	if (!s)
		return;
	free(s->name);
	*s = w->seen[--w->count];
}

/* A directory that was removed is watched no more; its number may come again. */
static void drop_dir(struct watch *w, int wd)
{
	for (size_t i = 0; i < w->dir_count; i++)
		if (w->dirs[i].wd == wd) {
			free(w->dirs[i].folder);
			w->dirs[i--] = w->dirs[--w->dir_count];
		}
	for (size_t i = w->count; i-- > 0;)
		if (w->seen[i].wd == wd)
			drop(w, &w->seen[i]);
}

static void take(struct watch *w, const struct inotify_event *e)
{
	if (e->mask & IN_Q_OVERFLOW)
		forget_all(w);
	else if (e->mask & IN_IGNORED)
		drop_dir(w, e->wd);
	else if (!e->len || e->mask & IN_ISDIR)
		return;
	else if (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO))
		note(w, e->wd, e->name, WRITTEN_WHOLE);
	else if (e->mask & IN_MODIFY)
		note(w, e->wd, e->name, WRITTEN_OPEN);
	else if (e->mask & IN_CREATE)
		note(w, e->wd, e->name, WRITTEN_MADE);
	else
		drop(w, seen_of(w, e->wd, e->name));
}

void watch_read(struct watch *w)
{
	union {
		struct inotify_event event;
		char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	} buffer;
	ssize_t n;

	while (w->fd >= 0 && (n = read(w->fd, &buffer, sizeof buffer)) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *e = (const void *)(buffer.bytes + at);

			take(w, e);
			at += (ssize_t)(sizeof *e + e->len);
		}
}

static int wd_of(const struct watch *w, const char *folder)
{
	for (size_t i = 0; i < w->dir_count; i++)
		if (strcmp(w->dirs[i].folder, folder) == 0)
			return w->dirs[i].wd;
	return -1;
}

enum written watch_of(const struct watch *w, const char *folder, const char *name)
{
	const struct seen *s = seen_of(w, wd_of(w, folder), name);

	return s ? s->state : WRITTEN_UNKNOWN;
}

void watch_forget(struct watch *w, const char *folder, const char *name)
{
	drop(w, seen_of(w, wd_of(w, folder), name));
}
