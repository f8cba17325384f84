/* A history as comma-separated values. */
#include "wire/sheet/history.h"

#include <string.h>

#define MARK                                                                                                 \
	"\xEF\xBB\xBF" /* without it a spreadsheet program takes UTF-8 for the code page of its machine */

/* What a spreadsheet program takes for the beginning of a formula, or goes over to find one; in full width as
 * Chinese and Japanese keyboards type it. */
static const char *const beginnings[] = {"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D" /* = */,
	"\xEF\xBC\x8B" /* + */, "\xEF\xBC\x8D" /* - */, "\xEF\xBC\xA0" /* @ */};

static bool begins_formula(const char *s)
{
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (strncmp(s, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

static bool wants_apostrophe(const char *s)
{
	return begins_formula(s) || (s[0] == '\'' && (s[1] == '\'' || begins_formula(s + 1)));
}

static void add_field(struct text *out, const char *s)
{
	bool quoted = s[strcspn(s, "\",\r\n")] != '\0';

	if (quoted)
		text_byte(out, '"');
	if (wants_apostrophe(s))
		text_byte(out, '\'');
	for (; *s; s++) {
		if (*s == '"')
			text_byte(out, '"');
		text_byte(out, *s);
	}
	if (quoted)
		text_byte(out, '"');
}

static void add_line(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	struct text cell = TEXT_INIT;

	for (size_t i = 0; i < sheet_column_count; i++) {
		text_clear(&cell);
		sheet_cell(&cell, &sheet_columns[i], head, e);
		if (i)
			text_byte(out, ',');
		add_field(out, text_string(&cell));
	}
	text_say(out, "\r\n");
	text_free(&cell);
}

void sheet_write_csv(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told)
{
	text_say(out, MARK);
	for (size_t i = 0; i < sheet_column_count; i++) {
		if (i)
			text_byte(out, ',');
		text_say(out, sheet_columns[i].name);
	}
	text_say(out, "\r\n");
	for (size_t i = 0; i < n; i++)
		add_line(out, head, &events[i]);
	told->said += n;
}
