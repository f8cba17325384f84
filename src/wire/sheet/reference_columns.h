/*
 * Which reference list a file is, and where its columns stand.
 *
 * A list is known by the header among its first rows; UN/LOCODE, which UNECE publishes without one, by the
 * shape of its first row.  What the cells say is reference.c's.
 */
#ifndef WIRE_SHEET_REFERENCE_COLUMNS_H
#define WIRE_SHEET_REFERENCE_COLUMNS_H

#include "wire/sheet/csv.h"
#include "wire/sheet/reference.h"

enum column {
	COL_CODE,
	COL_NAME_EN,
	COL_NAME_ZH,
	COL_NAME_RU,
	COL_COUNTRY,
	COL_LAT,
	COL_LON,
	COL_ZONE,
	COL_KINDS,
	COL_GAUGES,
	COL_COMPLEX,
	COL_PLACE,
	COL_LIST,
	COL_TYPE,
	COL_SYSTEM,
	COL_CHANGE,
	COL_FUNCTION,
	COL_STATUS,
	COL_COORDINATES,
	COLUMNS
};

struct layout {
	unsigned at[COLUMNS]; /* from 1; 0: this file does not have it */
};

/* What a diagnostic calls a column. */
extern const char *const column_tags[COLUMNS];

/* Finds the list (any, or just the wanted one) and leaves the reader on its first row of data. */
enum reference_list columns_find(
	struct csv *c, struct arena *a, enum reference_list wanted, struct layout *layout);

#endif
