#include "base/limits.h"
#include "wire/sheet/rows_cell.h"
#include "wire/sheet/xlsx.h"

#define DAYS_FROM_1900_TO_1904 1462 /* from 1899-12-30 to 1904-01-01 */

#define NOT_IN_ROW UINT32_MAX /* a cell's text is not in the row's */

struct sheet {
	struct xlsx *x;
	struct xlsx_xml xml;
	const struct xlsx_sheet *sheet;
	struct merged *merged;
	uint32_t number;
	bool in_data, in_row, in_cell, taking, hidden, long_told, wide_told, hidden_told;
	unsigned phonetic;
	uint32_t row, column; /* the last ones begun, from 1 */
	char type[12];        /* t= of the cell */
	uint32_t style;
	size_t from; /* where the text of the cell under way begins in text */
	struct text text;
	size_t count; /* cells of the row */
	struct cell cells[LIMIT_SHEET_COLUMNS];
	uint32_t text_at[LIMIT_SHEET_COLUMNS]; /* in text, which moves while it grows */
};

static void tell(struct sheet *s, enum severity severity, const char *code, uint32_t column, const char *what)
{
	xlsx_tell(s->x, &(struct diagnostic){.severity = severity,
				.code = code,
				.text = what,
				.sheet = s->sheet->name,
				.row = s->row,
				.column = column,
				.offset = NO_OFFSET});
}

/* --- A cell --- */

static struct number_format format_of(const struct sheet *s)
{
	return s->style < s->x->format_count ? s->x->formats[s->style] : (struct number_format){0};
}

static void set_text(struct sheet *s, struct cell *c, enum cell_kind kind, const char *text, size_t n)
{
	c->kind = kind;
	s->text.length = s->from;
	s->text_at[s->column - 1] = (uint32_t)s->from;
	text_add(&s->text, text, n);
	text_byte(&s->text, '\0');
}

/* The text gathered since from, as it is. */
static void keep_text(struct sheet *s, struct cell *c, enum cell_kind kind)
{
	size_t n = s->text.length - s->from;
	const char *begin = s->text.bytes + s->from;

	if (!n)
		return;
	n = xlsx_unescape(s->text.bytes + s->from, n);
	cell_trim(&begin, &n);
	if (!n)
		return;
	c->kind = kind;
	s->text_at[s->column - 1] = (uint32_t)(begin - s->text.bytes);
	s->text.length = (size_t)(begin - s->text.bytes) + n;
	text_byte(&s->text, '\0');
}

static void shared(struct sheet *s, struct cell *c)
{
	const char *v = s->text.bytes + s->from;
	char *end;
	unsigned long at = strtoul(v, &end, 10);

	s->text.length = s->from;
	s->text_at[s->column - 1] = NOT_IN_ROW;
	if (*end || end == v || at >= s->x->string_count) {
		tell(s, SEVERITY_ERROR, "sheet-string", s->column,
			"the cell's text is a shared one that the workbook does not have; save it anew");
		c->kind = CELL_ERROR;
		c->text = "#REF!";
		return;
	}
	c->text = s->x->strings.bytes + s->x->string_at[at];
	c->kind = *c->text ? CELL_TEXT : CELL_EMPTY;
	if (c->kind == CELL_EMPTY)
		c->text = NULL;
}

/* The number as the sheet shows it: as a day, with its zeros, or by itself. */
static void write_number(struct sheet *s, struct cell *c)
{
	char out[CELL_NUMBER_ROOM];
	size_t n = number_format_show(format_of(s), c, s->x->date_1904, out);

	set_text(s, c, c->kind, out, n);
}

static bool is_plain_digits(const char *v, size_t n)
{
	if (!n || n > 15 || (*v == '0' && n > 1))
		return false;
	for (size_t i = 0; i < n; i++)
		if (v[i] < '0' || v[i] > '9')
			return false;
	return true;
}

static void number(struct sheet *s, struct cell *c)
{
	const char *v = s->text.bytes + s->from;
	size_t n = s->text.length - s->from;
	struct number_format f = format_of(s);

	cell_trim(&v, &n);
	if (!cell_number_read(c, v, n))
		keep_text(s, c, CELL_TEXT);
	else if (f.date || f.zeros || !is_plain_digits(v, n))
		write_number(s, c);
	else
		keep_text(s, c, CELL_NUMBER);
}

/* A day written as one (ISO 8601), which the strict form of the standard has. */
static void date(struct sheet *s, struct cell *c)
{
	char out[CELL_NUMBER_ROOM];
	double serial;
	size_t n;

	if (!cell_date_read(s->text.bytes + s->from, &serial)) {
		keep_text(s, c, CELL_TEXT);
		return;
	}
	c->number = serial - (s->x->date_1904 ? DAYS_FROM_1900_TO_1904 : 0);
	n = cell_date_write(out, c->number, s->x->date_1904);
	if (n)
		set_text(s, c, CELL_DATE, out, n);
	else
		keep_text(s, c, CELL_TEXT);
}

static void cell_ends(struct sheet *s)
{
	struct cell *c;

	if (s->column > LIMIT_SHEET_COLUMNS || s->text.length == s->from)
		return;
	c = &s->cells[s->column - 1];
	text_string(&s->text);
	if (strcmp(s->type, "s") == 0)
		shared(s, c);
	else if (!*s->type || strcmp(s->type, "n") == 0)
		number(s, c);
	else if (strcmp(s->type, "b") == 0)
		set_text(s, c, CELL_BOOL,
			s->text.bytes[s->from] == '1' || s->text.bytes[s->from] == 't' ? "TRUE" : "FALSE",
			s->text.bytes[s->from] == '1' || s->text.bytes[s->from] == 't' ? 4 : 5);
	else if (strcmp(s->type, "d") == 0)
		date(s, c);
	else
		keep_text(s, c, strcmp(s->type, "e") == 0 ? CELL_ERROR : CELL_TEXT);
	if (c->kind == CELL_BOOL)
		c->number = s->text.bytes[s->from] == 'T';
	if (c->kind != CELL_EMPTY && s->column > s->count)
		s->count = s->column;
}

/* The column of "AB17"; 0: not said. */
static uint32_t column_of(const char *r)
{
	uint32_t column = 0;

	for (; *r >= 'A' && *r <= 'Z' && column < 100000; r++)
		column = column * 26 + (uint32_t)(*r - 'A') + 1;
	return column;
}

static void cell_begins(struct sheet *s, const char **attributes)
{
	uint32_t column = s->column + 1;

	*s->type = '\0';
	s->style = 0;
	for (; *attributes; attributes += 2) {
		const char *name = attributes[0], *value = attributes[1];

		if (name[1] != '\0')
			continue;
		if (*name == 'r' && column_of(value) > s->column)
			column = column_of(value);
		else if (*name == 's')
			s->style = (uint32_t)strtoul(value, NULL, 10);
		else if (*name == 't')
			snprintf(s->type, sizeof s->type, "%s", value);
	}
	s->column = column;
	s->from = s->text.length;
	s->in_cell = true;
	if (column > LIMIT_SHEET_COLUMNS && !s->wide_told) {
		s->wide_told = true;
		tell(s, SEVERITY_WARNING, "sheet-columns", column,
			"the sheet has more columns than are looked at; those behind are left out");
	}
}

/* --- A row --- */

static void row_begins(struct sheet *s, const char **attributes)
{
	const char *r = xlsx_attribute(attributes, "r");
	unsigned long row = r ? strtoul(r, NULL, 10) : 0;

	s->row = row > s->row && row <= UINT32_MAX ? (uint32_t)row : s->row + 1;
	s->hidden = xlsx_is_true(xlsx_attribute(attributes, "hidden")) || s->sheet->hidden;
	memset(s->cells, 0, s->count * sizeof *s->cells);
	s->column = 0;
	s->count = 0;
	s->in_row = true;
	text_clear(&s->text);
	if (s->row > LIMIT_SHEET_ROWS) {
		fault_say(s->x->fault, FAULT_TOO_LARGE,
			"sheet \"%.100s\" has more rows than a sheet may have: %u", s->sheet->name,
			LIMIT_SHEET_ROWS);
		s->xml.stop = true;
	}
	if (s->hidden && !s->hidden_told) {
		s->hidden_told = true;
		tell(s, SEVERITY_INFORMATION, "sheet-hidden", 0,
			"rows that the sheet hides, here first, are read like the others");
	}
}

static void row_ends(struct sheet *s)
{
	struct row row = {.sheet = s->sheet->name,
		.sheet_number = s->number,
		.row = s->row,
		.offset = NO_OFFSET,
		.hidden = s->hidden,
		.date_1904 = s->x->date_1904,
		.cells = s->cells};

	for (size_t i = 0; i < s->count; i++) {
		if (s->cells[i].kind == CELL_EMPTY)
			continue;
		if (s->text_at[i] != NOT_IN_ROW)
			s->cells[i].text = s->text.bytes + s->text_at[i];
		s->cells[i].length = (uint32_t)strlen(s->cells[i].text);
	}
	merged_fill(s->merged, s->row, s->cells, &s->count);
	row.count = s->count;
	s->in_row = false;
	if (row.count && !s->x->sink->row(s->x->sink->self, &row))
		s->xml.stop = true;
}

/* --- XML --- */

static void on_start(void *self, const char *name, const char **attributes)
{
	struct sheet *s = self;

	if (!s->in_data) {
		s->in_data = strcmp(name, "sheetData") == 0;
	} else if (!s->in_row) {
		if (strcmp(name, "row") == 0)
			row_begins(s, attributes);
	} else if (!s->in_cell) {
		if (strcmp(name, "c") == 0)
			cell_begins(s, attributes);
	} else if (strcmp(name, "v") == 0) {
		s->taking = strcmp(s->type, "inlineStr") != 0;
	} else if (strcmp(name, "t") == 0) {
		s->taking = strcmp(s->type, "inlineStr") == 0 && !s->phonetic;
	} else if (strcmp(name, "rPh") == 0) {
		s->phonetic++;
	}
}

static void on_end(void *self, const char *name)
{
	struct sheet *s = self;

	if (!s->in_data)
		return;
	s->taking = false;
	if (s->in_cell) {
		if (strcmp(name, "c") == 0) {
			cell_ends(s);
			s->in_cell = false;
			s->phonetic = 0;
		} else if (strcmp(name, "rPh") == 0) {
			s->phonetic -= s->phonetic > 0;
		}
	} else if (s->in_row) {
		if (strcmp(name, "row") == 0)
			row_ends(s);
	} else {
		s->in_data = strcmp(name, "sheetData") != 0;
	}
}

static void on_text(void *self, const char *text, size_t n)
{
	struct sheet *s = self;

	if (!s->taking || s->column > LIMIT_SHEET_COLUMNS)
		return;
	if (s->text.length - s->from + n <= LIMIT_XML_TEXT) {
		text_add(&s->text, text, n);
		return;
	}
	s->taking = false;
	if (!s->long_told)
		tell(s, SEVERITY_WARNING, "sheet-long", s->column,
			"the cell's text is longer than is read; its rest is left out");
	s->long_told = true;
}

bool xlsx_sheet_read(struct xlsx *x, const struct xlsx_sheet *sheet, uint32_t number, zip_int64_t index)
{
	struct sheet *s = calloc(1, sizeof *s);
	bool read;

	if (!s)
		abort();
	*s = (struct sheet){.x = x, .sheet = sheet, .number = number};
	s->xml = (struct xlsx_xml){.self = s, .start = on_start, .end = on_end, .text = on_text};
	s->merged = xlsx_merged_read(x, index);
	read = s->merged && xlsx_part_parse(x, index, &s->xml);
	merged_free(s->merged);
	text_free(&s->text);
	free(s);
	return read;
}
