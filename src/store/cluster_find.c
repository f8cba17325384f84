#include "store/cluster_parts.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OLDEST 15

/* Where packages put it, the version being the star. */
static const char *const places[] = {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"};

static bool is_bin(const char *bin)
{
	char path[512];

	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", bin, i ? "initdb" : "postgres");
		if (access(path, X_OK) != 0)
			return false;
	}
	return true;
}

static int major_of_path(const char *bin)
{
	const char *digits = strpbrk(bin, "0123456789");

	return digits ? (int)strtol(digits, NULL, 10) : 0;
}

/* "postgres (PostgreSQL) 15.4 (Debian ...)" */
static int major_of_program(struct cluster *c, const char *bin)
{
	const char *const argv[] = {arena_printf(&c->arena, "%s/postgres", bin), "--version", NULL};
	struct text said = TEXT_INIT;
	struct fault f;
	int status = 0, major = 0;
	const char *words;

	if (process_run(argv, cluster_other_user(c), &said, &status, &f) && status == 0) {
		words = strstr(text_string(&said), ") ");
		major = words ? (int)strtol(words + 2, NULL, 10) : 0;
	}
	text_free(&said);
	return major;
}

/* The installed one of that version; of the newest for 0.  Sets bin and major; false when there is none. */
static bool find_installed(struct cluster *c, int wanted)
{
	c->major = 0;
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		glob_t found;

		if (glob(places[i], 0, NULL, &found) == 0)
			for (size_t j = 0; j < found.gl_pathc; j++) {
				int major = major_of_path(found.gl_pathv[j]);

				if (major <= c->major || (wanted && major != wanted) ||
					!is_bin(found.gl_pathv[j]))
					continue;
				c->major = major;
				c->bin = arena_strdup(&c->arena, found.gl_pathv[j]);
			}
		globfree(&found);
	}
	return c->major > 0;
}

/* The version that made DIR/pg; 0: there is none yet. */
static int made_by(struct cluster *c)
{
	FILE *in = fopen(arena_printf(&c->arena, "%s/PG_VERSION", c->pg), "re");
	char line[32] = "";
	int major;

	if (!in)
		return 0;
	major = fgets(line, sizeof line, in) ? (int)strtol(line, NULL, 10) : 0;
	fclose(in);
	return major;
}

static bool other_version(const struct cluster *c, int made, struct fault *f)
{
	if (made < OLDEST)
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s was made by PostgreSQL %d and landbridge needs %d or newer: upgrade it with "
			"pg_upgrade, or use another "
			"--data",
			c->dir, made, OLDEST);
	return fault_say(f, FAULT_ENVIRONMENT,
		"%s was made by PostgreSQL %d, which is not installed: install it (apt-get install "
		"postgresql-%d), or use "
		"another --data",
		c->dir, made, made);
}

static bool find_told(struct cluster *c, const char *bin, int made, struct fault *f)
{
	if (!is_bin(bin))
		return fault_say(f, FAULT_ENVIRONMENT,
			"LANDBRIDGE_PG_BIN: there is no postgres and initdb in %s", bin);
	c->bin = arena_strdup(&c->arena, bin);
	c->major = major_of_program(c, bin);
	if (c->major < OLDEST)
		return fault_say(f, FAULT_ENVIRONMENT,
			"LANDBRIDGE_PG_BIN: %s is PostgreSQL %d and landbridge needs %d or newer", bin,
			c->major, OLDEST);
	if (made && made != c->major)
		return fault_say(f, FAULT_ENVIRONMENT,
			"%s was made by PostgreSQL %d and LANDBRIDGE_PG_BIN is %d: give it the other, or use "
			"another --data",
			c->dir, made, c->major);
	return true;
}

bool cluster_find(struct cluster *c, struct fault *f)
{
	const char *told = getenv("LANDBRIDGE_PG_BIN");
	int made = made_by(c);

	if (made && made < OLDEST)
		return other_version(c, made, f);
	if (told && *told)
		return find_told(c, told, made, f);
	if (!find_installed(c, made) && made)
		return other_version(c, made, f);
	if (c->major < OLDEST)
		return fault_say(f, FAULT_ENVIRONMENT,
			"no PostgreSQL %d or newer is installed: apt-get install postgresql-15, name its "
			"programs with "
			"LANDBRIDGE_PG_BIN, or use a database of yours with --database URL",
			OLDEST);
	return true;
}
