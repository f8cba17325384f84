/*
 * Merged ranges of a sheet: cells that share the text of their first one.
 *
 * Ranges are given before the rows; rows come in rising order.  A range that lies over another is no table's
 * and is left out.
 */
#ifndef WIRE_SHEET_MERGED_H
#define WIRE_SHEET_MERGED_H

#include "wire/sheet/rows.h"

struct merged_range {
	uint32_t top, bottom, left, right; /* from 1 */
};

struct merged;

struct merged *merged_new(void);
void merged_free(struct merged *m);
void merged_add(struct merged *m, const struct merged_range *r); /* beyond LIMIT_SHEET_MERGED: left out */
/* Fills the empty cells of a row that lie in ranges, and raises *count to the last of them.  cells has
 * LIMIT_SHEET_COLUMNS, those from *count on empty; what it fills in lives until the next call. */
void merged_fill(struct merged *m, uint32_t row, struct cell *cells, size_t *count);

#endif
