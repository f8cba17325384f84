#include "wire/iso_time.h"

/* Exactly `count` digits at *s. */
static bool number(const char **s, int count, int *n)
{
	*n = 0;
	for (int i = 0; i < count; i++) {
		if (**s < '0' || **s > '9')
			return false;
		*n = *n * 10 + (*(*s)++ - '0');
	}
	return true;
}

static bool byte(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool read_day(const char **s, struct civil *c)
{
	return number(s, 4, &c->year) && byte(s, '-') && number(s, 2, &c->month) && byte(s, '-') &&
	       number(s, 2, &c->day);
}

static bool read_fraction(const char **s, int *micro)
{
	int digits = 0;

	for (; **s >= '0' && **s <= '9'; (*s)++)
		if (digits++ < 6)
			*micro = *micro * 10 + (**s - '0');
	for (int i = digits; i < 6; i++)
		*micro *= 10;
	return digits > 0;
}

static bool read_clock(const char **s, struct iso_time *t)
{
	struct civil *c = &t->local;

	t->precision = PRECISION_MINUTE;
	if (!number(s, 2, &c->hour) || !byte(s, ':') || !number(s, 2, &c->minute))
		return false;
	if (!byte(s, ':'))
		return true;
	t->precision = PRECISION_SECOND;
	if (!number(s, 2, &c->second))
		return false;
	return !(byte(s, '.') || byte(s, ',')) || read_fraction(s, &c->micro);
}

static bool read_offset(const char **s, struct iso_time *t)
{
	int sign, hours, minutes = 0;

	if (!**s)
		return true;
	t->zoned = true;
	if (byte(s, 'Z') || byte(s, 'z')) {
		t->utc = true;
		return true;
	}
	sign = **s == '-' ? -1 : 1;
	if (!byte(s, '+') && !byte(s, '-'))
		return false;
	if (!number(s, 2, &hours))
		return false;
	byte(s, ':');
	if (**s && !number(s, 2, &minutes))
		return false;
	t->offset = sign * (hours * 3600 + minutes * 60);
	return hours <= 14 && minutes < 60;
}

bool iso_time_read(const char *s, struct iso_time *t)
{
	*t = (struct iso_time){.precision = PRECISION_DAY};
	if (!read_day(&s, &t->local))
		return false;
	if (*s) {
		if (!byte(&s, 'T') && !byte(&s, 't') && !byte(&s, ' '))
			return false;
		if (!read_clock(&s, t))
			return false;
		byte(&s, ' ');
		if (!read_offset(&s, t))
			return false;
	}
	return !*s && t->local.year >= 1950 && civil_valid(&t->local);
}
