#include "wire/sheet/rows.h"

#include "base/text.h"
#include "wire/sheet/csv.h"

#include <stdlib.h>
#include <string.h>

struct rows {
	struct row_sink sink;
	struct text bytes;
	struct arena arena;
};

struct rows *rows_new(const struct row_sink *sink, const struct decode_world *world, uint64_t held_most)
{
	struct rows *r = calloc(1, sizeof *r);

	(void)world, (void)held_most;
	if (!r)
		abort();
	r->sink = *sink;
	return r;
}

bool rows_feed(struct rows *r, const void *bytes, size_t n)
{
	text_add(&r->bytes, bytes, n);
	return true;
}

static bool tell(struct rows *r, const struct csv *c, char **fields, size_t count)
{
	struct cell *cells = arena_alloc_array(&r->arena, count + 1, sizeof *cells);
	struct row row = {.sheet_number = 1, .row = c->row, .offset = 0, .count = count, .cells = cells};

	for (size_t i = 0; i < count; i++) {
		size_t digits = strspn(fields[i], "0123456789");

		if (!*fields[i])
			continue;
		cells[i] = (struct cell){.kind = fields[i][digits] ? CELL_TEXT : CELL_NUMBER,
			.exact = true,
			.text = fields[i],
			.number = strtod(fields[i], NULL)};
	}
	return r->sink.row(r->sink.self, &row);
}

bool rows_end(struct rows *r, struct fault *f)
{
	struct csv c;
	char **fields;
	size_t count;

	csv_start(&c, text_string(&r->bytes), r->bytes.length);
	while (csv_next(&c, &r->arena, &fields, &count, f) || f->code != FAULT_NONE)
		if (f->code == FAULT_NONE && !tell(r, &c, fields, count))
			return false;
	return true;
}

uint64_t rows_safe_offset(const struct rows *r)
{
	(void)r;
	return 0;
}

const char *rows_state(const struct rows *r, struct arena *a)
{
	(void)r;
	return arena_strdup(a, "csv");
}

bool rows_resume(struct rows *r, const char *state, uint64_t offset)
{
	(void)r, (void)state;
	return offset == 0;
}

struct rows_about rows_about(const struct rows *r)
{
	(void)r;
	return (struct rows_about){"CSV", "UTF-8", ',', 100};
}

void rows_free(struct rows *r)
{
	text_free(&r->bytes);
	arena_free(&r->arena);
	free(r);
}

bool rows_sniff_workbook(const char *bytes, size_t n)
{
	return n >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}
