#include "wire/sheet/reference.h"

#include "base/arena.h"
#include "base/fault.h"
#include "wire/sheet/csv.h"
#include "wire/sheet/reference_value.h"

#include <ctype.h>
#include <string.h>

#define HEADER_ROWS 10 /* titles may stand above the header */

enum column {
	COL_CODE,
	COL_NAME_EN,
	COL_NAME_ZH,
	COL_NAME_RU,
	COL_COUNTRY,
	COL_LAT,
	COL_LON,
	COL_ZONE,
	COL_KINDS,
	COL_GAUGES,
	COL_COMPLEX,
	COL_PLACE,
	COL_LIST,
	COL_TYPE,
	COL_SYSTEM,
	COL_CHANGE,
	COL_FUNCTION,
	COL_COORDINATES,
	COL_SENDER,
	COL_STATUS,
	COL_EVENT,
	COL_CLASSIFIER,
	COL_MODE,
	COL_LOAD,
	COLUMNS
};

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
	{REFERENCE_STATUS_CODES, COL_SENDER, true, 0, "sender"},
	{REFERENCE_STATUS_CODES, COL_LIST, true, 0, "list"},
	{REFERENCE_STATUS_CODES, COL_STATUS, true, 0, "status"},
	{REFERENCE_STATUS_CODES, COL_EVENT, true, 0, "event"},
	{REFERENCE_STATUS_CODES, COL_CLASSIFIER, false, 0, "classifier"},
	{REFERENCE_STATUS_CODES, COL_MODE, false, 0, "mode"},
	{REFERENCE_STATUS_CODES, COL_LOAD, false, 0, "load"},
	{REFERENCE_STATUS_CODES, COL_NAME_EN, false, 0, "nameen|name"},
	{REFERENCE_LOCODE, COL_CHANGE, true, 1, "change|ch"},
	{REFERENCE_LOCODE, COL_COUNTRY, true, 2, "country"},
	{REFERENCE_LOCODE, COL_CODE, true, 3, "location"},
	{REFERENCE_LOCODE, COL_NAME_EN, true, 4, "name"},
	{REFERENCE_LOCODE, COL_FUNCTION, true, 8, "function"},
	{REFERENCE_LOCODE, COL_COORDINATES, true, 11, "coordinates"},
	{REFERENCE_SMDG, COL_PLACE, true, 0, "unlocode|locode"},
	{REFERENCE_SMDG, COL_CODE, true, 0, "terminalcode|smdgterminalcode|smdgcode|code"},
	{REFERENCE_SMDG, COL_NAME_EN, true, 0, "terminalfacilityname|facilityname|terminalname|name"},
	{REFERENCE_SMDG, COL_LAT, false, 0, "latitude|latitudedms|latitudedecimal|lat"},
	{REFERENCE_SMDG, COL_LON, false, 0, "longitude|longitudedms|longitudedecimal|lon|long"},
};
#define COLUMN_RULES (sizeof column_rules / sizeof *column_rules)

static const struct {
	const char *name, *caption;
} lists[] = {
#define ROW(id, name, caption) [REFERENCE_##id] = {name, caption},
	REFERENCE_LISTS_TABLE(ROW)
#undef ROW
};

const char *reference_list_name(enum reference_list list)
{
	return list < REFERENCE_LISTS ? lists[list].name : NULL;
}

const char *reference_list_caption(enum reference_list list)
{
	return list < REFERENCE_LISTS ? lists[list].caption : NULL;
}

/* ---- which list, and where its columns stand ---- */

struct layout {
	unsigned at[COLUMNS]; /* from 1; 0: this file does not have it */
};

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
	       (fields[3][0] == '.' || (strlen(fields[2]) == 3 && value_is_function(fields[7])));
}

static void fixed_layout(enum reference_list list, struct layout *layout)
{
	*layout = (struct layout){{0}};
	for (size_t i = 0; i < COLUMN_RULES; i++)
		if (column_rules[i].list == list)
			layout->at[column_rules[i].column] = column_rules[i].fixed;
}

/* Finds the list (any, or just the wanted one) and leaves the reader on its first row of data. */
static enum reference_list find_list(
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

enum reference_list reference_sniff(const char *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct layout layout;
	enum reference_list list;
	struct csv c;

	csv_start(&c, bytes, n);
	list = find_list(&c, &a, REFERENCE_NONE, &layout);
	arena_free(&a);
	return list;
}

/* ---- one row ---- */

struct reading {
	const struct reference_sink *sink;
	struct reference_count *count;
	struct arena *arena; /* of this row */
	struct layout layout;
	char **fields;
	size_t field_count;
	uint32_t row;
	struct fault *fault;
};

enum outcome { ROW_TAKEN, ROW_PASSED, ROW_REFUSED, ROW_STOP };

static void odd(
	struct reading *r, enum severity severity, enum column column, const char *code, const char *text)
{
	static const char *const tags[COLUMNS] = {"code", "name_en", "name_zh", "name_ru", "country", "lat",
		"lon", "zone", "kinds", "gauges", "complex", "place", "list", "type", "system", "change",
		"function", "coordinates", "sender", "status", "event", "classifier", "mode", "load"};
	struct diagnostic d = {.severity = severity, .code = code, .text = text, .offset = NO_OFFSET};

	d.row = r->row;
	if (column < COLUMNS) {
		d.tag = tags[column];
		d.column = r->layout.at[column];
	}
	if (r->sink->diagnostic)
		r->sink->diagnostic(r->sink->self, &d);
}

/* NULL: empty, or this file does not have the column. */
static const char *value(struct reading *r, enum column column)
{
	unsigned at = r->layout.at[column];
	const char *text;

	if (!at || at > r->field_count)
		return NULL;
	text = value_text(r->arena, r->fields[at - 1]);
	return *text ? text : NULL;
}

static const char *needed(struct reading *r, enum column column)
{
	const char *text = value(r, column);

	if (!text)
		odd(r, SEVERITY_ERROR, column, "value-missing",
			"this column is needed and empty; the row is left out");
	return text;
}

static void read_names(struct reading *r, const char *name[LANGUAGES])
{
	name[LANG_EN] = value(r, COL_NAME_EN);
	name[LANG_ZH] = value(r, COL_NAME_ZH);
	name[LANG_RU] = value(r, COL_NAME_RU);
}

static const char *place_code_of(struct reading *r, enum column column)
{
	const char *code = needed(r, column);

	if (code && !value_is_place_code(code)) {
		odd(r, SEVERITY_ERROR, column, "code-malformed",
			"neither a UN/LOCODE (two letters, three of A-Z and 2-9) nor X and four "
			"more, as ours are: the row is left out");
		return NULL;
	}
	return code;
}

static void read_degrees(struct reading *r, int32_t *lat, int32_t *lon)
{
	const char *north = value(r, COL_LAT), *east = value(r, COL_LON);

	*lat = *lon = NO_COORDINATE;
	if (!north && !east)
		return;
	if (north && east && value_degrees(north, 90, "NS", lat) && value_degrees(east, 180, "EW", lon))
		return;
	*lat = *lon = NO_COORDINATE;
	odd(r, SEVERITY_WARNING, COL_LAT, "coordinates-malformed",
		"latitude and longitude are not degrees within 90 and 180; the row is taken without them");
}

static void read_minutes(struct reading *r, int32_t *lat, int32_t *lon)
{
	const char *s = value(r, COL_COORDINATES);

	*lat = *lon = NO_COORDINATE;
	if (s && !value_minutes(s, lat, lon))
		odd(r, SEVERITY_WARNING, COL_COORDINATES, "coordinates-malformed",
			"not of the form 3445N 11926E; the row is taken without coordinates");
}

/* ---- one reader a list ---- */

#define HAND_OVER(r, member, record)                                                                         \
	(!(r)->sink->member || (r)->sink->member((r)->sink->self, record, (r)->fault) ? ROW_TAKEN : ROW_STOP)

static enum outcome read_place(struct reading *r)
{
	struct place p = {.code = place_code_of(r, COL_CODE), .country = needed(r, COL_COUNTRY)};

	if (!p.code || !p.country || !needed(r, COL_NAME_EN))
		return ROW_REFUSED;
	read_names(r, p.name);
	read_degrees(r, &p.lat, &p.lon);
	p.zone = value(r, COL_ZONE);
	p.kinds = value(r, COL_KINDS);
	p.gauges = value(r, COL_GAUGES);
	p.complex = value(r, COL_COMPLEX);
	return HAND_OVER(r, place, &p);
}

static enum outcome read_facility(struct reading *r)
{
	struct facility f = {.place = place_code_of(r, COL_PLACE), .list = needed(r, COL_LIST)};

	f.code = needed(r, COL_CODE);
	if (!f.place || !f.list || !f.code || !needed(r, COL_NAME_EN))
		return ROW_REFUSED;
	read_names(r, f.name);
	read_degrees(r, &f.lat, &f.lon);
	f.type = value(r, COL_TYPE);
	return HAND_OVER(r, facility, &f);
}

static enum outcome read_place_code(struct reading *r)
{
	struct place_code p = {.place = place_code_of(r, COL_PLACE)};

	p.system = needed(r, COL_SYSTEM);
	p.code = needed(r, COL_CODE);
	return p.place && p.system && p.code ? HAND_OVER(r, place_code, &p) : ROW_REFUSED;
}

static enum outcome read_code(struct reading *r)
{
	struct code_word w = {.list = needed(r, COL_LIST), .code = needed(r, COL_CODE)};

	if (!w.list || !w.code || !needed(r, COL_NAME_EN))
		return ROW_REFUSED;
	read_names(r, w.name);
	return HAND_OVER(r, code, &w);
}

/* The place of a word among names; empty is the first; -1: none of them. */
static int word_of(const char *word, const char *const *names, int n)
{
	if (!word)
		return 0;
	for (int i = 0; i < n; i++)
		if (names[i] && strcmp(names[i], word) == 0)
			return i;
	return -1;
}

/* A row whose event, classifier, mode or load is none is left out: half understood it would say another
 * thing. */
static enum outcome read_status_code(struct reading *r)
{
	struct status_code c = {.sender = value(r, COL_SENDER), .list = value(r, COL_LIST)};
	int classifier = word_of(value(r, COL_CLASSIFIER), classifier_names, CLASSIFIERS);
	int mode = word_of(value(r, COL_MODE), mode_names, MODES);
	int load = word_of(value(r, COL_LOAD), load_state_names, LOAD_STATES);

	c.status = needed(r, COL_STATUS);
	c.event = value(r, COL_EVENT);
	c.name = value(r, COL_NAME_EN);
	if (!c.status)
		return ROW_REFUSED;
	if ((c.event && !event_code_known(c.event)) || classifier < 0 || mode < 0 || load < 0) {
		odd(r, SEVERITY_ERROR, COL_EVENT, "code-malformed",
			"an event, classifier (ACT EST PLN), mode (VESSEL RAIL TRUCK BARGE AIR MULTIMODAL) "
			"or load "
			"(EMPTY LADEN) that is none; the row is left out");
		return ROW_REFUSED;
	}
	c.sender = c.sender ? c.sender : "";
	c.list = c.list ? c.list : "";
	c.classifier = (enum classifier)classifier;
	c.mode = (enum mode)mode;
	c.load_state = (enum load_state)load;
	return HAND_OVER(r, status_code, &c);
}

/* A country's heading has no location; change X marks an entry for removal, '=' one that only points to
 * another. */
static enum outcome read_locode(struct reading *r)
{
	const char *change = value(r, COL_CHANGE), *location = value(r, COL_CODE);
	const char *country = value(r, COL_COUNTRY);
	struct place p = {.country = country};

	if (!location || (change && (*change == 'X' || *change == '=')))
		return ROW_PASSED;
	if (!needed(r, COL_COUNTRY) || !needed(r, COL_NAME_EN))
		return ROW_REFUSED;
	p.code = arena_printf(r->arena, "%s%s", country, location);
	if (!value_is_place_code(p.code) || strlen(country) != 2) {
		odd(r, SEVERITY_ERROR, COL_CODE, "code-malformed",
			"country and location make no UN/LOCODE (two letters, three of A-Z and 2-9); the row "
			"is left "
			"out");
		return ROW_REFUSED;
	}
	read_names(r, p.name);
	read_minutes(r, &p.lat, &p.lon);
	p.kinds = value_function_kinds(r->arena, value(r, COL_FUNCTION));
	return HAND_OVER(r, place, &p);
}

static enum outcome read_smdg(struct reading *r)
{
	struct facility f = {.list = "SMDG", .type = "POTE", .code = needed(r, COL_CODE)};

	f.place = needed(r, COL_PLACE);
	if (!f.code || !f.place || !needed(r, COL_NAME_EN))
		return ROW_REFUSED;
	f.place = value_without_spaces(r->arena, f.place);
	if (!value_is_place_code(f.place)) {
		odd(r, SEVERITY_ERROR, COL_PLACE, "code-malformed", "no UN/LOCODE; the row is left out");
		return ROW_REFUSED;
	}
	if (!value_is_terminal_code(f.code)) {
		odd(r, SEVERITY_ERROR, COL_CODE, "code-malformed",
			"no SMDG terminal code (up to six of A-Z and 0-9); the row is left out");
		return ROW_REFUSED;
	}
	read_names(r, f.name);
	read_degrees(r, &f.lat, &f.lon);
	return HAND_OVER(r, facility, &f);
}

static enum outcome (*const readers[REFERENCE_LISTS])(struct reading *) = {
	[REFERENCE_PLACES] = read_place,
	[REFERENCE_FACILITIES] = read_facility,
	[REFERENCE_PLACE_CODES] = read_place_code,
	[REFERENCE_CODES] = read_code,
	[REFERENCE_STATUS_CODES] = read_status_code,
	[REFERENCE_LOCODE] = read_locode,
	[REFERENCE_SMDG] = read_smdg,
};

static bool read_rows(struct reading *r, struct csv *c, enum reference_list list)
{
	struct fault row_fault;

	for (;; arena_reset(r->arena)) {
		enum outcome outcome = ROW_REFUSED;
		bool row = csv_next(c, r->arena, &r->fields, &r->field_count, &row_fault);

		r->row = c->row;
		if (row)
			outcome = readers[list](r);
		else if (row_fault.code == FAULT_NONE)
			return true;
		else
			odd(r, SEVERITY_ERROR, COLUMNS, "row-malformed", row_fault.text);
		if (outcome == ROW_STOP)
			return false;
		r->count->taken += outcome == ROW_TAKEN;
		r->count->passed += outcome == ROW_PASSED;
		r->count->refused += outcome == ROW_REFUSED;
	}
}

bool reference_decode(enum reference_list list, const char *bytes, size_t n,
	const struct reference_sink *sink, struct reference_count *count, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct reading r = {.sink = sink, .count = count, .arena = &a, .fault = f};
	struct csv c;
	bool done;

	*count = (struct reference_count){0};
	if (list <= REFERENCE_NONE || list >= REFERENCE_LISTS)
		return fault_say(f, FAULT_BAD_BODY, "no such reference list");
	csv_start(&c, bytes, n);
	if (find_list(&c, &a, list, &r.layout) == list)
		done = read_rows(&r, &c, list);
	else
		done = fault_say(f, FAULT_BAD_BODY, "this is not the %s: its columns are not there",
			reference_list_caption(list));
	arena_free(&a);
	return done;
}
