/*
 * Inside of the reader of text rows (rows_csv.h): where a row ends, and which byte separates its fields.
 */
#ifndef WIRE_SHEET_CSV_SCAN_H
#define WIRE_SHEET_CSV_SCAN_H

#include "base/limits.h"
#include "wire/sheet/rows_cell.h"
#include "wire/sheet/rows_csv.h"
#include "wire/sheet/text_reader.h"

enum csv_phase {
	AT_FIELD,  /* a field begins here */
	IN_PLAIN,  /* in one without quotes */
	IN_QUOTES, /* behind an opening quote */
	AT_QUOTE,  /* on a quote inside quotes: the closing one, or the first of two */
	IN_BROKEN  /* on a line that is passed over */
};

struct csv_field {
	uint32_t from, to; /* from the beginning of the row */
	bool doubled;      /* has doubled quotes */
};

struct csv_rows {
	const struct row_sink *sink;
	struct text_reader *in;
	struct text text; /* what is not told yet, as UTF-8 */
	size_t start, at; /* of the row under way, in text; where it is read */
	uint64_t base;    /* what was made before text */
	uint64_t safe;
	uint32_t row, breaks; /* the line its row begins on; line breaks in it so far */
	enum csv_phase phase;
	char separator; /* 0: not known yet */
	bool stopped, ended, bad_told, wide_told, doubt_told;
	uint32_t from; /* where the field under way begins, from the beginning of the row */
	size_t count;
	struct csv_field fields[LIMIT_CSV_FIELDS];
	struct cell cells[LIMIT_CSV_FIELDS];
};

void csv_find_separator(struct csv_rows *c); /* from the first rows, which text holds */
/* Reads on until a row is whole: its fields are set, `at` stands behind it.  False: more bytes are needed, or
 * there are none. */
bool csv_row_is_whole(struct csv_rows *c);
void csv_row_begins(struct csv_rows *c); /* a new one, where reading stands */
uint64_t csv_source_of_row(struct csv_rows *c);
void csv_tell(
	struct csv_rows *c, enum severity severity, const char *code, uint32_t column, const char *what);

#endif
