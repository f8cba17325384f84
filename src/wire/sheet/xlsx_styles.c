#include "base/limits.h"
#include "wire/sheet/xlsx.h"

#define MOST_STYLES 65536u /* a workbook has at most 65,490 */

struct custom {
	unsigned id;
	struct number_format format;
};

struct styles {
	struct xlsx *x;
	struct custom *custom;
	size_t count, room;
	bool in_cells; /* cellXfs: those that cells name */
};

static struct number_format format_by_id(const struct styles *s, unsigned id)
{
	for (size_t i = s->count; i-- > 0;)
		if (s->custom[i].id == id)
			return s->custom[i].format;
	return number_format_built_in(id);
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
			(struct custom){number(attributes, "numFmtId"), number_format_of(code ? code : "")};
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
