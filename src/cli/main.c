/*
 * landbridge: the command.  A table of verbs; each lives in a file of its own.
 */
#include "base/text.h"
#include "base/version.h"
#include "cli/verb.h"
#include "store/migrate.h"

#include <jansson.h>
#include <malloc.h>
#include <signal.h>

#define MAPPED_FROM                                                                                          \
	(256 << 10) /* bytes: larger pieces of memory go back to the system when they are let go */

static const struct {
	const char *word;
	int (*run)(int argc, char **argv);
	const char *text;
} verbs[] = {
	{"serve", verb_serve, "run the daemon: take messages in, answer over HTTP, show the page"},
	{"import", verb_import, "take files of any size in; goes on where an earlier try was cut"},
	{"track", verb_track, "tell a container's history on the terminal"},
	{"plan", verb_plan, "find the ways from a place to another in the network of routes"},
	{"check", verb_check, "judge codes: containers, places, wagons, stations, ships"},
	{"decode", verb_decode, "print what messages say, without a database"},
	{"simulate", verb_simulate, "write messages of a made-up world, and what truly happened in it"},
	{"eta", verb_eta, "measure estimates of arrival on your own past"},
	{"formats", verb_formats, "tell what is taken and handed out: segments, codes, formats"},
	{"key", verb_key, "add, list and revoke the keys of the HTTP face"},
	{"rebuild", verb_rebuild, "fold everything anew from the events, and say what differs"},
	{"migrate", verb_migrate, "bring a database to this program's schema"},
};

#define VERBS (sizeof verbs / sizeof verbs[0])

static void help(FILE *out)
{
	fputs("Landbridge follows containers that change ship, train and country.\n\n"
	      "Usage: landbridge VERB [options] ...\n\nVerbs:\n",
		out);
	for (size_t i = 0; i < VERBS; i++)
		fprintf(out, "  %-8s %s\n", verbs[i].word, verbs[i].text);
	fputs("\n`landbridge VERB --help` tells more of each.  `landbridge --version` prints the version.\n"
	      "Exit codes: 0 done (warnings too), 1 refused input, 2 usage, 3 the environment.\n",
		out);
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	json_object_seed(0);
	/* A day of small messages is not to hold the memory that one big one needed; and what one thread
	   makes and another lets go of, as an import does, would otherwise grow. */
	mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
	if (argc < 2) {
		help(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		help(stdout);
		return EXIT_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("landbridge %s (schema %d)\n", LANDBRIDGE_VERSION, migrate_newest());
		return EXIT_DONE;
	}
	for (size_t i = 0; i < VERBS; i++)
		if (strcmp(argv[1], verbs[i].word) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	fprintf(stderr, "landbridge: there is no verb '%s'; `landbridge --help` lists them\n", argv[1]);
	return EXIT_USAGE;
}
