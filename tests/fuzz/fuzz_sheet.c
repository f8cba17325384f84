/*
 * Any bytes are rows, diagnostics and an end; in any pieces the same ones.
 *
 * The last two bytes say where the rest is cut.  What it watches besides memory: text is UTF-8 without blanks
 * around it, rows rise, cells that are not empty have text, and pieces change nothing.  XLSX comes packed,
 * which no fuzzer sees through: bytes that begin with "XL" are parts, set apart by zero bytes, of a workbook
 * that is made of them.
 */
#include "../unit/wire/rows_told.h"
#include "../unit/wire/xlsx_made.h"

#include "base/fault.h"
#include "base/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *s)
{
	size_t n = strlen(s), k;

	for (size_t i = 0; i < n; i += k)
		if (!(k = utf8_length(s + i, n - i)))
			abort();
	if (n && ((uint8_t)*s <= ' ' || (uint8_t)s[n - 1] <= ' '))
		abort();
}

struct watch {
	struct text *out;
	uint32_t sheet, row;
};

static bool watch_row(void *self, const struct row *r)
{
	struct watch *w = self;

	if (!r->count || r->count > LIMIT_SHEET_COLUMNS || r->cells[r->count - 1].kind == CELL_EMPTY)
		abort();
	if (r->sheet_number == w->sheet && r->row <= w->row)
		abort();
	w->sheet = r->sheet_number;
	w->row = r->row;
	for (size_t i = 0; i < r->count; i++) {
		if ((r->cells[i].kind == CELL_EMPTY) != !r->cells[i].text)
			abort();
		if (r->cells[i].text)
			check_text(r->cells[i].text);
	}
	return rows_told_row(w->out, r);
}

static void watch_odd(void *self, const struct diagnostic *d)
{
	struct watch *w = self;

	rows_told_odd(w->out, d);
}

static void read_cut(struct text *out, const uint8_t *data, size_t size, size_t cut)
{
	struct watch w = {.out = out};
	const struct row_sink sink = {&w, watch_row, watch_odd};
	struct rows *r = rows_new(&sink, NULL, UINT64_MAX);
	struct fault f;

	for (size_t at = 0; at < size; at += cut) {
		size_t n = size - at < cut ? size - at : cut;
		char *piece = malloc(n);

		memcpy(piece, data + at, n);
		rows_feed(r, piece, n);
		free(piece);
	}
	if (!rows_end(r, &f) && f.code == FAULT_NONE)
		abort();
	rows_free(r);
}

static void read_parts(const char *s, size_t n)
{
	struct xlsx_part parts[6] = {{"_rels/.rels", XLSX_ROOT, 0},
		{"xl/workbook.xml", XLSX_BOOK("<sheet name='S' r:id='r1'/><sheet name='T' r:id='r2'/>"), 0},
		{"xl/_rels/workbook.xml.rels", XLSX_RELS, 0}};
	static const char *const names[] = {
		"xl/worksheets/one.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/two.xml"};
	struct text zip = TEXT_INIT, told = TEXT_INIT;
	size_t count = 3;

	for (size_t i = 0; i < 3 && n; i++) {
		const char *end = memchr(s, '\0', n);
		size_t length = end ? (size_t)(end - s) : n;

		if (length)
			parts[count++] = (struct xlsx_part){names[i], s, length};
		n -= length + (end != NULL);
		s = end ? end + 1 : s;
	}
	xlsx_zip(&zip, parts, count, NULL);
	read_cut(&told, (const uint8_t *)zip.bytes, zip.length, zip.length);
	text_free(&zip);
	text_free(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text whole = TEXT_INIT, pieces = TEXT_INIT;
	size_t cut;

	if (size < 3)
		return 0;
	if (memcmp(data, "XL", 2) == 0) {
		read_parts((const char *)data + 2, size - 2);
		return 0;
	}
	size -= 2;
	cut = 1 + (size_t)data[size] + ((size_t)(data[size + 1] & 7) << 8);
	read_cut(&whole, data, size, size);
	read_cut(&pieces, data, size, cut);
	if (strcmp(text_string(&whole), text_string(&pieces)) != 0)
		abort();
	text_free(&whole);
	text_free(&pieces);
	return 0;
}
