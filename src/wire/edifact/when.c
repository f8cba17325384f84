#include "wire/edifact/when.h"

#include "wire/keys.h"

/* C century and year, Y year of this century or the last, M month, D day, h, m, s; Z: the rest is a zone. */
static const struct format {
	const char *code, *pattern;
} formats[] = {
	{"203", "CCYYMMDDhhmm"},
	{"102", "CCYYMMDD"},
	{"204", "CCYYMMDDhhmmss"},
	{"201", "YYMMDDhhmm"},
	{"101", "YYMMDD"},
	{"202", "YYMMDDhhmmss"},
	{"303", "CCYYMMDDhhmmZ"},
	{"304", "CCYYMMDDhhmmssZ"},
	{"205", "CCYYMMDDhhmmZ"},
	{"301", "YYMMDDhhmmZ"},
	{"302", "YYMMDDhhmmssZ"},
	{"2", "DDMMYY"},
	{"4", "DDMMCCYY"},
	{"5", "DDMMCCYYhhmm"},
};

/* What a value of this many digits is when its format does not say. */
static const struct {
	uint32_t length;
	const char *code;
} by_length[] = {{12, "203"}, {8, "102"}, {14, "204"}, {10, "201"}, {6, "101"}};

static const struct {
	const char *name;
	int hours;
} zone_words[] = {{"UTC", 0}, {"GMT", 0}, {"UCT", 0}, {"Z", 0}, {"WET", 0}, {"CET", 1}, {"EET", 2},
	{"MSK", 3}, {"HKT", 8}, {"JST", 9}, {"KST", 9}};

static const struct format *format_of(const char *code, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strlen(formats[i].code) == n && memcmp(formats[i].code, code, n) == 0)
			return &formats[i];
	return NULL;
}

/* "+08", "-0330", "08:00", "UTC" */
static bool zone_offset(struct slice x, int *offset)
{
	int sign = 1, digits[4] = {0, 0, 0, 0};
	size_t i, n = 0;

	for (i = 0; i < sizeof zone_words / sizeof *zone_words; i++)
		if (slice_is(x, zone_words[i].name)) {
			*offset = zone_words[i].hours * 3600;
			return true;
		}
	if (x.n && (*x.s == '+' || *x.s == '-')) {
		sign = *x.s == '-' ? -1 : 1;
		x.s++;
		x.n--;
	}
	for (i = 0; i < x.n; i++) {
		if (x.s[i] == ':' && n == 2)
			continue;
		if (x.s[i] < '0' || x.s[i] > '9' || n == 4)
			return false;
		digits[n++] = x.s[i] - '0';
	}
	if (n != 2 && n != 4)
		return false;
	*offset = sign * (digits[0] * 36000 + digits[1] * 3600 + digits[2] * 600 + digits[3] * 60);
	return digits[0] * 10 + digits[1] <= 14 && digits[2] < 6;
}

/* 24:00 is the end of a day, which is the next one's beginning (ISO 8601). */
static void end_of_day(struct civil *c)
{
	struct civil day = {c->year, c->month, c->day, 0, 0, 0, 0};

	if (c->hour == 24 && !c->minute && !c->second && civil_valid(&day))
		*c = instant_to_civil(civil_to_instant(&day, 0) + INSTANT_DAY, 0);
}

static bool digits_read(struct slice x, const char *pattern, struct told *t)
{
	struct civil *c = &t->local;
	size_t i;
	bool century = false;

	*c = (struct civil){0, 0, 0, 0, 0, 0, 0};
	t->precision = PRECISION_DAY;
	for (i = 0; pattern[i] && pattern[i] != 'Z'; i++) {
		int d = i < x.n ? x.s[i] - '0' : -1;

		if (d < 0 || d > 9)
			return false;
		switch (pattern[i]) {
		case 'C':
			century = true; /* fall through */
		case 'Y':
			c->year = c->year * 10 + d;
			break;
		case 'M':
			c->month = c->month * 10 + d;
			break;
		case 'D':
			c->day = c->day * 10 + d;
			break;
		case 'h':
			c->hour = c->hour * 10 + d;
			break;
		case 'm':
			c->minute = c->minute * 10 + d;
			t->precision = PRECISION_MINUTE;
			break;
		default:
			c->second = c->second * 10 + d;
			t->precision = PRECISION_SECOND;
		}
	}
	if (!century)
		c->year += c->year < 70 ? 2000 : 1900;
	end_of_day(c);
	return (pattern[i] == 'Z' || i == x.n) && c->year >= 1950 && civil_valid(c);
}

static enum told_verdict read_as(struct slice x, const struct format *f, struct told *t)
{
	size_t digits = strcspn(f->pattern, "Z");

	t->zoned = false;
	t->offset = 0;
	if (!digits_read(x, f->pattern, t))
		return TOLD_BADLY;
	if (!f->pattern[digits])
		return TOLD_WELL;
	t->zoned = zone_offset((struct slice){x.s + digits, x.n - (uint32_t)digits, false}, &t->offset);
	if (!t->zoned)
		t->offset = 0;
	return t->zoned ? TOLD_WELL : TOLD_ZONE_UNKNOWN;
}

enum told_verdict told_read(struct slice value, struct slice format, struct told *told)
{
	const struct format *f;
	enum told_verdict verdict = TOLD_BADLY;
	size_t i;

	value = trimmed(value);
	format = trimmed(format);
	if (!value.n)
		return TOLD_NOTHING;
	f = format_of(format.s, format.n);
	if (!f && format.n == 3)
		return TOLD_PERIOD;
	if (f)
		verdict = read_as(value, f, told);
	if (verdict != TOLD_BADLY)
		return verdict;
	for (i = 0; i < sizeof by_length / sizeof *by_length; i++)
		if (by_length[i].length == value.n) {
			verdict = read_as(value, format_of(by_length[i].code, 3), told);
			return verdict == TOLD_WELL ? TOLD_OTHERWISE : TOLD_BADLY;
		}
	return TOLD_BADLY;
}

/* Whether what was read is that moment, once its zone has been found again. */
static bool says(const struct told *t, const struct moment *m)
{
	bool zoned = m->zone_source == ZONE_IN_MESSAGE;

	return t->precision == m->precision && t->zoned == zoned && (!zoned || t->offset == m->offset) &&
	       civil_to_instant(&t->local, m->offset) == m->at;
}

const char *told_format(const struct moment *m)
{
	struct slice text = {m->text, (uint32_t)strlen(m->text), false};
	struct told t;

	for (const char *c = m->text; *c; c++)
		if (*c <= ' ' || *c > '~')
			return NULL;
	if (!text.n || text.n > 35)
		return NULL;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		enum told_verdict verdict = read_as(text, &formats[i], &t);

		if ((verdict == TOLD_WELL || verdict == TOLD_ZONE_UNKNOWN) && says(&t, m))
			return formats[i].code;
	}
	return NULL;
}

static void told_complain(struct reading *r, const struct segment *s, enum told_verdict verdict)
{
	struct slice value = segment_at(s, 1, 2), format = segment_at(s, 1, 3);
	int n = (int)value.n, m = (int)format.n;

	if (verdict == TOLD_OTHERWISE && m)
		say(r, SEVERITY_WARNING, "date-format", s, 1, 3,
			"\"%.*s\" is not of format %.*s: it was read by its length", n, value.s, m, format.s);
	else if (verdict == TOLD_OTHERWISE)
		say(r, SEVERITY_INFORMATION, "date-format", s, 1, 3,
			"\"%.*s\" has no format (2379): it was read by its length", n, value.s);
	else if (verdict == TOLD_ZONE_UNKNOWN)
		say(r, SEVERITY_INFORMATION, "zone-unknown", s, 1, 2,
			"the zone in \"%.*s\" says no offset: the time was taken as local", n, value.s);
	else if (verdict == TOLD_NOTHING)
		say(r, SEVERITY_INFORMATION, "date-empty", s, 1, 2,
			"this DTM has no value and was passed over");
	else if (verdict == TOLD_PERIOD)
		say(r, SEVERITY_INFORMATION, "date-period", s, 1, 3,
			"format %.*s is no moment: this DTM was passed over", m, format.s);
	else if (verdict == TOLD_BADLY)
		say(r, SEVERITY_WARNING, "date-invalid", s, 1, 2,
			"\"%.*s\" is no date of format %.*s: this DTM was passed over", n, value.s, m,
			format.s);
}

void times_read_as(struct reading *r, const struct segment *s, unsigned qualifier, struct times *times)
{
	struct told t = {.qualifier = qualifier, .segment = r->segments, .where = s->offset};
	enum told_verdict verdict = told_read(segment_at(s, 1, 2), segment_at(s, 1, 3), &t);

	if (verdict != TOLD_WELL)
		told_complain(r, s, verdict);
	if (verdict >= TOLD_NOTHING || times->count == MOST_TIMES)
		return;
	t.text = keep(r, segment_at(s, 1, 2));
	times->at[times->count++] = t;
}

void times_read(struct reading *r, const struct segment *s, struct times *times)
{
	unsigned qualifier = slice_number(segment_at(s, 1, 1));

	if (qualifier) {
		times_read_as(r, s, qualifier, times);
		return;
	}
	say(r, SEVERITY_INFORMATION, "date-qualifier", s, 1, 1,
		segment_at(s, 1, 1).n ? "qualifier \"%.*s\" (2005) is no number, so nobody knows "
					"what this date is: passed over"
				      : "%.*sno qualifier (2005) says what this date is: passed over",
		(int)segment_at(s, 1, 1).n, segment_at(s, 1, 1).s);
}

const struct told *times_find(const struct times *times, const unsigned *qualifiers)
{
	size_t i;

	for (; *qualifiers; qualifiers++)
		for (i = 0; i < times->count; i++)
			if (times->at[i].qualifier == *qualifiers)
				return &times->at[i];
	return NULL;
}

const struct told *message_day(struct reading *r)
{
	static const unsigned said_by[] = {137, 0};
	const struct told *told = times_find(&r->head.times, said_by);
	const struct interchange *unb = r->message.interchange;
	struct told *day = &r->head.day;

	if (told)
		*day = *told;
	else if (unb && unb->prepared != INSTANT_NONE)
		*day = (struct told){.local = instant_to_civil(unb->prepared, 0)};
	else
		return NULL;
	day->local = (struct civil){day->local.year, day->local.month, day->local.day, 0, 0, 0, 0};
	day->precision = PRECISION_DAY;
	return day;
}

/* Looked for once a spot. */
static void zone_look(struct reading *r, struct spot *spot)
{
	const char *sender = r->partner ? r->partner->name : r->message.sender;

	spot->looked = true;
	spot->zone = zone_for(r->world, sender, r->message.type, spot->code, &spot->source);
}

struct moment moment_at(struct reading *r, const struct told *told, struct spot *spot)
{
	struct moment m = {INSTANT_NONE, 0, PRECISION_MINUTE, ZONE_NOBODY, NULL};
	struct spot nowhere;

	if (!told)
		return m;
	if (!spot) {
		nowhere = (struct spot){.code = NULL};
		spot = &nowhere;
	}
	m.precision = told->precision;
	m.text = told->text;
	m.offset = told->offset;
	m.zone_source = ZONE_IN_MESSAGE;
	if (!told->zoned) {
		if (!spot->looked)
			zone_look(r, spot);
		m.offset = spot->zone ? zone_offset_of_local(spot->zone, &told->local) : 0;
		m.zone_source = spot->source;
	}
	m.at = civil_to_instant(&told->local, m.offset);
	return m;
}
