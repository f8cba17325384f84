/* Times of a row: of one column or of two, with the title's day; and whose zone they are in. */
#include "codes/shape.h"
#include "wire/keys.h"
#include "wire/sheet/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

/* The year that brings the day nearest to the title's, or to when it came. */
static bool year_found(struct sheet_reading *r, struct cell_time *t)
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
	struct sheet_reading *r, const struct cell_time *t, const char *raw, enum sheet_field field)
{
	if (!r->table->doubtful)
		return;
	sheet_say(r, SEVERITY_WARNING, "date-doubt", field,
		"\"%s\" may be two days: it was taken as %04d-%02d-%02d. Say the order of dates in a "
		"profile, or "
		"write the year first",
		raw, t->local.year, t->local.month, t->local.day);
}

#define YEARS (366 * INSTANT_DAY)

/* "26-Jun-14": whose first reading lies years away is read with its year first.  True: it may be either. */
static bool year_turned(struct sheet_reading *r, struct cell_time *t)
{
	instant about = r->title->has_day ? civil_to_instant(&r->title->day, 0) : r->hint->received, is,
		other;
	struct civil turned = t->local;

	turned.year = 2000 + t->local.day;
	turned.day = t->local.year % 100;
	if (about == INSTANT_NONE || !turned.day || !civil_valid(&turned))
		return false;
	is = civil_to_instant(&t->local, 0) - about;
	other = civil_to_instant(&turned, 0) - about;
	is = is < 0 ? -is : is;
	other = other < 0 ? -other : other;
	if (is > 3 * YEARS && other < 2 * YEARS)
		t->local = turned;
	return is < 2 * YEARS && other < 2 * YEARS && t->local.day != t->local.year % 100;
}

/* Text: "46188.375" is a serial day that was saved so. */
static bool serial_text(const char *raw, double *serial)
{
	char copy[32];
	size_t n = shape_digits(raw);

	if (n != 5 || (raw[n] && raw[n] != '.' && raw[n] != ',') || strlen(raw) >= sizeof copy)
		return false;
	snprintf(copy, sizeof copy, "%s", raw);
	if (copy[n])
		copy[n] = '.';
	if (copy[n + (copy[n] != '\0') + strspn(copy + n + (copy[n] != '\0'), "0123456789")])
		return false;
	*serial = strtod(copy, NULL);
	return *serial > 20000;
}

static void read_text(
	const char *raw, enum sheet_field field, enum date_order order, struct time_found *found)
{
	struct cell_time *t = &found->t;

	found->fine = time_read(raw, order, t, &found->doubt);
	if (sheet_field_rows[field].shape == SHAPE_DATE && (!found->fine || !t->has_day))
		found->fine |= time_day_of_year(raw, order, t);
	if (!found->fine && field == FIELD_CLOCK)
		found->fine = time_clock_in_one(raw, t);
}

/* What the cell alone says. */
static void read_cell(
	struct sheet_reading *r, const struct cell *cell, enum sheet_field field, struct time_found *found)
{
	struct cell c = cell_read(cell);
	double days = c.number;

	found->doubt = false;
	found->serial = (c.kind == CELL_NUMBER && (days < 1 || (days > 20000 && days < 120000))) ||
			(c.kind == CELL_TEXT && serial_text(c.text, &days));
	if (found->serial || c.kind == CELL_DATE)
		found->fine = time_of_serial(days, r->row->date_1904, &found->t);
	else
		read_text(c.text, field, r->table->order, found);
	found->serial &= found->fine;
	found->t.field = field;
}

static struct time_found time_found(struct sheet_reading *r, const struct cell *c, enum sheet_field field)
{
	struct kept_time *kept = &r->memo->times[kept_slot(c->text, c->length, TIMES_KEPT)];
	uint32_t under = (uint32_t)(field * ORDERS + r->table->order);
	struct time_found found;

	if (c->kind != CELL_PLAIN) { /* what a workbook says of its numbers is not in their text */
		read_cell(r, c, field, &found);
		return found;
	}
	if (kept_is(&kept->text, under, c->text, c->length))
		return kept->found;
	read_cell(r, c, field, &found);
	if (kept_set(&kept->text, under, c->text, c->length))
		kept->found = found;
	return found;
}

bool value_time_of(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, struct cell_time *t)
{
	const char *raw = sheet_text(v, field);
	struct time_found found;

	if (!raw)
		return false;
	found = time_found(r, v->of[field], field);
	*t = found.t;
	if (found.fine && t->turnable)
		found.doubt |= year_turned(r, t);
	found.fine = found.fine && (!t->yearless || year_found(r, t));
	if (found.serial)
		sheet_say(r, SEVERITY_INFORMATION, "serial-date", field,
			"\"%s\" was read as a spreadsheet's serial day: %04d-%02d-%02d %02d:%02d", raw,
			t->local.year, t->local.month, t->local.day, t->local.hour, t->local.minute);
	if (!found.fine)
		sheet_say(r, SEVERITY_ERROR, "date-invalid", field,
			"\"%.60s\" is no date and time that is known here", raw);
	else if (found.doubt)
		say_doubt(r, t, raw, field);
	return found.fine;
}

static void clock_onto(struct cell_time *day, const struct cell_time *clock)
{
	day->local.hour = clock->local.hour;
	day->local.minute = clock->local.minute;
	day->local.second = clock->local.second;
	day->precision = clock->precision;
	day->has_clock = true;
	day->zoned = clock->zoned;
	day->offset = clock->offset;
	time_end_of_day(&day->local);
}

static void title_day(const struct sheet_reading *r, struct cell_time *t)
{
	*t = (struct cell_time){.local = r->title->day,
		.precision = r->title->clocked ? PRECISION_MINUTE : PRECISION_DAY,
		.has_day = r->title->has_day,
		.has_clock = r->title->clocked,
		.field = FIELDS};
}

bool value_time(struct sheet_reading *r, const struct sheet_values *v, struct cell_time *t)
{
	struct cell_time part;
	bool has_day = false, has_clock = false;
	struct cell_time clock = {.precision = PRECISION_DAY};
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
	if (has_day && has_clock) {
		clock_onto(t, &clock);
		if (r->table->zone_told[clock.field])
			t->field = clock.field;
	}
	if (!has_day && has_clock)
		sheet_say(r, SEVERITY_ERROR, "date-missing", clock.field,
			"a time of day stands here, but neither a column nor a title says the day");
	return has_day;
}

/* ---- zones ---- */

static bool is_letter_at(const char *s)
{
	return isalnum((unsigned char)*s) || (unsigned char)*s >= 0xC0;
}

const char *zone_told(const char *text)
{
	static const struct {
		const char *word, *zone;
	} words[] = {{"МСК", "Europe/Moscow"}, {"мск", "Europe/Moscow"}, {"Мск", "Europe/Moscow"},
		{"MSK", "Europe/Moscow"}, {"Moscow time", "Europe/Moscow"}, {"московское", "Europe/Moscow"},
		{"московскому", "Europe/Moscow"}, {"莫斯科时间", "Europe/Moscow"},
		{"北京时间", "Asia/Shanghai"}, {"Beijing time", "Asia/Shanghai"},
		{"Beijing Time", "Asia/Shanghai"}, {"BJT", "Asia/Shanghai"}, {"UTC", "UTC"}, {"GMT", "UTC"},
		{"CET", "Europe/Berlin"}, {"CEST", "Europe/Berlin"}, {"阿拉木图时间", "Asia/Almaty"},
		{"阿斯塔纳时间", "Asia/Almaty"}, {"время Астаны", "Asia/Almaty"},
		{"алматинское", "Asia/Almaty"}, {"Almaty time", "Asia/Almaty"},
		{"Astana time", "Asia/Almaty"}};

	for (size_t i = 0; text && i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(text, words[i].word), *end;
		bool wide = (unsigned char)*words[i].word >= 0xE0;

		if (!at)
			continue;
		end = at + strlen(words[i].word);
		/* "Томск" has it too, and "UTC+3" says another */
		if (wide || (!is_letter_at(end) && *end != '+' && *end != '-' &&
				    (at == text || (!is_letter_at(at - 1) &&
							   (at - text < 2 || !is_letter_at(at - 2))))))
			return words[i].zone;
	}
	return NULL;
}

/* What the sheet itself says in the heading or above it: before what anybody set. */
static const struct zone *zone_of_sheet(struct sheet_reading *r, enum sheet_field field)
{
	const char *name = field < FIELDS ? r->table->zone_told[field] : NULL;

	if (!name)
		name = r->title->zone;
	return name && r->world->zone_named ? r->world->zone_named(r->world->self, name) : NULL;
}

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

/* By whoever delivers, else by the place. */
static const struct zone *zone_of_place(struct sheet_reading *r, const char *place, enum zone_source *source)
{
	enum sheet_kind kind = r->table->kind;
	size_t n = place ? strlen(place) : 0;
	struct kept_zone *kept = &r->memo->zones[kept_slot(place, n, ZONES_KEPT)];
	const struct zone *z;

	if (kept_is(&kept->text, kind, place, n)) {
		*source = kept->source;
		return kept->zone;
	}
	z = zone_for(r->world, r->partner ? r->partner : r->hint->sender, sheet_kind_rows[kind].type, place,
		source);
	if (place && kept_set(&kept->text, kind, place, n)) {
		kept->zone = z;
		kept->source = *source;
	}
	return z;
}

/* With a sign before them; returns what is behind. */
static char *two_digits(char *out, char sign, int n)
{
	out[0] = sign;
	out[1] = (char)('0' + n / 10 % 10);
	out[2] = (char)('0' + n % 10);
	return out + 3;
}

/* The same however the cell was formatted: a sheet saved in another way tells no other events. */
static const char *written(struct sheet_reading *r, const struct cell_time *t)
{
	const struct civil *c = &t->local;
	char text[32], *to = civil_day_write(text, c);

	if (t->precision != PRECISION_DAY)
		to = two_digits(two_digits(to, ' ', c->hour), ':', c->minute);
	if (t->precision == PRECISION_SECOND)
		to = two_digits(to, ':', c->second);
	return arena_strndup(r->a, text, (size_t)(to - text));
}

bool value_train_day(struct sheet_reading *r, const struct sheet_values *v, struct civil *day)
{
	struct cell_time t;

	if (!sheet_text(v, FIELD_TRAIN_DAY) || !value_time_of(r, v, FIELD_TRAIN_DAY, &t) || !t.has_day)
		return false;
	*day = t.local;
	return true;
}

struct moment value_moment(struct sheet_reading *r, const struct cell_time *t, const char *place)
{
	struct moment m = {INSTANT_NONE, t->offset, t->precision, ZONE_IN_MESSAGE, NULL};
	const struct zone *z;

	if (!t->zoned) {
		z = zone_of_sheet(r, t->field);
		m.zone_source = z ? ZONE_IN_MESSAGE : ZONE_OF_SENDER;
		if (!z)
			z = zone_set(r, t->field);
		if (!z)
			z = zone_of_place(r, place, &m.zone_source);
		m.offset = z ? zone_offset_of_local(z, &t->local) : 0;
	}
	m.at = civil_to_instant(&t->local, m.offset);
	m.text = written(r, t);
	return m;
}
