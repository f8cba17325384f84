/*
 * What an import tells a person of what was odd: refused files, messages and rows, and warnings.
 *
 * A line each on standard error, that names file, message, segment and byte.  A night of bad messages must
 * not scroll away what matters: the first TOLD_MOST refusals and the first TOLD_MOST warnings of a run are
 * told, the rest is counted, with where to look it up.
 */
#ifndef CLI_IMPORT_TOLD_H
#define CLI_IMPORT_TOLD_H

#include "service/ingest.h"

#define TOLD_MOST 20 /* lines of each kind */

struct odd_count {
	uint64_t all, told;
	bool at_least;   /* a receipt did not name all of them */
	char intake[37]; /* of the last */
	bool several;    /* intakes have some */
	bool of_list;    /* that intake is a list of places or facilities */
};

struct telling {
	struct odd_count refused, warnings;
};

struct odd {
	uint64_t messages; /* refused */
	uint64_t rows;     /* refused, of a list of places or facilities */
	uint64_t warnings;
	bool list; /* it is such a list */
};

/* Tells what is odd in a file's receipt, as far as there is room; and of a list what became of its rows, on
 * standard output unless that is for receipts. */
struct odd telling_receipt(
	struct telling *t, const char *path, const struct receipt *r, bool receipts_printed);
/* Says how many more there were, and where they are to be seen. */
void telling_end(const struct telling *t);

#endif
