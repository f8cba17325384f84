/*
 * landbridge migrate: brings a database to this program's schema.  A private one is migrated by every verb
 * that opens it.
 */
#include "store/migrate.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/verb.h"

#include <stdio.h>

int verb_migrate(int argc, char **argv)
{
	const char *database = NULL;
	const struct option_row rows[] = {
		{"database", OPTION_TEXT, &database, "URL",
			"of the role that owns the schema: postgresql://owner@host/name"},
	};
	const struct verb_help help = {"landbridge migrate --database URL",
		"Brings a database of your own to this program's schema, as the role that owns it.  Safe to "
		"run again and\n"
		"beside running daemons.  A private database (--data) needs no such step: opening it "
		"migrates it.",
		"  landbridge migrate --database postgresql://landbridge@db.example/landbridge\n"};
	struct migration_report report;
	struct fault f;
	char **operands;
	int n, code = options_parse(rows, 1, &help, argc, argv, &operands, &n);

	if (code >= 0)
		return code;
	if (n || !database) {
		fprintf(stderr, "landbridge migrate: %s\nUsage: %s\n",
			n ? "no operands are taken" : "--database is missing", help.usage);
		return EXIT_USAGE;
	}
	if (!migrate_run(database, &report, &f)) {
		fprintf(stderr, "landbridge migrate: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	if (report.before == report.after)
		printf("The schema is at %d, nothing to do.\n", report.after);
	else
		printf("The schema went from %d to %d.\n", report.before, report.after);
	return EXIT_DONE;
}
