#include "wire/sheet/csv_write.h"

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

void csv_begin(struct text *out)
{
	text_say(out, MARK);
}

void csv_end_line(struct text *out)
{
	text_say(out, "\r\n");
}

void csv_cell(struct text *out, const char *s, bool first)
{
	bool quoted = s[strcspn(s, "\",\r\n")] != '\0';

	if (!first)
		text_byte(out, ',');
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
