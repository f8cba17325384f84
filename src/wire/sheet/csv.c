#include "wire/sheet/csv.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/limits.h"

#include <string.h>

/* One row under way.  It is read twice by the same code: once to judge and measure it, with no text to write
 * to, and once to write its fields into a piece of just that size. */
struct row {
	const struct csv *c;
	size_t at;
	size_t field_at; /* where the field under way began */
	char *text;
	size_t used; /* bytes of text, also when there is none yet */
	size_t starts[LIMIT_CSV_FIELDS];
	size_t count;
	struct fault *fault;
};

#define SNIFFED_BYTES 4096

static char sniff_separator(const char *bytes, size_t n)
{
	static const char separators[] = {',', ';', '\t'};
	size_t seen[sizeof separators] = {0};
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < n && i < SNIFFED_BYTES; i++) {
		if (bytes[i] == '"')
			quoted = !quoted;
		for (size_t s = 0; !quoted && s < sizeof separators; s++)
			seen[s] += bytes[i] == separators[s];
	}
	for (size_t s = 1; s < sizeof separators; s++)
		if (seen[s] > seen[best])
			best = s;
	return separators[best];
}

void csv_start(struct csv *c, const char *bytes, size_t n)
{
	size_t mark = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	*c = (struct csv){.bytes = bytes, .length = n, .at = mark};
	c->separator = sniff_separator(bytes + mark, n - mark);
}

/* Bytes of the line break at this place: 0, 1 or 2. */
static size_t line_break(const struct csv *c, size_t at)
{
	if (at < c->length && c->bytes[at] == '\n')
		return 1;
	if (at + 1 < c->length && c->bytes[at] == '\r' && c->bytes[at + 1] == '\n')
		return 2;
	return 0;
}

static size_t behind_line(const struct csv *c, size_t at)
{
	const char *end = at < c->length ? memchr(c->bytes + at, '\n', c->length - at) : NULL;

	return end ? (size_t)(end - c->bytes) + 1 : c->length;
}

static bool malformed(struct row *r, const char *what)
{
	return fault_say(
		r->fault, FAULT_BAD_BODY, "row %u, field %zu: %s", (unsigned)r->c->row, r->count + 1, what);
}

static void put(struct row *r, char byte)
{
	if (r->text)
		r->text[r->used] = byte;
	r->used++;
}

static bool take(struct row *r, char byte)
{
	if (byte == '\0')
		return malformed(r, "a NUL byte, which no text has; is this a spreadsheet saved as CSV?");
	if (r->used - r->starts[r->count] >= LIMIT_CSV_FIELD)
		return malformed(r, "longer than a field may be; is a closing quote missing?");
	put(r, byte);
	return true;
}

/* From behind the opening quote to behind the closing one. */
static bool read_quoted(struct row *r)
{
	const struct csv *c = r->c;

	while (r->at < c->length) {
		char byte = c->bytes[r->at++];

		if (byte == '"') {
			if (r->at >= c->length || c->bytes[r->at] != '"')
				return true;
			r->at++;
		}
		if (!take(r, byte))
			return false;
	}
	return malformed(r, "the closing quote is missing");
}

static bool read_plain(struct row *r)
{
	const struct csv *c = r->c;

	while (r->at < c->length && c->bytes[r->at] != c->separator && !line_break(c, r->at))
		if (!take(r, c->bytes[r->at++]))
			return false;
	return true;
}

static bool read_field(struct row *r)
{
	const struct csv *c = r->c;

	r->field_at = r->at;
	if (r->count == LIMIT_CSV_FIELDS)
		return malformed(r, "more fields than a row may have");
	r->starts[r->count] = r->used;
	if (r->at < c->length && c->bytes[r->at] == '"') {
		r->at++;
		if (!read_quoted(r))
			return false;
		if (r->at < c->length && c->bytes[r->at] != c->separator && !line_break(c, r->at))
			return malformed(r, "text behind the closing quote; a quote inside is written twice");
	} else if (!read_plain(r)) {
		return false;
	}
	put(r, '\0');
	r->count++;
	return true;
}

static bool read_row(struct row *r, char *text)
{
	const struct csv *c = r->c;

	r->at = c->at;
	r->text = text;
	r->used = r->count = 0;
	for (;;) {
		if (!read_field(r))
			return false;
		if (r->at >= c->length || c->bytes[r->at] != c->separator)
			break;
		r->at++;
	}
	r->at += line_break(c, r->at);
	return true;
}

bool csv_next(struct csv *c, struct arena *a, char ***fields, size_t *count, struct fault *f)
{
	struct row r = {.c = c, .fault = f};
	size_t blank;

	f->code = FAULT_NONE;
	while ((blank = line_break(c, c->at)) > 0) {
		c->at += blank;
		c->row++;
	}
	if (c->at >= c->length)
		return false;
	c->row++;
	if (!read_row(&r, NULL) || !read_row(&r, arena_alloc(a, r.used))) {
		c->at = behind_line(c, r.field_at);
		return false;
	}
	c->at = r.at;
	*count = r.count;
	*fields = arena_alloc_array(a, r.count, sizeof **fields);
	for (size_t i = 0; i < r.count; i++)
		(*fields)[i] = r.text + r.starts[i];
	return true;
}
