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

static size_t digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (uint8_t)(s[i] - '0') < 10)
		i++;
	return i;
}

/* Whether what stands behind the whole part ends the number as it should. */
static bool tail_fits(const char *s, size_t n, size_t whole)
{
	size_t k = 0;

	if (n && *s == '.') {
		k = digits(s + 1, n - 1);
		s += k + 1;
		n -= k + 1;
	}
	if (whole + k == 0)
		return false;
	if (n && (*s == 'e' || *s == 'E')) {
		s++, n--;
		if (n && (*s == '+' || *s == '-'))
			s++, n--;
		k = digits(s, n);
		return k && k == n;
	}
	return n == 0;
}

/* Digits with a point among them, and few enough that the quotient of two whole numbers is the nearest
 * double: what strtod would find, which takes ten times as long. */
static bool short_decimal(struct cell *c, const char *s, size_t n)
{
	static const double powers[] = {
		1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	uint64_t value = 0;
	size_t behind = n;

	if (n < 2 || n > 16)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.') {
			if (behind < n)
				return false;
			behind = i;
		} else if ((uint8_t)(s[i] - '0') < 10) {
			value = value * 10 + (uint64_t)(s[i] - '0');
		} else {
			return false;
		}
	}
	if (behind == n)
		return false;
	c->number = (double)value / powers[n - behind - 1];
	return true;
}

bool cell_number_read(struct cell *c, const char *s, size_t n)
{
	size_t sign = n && (*s == '-' || *s == '+'), whole = 0;
	char copy[CELL_NUMBER_ROOM];
	uint64_t value = 0;

	if (n <= sign || n >= sizeof copy || (s[sign] != '.' && (uint8_t)(s[sign] - '0') >= 10))
		return false;
	for (; sign + whole < n && (uint8_t)(s[sign + whole] - '0') < 10; whole++)
		value = value * 10 + (uint64_t)(s[sign + whole] - '0');
	if (sign + whole == n && whole <= 18) {
		c->number = *s == '-' ? -(double)value : (double)value;
		c->exact = value < (uint64_t)WHOLE_MOST;
		c->kind = CELL_NUMBER;
		return true;
	}
	if (!tail_fits(s + sign + whole, n - sign - whole, whole))
		return false;
	c->exact = false;
	if (!short_decimal(c, s, n)) {
		memcpy(copy, s, n);
		copy[n] = '\0';
		c->number = strtod(copy, NULL);
	}
	if (!isfinite(c->number))
		return false;
	c->kind = CELL_NUMBER;
	return true;
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
