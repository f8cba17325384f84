#include "base/limits.h"
#include "wire/sheet/xlsx.h"

#define MOST_STYLES 65536u /* a workbook has at most 65,490 */

struct custom {
	unsigned id;
	struct xlsx_format format;
};

struct styles {
	struct xlsx *x;
	struct custom *custom;
	size_t count, room;
	bool in_cells; /* cellXfs: those that cells name */
};

/* Whether a number format writes a date or a time: y m d h s outside quotes, escapes and brackets.  Formats
 * of zeros alone keep leading zeros. */
static struct xlsx_format format_of(const char *s)
{
	struct xlsx_format f = {0};
	size_t zeros = strspn(s, "0");

	if (zeros > 1 && zeros < 20 && s[zeros] == '\0')
		f.zeros = (uint8_t)zeros;
	for (; *s && !f.date; s++) {
		if (*s == '"') {
			do
				s++;
			while (*s && *s != '"');
		} else if (*s == '[') {
			while (*s && *s != ']')
				s++;
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			s += s[1] != '\0';
		} else {
			f.date = strchr("ymdhsYMDHS", *s) != NULL;
		}
		if (!*s)
			break;
	}
	return f;
}

/* Those that are not written in the file, the ones of East Asian Excel among them (ISO/IEC 29500-1, 18.8.30).
 */
static bool is_date_built_in(unsigned id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	       (id >= 50 && id <= 58);
}

static struct xlsx_format format_by_id(const struct styles *s, unsigned id)
{
	for (size_t i = s->count; i-- > 0;)
		if (s->custom[i].id == id)
			return s->custom[i].format;
	return (struct xlsx_format){.date = is_date_built_in(id)};
}

static unsigned number(const char **attributes, const char *name)
{
	const char *value = xlsx_attribute(attributes, name);

	return value ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static void on_start(void *self, const char *name, const char **attributes)
{
	struct styles *s = self;
	struct xlsx *x = s->x;
	const char *code;

	if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (strcmp(name, "numFmt") == 0 && !s->in_cells && s->count < 4096) {
		code = xlsx_attribute(attributes, "formatCode");
		s->custom = arena_grow(&x->arena, s->custom, s->count, &s->room, sizeof *s->custom);
		s->custom[s->count++] =
			(struct custom){number(attributes, "numFmtId"), format_of(code ? code : "")};
	} else if (strcmp(name, "xf") == 0 && s->in_cells && x->format_count < MOST_STYLES) {
		x->formats = arena_grow(
			&x->arena, x->formats, x->format_count, &x->format_room, sizeof *x->formats);
		x->formats[x->format_count++] = format_by_id(s, number(attributes, "numFmtId"));
	}
}

static void on_end(void *self, const char *name)
{
	struct styles *s = self;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

bool xlsx_styles_read(struct xlsx *x, zip_int64_t index)
{
	struct styles s = {.x = x};
	struct xlsx_xml xml = {.self = &s, .start = on_start, .end = on_end};

	return xlsx_part_parse(x, index, &xml);
}
