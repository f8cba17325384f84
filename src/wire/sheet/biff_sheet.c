#include "base/limits.h"
#include "wire/sheet/biff.h"
#include "wire/sheet/merged.h"

#define ROWS    65536u
#define COLUMNS 256u

/* A cell as it was found: where its value stands.  Cells mostly come in order, and are sorted where not. */
struct found {
	uint16_t row, column, style, id;
	uint32_t at; /* of the value, in the stream */
	uint32_t n;  /* bytes that belong to it */
};

struct sheet {
	struct biff *b;
	const struct biff_sheet *sheet;
	uint32_t number;
	struct found *found;
	size_t count, room;
	bool sorted, hidden_told;
	struct merged *merged;
	uint8_t hidden[ROWS / 8];
	struct text text; /* of the row under way */
	struct cell cells[LIMIT_SHEET_COLUMNS];
	size_t text_at[LIMIT_SHEET_COLUMNS], cell_count;
};

/* --- Finding the cells --- */

static void add(struct sheet *s, const struct found *f)
{
	const struct found *before = s->count ? &s->found[s->count - 1] : NULL;

	if (f->column >= COLUMNS)
		return;
	if (before && (f->row < before->row || (f->row == before->row && f->column <= before->column)))
		s->sorted = false;
	if (s->count == s->room) {
		s->room = s->room ? s->room * 2 : 1024;
		s->found = realloc(s->found, s->room * sizeof *s->found);
		if (!s->found)
			abort();
	}
	s->found[s->count++] = *f;
}

static void add_one(struct sheet *s, const struct biff_record *r, size_t least)
{
	if (r->n < 6 + least)
		return;
	add(s, &(struct found){.row = (uint16_t)biff_u16(r->at),
		       .column = (uint16_t)biff_u16(r->at + 2),
		       .style = (uint16_t)biff_u16(r->at + 4),
		       .id = (uint16_t)r->id,
		       .at = (uint32_t)(r->at + 6 - (const uint8_t *)s->b->stream.bytes),
		       .n = (uint32_t)r->n - 6});
}

static void add_many(struct sheet *s, const struct biff_record *r)
{
	for (size_t i = 4, column = r->n >= 4 ? biff_u16(r->at + 2) : 0; i + 8 <= r->n; i += 6, column++)
		add(s, &(struct found){.row = (uint16_t)biff_u16(r->at),
			       .column = (uint16_t)column,
			       .style = (uint16_t)biff_u16(r->at + i),
			       .id = BIFF_RK,
			       .at = (uint32_t)(r->at + i + 2 - (const uint8_t *)s->b->stream.bytes),
			       .n = 4});
}

/* What a formula before it came to is a text, and this is it. */
static void add_result(struct sheet *s, const struct biff_record *r)
{
	struct found *f = s->count ? &s->found[s->count - 1] : NULL;

	if (!f || f->id != BIFF_FORMULA)
		return;
	f->id = BIFF_STRING;
	f->at = (uint32_t)(r->at - (const uint8_t *)s->b->stream.bytes);
	f->n = (uint32_t)r->n;
}

static void add_row(struct sheet *s, const struct biff_record *r)
{
	if (r->n >= 16 && (biff_u16(r->at + 12) & 0x20))
		s->hidden[biff_u16(r->at) / 8] |= (uint8_t)(1u << (biff_u16(r->at) % 8));
}

static void add_merged(struct sheet *s, const struct biff_record *r)
{
	for (size_t i = 2; i + 8 <= r->n; i += 8)
		merged_add(s->merged,
			&(struct merged_range){biff_u16(r->at + i) + 1, biff_u16(r->at + i + 2) + 1,
				biff_u16(r->at + i + 4) + 1, biff_u16(r->at + i + 6) + 1});
}

static void take(struct sheet *s, const struct biff_record *r)
{
	switch (r->id) {
	case BIFF_NUMBER:
	case BIFF_FORMULA:
		add_one(s, r, 8);
		break;
	case BIFF_RK:
	case BIFF_LABELSST:
		add_one(s, r, 4);
		break;
	case BIFF_LABEL:
	case BIFF_RSTRING:
	case BIFF_BOOLERR:
		add_one(s, r, 2);
		break;
	case BIFF_MULRK:
		add_many(s, r);
		break;
	case BIFF_STRING:
		add_result(s, r);
		break;
	case BIFF_ROW:
		add_row(s, r);
		break;
	case BIFF_MERGED:
		add_merged(s, r);
		break;
	default:
		break;
	}
}

static void find(struct sheet *s)
{
	struct biff_record r;
	unsigned depth = 0; /* a chart in a sheet has records of its own */

	for (size_t at = s->sheet->at; biff_next(s->b, at, &r); at = r.next) {
		depth += r.id == BIFF_BOF;
		if (depth == 0 || (r.id == BIFF_EOF && --depth == 0))
			return;
		if (depth == 1)
			take(s, &r);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* --- Telling them --- */

static void set_text(struct sheet *s, unsigned column, enum cell_kind kind, const char *text, size_t n)
{
	cell_trim(&text, &n);
	if (!n)
		return;
	s->cells[column].kind = kind;
	s->text_at[column] = s->text.length;
	text_add(&s->text, text, n);
	text_byte(&s->text, '\0');
	s->cell_count = column + 1;
}

static void set_number(struct sheet *s, const struct found *f, double number)
{
	struct cell *c = &s->cells[f->column];
	struct number_format format = {0};
	char out[CELL_NUMBER_ROOM];
	size_t n;

	if (f->style < s->b->style_count)
		format = s->b->styles[f->style];
	if (!(number > -1e300 && number < 1e300))
		return;
	c->number = number;
	n = number_format_show(format, c, s->b->date_1904, out);
	set_text(s, f->column, c->kind, out, n);
}

static void set_bool(struct sheet *s, const struct found *f, uint8_t value)
{
	s->cells[f->column].number = value != 0;
	set_text(s, f->column, CELL_BOOL, value ? "TRUE" : "FALSE", value ? 4 : 5);
}

static void set_error(struct sheet *s, const struct found *f, uint8_t value)
{
	const char *name = value == 0x00   ? "#NULL!"
			   : value == 0x07 ? "#DIV/0!"
			   : value == 0x0F ? "#VALUE!"
			   : value == 0x17 ? "#REF!"
			   : value == 0x1D ? "#NAME?"
			   : value == 0x24 ? "#NUM!"
					   : "#N/A";

	set_text(s, f->column, CELL_ERROR, name, strlen(name));
}

static void tell(
	struct sheet *s, enum severity severity, const char *code, const struct found *f, const char *what)
{
	const struct diagnostic d = {.severity = severity,
		.code = code,
		.text = what,
		.sheet = s->sheet->name,
		.row = f->row + 1u,
		.column = severity == SEVERITY_ERROR ? f->column + 1u : 0,
		.offset = NO_OFFSET};

	if (s->b->sink->odd && s->b->told++ < 100)
		s->b->sink->odd(s->b->sink->self, &d);
}

static void set_shared(struct sheet *s, const struct found *f, uint32_t at)
{
	const char *text;

	if (at < s->b->string_count) {
		text = s->b->strings.bytes + s->b->string_at[at];
		set_text(s, f->column, CELL_TEXT, text, strlen(text));
		return;
	}
	tell(s, SEVERITY_ERROR, "sheet-string", f,
		"the cell's text is a shared one that the workbook does not have; save it anew");
	set_error(s, f, 0x17);
}

static void set_string(struct sheet *s, const struct found *f, const uint8_t *p)
{
	struct text t = TEXT_INIT;

	if (f->n >= 2)
		biff_text(s->b, p + 2, f->n - 2, biff_u16(p), &t);
	set_text(s, f->column, CELL_TEXT, text_string(&t), t.length);
	text_free(&t);
}

static void set_formula(struct sheet *s, const struct found *f, const uint8_t *p)
{
	if (biff_u16(p + 6) != 0xFFFF)
		set_number(s, f, biff_double(p));
	else if (p[0] == 1)
		set_bool(s, f, p[2]);
	else if (p[0] == 2)
		set_error(s, f, p[2]);
}

static void set_cell(struct sheet *s, const struct found *f)
{
	const uint8_t *p = (const uint8_t *)s->b->stream.bytes + f->at;

	if (s->cells[f->column].kind != CELL_EMPTY) /* told twice: the first holds */
		return;
	switch (f->id) {
	case BIFF_NUMBER:
		set_number(s, f, biff_double(p));
		break;
	case BIFF_RK:
		set_number(s, f, biff_rk(biff_u32(p)));
		break;
	case BIFF_LABELSST:
		set_shared(s, f, biff_u32(p));
		break;
	case BIFF_FORMULA:
		set_formula(s, f, p);
		break;
	case BIFF_BOOLERR:
		if (p[1])
			set_error(s, f, p[0]);
		else
			set_bool(s, f, p[0]);
		break;
	default: /* LABEL, RSTRING, STRING */
		set_string(s, f, p);
		break;
	}
}

static bool is_hidden(struct sheet *s, const struct found *f)
{
	bool hidden = s->sheet->hidden || (s->hidden[f->row / 8] >> (f->row % 8) & 1);

	if (hidden && !s->hidden_told) {
		s->hidden_told = true;
		tell(s, SEVERITY_INFORMATION, "sheet-hidden", f,
			"rows that the sheet hides, here first, are read like the others");
	}
	return hidden;
}

/* The cells from f to before end are a row. */
static bool tell_row(struct sheet *s, const struct found *f, const struct found *end)
{
	struct row row = {.sheet = s->sheet->name,
		.sheet_number = s->number,
		.row = f->row + 1u,
		.offset = NO_OFFSET,
		.hidden = is_hidden(s, f),
		.date_1904 = s->b->date_1904,
		.cells = s->cells};

	memset(s->cells, 0, sizeof s->cells);
	s->cell_count = 0;
	text_clear(&s->text);
	for (; f < end; f++)
		set_cell(s, f);
	for (size_t i = 0; i < s->cell_count; i++)
		if (s->cells[i].kind != CELL_EMPTY) {
			s->cells[i].text = s->text.bytes + s->text_at[i];
			s->cells[i].length = (uint32_t)strlen(s->cells[i].text);
		}
	merged_fill(s->merged, row.row, s->cells, &s->cell_count);
	row.count = s->cell_count;
	return !row.count || s->b->sink->row(s->b->sink->self, &row);
}

static bool tell_rows(struct sheet *s)
{
	const struct found *f = s->found, *end = f + s->count, *next;
	bool goes = true;

	for (; goes && f < end; f = next) {
		for (next = f + 1; next < end && next->row == f->row; next++)
			;
		goes = tell_row(s, f, next);
	}
	return goes;
}

bool biff_sheet(struct biff *b, const struct biff_sheet *sheet, uint32_t number)
{
	struct sheet *s = calloc(1, sizeof *s);
	bool goes;

	if (!s)
		abort();
	s->b = b;
	s->sheet = sheet;
	s->number = number;
	s->sorted = true;
	s->merged = merged_new();
	find(s);
	if (!s->sorted)
		qsort(s->found, s->count, sizeof *s->found, by_place);
	goes = tell_rows(s);
	merged_free(s->merged);
	free(s->found);
	text_free(&s->text);
	free(s);
	return goes;
}
