/*
 * landbridge rebuild: folds everything anew from the events and says what differs.
 */
#include "service/rebuild.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/verb.h"

#include "base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define SPARE        2 /* connections beside the workers': to load the world, and one more */
#define STATEMENT_MS 600000

struct rebuilding {
	bool json, verbose, on_terminal;
	bool written; /* something stands on the line of progress */
};

static void clear_progress(struct rebuilding *r)
{
	if (r->written)
		fputs("\r\033[K", stderr);
	r->written = false;
}

static void progress(void *self, const struct rebuild_report *so_far)
{
	struct rebuilding *r = self;

	if (!r->on_terminal)
		return;
	fprintf(stderr, "\r\033[K%" PRIu64 " boxes, %" PRIu64 " events", so_far->boxes, so_far->events);
	r->written = true;
}

static void differs(void *self, const char *subject, unsigned what)
{
	struct rebuilding *r = self;
	const char *before = ": ";

	if (!r->verbose)
		return;
	clear_progress(r);
	fputs(subject, stdout);
	for (int i = 0; i < REBUILTS; i++) {
		if (!(what >> i & 1))
			continue;
		printf("%s%s", before, rebuilt_rows[i].table);
		before = ", ";
	}
	putchar('\n');
}

static void print_json(const struct rebuild_report *r)
{
	printf("{\"boxes\":%" PRIu64 ",\"wagons\":%" PRIu64 ",\"events\":%" PRIu64 ",\"changed\":{", r->boxes,
		r->wagons, r->events);
	for (int i = 0; i < REBUILTS; i++)
		printf("%s\"%s\":%" PRIu64, i ? "," : "", rebuilt_rows[i].table, r->changed[i]);
	puts("}}");
}

static void print_report(const struct rebuild_report *r, bool dry)
{
	uint64_t all = 0;

	for (int i = 0; i < REBUILTS; i++) {
		if (r->changed[i])
			printf("%-12s %10" PRIu64 "  %s\n", rebuilt_rows[i].table, r->changed[i],
				rebuilt_rows[i].text);
		all += r->changed[i];
	}
	printf("%" PRIu64 " %s and %" PRIu64 " %s folded from %" PRIu64 " %s: %s.\n", r->boxes,
		r->boxes == 1 ? "box" : "boxes", r->wagons, r->wagons == 1 ? "wagon" : "wagons", r->events,
		r->events == 1 ? "event" : "events",
		!all  ? "nothing differs"
		: dry ? "the above differs, nothing was changed"
		      : "the above was changed");
}

static int run(struct rebuilding *x, const struct rebuild_asked *asked, struct opened *o)
{
	struct service_settings settings = {.messages_most = LIMIT_MESSAGES};
	struct rebuild_report report;
	struct service service;
	struct fault f = {0};
	bool good = service_open(&service, o->db, &settings, &f);

	if (good) {
		good = rebuild_run(&service, o->db, asked, &report, &f);
		service_close(&service);
	}
	clear_progress(x);
	if (!good) {
		fprintf(stderr, "landbridge rebuild: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	if (x->json)
		print_json(&report);
	else
		print_report(&report, asked->dry);
	return EXIT_DONE;
}

static const struct verb_help help = {
	"landbridge rebuild [--data DIR | --database URL] [--dry-run] [--verbose]",
	"Folds everything anew from the events that are kept: where boxes are, on what they ride, their "
	"trips, "
	"what is\n"
	"wrong with them, what is known of wagons.  What differs from what is kept is put right, and counted "
	"table by table.\n"
	"It runs with or without the daemon and beside imports, nobody waits for it, and it may be cut off "
	"and "
	"run again.\n"
	"What waits to be judged, because something was told of it since, is no difference.",
	"  landbridge rebuild --dry-run --verbose\n"
	"  landbridge rebuild\n"};

int verb_rebuild(int argc, char **argv)
{
	struct rebuilding r = {.on_terminal = isatty(STDERR_FILENO)};
	struct rebuild_asked asked = {.self = &r, .differs = differs, .progress = progress};
	const char *data = NULL, *database = NULL;
	int64_t workers = 0;
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &data, "DIR", "the private database's directory"},
		{"database", OPTION_TEXT, &database, "URL", "a database of your own instead"},
		{"dry-run", OPTION_FLAG, &asked.dry, NULL, "say what differs, change nothing"},
		{"verbose", OPTION_FLAG, &r.verbose, NULL,
			"name each box or wagon, and in which tables it differs"},
		{"workers", OPTION_COUNT, &workers, "N",
			"how many fold at a time (as many as there are processors)"},
		{"json", OPTION_FLAG, &r.json, NULL, "print the counts as JSON"},
	};
	struct opened o;
	struct fault f = {0};
	char **operands;
	int n, code = options_parse(rows, sizeof rows / sizeof *rows, &help, argc, argv, &operands, &n);

	if (code >= 0)
		return code;
	if (n || workers < 0 || workers > REBUILD_WORKERS_MOST) {
		fprintf(stderr, "landbridge rebuild: %s\nUsage: %s\n",
			n ? "no operands are taken" : "--workers takes 1 to 16", help.usage);
		return EXIT_USAGE;
	}
	asked.workers = (int)(workers ? workers : sysconf(_SC_NPROCESSORS_ONLN));
	if (asked.workers > REBUILD_WORKERS_MOST)
		asked.workers = REBUILD_WORKERS_MOST;
	if (!open_database(&o, data, database, CLUSTER_TOOL, asked.workers + SPARE, STATEMENT_MS, &f)) {
		fprintf(stderr, "landbridge rebuild: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	code = run(&r, &asked, &o);
	close_database(&o);
	return code;
}
