/*
 * Inside of the XLSX reader (rows_xlsx.h): the open ZIP, its parts, what they say.
 */
#ifndef WIRE_SHEET_XLSX_H
#define WIRE_SHEET_XLSX_H

#include "base/text.h"
#include "wire/sheet/merged.h"
#include "wire/sheet/number_format.h"
#include "wire/sheet/rows_xlsx.h"

#include <expat.h>
#include <zip.h>

struct xlsx_relation {
	const char *id, *type, *target; /* type: the last word of its URI */
};

struct xlsx_sheet {
	const char *name, *relation;
	bool hidden;
};

struct xlsx {
	zip_t *zip;
	size_t size; /* of the file */
	uint64_t unpacked;
	const struct row_sink *sink;
	struct fault *fault;
	struct arena arena;
	unsigned told;
	bool date_1904;
	struct xlsx_relation *relations;
	size_t relation_count, relation_room;
	struct xlsx_sheet *sheets;
	size_t sheet_count, sheet_room;
	struct number_format *formats; /* by style */
	size_t format_count, format_room;
	struct text strings; /* shared ones, each with a zero behind it */
	uint32_t *string_at; /* malloc'd */
	size_t string_count, string_room;
};

/* --- xlsx_part.c: one part, unpacked within the limits --- */

#define XLSX_PIECE 65536

/* -1: there is none of that name. */
zip_int64_t xlsx_part_find(struct xlsx *x, const char *path);
/* "worksheets/sheet1.xml" as xl/workbook.xml means it; arena's. */
const char *xlsx_path(struct xlsx *x, const char *from, const char *target);
/* As bytes, in pieces; false with the fault, or because piece said so. */
bool xlsx_part_bytes(struct xlsx *x, zip_int64_t index,
	bool (*piece)(void *self, const char *bytes, size_t n), void *self);

struct xlsx_xml { /* what a part is read by; self is handed on.  Names come without prefix. */
	void *self;
	void (*start)(void *self, const char *name, const char **attributes);
	void (*end)(void *self, const char *name);
	void (*text)(void *self, const char *s, size_t n); /* NULL: not wanted */
	bool stop;                                         /* set by a handler: no further */
};
/* False with the fault, or stopped. */
bool xlsx_part_parse(struct xlsx *x, zip_int64_t index, struct xlsx_xml *xml);
const char *xlsx_attribute(const char **attributes, const char *name); /* by its local name; NULL: none */
bool xlsx_is_true(const char *value);                                  /* "1", "true", "on"; NULL is not */

/* --- xlsx_book.c: what stands around the sheets --- */

bool xlsx_book_read(struct xlsx *x);
const struct xlsx_relation *xlsx_relation(const struct xlsx *x, const char *id);

/* --- xlsx_strings.c, xlsx_styles.c --- */

bool xlsx_strings_read(struct xlsx *x, zip_int64_t index);
bool xlsx_styles_read(struct xlsx *x, zip_int64_t index);
size_t xlsx_unescape(char *s, size_t n); /* _x000D_ and its like, in place */

/* --- xlsx_merged.c --- */

struct merged *xlsx_merged_read(struct xlsx *x, zip_int64_t index); /* NULL with the fault */

/* --- xlsx_sheet.c --- */

bool xlsx_sheet_read(struct xlsx *x, const struct xlsx_sheet *sheet, uint32_t number, zip_int64_t index);
void xlsx_tell(struct xlsx *x, const struct diagnostic *d); /* at most so many a workbook */

#endif
