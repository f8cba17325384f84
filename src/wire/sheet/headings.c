/* Headings: which rows may be one, put together of one or two of them, their language. */
#include "base/limits.h"
#include "codes/shape.h"
#include "wire/sheet/guess.h"

#include <string.h>

enum sheet_language headings_language(const struct headings *h)
{
	unsigned zh = 0, ru = 0, all = 0;

	for (size_t i = 0; i < h->count; i++) {
		const unsigned char *s = (const unsigned char *)h->text[i];

		for (; s && *s; s++) {
			all += *s < 0x80 || *s >= 0xC0;
			zh += *s >= 0xE3 && *s <= 0xE9;
			ru += *s == 0xD0 || *s == 0xD1;
		}
	}
	if (zh > ru && zh * 4 > all)
		return SHEET_ZH;
	return ru * 4 > all ? SHEET_RU : SHEET_EN;
}

/* Four digits or more in one place are a number of something, but for the gauges ("Wagon 1520"). */
static bool is_plain_text(const struct cell *c)
{
	size_t digits = 0;

	if (cell_read(c).kind != CELL_TEXT)
		return false;
	for (const char *s = c->text; *s;) {
		size_t n = shape_digits(s);
		bool gauge =
			n == 4 && s > c->text && (memcmp(s, "1520", 4) == 0 || memcmp(s, "1435", 4) == 0);

		digits += gauge ? 0 : n;
		s += n ? n : 1;
	}
	return digits < 4;
}

bool row_is_text(const struct row *r)
{
	size_t said = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (r->cells[i].kind == CELL_EMPTY || !r->cells[i].text)
			continue;
		if (!is_plain_text(&r->cells[i]))
			return false;
		said++;
	}
	return said >= 2;
}

static const char *text_at(const struct row *r, size_t i)
{
	return i < r->count && r->cells[i].kind != CELL_EMPTY ? r->cells[i].text : NULL;
}

/* Text without blanks of its own kind: line breaks in headings are blanks. */
static const char *tidy(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *c = copy; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t' || *c == '|')
			*c = ' ';
	return copy;
}

struct headings headings_of(struct arena *a, const struct row *head, size_t n)
{
	struct headings h = {NULL, 0};
	const char *above = NULL;

	for (size_t i = 0; i < n; i++)
		h.count = head[i].count > h.count ? head[i].count : h.count;
	if (h.count > LIMIT_SHEET_COLUMNS)
		h.count = LIMIT_SHEET_COLUMNS;
	h.text = arena_alloc_array(a, h.count + 1, sizeof *h.text);
	for (size_t i = 0; i < h.count; i++) {
		const char *upper = text_at(&head[0], i), *lower = n > 1 ? text_at(&head[1], i) : NULL;

		above = upper ? upper : above; /* what is empty right of a text belongs to it */
		if (lower && above && strcmp(lower, above) != 0)
			h.text[i] = arena_printf(a, "%s|%s", tidy(a, above), tidy(a, lower));
		else if (lower || upper)
			h.text[i] = tidy(a, lower ? lower : upper);
	}
	return h;
}
