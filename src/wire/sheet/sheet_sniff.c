/* Whether bytes are a sheet that is read here: a workbook, or text with a heading among its first lines. */
#include "wire/sheet/sheet_in.h"
#include "wire/sheet/sheet_parts.h"

#include <string.h>

#define SNIFF_LINES 12
#define SNIFF_MOST  4096

struct sniffing {
	struct arena a;
	struct heading_book book;
	unsigned rows;
	bool found;
};

static bool headed(struct sniffing *s, const struct row *rows, size_t n)
{
	struct headings h = headings_of(&s->a, rows, n);

	return headings_known(&s->book, &h) >= 2 && headings_name_subjects(&s->book, &h);
}

static bool on_row(void *self, const struct row *row)
{
	struct sniffing *s = self;

	s->found |= row_is_text(row) && headed(s, row, 1);
	return !s->found && ++s->rows < SNIFF_LINES;
}

static void on_odd(void *self, const struct diagnostic *d)
{
	(void)self, (void)d;
}

/* Text has no NUL, but in UTF-16. */
static bool may_be_text(const char *bytes, size_t n)
{
	if (n < 8)
		return false;
	return memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
	       !memchr(bytes, '\0', n);
}

/* A zip archive is a workbook when what stands first in it is of one. */
static bool zipped_workbook(const char *bytes, size_t n)
{
	static const char *const first[] = {"[Content_Types].xml", "_rels/", "docProps/", "xl/", "mimetype"};
	size_t length = n > 30 ? (unsigned char)bytes[26] | (size_t)(unsigned char)bytes[27] << 8 : 0;

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		if (length >= strlen(first[i]) && n >= 30 + length &&
			memcmp(bytes + 30, first[i], strlen(first[i])) == 0)
			return true;
	return false;
}

bool sheet_in_sniff(const char *bytes, size_t n)
{
	struct sniffing s = {.a = ARENA_INIT};
	const struct row_sink sink = {&s, on_row, on_odd};
	const struct decode_world world = {.self = NULL};
	struct rows *rows;
	struct fault f;

	if (rows_sniff_workbook(bytes, n))
		return *bytes != 'P' || zipped_workbook(bytes, n);
	n = n > SNIFF_MOST ? SNIFF_MOST : n;
	if (!may_be_text(bytes, n))
		return false;
	heading_book_make(&s.book, &s.a);
	rows = rows_new(&sink, &world, 0);
	if (rows_feed(rows, bytes, n))
		rows_end(rows, &f);
	rows_free(rows);
	arena_free(&s.a);
	return s.found;
}
