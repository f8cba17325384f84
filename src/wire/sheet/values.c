/* The cells of a row by what their columns are: what says nothing, is too long or has lost its digits. */
#include "codes/shape.h"
#include "wire/sheet/value.h"

#include <string.h>

/* Signs that people put where there is nothing. */
#define NOTHING_MOST 8
static bool says_nothing(const struct cell *c)
{
	static const char nothing[][NOTHING_MOST] = {"-", "--", "—", "–", "/", "н/д", "нет", "无", "N/A",
		"n/a", "NIL", "0000", "б/н", "None", "none", "NULL", "null", "nan", "NaN", "---"};

	if (*c->text >= '1' && *c->text <= '9')
		return false;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (*c->text == *nothing[i] && memcmp(c->text, nothing[i], c->length + 1) == 0)
			return true;
	return false;
}

static uint16_t most_of(enum sheet_field f)
{
	return f == FIELD_GOODS || f == FIELD_REMARK || f == FIELD_REASON || f == FIELD_CONSIGNOR ||
			       f == FIELD_CONSIGNEE
		       ? SHEET_WORDS
		       : SHEET_VALUE;
}

/* The first n bytes of what stands there. */
static void shorten(struct sheet_reading *r, struct sheet_values *v, enum sheet_field f, size_t n)
{
	v->own[f] = *v->of[f];
	v->own[f].text = arena_strndup(r->a, v->of[f]->text, n);
	v->own[f].length = (uint32_t)n;
	v->of[f] = &v->own[f];
}

/* Behind a whole character. */
static void cut_long(struct sheet_reading *r, struct sheet_values *v, enum sheet_field f, size_t most)
{
	while (most && ((unsigned char)v->of[f]->text[most] & 0xC0) == 0x80)
		most--;
	shorten(r, v, f, most);
	sheet_say(r, SEVERITY_WARNING, "value-cut", f,
		"what stands here is too long: %zu bytes of it were kept", most);
}

/* "26061500123.0" is what a program made of a number. */
static bool has_point(const struct cell *c)
{
	size_t n = c->length;

	return c->text[n - 1] == '0' && n >= 4 && c->text[n - 2] == '.' && shape_digits(c->text) == n - 2;
}

/* With a digit, or with the sign of an exponent without one. */
static bool ends_as_number(const struct cell *c)
{
	return c->length && c->text[c->length - 1] >= '+' && c->text[c->length - 1] <= '9';
}

/* Numbers of papers and seals: what is left of 1.23E+11 is none. */
static void pass_lost_digits(struct sheet_reading *r, struct sheet_values *v, enum sheet_field f)
{
	bool key = (f == FIELD_WAYBILL && r->table->kind == SHEET_WAYBILL) ||
		   (f == FIELD_CUSTOMS && r->table->kind == SHEET_CUSTOMS);

	sheet_say(r, key ? SEVERITY_ERROR : SEVERITY_WARNING, key ? "exponent" : "digits-lost", f,
		"\"%s\" has lost its digits%s: give the column the format Text and send it again",
		v->of[f]->text, key ? "" : " and was passed over");
	v->of[f] = NULL;
}

static struct sheet_read read_of(const struct sheet_table *t, enum sheet_field f)
{
	struct sheet_read read = {.field = f,
		.column = t->column[f],
		.most = most_of(f),
		.any = sheet_field_rows[f].shape == SHAPE_ANY};

	if (t->constant[f]) {
		read.column = 0;
		read.constant = (struct cell){.kind = CELL_TEXT,
			.text = t->constant[f],
			.length = (uint32_t)strlen(t->constant[f])};
	}
	return read;
}

void sheet_table_ready(struct sheet_table *t)
{
	t->read_count = 0;
	t->source = source_of_message("SHEET", sheet_kind_rows[t->kind].type);
	for (unsigned f = 0; f < FIELDS; f++) {
		t->unit[f] = value_unit_of_heading(t->header[f]);
		t->zone_told[f] = zone_told(t->header[f]);
		if (t->constant[f] || t->column[f])
			t->read[t->read_count++] = read_of(t, (enum sheet_field)f);
	}
}

static void value_of(
	struct sheet_reading *r, struct sheet_values *v, const struct sheet_read *read, const struct cell *c)
{
	enum sheet_field f = read->field;

	if (c->kind == CELL_ERROR) {
		sheet_say(r, SEVERITY_WARNING, "cell-error", f, "the cell says %s: its formula has failed",
			c->text);
		return;
	}
	if (c->length < NOTHING_MOST && read->column && says_nothing(c))
		return;
	v->of[f] = c;
	if (c->length > read->most)
		cut_long(r, v, f, read->most);
	if (!ends_as_number(v->of[f])) /* what is left is about those */
		return;
	if (has_point(v->of[f]))
		shorten(r, v, f, v->of[f]->length - 2);
	if (read->any && value_lost_digits(v->of[f]))
		pass_lost_digits(r, v, f);
}

void sheet_values_of(struct sheet_reading *r, struct sheet_values *v)
{
	const struct row *row = r->row;

	memset(v->of, 0, sizeof v->of);
	for (size_t i = 0; i < r->table->read_count; i++) {
		const struct sheet_read *read = &r->table->read[i];
		const struct cell *c = &read->constant;

		if (read->column > row->count) /* the row ends before it */
			continue;
		if (read->column)
			c = &row->cells[read->column - 1];
		if (c->length)
			value_of(r, v, read, c);
	}
}
