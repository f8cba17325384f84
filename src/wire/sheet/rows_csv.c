#include "wire/sheet/csv_scan.h"

struct csv_rows *csv_rows_new(const struct row_sink *sink)
{
	struct csv_rows *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	c->sink = sink;
	c->in = text_reader_new();
	c->row = 1;
	return c;
}

void csv_rows_free(struct csv_rows *c)
{
	if (!c)
		return;
	text_reader_free(c->in);
	text_free(&c->text);
	free(c);
}

/* --- Telling it --- */

static size_t undouble(char *s, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		s[to++] = s[i];
		i += s[i] == '"' && i + 1 < n && s[i + 1] == '"';
	}
	return to;
}

/* The cell of a field; its end becomes a zero byte where the separator, quote or line break stands. */
static void cell_of(char *row, const struct csv_field *f, struct cell *cell)
{
	char *from = row + f->from;
	size_t n = f->to - f->from;
	const char *s;

	if (n >= 2 && *from == '"' && from[n - 1] == '"') {
		from++;
		n -= 2;
		if (f->doubled)
			n = undouble(from, n);
	}
	s = from;
	if (n && (cell_blank_edge(*s) || cell_blank_edge(s[n - 1])))
		cell_trim(&s, &n);
	*cell = (struct cell){.kind = CELL_EMPTY};
	if (!n)
		return;
	from[(size_t)(s - from) + n] = '\0';
	*cell = (struct cell){.kind = CELL_PLAIN, .text = s, .length = (uint32_t)n};
}

static void tell_bad(struct csv_rows *c)
{
	uint64_t bad = text_reader_bad(c->in);

	if (c->bad_told || bad >= c->base + c->at)
		return;
	c->bad_told = true;
	csv_tell(c, SEVERITY_WARNING, "character", 0,
		"bytes that are no characters of the text's character set stand as U+FFFD, here first");
}

static void tell_doubt(struct csv_rows *c)
{
	unsigned sure = 100;
	enum text_set set;
	char what[160];

	if (c->doubt_told)
		return;
	set = text_reader_set(c->in, &sure);
	if (set == SETS)
		return;
	c->doubt_told = true;
	if (sure >= TEXT_SET_SURE)
		return;
	snprintf(what, sizeof what,
		"read as %s, which the few letters in it leave in doubt: look at the names",
		text_set_names[set]);
	csv_tell(c, SEVERITY_WARNING, "character-set", 0, what);
}

static void tell_row(struct csv_rows *c)
{
	struct row r = {.row = c->row, .sheet_number = 1, .cells = c->cells};
	char *row = c->text.bytes + c->start;

	for (size_t i = 0; i < c->count; i++) {
		cell_of(row, &c->fields[i], &c->cells[i]);
		if (c->cells[i].kind != CELL_EMPTY)
			r.count = i + 1;
	}
	tell_bad(c);
	if (!r.count)
		return;
	r.offset = csv_source_of_row(c);
	if (!c->sink->row(c->sink->self, &r))
		c->stopped = true;
}

static void forget_told(struct csv_rows *c)
{
	if (c->start < c->text.length && c->start < c->text.length / 2)
		return;
	c->text.length -= c->start;
	memmove(c->text.bytes, c->text.bytes + c->start, c->text.length);
	c->base += c->start;
	c->at -= c->start;
	c->start = 0;
}

static bool read_rows(struct csv_rows *c)
{
	if (!c->separator && (c->text.length || c->ended))
		csv_find_separator(c);
	if (!c->text.length)
		return !c->stopped;
	tell_doubt(c);
	while (!c->stopped && (c->start < c->text.length || c->at < c->text.length) && csv_row_is_whole(c)) {
		tell_row(c);
		csv_row_begins(c);
	}
	if (c->phase != IN_BROKEN)
		c->safe = csv_source_of_row(c);
	forget_told(c);
	return !c->stopped;
}

bool csv_rows_feed(struct csv_rows *c, const char *bytes, size_t n)
{
	size_t piece;

	for (; n && !c->stopped; bytes += piece, n -= piece) {
		piece = n < TEXT_READER_PIECE ? n : TEXT_READER_PIECE;
		text_reader_feed(c->in, bytes, piece, &c->text);
		read_rows(c);
	}
	return !c->stopped;
}

bool csv_rows_end(struct csv_rows *c)
{
	if (c->stopped)
		return false;
	c->ended = true;
	text_reader_end(c->in, &c->text);
	return read_rows(c);
}

/* --- What is known, and taking it up again --- */

uint64_t csv_rows_safe_offset(const struct csv_rows *c)
{
	return c->safe;
}

const char *csv_rows_state(const struct csv_rows *c, struct arena *a)
{
	unsigned sure;
	enum text_set set = text_reader_set(c->in, &sure);

	return arena_printf(a, "csv set=%u sure=%u separator=%d row=%u told=%d%d", (unsigned)set, sure,
		c->separator, (unsigned)(c->phase == IN_BROKEN ? c->row + 1 : c->row), c->bad_told,
		c->wide_told);
}

bool csv_rows_resume(struct csv_rows *c, const char *state, uint64_t offset)
{
	unsigned set, sure, row;
	int separator;
	char bad, wide;

	if (sscanf(state, "csv set=%u sure=%u separator=%d row=%u told=%c%c", &set, &sure, &separator, &row,
		    &bad, &wide) != 6)
		return false;
	if (set > SETS || sure > 100 || separator < 0 || separator > 127 || !row)
		return false;
	if (offset == 0)
		return true;
	text_reader_resume(c->in, (enum text_set)set, sure, offset);
	c->separator = (char)separator;
	c->row = row;
	c->bad_told = bad == '1';
	c->wide_told = wide == '1';
	c->doubt_told = set != SETS;
	c->safe = offset;
	return true;
}

struct rows_about csv_rows_about(const struct csv_rows *c)
{
	struct rows_about about = {.kind = "CSV", .separator = c->separator};
	enum text_set set = text_reader_set(c->in, &about.sure);

	if (!c->separator)
		return (struct rows_about){.kind = "CSV"};
	about.character_set = text_set_names[set == SETS ? SET_UTF8 : set];
	return about;
}
