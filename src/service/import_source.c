#include "service/import_source.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_nameless(struct fault *f)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	if (!dir || !*dir)
		dir = "/tmp";
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		fault_say(f, FAULT_ENVIRONMENT,
			"no file can be made in %s to keep standard input: %s (TMPDIR names another place)",
			dir, strerror(errno));
	return fd;
}

static bool write_all(int fd, const char *bytes, size_t n, struct fault *f)
{
	while (n) {
		ssize_t wrote = write(fd, bytes, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return fault_say(f, errno == ENOSPC ? FAULT_NO_ROOM : FAULT_ENVIRONMENT,
				"standard input cannot be kept: %s", strerror(errno));
		bytes += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

static bool spool_bytes(int fd, char *buffer, struct fault *f)
{
	for (;;) {
		ssize_t n = read(STDIN_FILENO, buffer, LIMIT_CHUNK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault_say(
				f, FAULT_ENVIRONMENT, "standard input cannot be read: %s", strerror(errno));
		if (!n)
			return true;
		if (!write_all(fd, buffer, (size_t)n, f))
			return false;
	}
}

static int spool(struct fault *f)
{
	int fd = open_nameless(f);
	char *buffer;
	bool fine;

	if (fd < 0)
		return -1;
	buffer = malloc(LIMIT_CHUNK);
	fine = buffer && spool_bytes(fd, buffer, f);
	free(buffer);
	if (fine)
		return fd;
	close(fd);
	return -1;
}

bool source_read(const struct source *s, uint64_t at, char *bytes, size_t n, size_t *got, struct fault *f)
{
	*got = 0;
	while (*got < n) {
		ssize_t r = pread(s->fd, bytes + *got, n - *got, (off_t)(at + *got));

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return fault_say(f, FAULT_ENVIRONMENT, "reading failed: %s", strerror(errno));
		if (!r)
			break;
		*got += (size_t)r;
	}
	return true;
}

static bool hash_all(struct source *s, const struct import_progress *p, struct fault *f)
{
	char *buffer = malloc(LIMIT_CHUNK);
	SHA256_CTX h;
	size_t got = 0;
	bool fine = buffer != NULL;

	SHA256_Init(&h);
	for (uint64_t at = 0; fine; at += got) {
		fine = source_read(s, at, buffer, LIMIT_CHUNK, &got, f);
		if (!fine || !got)
			break;
		if (!at) {
			s->head_length = got < sizeof s->head ? got : sizeof s->head;
			memcpy(s->head, buffer, s->head_length);
		}
		SHA256_Update(&h, buffer, got);
		if (p && p->told)
			p->told(p->self, at + got, s->size, 0, 0);
	}
	SHA256_Final(s->sha256, &h);
	free(buffer);
	return fine;
}

static bool look(struct source *s, const char *path, struct fault *f)
{
	struct stat st;

	if (fstat(s->fd, &st))
		return fault_say(f, FAULT_ENVIRONMENT, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fault_say(f, FAULT_USAGE, "%s is no file", path);
	s->size = (uint64_t)st.st_size;
	s->changed = st.st_mtim;
	return true;
}

bool source_open(struct source *s, const char *path, const struct import_progress *p, struct fault *f)
{
	*s = (struct source){.fd = -1};
	if (strcmp(path, "-") == 0) {
		s->fd = spool(f);
		if (s->fd < 0)
			return false;
	} else {
		s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (s->fd < 0)
			return fault_say(f, FAULT_ENVIRONMENT, "%s: %s", path, strerror(errno));
	}
	if (look(s, path, f) && hash_all(s, p, f))
		return true;
	source_close(s);
	return false;
}

void source_close(struct source *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

bool source_unchanged(const struct source *s, struct fault *f)
{
	struct stat st;

	if (fstat(s->fd, &st))
		return fault_say(f, FAULT_ENVIRONMENT, "reading failed: %s", strerror(errno));
	if ((uint64_t)st.st_size == s->size && st.st_mtim.tv_sec == s->changed.tv_sec &&
		st.st_mtim.tv_nsec == s->changed.tv_nsec)
		return true;
	return fault_say(f, FAULT_CLASH, "the file was changed while it was read; import it again");
}
