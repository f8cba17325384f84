#include "wire/sheet/reference.h"

#include "base/arena.h"
#include "base/fault.h"
#include "wire/sheet/reference_columns.h"
#include "wire/sheet/reference_value.h"

#include <string.h>

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

enum reference_list reference_sniff(const char *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct layout layout;
	enum reference_list list;
	struct csv c;

	csv_start(&c, bytes, n);
	list = columns_find(&c, &a, REFERENCE_NONE, &layout);
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
	struct diagnostic d = {.severity = severity, .code = code, .text = text, .offset = NO_OFFSET};

	d.row = r->row;
	if (column < COLUMNS) {
		d.tag = column_tags[column];
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

/* UNECE's files have function, then status; some editions and who republishes them turn the two round, so
 * the one of the function's shape is it. */
static const char *read_function(struct reading *r)
{
	const char *function = value(r, COL_FUNCTION), *status = value(r, COL_STATUS);
	bool turned = status && value_is_function(status) && !(function && value_is_function(function));

	return value_function_kinds(r->arena, turned ? status : function);
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
	p.kinds = read_function(r);
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
	if (columns_find(&c, &a, list, &r.layout) == list)
		done = read_rows(&r, &c, list);
	else
		done = fault_say(f, FAULT_BAD_BODY, "this is not the %s: its columns are not there",
			reference_list_caption(list));
	arena_free(&a);
	return done;
}
