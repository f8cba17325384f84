#include "wire/sheet/rows_cell.h"

#include "base/calendar.h"

#include <math.h>

#define WHOLE_MOST 9007199254740992.0 /* 2^53: above, not every whole number is one */

/* Bytes of the blank at s, which has at least one; 0: it is none. */
static size_t blank_first(const char *s, size_t n)
{
	if ((uint8_t)*s <= ' ')
		return 1;
	if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	if (n >= 3 && (memcmp(s, "\xE3\x80\x80", 3) == 0 || memcmp(s, "\xEF\xBB\xBF", 3) == 0))
		return 3;
	return 0;
}

static size_t blank_last(const char *s, size_t n)
{
	if ((uint8_t)s[n - 1] <= ' ')
		return 1;
	if (n >= 2 && memcmp(s + n - 2, "\xC2\xA0", 2) == 0)
		return 2;
	if (n >= 3 &&
		(memcmp(s + n - 3, "\xE3\x80\x80", 3) == 0 || memcmp(s + n - 3, "\xEF\xBB\xBF", 3) == 0))
		return 3;
	return 0;
}

void cell_trim(const char **s, size_t *n)
{
	size_t k;

	while (*n && (k = blank_first(*s, *n))) {
		*s += k;
		*n -= k;
	}
	while (*n && (k = blank_last(*s, *n)))
		*n -= k;
}

/* How many digits stand there, put behind those of *value. */
static size_t digits(const char *s, size_t n, uint64_t *value)
{
	size_t i = 0;

	for (; i < n && (uint8_t)(s[i] - '0') < 10; i++)
		*value = *value * 10 + (uint64_t)(s[i] - '0');
	return i;
}

/* "E+11" and nothing behind it. */
static bool is_exponent(const char *s, size_t n)
{
	size_t sign = n > 1 && (s[1] == '+' || s[1] == '-');
	uint64_t passed = 0;

	return (*s == 'e' || *s == 'E') && n > 1 + sign &&
	       digits(s + 1 + sign, n - 1 - sign, &passed) == n - 1 - sign;
}

static double any_number(const char *s, size_t n)
{
	char copy[CELL_NUMBER_ROOM];

	memcpy(copy, s, n);
	copy[n] = '\0';
	return strtod(copy, NULL);
}

bool cell_number_read(struct cell *c, const char *s, size_t n)
{
	static const double powers[] = {
		1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t at, whole, behind = 0;
	uint64_t value = 0;
	double number;
	bool point;

	if (!n || n >= CELL_NUMBER_ROOM || *s < '+' || *s > '9') /* between them stand point, minus, digits */
		return false;
	at = *s == '-' || *s == '+';
	at += whole = digits(s + at, n - at, &value);
	point = at < n && s[at] == '.';
	if (point)
		at += 1 + (behind = digits(s + at + 1, n - at - 1, &value));
	if (whole + behind == 0 || (at < n && !is_exponent(s + at, n - at)))
		return false;
	if (at == n && whole + behind <= (point ? 15 : 18)) {
		/* the quotient of two whole numbers so small is what strtod would find, ten times as fast */
		number = point ? (double)value / powers[behind] : (double)value;
		c->number = *s == '-' ? -number : number;
		c->exact = !point && value < (uint64_t)WHOLE_MOST;
	} else {
		c->number = any_number(s, n);
		c->exact = false;
	}
	if (!isfinite(c->number))
		return false;
	c->kind = CELL_NUMBER;
	return true;
}

struct cell cell_read(const struct cell *c)
{
	struct cell read = *c;

	if (c->kind == CELL_PLAIN && !cell_number_read(&read, c->text, c->length))
		read.kind = CELL_TEXT;
	return read;
}

size_t cell_number_write(char out[CELL_NUMBER_ROOM], double number, bool *exact)
{
	int n = 0;

	*exact = number > -WHOLE_MOST && number < WHOLE_MOST && (double)(int64_t)number == number;
	if (*exact)
		return (size_t)snprintf(out, CELL_NUMBER_ROOM, "%.0f", number + 0.0);
	for (int digit = 15; digit <= 17; digit++) {
		n = snprintf(out, CELL_NUMBER_ROOM, "%.*G", digit, number);
		if (strtod(out, NULL) == number)
			break;
	}
	return (size_t)n;
}

#define DAYS_1900 (-25569) /* 1899-12-30, where serial days begin for all behind February 1900 */
#define DAYS_1904 (-24107)
#define DAYS_MOST 2958466 /* 9999-12-31 and one */

size_t cell_date_write(char out[CELL_NUMBER_ROOM], double serial, bool date_1904)
{
	struct civil c = {0};
	int64_t seconds, day, of_day;
	int n = 0;

	if (!(serial >= 0 && serial < DAYS_MOST))
		return 0;
	seconds = (int64_t)(serial * DAY_SECONDS + 0.5);
	day = seconds / DAY_SECONDS;
	of_day = seconds % DAY_SECONDS;
	if (day > 0 || of_day == 0) {
		calendar_date(day + (date_1904 ? DAYS_1904 : DAYS_1900), &c);
		n = snprintf(out, CELL_NUMBER_ROOM, "%04d-%02d-%02d", c.year, c.month, c.day);
	}
	if (of_day)
		n += snprintf(out + n, (size_t)(CELL_NUMBER_ROOM - n), "%s%02d:%02d", day > 0 ? " " : "",
			(int)(of_day / 3600), (int)(of_day / 60 % 60));
	if (of_day % 60)
		n += snprintf(out + n, (size_t)(CELL_NUMBER_ROOM - n), ":%02d", (int)(of_day % 60));
	return (size_t)n;
}

bool cell_date_read(const char *s, double *serial)
{
	struct civil c = {.month = 1, .day = 1};
	double second = 0;
	int used = 0, got = 0;

	*serial = 0;
	if (sscanf(s, "%4d-%2d-%2d%n", &c.year, &c.month, &c.day, &used) == 3) {
		if (c.month < 1 || c.month > 12 || c.day < 1 || c.day > calendar_days_in(c.year, c.month))
			return false;
		*serial = (double)(calendar_days(c.year, c.month, c.day) - DAYS_1900);
		s += used;
		if (*s == '\0')
			return true;
		if (*s != 'T' && *s != ' ')
			return false;
		s++;
	}
	used = 0;
	got = sscanf(s, "%2d:%2d%n:%lf%n", &c.hour, &c.minute, &used, &second, &used);
	if (got < 2 || c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 ||
		!(second >= 0 && second < 61))
		return false;
	s += used;
	*serial += (c.hour * 3600 + c.minute * 60 + second) / DAY_SECONDS;
	return *s == '\0' || (*s == 'Z' && s[1] == '\0');
}
