/* Terms from a sheet: the first row has the members' names, each row behind it is a term. */
#include "base/calendar.h"
#include "base/limits.h"
#include "service/terms.h"
#include "wire/sheet/rows.h"

#include <stdlib.h>
#include <strings.h>

#define COLUMNS 64

struct sheet_reading {
	struct arena *a;
	struct term_sheet *sheet;
	size_t room;
	const char *members[COLUMNS]; /* of each column; NULL: not read */
	bool headed;
	struct fault *f;
};

static void let_go(void *json)
{
	json_decref(json);
}

static const char *member_named(const char *heading)
{
	if (heading && strcasecmp(heading, "name") == 0)
		return "name";
	for (size_t i = 0; heading && term_members[i]; i++)
		if (strcasecmp(heading, term_members[i]) == 0)
			return term_members[i];
	return NULL;
}

static bool read_heading(struct sheet_reading *r, const struct row *row)
{
	bool any = false;

	for (size_t i = 0; i < row->count && i < COLUMNS; i++) {
		if (!row->cells[i].text)
			continue;
		r->members[i] = member_named(row->cells[i].text);
		if (!r->members[i])
			return fault_say(r->f, FAULT_BAD_BODY, "row %u: \"%.40s\" is no member of a term",
				row->row, row->cells[i].text);
		any = true;
	}
	r->headed = any;
	return true;
}

/* "1:4500 8:9000" */
static json_t *rates_of(const char *text)
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
	return json_string(text); /* which is no list: the reader says so */
}

static json_t *days_of(const char *text)
{
	json_t *list = json_array();

	for (; *text; text += strcspn(text, " ,;"), text += strspn(text, " ,;"))
		json_array_append_new(list, json_stringn(text, strcspn(text, " ,;")));
	return list;
}

static json_t *number_or_text(const struct cell *c)
{
	char *end;
	long long n = strtoll(c->text, &end, 10);

	return *end ? json_string(c->text) : json_integer(n);
}

/* A date of a workbook is a serial day. */
static json_t *day_of(const struct cell *c, bool date_1904)
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

static json_t *value_of(const char *member, const struct cell *c, const struct row *row)
{
	static const char *const yes[] = {"true", "TRUE", "1", "yes", NULL}, *const no[] = {"false", "FALSE",
										     "0", "no", NULL};

	if (strcmp(member, "freeDays") == 0)
		return number_or_text(c);
	if (strcmp(member, "rates") == 0)
		return rates_of(c->text);
	if (strcmp(member, "holidays") == 0)
		return days_of(c->text);
	if (strcmp(member, "from") == 0 || strcmp(member, "until") == 0)
		return day_of(c, row->date_1904);
	if (strcmp(member, "startCounts") == 0 && (is_among(c->text, yes) || is_among(c->text, no)))
		return json_boolean(is_among(c->text, yes));
	return json_string(c->text);
}

static bool take_row(void *self, const struct row *row)
{
	struct sheet_reading *r = self;
	bool any = false;
	json_t *o;

	if (!r->headed)
		return read_heading(r, row);
	o = arena_later(r->a, let_go, json_object());
	for (size_t i = 0; i < row->count && i < COLUMNS; i++)
		if (r->members[i] && row->cells[i].text) {
			json_object_set_new(o, r->members[i], value_of(r->members[i], &row->cells[i], row));
			any = true;
		}
	if (!any)
		return true;
	if (r->sheet->count > LIMIT_TERMS)
		return false;
	r->sheet->rows = arena_grow(r->a, r->sheet->rows, r->sheet->count, &r->room, sizeof *r->sheet->rows);
	r->sheet->rows[r->sheet->count++] = (struct term_sheet_row){row->row, o};
	return true;
}

static void pass_over(void *self, const struct diagnostic *d)
{
	(void)self;
	(void)d;
}

bool term_sheet_read(struct arena *a, struct world *w, const char *bytes, size_t n, struct term_sheet *sheet,
	struct fault *f)
{
	struct sheet_reading r = {.a = a, .sheet = sheet, .f = f};
	struct row_sink sink = {&r, take_row, pass_over};
	struct decode_world decode = world_decode(w);
	struct rows *rows = rows_new(&sink, &decode, LIMIT_TERMS_BODY);

	*sheet = (struct term_sheet){.count = 0};
	f->code = FAULT_NONE;
	if (rows_feed(rows, bytes, n))
		rows_end(rows, f);
	rows_free(rows);
	if (f->code != FAULT_NONE)
		return false;
	return sheet->count || fault_say(f, FAULT_BAD_BODY, "no row of this sheet is a term");
}
