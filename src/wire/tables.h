/*
 * What is taken and handed out, as tables for people: every segment of a message and what becomes of it, the
 * code lists, the formats.  They are the decoders' own tables, read once more; `formats` prints them and
 * docs/formats.md holds them.
 */
#ifndef WIRE_TABLES_H
#define WIRE_TABLES_H

#include "base/arena.h"

#include <stdbool.h>

#define TABLE_COLUMNS 4

struct wire_table {
	const char *name;    /* "CODECO" */
	const char *caption; /* a sentence */
	const char *columns[TABLE_COLUMNS];
	/* The cells of row i, arena's or static; false behind the last. */
	bool (*row)(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS]);
	size_t which; /* the row function's own */
};

/* One by one from 0; NULL behind the last. */
const struct wire_table *wire_table(size_t i);
/* By name, in any case; NULL: none. */
const struct wire_table *wire_table_named(const char *name);

#endif
