#include "service/demo.h"

#include "base/instant.h"

#include <string.h>

struct marks { /* of UNA */
	char component, element, release, end;
};

static const struct marks usual = {':', '+', '?', '\''};

static size_t digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}

static int number(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

/* The date of year_digits + 4 digits at s, moved; as it was where it is none. */
static void write_date(struct text *out, const char *s, size_t year_digits, int days)
{
	int century = year_digits == 2 ? 2000 : 0;
	struct civil c = {.year = century + number(s, year_digits),
		.month = number(s + year_digits, 2),
		.day = number(s + year_digits + 2, 2)};

	if (!civil_valid(&c)) {
		text_add(out, s, year_digits + 4);
		return;
	}
	c = instant_to_civil(civil_to_instant(&c, 0) + days * INSTANT_DAY, 0);
	text_printf(out, "%0*d%02d%02d", (int)year_digits, c.year - century, c.month, c.day);
}

/* One value that begins with a date. */
static size_t write_value(struct text *out, const char *s, size_t n, int days)
{
	size_t length = digits(s, n);

	if (length == 6) {
		write_date(out, s, 2, days);
		return 6;
	}
	if (length == 8 || length == 12 || length == 14) {
		write_date(out, s, 4, days);
		return 8;
	}
	return 0;
}

/* Where the given mark stands for the count-th time, behind it; n where it does not. */
static size_t behind(const char *s, size_t n, char mark, char release, int count)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == release && release != ' ')
			i++;
		else if (s[i] == mark && --count == 0)
			return i + 1;
	}
	return n;
}

static void write_segment(struct text *out, const char *s, size_t n, const struct marks *m, int days)
{
	size_t at = n, used;

	if (n > 4 && memcmp(s, "DTM", 3) == 0)
		at = behind(s, n, m->component, m->release, 1);
	else if (n > 4 && memcmp(s, "UNB", 3) == 0)
		at = behind(s, n, m->element, m->release, 4);
	text_add(out, s, at);
	used = write_value(out, s + at, n - at, days);
	text_add(out, s + at + used, n - at - used);
}

static void shift_edifact(struct text *out, const char *bytes, size_t n, int days)
{
	struct marks m = usual;
	size_t i = 0;

	if (n >= 9 && memcmp(bytes, "UNA", 3) == 0) {
		m = (struct marks){bytes[3], bytes[4], bytes[6], bytes[8]};
		text_add(out, bytes, 9);
		i = 9;
	}
	while (i < n) {
		size_t blank = 0, length;

		while (i + blank < n && strchr("\r\n", bytes[i + blank]))
			blank++;
		text_add(out, bytes + i, blank);
		i += blank;
		length = behind(bytes + i, n - i, m.end, m.release, 1);
		write_segment(out, bytes + i, length, &m, days);
		i += length;
	}
}

/* The date of an RFC 3339 time or date that fills a string: "2026-06-15" or "2026-06-15T...". */
static bool is_json_date(const char *s, size_t n)
{
	return n > 11 && digits(s, 5) == 4 && s[4] == '-' && digits(s + 5, 3) == 2 && s[7] == '-' &&
	       digits(s + 8, 3) == 2 && (s[10] == 'T' || s[10] == '"');
}

/* "2026-06-15" at s, moved; false: it is no day. */
static bool write_iso(struct text *out, const char *s, int days)
{
	struct civil c = {.year = number(s, 4), .month = number(s + 5, 2), .day = number(s + 8, 2)};

	if (!civil_valid(&c))
		return false;
	c = instant_to_civil(civil_to_instant(&c, 0) + days * INSTANT_DAY, 0);
	text_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
	return true;
}

static void shift_json(struct text *out, const char *bytes, size_t n, int days)
{
	for (size_t i = 0; i < n; i++) {
		const char *s = bytes + i + 1;

		text_add(out, bytes + i, 1);
		if (bytes[i] == '"' && is_json_date(s, n - i - 1) && write_iso(out, s, days))
			i += 10;
	}
}

/* "15.06.2026" at s, moved; false: it is no day. */
static bool write_dotted(struct text *out, const char *s, int days)
{
	struct civil c = {.year = number(s + 6, 4), .month = number(s + 3, 2), .day = number(s, 2)};

	if (!civil_valid(&c))
		return false;
	c = instant_to_civil(civil_to_instant(&c, 0) + days * INSTANT_DAY, 0);
	text_printf(out, "%02d.%02d.%04d", c.day, c.month, c.year);
	return true;
}

/* A run of digits begins here: the date that it begins, moved. */
static bool write_day(struct text *out, const char *s, size_t n, int days)
{
	if (n < 10 || digits(s + 8, n - 8) == 0)
		return false;
	if (digits(s, 5) == 4 && s[4] == '-' && digits(s + 5, 3) == 2 && s[7] == '-' &&
		digits(s + 8, n - 8) == 2)
		return write_iso(out, s, days);
	return digits(s, 3) == 2 && s[2] == '.' && digits(s + 3, 3) == 2 && s[5] == '.' &&
	       digits(s + 6, n - 6) == 4 && write_dotted(out, s, days);
}

/* Bytes, not characters: neither GB18030's pairs nor UTF-8 nor Windows-1251 have a digit inside a character.
 */
static void shift_days(struct text *out, const char *bytes, size_t n, int days)
{
	for (size_t i = 0; i < n;) {
		size_t run = digits(bytes + i, n - i);

		if (run && write_day(out, bytes + i, n - i, days)) {
			i += 10;
			continue;
		}
		run = run ? run : 1;
		text_add(out, bytes + i, run);
		i += run;
	}
}

/* Where the count-th word begins, from 0; n: there are not so many. */
static size_t word_at(const char *s, size_t n, int count)
{
	size_t i = 0;

	for (; i < n && count; count--) {
		while (i < n && s[i] != ' ')
			i++;
		while (i < n && s[i] == ' ')
			i++;
	}
	return i;
}

/* Of the service phrase the seventh and eighth word behind "(:02": day and month, without a year. */
static void shift_tgnl(struct text *out, const char *bytes, size_t n, int days)
{
	size_t at = word_at(bytes, n, 7);
	struct civil c = {.year = DEMO_LAST.year};

	if (at + 5 <= n && digits(bytes + at, 3) == 2 && digits(bytes + at + 3, 2) == 2) {
		c.day = number(bytes + at, 2);
		c.month = number(bytes + at + 3, 2);
	}
	if (!civil_valid(&c)) {
		text_add(out, bytes, n);
		return;
	}
	c = instant_to_civil(civil_to_instant(&c, 0) + days * INSTANT_DAY, 0);
	text_add(out, bytes, at);
	text_printf(out, "%02d %02d", c.day, c.month);
	text_add(out, bytes + at + 5, n - at - 5);
}

static const struct kind {
	const char *ending, *type;
	void (*shift)(struct text *out, const char *bytes, size_t n, int days);
} kinds[] = {
	{".edi", "application/edifact", shift_edifact},
	{".json", "application/json", shift_json},
	{".csv", "text/csv", shift_days},
	{".xml", "application/xml", shift_days},
	{".tgnl", "text/x-tgnl", shift_tgnl},
};

static const struct kind *kind_of(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t m = strlen(kinds[i].ending);

		if (n > m && strcmp(name + n - m, kinds[i].ending) == 0)
			return &kinds[i];
	}
	return &kinds[0];
}

const char *demo_type(const char *name)
{
	return kind_of(name)->type;
}

void demo_shift(struct text *out, const char *name, const char *bytes, size_t n, int days)
{
	kind_of(name)->shift(out, bytes, n, days);
}
