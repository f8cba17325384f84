/*
 * What the readers of rows share: numbers as digits and digits as numbers, serial days, blanks.
 */
#ifndef WIRE_SHEET_ROWS_CELL_H
#define WIRE_SHEET_ROWS_CELL_H

#include "wire/sheet/rows.h"

/* Without the blanks around it: of ASCII, no-break and ideographic spaces, byte order marks in the middle. */
void cell_trim(const char **s, size_t *n);
/* Whether one of those blanks begins or ends with such a byte. */
static inline bool cell_blank_edge(char byte)
{
	static const uint64_t edges[4] = {(UINT64_C(2) << ' ') - 1, 0,
		UINT64_C(1) | UINT64_C(1) << 0x20 | UINT64_C(1) << 0x3F,
		UINT64_C(1) << 0x02 | UINT64_C(1) << 0x23 | UINT64_C(1) << 0x2F};

	return edges[(uint8_t)byte >> 6] >> ((uint8_t)byte & 63) & 1;
}

/* Makes c a NUMBER where the n bytes are one: digits with '.' and exponent.  A comma is not decided here. */
bool cell_number_read(struct cell *c, const char *s, size_t n);

#define CELL_NUMBER_ROOM 40
/* The number as a sheet shows it without a format: whole ones below 2^53 with all digits, others as short as
 * they can be.  Returns the length; sets *exact. */
size_t cell_number_write(char out[CELL_NUMBER_ROOM], double number, bool *exact);

/* A serial day as 2026-06-15, 2026-06-15 09:00, 2026-06-15 09:00:30 or, below 1, as 09:00.  0: it is none
 * that a sheet shows. */
size_t cell_date_write(char out[CELL_NUMBER_ROOM], double serial, bool date_1904);
/* The serial day, counted from 1899-12-30, of text in those shapes (and with a 'T', a fraction, a 'Z'). */
bool cell_date_read(const char *s, double *serial);

#endif
