/*
 * landbridge simulate: a directory of messages from a world that never was, and what truly happened in it.
 */
#include "simulate/simulate.h"

#include "base/calendar.h"
#include "cli/options.h"
#include "cli/verb.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROWING_MOST 16 /* files that grow line by line */

struct growing {
	char path[64];
	FILE *file;
};

struct writing {
	const char *dir;
	int days;
	bool on_terminal;
	struct growing growing[GROWING_MOST];
	char failed[4096 + 512]; /* what went wrong; "" */
};

static bool fails(struct writing *w, const char *path)
{
	snprintf(w->failed, sizeof w->failed, "%s/%s: %s", w->dir, path, strerror(errno));
	return false;
}

static FILE *opened(struct writing *w, const char *path)
{
	char full[4096];

	snprintf(full, sizeof full, "%s/%s", w->dir, path);
	return fopen(full, "w");
}

/* A message is a file of its own; what is written line by line stays open. */
static FILE *growing(struct writing *w, const char *path)
{
	struct growing *g = w->growing;

	while (g->file && strcmp(g->path, path) != 0)
		g++;
	if (!g->file && (g->file = opened(w, path)))
		snprintf(g->path, sizeof g->path, "%s", path);
	return g->file;
}

static bool put(void *self, const char *path, const char *bytes, size_t n)
{
	struct writing *w = self;
	bool whole = strncmp(path, "messages/", 9) == 0, fine;
	FILE *f = whole ? opened(w, path) : growing(w, path);

	fine = f && fwrite(bytes, 1, n, f) == n;
	if (whole && f)
		fine = fclose(f) == 0 && fine;
	return fine || fails(w, path);
}

static bool close_all(struct writing *w)
{
	bool fine = true;

	for (struct growing *g = w->growing; g->file; g++)
		if (fclose(g->file) != 0)
			fine = fails(w, g->path);
	return fine;
}

static void day(void *self, int day)
{
	const struct writing *w = self;

	if (w->on_terminal)
		fprintf(stderr, "\r\033[Kday %d of %d", day, w->days);
}

static bool make_dir(struct writing *w, const char *below)
{
	char full[4096];

	snprintf(full, sizeof full, "%s/%s", w->dir, below);
	return mkdir(full, 0777) == 0 || errno == EEXIST || fails(w, below);
}

/* Makes the directory, or takes one that is there and empty. */
static bool make_room(struct writing *w)
{
	DIR *d;
	struct dirent *e;
	bool empty = true;

	if (mkdir(w->dir, 0777) != 0 && errno != EEXIST)
		return fails(w, "");
	d = opendir(w->dir);
	if (!d)
		return fails(w, "");
	while ((e = readdir(d)))
		empty &= strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
	closedir(d);
	if (!empty) {
		snprintf(w->failed, sizeof w->failed,
			"%s is not empty: name a directory that is, or a new one", w->dir);
		return false;
	}
	return make_dir(w, "messages") && make_dir(w, "truth") && make_dir(w, "partners");
}

static bool read_day(const char *word, int64_t *day)
{
	struct civil c = {0};
	char more;

	if (sscanf(word, "%4d-%2d-%2d%c", &c.year, &c.month, &c.day, &more) != 3 || !civil_valid(&c) ||
		c.year < 2000 || c.year > 2100)
		return false;
	*day = calendar_days(c.year, c.month, c.day);
	return true;
}

static int complain(const char *what)
{
	fprintf(stderr, "landbridge simulate: %s\n`landbridge simulate --help` tells more.\n", what);
	return EXIT_USAGE;
}

static int run(const struct simulate_order *order, const char *dir)
{
	struct writing w = {.dir = dir, .days = order->days, .on_terminal = isatty(STDERR_FILENO)};
	struct simulate_sink sink = {&w, put, day};
	struct simulated told = {0};
	bool fine = make_room(&w);

	if (fine) {
		fine = simulate(order, &sink, &told);
		fine = close_all(&w) && fine;
	}
	if (w.on_terminal)
		fputs("\r\033[K", stderr);
	if (!fine) {
		fprintf(stderr, "landbridge simulate: %s\n", w.failed);
		return EXIT_ENVIRONMENT;
	}
	printf("%s: %" PRIu64 " files of messages, %" PRIu64 " containers, %" PRIu64
	       " trains and ships, %" PRIu64 " exceptions\n",
		dir, told.files, told.containers, told.runs, told.exceptions);
	return EXIT_DONE;
}

static const struct verb_help help = {
	"landbridge simulate [--seed N] [--days N] [--containers N] [--trouble N] DIR",
	"Writes what the parties of a made-up world would send of it, in the formats that Landbridge takes "
	"(DIR/messages,\n"
	"named in the order in which they arrive; DIR/deliveries.ndjson lists them), and what truly happened "
	"(DIR/truth, with\n"
	"a README.md of its own).  Messages come late, twice, cut, with mistakes, or not at all.  The same "
	"seed gives the same\nbytes.  DIR must be empty, or not be there yet.",
	"  landbridge simulate --seed 7 --days 20 --containers 60 world\n"
	"  landbridge import --data DATA world/messages\n"};

int verb_simulate(int argc, char **argv)
{
	int64_t seed = 1, days = 30, containers = 500, trouble = 1;
	const char *from = "2026-06-01";
	const struct option_row rows[] = {
		{"seed", OPTION_COUNT, &seed, "N", "another number, another world (1)"},
		{"days", OPTION_COUNT, &days, "N", "how long it lives (30)"},
		{"containers", OPTION_COUNT, &containers, "N", "how many set out (500)"},
		{"trouble", OPTION_COUNT, &trouble, "N",
			"how many times as often as usual things go wrong (1)"},
		{"from", OPTION_TEXT, &from, "DAY", "its first day (2026-06-01)"},
	};
	struct simulate_order order = {0};
	char **dirs;
	int n, code = options_parse(rows, sizeof rows / sizeof *rows, &help, argc, argv, &dirs, &n);

	if (code >= 0)
		return code;
	if (n != 1)
		return complain("name one directory to write to");
	if (days < 1 || days > SIMULATE_DAYS_MOST)
		return complain("--days takes 1 to 730");
	if (containers < 1 || containers > SIMULATE_CONTAINERS_MOST)
		return complain("--containers takes 1 to 200000");
	if (trouble < 1 || trouble > SIMULATE_TROUBLE_MOST)
		return complain("--trouble takes 1 to 20");
	if (!read_day(from, &order.first_day))
		return complain("--from takes a day such as 2026-06-01");
	order.seed = (uint64_t)seed;
	order.days = (int)days;
	order.containers = (int)containers;
	order.trouble = (int)trouble;
	return run(&order, dirs[0]);
}
