#include "cli/table.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Wide and full-width characters (Unicode, East Asian Width), and those that take no room. */
static const struct {
	uint32_t from, to;
	unsigned width;
} widths[] = {
	{0x300, 0x36F, 0},
	{0x200B, 0x200F, 0},
	{0x1100, 0x115F, 2},
	{0x2E80, 0x303E, 2},
	{0x3041, 0x33FF, 2},
	{0x3400, 0x4DBF, 2},
	{0x4E00, 0x9FFF, 2},
	{0xA000, 0xA4CF, 2},
	{0xAC00, 0xD7A3, 2},
	{0xF900, 0xFAFF, 2},
	{0xFE30, 0xFE4F, 2},
	{0xFF01, 0xFF60, 2},
	{0xFFE0, 0xFFE6, 2},
	{0x1F300, 0x1FAFF, 2},
	{0x20000, 0x3FFFD, 2},
	{0xFEFF, 0xFEFF, 0},
};

static unsigned width_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		if (c >= widths[i].from && c <= widths[i].to)
			return widths[i].width;
	return 1;
}

size_t table_width(const char *s)
{
	size_t n = strlen(s), width = 0;

	for (size_t i = 0, length; i < n; i += length) {
		length = utf8_length(s + i, n - i);
		width += length ? width_of(utf8_character(s + i, length)) : 1;
		length = length ? length : 1;
	}
	return width;
}

/* Without control characters, those of C1 too. */
static char *tame(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *c = copy; *c; c++) {
		bool c1 = (uint8_t)c[0] == 0xC2 && (uint8_t)c[1] >= 0x80 && (uint8_t)c[1] < 0xA0;

		if ((uint8_t)*c < ' ' || *c == 0x7F)
			*c = '?';
		else if (c1)
			c[0] = c[1] = '?';
	}
	return copy;
}

void table_add(struct table *t, const char *text, const char *before, const char *end)
{
	t->cells = arena_grow(t->arena, t->cells, t->count, &t->room, sizeof *t->cells);
	t->cells[t->count++] =
		(struct table_cell){tame(t->arena, text ? text : ""), before ? before : "", end ? end : ""};
}

static void print_row(const struct table *t, const struct table_cell *row, const size_t *wide, FILE *out)
{
	size_t last = t->columns;

	while (last > 1 && !*row[last - 1].text)
		last--;
	for (size_t i = 0; i < last; i++) {
		size_t pad = i + 1 < last ? wide[i] - table_width(row[i].text) + 2 : 0;

		fprintf(out, "%s%s%s%*s", row[i].before, row[i].text, row[i].end, (int)pad, "");
	}
	fputc('\n', out);
}

void table_print(const struct table *t, FILE *out)
{
	size_t *wide = arena_alloc_array(t->arena, t->columns, sizeof *wide);

	for (size_t i = 0; i < t->count; i++) {
		size_t width = table_width(t->cells[i].text);

		if (width > wide[i % t->columns])
			wide[i % t->columns] = width;
	}
	for (size_t i = 0; i + t->columns <= t->count; i += t->columns)
		print_row(t, t->cells + i, wide, out);
}
