/*
 * A table on the terminal: columns as wide as what stands in them, where a Chinese character takes two.
 *
 * Control characters come out as '?', so that nothing that a sender wrote moves the cursor.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>

struct table_cell {
	const char *text;         /* NULL: empty */
	const char *before, *end; /* colour; NULL: none */
};

struct table {
	struct arena *arena;
	size_t columns;
	struct table_cell *cells;
	size_t count, room;
};

void table_add(struct table *t, const char *text, const char *before, const char *end);
/* Rows of t->columns cells each, two blanks between them, none at a line's end. */
void table_print(const struct table *t, FILE *out);
/* Cells of the terminal that a text takes. */
size_t table_width(const char *s);

#endif
