#include "wire/sheet/reference_columns.h"

#include "base/arena.h"
#include "base/fault.h"
#include "wire/sheet/reference_value.h"

#include <ctype.h>
#include <string.h>

#define HEADER_ROWS 10 /* titles may stand above the header */

/* Which columns a list has.  Headings are compared without case, spaces and signs; "a|b" are wordings of
 * different editions. `fixed` is the column's place in a list that comes without a header, from 1. */
static const struct column_rule {
	enum reference_list list;
	enum column column;
	bool needed;
	unsigned fixed;
	const char *headings;
} column_rules[] = {
	{REFERENCE_PLACES, COL_CODE, true, 0, "code"},
	{REFERENCE_PLACES, COL_NAME_EN, true, 0, "nameen"},
	{REFERENCE_PLACES, COL_NAME_ZH, false, 0, "namezh"},
	{REFERENCE_PLACES, COL_NAME_RU, false, 0, "nameru"},
	{REFERENCE_PLACES, COL_COUNTRY, true, 0, "country"},
	{REFERENCE_PLACES, COL_LAT, true, 0, "lat"},
	{REFERENCE_PLACES, COL_LON, true, 0, "lon"},
	{REFERENCE_PLACES, COL_ZONE, true, 0, "zone"},
	{REFERENCE_PLACES, COL_KINDS, true, 0, "kinds"},
	{REFERENCE_PLACES, COL_GAUGES, false, 0, "gauges"},
	{REFERENCE_PLACES, COL_COMPLEX, false, 0, "complex"},
	{REFERENCE_FACILITIES, COL_PLACE, true, 0, "place"},
	{REFERENCE_FACILITIES, COL_LIST, true, 0, "list"},
	{REFERENCE_FACILITIES, COL_CODE, true, 0, "code"},
	{REFERENCE_FACILITIES, COL_NAME_EN, true, 0, "nameen"},
	{REFERENCE_FACILITIES, COL_NAME_ZH, false, 0, "namezh"},
	{REFERENCE_FACILITIES, COL_NAME_RU, false, 0, "nameru"},
	{REFERENCE_FACILITIES, COL_LAT, false, 0, "lat"},
	{REFERENCE_FACILITIES, COL_LON, false, 0, "lon"},
	{REFERENCE_FACILITIES, COL_TYPE, true, 0, "type"},
	{REFERENCE_PLACE_CODES, COL_PLACE, true, 0, "place"},
	{REFERENCE_PLACE_CODES, COL_SYSTEM, true, 0, "system"},
	{REFERENCE_PLACE_CODES, COL_CODE, true, 0, "code"},
	{REFERENCE_CODES, COL_LIST, true, 0, "list"},
	{REFERENCE_CODES, COL_CODE, true, 0, "code"},
	{REFERENCE_CODES, COL_NAME_EN, true, 0, "nameen"},
	{REFERENCE_CODES, COL_NAME_ZH, false, 0, "namezh"},
	{REFERENCE_CODES, COL_NAME_RU, false, 0, "nameru"},
	{REFERENCE_LOCODE, COL_CHANGE, true, 1, "change|ch"},
	{REFERENCE_LOCODE, COL_COUNTRY, true, 2, "country"},
	{REFERENCE_LOCODE, COL_CODE, true, 3, "location"},
	{REFERENCE_LOCODE, COL_NAME_EN, true, 4, "name"},
	{REFERENCE_LOCODE, COL_FUNCTION, true, 7, "function"},
	{REFERENCE_LOCODE, COL_STATUS, false, 8, "status"},
	{REFERENCE_LOCODE, COL_COORDINATES, true, 11, "coordinates"},
	{REFERENCE_SMDG, COL_PLACE, true, 0, "unlocode|locode"},
	{REFERENCE_SMDG, COL_CODE, true, 0, "terminalcode|smdgterminalcode|smdgcode|code"},
	{REFERENCE_SMDG, COL_NAME_EN, true, 0, "terminalfacilityname|facilityname|terminalname|name"},
	{REFERENCE_SMDG, COL_LAT, false, 0, "latitude|latitudedms|latitudedecimal|lat"},
	{REFERENCE_SMDG, COL_LON, false, 0, "longitude|longitudedms|longitudedecimal|lon|long"},
};
#define COLUMN_RULES (sizeof column_rules / sizeof *column_rules)

const char *const column_tags[COLUMNS] = {"code", "name_en", "name_zh", "name_ru", "country", "lat", "lon",
	"zone", "kinds", "gauges", "complex", "place", "list", "type", "system", "change", "function",
	"status", "coordinates"};

/* "UN/LOCODE" is "unlocode". */
static bool heading_is(const char *heading, const char *wording, size_t length)
{
	size_t n = 0;

	for (; *heading; heading++) {
		unsigned char c = (unsigned char)*heading;

		if (!isalnum(c))
			continue;
		if (n == length || tolower(c) != wording[n])
			return false;
		n++;
	}
	return n == length;
}

static unsigned find_heading(char **fields, size_t count, const char *headings)
{
	for (const char *wording = headings; *wording;) {
		size_t length = strcspn(wording, "|");

		for (size_t i = 0; i < count; i++)
			if (heading_is(fields[i], wording, length))
				return (unsigned)i + 1;
		wording += length + (wording[length] == '|');
	}
	return 0;
}

static bool header_of(enum reference_list list, char **fields, size_t count, struct layout *layout)
{
	*layout = (struct layout){{0}};
	for (size_t i = 0; i < COLUMN_RULES; i++) {
		const struct column_rule *rule = &column_rules[i];

		if (rule->list != list)
			continue;
		layout->at[rule->column] = find_heading(fields, count, rule->headings);
		if (rule->needed && !layout->at[rule->column])
			return false;
	}
	return true;
}

/* The first row of a part of UN/LOCODE: ,"CN",,".CHINA",,,... or ,"CN","LYG","Lianyungang",...,"12345---",...
 */
static bool locode_row(char **fields, size_t count)
{
	return count >= 11 && count <= 13 && strlen(fields[0]) <= 1 && strlen(fields[1]) == 2 &&
	       (fields[3][0] == '.' || (strlen(fields[2]) == 3 && (value_is_function(fields[6]) ||
									  value_is_function(fields[7]))));
}

static void fixed_layout(enum reference_list list, struct layout *layout)
{
	*layout = (struct layout){{0}};
	for (size_t i = 0; i < COLUMN_RULES; i++)
		if (column_rules[i].list == list)
			layout->at[column_rules[i].column] = column_rules[i].fixed;
}

enum reference_list columns_find(
	struct csv *c, struct arena *a, enum reference_list wanted, struct layout *layout)
{
	struct csv first = *c;
	struct fault f;
	char **fields;
	size_t count;

	for (unsigned row = 0; row < HEADER_ROWS; row++) {
		if (!csv_next(c, a, &fields, &count, &f)) {
			if (f.code == FAULT_NONE)
				break;
			continue;
		}
		for (unsigned list = REFERENCE_NONE + 1; list < REFERENCE_LISTS; list++)
			if ((!wanted || list == wanted) && header_of(list, fields, count, layout))
				return list;
		if (row == 0 && (!wanted || wanted == REFERENCE_LOCODE) && locode_row(fields, count)) {
			*c = first;
			fixed_layout(REFERENCE_LOCODE, layout);
			return REFERENCE_LOCODE;
		}
	}
	return REFERENCE_NONE;
}
