/*
 * Number formats of workbooks, as far as they change what a number is: a day or a time, or digits with zeros
 * before them (ISO/IEC 29500-1, 18.8.30 and 18.8.31; the same words in XLSX and XLS).
 */
#ifndef WIRE_SHEET_NUMBER_FORMAT_H
#define WIRE_SHEET_NUMBER_FORMAT_H

#include "wire/sheet/rows_cell.h"

struct number_format {
	bool date;
	uint8_t zeros; /* "000000": so many digits at least */
};

struct number_format number_format_of(const char *code);
/* Of those that are not written in the file, the ones of East Asian Excel among them. */
struct number_format number_format_built_in(unsigned id);

/* Shows a number (c->number) so: sets kind and exact, returns the length of its text. */
size_t number_format_show(struct number_format f, struct cell *c, bool date_1904, char out[CELL_NUMBER_ROOM]);

#endif
