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

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool value_is_place_code(const char *s)
{
	if (strlen(s) != 5)
		return false;
	if (s[0] == 'X')
		return strspn(s, LETTERS "0123456789") == 5;
	return strspn(s, LETTERS) >= 2 && strspn(s, LETTERS "23456789") == 5;
}

bool value_is_terminal_code(const char *s)
{
	size_t n = strspn(s, LETTERS "0123456789");

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

/* A number with up to six decimals, in millionths; more decimals say nothing here. */
static bool read_millionths(const char **at, int most, int64_t *millionths)
{
	const char *s = *at;
	int64_t whole = 0, unit = 1000000;

	if (!isdigit((unsigned char)*s))
		return false;
	for (; isdigit((unsigned char)*s); s++)
		if ((whole = whole * 10 + (*s - '0')) > most)
			return false;
	*millionths = whole * 1000000;
	s += *s == '.' || *s == ',';
	for (; isdigit((unsigned char)*s); s++)
		*millionths += (*s - '0') * (unit /= 10);
	*at = s;
	return true;
}

/* Passes blanks and the signs for degrees, minutes and seconds, which people take from all over Unicode. */
static const char *behind_marks(const char *s)
{
	while (*s && (strchr(" \"':", *s) || (unsigned char)*s >= 0x80))
		s++;
	return s;
}

/* A letter that says the half: 1, or -1 for the second of them; 0: none stands here. */
static int read_half(const char **at, const char *hemispheres)
{
	char c = (char)toupper((unsigned char)**at);

	if (!c || !strchr(hemispheres, c))
		return 0;
	*at = behind_marks(*at + 1);
	return c == hemispheres[0] ? 1 : -1;
}

bool value_degrees(const char *s, int most, const char *hemispheres, int32_t *millionths)
{
	int64_t part[3] = {0, 0, 0}, sum;
	int half = read_half(&s, hemispheres), sign = *s == '-' ? -1 : 1, behind;

	s += *s == '-' || *s == '+';
	for (int i = 0; i < 3 && (i == 0 || isdigit((unsigned char)*s)); i++) {
		if (!read_millionths(&s, i ? 59 : most, &part[i]) || (i && part[i - 1] % 1000000))
			return false;
		s = behind_marks(s);
	}
	behind = read_half(&s, hemispheres);
	if (*s || (half && behind) || (sign < 0 && (half || behind)))
		return false;
	sum = part[0] + (part[1] * 60 + part[2] + 1800) / 3600;
	if (sum > (int64_t)most * 1000000)
		return false;
	*millionths = (int32_t)(sign * sum * (half + behind < 0 ? -1 : 1));
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

bool value_is_date(const char *s)
{
	return strspn(s, "0123456789") == 4 && s[4] == '-' && strspn(s + 5, "0123456789") == 2 &&
	       s[7] == '-' && strspn(s + 8, "0123456789") == 2;
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
