/* Amounts as people and programs of three languages write them, and what they count. */
#include "base/text.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <string.h>

/* A blank of any kind, or an apostrophe between thousands: its length; 0: none. */
static size_t blank_at(const char *s)
{
	static const char *const blanks[] = {" ", "\t", "'", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
		"\xE2\x80\x87", "\xE2\x80\x99", "\xE3\x80\x80"};

	if (!*s || (*s > '\'' && (unsigned char)*s < 0x80))
		return 0;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (strncmp(s, blanks[i], strlen(blanks[i])) == 0)
			return strlen(blanks[i]);
	return 0;
}

/* Digits and signs narrowed, without blanks between them; *rest: what stands behind. */
static bool digits_and_signs(const char *raw, char *out, size_t room, const char **rest)
{
	const char *s = raw;
	size_t at = 0;

	while (blank_at(s))
		s += blank_at(s);
	while (*s && at + 1 < room) {
		if ((*s >= '0' && *s <= '9') || *s == '.' || *s == ',') { /* nearly all */
			out[at++] = *s++;
			continue;
		}
		size_t length = utf8_length(s, strlen(s)), blank = blank_at(s);
		uint32_t c = length ? utf8_character(s, length) : 0;

		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if (blank) {
			s += blank;
			continue;
		}
		if (!((c >= '0' && c <= '9') || c == '.' || c == ','))
			break;
		out[at++] = (char)c;
		s += length;
	}
	out[at] = '\0';
	*rest = s;
	return at && out[0] >= '0' && out[0] <= '9';
}

static bool has_digits(const char *s)
{
	while (*s && (*s < '0' || *s > '9'))
		s++;
	return *s;
}

/*
 * Which sign is the decimal one, 0: none.  Of two the last is; one that stands twice groups digits.  "24,500"
 * is a person's who groups digits, but no box weighs 24,500 tonnes; "24.500" likewise, where that many
 * kilograms are a load and 24.5 none.
 */
static char decimal_of(const char *s, bool tonnes, bool kilograms)
{
	size_t points = 0, commas = 0, last = 0, n = 0;
	bool grouped;

	for (; s[n]; n++) {
		points += s[n] == '.';
		commas += s[n] == ',';
		last = s[n] == '.' || s[n] == ',' ? n : last;
	}
	if ((s[last] == '.' ? points : commas) != 1)
		return 0;
	if (points && commas)
		return s[last];
	grouped = n - last == 4 && last <= 3 && *s != '0' && !tonnes;
	if (grouped && s[last] == '.')
		grouped = kilograms && last <= 2;
	return grouped ? 0 : s[last];
}

static bool counts_tonnes(const char *text, bool heading)
{
	static const char *const words[] = {
		"т", "тн", "тонн", "тонны", "тонна", "t", "ton", "tons", "tonne", "tonnes", "mt", "mts"};
	const char *s = text;

	if (strstr(text, "（t") || strstr(text, "（T") || strstr(text, "（т") || strstr(text, "（Т") ||
		strstr(text, "吨") || strstr(text, "тонн") || strstr(text, "tonne"))
		return true;
	while (*s) {
		size_t n = strcspn(s, " ,;.()[]/\t\n|:");
		char loose[16] = "";

		if (n && n < sizeof loose)
			words_loosely(s, n, loose, sizeof loose);
		for (size_t i = 0; *loose && i < sizeof words / sizeof *words; i++)
			if ((s > text || !heading) && strcmp(loose, words[i]) == 0)
				return true;
		s += n + (s[n] != '\0');
	}
	/* "重量T" */
	return s - text > 3 && (s[-1] == 'T' || s[-1] == 't') && (unsigned char)s[-2] >= 0x80;
}

const char *value_unit_of_heading(const char *heading)
{
	return heading && counts_tonnes(heading, true) ? "TNE" : "KGM";
}

/* Than digits and points. */
static bool says_more(const char *cell)
{
	while ((*cell >= '0' && *cell <= '9') || *cell == '.')
		cell++;
	return *cell;
}

/* "Gross, t", or "24,5 т" in the cell. */
const char *value_unit(const struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field)
{
	const char *cell = sheet_text(v, field), *rest;
	char digits[40];

	if (cell && says_more(cell) && digits_and_signs(cell, digits, sizeof digits, &rest) && *rest)
		return counts_tonnes(rest, false) ? "TNE" : "KGM";
	return r->table->unit[field];
}

const char *value_amount(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, const char *unit)
{
	const char *raw = sheet_text(v, field), *rest;
	char signs[40], out[40];
	bool tonnes = unit && *unit == 'T';
	size_t at = 0;
	char decimal;

	if (!raw)
		return NULL;
	if (!digits_and_signs(raw, signs, sizeof signs, &rest) || has_digits(rest)) {
		sheet_say(r, SEVERITY_WARNING, "number", field, "\"%.40s\" is no number: it was passed over",
			raw);
		return NULL;
	}
	decimal = decimal_of(signs, tonnes, unit && !tonnes);
	for (const char *s = signs; *s; s++)
		if (*s >= '0' && *s <= '9')
			out[at++] = *s;
		else if (*s == decimal && has_digits(s + 1))
			out[at++] = '.';
	return arena_strndup(r->a, out, at);
}
