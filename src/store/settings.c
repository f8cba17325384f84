#include "store/settings.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MB            (UINT64_C(1) << 20)
#define SHM_DIR       "/dev/shm"
#define SHM_LEAST     (256 * MB) /* containers give 64 MB by default, and parallel queries die of it */
#define BUFFERS_LEAST 128u
#define BUFFERS_MOST  8192u

static const struct {
	const char *name, *value;
} settings[] = {
#define SETTING(name, value, why) {#name, value},
#include "store/settings.def"
#undef SETTING
};

/* A number of bytes in a file of one line; UINT64_MAX where there is none ("max"). */
static uint64_t number_in(const char *path)
{
	char line[32];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return UINT64_MAX;
	n = read(fd, line, sizeof line - 1);
	close(fd);
	if (n <= 0 || line[0] < '0' || line[0] > '9')
		return UINT64_MAX;
	line[n] = '\0';
	return strtoull(line, NULL, 10);
}

uint64_t settings_memory(void)
{
	static const char *const limits[] = {
		"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"};
	uint64_t memory = (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);

	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		uint64_t limit = number_in(limits[i]);

		if (limit < memory)
			memory = limit;
	}
	return memory / MB;
}

uint64_t settings_shared_buffers(uint64_t memory_mb)
{
	uint64_t quarter = memory_mb / 4;

	return quarter < BUFFERS_LEAST ? BUFFERS_LEAST : quarter > BUFFERS_MOST ? BUFFERS_MOST : quarter;
}

static bool shm_is_roomy(void)
{
	struct statvfs s;

	return statvfs(SHM_DIR, &s) == 0 && !(s.f_flag & ST_RDONLY) && access(SHM_DIR, W_OK) == 0 &&
	       (uint64_t)s.f_bavail * s.f_frsize >= SHM_LEAST;
}

/* A list with one element, which may have commas and blanks: "..." within '...', each doubled inside. */
static void put_socket_dir(struct text *out, const char *dir)
{
	text_say(out, "unix_socket_directories = '\"");
	for (; *dir; dir++) {
		if (*dir == '\'' || *dir == '"')
			text_byte(out, *dir);
		if (*dir == '\\') /* an escape within '...' */
			text_byte(out, '\\');
		text_byte(out, *dir);
	}
	text_say(out, "\"'\n");
}

void settings_write(struct text *out, const char *socket_dir)
{
	uint64_t memory = settings_memory();

	text_say(out, "# Written by landbridge at each start; your own settings go into local.conf.\n");
	put_socket_dir(out, socket_dir);
	text_printf(out, "shared_buffers = %lluMB\n", (unsigned long long)settings_shared_buffers(memory));
	text_printf(out, "effective_cache_size = %lluMB\n", (unsigned long long)(memory / 10 * 6 + 1));
	text_printf(out, "dynamic_shared_memory_type = %s\n", shm_is_roomy() ? "posix" : "mmap");
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		text_printf(out, "%s = %s\n", settings[i].name, settings[i].value);
}
