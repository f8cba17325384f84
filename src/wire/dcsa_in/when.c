/* Times in DCSA's JSON: RFC 3339, and what is sent in its place: no offset, no seconds, a day alone. */
#include "wire/dcsa_in/taking.h"
#include "wire/keys.h"

struct spoken { /* a time as it is written */
	struct civil local;
	int offset;
	bool zoned, utc;
	enum precision precision;
};

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

static bool read_clock(const char **s, struct spoken *t)
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

static bool read_offset(const char **s, struct spoken *t)
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

static bool read_spoken(const char *s, struct spoken *t)
{
	*t = (struct spoken){.precision = PRECISION_DAY};
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

/* 2.2 has local times with their offset; Z where the place keeps another time may be a local time unsaid. */
static void doubt_utc(struct taking *t, const struct node *n, const struct zone *zone, instant at)
{
	int offset = zone ? zone_offset_at(zone, at) : 0;

	if (offset)
		take_say(t, SEVERITY_WARNING, "time-utc", n, NULL,
			"this ends in Z where the clock shows %+03d:%02d: it was taken as UTC. If it is "
			"local "
			"time, let its sender write the offset",
			offset / 3600, (offset < 0 ? -offset : offset) / 60 % 60);
}

static struct moment settle(
	struct taking *t, const struct node *n, const struct spoken *spoken, const char *place, bool local)
{
	enum zone_source source;
	const char *sender = t->partner ? t->partner->name : t->message.sender;
	const struct zone *zone = zone_for(t->world, sender, "DCSA", place, &source);
	struct moment m = {INSTANT_NONE, spoken->offset, spoken->precision, ZONE_IN_MESSAGE, NULL};

	if (!spoken->zoned) {
		m.offset = zone ? zone_offset_of_local(zone, &spoken->local) : 0;
		m.zone_source = source;
		take_say(t, SEVERITY_WARNING, "time-offset", n, NULL, "this time says no offset: %s",
			zone ? "that of its sender or place was taken"
			     : "it is kept as local time of no known zone");
	}
	m.at = civil_to_instant(&spoken->local, m.offset);
	if (spoken->utc && local)
		doubt_utc(t, n, zone, m.at);
	return m;
}

static struct moment read_moment(struct taking *t, const struct node *n, const char *place, bool local)
{
	struct moment m = {INSTANT_NONE, 0, PRECISION_MINUTE, ZONE_NOBODY, NULL};
	const char *text = take_text(t, n, 0);
	struct spoken spoken;

	if (!text)
		return m;
	if (!read_spoken(text, &spoken)) {
		take_say(t, SEVERITY_WARNING, "date-invalid", n, NULL,
			"\"%.40s\" is no date and time of RFC 3339: it was passed over", text);
		return m;
	}
	m = settle(t, n, &spoken, place, local);
	m.text = text;
	return m;
}

struct moment take_moment(struct taking *t, const struct node *n, const char *place)
{
	return read_moment(t, n, place, false);
}

struct moment take_local_moment(struct taking *t, const struct node *n, const char *place)
{
	return read_moment(t, n, place, true);
}
