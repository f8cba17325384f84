/*
 * landbridge import: files of any size, directories, standard input.
 */
#include "base/limits.h"
#include "cli/import_told.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "service/ingest.h"

#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <unistd.h>

#define CONNECTIONS  5 /* the import's own, two writers, one to load the world, one spare */
#define STATEMENT_MS 600000
#define TAKE_MS      10000

struct totals {
	uint64_t lists; /* of places or facilities; each has its own line */
	uint64_t files, messages, events, new_events, duplicates, refused;
	uint64_t messages_refused, warnings; /* in files of which something was taken */
};

struct importing {
	struct service service;
	struct conn *conn;
	const char *sender, *party, *profile, *partner;
	enum how_rows rows;
	bool json, on_terminal;
	struct totals totals;
	struct telling telling;
	const char *path; /* the file under way */
	int worst;        /* exit code */
};

static void told(void *self, uint64_t done, uint64_t total, uint64_t messages, uint64_t events)
{
	struct importing *i = self;
	uint64_t percent = total ? done * 100 / total : 100;

	if (i->on_terminal)
		fprintf(stderr, "\r\033[K%s: %3" PRIu64 " %%, %" PRIu64 " messages, %" PRIu64 " events",
			i->path, percent, messages, events);
}

static void clear_progress(const struct importing *i)
{
	if (i->on_terminal)
		fputs("\r\033[K", stderr);
}

static void resumed(void *self, uint64_t at, uint64_t total, uint64_t messages)
{
	const struct importing *i = self;

	clear_progress(i);
	fprintf(stderr,
		"%s: goes on where it was cut, at byte %" PRIu64 " of %" PRIu64 ", behind %" PRIu64 " %s\n",
		i->path, at, total, messages, messages == 1 ? "message" : "messages");
}

static void worsen(struct importing *i, int code)
{
	if (code > i->worst)
		i->worst = code;
}

static void add_up(struct importing *i, const struct receipt *r)
{
	struct odd odd = telling_receipt(&i->telling, i->path, r, i->json);

	if (odd.messages || odd.rows || r->status == RECEIPT_REJECTED)
		worsen(i, EXIT_REFUSED);
	i->totals.lists += odd.list;
	i->totals.files += !odd.list;
	if (odd.list)
		return;
	if (r->status == RECEIPT_REJECTED) {
		i->totals.refused++;
		return;
	}
	i->totals.messages_refused += odd.messages;
	i->totals.warnings += odd.warnings;
	i->totals.messages += r->messages;
	i->totals.events += r->events;
	i->totals.new_events += r->new_events;
	i->totals.duplicates += r->status == RECEIPT_DUPLICATE;
}

static void fail(struct importing *i, const struct fault *f)
{
	fprintf(stderr, "landbridge import: %s: %s\n", i->path, f->text);
	worsen(i, EXIT_ENVIRONMENT);
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(path, "-") == 0 ? NULL : slash ? slash + 1 : path;
}

static void import_file(struct importing *i, const char *path)
{
	struct delivery d = {.sender = i->sender,
		.party = i->party,
		.channel = "import",
		.name = name_of(path),
		.profile = i->profile,
		.partner = i->partner,
		.rows = i->rows};
	struct import_progress progress = {told, resumed, i};
	struct receipt r;
	struct fault f = {0};
	bool fine;

	i->path = strcmp(path, "-") == 0 ? "standard input" : path;
	fine = ingest_import(&i->service, i->conn, path, &d, &progress, &r, &f);
	clear_progress(i);
	if (!fine) {
		fail(i, &f);
		return;
	}
	add_up(i, &r);
	if (i->json)
		printf("%s\n", text_string(&r.json));
	receipt_free(&r);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void import_tree(struct importing *i, char *path)
{
	char *roots[] = {path, NULL};
	FTS *tree = fts_open(roots, FTS_COMFOLLOW | FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	FTSENT *e;

	while (tree && (e = fts_read(tree))) {
		struct fault f = {0};

		i->path = e->fts_path;
		if (e->fts_level > 0 && e->fts_name[0] == '.') { /* what a directory hides is no delivery */
			fts_set(tree, e, FTS_SKIP);
		} else if (e->fts_info == FTS_F) {
			import_file(i, e->fts_path);
		} else if (e->fts_info == FTS_ERR || e->fts_info == FTS_NS || e->fts_info == FTS_DNR) {
			fault_say(&f, FAULT_ENVIRONMENT, "%s", strerror(e->fts_errno));
			fail(i, &f);
		}
		if (i->worst == EXIT_ENVIRONMENT)
			break;
	}
	if (tree)
		fts_close(tree);
}

static void print_count(const char *before, uint64_t n, const char *one, const char *many)
{
	printf("%s%" PRIu64 " %s", before, n, n == 1 ? one : many);
}

static void print_summary(const struct importing *i)
{
	const struct totals *t = &i->totals;

	if (i->json || (!t->files && t->lists))
		return;
	print_count("", t->files, "file", "files");
	print_count(": ", t->messages, "message", "messages");
	print_count(", ", t->events, "event", "events");
	print_count(", ", t->new_events, "of them new", "of them new");
	if (t->duplicates)
		print_count("; ", t->duplicates, "file was known already", "files were known already");
	if (t->refused)
		print_count("; ", t->refused, "file was refused", "files were refused");
	if (t->messages_refused)
		print_count("; ", t->messages_refused, "message was refused", "messages were refused");
	if (t->warnings)
		print_count("; ", t->warnings, "warning", "warnings");
	putchar('\n');
}

static void import_all(struct importing *i, char **paths, int n)
{
	for (int k = 0; k < n && i->worst != EXIT_ENVIRONMENT; k++)
		if (strcmp(paths[k], "-") == 0)
			import_file(i, paths[k]);
		else
			import_tree(i, paths[k]);
	telling_end(&i->telling);
	print_summary(i);
}

static int run(struct importing *i, struct opened *o, char **paths, int n)
{
	struct service_settings settings = {.messages_most = LIMIT_MESSAGES,
		.refused_most = LIMIT_REFUSED_BYTES,
		.refusals_most = LIMIT_REFUSED_COUNT};
	struct fault f = {0};

	if (!service_open(&i->service, o->db, &settings, &f)) {
		fprintf(stderr, "landbridge import: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	i->conn = db_take(o->db, TAKE_MS, &f);
	if (i->conn) {
		import_all(i, paths, n);
		db_give(i->conn);
	} else {
		i->path = "database";
		fail(i, &f);
	}
	service_close(&i->service);
	return i->worst;
}

/* Before a database is opened, or made: a name that was mistyped is told at once. */
static bool all_there(char **paths, int n)
{
	bool there = true;

	for (int k = 0; k < n; k++)
		if (strcmp(paths[k], "-") != 0 && access(paths[k], F_OK) != 0) {
			fprintf(stderr, "landbridge import: %s: %s\n", paths[k], strerror(errno));
			there = false;
		}
	return there;
}

static const struct verb_help help = {"landbridge import [--data DIR | --database URL] FILE|DIR|- ...",
	"Takes messages in from files of any size, from every file below a directory, or from standard input "
	"(-), in\n"
	"committed parts; the same command again goes on where an earlier one was cut.  Files that are known "
	"already add\n"
	"nothing.  The UN/LOCODE code list and the SMDG terminal list (CSV) are taken as places and "
	"facilities,\na list of a partner's status codes (CSV, docs/formats.md) as what they mean in "
	"IFTSTA.\n"
	"Exit 0 when all was taken, with warnings too; 1 when a file, a message or a row was refused: "
	"each is named with\n"
	"its reason, and what is good beside it is taken all the same, unless --rows all-or-none or the "
	"profile of a\n"
	"sheet says that a file is taken whole or not at all: then a big one is decoded twice, first to see "
	"whether it is.",
	"  landbridge import messages/\n"
	"  landbridge import --partner ktz-express --rows all-or-none train.xlsx\n"
	"  landbridge import 2024-2-UNLOCODE-CodeListPart1.csv\n"
	"  zcat june.edi.gz | landbridge import -\n"};

int verb_import(int argc, char **argv)
{
	struct importing i = {.sender = "local", .on_terminal = isatty(STDERR_FILENO)};
	const char *data = NULL, *database = NULL, *how = NULL;
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &data, "DIR", "the private database's directory"},
		{"database", OPTION_TEXT, &database, "URL", "a database of your own instead"},
		{"sender", OPTION_TEXT, &i.sender, "NAME", "who delivers these files (local)"},
		{"party", OPTION_TEXT, &i.party, "NAME", "the party that may see what they tell of"},
		{"profile", OPTION_TEXT, &i.profile, "NAME",
			"the saved or shipped profile by which sheets are read; else it is found out"},
		{"partner", OPTION_TEXT, &i.partner, "NAME",
			"the partner who made them; else it is found out"},
		{"rows", OPTION_TEXT, &how, "good|all-or-none",
			"whether what is good of a file is taken where something of it is refused; when not "
			"given, as the profile has it, else good"},
		{"json", OPTION_FLAG, &i.json, NULL,
			"print each file's receipt, one a line, instead of a summary"},
	};
	struct opened o;
	struct fault f = {0};
	char **paths;
	int n, code = options_parse(rows, sizeof rows / sizeof *rows, &help, argc, argv, &paths, &n);

	if (code >= 0)
		return code;
	if (!n) {
		fprintf(stderr,
			"landbridge import: name a file, a directory, or - for standard input\nUsage: %s\n",
			help.usage);
		return EXIT_USAGE;
	}
	i.rows = how_rows_of(how);
	if (i.rows == HOW_ROWS) {
		fprintf(stderr, "landbridge import: --rows takes good or all-or-none, not '%s'\n", how);
		return EXIT_USAGE;
	}
	if (!all_there(paths, n))
		return EXIT_ENVIRONMENT;
	if (!open_database(&o, data, database, CLUSTER_TOOL, CONNECTIONS, STATEMENT_MS, &f)) {
		fprintf(stderr, "landbridge import: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	code = run(&i, &o, paths, n);
	close_database(&o);
	return code;
}
