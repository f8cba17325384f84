#include "wire/sheet/xlsx.h"

#include "base/limits.h"

#define MOST_SHEETS 256

static void nothing(void *self, const char *name)
{
	(void)self, (void)name;
}

static void on_relation(void *self, const char *name, const char **attributes)
{
	struct xlsx *x = self;
	const char *id = xlsx_attribute(attributes, "Id"), *type = xlsx_attribute(attributes, "Type"),
		   *target = xlsx_attribute(attributes, "Target"),
		   *mode = xlsx_attribute(attributes, "TargetMode"), *word;

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
		(mode && strcmp(mode, "External") == 0) || x->relation_count >= LIMIT_SHEET_PARTS)
		return;
	word = strrchr(type, '/');
	x->relations = arena_grow(
		&x->arena, x->relations, x->relation_count, &x->relation_room, sizeof *x->relations);
	x->relations[x->relation_count++] = (struct xlsx_relation){.id = arena_strdup(&x->arena, id),
		.type = arena_strdup(&x->arena, word ? word + 1 : type),
		.target = arena_strdup(&x->arena, target)};
}

const struct xlsx_relation *xlsx_relation(const struct xlsx *x, const char *id)
{
	for (size_t i = 0; id && i < x->relation_count; i++)
		if (strcmp(x->relations[i].id, id) == 0)
			return &x->relations[i];
	return NULL;
}

static const struct xlsx_relation *of_type(const struct xlsx *x, const char *type)
{
	for (size_t i = 0; i < x->relation_count; i++)
		if (strcmp(x->relations[i].type, type) == 0)
			return &x->relations[i];
	return NULL;
}

/* The relationships of a part ("" of the file as a whole), in the place of those before. */
static bool relations_read(struct xlsx *x, const char *part)
{
	struct xlsx_xml xml = {.self = x, .start = on_relation, .end = nothing};
	const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;
	zip_int64_t index = xlsx_part_find(
		x, arena_printf(&x->arena, "%.*s_rels/%s.rels", (int)(name - part), part, name));

	x->relation_count = 0;
	return index < 0 || xlsx_part_parse(x, index, &xml);
}

static void on_workbook(void *self, const char *name, const char **attributes)
{
	struct xlsx *x = self;
	const char *title, *relation, *state;

	if (strcmp(name, "workbookPr") == 0)
		x->date_1904 = xlsx_is_true(xlsx_attribute(attributes, "date1904"));
	if (strcmp(name, "sheet") != 0 || x->sheet_count >= MOST_SHEETS)
		return;
	title = xlsx_attribute(attributes, "name");
	relation = xlsx_attribute(attributes, "id");
	state = xlsx_attribute(attributes, "state");
	x->sheets = arena_grow(&x->arena, x->sheets, x->sheet_count, &x->sheet_room, sizeof *x->sheets);
	x->sheets[x->sheet_count++] = (struct xlsx_sheet){.name = arena_strdup(&x->arena, title ? title : ""),
		.relation = arena_strdup(&x->arena, relation ? relation : ""),
		.hidden = state && strcmp(state, "visible") != 0};
}

static bool is_binary(const char *path)
{
	size_t n = strlen(path);

	return n > 4 && strcmp(path + n - 4, ".bin") == 0;
}

static bool no_workbook(struct xlsx *x)
{
	if (xlsx_part_find(x, "content.xml") >= 0)
		return fault_say(x->fault, FAULT_BAD_BODY,
			"this is an OpenDocument file (.ods), which is not read; save it as XLSX and send it "
			"again");
	return fault_say(
		x->fault, FAULT_BAD_BODY, "this is a ZIP archive and no workbook: there is no sheet in it");
}

static bool part_of(
	struct xlsx *x, const char *from, const char *type, bool (*read)(struct xlsx *x, zip_int64_t index))
{
	const struct xlsx_relation *r = of_type(x, type);
	zip_int64_t index = r ? xlsx_part_find(x, xlsx_path(x, from, r->target)) : -1;

	return index < 0 || read(x, index);
}

static bool sheets_read(struct xlsx *x, const char *workbook)
{
	uint32_t number = 0;

	for (size_t i = 0; i < x->sheet_count; i++) {
		const struct xlsx_relation *r = xlsx_relation(x, x->sheets[i].relation);
		zip_int64_t index = r ? xlsx_part_find(x, xlsx_path(x, workbook, r->target)) : -1;

		if (r && strcmp(r->type, "worksheet") != 0)
			continue; /* a chart, a dialogue */
		number++;
		if (index < 0)
			xlsx_tell(x, &(struct diagnostic){.severity = SEVERITY_ERROR,
					     .code = "sheet-missing",
					     .text = "the workbook names this sheet and does not have it",
					     .sheet = x->sheets[i].name,
					     .offset = NO_OFFSET});
		else if (!xlsx_sheet_read(x, &x->sheets[i], number, index))
			return false;
	}
	return number > 0 || no_workbook(x);
}

bool xlsx_book_read(struct xlsx *x)
{
	struct xlsx_xml xml = {.self = x, .start = on_workbook, .end = nothing};
	const struct xlsx_relation *r;
	const char *workbook = "xl/workbook.xml";
	zip_int64_t index;

	if (!relations_read(x, ""))
		return false;
	r = of_type(x, "officeDocument");
	if (r)
		workbook = xlsx_path(x, "", r->target);
	if (is_binary(workbook))
		return fault_say(x->fault, FAULT_BAD_BODY,
			"this is a binary workbook (.xlsb), which is not read; save it as XLSX and send it "
			"again");
	index = xlsx_part_find(x, workbook);
	if (index < 0)
		return no_workbook(x);
	return xlsx_part_parse(x, index, &xml) && relations_read(x, workbook) &&
	       part_of(x, workbook, "sharedStrings", xlsx_strings_read) &&
	       part_of(x, workbook, "styles", xlsx_styles_read) && sheets_read(x, workbook);
}
