#include "base/limits.h"
#include "wire/sheet/rows_cell.h"
#include "wire/sheet/xlsx.h"

static int hex(char c)
{
	return c >= '0' && c <= '9'                     ? c - '0'
	       : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
							: -1;
}

/* A control character that XML cannot have is written _x000D_, and a '_' before such as _x005F_.  The control
 * becomes a blank. */
static size_t escape_at(const char *s, size_t n, char *stands_for)
{
	unsigned value = 0;

	if (n < 7 || s[1] != 'x' || s[6] != '_')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return 0;
		value = value * 16 + (unsigned)hex(s[i]);
	}
	if (value >= 0x20 && value != '_')
		return 0;
	*stands_for = value == '_' ? '_' : ' ';
	return 7;
}

size_t xlsx_unescape(char *s, size_t n)
{
	size_t to = 0, k;
	char c;

	if (!memmem(s, n, "_x", 2))
		return n;
	for (size_t i = 0; i < n; i += k ? k : 1) {
		k = s[i] == '_' ? escape_at(s + i, n - i, &c) : 0;
		s[to++] = k ? c : s[i];
	}
	return to;
}

struct strings {
	struct xlsx *x;
	struct xlsx_xml xml;
	size_t from; /* of the string under way */
	unsigned phonetic;
	bool in_text;
};

static void on_start(void *self, const char *name, const char **attributes)
{
	struct strings *s = self;

	(void)attributes;
	if (strcmp(name, "si") == 0)
		s->from = s->x->strings.length;
	else if (strcmp(name, "rPh") == 0) /* how it is said: not part of it */
		s->phonetic++;
	else if (strcmp(name, "t") == 0)
		s->in_text = !s->phonetic;
}

static void on_text(void *self, const char *text, size_t n)
{
	struct strings *s = self;

	if (!s->in_text || s->x->strings.length - s->from + n > LIMIT_XML_TEXT)
		return;
	text_add(&s->x->strings, text, n);
}

static void keep(struct strings *s)
{
	struct xlsx *x = s->x;
	size_t n = x->strings.length - s->from;
	const char *begin;

	if (n)
		n = xlsx_unescape(x->strings.bytes + s->from, n);
	begin = text_string(&x->strings) + (n ? s->from : 0);
	cell_trim(&begin, &n);
	if (x->string_count == x->string_room) {
		x->string_room = x->string_room ? x->string_room * 2 : 1024;
		x->string_at = realloc(x->string_at, x->string_room * sizeof *x->string_at);
		if (!x->string_at)
			abort();
	}
	if (!n) {
		x->strings.length = s->from;
		x->string_at[x->string_count++] = (uint32_t)s->from;
	} else {
		x->string_at[x->string_count++] = (uint32_t)(begin - x->strings.bytes);
		x->strings.length = (size_t)(begin - x->strings.bytes) + n;
	}
	text_byte(&x->strings, '\0');
	if (x->strings.length + x->string_count * 16 > LIMIT_SHEET_STRINGS) {
		fault_say(x->fault, FAULT_TOO_LARGE,
			"the workbook has more text than is read: more than %u MB",
			LIMIT_SHEET_STRINGS >> 20);
		s->xml.stop = true;
	}
}

static void on_end(void *self, const char *name)
{
	struct strings *s = self;

	if (strcmp(name, "si") == 0)
		keep(s);
	else if (strcmp(name, "rPh") == 0)
		s->phonetic -= s->phonetic > 0;
	else if (strcmp(name, "t") == 0)
		s->in_text = false;
}

bool xlsx_strings_read(struct xlsx *x, zip_int64_t index)
{
	struct strings s = {.x = x, .xml = {.start = on_start, .end = on_end, .text = on_text}};

	s.xml.self = &s;
	return xlsx_part_parse(x, index, &s.xml);
}
