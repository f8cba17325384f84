#include "base/arena.h"
#include "base/calendar.h"
#include "base/fault.h"

#include <string.h>

/* What TZif says up to its last transition, and the rule of its footer beyond (RFC 8536, 3.3.1). */

enum rule_form { RULE_MONTH, RULE_JULIAN, RULE_ZERO };

struct rule { /* when a change takes place each year: POSIX TZ, Mm.w.d/time, Jn/time, n/time */
	enum rule_form form;
	int month, week, day; /* day: of the week, or of the year */
	int seconds;          /* local time of day; RFC 8536 lets it be -167 h to 167 h */
};

struct footer {
	bool given, changes; /* changes: there is summer time */
	int standard, summer;
	struct rule begin, end; /* of summer time */
};

struct zone {
	const char *name;
	size_t count;
	const int64_t *at; /* transitions, ascending, seconds since 1970 */
	const int32_t *to; /* the offset from each on */
	int32_t first;     /* the offset before the first */
	struct footer footer;
};

struct span { /* a stretch of time with one offset; end: the first second that is no longer in it */
	int offset;
	int64_t end;
};

static int64_t rule_day(const struct rule *r, int year)
{
	int64_t first;
	int day;

	if (r->form == RULE_ZERO)
		return calendar_days(year, 1, 1) + r->day;
	if (r->form == RULE_JULIAN) /* February 29 is never counted */
		return calendar_days(year, 1, 1) + r->day - 1 + (calendar_leap(year) && r->day >= 60);
	first = calendar_days(year, r->month, 1);
	day = r->day - (int)((first % 7 + 7 + 4) % 7); /* 1970-01-01 was a Thursday */
	if (day < 0)
		day += 7;
	day += (r->week - 1) * 7;
	if (day >= calendar_days_in(year, r->month))
		day -= 7;
	return first + day;
}

static int64_t rule_second(const struct rule *r, int year, int before)
{
	return rule_day(r, year) * DAY_SECONDS + r->seconds - before;
}

static struct span footer_span(const struct footer *f, int64_t t)
{
	struct span span = {f->standard, INT64_MAX};
	struct civil c;

	if (!f->changes)
		return span;
	calendar_date(calendar_floor(t, DAY_SECONDS), &c);
	for (int year = c.year - 1; year <= c.year + 2; year++) {
		int64_t begin = rule_second(&f->begin, year, f->standard);
		int64_t end = rule_second(&f->end, year, f->summer);
		int64_t change[2] = {begin, end};
		int offsets[2] = {f->summer, f->standard};

		for (int i = 0; i < 2; i++) {
			int k = begin < end ? i : 1 - i;

			if (change[k] > t)
				return (struct span){span.offset, change[k]};
			span.offset = offsets[k];
		}
	}
	return span;
}

static struct span span_at(const struct zone *z, int64_t t)
{
	size_t low = 0, high = z->count;

	while (low < high) { /* the first transition behind t */
		size_t middle = low + (high - low) / 2;

		if (z->at[middle] <= t)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == z->count && z->footer.given)
		return footer_span(&z->footer, t);
	return (struct span){low ? z->to[low - 1] : z->first, low < z->count ? z->at[low] : INT64_MAX};
}

int zone_offset_at(const struct zone *z, instant t)
{
	return span_at(z, calendar_floor(t, INSTANT_SECOND)).offset;
}

int zone_offset_of_local(const struct zone *z, const struct civil *local)
{
	int64_t utc = calendar_seconds(local), t = utc - 2 * DAY_SECONDS;
	struct span span = span_at(z, t);

	/* The first stretch that holds the local time; where the next one begins after it, it lies in a gap.
	 */
	while (utc - span.offset >= span.end) {
		struct span next = span_at(z, span.end);

		if (utc - next.offset < span.end)
			return span.offset;
		span = next;
	}
	return span.offset;
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

/* The footer: a POSIX TZ string */

struct reading {
	const char *s, *end;
};

static bool one_of(struct reading *r, const char *set)
{
	if (r->s == r->end || !*r->s || !strchr(set, *r->s))
		return false;
	r->s++;
	return true;
}

static bool posix_name(struct reading *r)
{
	const char *first = r->s;

	if (one_of(r, "<")) {
		while (r->s < r->end && *r->s != '>')
			r->s++;
		return one_of(r, ">");
	}
	while (r->s < r->end && ((*r->s >= 'A' && *r->s <= 'Z') || (*r->s >= 'a' && *r->s <= 'z')))
		r->s++;
	return r->s - first >= 3;
}

static bool posix_number(struct reading *r, int most, int *value)
{
	const char *first = r->s;

	*value = 0;
	while (r->s < r->end && *r->s >= '0' && *r->s <= '9' && *value <= most)
		*value = *value * 10 + (*r->s++ - '0');
	return r->s > first && *value <= most;
}

static bool posix_time(struct reading *r, int *seconds)
{
	int hours, part, sign = 1, unit = 60;

	if (r->s < r->end && *r->s == '-')
		sign = -1;
	(void)one_of(r, "+-");
	if (!posix_number(r, 167, &hours))
		return false;
	*seconds = hours * 3600;
	while (unit && one_of(r, ":")) {
		if (!posix_number(r, 59, &part))
			return false;
		*seconds += part * unit;
		unit /= 60;
	}
	*seconds *= sign;
	return true;
}

static bool posix_rule(struct reading *r, struct rule *rule)
{
	*rule = (struct rule){.form = RULE_ZERO, .seconds = 7200};
	if (!one_of(r, ","))
		return false;
	if (one_of(r, "M")) {
		rule->form = RULE_MONTH;
		if (!posix_number(r, 12, &rule->month) || !one_of(r, ".") ||
			!posix_number(r, 5, &rule->week) || !one_of(r, ".") ||
			!posix_number(r, 6, &rule->day) || !rule->month || !rule->week)
			return false;
	} else {
		if (one_of(r, "J"))
			rule->form = RULE_JULIAN;
		if (!posix_number(r, 365, &rule->day) || (rule->form == RULE_JULIAN && !rule->day))
			return false;
	}
	return !one_of(r, "/") || posix_time(r, &rule->seconds);
}

/* POSIX counts west of Greenwich as positive. */
static bool posix_zone(struct reading r, struct footer *f)
{
	f->given = r.s < r.end;
	if (!f->given)
		return true;
	if (!posix_name(&r) || !posix_time(&r, &f->standard))
		return false;
	f->standard = -f->standard;
	f->changes = r.s < r.end;
	if (!f->changes)
		return true;
	if (!posix_name(&r))
		return false;
	f->summer = f->standard + 3600;
	if (r.s < r.end && *r.s != ',') {
		if (!posix_time(&r, &f->summer))
			return false;
		f->summer = -f->summer;
	}
	return posix_rule(&r, &f->begin) && posix_rule(&r, &f->end) && r.s == r.end;
}

/* TZif */

#define TZIF_HEADER 44
#define OFFSET_MOST (26 * 3600) /* RFC 8536: "SHOULD be between -25 h and 26 h" */

struct tzif {
	const uint8_t *bytes; /* behind the header */
	size_t time_size, times, types, length;
};

static uint32_t big32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t big_time(const uint8_t *p, size_t size)
{
	if (size == 4)
		return (int32_t)big32(p);
	return (int64_t)((uint64_t)big32(p) << 32 | big32(p + 4));
}

/* One header and where its data lie; false where they do not fit. */
static bool tzif_block(const uint8_t *p, size_t n, size_t time_size, struct tzif *b)
{
	uint64_t isut, isstd, leaps, chars, length;

	if (n < TZIF_HEADER || memcmp(p, "TZif", 4) != 0)
		return false;
	isut = big32(p + 20);
	isstd = big32(p + 24);
	leaps = big32(p + 28);
	b->times = big32(p + 32);
	b->types = big32(p + 36);
	chars = big32(p + 40);
	length = b->times * (time_size + 1) + b->types * 6 + chars + leaps * (time_size + 4) + isstd + isut;
	if (length > n - TZIF_HEADER || !b->types)
		return false;
	b->bytes = p + TZIF_HEADER;
	b->time_size = time_size;
	b->length = (size_t)length;
	return true;
}

static bool tzif_offset(const struct tzif *b, size_t type, int32_t *offset_seconds)
{
	if (type >= b->types)
		return false;
	*offset_seconds = (int32_t)big32(b->bytes + b->times * (b->time_size + 1) + type * 6);
	return *offset_seconds >= -OFFSET_MOST && *offset_seconds <= OFFSET_MOST;
}

static bool tzif_transitions(struct arena *a, const struct tzif *b, struct zone *z)
{
	int64_t *at = arena_alloc_array(a, b->times, sizeof *at);
	int32_t *to = arena_alloc_array(a, b->times, sizeof *to);

	for (size_t i = 0; i < b->times; i++) {
		at[i] = big_time(b->bytes + i * b->time_size, b->time_size);
		if ((i && at[i] <= at[i - 1]) ||
			!tzif_offset(b, b->bytes[b->times * b->time_size + i], &to[i]))
			return false;
	}
	z->at = at;
	z->to = to;
	z->count = b->times;
	return tzif_offset(b, 0, &z->first);
}

static bool tzif_footer(const uint8_t *p, const uint8_t *end, struct footer *f)
{
	const uint8_t *last;

	if (p == end || *p != '\n')
		return false;
	last = memchr(p + 1, '\n', (size_t)(end - p - 1));
	return last && posix_zone((struct reading){(const char *)p + 1, (const char *)last}, f) &&
	       f->standard >= -OFFSET_MOST && f->standard <= OFFSET_MOST && f->summer >= -OFFSET_MOST &&
	       f->summer <= OFFSET_MOST;
}

struct zone *zone_read(struct arena *a, const char *name, const void *bytes, size_t n, struct fault *f)
{
	const uint8_t *p = bytes;
	struct zone *z = arena_alloc(a, sizeof *z);
	struct tzif b;
	bool good = tzif_block(p, n, 4, &b);

	z->name = arena_strdup(a, name);
	if (good && p[4] >= '2') { /* the same again with 64-bit times, and the rule for what comes after */
		size_t first = TZIF_HEADER + b.length;

		good = tzif_block(p + first, n - first, 8, &b) && tzif_transitions(a, &b, z) &&
		       tzif_footer(b.bytes + b.length, p + n, &z->footer);
	} else if (good) {
		good = tzif_transitions(a, &b, z);
	}
	if (good)
		return z;
	fault_say(f, FAULT_ENVIRONMENT, "%s is not a time zone file (TZif)", name);
	return NULL;
}
