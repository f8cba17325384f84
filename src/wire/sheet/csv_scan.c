#include "wire/sheet/csv_scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

uint64_t csv_source_of_row(struct csv_rows *c)
{
	return text_reader_source(c->in, c->base + c->start);
}

void csv_tell(struct csv_rows *c, enum severity severity, const char *code, uint32_t column, const char *what)
{
	struct diagnostic d = {.severity = severity,
		.code = code,
		.text = what,
		.row = c->row,
		.column = column,
		.offset = csv_source_of_row(c)};

	if (c->sink->odd)
		c->sink->odd(c->sink->self, &d);
}

/* --- The separator --- */

#define HEAD_ROWS  32
#define HEAD_BYTES 16384

static const char separators[] = {'\t', ';', ',', '|'};

/* The first rows' counts of one byte outside quotes: how many rows have the count that most have, times that
 * count. */
static unsigned evenness(const char *s, size_t n, char separator)
{
	unsigned counts[HEAD_ROWS] = {0}, rows = 0, best = 0, same;
	bool quoted = false;

	for (size_t i = 0; i < n && rows < HEAD_ROWS; i++) {
		quoted ^= s[i] == '"';
		if (!quoted && (s[i] == '\n' || s[i] == '\r'))
			rows += counts[rows] > 0;
		else if (!quoted && s[i] == separator)
			counts[rows]++;
	}
	rows += rows < HEAD_ROWS && counts[rows] > 0;
	for (unsigned i = 0; i < rows; i++) {
		same = 0;
		for (unsigned k = 0; k < rows; k++)
			same += counts[k] == counts[i];
		best = same * counts[i] > best ? same * counts[i] : best;
	}
	return best;
}

static bool names_separator(const char *s, size_t n)
{
	return n >= 5 && (s[0] | 0x20) == 's' && (s[1] | 0x20) == 'e' && (s[2] | 0x20) == 'p' &&
	       s[3] == '=' && s[4] != '\n' && s[4] != '\r' && s[4] != '"' &&
	       (n == 5 || s[5] == '\n' || s[5] == '\r');
}

void csv_find_separator(struct csv_rows *c)
{
	size_t n = c->text.length < HEAD_BYTES ? c->text.length : HEAD_BYTES;
	unsigned most = 0, even;

	c->separator = ',';
	if (names_separator(c->text.bytes, n)) {
		c->separator = c->text.bytes[4];
		c->start = c->at = 5; /* the rest is a blank line, counted as such */
		return;
	}
	for (size_t i = 0; i < sizeof separators; i++) {
		even = evenness(c->text.bytes, n, separators[i]);
		if (even > most) {
			most = even;
			c->separator = separators[i];
		}
	}
}

/* --- Finding a row's end --- */

#define BLOCK 64

/* Which of the BLOCK bytes at s are separators or line breaks: the lowest bit is the first. */
static uint64_t ends_among(const char *s, char separator)
{
	uint64_t ends = 0;
#ifdef __SSE2__
	__m128i sign = _mm_set1_epi8(separator), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');

	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + i));
		int mask = _mm_movemask_epi8(_mm_or_si128(
			_mm_cmpeq_epi8(x, sign), _mm_or_si128(_mm_cmpeq_epi8(x, lf), _mm_cmpeq_epi8(x, cr))));

		ends |= (uint64_t)(unsigned)mask << i;
	}
#else
	for (unsigned i = 0; i < BLOCK; i++)
		ends |= (uint64_t)(s[i] == separator || s[i] == '\n' || s[i] == '\r') << i;
#endif
	return ends;
}

/* The next separator or line break from at on; the length: there is none yet. */
static size_t next_end(const struct csv_rows *c, size_t at)
{
	const char *s = c->text.bytes;
	size_t n = c->text.length;

	for (; at + BLOCK <= n; at += BLOCK) {
		uint64_t ends = ends_among(s + at, c->separator);

		if (ends)
			return at + (size_t)__builtin_ctzll(ends);
	}
	while (at < n && s[at] != c->separator && s[at] != '\n' && s[at] != '\r')
		at++;
	return at;
}

/* Bytes of the line break at `at`, which is a byte of one; 0: a CR whose LF may still come. */
static size_t break_length(const struct csv_rows *c, size_t at)
{
	if (c->text.bytes[at] == '\n')
		return 1;
	if (at + 1 < c->text.length)
		return c->text.bytes[at + 1] == '\n' ? 2 : 1;
	return c->ended ? 1 : 0;
}

static bool is_break(char byte)
{
	return byte == '\n' || byte == '\r';
}

static uint32_t breaks_in(const char *s, size_t n)
{
	uint32_t breaks = 0;

	if (!memchr(s, '\n', n) && !memchr(s, '\r', n)) /* nearly always */
		return 0;
	for (size_t i = 0; i < n; i++)
		breaks += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return breaks;
}

/* Reading goes on behind the line that the field under way began on. */
static void broken(struct csv_rows *c, const char *what)
{
	uint32_t before = breaks_in(c->text.bytes + c->start, c->from);

	csv_tell(c, SEVERITY_ERROR, "sheet-quote", (uint32_t)c->count + 1, what);
	c->row += before;
	c->breaks = 0;
	c->at = c->start + c->from;
	c->phase = IN_BROKEN;
}

static void field_begins(struct csv_rows *c, size_t from)
{
	c->from = (uint32_t)(from - c->start);
	if (c->count < LIMIT_CSV_FIELDS)
		c->fields[c->count] = (struct csv_field){.from = c->from};
}

static void field_ends(struct csv_rows *c, size_t to)
{
	if (c->count < LIMIT_CSV_FIELDS) {
		c->fields[c->count++].to = (uint32_t)(to - c->start);
	} else if (!c->wide_told && to > c->start + c->from) {
		csv_tell(c, SEVERITY_WARNING, "sheet-columns", LIMIT_CSV_FIELDS + 1,
			"the sheet has more columns than are looked at; those behind are left out");
		c->wide_told = true;
	}
}

static const char too_long[] = "the text is longer than a cell may be; is a closing quote missing?";

static bool is_too_long(const struct csv_rows *c)
{
	return c->at - c->start - c->from > LIMIT_CSV_FIELD || c->at - c->start > LIMIT_SHEET_ROW;
}

/* Fields without quotes and with a separator behind them, as nearly all are: one behind the other, up to the
 * first that is none. */
static void plain_fields(struct csv_rows *c)
{
	const char *s = c->text.bytes, separator = c->separator;
	size_t n = c->text.length, start = c->start, from = c->at, count = c->count;

	for (size_t block = from; block + BLOCK <= n; block += BLOCK) {
		uint64_t ends = ends_among(s + block, separator);

		if (count + BLOCK > LIMIT_CSV_FIELDS || block + BLOCK - from > LIMIT_CSV_FIELD ||
			block + BLOCK - start > LIMIT_SHEET_ROW)
			break;
		for (; ends; ends &= ends - 1) {
			size_t end = block + (size_t)__builtin_ctzll(ends);

			if (s[end] != separator || s[from] == '"')
				goto other;
			c->fields[count++] = (struct csv_field){
				.from = (uint32_t)(from - start), .to = (uint32_t)(end - start)};
			from = end + 1;
		}
	}
other:
	c->at = from;
	c->count = count;
}

/* Each phase: false where more bytes are needed, or the row ends (*ends). */
static bool at_field(struct csv_rows *c)
{
	if (c->at == c->text.length && !c->ended)
		return false;
	field_begins(c, c->at);
	if (c->at < c->text.length && c->text.bytes[c->at] == '"') {
		c->at++;
		c->phase = IN_QUOTES;
	} else {
		c->phase = IN_PLAIN;
	}
	return true;
}

static bool behind_field(struct csv_rows *c, bool *ends)
{
	size_t k;

	if (c->at < c->text.length && c->text.bytes[c->at] == c->separator) {
		c->at++;
		c->phase = AT_FIELD;
		return true;
	}
	k = c->at < c->text.length ? break_length(c, c->at) : 0;
	c->at += k;
	c->breaks += k > 0;
	*ends = true;
	return false;
}

static bool in_plain(struct csv_rows *c, bool *ends)
{
	size_t from = c->at, end;

	end = next_end(c, from);
	c->at = end;
	if (is_too_long(c)) {
		broken(c, too_long);
		return true;
	}
	if (!c->ended && (end == c->text.length || (c->text.bytes[end] == '\r' && !break_length(c, end))))
		return false;
	field_ends(c, end);
	return behind_field(c, ends);
}

static bool in_quotes(struct csv_rows *c)
{
	char *s = c->text.bytes;
	const char *quote = memchr(s + c->at, '"', c->text.length - c->at);

	c->at = quote ? (size_t)(quote - s) : c->text.length;
	if (is_too_long(c))
		broken(c, too_long);
	else if (quote)
		c->phase = AT_QUOTE;
	else if (c->ended)
		broken(c, "the closing quote is missing");
	else
		return false;
	return true;
}

static bool at_quote(struct csv_rows *c, bool *ends)
{
	size_t next = c->at + 1;
	char byte = next < c->text.length ? c->text.bytes[next] : '\n';

	if (next == c->text.length && !c->ended)
		return false;
	if (byte == '"') {
		if (c->count < LIMIT_CSV_FIELDS)
			c->fields[c->count].doubled = true;
		c->at += 2;
		c->phase = IN_QUOTES;
		return true;
	}
	if (byte != c->separator && !is_break(byte)) {
		broken(c, "text stands behind a closing quote; a quote inside is written twice");
		return true;
	}
	if (byte == '\r' && next < c->text.length && !break_length(c, next))
		return false;
	field_ends(c, next);
	c->breaks += breaks_in(c->text.bytes + c->start + c->from, next - c->start - c->from);
	c->at = next;
	return behind_field(c, ends);
}

void csv_row_begins(struct csv_rows *c)
{
	c->row += c->breaks;
	c->breaks = 0;
	c->count = 0;
	c->start = c->at;
	c->phase = AT_FIELD;
}

static bool in_broken(struct csv_rows *c)
{
	size_t k;

	while (c->at < c->text.length && !is_break(c->text.bytes[c->at]))
		c->at++;
	k = c->at < c->text.length ? break_length(c, c->at) : 0;
	if (!k && !c->ended) {
		c->start = c->at; /* what was passed over need not be kept */
		return false;
	}
	c->at += k;
	c->breaks = k > 0;
	csv_row_begins(c);
	return k > 0;
}

bool csv_row_is_whole(struct csv_rows *c)
{
	bool ends = false, goes = true;

	while (goes && !ends) {
		switch (c->phase) {
		case AT_FIELD:
			plain_fields(c);
			goes = at_field(c);
			break;
		case IN_PLAIN:
			goes = in_plain(c, &ends);
			break;
		case IN_QUOTES:
			goes = in_quotes(c);
			break;
		case AT_QUOTE:
			goes = at_quote(c, &ends);
			break;
		case IN_BROKEN:
			goes = in_broken(c);
			break;
		}
	}
	return ends;
}
