#include "system/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define ZONES     "/usr/share/zoneinfo/"
#define ZONE_MOST (256u << 10) /* bytes of a zone file; the largest of tzdata has 4 KB */
#define NAME_MOST 100

instant clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (instant)t.tv_sec * INSTANT_SECOND + t.tv_nsec / 1000;
}

int64_t clock_monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_cond_init(pthread_cond_t *c)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(c, &attr);
	pthread_condattr_destroy(&attr);
}

bool clock_random(void *bytes, size_t n)
{
	char *p = bytes;

	while (n) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

/* A name that cannot lead out of the zone directory. */
static bool zone_name_fits(const char *name)
{
	size_t n = strlen(name);

	return n && n <= NAME_MOST && name[0] != '/' && !strstr(name, "..") &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-") == n;
}

struct zone *clock_zone(struct arena *a, const char *name, struct fault *f)
{
	struct zone *z = NULL;
	unsigned char *bytes;
	char path[sizeof ZONES + NAME_MOST];
	FILE *file;
	size_t n;

	if (!zone_name_fits(name)) {
		fault_say(f, FAULT_ENVIRONMENT, "\"%.100s\" is not the name of a time zone", name);
		return NULL;
	}
	snprintf(path, sizeof path, ZONES "%s", name);
	file = fopen(path, "re");
	if (!file) {
		fault_say(f, FAULT_ENVIRONMENT, "the time zone %s cannot be read (%s): is tzdata installed?",
			name, strerror(errno));
		return NULL;
	}
	bytes = malloc(ZONE_MOST);
	n = bytes ? fread(bytes, 1, ZONE_MOST, file) : 0;
	z = zone_read(a, name, bytes ? (const void *)bytes : "", n, f);
	free(bytes);
	fclose(file);
	return z;
}

/*
 * Countries whose law knows one time (or whose second zone has kept the same time for decades), though the
 * table lists several zones for the sake of their history.
 */
static const struct {
	const char country[3];
	const char *zone;
} one_time[] = {
	{"CN", "Asia/Shanghai"}, /* Urumqi's local custom is no railway's, port's or customs' time */
	{"KZ", "Asia/Almaty"},   /* all of it +5 since 2024-03-01 */
	{"UZ", "Asia/Tashkent"},
	{"DE", "Europe/Berlin"}, /* the other one is Buesingen, which keeps Zurich's */
	{"VN", "Asia/Ho_Chi_Minh"},
	{"MY", "Asia/Kuala_Lumpur"},
};

/* Whether the list "DE,DK,NO" names the country. */
static bool names(const char *list, size_t n, const char *country)
{
	for (size_t i = 0; i + 2 <= n; i += 3)
		if (memcmp(list + i, country, 2) == 0)
			return true;
	return false;
}

/* Lines of zone1970.tab: countries, coordinates, zone, perhaps a comment, apart by tabs. */
static const char *only_zone(struct arena *a, FILE *file, const char *country)
{
	const char *found = NULL;
	char line[512];

	while (fgets(line, sizeof line, file)) {
		size_t n = strcspn(line, "\t\n");
		char *zone;

		if (line[0] == '#' || line[n] != '\t' || !names(line, n, country))
			continue;
		if (found)
			return NULL;
		zone = strchr(line + n + 1, '\t');
		if (zone)
			found = arena_strndup(a, zone + 1, strcspn(zone + 1, "\t\n"));
	}
	return found;
}

const char *clock_country_zone(struct arena *a, const char *country)
{
	const char *found;
	FILE *file;

	if (strlen(country) != 2)
		return NULL;
	for (size_t i = 0; i < sizeof one_time / sizeof *one_time; i++)
		if (strcmp(one_time[i].country, country) == 0)
			return one_time[i].zone;
	file = fopen(ZONES "zone1970.tab", "re");
	if (!file)
		return NULL;
	found = only_zone(a, file, country);
	fclose(file);
	return found;
}
