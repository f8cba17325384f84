#include "wire/dcsa_say.h"

#include "codes/size_type.h"

#include <string.h>

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

bool say_fits(const char *s, size_t most)
{
	return s && *s && characters(s) <= most;
}

void say_if(struct json *j, const char *key, const char *s, size_t most)
{
	if (say_fits(s, most))
		jw_member(j, key, s);
}

bool say_locode(const char *s)
{
	if (!s || strlen(s) != 5 || *s == 'X')
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!(s[i] >= 'A' && s[i] <= 'Z') && !(i >= 2 && s[i] >= '2' && s[i] <= '9'))
			return false;
	return true;
}

const char *say_remark(const struct event *e, const char *kind, size_t most, size_t nth)
{
	size_t n = strlen(kind);

	for (size_t i = 0; i < e->remark_count; i++)
		if (strncmp(e->remarks[i], kind, n) == 0 && say_fits(e->remarks[i] + n, most) && nth-- == 0)
			return e->remarks[i] + n;
	return NULL;
}

const char *say_size_type(const struct event *e)
{
	const char *s = e->size_type;

	return s && strlen(s) == 4 && size_type_read(s).form != SIZE_TYPE_NONE ? s : NULL;
}

const char *say_no_time(const struct event *e)
{
	if (e->happened.at == INSTANT_NONE)
		return "no time was said";
	if (e->happened.zone_source == ZONE_NOBODY)
		return "the zone of its time is not known";
	if (e->happened.precision == PRECISION_DAY || e->happened.precision == PRECISION_HOUR)
		return "its time is known only to the day or hour";
	return NULL;
}

bool say_of_wagon(const struct event *e)
{
	return e->subject_kind == SUBJECT_TRANSPORT && e->subject && strncmp(e->subject, "WAGON:", 6) == 0;
}
