/*
 * Workbooks made of their parts, for tests: the parts' text, and a ZIP of them in memory.
 */
#ifndef TESTS_XLSX_MADE_H
#define TESTS_XLSX_MADE_H

#include "base/text.h"

#include <zip.h>

struct xlsx_part {
	const char *name, *text;
	size_t n; /* 0: the text's length */
};

#define XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XLSX_ROOT                                                                                            \
	"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"               \
	"<Relationship Id='a' Type='" XLSX_REL "/officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define XLSX_RELS                                                                                            \
	"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"               \
	"<Relationship Id='r1' Type='" XLSX_REL "/worksheet' Target='worksheets/one.xml'/>"                  \
	"<Relationship Id='r2' Type='" XLSX_REL "/worksheet' Target='/xl/worksheets/two.xml'/>"              \
	"<Relationship Id='r3' Type='" XLSX_REL "/sharedStrings' Target='sharedStrings.xml'/>"               \
	"<Relationship Id='r4' Type='" XLSX_REL "/styles' Target='styles.xml'/></Relationships>"
#define XLSX_BOOK(sheets)                                                                                    \
	"<workbook xmlns='" XLSX_MAIN "' xmlns:r='" XLSX_REL "'><sheets>" sheets "</sheets></workbook>"
#define XLSX_SHEET(rows) "<worksheet xmlns='" XLSX_MAIN "'><sheetData>" rows "</sheetData></worksheet>"

/* The ZIP of those parts; freed by the caller. */
static inline void xlsx_zip(
	struct text *out, const struct xlsx_part *parts, size_t count, const char *password)
{
	zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip;
	zip_stat_t stat;

	zip_source_keep(file);
	zip = zip_open_from_source(file, ZIP_TRUNCATE, NULL);
	for (size_t i = 0; i < count && parts[i].name; i++) {
		size_t n = parts[i].n ? parts[i].n : strlen(parts[i].text);
		zip_int64_t at = zip_file_add(
			zip, parts[i].name, zip_source_buffer(zip, parts[i].text, n, 0), ZIP_FL_ENC_UTF_8);

		if (at < 0)
			abort();
		if (password)
			zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_AES_256, password);
	}
	if (zip_close(zip) != 0)
		abort();
	zip_source_stat(file, &stat);
	zip_source_open(file);
	text_clear(out);
	for (char piece[4096]; stat.size > out->length;)
		text_add(out, piece, (size_t)zip_source_read(file, piece, sizeof piece));
	zip_source_close(file);
	zip_source_free(file);
}

#endif
