/* Times of a row: of one column or of two, with the title's day; and whose zone they are in. */
#include "wire/keys.h"
#include "wire/sheet/value.h"

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

bool value_time_of(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, struct cell_time *t)
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

/* Two digits, or four, with a sign before them; behind them. */
static char *digits(char *out, char sign, int n, unsigned count)
{
	*out++ = sign;
	for (unsigned i = count; i-- > 0; n /= 10)
		out[i] = (char)('0' + n % 10);
	return out + count;
}

/* The same however the cell was formatted: a sheet saved in another way tells no other events. */
static const char *written(struct sheet_reading *r, const struct cell_time *t)
{
	const struct civil *c = &t->local;
	char text[32], *to = digits(text, ' ', c->year, 4);

	to = digits(digits(to, '-', c->month, 2), '-', c->day, 2);
	if (t->precision != PRECISION_DAY)
		to = digits(digits(to, ' ', c->hour, 2), ':', c->minute, 2);
	if (t->precision == PRECISION_SECOND)
		to = digits(to, ':', c->second, 2);
	return arena_strndup(r->a, text + 1, (size_t)(to - text - 1));
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
