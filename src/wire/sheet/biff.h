/*
 * Inside of the reader of binary workbooks (rows_xls.h): the stream of records, what stands around the
 * sheets.
 *
 * A record is a number, a length and so many bytes; what does not fit into one goes on in CONTINUE records.
 */
#ifndef WIRE_SHEET_BIFF_H
#define WIRE_SHEET_BIFF_H

#include "base/text.h"
#include "wire/sheet/number_format.h"
#include "wire/sheet/rows_xls.h"

enum biff_id {
	BIFF_FORMULA = 0x0006,
	BIFF_EOF = 0x000A,
	BIFF_DATEMODE = 0x0022,
	BIFF_FILEPASS = 0x002F,
	BIFF_CONTINUE = 0x003C,
	BIFF_CODEPAGE = 0x0042,
	BIFF_BOUNDSHEET = 0x0085,
	BIFF_MULRK = 0x00BD,
	BIFF_RSTRING = 0x00D6,
	BIFF_XF = 0x00E0,
	BIFF_MERGED = 0x00E5,
	BIFF_SST = 0x00FC,
	BIFF_LABELSST = 0x00FD,
	BIFF_NUMBER = 0x0203,
	BIFF_LABEL = 0x0204,
	BIFF_BOOLERR = 0x0205,
	BIFF_STRING = 0x0207,
	BIFF_ROW = 0x0208,
	BIFF_RK = 0x027E,
	BIFF_FORMAT = 0x041E,
	BIFF_BOF = 0x0809
};

struct biff_record {
	unsigned id;
	const uint8_t *at;
	size_t n;
	size_t next; /* where the one behind it begins in the stream */
};

struct biff_sheet {
	const char *name;
	uint32_t at; /* where its records begin */
	bool hidden;
};

struct biff {
	const struct row_sink *sink;
	struct fault *fault;
	struct arena arena;
	struct text stream;
	bool five; /* BIFF5: text in a code page, and no shared strings */
	unsigned code_page;
	bool date_1904;
	unsigned told;
	struct biff_sheet *sheets;
	size_t sheet_count, sheet_room;
	struct biff_format {
		unsigned id;
		struct number_format format;
	} * formats;
	size_t format_count, format_room;
	struct number_format *styles; /* by XF */
	size_t style_count, style_room;
	struct text strings;
	uint32_t *string_at; /* malloc'd */
	size_t string_count, string_room;
};

static inline uint32_t biff_u16(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t biff_u32(const uint8_t *p)
{
	return biff_u16(p) | biff_u16(p + 2) << 16;
}

double biff_double(const uint8_t *p); /* eight bytes */
double biff_rk(uint32_t rk);          /* a number in four bytes */

/* The record at this place; false: the stream is at its end. */
bool biff_next(const struct biff *b, size_t at, struct biff_record *r);

/* --- biff_text.c --- */

/* A text of `length` characters at p, in n bytes, as UTF-8 behind what out has.  BIFF8: a byte of flags
 * first. */
void biff_text(const struct biff *b, const uint8_t *p, size_t n, size_t length, struct text *out);
bool biff_strings(struct biff *b, struct biff_record r); /* the shared ones; false with the fault */

/* --- biff_book.c --- */

bool biff_book(struct biff *b); /* everything before the first sheet; false with the fault */

/* --- biff_sheet.c --- */

bool biff_sheet(struct biff *b, const struct biff_sheet *sheet, uint32_t number);

#endif
