/* Records as a sheet, in the columns in which they are read. */
#include "service/standing.h"
#include "service/workbook.h"
#include "wire/sheet/csv_write.h"

#include <string.h>

struct line { /* the first of a record has its own members, the i-th the i-th of each list */
	const char *name;
	const json_t *record;
	size_t item;
};

struct table {
	const struct standing_kind *kind;
	struct line *lines;
	size_t count, columns;
};

static void let_go(void *json)
{
	json_decref(json);
}

static size_t items_most(const struct standing_kind *kind, const json_t *record)
{
	size_t most = 1;

	for (const struct standing_column *c = kind->columns; c->heading; c++) {
		size_t n = c->list ? json_array_size(json_object_get(record, c->list)) : 0;

		most = n > most ? n : most;
	}
	return most;
}

static void table_make(
	struct arena *a, enum standing of, const struct standing_row *rows, size_t n, struct table *t)
{
	size_t room = 0;

	*t = (struct table){.kind = &standing_kinds[of]};
	while (t->kind->columns[t->columns].heading)
		t->columns++;
	for (size_t i = 0; i < n; i++) {
		const json_t *record = arena_later(a, let_go, json_loads(rows[i].told, 0, NULL));
		size_t items = items_most(t->kind, record);

		for (size_t k = 0; k < items; k++) {
			t->lines = arena_grow(a, t->lines, t->count, &room, sizeof *t->lines);
			t->lines[t->count++] = (struct line){rows[i].name, record, k};
		}
	}
}

static const json_t *value_of(const struct line *line, const struct standing_column *c)
{
	const json_t *o = c->list      ? json_array_get(json_object_get(line->record, c->list), line->item)
			  : line->item ? NULL
				       : line->record;

	return json_object_get(c->object ? json_object_get(o, c->object) : o, c->member);
}

static void say_value(struct text *out, const json_t *value)
{
	if (json_is_string(value))
		text_say(out, json_string_value(value));
	else if (json_is_integer(value))
		text_printf(out, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		text_printf(out, "%.10g", json_real_value(value));
	else if (json_is_boolean(value))
		text_say(out, json_is_true(value) ? "true" : "false");
}

static void say(struct text *out, const struct standing_column *c, const json_t *value)
{
	if (!json_is_array(value)) {
		say_value(out, value);
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *item = json_array_get(value, i);

		if (i)
			text_byte(out, ' ');
		if (c->how == HOW_STEPS)
			text_printf(out, "%lld:%lld",
				(long long)json_integer_value(json_object_get(item, "from")),
				(long long)json_integer_value(json_object_get(item, "minor")));
		else
			say_value(out, item);
	}
}

/* The name is the first column. */
static struct workbook_column column_of(const void *self, size_t column)
{
	const struct table *t = self;
	const char *heading = column ? t->kind->columns[column - 1].heading : "name";

	return (struct workbook_column){heading, NULL, (int)strlen(heading) + 4};
}

static void cell_of(const void *self, size_t row, size_t column, struct workbook_cell *cell)
{
	const struct table *t = self;
	const struct line *line = &t->lines[row];
	const json_t *value;

	if (!column) {
		text_say(&cell->text, line->name);
		return;
	}
	value = value_of(line, &t->kind->columns[column - 1]);
	cell->counts = json_is_number(value);
	cell->number = json_number_value(value);
	if (!cell->counts)
		say(&cell->text, &t->kind->columns[column - 1], value);
}

static void write_csv(struct text *out, const struct table *t)
{
	struct text cell = TEXT_INIT;

	csv_begin(out);
	for (size_t c = 0; c <= t->columns; c++)
		csv_cell(out, column_of(t, c).name, c == 0);
	csv_end_line(out);
	for (size_t i = 0; i < t->count; i++) {
		csv_cell(out, t->lines[i].name, true);
		for (size_t c = 0; c < t->columns; c++) {
			text_clear(&cell);
			say(&cell, &t->kind->columns[c], value_of(&t->lines[i], &t->kind->columns[c]));
			csv_cell(out, text_string(&cell), false);
		}
		csv_end_line(out);
	}
	text_free(&cell);
}

bool standing_sheet_write(struct text *out, struct arena *a, enum standing of,
	const struct standing_row *rows, size_t n, bool workbook, struct fault *f)
{
	struct table t;

	table_make(a, of, rows, n, &t);
	if (workbook)
		return workbook_write(out,
			&(struct workbook_table){t.kind->plural, t.kind->plural, n ? rows[0].set : 0,
				t.columns + 1, t.count, &t, column_of, cell_of},
			f);
	write_csv(out, &t);
	return true;
}
