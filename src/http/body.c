#include "http/body.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void body_start(struct body *b, struct body_budget *budget)
{
	*b = (struct body){.budget = budget, .fd = -1};
}

static bool reserve(struct body *b, uint64_t n, struct fault *f)
{
	struct body_budget *all = b->budget;

	if (atomic_fetch_add(&all->used, n) + n > all->all) {
		atomic_fetch_sub(&all->used, n);
		return fault_say(f, FAULT_BUSY, "too many bytes are arriving at once; try again in a moment");
	}
	b->held += n;
	return true;
}

static int spool_file(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char name[4096];

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
		return fd;
	if ((size_t)snprintf(name, sizeof name, "%s/landbridge-XXXXXX", dir) >= sizeof name)
		return -1;
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

static bool spool(struct body *b, const char *bytes, size_t n, struct fault *f)
{
	while (n) {
		ssize_t wrote = write(b->fd, bytes, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return fault_say(f, FAULT_NO_ROOM, "no room for the body in %s: %s", b->budget->spool,
				strerror(errno));
		bytes += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

static bool move_to_file(struct body *b, struct fault *f)
{
	b->fd = spool_file(b->budget->spool);
	if (b->fd < 0)
		return fault_say(
			f, FAULT_NO_ROOM, "no spool file in %s: %s", b->budget->spool, strerror(errno));
	if (!spool(b, text_string(&b->memory), b->memory.length, f))
		return false;
	text_free(&b->memory);
	return true;
}

enum body_step body_take(struct body *b, const char *bytes, size_t n, struct fault *f)
{
	b->got += n;
	if (b->got > b->budget->one) {
		fault_say(
			f, FAULT_TOO_LARGE, "a body may have %llu bytes", (unsigned long long)b->budget->one);
		return BODY_FAULT;
	}
	if (!reserve(b, n, f))
		return BODY_FAULT;
	if (b->fd < 0 && b->memory.length + n <= LIMIT_BODY_MEMORY) {
		text_add(&b->memory, bytes, n);
		return BODY_ON;
	}
	if (b->fd < 0 && !move_to_file(b, f))
		return BODY_FAULT;
	return spool(b, bytes, n, f) ? BODY_ON : BODY_FAULT;
}

enum body_step body_swallow(struct body *b, size_t n)
{
	uint64_t least = LIMIT_BODY_MEMORY;
	uint64_t most = b->budget->one > least ? b->budget->one : least;

	b->got += n;
	return b->got > 2 * most ? BODY_CUT : BODY_ON;
}

bool body_whole(struct body *b, const char **bytes, size_t *n, struct fault *f)
{
	*n = (size_t)b->got;
	*bytes = text_string(&b->memory);
	if (b->fd < 0)
		return true;
	b->map = mmap(NULL, *n, PROT_READ, MAP_PRIVATE, b->fd, 0);
	if (b->map == MAP_FAILED) {
		b->map = NULL;
		return fault_say(f, FAULT_INTERNAL, "the spooled body cannot be read: %s", strerror(errno));
	}
	b->mapped = *n;
	*bytes = b->map;
	return true;
}

void body_free(struct body *b)
{
	if (b->map)
		munmap(b->map, b->mapped);
	if (b->fd >= 0)
		close(b->fd);
	text_free(&b->memory);
	if (b->budget)
		atomic_fetch_sub(&b->budget->used, b->held);
	*b = (struct body){.fd = -1};
}
