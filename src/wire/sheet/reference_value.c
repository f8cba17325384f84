#include "wire/sheet/reference_value.h"

#include "base/arena.h"
#include "base/text.h"
#include "record/place.h"

#include <ctype.h>
#include <string.h>

/* Windows-1252 where it is not Latin-1; 0: no character. */
static const uint16_t upper_controls[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
	0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
	0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static char *put_utf8(char *at, unsigned code)
{
	if (code < 0x80) {
		*at++ = (char)code;
	} else if (code < 0x800) {
		*at++ = (char)(0xC0 | code >> 6);
		*at++ = (char)(0x80 | (code & 0x3F));
	} else {
		*at++ = (char)(0xE0 | code >> 12);
		*at++ = (char)(0x80 | (code >> 6 & 0x3F));
		*at++ = (char)(0x80 | (code & 0x3F));
	}
	return at;
}

static bool is_utf8(const char *s, size_t n)
{
	for (size_t length; n > 0; s += length, n -= length)
		if ((length = utf8_length(s, n)) == 0)
			return false;
	return true;
}

char *value_text(struct arena *a, const char *s)
{
	size_t n = strlen(s);
	bool utf8 = is_utf8(s, n);
	char *text = arena_alloc(a, n * 3 + 1), *end = text;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		unsigned code = c;

		if (c < 0x20 || c == 0x7F)
			code = ' ';
		else if (!utf8 && c >= 0x80 && c < 0xA0)
			code = upper_controls[c - 0x80] ? upper_controls[c - 0x80] : 0xFFFD;
		if (code == ' ' && end == text)
			continue;
		if (utf8 && c >= 0x80)
			*end++ = s[i];
		else
			end = put_utf8(end, code);
	}
	while (end > text && end[-1] == ' ')
		end--;
	*end = '\0';
	return text;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool value_is_place_code(const char *s)
{
	if (strlen(s) != 5 || !is_upper(s[0]) || !is_upper(s[1]))
		return false;
	for (int i = 2; i < 5; i++)
		if (!is_upper(s[i]) && !(s[i] >= (s[0] == 'X' ? '0' : '2') && s[i] <= '9'))
			return false;
	return true;
}

bool value_is_terminal_code(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	return n >= 1 && n <= 6 && !s[n];
}

char *value_without_spaces(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s), *end = copy;

	for (const char *at = copy; *at; at++)
		if (*at != ' ')
			*end++ = *at;
	*end = '\0';
	return copy;
}

bool value_degrees(const char *s, int most, const char *hemispheres, int32_t *millionths)
{
	bool negative = *s == '-';
	int64_t whole = 0, part = 0;
	int digits = 0;

	s += *s == '-' || *s == '+';
	if (!isdigit((unsigned char)*s))
		return false;
	for (; isdigit((unsigned char)*s); s++)
		if ((whole = whole * 10 + (*s - '0')) > most)
			return false;
	s += *s == '.' || *s == ',';
	for (; isdigit((unsigned char)*s); s++)
		if (digits < 6) {
			part = part * 10 + (*s - '0');
			digits++;
		}
	for (; digits < 6; digits++)
		part *= 10;
	s += strspn(s, " ");
	if (*s && strchr(hemispheres, *s) && !negative)
		negative = *s++ == hemispheres[1];
	whole = whole * 1000000 + part;
	if (*s || whole > (int64_t)most * 1000000)
		return false;
	*millionths = (int32_t)(negative ? -whole : whole);
	return true;
}

/* Digits of one half of "DDMMN DDDMME". */
static bool parse_minutes(const char *s, int degree_digits, int most, int32_t *millionths)
{
	int degrees = 0, minutes;

	for (int i = 0; i < degree_digits + 2; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	for (int i = 0; i < degree_digits; i++)
		degrees = degrees * 10 + (s[i] - '0');
	minutes = (s[degree_digits] - '0') * 10 + (s[degree_digits + 1] - '0');
	if (minutes > 59 || degrees > most || (degrees == most && minutes > 0))
		return false;
	*millionths = degrees * 1000000 + (minutes * 1000000 + 30) / 60;
	return true;
}

bool value_minutes(const char *s, int32_t *lat, int32_t *lon)
{
	int32_t north, east;

	if (strlen(s) != 12 || s[5] != ' ' || !parse_minutes(s, 2, 90, &north) ||
		!parse_minutes(s + 6, 3, 180, &east))
		return false;
	if ((s[4] != 'N' && s[4] != 'S') || (s[11] != 'E' && s[11] != 'W'))
		return false;
	*lat = s[4] == 'S' ? -north : north;
	*lon = s[11] == 'W' ? -east : east;
	return true;
}

bool value_is_function(const char *s)
{
	return strlen(s) == 8 && strspn(s, "01234567B-") == 8;
}

const char *value_function_kinds(struct arena *a, const char *function)
{
	static const struct {
		char function;
		const char *kind;
	} kinds[] = {{'1', "port"}, {'2', "rail"}, {'3', "road"}, {'4', "airport"}, {'6', "dry-port"},
		{'B', "border"}};
	const char *text = NULL;

	for (size_t i = 0; function && i < sizeof kinds / sizeof *kinds; i++)
		if (strchr(function, kinds[i].function))
			text = text ? arena_printf(a, "%s %s", text, kinds[i].kind) : kinds[i].kind;
	return text;
}
