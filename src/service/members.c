#include "service/members.h"

#include "base/calendar.h"
#include "domain/line.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool member_wrong(const struct member_reading *r, const char *key, const char *format, ...)
{
	const char *inside = r->sheet ? strstr(r->at, ", ") : NULL, *heading = NULL;
	char said[256];
	va_list args;

	va_start(args, format);
	vsnprintf(said, sizeof said, format, args);
	va_end(args);
	if (inside) {
		inside += strlen(", ");
		heading = r->sheet->heading(r->sheet, arena_printf(r->a, "%s%s", inside, key));
	}
	if (heading)
		return fault_say(
			r->f, FAULT_BAD_BODY, "%.*s%s: %s", (int)(inside - r->at), r->at, heading, said);
	return fault_say(r->f, FAULT_BAD_BODY, "%s%s: %s", r->at, key, said);
}

bool members_known(const struct member_reading *r, const json_t *o, const char *const *members)
{
	const char *key;
	json_t *value;

	if (!json_is_object(o))
		return fault_say(r->f, FAULT_BAD_BODY, "%san object is expected", r->at);
	json_object_foreach((json_t *)(uintptr_t)o, key, value)
	{
		if (strcmp(key, "name") != 0 && !(r->sheet && strcmp(key, "row") == 0) &&
			!is_among(key, members))
			return fault_say(
				r->f, FAULT_BAD_BODY, "%s%.60s: there is no such member", r->at, key);
	}
	return true;
}

static const json_t *said(const json_t *o, const char *key)
{
	const json_t *value = json_object_get(o, key);

	return json_is_null(value) ? NULL : value;
}

static bool unsaid(const struct member_reading *r, const char *key, bool needed)
{
	return !needed || member_wrong(r, key, "it must be said");
}

bool member_text(const struct member_reading *r, const json_t *o, const char *key, size_t most, bool needed,
	const char **text)
{
	const json_t *value = said(o, key);

	*text = NULL;
	if (!value)
		return unsaid(r, key, needed);
	*text = json_string_value(value);
	if (!*text || !**text || strlen(*text) != json_string_length(value) || strlen(*text) > most)
		return member_wrong(r, key, "a text of 1 to %zu bytes is expected", most);
	*text = arena_strdup(r->a, *text);
	return true;
}

bool member_number(const struct member_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t *n)
{
	const json_t *value = json_object_get(o, key);

	*n = json_integer_value(value);
	return (json_is_integer(value) && *n >= least && *n <= most) ||
	       member_wrong(r, key, "a whole number from %lld to %lld is expected", (long long)least,
		       (long long)most);
}

bool member_number_or(const struct member_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t otherwise, int64_t *n)
{
	*n = otherwise;
	return !said(o, key) || member_number(r, o, key, least, most, n);
}

static int64_t power(int decimals)
{
	int64_t n = 1;

	while (decimals--)
		n *= 10;
	return n;
}

bool member_decimal_or(const struct member_reading *r, const json_t *o, const char *key, int decimals,
	int64_t least, int64_t most, int64_t otherwise, int64_t *n)
{
	const double scale = (double)power(decimals);
	const json_t *value = said(o, key);
	double scaled;

	*n = otherwise;
	if (!value)
		return true;
	scaled = json_number_value(value) * scale;
	*n = scaled >= (double)least && scaled <= (double)most ? llround(scaled) : 0;
	return (json_is_number(value) && scaled >= (double)least && scaled <= (double)most &&
		       fabs(scaled - (double)*n) < 1e-3) ||
	       member_wrong(r, key, "a number from %g to %g with %d decimals at most is expected",
		       (double)least / scale, (double)most / scale, decimals);
}

static bool no_such(
	const struct member_reading *r, const char *key, const char *word, const char *const *words)
{
	const char *told = words[0];

	for (size_t i = 1; words[i]; i++)
		told = arena_printf(r->a, "%s, %s", told, words[i]);
	return member_wrong(r, key, "\"%.40s\" is none of %s", word, told);
}

bool member_word(const struct member_reading *r, const json_t *o, const char *key, const char *const *words,
	bool needed, size_t *which)
{
	const char *word;

	if (!member_text(r, o, key, 64, needed, &word))
		return false;
	for (*which = 0; words[*which] && (!word || strcmp(words[*which], word) != 0);)
		++*which;
	if (!word || words[*which])
		return true;
	return no_such(r, key, word, words);
}

bool member_bits(const struct member_reading *r, const json_t *o, const char *key, const char *const *words,
	unsigned otherwise, unsigned *bits)
{
	const json_t *list;

	if (!member_list(r, o, key, 32, &list))
		return false;
	*bits = json_array_size(list) ? 0 : otherwise;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *word = json_string_value(json_array_get(list, i));
		unsigned b = 0;

		while (words[b] && (!word || strcmp(words[b], word) != 0))
			b++;
		if (!words[b])
			return no_such(r, key, word ? word : "", words);
		*bits |= 1u << b;
	}
	return true;
}

bool member_bool(
	const struct member_reading *r, const json_t *o, const char *key, bool otherwise, bool *value)
{
	const json_t *given = said(o, key);

	*value = given ? json_is_true(given) : otherwise;
	return !given || json_is_boolean(given) || member_wrong(r, key, "true or false is expected");
}

bool member_day_read(const char *s, int64_t *day)
{
	struct civil c = {0};
	int end = 0;

	if (!s || strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%n", &c.year, &c.month, &c.day, &end) != 3 ||
		end != 10 || !civil_valid(&c))
		return false;
	*day = calendar_days(c.year, c.month, c.day);
	return true;
}

bool member_day(
	const struct member_reading *r, const json_t *o, const char *key, int64_t otherwise, int64_t *day)
{
	const char *text;

	*day = otherwise;
	if (!member_text(r, o, key, 10, false, &text))
		return false;
	return !text || member_day_read(text, day) ||
	       member_wrong(r, key, "\"%.20s\" is no day like 2026-06-15", text);
}

static int earlier(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool member_days(const struct member_reading *r, const json_t *o, const char *key, size_t most,
	int64_t **days, size_t *count)
{
	const json_t *list;

	*count = 0;
	if (!member_list(r, o, key, most, &list))
		return false;
	*days = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof **days);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!member_day_read(json_string_value(json_array_get(list, i)), &(*days)[(*count)++]))
			return fault_say(r->f, FAULT_BAD_BODY, "%s%s[%zu]: a day like 2026-06-15 is expected",
				r->at, key, i);
	qsort(*days, *count, sizeof **days, earlier);
	for (size_t i = 1; i < *count; i++)
		if ((*days)[i] == (*days)[i - 1])
			return member_wrong(
				r, key, "%s stands there twice", member_day_told(r->a, (*days)[i]));
	return true;
}

bool member_clock(const struct member_reading *r, const json_t *o, const char *key, bool needed, int *minutes)
{
	int hour, minute, end = 0;
	const char *text;

	*minutes = -1;
	if (!member_text(r, o, key, 5, needed, &text))
		return false;
	if (!text)
		return true;
	if (strlen(text) != 5 || strspn(text, "0123456789:") != 5 ||
		sscanf(text, "%2d:%2d%n", &hour, &minute, &end) != 2 || end != 5 || hour > 23 || minute > 59)
		return member_wrong(r, key, "\"%.20s\" is no time of day like 18:30", text);
	*minutes = hour * 60 + minute;
	return true;
}

bool member_place(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, const char **code)
{
	const struct place *p;

	if (!member_text(r, o, key, 64, needed, code))
		return false;
	if (!*code)
		return true;
	p = world_place(r->w, *code);
	if (!p)
		return member_wrong(r, key, "nobody knows a place %.40s", *code);
	*code = arena_strdup(r->a, p->code);
	return true;
}

bool member_place_number(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, uint32_t *place)
{
	const char *code;

	if (!member_place(r, o, key, needed, &code))
		return false;
	*place = code ? world_place_number(r->w, code) : MEMBER_NO_PLACE;
	return !code || world_zone(r->w, code) ||
	       member_wrong(r, key, "nobody knows by what clock %s goes", code);
}

bool member_currency(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, const char **currency)
{
	return member_text(r, o, key, 3, needed, currency) &&
	       (!*currency ||
		       (strlen(*currency) == 3 && strspn(*currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) ||
		       member_wrong(r, key, "three capitals are expected, as CNY"));
}

bool member_list(
	const struct member_reading *r, const json_t *o, const char *key, size_t most, const json_t **list)
{
	*list = said(o, key);
	if (*list && !json_is_array(*list))
		return member_wrong(r, key, "a list is expected");
	return json_array_size(*list) <= most ||
	       member_wrong(r, key, "there are %zu, %zu may be", json_array_size(*list), most);
}

bool member_object(const struct member_reading *r, const json_t *o, const char *key, const json_t **object)
{
	*object = said(o, key);
	return !*object || json_is_object(*object) || member_wrong(r, key, "an object is expected");
}

struct member_reading member_item(const struct member_reading *r, const char *key, size_t i, const json_t *o)
{
	const json_t *row = r->sheet ? json_object_get(o, "row") : NULL;
	struct member_reading item = *r;
	struct member_sheet *sheet = row ? arena_alloc(r->a, sizeof *sheet) : NULL;

	if (row) {
		*sheet = *r->sheet;
		sheet->list = key;
		item.sheet = sheet;
	}
	item.at = row ? arena_printf(r->a, "row %lld, ", (long long)json_integer_value(row))
		      : arena_printf(r->a, "%s%s[%zu].", r->at, key, i);
	return item;
}

struct member_reading member_inside(const struct member_reading *r, const char *key)
{
	struct member_reading inside = *r;

	inside.at = arena_printf(r->a, "%s%s.", r->at, key);
	return inside;
}

const char *member_day_told(struct arena *a, int64_t day)
{
	struct civil c;

	calendar_date(day, &c);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

const char *member_clock_told(struct arena *a, int minutes)
{
	return minutes < 0 ? NULL : arena_printf(a, "%02d:%02d", minutes / 60, minutes % 60);
}

void member_decimal_write(struct json *j, const char *key, int64_t n, int decimals)
{
	char text[40];
	size_t length;

	length = (size_t)snprintf(text, sizeof text, "%lld.%0*lld", (long long)(n / power(decimals)),
		decimals, (long long)(n % power(decimals)));
	while (text[length - 1] == '0')
		text[--length] = 0;
	if (text[length - 1] == '.')
		text[--length] = 0;
	jw_key(j, key);
	jw_raw(j, text);
}
