/* Times in sheets: serial days, dates in any order, clocks in columns of their own; and whose zone they are
 * in. */
#include "base/calendar.h"
#include "wire/keys.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* ---- text ---- */

struct scanner {
	const char *s;
	int number[8]; /* groups of digits */
	unsigned length[8];
	char behind[8]; /* the sign behind each: '-', '.', '/', ':', ' ', 'T', 'Y' 'M' 'D' 'h' 'm' 's'; NUL */
	size_t count;
	int month; /* named */
	size_t month_at;
	bool pm, am, zoned;
	int offset;
};

static const struct {
	const char *word;
	char sign;
} signs[] = {{"年", 'Y'}, {"月", 'M'}, {"日", 'D'}, {"号", 'D'}, {"时", 'h'}, {"點", 'h'}, {"点", 'h'},
	{"分", 'm'}, {"秒", 's'}, {"：", ':'}, {"／", '/'}, {"－", '-'}, {"．", '.'}, {"　", ' '}};

static const struct {
	const char *word;
	int month;
} months[] = {{"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"may", 5}, {"jun", 6}, {"jul", 7}, {"aug", 8},
	{"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12}, {"янв", 1}, {"фев", 2}, {"мар", 3}, {"апр", 4},
	{"мая", 5}, {"май", 5}, {"июн", 6}, {"июл", 7}, {"авг", 8}, {"сен", 9}, {"окт", 10}, {"ноя", 11},
	{"дек", 12}};

static const struct {
	const char *word;
	int hours;
} zones[] = {{"utc", 0}, {"gmt", 0}, {"z", 0}, {"мск", 3}, {"msk", 3}, {"cet", 1}, {"cest", 2}, {"eet", 2},
	{"北京时间", 8}, {"北京", 8}, {"cst", 8}};

/* A word that is no number: a month, am or pm, a zone.  False: it says something else. */
static bool word_read(struct scanner *x, const char *word, size_t n)
{
	char loose[WORDS_ROOM];

	if (!words_loosely(word, n, loose, sizeof loose))
		return true;
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (strncmp(loose, months[i].word, strlen(months[i].word)) == 0 && !x->month) {
			x->month = months[i].month;
			x->month_at = x->count;
			return true;
		}
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (strcmp(loose, zones[i].word) == 0) {
			x->zoned = true;
			x->offset = zones[i].hours * 3600;
			return true;
		}
	x->pm |= strcmp(loose, "pm") == 0 || strcmp(loose, "下午") == 0;
	x->am |= strcmp(loose, "am") == 0 || strcmp(loose, "上午") == 0;
	return x->pm || x->am || strcmp(loose, "г") == 0 || strcmp(loose, "года") == 0 ||
	       strcmp(loose, "в") == 0 || strcmp(loose, "t") == 0 || strcmp(loose, "ч") == 0 ||
	       strcmp(loose, "мин") == 0 || strcmp(loose, "час") == 0;
}

static bool is_letter(const char *s)
{
	return isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80;
}

static const char *sign_at(const char *s, char *sign)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(s, signs[i].word, strlen(signs[i].word)) == 0) {
			*sign = signs[i].sign;
			return s + strlen(signs[i].word);
		}
	return NULL;
}

/* "+08:00", "+0800", "+8" behind a clock */
static bool offset_read(struct scanner *x)
{
	int sign = *x->s == '-' ? -1 : 1, hours = 0, minutes = 0, digits = 0;

	x->s++;
	for (; *x->s >= '0' && *x->s <= '9' && digits < 2; x->s++, digits++)
		hours = hours * 10 + (*x->s - '0');
	if (!digits)
		return false;
	x->s += *x->s == ':';
	for (digits = 0; *x->s >= '0' && *x->s <= '9' && digits < 2; x->s++, digits++)
		minutes = minutes * 10 + (*x->s - '0');
	x->zoned = true;
	x->offset = sign * (hours * 3600 + minutes * 60);
	return hours <= 14 && minutes < 60;
}

static bool number_read(struct scanner *x)
{
	size_t n = strspn(x->s, "0123456789");
	long value = 0;
	char sign = '\0';
	const char *behind;

	if (x->count == 8 || n > 14)
		return false;
	if (n <= 8)
		for (size_t i = 0; i < n; i++)
			value = value * 10 + (x->s[i] - '0');
	x->number[x->count] = (int)value;
	x->length[x->count] = (unsigned)n;
	x->s += n;
	behind = sign_at(x->s, &sign);
	if (behind)
		x->s = behind;
	else if (*x->s && strchr("-./: T,", *x->s))
		sign = *x->s++;
	x->behind[x->count++] = sign;
	return true;
}

/* Fourteen, twelve or eight digits in one are year, month, day, hour, minute. */
static bool compact(const char *s, struct scanner *x)
{
	size_t n = strspn(s, "0123456789");
	static const unsigned lengths[] = {4, 2, 2, 2, 2, 2};

	if ((n != 8 && n != 12 && n != 14) || s[n])
		return false;
	for (size_t i = 0, at = 0; at < n; i++) {
		int value = 0;

		for (unsigned k = 0; k < lengths[i]; k++)
			value = value * 10 + (s[at + k] - '0');
		at += lengths[i];
		x->number[i] = value;
		x->length[i] = lengths[i];
		x->behind[i] = i < 2 ? '-' : i == 2 ? ' ' : ':';
		x->count = i + 1;
	}
	return true;
}

static bool scan(const char *text, struct scanner *x)
{
	*x = (struct scanner){.s = text};
	if (compact(text, x))
		return true;
	while (*x->s) {
		char sign;
		const char *behind;

		if (*x->s >= '0' && *x->s <= '9') {
			if (!number_read(x))
				return false;
		} else if ((*x->s == '+' || (*x->s == '-' && x->count >= 5)) && x->count >= 2) {
			if (!offset_read(x))
				return false;
		} else if ((behind = sign_at(x->s, &sign))) {
			x->s = behind;
		} else if (is_letter(x->s)) {
			const char *from = x->s;

			while (is_letter(x->s) && !sign_at(x->s, &sign))
				x->s++;
			if (!word_read(x, from, (size_t)(x->s - from)))
				return false;
		} else if (strchr(" ,.()-/[]:T", *x->s)) {
			x->s++;
		} else {
			return false;
		}
	}
	return x->count > 0;
}

static int full_year(int year, unsigned length)
{
	return length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/* "19.06 11:30", "6月19日 11:30": who writes so means the year about now. */
static bool yearless(const struct scanner *x)
{
	if (x->behind[0] == 'M')
		return x->count >= 2 && x->length[0] <= 2 && x->length[1] <= 2;
	return (x->count == 4 || x->count == 5) && strchr("./", x->behind[0]) && x->behind[0] &&
	       x->behind[1] == ' ' && x->behind[2] == ':' && x->length[0] <= 2 && x->length[1] <= 2;
}

/* The groups of the date: three numbers, or two and a month's name.  Returns how many groups it took, 0: it
 * is none. */
static size_t date_read(struct scanner *x, enum date_order order, struct civil *c, bool *doubt)
{
	int *n = x->number;

	if (x->month) {
		if (x->count < 2)
			return 0;
		if (x->length[0] == 4) {
			c->year = n[0];
			c->day = n[1];
		} else {
			c->day = n[0];
			c->year = full_year(n[1], x->length[1]);
		}
		c->month = x->month;
		return 2;
	}
	if (yearless(x)) {
		c->day = n[order == ORDER_MDY || x->behind[0] == 'M'];
		c->month = n[order != ORDER_MDY && x->behind[0] != 'M'];
		c->year = 0;
		return 2;
	}
	if (x->count < 3 || x->behind[0] == ':' || x->behind[0] == 'h')
		return 0;
	if (x->length[0] == 4 || x->behind[0] == 'Y' ||
		(order == ORDER_YMD && x->length[2] != 4 && x->length[0] == 2)) {
		c->year = full_year(n[0], x->length[0]);
		c->month = n[1];
		c->day = n[2];
		return 3;
	}
	c->year = full_year(n[2], x->length[2]);
	c->day = n[0];
	c->month = n[1];
	if (order == ORDER_MDY && n[0] <= 12)
		c->month = n[0], c->day = n[1];
	if (n[1] > 12 && n[0] <= 12)
		c->month = n[0], c->day = n[1]; /* only so it is a date */
	*doubt = n[0] <= 12 && n[1] <= 12 && n[0] != n[1] && x->behind[0] != '.';
	return 3;
}

static bool clock_read(const struct scanner *x, size_t from, struct sheet_time *t)
{
	size_t left = x->count - from;
	const int *n = x->number + from;

	if (!left)
		return true;
	if (left > 3 || (left == 1 && x->behind[from] != 'h' && !(x->am || x->pm)))
		return false;
	t->has_clock = true;
	t->local.hour = n[0];
	t->local.minute = left > 1 ? n[1] : 0;
	t->local.second = left > 2 ? n[2] : 0;
	if (x->pm && t->local.hour < 12)
		t->local.hour += 12;
	else if (x->am && t->local.hour == 12)
		t->local.hour = 0;
	t->precision = left > 2 && n[2] ? PRECISION_SECOND : left > 1 ? PRECISION_MINUTE : PRECISION_HOUR;
	return t->local.hour <= 24 && t->local.minute < 60 && t->local.second < 60;
}

/* 24:00 is the beginning of the next day. */
static void end_of_day(struct civil *c)
{
	struct civil day = {c->year, c->month, c->day, 0, 0, 0, 0};

	if (c->hour == 24 && !c->minute && !c->second && civil_valid(&day))
		*c = instant_to_civil(civil_to_instant(&day, 0) + INSTANT_DAY, 0);
}

bool time_read(const char *text, enum date_order order, struct sheet_time *t, bool *doubt)
{
	struct scanner x;
	size_t used;

	*t = (struct sheet_time){.precision = PRECISION_DAY, .field = FIELDS};
	*doubt = false;
	if (strlen(text) > 60 || !scan(text, &x))
		return false;
	used = date_read(&x, order, &t->local, doubt);
	t->has_day = used > 0;
	if (!clock_read(&x, used, t))
		return false;
	t->zoned = x.zoned && t->has_clock;
	t->offset = t->zoned ? x.offset : 0;
	if (!t->has_day)
		return t->has_clock;
	if (!t->local.year) { /* the caller's to complete */
		t->yearless = true;
		return t->local.month >= 1 && t->local.month <= 12 && t->local.day >= 1 && t->local.day <= 31;
	}
	end_of_day(&t->local);
	return t->local.year >= 1950 && t->local.year < 2200 && civil_valid(&t->local);
}

bool time_of_serial(double serial, bool date_1904, struct sheet_time *t)
{
	double days = floor(serial);
	int64_t seconds = (int64_t)((serial - days) * DAY_SECONDS + 0.5);
	int64_t epoch = date_1904 ? calendar_days(1904, 1, 1) : calendar_days(1899, 12, 30);

	*t = (struct sheet_time){.precision = PRECISION_DAY, .field = FIELDS};
	if (!(serial >= 0) || serial > 120000)
		return false;
	t->has_day = days >= 1;
	t->has_clock = seconds > 0 || !t->has_day;
	t->local = instant_to_civil(
		((epoch + (int64_t)days) * DAY_SECONDS + (t->has_clock ? seconds : 0)) * INSTANT_SECOND, 0);
	if (t->has_clock)
		t->precision = t->local.second ? PRECISION_SECOND : PRECISION_MINUTE;
	return !t->has_day || (t->local.year >= 1950 && t->local.year < 2200);
}

/* ---- cells ---- */

/* The year that brings the day nearest to the title's, or to when it came. */
static bool year_found(struct sheet_reading *r, struct sheet_time *t)
{
	instant about = r->title->has_day ? civil_to_instant(&r->title->day, 0) : r->hint->received, best = 0;
	int year, found = 0;

	if (about == INSTANT_NONE)
		return false;
	year = instant_to_civil(about, 0).year;
	for (int y = year - 1; y <= year + 1; y++) {
		struct civil c = t->local;
		instant far;

		c.year = y;
		if (!civil_valid(&c))
			continue;
		far = civil_to_instant(&c, 0) - about;
		far = far < 0 ? -far : far;
		if (!found || far < best) {
			best = far;
			found = y;
		}
	}
	t->local.year = found;
	return found;
}

static void say_doubt(
	struct sheet_reading *r, const struct sheet_time *t, const char *raw, enum sheet_field field)
{
	if (!r->table->doubtful)
		return;
	sheet_say(r, SEVERITY_WARNING, "date-doubt", field,
		"\"%s\" may be two days: it was taken as %04d-%02d-%02d. Say the order of dates in a "
		"profile, or "
		"write the year first",
		raw, t->local.year, t->local.month, t->local.day);
}

bool value_time_of(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, struct sheet_time *t)
{
	const char *raw = sheet_text(v, field);
	const struct cell *c = v->of[field];
	bool doubt = false, fine;

	if (!raw)
		return false;
	if (c->kind == CELL_DATE ||
		(c->kind == CELL_NUMBER && (c->number < 1 || (c->number > 20000 && c->number < 120000))))
		fine = time_of_serial(c->number, r->row->date_1904, t);
	else
		fine = time_read(raw, r->table->order, t, &doubt) && (!t->yearless || year_found(r, t));
	if (fine && c->kind == CELL_NUMBER)
		sheet_say(r, SEVERITY_INFORMATION, "serial-date", field,
			"\"%s\" was read as a spreadsheet's serial day: %04d-%02d-%02d %02d:%02d", raw,
			t->local.year, t->local.month, t->local.day, t->local.hour, t->local.minute);
	t->field = field;
	if (!fine)
		sheet_say(r, SEVERITY_ERROR, "date-invalid", field,
			"\"%.60s\" is no date and time that is known here", raw);
	else if (doubt)
		say_doubt(r, t, raw, field);
	return fine;
}

static void clock_onto(struct sheet_time *day, const struct sheet_time *clock)
{
	day->local.hour = clock->local.hour;
	day->local.minute = clock->local.minute;
	day->local.second = clock->local.second;
	day->precision = clock->precision;
	day->has_clock = true;
	day->zoned = clock->zoned;
	day->offset = clock->offset;
	end_of_day(&day->local);
}

static void title_day(const struct sheet_reading *r, struct sheet_time *t)
{
	*t = (struct sheet_time){.local = r->title->day,
		.precision = r->title->clocked ? PRECISION_MINUTE : PRECISION_DAY,
		.has_day = r->title->has_day,
		.has_clock = r->title->clocked,
		.field = FIELDS};
}

bool value_time(struct sheet_reading *r, const struct sheet_values *v, struct sheet_time *t)
{
	struct sheet_time part;
	bool has_day = false, has_clock = false;
	struct sheet_time clock = {.precision = PRECISION_DAY};
	static const enum sheet_field fields[] = {FIELD_TIME, FIELD_DATE, FIELD_CLOCK};

	for (size_t i = 0; i < 3; i++) {
		if (!sheet_text(v, fields[i]))
			continue;
		if (!value_time_of(r, v, fields[i], &part))
			return false;
		if (part.has_day && !has_day) {
			*t = part;
			has_day = true;
			if (part.has_clock)
				return true;
		} else if (part.has_clock && !has_clock) {
			clock = part;
			has_clock = true;
		}
	}
	if (!has_day) {
		title_day(r, t);
		has_day = t->has_day;
		if (has_clock)
			t->field = clock.field;
	}
	if (has_day && has_clock)
		clock_onto(t, &clock);
	if (!has_day && has_clock)
		sheet_say(r, SEVERITY_ERROR, "date-missing", clock.field,
			"a time of day stands here, but neither a column nor a title says the day");
	return has_day;
}

/* ---- zones ---- */

static const struct zone *zone_set(struct sheet_reading *r, enum sheet_field field)
{
	const struct decode_world *w = r->world;
	const char *type = sheet_kind_rows[r->table->kind].type;
	const struct zone *z = NULL;
	const char *name = field < FIELDS ? r->table->zone[field] : NULL;

	if (w->zone_of_column && r->partner)
		z = w->zone_of_column(
			w->self, r->partner, type, field < FIELDS ? sheet_field_rows[field].word : NULL);
	if (!name && r->table->profile)
		name = r->table->profile->zone;
	if (!z && name && w->zone_named)
		z = w->zone_named(w->self, name);
	return z;
}

/* The same however the cell was formatted: a sheet saved in another way tells no other events. */
static const char *written(struct sheet_reading *r, const struct sheet_time *t)
{
	const struct civil *c = &t->local;

	if (t->precision == PRECISION_DAY)
		return arena_printf(r->a, "%04d-%02d-%02d", c->year, c->month, c->day);
	if (t->precision == PRECISION_SECOND)
		return arena_printf(r->a, "%04d-%02d-%02d %02d:%02d:%02d", c->year, c->month, c->day, c->hour,
			c->minute, c->second);
	return arena_printf(r->a, "%04d-%02d-%02d %02d:%02d", c->year, c->month, c->day, c->hour, c->minute);
}

struct moment value_moment(struct sheet_reading *r, const struct sheet_time *t, const char *place)
{
	struct moment m = {INSTANT_NONE, t->offset, t->precision, ZONE_IN_MESSAGE, NULL};
	const struct zone *z;

	if (!t->zoned) {
		z = zone_set(r, t->field);
		m.zone_source = ZONE_OF_SENDER;
		if (!z)
			z = zone_for(r->world, r->partner ? r->partner : r->hint->sender,
				sheet_kind_rows[r->table->kind].type, place, &m.zone_source);
		m.offset = z ? zone_offset_of_local(z, &t->local) : 0;
	}
	m.at = civil_to_instant(&t->local, m.offset);
	m.text = written(r, t);
	return m;
}
