/* Records from a sheet: the first row has the headings, each row behind it a record or more of its lists. */
#include "base/calendar.h"
#include "base/limits.h"
#include "domain/line.h"
#include "service/standing.h"
#include "wire/sheet/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COLUMNS 64

struct sheet_reading {
	struct arena *a;
	enum standing of;
	struct standing_sheet *sheet;
	size_t room, rows;
	const struct standing_column *columns[COLUMNS]; /* NULL: not read */
	int name;                                       /* which column it is; -1 */
	bool headed;
	struct fault *f;
};

static void let_go(void *json)
{
	json_decref(json);
}

static const struct standing_column *column_of(enum standing of, const char *heading)
{
	for (const struct standing_column *c = standing_kinds[of].columns; c->heading; c++)
		if (strcasecmp(heading, c->heading) == 0)
			return c;
	return NULL;
}

static bool is_path(const struct standing_column *c, const char *path)
{
	const size_t n = c->object ? strlen(c->object) : 0;

	if (!n)
		return strcmp(path, c->member) == 0;
	return strncmp(path, c->object, n) == 0 && path[n] == '.' && strcmp(path + n + 1, c->member) == 0;
}

static const char *heading_of(const struct member_sheet *s, const char *path)
{
	const char *list = same(s->list, s->of->plural) ? NULL : s->list;

	for (const struct standing_column *c = s->of->columns; c->heading; c++)
		if (same(c->list, list) && is_path(c, path))
			return c->heading;
	return NULL;
}

struct member_sheet standing_sheet_of(enum standing of)
{
	return (struct member_sheet){heading_of, &standing_kinds[of], NULL};
}

static bool read_heading(struct sheet_reading *r, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const char *heading = row->cells[i].text;

		if (!heading)
			continue;
		if (i >= COLUMNS)
			return fault_say(r->f, FAULT_BAD_BODY,
				"row %u: \"%.40s\" stands in column %zu; a sheet has %d at most", row->row,
				heading, i + 1, COLUMNS);
		r->headed = true;
		for (size_t k = 0; k < i; k++)
			if (row->cells[k].text && strcasecmp(row->cells[k].text, heading) == 0)
				return fault_say(r->f, FAULT_BAD_BODY, "row %u: \"%.40s\" stands there twice",
					row->row, heading);
		if (strcasecmp(heading, "name") == 0)
			r->name = (int)i;
		else if (!(r->columns[i] = column_of(r->of, heading)))
			return fault_say(r->f, FAULT_BAD_BODY, "row %u: \"%.40s\" is no member of %s",
				row->row, heading, standing_kinds[r->of].a);
	}
	return true;
}

/* What a cell becomes: where it can be none of that, a text, of which the record's reader says so. */

static json_t *number_of(const char *text, bool decimal)
{
	char *end;
	long long n = strtoll(text, &end, 10);
	double number;

	if (end != text && !*end)
		return json_integer(n);
	number = strtod(text, &end);
	return decimal && end != text && !*end && isfinite(number) ? json_real(number) : json_string(text);
}

static json_t *steps_of(const char *text)
{
	json_t *list = json_array();

	while (*text) {
		char *end;
		long long from = strtoll(text, &end, 10), minor;

		if (end == text || *end != ':')
			break;
		text = end + 1;
		minor = strtoll(text, &end, 10);
		if (end == text)
			break;
		text = end + strspn(end, " ,;");
		json_array_append_new(
			list, json_pack("{sIsI}", "from", (json_int_t)from, "minor", (json_int_t)minor));
	}
	if (!*text)
		return list;
	json_decref(list);
	return json_string(text);
}

static json_t *list_of(const char *text, bool numbers)
{
	json_t *list = json_array();

	for (; *text; text += strcspn(text, " ,;"), text += strspn(text, " ,;")) {
		char item[64];

		snprintf(item, sizeof item, "%.*s", (int)strcspn(text, " ,;"), text);
		json_array_append_new(list, numbers ? number_of(item, false) : json_string(item));
	}
	return list;
}

/* A date of a workbook is a serial day, a time of day a part of one. */
static json_t *date_of(const struct cell *c, bool date_1904)
{
	char text[16];
	struct civil d;

	if (c->kind != CELL_DATE)
		return json_string(c->text);
	calendar_date(
		(int64_t)c->number + (date_1904 ? calendar_days(1904, 1, 1) : calendar_days(1899, 12, 30)),
		&d);
	snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
	return json_string(text);
}

static json_t *clock_of(const struct cell *c)
{
	char text[8];
	int minutes, hour, minute, end = 0;

	if (c->kind == CELL_DATE || (c->kind == CELL_NUMBER && c->number < 1)) {
		minutes = (int)lround((c->number - floor(c->number)) * 1440) % 1440;
		hour = minutes / 60, minute = minutes % 60;
	} else if (sscanf(c->text, "%2d:%2d%n", &hour, &minute, &end) != 2 || c->text[end] || hour < 0 ||
		   minute < 0)
		return json_string(c->text);
	snprintf(text, sizeof text, "%02d:%02d", hour % 100, minute % 100);
	return json_string(text);
}

static json_t *bool_of(const char *text)
{
	static const char *const yes[] = {"true", "TRUE", "1", "yes", NULL}, *const no[] = {"false", "FALSE",
										     "0", "no", NULL};

	return is_among(text, yes) || is_among(text, no) ? json_boolean(is_among(text, yes))
							 : json_string(text);
}

static json_t *value_of(enum column_how how, const struct cell *c, const struct row *row)
{
	switch (how) {
	case HOW_NUMBER:
	case HOW_DECIMAL:
		return number_of(c->text, how == HOW_DECIMAL);
	case HOW_BOOL:
		return bool_of(c->text);
	case HOW_DAY:
		return date_of(c, row->date_1904);
	case HOW_CLOCK:
		return clock_of(c);
	case HOW_DAYS:
	case HOW_WORDS:
	case HOW_NUMBERS:
		return list_of(c->text, how == HOW_NUMBERS);
	case HOW_STEPS:
		return steps_of(c->text);
	default:
		return json_string(c->text);
	}
}

/* Records */

/* The record that a row belongs to: the one before it, or a new one; NULL: there are too many. */
static json_t *record_of(struct sheet_reading *r, const struct row *row)
{
	const char *name = r->name >= 0 && (size_t)r->name < row->count ? row->cells[r->name].text : NULL;
	json_t *last = r->sheet->count ? r->sheet->records[r->sheet->count - 1] : NULL, *o;
	const char *before = json_string_value(json_object_get(last, "name"));

	if (last && (name ? before && strcmp(before, name) == 0 : standing_kinds[r->of].lists))
		return last;
	if (r->sheet->count > LIMIT_STANDING)
		return NULL;
	o = arena_later(r->a, let_go, json_object());
	json_object_set_new(o, "row", json_integer(row->row));
	if (name)
		json_object_set_new(o, "name", json_string(name));
	r->sheet->records =
		arena_grow(r->a, r->sheet->records, r->sheet->count, &r->room, sizeof *r->sheet->records);
	return r->sheet->records[r->sheet->count++] = o;
}

/* The last of a list in a record that is of this row, made where there is none yet. */
static json_t *item_of(json_t *record, const char *list, uint32_t row)
{
	json_t *items = json_object_get(record, list), *o;

	if (!items)
		json_object_set_new(record, list, items = json_array());
	o = json_array_get(items, json_array_size(items) - 1);
	if (json_integer_value(json_object_get(o, "row")) != row) {
		json_array_append_new(items, o = json_object());
		json_object_set_new(o, "row", json_integer(row));
	}
	return o;
}

static json_t *owner_of(json_t *record, const struct standing_column *c, uint32_t row)
{
	json_t *o = c->list ? item_of(record, c->list, row) : record;

	if (!c->object)
		return o;
	if (!json_object_get(o, c->object))
		json_object_set_new(o, c->object, json_object());
	return json_object_get(o, c->object);
}

/* *something: it does.  False where a cell has no heading: what is not read is not passed over. */
static bool says_something(const struct sheet_reading *r, const struct row *row, bool *something)
{
	*something = false;
	for (size_t i = 0; i < row->count; i++) {
		if (!row->cells[i].text)
			continue;
		if (i >= COLUMNS || (!r->columns[i] && (int)i != r->name))
			return fault_say(r->f, FAULT_BAD_BODY,
				"row %u: \"%.40s\" stands in column %zu, which has no heading", row->row,
				row->cells[i].text, i + 1);
		*something = true;
	}
	return true;
}

/* A member of the record itself is told once, or each time the same. */
static bool set_member(struct sheet_reading *r, json_t *record, const struct standing_column *c,
	const struct cell *cell, const struct row *row)
{
	json_t *owner = owner_of(record, c, row->row), *value = value_of(c->how, cell, row);
	const json_t *before = json_object_get(owner, c->member);

	if (!c->list && before && !json_equal(before, value)) {
		json_decref(value);
		return fault_say(r->f, FAULT_BAD_BODY,
			"row %u, %s: a row before says otherwise of the same %s", row->row, c->heading,
			standing_words[r->of]);
	}
	json_object_set_new(owner, c->member, value);
	return true;
}

static bool take_row(void *self, const struct row *row)
{
	struct sheet_reading *r = self;
	json_t *record;
	bool something;

	if (r->f->code != FAULT_NONE)
		return false;
	if (!r->headed)
		return read_heading(r, row);
	if (!says_something(r, row, &something))
		return false;
	if (!something)
		return true;
	if (++r->rows > LIMIT_STANDING_ROWS)
		return fault_say(r->f, FAULT_TOO_LARGE, "row %u: a sheet has %u rows at most", row->row,
			LIMIT_STANDING_ROWS);
	record = record_of(r, row);
	for (size_t i = 0; record && i < row->count && i < COLUMNS; i++) {
		const struct standing_column *c = r->columns[i];

		if (c && row->cells[i].text && !set_member(r, record, c, &row->cells[i], row))
			return false;
	}
	return record != NULL;
}

/* What was cut or left out of a row would be missed in a record; a guess at the character set is none of
 * that.
 */
static void refuse_odd(void *self, const struct diagnostic *d)
{
	struct sheet_reading *r = self;

	if (d->severity != SEVERITY_INFORMATION && strcmp(d->code, "character-set") != 0 &&
		r->f->code == FAULT_NONE)
		fault_say(r->f, FAULT_BAD_BODY, "row %u: %s", d->row, d->text);
}

bool standing_sheet_read(struct arena *a, struct world *w, enum standing of, const char *bytes, size_t n,
	struct standing_sheet *sheet, struct fault *f)
{
	struct sheet_reading r = {.a = a, .of = of, .sheet = sheet, .name = -1, .f = f};
	struct row_sink sink = {&r, take_row, refuse_odd};
	struct decode_world decode = world_decode(w);
	struct fault end = {.code = FAULT_NONE};
	struct rows *rows = rows_new(&sink, &decode, LIMIT_STANDING_BODY);

	*sheet = (struct standing_sheet){.count = 0};
	f->code = FAULT_NONE;
	if (rows_feed(rows, bytes, n))
		rows_end(rows, &end);
	if (f->code == FAULT_NONE)
		*f = end;
	rows_free(rows);
	if (f->code != FAULT_NONE)
		return false;
	return sheet->count ||
	       fault_say(f, FAULT_BAD_BODY, "no row of this sheet is %s", standing_kinds[of].a);
}
