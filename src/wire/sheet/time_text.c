/* Dates and clocks as sheets write them: text in any order, serial days. */
#include "base/calendar.h"
#include "codes/shape.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

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

/* "пн", "Mon", "星期一": says nothing that the date does not. */
static bool is_weekday(const char *loose)
{
	static const char *const begins[] = {
		"понед", "вторн", "среда", "четв", "пятн", "субб", "воскр", "星期", "周", "礼拜"};
	static const char *const whole[] = {"пн", "вт", "ср", "чт", "пт", "сб", "вс", "mon", "tue", "wed",
		"thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday"};

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (strncmp(loose, begins[i], strlen(begins[i])) == 0)
			return true;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (strcmp(loose, whole[i]) == 0)
			return true;
	return false;
}

/* A word that is no number: a month, am or pm, a zone.  False: it says something else. */
static bool word_read(struct scanner *x, const char *word, size_t n)
{
	char loose[WORDS_ROOM];

	if (!words_loosely(word, n, loose, sizeof loose))
		return true;
	if (is_weekday(loose))
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
	for (size_t i = 0; (unsigned char)*s >= 0x80 && i < sizeof signs / sizeof *signs; i++)
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

/* Of few signs, sooner than strchr tells. */
static inline bool stands(char c, const char *among)
{
	while (c && *among && *among != c)
		among++;
	return c && *among;
}

static bool number_read(struct scanner *x)
{
	size_t n = shape_digits(x->s);
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
	else if (stands(*x->s, "-./: T,"))
		sign = *x->s++;
	x->behind[x->count++] = sign;
	return true;
}

/* Fourteen, twelve or eight digits in one are year, month, day, hour, minute. */
static bool compact(const char *s, struct scanner *x)
{
	size_t n = shape_digits(s);
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
	static const char beijing[] = "北京时间";

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
		} else if (strncmp(x->s, beijing, sizeof beijing - 1) == 0) {
			x->s += sizeof beijing - 1; /* whose third character is a sign of its own */
			x->zoned = true;
			x->offset = 8 * 3600;
		} else if ((behind = sign_at(x->s, &sign))) {
			x->s = behind;
		} else if (is_letter(x->s)) {
			const char *from = x->s;

			while (is_letter(x->s) && !sign_at(x->s, &sign))
				x->s++;
			if (!word_read(x, from, (size_t)(x->s - from)))
				return false;
		} else if (stands(*x->s, " ,.()-/[]:T'")) {
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
	return (x->count == 4 || x->count == 5) && strchr("./-", x->behind[0]) && x->behind[0] &&
	       x->behind[1] == ' ' && x->behind[2] == ':' && x->length[0] <= 2 && x->length[1] <= 2;
}

/* "6/18", "18.06": who has the month first is told by the order, and by what can be a month. */
static void day_and_month(const struct scanner *x, enum date_order order, struct civil *c)
{
	bool month_first = x->behind[0] == 'M' || order == ORDER_MDY || order == ORDER_YMD ||
			   (x->behind[0] == '-' && order == ORDER_GUESS);
	int month = x->number[!month_first], day = x->number[month_first];

	if (month > 12 && day <= 12 && x->behind[0] != 'M') {
		c->month = day;
		c->day = month;
		return;
	}
	c->month = month;
	c->day = day;
}

/* The groups of the date: three numbers, or two and a month's name.  Returns how many groups it took, 0: it
 * is none. */
static size_t date_read(
	struct scanner *x, enum date_order order, struct civil *c, bool *doubt, bool *turnable)
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
		*turnable = x->length[0] == 2 && x->length[1] == 2 && x->month_at == 1;
		c->month = x->month;
		return 2;
	}
	if (yearless(x)) {
		day_and_month(x, order, c);
		c->year = 0;
		return 2;
	}
	if (x->count < 3 || x->behind[0] == ':' || x->behind[0] == 'h')
		return 0;
	*turnable = x->length[0] == 2 && x->length[1] <= 2 && x->length[2] == 2 && x->behind[0] != 'Y';
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

/* "20260615 08:30", "8:30 15.06.2026": the date in three groups, and before the clock. */
static void arrange(struct scanner *x)
{
	size_t clock = 0;
	struct scanner was;

	if (x->length[0] == 8 && x->count > 1 && x->count <= 6) {
		was = *x;
		for (size_t i = x->count + 2; i-- > 3;) {
			x->number[i] = was.number[i - 2];
			x->length[i] = was.length[i - 2];
			x->behind[i] = was.behind[i - 2];
		}
		x->count += 2;
		for (size_t i = 0; i < 3; i++) {
			x->number[i] = i ? was.number[0] / (i == 1 ? 100 : 1) % 100 : was.number[0] / 10000;
			x->length[i] = i ? 2 : 4;
			x->behind[i] = i < 2 ? '-' : ' ';
		}
		return;
	}
	while (clock < x->count && x->behind[clock] == ':')
		clock++;
	clock += clock > 0;
	if (!clock || clock > 3 || x->count - clock < 3 || x->month)
		return;
	was = *x;
	for (size_t i = 0; i < x->count; i++) {
		size_t from = (i + clock) % x->count;

		x->number[i] = was.number[from];
		x->length[i] = was.length[from];
		x->behind[i] = was.behind[from];
	}
}

/* "0915" behind a date */
static bool clock_in_one(const struct scanner *x, size_t from, struct cell_time *t)
{
	int n = x->number[from];

	t->has_clock = true;
	t->local.hour = n / 100;
	t->local.minute = n % 100;
	t->precision = PRECISION_MINUTE;
	return n <= 2400 && n % 100 < 60;
}

static bool clock_read(const struct scanner *x, size_t from, struct cell_time *t)
{
	size_t left = x->count - from;
	const int *n = x->number + from;

	if (!left)
		return true;
	if (left == 1 && from && x->length[from] == 4 && !x->behind[from])
		return clock_in_one(x, from, t);
	if (left == 4 && x->behind[from + 2] == '.') /* parts of a second */
		left = 3;
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

void time_end_of_day(struct civil *c)
{
	struct civil day;

	if (c->hour != 24 || c->minute || c->second)
		return;
	day = (struct civil){c->year, c->month, c->day, 0, 0, 0, 0};
	if (civil_valid(&day))
		*c = instant_to_civil(civil_to_instant(&day, 0) + INSTANT_DAY, 0);
}

/* Full-width digits and signs as others have them. */
static const char *narrowed(const char *text, char plain[64])
{
	size_t at = 0;

	if (!strchr(text, '\xEF'))
		return text;
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		if (s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x8D && s[2] <= 0x9A) {
			plain[at++] = (char)(s[2] - 0x8D + '-');
			s += 2;
		} else {
			plain[at++] = (char)*s;
		}
	}
	plain[at] = '\0';
	return plain;
}

bool time_read(const char *text, enum date_order order, struct cell_time *t, bool *doubt)
{
	char plain[64];
	struct scanner x;
	size_t used;

	*t = (struct cell_time){.precision = PRECISION_DAY, .field = FIELDS};
	*doubt = false;
	if (strlen(text) > 60 || !scan(narrowed(text, plain), &x))
		return false;
	arrange(&x);
	used = date_read(&x, order, &t->local, doubt, &t->turnable);
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
	time_end_of_day(&t->local);
	return t->local.year >= 1950 && t->local.year < 2200 && civil_valid(&t->local);
}

bool time_day_of_year(const char *text, enum date_order order, struct cell_time *t)
{
	struct scanner x;

	*t = (struct cell_time){.precision = PRECISION_DAY, .field = FIELDS};
	if (strlen(text) > 12 || !scan(text, &x) || x.count != 2 || x.month || !x.behind[0] ||
		!strchr("./-", x.behind[0]) || x.length[0] > 2 || x.length[1] > 2)
		return false;
	day_and_month(&x, order, &t->local);
	t->has_day = t->yearless = true;
	return t->local.month >= 1 && t->local.month <= 12 && t->local.day >= 1 && t->local.day <= 31;
}

bool time_clock_in_one(const char *text, struct cell_time *t)
{
	size_t n = strspn(text, "0123456789");
	struct scanner x = {.number = {0}};

	*t = (struct cell_time){.precision = PRECISION_DAY, .field = FIELDS};
	if (text[n] || (n != 3 && n != 4))
		return false;
	for (size_t i = 0; i < n; i++)
		x.number[0] = x.number[0] * 10 + (text[i] - '0');
	return clock_in_one(&x, 0, t);
}

bool time_of_serial(double serial, bool date_1904, struct cell_time *t)
{
	double days = floor(serial);
	int64_t seconds = (int64_t)((serial - days) * DAY_SECONDS + 0.5);
	int64_t epoch = date_1904 ? calendar_days(1904, 1, 1) : calendar_days(1899, 12, 30);

	*t = (struct cell_time){.precision = PRECISION_DAY, .field = FIELDS};
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
