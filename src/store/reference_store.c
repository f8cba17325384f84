#include "store/reference_store.h"

#include "store/column.h"

#define COLUMNS_MOST 12

/* Columns of one statement behind its first parameter, opened together. */
static void open_columns(struct column *c, struct arena *a, const char *types)
{
	for (size_t i = 0; types[i]; i++)
		column_open(&c[i], a, types[i] == 'i' ? OID_INT4 : OID_TEXT);
}

static void add_texts(struct column *c, const char *const *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		wire_array_text(&c[i].array, values[i]);
}

static void add_coordinate(struct column *c, int32_t millionths)
{
	if (millionths == NO_COORDINATE)
		wire_array_text(&c->array, NULL);
	else
		wire_array_int4(&c->array, millionths);
}

static struct param *close_columns(struct column *c, struct arena *a, const char *first, size_t n)
{
	struct param *p = arena_alloc_array(a, n + 1, sizeof *p);

	p[0] = P_TEXT(first);
	for (size_t i = 0; i < n; i++)
		p[i + 1] = column_close(&c[i]);
	return p;
}

void places_put_later(
	struct batch *b, struct arena *a, const char *source, const struct place *places, size_t n)
{
	struct column c[COLUMNS_MOST];

	open_columns(c, a, "tttttiitttt");
	for (size_t i = 0; i < n; i++) {
		const struct place *p = &places[i];
		const char *head[] = {p->code, p->name[LANG_EN] ? p->name[LANG_EN] : p->code,
			p->name[LANG_ZH], p->name[LANG_RU], p->country};
		const char *tail[] = {p->zone, p->kinds ? p->kinds : "", p->gauges, p->complex};

		add_texts(c, head, 5);
		add_coordinate(&c[5], p->lat);
		add_coordinate(&c[6], p->lon);
		add_texts(c + 7, tail, 4);
	}
	batch_add(b, SQL_places_put, close_columns(c, a, source, 11), 12, NULL);
}

void facilities_put_later(
	struct batch *b, struct arena *a, const char *source, const struct facility *facilities, size_t n)
{
	struct column c[COLUMNS_MOST];

	open_columns(c, a, "ttttttiit");
	for (size_t i = 0; i < n; i++) {
		const struct facility *p = &facilities[i];
		const char *head[] = {
			p->place, p->list, p->code, p->name[LANG_EN], p->name[LANG_ZH], p->name[LANG_RU]};

		add_texts(c, head, 6);
		add_coordinate(&c[6], p->lat);
		add_coordinate(&c[7], p->lon);
		add_texts(c + 8, &p->type, 1);
	}
	batch_add(b, SQL_facilities_put, close_columns(c, a, source, 9), 10, NULL);
}

void place_codes_put_later(struct batch *b, struct arena *a, const struct place_code *codes, size_t n)
{
	struct column c[COLUMNS_MOST];
	struct param *p;

	open_columns(c, a, "ttt");
	for (size_t i = 0; i < n; i++) {
		const char *values[] = {codes[i].system, codes[i].code, codes[i].place};

		add_texts(c, values, 3);
	}
	p = close_columns(c, a, NULL, 3);
	batch_add(b, SQL_place_codes_put, p + 1, 3, NULL);
}

static int32_t coordinate_of(const struct rows *r, int row, int column)
{
	return rows_text(r, row, column) ? (int32_t)rows_int(r, row, column) : NO_COORDINATE;
}

bool places_all(struct conn *c, struct arena *a, struct place **places, size_t *n, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_places_all, NULL, 0, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*places = arena_alloc_array(a, *n + 1, sizeof **places);
	for (int i = 0; i < (int)*n; i++)
		(*places)[i] = (struct place){
			.code = rows_text(r, i, 0),
			.name = {rows_text(r, i, 1), rows_text(r, i, 2), rows_text(r, i, 3)},
			.country = rows_text(r, i, 4),
			.lat = coordinate_of(r, i, 5),
			.lon = coordinate_of(r, i, 6),
			.zone = rows_text(r, i, 7),
			.kinds = rows_text(r, i, 8),
			.gauges = rows_text(r, i, 9),
			.complex = rows_text(r, i, 10),
		};
	return true;
}

bool place_codes_all(struct conn *c, struct arena *a, struct place_code **codes, size_t *n, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_place_codes_all, NULL, 0, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*codes = arena_alloc_array(a, *n + 1, sizeof **codes);
	for (int i = 0; i < (int)*n; i++)
		(*codes)[i] = (struct place_code){rows_text(r, i, 0), rows_text(r, i, 1), rows_text(r, i, 2)};
	return true;
}

bool setting_get(struct conn *c, struct arena *a, const char *name, const char **value, struct fault *f)
{
	struct param p[] = {P_TEXT(name)};
	struct rows *r;

	if (!conn_query(c, SQL_setting_get, p, 1, a, &r, f))
		return false;
	*value = rows_count(r) ? rows_text(r, 0, 0) : NULL;
	return true;
}

void setting_put_later(struct batch *b, struct arena *a, const char *name, const char *value)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);

	p[0] = P_TEXT(name);
	p[1] = P_TEXT(value);
	batch_add(b, SQL_setting_put, p, 2, NULL);
}
