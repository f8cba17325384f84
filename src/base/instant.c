#include "base/instant.h"

#include "base/calendar.h"
#include "base/text.h"

#include <string.h>

const char *const precision_names[PRECISIONS] = {"second", "minute", "hour", "day"};

/* Years begin in March, so that the leap day is last. */
int64_t calendar_days(int year, int month, int day)
{
	int64_t y = month > 2 ? year : (int64_t)year - 1;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void calendar_date(int64_t days, struct civil *c)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t m = (5 * day_of_year + 2) / 153;

	c->day = (int)(day_of_year - (153 * m + 2) / 5 + 1);
	c->month = (int)(m < 10 ? m + 3 : m - 9);
	c->year = (int)(year_of_era + era * 400 + (c->month <= 2));
}

bool calendar_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int calendar_days_in(int year, int month)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && calendar_leap(year) ? 29 : days[month - 1];
}

bool civil_valid(const struct civil *c)
{
	return c->year >= 1 && c->year <= 9999 && c->month >= 1 && c->month <= 12 && c->day >= 1 &&
	       c->day <= calendar_days_in(c->year, c->month) && c->hour >= 0 && c->hour <= 23 &&
	       c->minute >= 0 && c->minute <= 59 && c->second >= 0 && c->second <= 59 && c->micro >= 0 &&
	       c->micro <= 999999;
}

int64_t calendar_seconds(const struct civil *c)
{
	return calendar_days(c->year, c->month, c->day) * DAY_SECONDS + c->hour * 3600 + c->minute * 60 +
	       c->second;
}

instant civil_to_instant(const struct civil *c, int offset_seconds)
{
	return (calendar_seconds(c) - offset_seconds) * INSTANT_SECOND + c->micro;
}

int64_t calendar_floor(int64_t n, int64_t by)
{
	return n / by - (n % by < 0);
}

struct civil instant_to_civil(instant t, int offset_seconds)
{
	struct civil c;
	int64_t seconds = calendar_floor(t, INSTANT_SECOND);
	int64_t local = seconds + offset_seconds;
	int64_t days = calendar_floor(local, DAY_SECONDS);
	int left = (int)(local - days * DAY_SECONDS);

	calendar_date(days, &c);
	c.hour = left / 3600;
	c.minute = left / 60 % 60;
	c.second = left % 60;
	c.micro = (int)(t - seconds * INSTANT_SECOND);
	return c;
}

/* RFC 3339 */

/* Writes n in so many digits at p; returns what is behind them. */
static char *digits(char *p, int n, int count)
{
	for (int i = count - 1; i >= 0; i--, n /= 10)
		p[i] = (char)('0' + n % 10);
	return p + count;
}

static char *two(char *p, char before, int n)
{
	*p = before;
	return digits(p + 1, n, 2);
}

static char *fraction_digits(char *p, int micro)
{
	*p = '.';
	p = digits(p + 1, micro, 6);
	while (p[-1] == '0')
		p--;
	return p;
}

char *civil_day_write(char *p, const struct civil *c)
{
	p = digits(p, c->year, 4);
	p = two(p, '-', c->month);
	return two(p, '-', c->day);
}

/* By hand, not with printf: a page of events has thousands of times. */
void instant_write(struct text *out, instant t, int offset_seconds)
{
	/* RFC 3339 has no seconds in an offset (local mean time has): the instant stays exact, the offset is
	 * cut. */
	int minutes = offset_seconds / 60, size = minutes < 0 ? -minutes : minutes;
	struct civil c = instant_to_civil(t, minutes * 60);
	char line[40], *p;

	p = civil_day_write(line, &c);
	p = two(p, 'T', c.hour);
	p = two(p, ':', c.minute);
	p = two(p, ':', c.second);
	if (c.micro)
		p = fraction_digits(p, c.micro);
	if (minutes) {
		p = two(p, minutes < 0 ? '-' : '+', size / 60);
		p = two(p, ':', size % 60);
	} else {
		*p++ = 'Z';
	}
	text_add(out, line, (size_t)(p - line));
}

struct reading {
	const char *s, *end;
};

static bool number(struct reading *r, int digits, int *value)
{
	if (r->end - r->s < digits)
		return false;
	*value = 0;
	for (int i = 0; i < digits; i++, r->s++) {
		if (*r->s < '0' || *r->s > '9')
			return false;
		*value = *value * 10 + (*r->s - '0');
	}
	return true;
}

static bool one_of(struct reading *r, const char *set)
{
	if (r->s == r->end || !*r->s || !strchr(set, *r->s))
		return false;
	r->s++;
	return true;
}

static bool fraction(struct reading *r, int *micro)
{
	int unit = 100000;
	const char *first;

	*micro = 0;
	if (!one_of(r, "."))
		return true;
	for (first = r->s; r->s < r->end && *r->s >= '0' && *r->s <= '9'; r->s++, unit /= 10)
		*micro += (*r->s - '0') * unit;
	return r->s > first;
}

static bool offset(struct reading *r, int *seconds)
{
	int hours, minutes;
	bool west;

	*seconds = 0;
	if (one_of(r, "Zz"))
		return true;
	west = r->s < r->end && *r->s == '-';
	if (!one_of(r, "+-") || !number(r, 2, &hours) || !one_of(r, ":") || !number(r, 2, &minutes) ||
		hours > 23 || minutes > 59)
		return false;
	*seconds = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
	return true;
}

bool instant_read(const char *s, size_t n, instant *t, int *offset_seconds)
{
	struct reading r = {s, s + n};
	struct civil c, utc;
	int east;

	if (!number(&r, 4, &c.year) || !one_of(&r, "-") || !number(&r, 2, &c.month) || !one_of(&r, "-") ||
		!number(&r, 2, &c.day) || !one_of(&r, "Tt ") || !number(&r, 2, &c.hour) || !one_of(&r, ":") ||
		!number(&r, 2, &c.minute) || !one_of(&r, ":") || !number(&r, 2, &c.second) ||
		!fraction(&r, &c.micro) || !offset(&r, &east) || r.s != r.end || !civil_valid(&c))
		return false;
	utc = instant_to_civil(civil_to_instant(&c, east), 0);
	if (!civil_valid(&utc))
		return false;
	*t = civil_to_instant(&c, east);
	*offset_seconds = east;
	return true;
}
